"""The examples of a deployment are valid, agree with the program and lock themselves in."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import shutil
import subprocess
import sys
import threading
import tomllib
from dataclasses import fields
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import click
import pytest

from clusteratlas.cli import main
from clusteratlas.settings import CONFIG, Settings

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "server/deploy"
UNIT = DEPLOY / "clusteratlas.service"
CONTAINERFILE = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
SETTINGS_FILE = DEPLOY / "atlas.toml"
README = (DEPLOY / "README.md").read_text(encoding="utf-8")
VARIABLES = {one.variable for one in Settings.descriptions()} | {CONFIG}


def parse(arguments: list[str]) -> click.Context:
    """The call, parsed and not carried out."""
    assert isinstance(main, click.Group)
    name, *rest = arguments
    return main.commands[name].make_context(name, rest)


@pytest.mark.parametrize("path", sorted(DEPLOY.iterdir()), ids=lambda path: path.name)
def test_each_variable_is_a_setting(path: Path) -> None:
    named = set(re.findall(r"CLUSTERATLAS_[A-Z_]+", path.read_text(encoding="utf-8")))
    assert named <= VARIABLES


# The settings


def test_the_settings_file_is_read() -> None:
    settings = Settings.from_environment({CONFIG: str(SETTINGS_FILE)})
    assert settings.store == Path("/var/lib/clusteratlas/store")
    assert settings.write_token == ""


def test_each_setting_stands_once_in_the_file_and_commented_ones_show_the_default() -> None:
    content = SETTINGS_FILE.read_text(encoding="utf-8")
    rows = re.findall(r"^(# )?([a-z_]+ = .*)$", content, flags=re.MULTILINE)
    written: dict[str, tuple[str, object]] = {}
    for mark, row in rows:
        ((key, value),) = tomllib.loads(row).items()
        assert key not in written
        written[key] = (mark, value)
    assert set(written) == {setting.name for setting in fields(Settings)}
    defaults = {one.variable: one.default for one in Settings.descriptions()}
    for key, (mark, value) in written.items():
        if mark and key != "tokens_file":
            shown = str(value).lower() if isinstance(value, bool) else value
            assert defaults[f"CLUSTERATLAS_{key.upper()}"] == ("" if shown == [] else str(shown))


# The unit


@pytest.fixture(scope="module")
def unit() -> dict[str, list[str]]:
    parser = configparser.RawConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(UNIT.read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for line in UNIT.read_text(encoding="utf-8").splitlines():
        if re.match(r"[A-Z]\w*=", line):
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    assert set(parser.sections()) == {"Unit", "Service", "Install"}
    return found


def test_the_unit_calls_a_command_that_there_is(unit: dict[str, list[str]]) -> None:
    (call,) = unit["ExecStart"]
    program, *arguments = shlex.split(call)
    assert Path(program).name == "clusteratlas"
    assert parse(arguments).info_name == "serve"


LOCKED_IN = [
    ("User", "clusteratlas"),
    ("NoNewPrivileges", "yes"),
    ("ProtectSystem", "strict"),
    ("ProtectHome", "yes"),
    ("PrivateTmp", "yes"),
    ("StateDirectory", "clusteratlas"),
    ("RestrictAddressFamilies", "AF_UNIX AF_INET AF_INET6"),
    ("CapabilityBoundingSet", ""),
    # The main process alone gets SIGTERM, and lets its workers finish.
    ("KillMode", "mixed"),
    # A worker that the kernel ends does not end the service.
    ("OOMPolicy", "continue"),
]


@pytest.mark.parametrize(("key", "value"), LOCKED_IN)
def test_the_unit_is_locked_in(unit: dict[str, list[str]], key: str, value: str) -> None:
    assert unit[key] == [value]


def test_the_unit_bounds_memory_and_allows_what_python_needs(unit: dict[str, list[str]]) -> None:
    assert "MemoryMax" in unit
    assert "MemoryDenyWriteExecute" not in unit


def test_unit_and_settings_agree(unit: dict[str, list[str]]) -> None:
    settings = Settings.from_environment({CONFIG: str(SETTINGS_FILE)})
    assert unit["Environment"] == [f"{CONFIG}=/etc/clusteratlas/atlas.toml"]
    assert int(unit["TimeoutStopSec"][0]) > settings.drain_seconds
    assert settings.store.parent == Path("/var/lib") / unit["StateDirectory"][0]


@pytest.fixture
def unit_of_this_machine(tmp_path: Path) -> Path:
    """The unit with a program that is here: systemd looks for it."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("there is no systemd-analyze (Debian package systemd)")
    content = UNIT.read_text(encoding="utf-8")
    path = tmp_path / UNIT.name
    program = Path(sys.executable).with_name("clusteratlas")
    path.write_text(content.replace("/opt/clusteratlas/bin/clusteratlas", str(program)))
    return path


@pytest.mark.parametrize(
    "check",
    [
        ["verify", "--man=no"],
        # Exposure times ten: 0 is a locked box, 96 a unit without any of this.
        ["security", "--offline=yes", "--threshold=20"],
    ],
    ids=["verify", "security"],
)
def test_systemd_takes_the_unit(unit_of_this_machine: Path, check: list[str]) -> None:
    done = subprocess.run(
        ["systemd-analyze", "--no-pager", *check, unit_of_this_machine],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    if check[0] == "verify":
        assert done.stderr == ""


# The container


def instructions() -> list[tuple[str, str]]:
    joined = CONTAINERFILE.replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line and not line.startswith("#")]
    pairs = [line.strip().partition(" ") for line in lines]
    return [(name, rest.strip()) for name, _, rest in pairs]


def of_final_stage(name: str) -> list[str]:
    stage: list[str] = []
    for instruction, rest in instructions():
        if instruction == "FROM":
            stage = []
        elif instruction == name:
            stage.append(rest)
    return stage


def test_hadolint_finds_nothing() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run(
        [hadolint, "--no-color", DEPLOY / "Containerfile"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_base_is_slim_by_tag_and_of_a_python_that_is_supported() -> None:
    bases = [rest.split()[0] for name, rest in instructions() if name == "FROM"]
    assert len(set(bases)) == 1
    tag = re.fullmatch(r"docker\.io/library/python:(3\.\d+)-slim-\w+", bases[0])
    assert tag is not None
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"Programming Language :: Python :: {tag[1]}" in project["classifiers"]


def test_what_the_wheel_is_built_from_is_copied() -> None:
    copied = {
        source
        for name, rest in instructions()
        if name == "COPY" and not rest.startswith("--from")
        for source in rest.split()[:-1]
    }
    assert all((ROOT / source).exists() for source in copied)
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, hatch = pyproject["project"], pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {"pyproject.toml", "constraints.txt", project["readme"], *project["license-files"]}
    assert needed | {*hatch["packages"], *hatch["force-include"]} == copied


def test_the_container_is_nobody_and_bears_no_secret() -> None:
    (user,) = of_final_stage("USER")
    assert all(int(part) >= 1000 for part in user.split(":"))
    assert not re.search(r"TOKEN|SECRET|PASSWORD", CONTAINERFILE)
    assert of_final_stage("STOPSIGNAL") == ["SIGTERM"]


def test_the_container_calls_a_command_that_there_is() -> None:
    (entry,), (command,) = of_final_stage("ENTRYPOINT"), of_final_stage("CMD")
    program, *arguments = [*json.loads(entry), *json.loads(command)]
    assert program == "clusteratlas"
    assert parse(arguments).info_name == "serve"


def environment() -> dict[str, str]:
    (variables,) = of_final_stage("ENV")
    return dict(each.partition("=")[::2] for each in shlex.split(variables))


def test_the_container_keeps_its_state_in_its_volume() -> None:
    settings = Settings.from_environment(environment())
    (volume,) = json.loads(of_final_stage("VOLUME")[0])
    assert settings.store.is_relative_to(volume)
    assert settings.store != Path(volume)
    assert of_final_stage("EXPOSE") == [str(settings.port)]
    assert settings.host == "0.0.0.0"


class _Answers(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/health" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Not here."""


@pytest.mark.parametrize(("status", "is_healthy"), [(200, True), (503, False), (None, False)])
def test_the_health_check_tells_sick_from_healthy(status: int | None, is_healthy: bool) -> None:
    ((_, check),) = [rest.split(" CMD ") for name, rest in instructions() if name == "HEALTHCHECK"]
    program, *arguments = json.loads(check)
    assert program == "python"
    server = HTTPServer(("127.0.0.1", 0), type("_Of", (_Answers,), {"status": status}))
    port = server.server_port
    answering = threading.Thread(target=server.serve_forever)
    answering.start()
    try:
        if status is None:
            port = 1
        done = subprocess.run(
            [sys.executable, *arguments],
            env={"CLUSTERATLAS_PORT": str(port)},
            capture_output=True,
            check=False,
        )
    finally:
        server.shutdown()
        answering.join()
        server.server_close()
    assert (done.returncode == 0) is is_healthy


# The documentation


def calls_in_the_readme() -> list[str]:
    blocks = re.findall(r"^```console\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    joined = "".join(blocks).replace("\\\n", " ")
    found = re.findall(r"(?:/opt/clusteratlas/bin/clusteratlas|store clusteratlas) (.*)", joined)
    calls = [*found, *re.findall(r"`clusteratlas (.*?)`", README)]
    return [re.sub(r"\$\(.*?\)", "", call) for call in calls]


@pytest.mark.parametrize("call", calls_in_the_readme())
def test_each_call_in_the_readme_parses(call: str, tmp_path: Path) -> None:
    file = tmp_path / "b.tar"
    file.touch()
    words = [
        str(file) if word == "FILE" or word.endswith(".tar.zst") else word
        for word in shlex.split(call)
    ]
    assert parse(words).params


def test_there_are_calls_in_the_readme() -> None:
    assert len(calls_in_the_readme()) >= 3
