"""The documents say what the program does: commands, settings, routes, queries, links, outputs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NoReturn

import click
import pytest
from click.testing import CliRunner

from clusteratlas import __version__
from clusteratlas.catalogue import load_catalogue
from clusteratlas.cli import main
from clusteratlas.gateway.service import PATHS as OWN_PATHS
from clusteratlas.settings import SettingDescription, Settings
from clusteratlas.web.app import create_app
from clusteratlas.web.context import Atlas
from clusteratlas.web.current import CurrentEngine, OlderVersions

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]


def console_sessions() -> list[tuple[str, str]]:
    """Each ``$ clusteratlas query …`` of the README that is followed by its output."""
    sessions = []
    for block in re.findall(r"^```console\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL):
        command, _, output = block.partition("\n")
        if command.startswith("$ clusteratlas query") and output.strip():
            sessions.append((command.removeprefix("$ "), output))
    return sessions


def test_first_screen_is_a_sentence_two_commands_and_a_query() -> None:
    first_screen = "\n".join(README.splitlines()[:40])
    for expected in ("make serve", "make test", "$ clusteratlas query"):
        assert expected in first_screen


@pytest.mark.parametrize(
    ("command", "output"), console_sessions(), ids=[c for c, _ in console_sessions()]
)
def test_printed_output_is_the_real_output(command: str, output: str, atlas_store: Path) -> None:
    arguments = [*shlex.split(command)[1:], "--store", str(atlas_store)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert result.stdout == output


def test_there_are_printed_outputs_to_check() -> None:
    assert console_sessions()


@pytest.mark.parametrize("command", sorted(main.commands) if isinstance(main, click.Group) else [])
def test_each_command_is_documented(command: str) -> None:
    assert f"`clusteratlas {command}" in README


@pytest.mark.parametrize("name", sorted(query.name for query in load_catalogue()))
def test_each_saved_query_is_documented(name: str) -> None:
    assert f"`{name}`" in README


@pytest.mark.parametrize(
    "setting",
    Settings.descriptions(),
    ids=[setting.variable for setting in Settings.descriptions()],
)
def test_each_setting_is_documented(setting: SettingDescription) -> None:
    assert f"| `{setting.variable}` | `{setting.default}` | {setting.meaning} |" in README


# `<path:_path>` is for the router; people read `<path>`.
_CONVERTER = re.compile(r"<(?:[^:<>]+:)?_?(\w+)>")


def routes() -> list[str]:
    """The addresses of the service, as the README writes them."""

    def no_engine(*_: object) -> NoReturn:
        raise AssertionError("no engine is asked for the routes")

    atlas = Atlas(CurrentEngine(no_engine, no_engine), OlderVersions(no_engine), load_catalogue())
    rules = create_app(atlas, Settings()).url_map.iter_rules()
    paths = (str(rule) for rule in rules if rule.endpoint != "files.file")
    return sorted({*OWN_PATHS, *(_CONVERTER.sub(r"<\1>", path) for path in paths)})


@pytest.mark.parametrize("route", routes())
def test_each_route_is_documented(route: str) -> None:
    assert f"| `{route}` |" in README


def test_the_changelog_has_this_version() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "package",
    sorted(
        path.name.removesuffix(".py")
        for path in (ROOT / "server/clusteratlas").iterdir()
        if not path.name.startswith("_")
        and (path.suffix == ".py" or (path / "__init__.py").exists())
    ),
)
def test_each_part_of_the_package_is_in_the_drawing(package: str) -> None:
    assert re.search(rf"\b{package}\b", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_relative_links_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    missing = [target for target in targets if not (ROOT / target).exists()]
    assert missing == []
