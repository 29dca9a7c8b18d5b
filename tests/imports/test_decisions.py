"""What a curator decided by `clusteratlas identity` outlives imports, builds and what is undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from clusteratlas.cli import importing, main
from clusteratlas.dataset.matching.finding import match_store
from clusteratlas.dataset.matching.statements import statement_of
from clusteratlas.terms import ID

from .conftest import CLEAN, Build, ImportRows, check_whole, current_data, with_match

NAMES = """
organisation:university a ca:Organisation ;
    skos:prefLabel "Jagiellonian University"@en , "Uniwersytet Jagielloński"@pl .
organisation:centre a ca:Organisation ; skos:prefLabel "Biogenopole"@en ; ca:locatedIn country:pl .
"""
ROWS = (("1", "UNIWERSYTET JAGIELLONSKI"), ("2", "BIOGENOPOL"))
NEWER = (*ROWS, ("3", "Somebody Else"))
MATCHED = with_match(match_store)
MERGED, ASKED = (
    statement_of(f"{ID}organisation/{known}", f"{ID}organisation/fake-{key}").value.rpartition("/")[
        2
    ]
    for known, key in (("university", "1"), ("centre", "2"))
)

Call = Callable[..., str]
Statements = dict[str, dict[str, object]]


@pytest.fixture
def project(project: Path) -> Path:
    with (project / "data/source.ttl").open("a", encoding="utf-8") as source:
        source.write(NAMES)
    return project


@pytest.fixture
def call(store: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls `clusteratlas` on the store; gives what it prints."""
    monkeypatch.setenv("CLUSTERATLAS_STORE", str(store))
    monkeypatch.setenv("CLUSTERATLAS_SHAPE_GATE", "false")
    monkeypatch.setattr(importing, "with_shapes", lambda *_: CLEAN)

    def run(*words: str) -> str:
        result = CliRunner().invoke(main, words, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout

    return run


@pytest.fixture
def statements(call: Call) -> Callable[[], Statements]:
    def read() -> Statements:
        listed = json.loads(call("identity", "list", "--status", "all", "--format", "json"))
        return {each["id"]: each for each in listed}

    return read


def speaks_of(store: Path, name: str) -> bool:
    """Whether the default graph speaks of a record, which it does of one that is not merged."""
    return bool(current_data(store).query(f"ASK {{ <{ID}organisation/{name}> ?p ?o }}"))


def test_the_program_merges_one_and_asks_about_the_other(
    store: Path, import_rows: ImportRows, statements: Callable[[], Statements]
) -> None:
    import_rows(*ROWS, options=MATCHED)
    found = {id_: each["status"] for id_, each in statements().items()}
    assert found == {MERGED: "accepted", ASKED: "proposed"}
    assert [speaks_of(store, name) for name in ("fake-1", "fake-2")] == [False, True]


Happen = Callable[[ImportRows, Build, Call], object]


def _built_twice(_import: ImportRows, build: Build, _call: Call) -> None:
    build(match_store)
    build(match_store)


def _newer(import_: ImportRows, _build: Build, _call: Call) -> None:
    import_(*NEWER, options=MATCHED)


def _newer_undone(import_: ImportRows, _build: Build, call: Call) -> None:
    import_(*NEWER, options=MATCHED)
    call("undo")


def _back_again(import_: ImportRows, _build: Build, call: Call) -> None:
    call("import", "--remove", "fake")
    import_(*ROWS, options=MATCHED)


def _removal_undone(_import: ImportRows, _build: Build, call: Call) -> None:
    call("import", "--remove", "fake")
    call("undo")


def _in_turn(import_: ImportRows, build: Build, _call: Call) -> None:
    build(match_store)
    import_(*NEWER, options=MATCHED)
    build(match_store)
    import_(*ROWS, options=MATCHED)


HAPPENS: dict[str, Happen] = {
    "a build": lambda _import, build, _call: build(match_store),
    "two builds": _built_twice,
    "the same file again": lambda import_, _build, _call: import_(*ROWS, options=MATCHED),
    "a newer file": _newer,
    "a newer file, undone": _newer_undone,
    "removed and imported again": _back_again,
    "removed, which is undone": _removal_undone,
    "builds and files in turn": _in_turn,
}


@pytest.mark.parametrize("happens", HAPPENS.values(), ids=HAPPENS)
def test_decisions_survive(
    store: Path,
    import_rows: ImportRows,
    build_project: Build,
    call: Call,
    statements: Callable[[], Statements],
    happens: Happen,
) -> None:
    import_rows(*ROWS, options=MATCHED)
    call("identity", "accept", ASKED, "--reason", "Same place", "--author", "Anna Nowak")
    call("identity", "reject", MERGED, "--reason", "Its hospital", "--author", "Jan Kowal")
    decided = statements()
    assert {id_: each["status"] for id_, each in decided.items()} == {
        MERGED: "rejected",
        ASKED: "accepted",
    }
    happens(import_rows, build_project, call)
    assert statements() == decided
    assert [speaks_of(store, name) for name in ("fake-1", "fake-2")] == [True, False]
    check_whole(store)


def test_undo_takes_a_decision_back_as_any_write(
    store: Path, import_rows: ImportRows, call: Call, statements: Callable[[], Statements]
) -> None:
    import_rows(*ROWS, options=MATCHED)
    before = statements()
    call("identity", "accept", ASKED)
    call("identity", "reject", MERGED)
    call("undo")
    assert statements()[MERGED] == before[MERGED]
    assert statements()[ASKED]["status"] == "accepted"
    call("undo")
    assert statements() == before
    check_whole(store)
