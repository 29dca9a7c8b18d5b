"""Importing: what comes into the atlas, what is refused, and that nothing comes of what fails."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest
from pyoxigraph import Literal, NamedNode

from clusteratlas.dataset.build import BuildOptions, build
from clusteratlas.dataset.build import Stage as BuildStage
from clusteratlas.dataset.directory import find_store
from clusteratlas.dataset.history import Action, diff, read_log
from clusteratlas.dataset.imports import difference, removing
from clusteratlas.dataset.imports.importing import import_files
from clusteratlas.dataset.imports.kept import CONTENT, FOLDER, read_imports
from clusteratlas.dataset.imports.making import Checks
from clusteratlas.dataset.imports.outcome import Difference
from clusteratlas.dataset.imports.protocols import no_matches
from clusteratlas.dataset.imports.publishing import Publisher
from clusteratlas.dataset.imports.removing import remove_import
from clusteratlas.dataset.store import current_version, init_plain_store, list_versions
from clusteratlas.dataset.writing import WriteOptions, Writer
from clusteratlas.engine.guard import Limits
from clusteratlas.engine.network import Network
from clusteratlas.errors import (
    ClusterAtlasError,
    DataError,
    ImportRefused,
    NothingToUndo,
    ShapeViolation,
    StoreError,
    StoreLocked,
    StoreNotFound,
    UnknownGraph,
)
from clusteratlas.terms import CA
from clusteratlas.validation.report import Finding, Report, Severity

from .conftest import (
    CLEAN,
    GRAPH,
    OPTIONS,
    Build,
    ImportRows,
    check_whole,
    current_data,
    current_folder,
    list_of,
    quads,
    silent,
    source_of,
    write,
)
from .fake_importer import FakeImporter

ORGANISATIONS = "https://w3id.org/clusteratlas/id/organisation/"
BROKEN = Report(
    (Finding("urn:x", {}, "", {}, "", {}, Severity.VIOLATION, "", 0, "urn:s", "urn:c"),), "# x\n"
)


_NAMED = "?s a ca:Organisation ; foaf:name ?name"


def names(store: Path, graph: str | None = GRAPH) -> set[str]:
    """The names of organisations, in a graph or in the default graph."""
    where = f"GRAPH <{graph}> {{ {_NAMED} }}" if graph else _NAMED
    query = (
        f"PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX ca: <{CA}> SELECT ?name {{ {where} }}"
    )
    return {row["name"].value for row in current_data(store).query(query)}  # type: ignore[union-attr]


def by(timeout: float = 5.0) -> Publisher:
    return Publisher("tester", 9, timeout)


CHECKS = Checks(no_matches, lambda *_: CLEAN, silent)


# --- What comes into the atlas -------------------------------------------------------------------


def test_an_import_is_a_graph_of_its_own_in_a_new_version(
    store: Path, import_rows: ImportRows
) -> None:
    before = current_version(store)
    outcome = import_rows(("1", "Gamma"), ("2", "DELTA"), ("3", ""))
    assert (outcome.is_new, outcome.is_unchanged) == (True, False)
    assert current_version(store) == outcome.version != before
    assert names(store) == names(store, None) == {"Gamma", "DELTA"}
    assert outcome.triples == list_versions(store)[0].graphs[GRAPH]
    assert dict(outcome.kept.rows) == {"list.csv": 3}
    assert dict(outcome.kept.made) == {"organisation": 2}
    assert outcome.set_aside is not None
    assert dict(outcome.set_aside.counts) == {"no-name": 1}
    assert outcome.oddities is not None
    assert dict(outcome.oddities.examples) == {"all-caps": ("list.csv:3 name “DELTA”",)}
    change = next(read_log(store))
    assert (change.action, change.author) == (Action.IMPORT, "tester")
    assert (change.added, change.removed) == (outcome.triples, 0)
    assert change.graphs_added == (GRAPH,)
    check_whole(store)


def test_the_graph_describes_itself(store: Path, import_rows: ImportRows) -> None:
    outcome = import_rows(("1", "Gamma"))
    data, graph = current_data(store), NamedNode(GRAPH)
    said = {
        (quad.predicate.value.rpartition("#")[2].rpartition("/")[2], quad.object.value)
        for quad in data.quads_for_pattern(graph, None, None, graph)
    }
    assert ("type", f"{CA}ImportedGraph") in said
    assert ("checksum", f"sha256:{outcome.kept.checksum}") in said
    assert ("importer", "fake 1") in said
    assert ("retrieved", outcome.kept.retrieved) in said
    assert ("title", "Lista organizacji") in said
    assert ("describes", "https://w3id.org/clusteratlas/id/document/fake-list") in said
    assert {value for name, value in said if name == "rights"}


def test_what_is_set_aside_is_listed_with_line_column_value_and_reason(
    store: Path, import_rows: ImportRows, tmp_path: Path
) -> None:
    rejected = tmp_path / "rejected.csv"
    options = replace(OPTIONS, language="pl", rejected=rejected)
    outcome = import_rows(("1", "Gamma"), ('=1+"2"', ""), options=options)
    assert outcome.set_aside is not None
    assert outcome.set_aside.path == store / "imports/fake/set-aside.csv"
    for path in (rejected, outcome.set_aside.path):
        with path.open(encoding="utf-8", newline="") as file:
            assert list(csv.reader(file)) == [
                ["file", "line", "column", "value", "code", "reason"],
                ["list.csv", "3", "name", '=1+"2",,pl', "no-name", "Wiersz nie ma nazwy."],
            ]


def test_the_same_files_again_change_nothing(store: Path, import_rows: ImportRows) -> None:
    version = import_rows(("1", "Gamma")).version
    again = import_rows(("1", "Gamma"))
    assert (again.is_unchanged, again.version) == (True, "")
    assert current_version(store) == version
    forced = import_rows(("1", "Gamma"), options=replace(OPTIONS, again=True))
    assert forced.version not in ("", version)
    check_whole(store)


OTHERWISE: dict[str, dict[str, object]] = {
    "content": {"rows": [("1", "Delta")]},
    "name of the file": {"file": "other.csv"},
    "version of the importer": {"importer": FakeImporter(version=2)},
}


@pytest.mark.parametrize("otherwise", OTHERWISE.values(), ids=OTHERWISE)
def test_another_input_is_imported(import_rows: ImportRows, otherwise: dict[str, object]) -> None:
    import_rows(("1", "Gamma"))
    rows = otherwise.pop("rows", [("1", "Gamma")])
    assert not import_rows(*rows, **otherwise).is_unchanged  # type: ignore[arg-type,misc]


# --- A newer one ---------------------------------------------------------------------------------

ROWS = [(str(number), f"Name {number}") for number in range(6)]
NEWER = [*ROWS[:4], ("4", "Renamed"), ("6", "Added"), ("7", "Added too")]


@pytest.fixture(params=["in a copy", "anew"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Few changes are made in a copy of the version, many by loading all anew."""
    if request.param == "anew":
        monkeypatch.setattr(difference, "_FEW_LINES", 0)
        monkeypatch.setattr(removing, "_FEW_TRIPLES", 0)
    return str(request.param)


def test_a_newer_import_replaces_the_graph_and_says_what_changed(
    store: Path, import_rows: ImportRows, way: str
) -> None:
    import_rows(*ROWS)
    import_rows(("1", "Other"), graph="other")
    before = current_version(store)
    outcome = import_rows(*NEWER)
    assert outcome.difference == Difference(
        things_added=2, things_changed=1, things_removed=1, triples_added=16,
        triples_removed=8,
    )  # fmt: skip
    assert names(store) == names(store, None) - {"Other"} == {name for _, name in NEWER}
    change = next(read_log(store))
    assert change.has_patch == (way == "in a copy")
    steps = list(diff(store, before, outcome.version))
    stated = [step for step in steps if step.quad.graph_name == NamedNode(GRAPH)]
    assert (change.added, change.removed) == (16, 8)
    assert len(stated) == 24
    check_whole(store)


def test_a_newer_import_gives_what_a_first_one_gives(
    store: Path, import_rows: ImportRows, way: str, build_project: Build
) -> None:
    import_rows(*NEWER)
    wanted = quads(store)
    remove_import(store, "fake", CHECKS, by())
    import_rows(*ROWS)
    import_rows(*NEWER)
    assert quads(store) == wanted
    build_project()
    assert quads(store) == wanted
    assert way


def test_an_imported_graph_is_taken_out(store: Path, import_rows: ImportRows, way: str) -> None:
    before = quads(store)
    import_rows(("1", "Other"), graph="other")
    with_other = quads(store)
    import_rows(*ROWS)
    removed = remove_import(store, "fake", CHECKS, by())
    assert removed.version == current_version(store)
    assert quads(store) == with_other
    check_whole(store)
    remove_import(store, "other", CHECKS, by())
    assert quads(store) == before
    assert list((store / "imports").iterdir()) == []
    assert read_imports(current_folder(store)) == {}
    with pytest.raises(UnknownGraph, match="No graph “fake” was imported"):
        remove_import(store, "fake", CHECKS, by())
    assert way


# --- Refused -------------------------------------------------------------------------------------


def test_the_graph_of_a_source_is_not_imported_over(store: Path, import_rows: ImportRows) -> None:
    before = current_version(store)
    with pytest.raises(ImportRefused, match="a graph “source” already"):
        import_rows(("1", "Gamma"), graph="source")
    assert current_version(store) == before


@pytest.mark.parametrize("graph", ["Fake", "a b", "../up", "-a", "ą"])
def test_a_graph_needs_a_plain_name(import_rows: ImportRows, graph: str) -> None:
    with pytest.raises(ImportRefused, match="cannot be called"):
        import_rows(("1", "Gamma"), graph=graph)


def test_an_importer_does_not_replace_what_another_one_made(import_rows: ImportRows) -> None:
    import_rows(("1", "Gamma"))
    with pytest.raises(ImportRefused, match="imported by “fake”, not by “other”"):
        import_rows(("1", "Delta"), importer=FakeImporter(name="other"))


def test_nothing_is_made_of_files_without_a_row(store: Path, import_rows: ImportRows) -> None:
    before = current_version(store)
    with pytest.raises(ImportRefused, match="of 1 rows, 1 were set aside"):
        import_rows(("1", ""))
    assert current_version(store) == before
    check_whole(store)


def test_only_an_atlas_is_imported_into(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(list_of(("1", "Gamma")), encoding="utf-8")
    source = source_of(path, FakeImporter())
    with pytest.raises(StoreNotFound, match="no store"):
        import_files(tmp_path / "none", source, OPTIONS, silent)
    init_plain_store(tmp_path / "plain")
    with pytest.raises(StoreError, match="plain store"):
        import_files(tmp_path / "plain", source, OPTIONS, silent)


# --- What fails ----------------------------------------------------------------------------------


class Broken(Exception):
    """Something that nobody foresaw."""


def _break(*_: object) -> None:
    raise Broken


def _broken_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clusteratlas.importers.ntriples.TYPE", "")
    monkeypatch.setattr(FakeImporter, "open", _garbage)


_OPEN = FakeImporter.open


def _garbage(importer: FakeImporter, request: object) -> object:
    opened = _OPEN(importer, request)  # type: ignore[arg-type]
    reading = SimpleNamespace(blocks=lambda _gazetteer, _report: iter(["no triple\n"]))
    return replace(opened, reading=reading)


FAILURES: dict[str, tuple[Callable[[pytest.MonkeyPatch], object], type[Exception], str]] = {
    "the reading": (lambda _: FakeImporter(fails_at=3), ValueError, "broken off"),
    "the text": (_broken_text, DataError, "no N-Triples"),
    "the matching": (lambda _: replace(OPTIONS, match=_break), Broken, "^$"),  # type: ignore[arg-type]
    "the shapes": (
        lambda _: replace(OPTIONS, validate=lambda *_: BROKEN), ShapeViolation, "breaks the shapes",
    ),
    "the record": (lambda m: m.setattr(
        "clusteratlas.dataset.imports.describing.write_record", _break), Broken, "^$"),
    "the last step": (lambda m: m.setattr(
        "clusteratlas.dataset.directory.replace_file", _break), Broken, "^$"),
}  # fmt: skip


@pytest.mark.parametrize("is_newer", [False, True], ids=["a first one", "a newer one"])
@pytest.mark.parametrize(("arrange", "kind", "words"), FAILURES.values(), ids=FAILURES)
def test_a_failed_import_leaves_the_atlas_as_it_was(
    store: Path,
    import_rows: ImportRows,
    monkeypatch: pytest.MonkeyPatch,
    arrange: Callable[[pytest.MonkeyPatch], object],
    kind: type[Exception],
    words: str,
    is_newer: bool,
) -> None:
    if is_newer:
        import_rows(*ROWS)
    before, data = current_version(store), quads(store)
    arranged = arrange(monkeypatch)
    importer = arranged if isinstance(arranged, FakeImporter) else FakeImporter()
    options = arranged if isinstance(arranged, type(OPTIONS)) else OPTIONS
    with pytest.raises(kind, match=words):
        import_rows(*NEWER, importer=importer, options=options)
    monkeypatch.undo()
    assert current_version(store) == before
    assert quads(store) == data
    check_whole(store)
    import_rows(*NEWER)
    assert names(store) == {name for _, name in NEWER}
    check_whole(store)


@pytest.mark.usefixtures("no_leftovers")
def test_a_dry_run_says_all_and_publishes_nothing(store: Path, import_rows: ImportRows) -> None:
    import_rows(*ROWS)
    before, listed = current_version(store), (store / "imports/fake/set-aside.csv").read_text()
    outcome = import_rows(*NEWER, ("9", ""), options=replace(OPTIONS, dry_run=True))
    assert outcome.version == ""
    assert outcome.difference is not None
    assert outcome.report == CLEAN
    assert outcome.set_aside is not None
    assert "no-name" in outcome.set_aside.path.read_text(encoding="utf-8")
    assert current_version(store) == before
    assert (store / "imports/fake/set-aside.csv").read_text() == listed
    check_whole(store)


# --- Beside others -------------------------------------------------------------------------------


@pytest.mark.parametrize("is_newer", [False, True], ids=["a first one", "a newer one"])
def test_what_is_written_meanwhile_stays(
    store: Path, import_rows: ImportRows, is_newer: bool
) -> None:
    if is_newer:
        import_rows(*ROWS)
    writes = iter(["INSERT DATA { GRAPH graph:source { organisation:new a ca:Organisation } }"])

    def validate(*_: object) -> Report:
        for update in writes:
            write(store, update)
        return CLEAN

    import_rows(*NEWER, options=replace(OPTIONS, validate=validate))
    assert names(store) == {name for _, name in NEWER}
    assert any("organisation/new" in quad for quad in quads(store))
    assert [change.action for change in read_log(store)][:2] == [Action.IMPORT, Action.WRITE]
    check_whole(store)


def test_a_graph_that_is_made_meanwhile_is_not_written_over(
    store: Path, import_rows: ImportRows
) -> None:
    def validate(*_: object) -> Report:
        write(store, "INSERT DATA { GRAPH graph:fake { country:pl a ca:Country } }")
        return CLEAN

    with pytest.raises(ImportRefused, match="it was not imported"):
        import_rows(*ROWS, options=replace(OPTIONS, validate=validate))
    check_whole(store)


def test_imports_and_builds_wait_for_one_another(store: Path, import_rows: ImportRows) -> None:
    with find_store(store).building(), pytest.raises(StoreLocked, match="being built"):
        import_rows(*ROWS, options=replace(OPTIONS, lock_timeout=0.05))
    import_rows(*ROWS)


def test_a_write_to_an_imported_graph_is_undone_by_the_next_build(
    store: Path, import_rows: ImportRows, build_project: Build
) -> None:
    import_rows(*ROWS)
    wanted = quads(store)
    write(store, "INSERT DATA { GRAPH graph:fake { country:pl a ca:Place } }")
    assert read_imports(current_folder(store))[GRAPH].is_edited
    check_whole(store)
    build_project()
    assert quads(store) == wanted
    assert not read_imports(current_folder(store))[GRAPH].is_edited
    check_whole(store)


def test_importing_again_restores_a_graph_that_was_written_to(
    store: Path, import_rows: ImportRows
) -> None:
    import_rows(*ROWS)
    wanted = quads(store)
    write(store, "INSERT DATA { GRAPH graph:fake { country:pl a ca:Place } }")
    assert not import_rows(*ROWS).is_unchanged
    assert quads(store) == wanted
    check_whole(store)


def test_a_dropped_graph_is_no_import_any_more(store: Path, import_rows: ImportRows) -> None:
    import_rows(*ROWS)
    write(store, "DROP GRAPH graph:fake")
    assert read_imports(current_folder(store)) == {}
    import_rows(*ROWS)
    check_whole(store)


# --- Built, taken back ---------------------------------------------------------------------------


def test_a_build_with_imports_tells_how_far_it_is(
    store: Path, import_rows: ImportRows, project: Path
) -> None:
    import_rows(*ROWS)
    write(store, "INSERT DATA { GRAPH graph:fake { country:pl a ca:Place } }")

    def validate(_store: object, progress: Callable[[int, int], None]) -> Report:
        progress(1, 4)
        return CLEAN

    told: list[tuple[BuildStage, int, int]] = []
    options = BuildOptions(lambda _: CLEAN, validate_store=validate)
    build(project, store, options, lambda *step: told.append(step))
    written = [step[1:] for step in told if step[0] is BuildStage.WRITE]
    assert written == [(0, 1), (1, 4)]


def test_a_build_keeps_imports_and_takes_the_sources_as_they_are(
    store: Path, import_rows: ImportRows, build_project: Build, project: Path
) -> None:
    import_rows(*ROWS)
    write(store, "INSERT DATA { GRAPH graph:live { country:pl a ca:Place } }")
    source = project / "data/source.ttl"
    source.write_text(source.read_text().replace('"Alfa"@pl', '"Alfa!"@pl'), encoding="utf-8")
    build_project()
    assert names(store) == {name for _, name in ROWS}
    assert current_data(store).contains_named_graph(NamedNode(GRAPH))
    assert not any("graph/live" in quad for quad in quads(store))
    assert any("Alfa!" in quad for quad in quads(store))
    assert next(read_log(store)).action is Action.BUILD
    check_whole(store)


def test_a_build_by_another_program_loads_everything_anew(
    store: Path, import_rows: ImportRows, build_project: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_rows(*ROWS)
    wanted = quads(store)
    monkeypatch.setattr("clusteratlas.dataset.imports.rebuilding.__version__", "9")
    build_project()
    assert quads(store) == wanted
    assert not next(read_log(store)).has_patch
    check_whole(store)


def test_a_source_is_not_built_over_an_import(
    store: Path, import_rows: ImportRows, build_project: Build, project: Path
) -> None:
    import_rows(*ROWS)
    (project / "data/fake.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    with (project / "data/graphs.ttl").open("a", encoding="utf-8") as file:
        file.write('graph:fake a ca:SourceGraph ; ca:file "data/fake.ttl" .\n')
    with pytest.raises(DataError, match="was imported too"):
        build_project()
    check_whole(store)


def undo(store: Path) -> str:
    return Writer(store, WriteOptions(9, Limits(), Network())).undo("tester").version


def test_an_import_is_taken_back(store: Path, import_rows: ImportRows) -> None:
    states = [quads(store)]
    import_rows(*ROWS)
    states.append(quads(store))
    import_rows(*NEWER)
    states.append(quads(store))
    write(store, "INSERT DATA { GRAPH graph:fake { country:pl a ca:Place } }")
    for wanted in reversed(states):
        undo(store)
        assert quads(store) == wanted
        check_whole(store)
    with pytest.raises(NothingToUndo):
        undo(store)
    import_rows(*ROWS)
    check_whole(store)


def test_an_import_whose_predecessor_is_gone_is_not_taken_back(
    store: Path, import_rows: ImportRows
) -> None:
    import_rows(*ROWS, options=replace(OPTIONS, keep_versions=1))
    with pytest.raises(NothingToUndo, match="not kept any more") as caught:
        undo(store)
    assert "import --remove" in caught.value.hint
    check_whole(store)


# --- What is kept and damaged --------------------------------------------------------------------


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [_cut, _empty, _remove])
def test_a_damaged_import_is_told_and_mended_by_its_files(
    store: Path,
    import_rows: ImportRows,
    build_project: Build,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[Path], None],
) -> None:
    import_rows(*ROWS)
    wanted = quads(store)
    damage(current_folder(store) / FOLDER / "fake" / CONTENT)
    before = current_version(store)
    monkeypatch.setattr("clusteratlas.dataset.imports.rebuilding.__version__", "9")
    with pytest.raises(ClusterAtlasError, match="is damaged") as caught:
        build_project()
    assert "--again" in caught.value.hint
    assert current_version(store) == before
    import_rows(*ROWS, options=replace(OPTIONS, again=True))
    assert quads(store) == wanted
    check_whole(store)


def test_blank_nodes_of_other_graphs_are_the_same_after_loading_anew(
    store: Path, import_rows: ImportRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_rows(*ROWS)
    before = {quad for quad in quads(store) if "_:" in quad}
    assert before
    monkeypatch.setattr(difference, "_FEW_LINES", 0)
    import_rows(*NEWER)
    assert {quad for quad in quads(store) if "_:" in quad} == before


def test_values_are_compared_as_the_store_keeps_them(
    store: Path, import_rows: ImportRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two spellings of a number are one value: taking one away leaves the other."""
    decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")

    def amounts(*values: str) -> None:
        lines = [f'<urn:a> <urn:amount> "{value}"^^{decimal} .\n' for value in values]
        reading = SimpleNamespace(blocks=lambda _gazetteer, _report: iter(lines))
        monkeypatch.setattr(
            FakeImporter,
            "open",
            lambda self, request: replace(_OPEN(self, request), reading=reading),
        )
        import_rows(("1", " ".join(values)))

    amounts("1.50", "1.5")
    amounts("1.5", "2.00")
    found = current_data(store).quads_for_pattern(NamedNode("urn:a"), None, None, NamedNode(GRAPH))
    assert {str(quad.object) for quad in found} == {
        str(Literal(value, datatype=decimal)) for value in ("1.5", "2")
    }
    manifest = list_versions(store)[0]
    assert manifest.graphs[GRAPH] == sum(
        1 for quad in current_data(store) if quad.graph_name == NamedNode(GRAPH)
    )


def test_a_build_in_which_nothing_changed_asks_nobody(
    store: Path, import_rows: ImportRows, project: Path
) -> None:
    import_rows(*ROWS)
    wanted, report = quads(store), (current_folder(store) / "validation.ttl").read_bytes()

    def ask(*_: object) -> NoReturn:
        raise AssertionError("nothing changed")

    options = BuildOptions(lambda _: CLEAN, match=ask, validate_store=ask)
    build(project, store, options, silent)
    assert quads(store) == wanted
    assert (current_folder(store) / "validation.ttl").read_bytes() == report
    check_whole(store)


def test_rows_that_only_moved_are_no_changes_of_things(
    import_rows: ImportRows,
) -> None:
    import_rows(*ROWS)
    outcome = import_rows(*ROWS[1:])
    assert outcome.difference is not None
    assert outcome.difference.things_removed == 1
    assert (outcome.difference.things_added, outcome.difference.things_changed) == (0, 0)
    # Where each stands, and the checksum.
    assert outcome.difference.triples_added == len(ROWS[1:]) + 1
