"""`clusteratlas import` as it is called: exit codes, sentences, summaries, files."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clusteratlas.cli import importing, main
from clusteratlas.cli.import_progress import progress_text
from clusteratlas.dataset.imports.kept import CONTENT, FOLDER
from clusteratlas.dataset.store import current_version, init_plain_store, list_imports
from clusteratlas.dataset.verify import verify_store
from clusteratlas.importers.registry import NAMES, importer
from clusteratlas.validation.report import Report

from .conftest import CLEAN, current_folder, list_of, silent, write
from .fake_importer import FakeImporter

Call = Sequence[str | Path]


@pytest.fixture
def call(store: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls the command, which knows the fake importer and finds nothing to mend."""
    real = importing.importer

    def known(name: str) -> object:
        return FakeImporter() if name == "fake" else real(name)

    def validate(*_: object) -> Report:
        return CLEAN

    monkeypatch.setattr(importing, "importer", known)
    monkeypatch.setattr(importing, "with_shapes", validate)
    return Run(store)


class Run:
    def __init__(self, store: Path) -> None:
        self.store = store

    def __call__(self, *arguments: str | Path) -> Result:
        words = [*map(str, arguments), "--store", str(self.store)]
        return CliRunner().invoke(main, words)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(list_of(("1", "Gamma"), ("2", "DELTA"), ("3", "")), encoding="utf-8")
    return path


def test_an_import_is_summed_up_in_english(call: Run, file: Path) -> None:
    result = call("import", "fake", file)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "Imported into graph:fake: list.csv."
    assert lines[1] == f"Version: {current_version(call.store)}"
    assert "Rows read: 3" in lines
    assert "Things made: 2" in lines
    assert "  1  no-name: The row has no name." in lines
    assert "     such as list.csv:4 name “3,,pl”" in lines
    assert f"They are listed in {call.store / 'imports/fake/set-aside.csv'}" in lines
    assert "Validation of the whole atlas: 0 violations, 0 warnings, 0 notes." in lines
    assert lines[-1].startswith("Time: ")
    assert result.stderr == ""


def test_an_import_is_summed_up_in_polish(call: Run, file: Path) -> None:
    call("import", "fake", file)
    file.write_text(list_of(("1", "Gamma"), ("2", "Epsilon"), ("3", "")), encoding="utf-8")
    lines = call("import", "fake", file, "--lang", "pl").stdout.splitlines()
    assert "Zaimportowano do graph:fake: list.csv." in lines
    assert "  1  no-name: Wiersz nie ma nazwy." in lines
    words = "Rzeczy w porównaniu z poprzednim stanem: dodane: 0, zmienione: 1, usunięte: 0."
    assert words in lines
    assert call("import", "fake", file, "--lang", "pl").stdout.startswith("Nic się nie zmieniło: ")


def test_what_a_file_says_does_not_steer_the_terminal(call: Run, file: Path) -> None:
    file.write_text(list_of(("1", "Gamma"), ("\x1b[2J7", "")), encoding="utf-8")
    summary = call("import", "fake", file).stdout
    assert "such as list.csv:3 name “�[2J7,,pl”" in summary
    file.write_bytes(b"\x1b]0;title\x07\n1\n")
    refused = call("import", "cordis", file)
    assert refused.exit_code == 1
    assert "\x1b" not in refused.output


def test_long_values_are_cut_in_the_summary_and_whole_in_the_list(call: Run, file: Path) -> None:
    long = "x" * 5000
    file.write_text(list_of(("1", "Gamma"), (long, "")), encoding="utf-8")
    lines = call("import", "fake", file).stdout.splitlines()
    (example,) = (line for line in lines if "such as" in line)
    assert example.endswith("xxx…”")
    assert max(map(len, lines)) < 200
    assert long in (call.store / "imports/fake/set-aside.csv").read_text(encoding="utf-8")


def test_an_import_is_summed_up_for_programs(call: Run, file: Path) -> None:
    document = json.loads(call("import", "fake", file, "--format", "json").stdout)
    assert document["graph"].endswith("/graph/fake")
    assert document["version"] == current_version(call.store)
    assert document["rows"] == {"list.csv": 3}
    assert document["setAside"]["reasons"]["no-name"]["count"] == 1
    assert document["findings"]["counts"] == {"Violation": 0, "Warning": 0, "Info": 0}
    assert document["peakMemoryBytes"] > 1_000_000
    again = json.loads(call("import", "fake", file, "--format", "json").stdout)
    assert (again["isUnchanged"], again["version"]) == (True, "")


@pytest.mark.usefixtures("no_leftovers")
def test_a_dry_run_names_its_lists(call: Run, file: Path, tmp_path: Path) -> None:
    before = current_version(call.store)
    rejected = tmp_path / "rejected.csv"
    result = call("import", "fake", file, "--dry-run", "--rejected", rejected)
    assert result.stdout.startswith("Dry run: graph:fake would come of list.csv.")
    assert rejected.read_text(encoding="utf-8").count("no-name") == 1
    told = re.findall("They are listed in (.*)", result.stdout)
    assert {Path(path).name for path in told} == {"set-aside.csv", "oddities.csv"}
    assert all(Path(path).read_text(encoding="utf-8").count("list.csv") == 1 for path in told)
    assert current_version(call.store) == before


def test_an_import_is_listed_and_taken_out(call: Run, file: Path) -> None:
    call("import", "fake", file, "--as", "my-list", "--retrieved", "2024-05-06")
    (kept,) = list_imports(call.store)
    assert (kept.slug, kept.retrieved) == ("my-list", "2024-05-06")
    listed = call("info").stdout
    assert "graph:my-list" in listed.splitlines()[-1]
    assert "list.csv" in listed.splitlines()[-1]
    assert json.loads(call("info", "--format", "json").stdout)["imports"][0]["slug"] == "my-list"
    removed = call("import", "--remove", "my-list", "--lang", "pl")
    assert removed.stdout.startswith("Usunięto graph:my-list, trójki: ")
    assert list_imports(call.store) == []
    assert call("undo").exit_code == 0
    assert [kept.slug for kept in list_imports(call.store)] == ["my-list"]


LOG = {
    "en": [
        "undone {removal} graph:fake",
        "import removed graph:fake",
        "imported graph:fake",
        "imported graph:fake",
    ],
    "pl": [
        "cofnięto {removal} graph:fake",
        "usunięto import graph:fake",
        "zaimportowano graph:fake",
        "zaimportowano graph:fake",
    ],
}


@pytest.mark.parametrize("language", LOG)
def test_the_log_tells_an_import_from_its_removal(call: Run, file: Path, language: str) -> None:
    call("import", "fake", file)
    file.write_text(list_of(("1", "Gamma")), encoding="utf-8")
    call("import", "fake", file)
    call("import", "--remove", "fake", "--author", "Anna Nowak")
    removal = current_version(call.store)
    assert f"what Anna Nowak removed at {_minute(call)}" in call("undo").stdout
    told = json.loads(call("log", "--format", "json").stdout)
    actions = [change["action"] for change in told]
    assert actions == ["undo", "removal", "import", "import", "build"]
    # What the undo put back is what the removal took out.
    assert told[0]["undoes"] == removal
    assert told[0]["added"] == told[1]["removed"] > 0
    assert told[0]["graphs_added"] == told[1]["graphs_removed"]
    shown = call("log", "--lang", language).stdout.splitlines()[2:]
    for line, deed in zip(shown, LOG[language], strict=False):
        assert re.split("  +", line)[3] == deed.format(removal=removal)


def _minute(call: Run) -> str:
    newest = json.loads(call("log", "--format", "json", "-n", "1").stdout)[0]
    return str(newest["created"])[:16].replace("T", " ")


def test_undo_tells_an_import_from_a_write(call: Run, file: Path) -> None:
    call("import", "fake", file, "--author", "Jan")
    write(call.store, "INSERT DATA { GRAPH graph:source { organisation:new a ca:Organisation } }")
    assert "Took back what tester wrote at" in call("undo").stdout
    assert "Took back what Jan imported at" in call("undo").stdout
    assert list_imports(call.store) == []


def _folder(path: Path) -> Call:
    return ["import", "fake", path.parent]


def _missing(path: Path) -> Call:
    return ["import", "fake", path.with_name("none.csv")]


def _empty(path: Path) -> Call:
    path.write_bytes(b"")
    return ["import", "fake", path]


def _pipe(path: Path) -> Call:
    os.mkfifo(path.with_name("pipe"))
    return ["import", "fake", path.with_name("pipe")]


def _no_mapping(path: Path) -> Call:
    return ["import", "fake", path, "--mapping", path.with_name("none.yaml")]


def _named(graph: str) -> Callable[[Path], Call]:
    return lambda path: ["import", "fake", path, "--as", graph]


def _removed(path: Path) -> Call:
    return ["import", "fake", path, "--remove", "x"]


NAMED = "cohesion, cordis, interreg, nuts, table."
ALL = f"There are: {NAMED}"
WRONG: dict[str, tuple[Callable[[Path], Call], int, str]] = {
    "unknown source": (
        lambda path: ["import", "fakt", path],
        2,
        f"no importer “fakt”.\nhint: {ALL}",
    ),
    "misspelt source": (
        lambda path: ["import", "Cordiss", path],
        2,
        f"no importer “Cordiss”.\nhint: Did you mean cordis? {ALL}",
    ),
    "file for a source": (lambda path: ["import", path], 2, "is a file, where the SOURCE is"),
    "no source": (lambda _: ["import"], 2, f"are missing. A SOURCE is one of: {NAMED}"),
    "no file": (
        lambda _: ["import", "fake"],
        2,
        "was given no file. It is called like this: clusteratlas import fake list.csv",
    ),
    "missing file": (_missing, 2, "none.csv' does not exist"),
    "folder": (_folder, 2, "is a directory"),
    "empty file": (_empty, 1, "is empty"),
    "pipe": (_pipe, 2, "is no plain file"),
    "missing mapping": (_no_mapping, 2, "no shipped mapping of that name"),
    "name of a source": (
        lambda path: ["import", "fake", path, "--as", "source"],
        1,
        "not imported",
    ),
    "bad name": (_named("A b"), 1, "cannot be called"),
    "removal with files": (
        lambda path: ["import", "fake", path, "--remove", "x"],
        2,
        "stands alone",
    ),
    "unknown removal": (lambda _: ["import", "--remove", "x"], 2, "No graph “x”"),
    "bad date": (lambda path: ["import", "fake", path, "--retrieved", "soon"], 2, "soon"),
}


@pytest.mark.parametrize(("arrange", "code", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_one_sentence(
    call: Run, file: Path, arrange: Callable[[Path], Call], code: int, words: str
) -> None:
    before = current_version(call.store)
    result = call(*arrange(file))
    assert result.exit_code == code, result.output
    assert words in result.stderr
    assert "Traceback" not in result.output
    assert current_version(call.store) == before


def test_a_plain_store_is_not_imported_into(call: Run, file: Path, tmp_path: Path) -> None:
    init_plain_store(tmp_path / "plain")
    call.store = tmp_path / "plain"
    result = call("import", "fake", file)
    assert result.exit_code == 2
    assert "hint: Make one" in result.stderr


def test_help_lists_the_importers_with_examples() -> None:
    result = CliRunner().invoke(main, ["import", "--help"])
    assert result.exit_code == 0
    for name in ("cohesion", "cordis", "interreg", "nuts", "table"):
        assert f"clusteratlas import {name}" in result.stdout


def test_examples_fit_a_terminal_and_can_be_copied() -> None:
    shown = CliRunner().invoke(main, ["import", "--help"], terminal_width=80).stdout
    assert max(map(len, shown.splitlines())) <= 80
    commands = shown.partition("Examples:\n")[2].replace(" \\\n", "").splitlines()
    told = [" ".join(command.split()) for command in commands]
    given = [line for name in NAMES for line in importer(name).usage.splitlines()]
    assert told == [*given, "clusteratlas import --remove h2020-2016"]


def test_a_changed_import_is_found_by_verify(call: Run, file: Path) -> None:
    call("import", "fake", file)
    path = current_folder(call.store) / FOLDER / "fake" / CONTENT
    assert verify_store(call.store, silent).damages == ()
    path.write_bytes(path.read_bytes()[:-9])
    result = call("verify", "--lang", "pl")
    assert result.exit_code == 1
    assert "Z tego, co zaimportowano, nie można już korzystać." in result.stdout


PROGRESS = [
    (("read", 0, 0, 5.0, "en"), "Reading …"),
    (("read", 250, 1000, 0.5, "en"), "Reading  25 %"),
    (("read", 20_000_000, 80_000_000, 10.0, "en"), "Reading  25 %, 2.0 MB/s, 0:30 left"),
    (("read", 20_000_000, 80_000_000, 10.0, "pl"), "Czytanie  25 %, 2.0 MB/s, jeszcze 0:30"),
    (("validate", 10, 100, 20.0, "pl"), "Sprawdzanie  10 %, jeszcze 3:00"),
    (("read", 99, 50, 0.1, "en"), "Reading  100 %"),
]


@pytest.mark.parametrize(("told", "text"), PROGRESS, ids=[text for _, text in PROGRESS])
def test_progress_says_rate_and_time_left(
    told: tuple[str, int, int, float, str], text: str
) -> None:
    assert progress_text(*told) == text


def test_a_dry_run_that_found_nothing_leaves_no_folder(
    call: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    file.write_text(list_of(("1", "Gamma")), encoding="utf-8")
    assert call("import", "fake", file, "--dry-run").exit_code == 0
    assert not list(tmp_path.glob("clusteratlas-import-*"))


def test_lists_come_back_with_an_undone_removal(call: Run, file: Path) -> None:
    call("import", "fake", file)
    lists = call.store / "imports" / "fake"
    before = (lists / "set-aside.csv").read_text(encoding="utf-8")
    call("import", "--remove", "fake")
    assert not lists.exists()
    call("undo")
    assert (lists / "set-aside.csv").read_text(encoding="utf-8") == before


def test_a_shipped_mapping_is_named(call: Run, file: Path) -> None:
    assert call("import", "fake", file, "--mapping", "interreg-se").exit_code == 0


def test_what_is_published_is_told_though_its_lists_have_no_place(call: Run, file: Path) -> None:
    (call.store / "imports").mkdir()
    (call.store / "imports" / "fake").write_text("in the way", encoding="utf-8")
    result = call("import", "fake", file)
    assert result.exit_code == 0
    assert f"{current_version(call.store)}/imports/fake/set-aside.csv" in result.stdout
