"""The other commands, and what holds for all of them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from clusteratlas import __version__, assets
from clusteratlas.cli import main
from clusteratlas.errors import ClusterAtlasError

Call = Callable[..., Result]

PREFIX = "@prefix ca: <https://w3id.org/clusteratlas/ontology#> .\n"
FUNDING = "<https://w3id.org/clusteratlas/id/funding/x>"
VIOLATION = f"{PREFIX}{FUNDING} a ca:Funding ; ca:amount -5.0 .\n"


@pytest.mark.parametrize("name", sorted(main.commands))
def test_help_has_an_example(call: Call, name: str) -> None:
    result = call(name, "--help")
    assert result.exit_code == 0
    assert f"  clusteratlas {name}" in result.stdout.partition("Examples:")[2]


def calls(group: click.Group, *before: str) -> list[tuple[str, ...]]:
    """The words of each command, those of groups and of what is in them."""
    deeper = [
        words
        for name, command in sorted(group.commands.items())
        for words in (calls(command, *before, name) if isinstance(command, click.Group) else [])
    ]
    return [*((*before, name) for name in sorted(group.commands)), *deeper]


@pytest.mark.parametrize("words", calls(main), ids=" ".join)
def test_help_fits_a_terminal(words: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(main, [*words, "--help"], terminal_width=80).stdout
    assert [line for line in shown.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_option_is_explained(name: str) -> None:
    for parameter in main.commands[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_version(call: Call) -> None:
    assert call("--version").stdout == f"clusteratlas, version {__version__}\n"


def subclasses(kind: type[ClusterAtlasError]) -> list[type[ClusterAtlasError]]:
    direct = kind.__subclasses__()
    return direct + [deeper for one in direct for deeper in subclasses(one)]


@pytest.mark.parametrize("kind", subclasses(ClusterAtlasError), ids=lambda kind: kind.__name__)
def test_every_error_is_a_sentence_a_hint_and_an_exit_code(
    call: Call, monkeypatch: pytest.MonkeyPatch, kind: type[ClusterAtlasError]
) -> None:
    error = kind.__new__(kind)
    error.message, error.hint = "What is wrong.", "How to go on."
    error.__dict__.update(line=None, column=None)

    def fail(**_arguments: object) -> None:
        raise error

    monkeypatch.setattr(main.commands["info"], "callback", fail)
    result = call("info")
    assert result.exit_code in (1, 2)
    assert result.stdout == ""
    assert result.stderr == "error: What is wrong.\nhint: How to go on.\n"


@pytest.mark.parametrize("name", ["info", "log", "query", "serve", "undo"])
def test_without_a_store_the_way_to_one_is_said(call: Call, tmp_path: Path, name: str) -> None:
    arguments = ["-"] if name == "query" else []
    result = call(name, *arguments, "--store", tmp_path / "none", stdin="ASK {}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "clusteratlas build --store" in result.stderr


def test_info_for_a_person(call: Call, atlas_store: Path) -> None:
    current = json.loads(call("info", "--store", atlas_store, "--format", "json").stdout)["current"]
    lines = call("info", "--store", atlas_store, "--lang", "pl").stdout.splitlines()
    (marked,) = [line for line in lines if line.startswith("*")]
    assert current in marked
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", marked)
    assert any(re.fullmatch(r"ca:Cluster +\d+", line) for line in lines)
    assert any(re.fullmatch(r"graph:mrpo-project-en +\d+", line) for line in lines)


def test_info_for_a_program(call: Call, atlas_store: Path) -> None:
    document = json.loads(call("info", "--store", atlas_store, "--format", "json").stdout)
    (version,) = document["versions"]
    assert version["id"] == document["current"]
    assert version["triples"] > 0
    assert "https://w3id.org/clusteratlas/graph/mrpo-project-en" in version["graphs"]


def test_init(call: Call, tmp_path: Path) -> None:
    store = tmp_path / "plain"
    assert call("init", "--store", store).exit_code == 0
    assert call("query", "-", "--store", store, stdin="ASK { ?s ?p ?o }").stdout == "false\n"
    again = call("init", "--store", store)
    assert (again.exit_code, again.stdout) == (2, "")


def test_info_of_a_plain_store(call: Call, plain_store: Path) -> None:
    shown = call("info", "--store", plain_store)
    assert shown.exit_code == 0
    assert "Triples: 1" in shown.stdout.splitlines()
    document = json.loads(call("info", "--store", plain_store, "--format", "json").stdout)
    counts = [(version["triples"], version["graphs"]) for version in document["versions"]]
    assert counts == [(1, {"urn:g": 2}), (1, {}), (0, {})]


@pytest.fixture
def own_assets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's assets that a test may spoil."""
    root = tmp_path / "assets"
    for folder in ("ontology", "shapes", "queries", "data"):
        shutil.copytree(assets.assets_root() / folder, root / folder)
    monkeypatch.setattr(assets, "assets_root", lambda: root)
    return root


def test_build_publishes_and_sums_up(call: Call, own_assets: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    result = call("build", "--store", store)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    document = json.loads(call("info", "--store", store, "--format", "json").stdout)
    assert document["current"] in result.stdout
    assert "graph:mrpo-project-en" in result.stdout


@pytest.mark.parametrize(
    ("language", "words"), [("en", "violation: ca:amount"), ("pl", "błąd: ca:amount")]
)
def test_build_refuses_a_violation(
    call: Call, own_assets: Path, atlas_store: Path, tmp_path: Path, language: str, words: str
) -> None:
    store = tmp_path / "store"
    shutil.copytree(atlas_store, store)
    before = call("info", "--store", store).stdout
    with (own_assets / "data/mrpo-project-en.ttl").open("a", encoding="utf-8") as file:
        file.write(VIOLATION.removeprefix(PREFIX))
    result = call("build", "--store", store, "--lang", language)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr
    assert call("info", "--store", store).stdout == before


def test_validate_the_dataset(call: Call, own_assets: Path) -> None:
    result = call("validate")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Violations: 0." in result.stdout


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    path = tmp_path / "spoilt.ttl"
    path.write_text(VIOLATION, encoding="utf-8")
    return path


def test_validate_a_file(call: Call, spoilt: Path) -> None:
    result = call("validate", spoilt)
    assert result.exit_code == 1
    assert f"{spoilt}\n  <https://w3id.org/clusteratlas/id/funding/x>, line 2\n" in result.stdout
    assert "violation: ca:amount (amount) = -5.0" in result.stdout


def test_validate_for_a_program(call: Call, spoilt: Path) -> None:
    as_json = call("validate", spoilt, "--format", "json")
    assert as_json.exit_code == 1
    assert json.loads(as_json.stdout)["counts"]["Violation"] > 0
    as_turtle = call("validate", spoilt, "--format", "turtle")
    assert as_turtle.exit_code == 1
    assert "sh:conforms false" in as_turtle.stdout


UNREADABLE = [
    ("garbage", b"this is no Turtle", 1, "line 1, column "),
    ("broken-off", (PREFIX + 'ca:a ca:b "open').encode(), 1, "line 2, column "),
    ("unknown-prefix", b"<urn:a> ca:b 1 .", 1, "Expected: a declared prefix"),
    ("binary", bytes(range(256)), 1, "line "),
    ("latin-1", PREFIX.encode() + b'ca:a ca:b "Krak\xf3w" .', 1, "UTF-8"),
    ("empty", b"", 1, "holds no statement"),
    ("only-prefixes", PREFIX.encode(), 1, "holds no statement"),
    ("not-there", None, 2, "does not exist"),
]


@pytest.mark.parametrize(
    ("content", "code", "words"), [c[1:] for c in UNREADABLE], ids=[c[0] for c in UNREADABLE]
)
def test_validate_what_cannot_be_read(
    call: Call, tmp_path: Path, content: bytes | None, code: int, words: str
) -> None:
    path = tmp_path / "data.ttl"
    if content is not None:
        path.write_bytes(content)
    result = call("validate", path)
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
    assert str(path) in result.stderr


UNSTABLE = f"# A head.\n\n{PREFIX}\n{FUNDING} ca:amount 5.0 , 4.0 ; a ca:Funding .\n"
STABLE = f"""\
# A head.

{PREFIX}@prefix funding: <https://w3id.org/clusteratlas/id/funding/> .

funding:x
    a ca:Funding ;
    ca:amount 4.0 ;
    ca:amount 5.0 ;
.
"""


def test_format(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(UNSTABLE, encoding="utf-8")
    checked = call("format", "--check", path)
    assert (checked.exit_code, checked.stdout) == (1, f"{path}\n")
    assert path.read_text(encoding="utf-8") == UNSTABLE
    written = call("format", "--write", path)
    assert (written.exit_code, written.stdout) == (0, f"{path}\n")
    assert path.read_text(encoding="utf-8") == STABLE
    again = call("format", "--check", path)
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "")


def test_format_checks_all_data_by_default(call: Call, own_assets: Path) -> None:
    assert call("format").exit_code == 0
    spoilt = own_assets / "data/identities.ttl"
    spoilt.write_text(spoilt.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    assert call("format").stdout == f"{spoilt}\n"


@pytest.mark.parametrize(
    "content", [b"\xff", (PREFIX + "ca:a ca:b [] .").encode()], ids=["not-utf-8", "blank-node"]
)
def test_format_leaves_what_it_cannot_read(call: Call, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(content)
    result = call("format", "--write", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert path.read_bytes() == content
