"""The build of the pages' styles and scripts: what it takes, and when it runs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from clusteratlas import web

CLIENT = Path(web.__file__ or "").parent / "client"
PACKAGE = json.loads((CLIENT / "package.json").read_text(encoding="utf-8"))
LOCK = (CLIENT / "package-lock.json").read_text(encoding="utf-8")
DEPENDENCIES = {**PACKAGE["dependencies"], **PACKAGE["devDependencies"]}


@pytest.mark.parametrize("name", DEPENDENCIES)
def test_packages_are_pinned(name: str) -> None:
    version = DEPENDENCIES[name]
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    locked = json.loads(LOCK)["packages"][f"node_modules/{name}"]
    assert locked["version"] == version
    assert locked["integrity"].startswith("sha512-")


def test_the_lock_names_no_address() -> None:
    assert '"resolved"' not in LOCK
    addresses = set(re.findall(r"https?://[^\"]+", LOCK))
    assert [address for address in addresses if address.endswith((".tgz", "/"))] == []


_NODE = """#!/bin/sh
echo "$(basename "$0") $*" >> "{log}"
case "$1" in
  --version) echo v{version} ;;
  build.mjs) mkdir -p ../static/built && echo built > ../static/built/atlas.css ;;
  ci) mkdir -p node_modules ;;
esac
"""


class Copy:
    """A copy of the client's sources, built with programs that only take note of what is said."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.client = folder / "web" / "client"
        ignored = shutil.ignore_patterns("node_modules", ".node", ".build.lock")
        shutil.copytree(CLIENT, self.client, ignore=ignored)
        (folder / "web" / "static").mkdir()
        self._log = folder / "said"
        self._programs = folder / "bin"
        self._programs.mkdir()
        monkeypatch.setenv("PATH", f"{self._programs}:/usr/bin:/bin")
        spec = spec_from_file_location("client_build", self.client / "build.py")
        assert spec is not None
        assert spec.loader is not None
        self.module: Any = module_from_spec(spec)
        spec.loader.exec_module(self.module)

    def add_node(self, version: str) -> None:
        for name in ("node", "npm"):
            program = self._programs / name
            program.write_text(_NODE.format(log=self._log, version=version), encoding="utf-8")
            program.chmod(0o755)

    def built(self) -> list[str]:
        """What the programs were told by one more build."""
        self._log.write_text("", encoding="utf-8")
        self.module.build()
        said = self._log.read_text(encoding="utf-8").splitlines()
        return [" ".join(line.split()[:2]) for line in said if "--version" not in line]


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    return Copy(tmp_path, monkeypatch)


def test_what_is_built_is_not_built_again(copy: Copy) -> None:
    copy.add_node("20.1.0")
    assert copy.built() == ["npm ci", "node build.mjs"]
    assert copy.built() == []


CHANGES = {
    "style": ("styles/frame.css", ["node build.mjs"]),
    "new-style": ("styles/another.css", ["node build.mjs"]),
    "script": ("scripts/atlas.ts", ["node build.mjs"]),
    "packages": ("package-lock.json", ["npm ci", "node build.mjs"]),
    "not-a-source": ("notes.txt", []),
}


@pytest.mark.parametrize(("name", "said"), CHANGES.values(), ids=CHANGES)
def test_a_change_of_the_sources_is_built(copy: Copy, name: str, said: list[str]) -> None:
    copy.add_node("20.1.0")
    copy.built()
    with (copy.client / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert copy.built() == said


def test_what_was_built_by_hand_is_built_again(copy: Copy) -> None:
    copy.add_node("20.1.0")
    copy.built()
    (copy.client.parent / "static" / "built" / ".sources").unlink()
    assert copy.built() == ["node build.mjs"]


@pytest.mark.parametrize(
    ("version", "comes_from_pypi"),
    [("20.0.0", False), ("24.3.1", False), ("18.20.4", True), ("", True)],
    ids=["oldest", "newer", "too-old", "none"],
)
def test_node_comes_from_pypi_where_the_machine_s_will_not_do(
    copy: Copy, monkeypatch: pytest.MonkeyPatch, version: str, comes_from_pypi: bool
) -> None:
    if version:
        copy.add_node(version)
    else:
        monkeypatch.setattr(copy.module.shutil, "which", lambda _: None)
    installed: list[Path] = []
    monkeypatch.setattr(copy.module, "_install_node", installed.append)
    monkeypatch.setattr(
        copy.module, "_run", lambda *_: (copy.client / "node_modules").mkdir(exist_ok=True)
    )
    (copy.client.parent / "static" / "built").mkdir()
    copy.module.build()
    assert bool(installed) == comes_from_pypi


def test_a_build_that_fails_is_tried_again(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    copy.add_node("20.1.0")
    run = copy.module._run

    def fail(*command: object) -> None:
        raise subprocess.CalledProcessError(1, [str(command)])

    monkeypatch.setattr(copy.module, "_run", fail)
    with pytest.raises(subprocess.CalledProcessError):
        copy.module.build()
    monkeypatch.setattr(copy.module, "_run", run)
    assert copy.built() == ["npm ci", "node build.mjs"]
