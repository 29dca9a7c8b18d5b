"""Decisions: written, kept by later imports and builds, taken back; what cannot be is refused."""

from __future__ import annotations

import multiprocessing
from datetime import date
from pathlib import Path

import pytest

from clusteratlas.dataset.history import read_log
from clusteratlas.dataset.matching.curating import Curator
from clusteratlas.dataset.matching.statements import Statement, read_statements, statement_of
from clusteratlas.errors import DataError, ParameterError
from clusteratlas.identity.grouping import Status
from clusteratlas.rdf.protocol import UpdateRequest
from clusteratlas.terms import ID

from .conftest import IMPORTED, LIST, current, import_list, writer

MERGED = statement_of(f"{ID}organisation/jagiellonian-university", f"{ID}organisation/list-1")
ASKED = statement_of(f"{ID}organisation/innovation-centre", f"{ID}organisation/list-2")
NEWER = IMPORTED.replace("BIOGENOPOL", "Biogenopol")


def stated(store: Path, node: object = ASKED) -> Statement:
    return read_statements(current(store))[node]  # type: ignore[index]


def speaks_of(store: Path, name: str) -> bool:
    """Whether the default graph speaks of the record."""
    answer = current(store).query(f"ASK {{ <{ID}organisation/{name}> ?p ?o }}")
    return bool(answer)


def test_accepting_merges(atlas: Path, curator: Curator) -> None:
    assert speaks_of(atlas, "list-2")
    decided = curator.accept(ASKED.value)
    after = stated(atlas)
    assert after == decided.after
    assert (after.status, after.method) == (Status.ACCEPTED, "curated")
    assert (after.author, after.note) == ("Anna Nowak", "Same register entry")
    assert not speaks_of(atlas, "list-2")
    assert next(read_log(atlas)).author == "Anna Nowak"


def test_rejecting_takes_apart(atlas: Path, curator: Curator) -> None:
    assert not speaks_of(atlas, "list-1")
    curator.reject(MERGED.value)
    assert stated(atlas, MERGED).status is Status.REJECTED
    assert speaks_of(atlas, "list-1")


UNFOUND = (f"{ID}organisation/innovation-centre", f"{ID}organisation/list-4")


def test_what_was_not_found_is_merged_and_taken_back(atlas: Path, curator: Curator) -> None:
    before = {str(quad) for quad in current(atlas)}
    assert speaks_of(atlas, "list-4")
    decided = curator.merge(*UNFOUND)
    after = stated(atlas, statement_of(*UNFOUND))
    assert after == decided.after
    assert (decided.before, after.author, after.found) == (None, "Anna Nowak", "")
    assert not speaks_of(atlas, "list-4")
    assert curator.undo().after is None
    assert {str(quad) for quad in current(atlas)} == before


def test_what_was_found_is_accepted_by_merging(atlas: Path, curator: Curator) -> None:
    curator.merge(f"{ID}organisation/list-2", f"{ID}organisation/innovation-centre")
    assert stated(atlas).status is Status.ACCEPTED


@pytest.mark.parametrize("newer", [IMPORTED, NEWER], ids=["same", "newer"])
def test_a_merge_survives_an_import(atlas: Path, curator: Curator, newer: str) -> None:
    curator.merge(*UNFOUND)
    decided = stated(atlas, statement_of(*UNFOUND))
    import_list(atlas, newer, date(2027, 1, 1))
    assert stated(atlas, statement_of(*UNFOUND)) == decided
    assert not speaks_of(atlas, "list-4")


APART = {
    "itself": ("organisation/list-4", "organisation/list-4", ParameterError, "one thing already"),
    "nothing": ("organisation/list-4", "organisation/none", ParameterError, "No source speaks of"),
    "kinds": ("organisation/list-4", "project/list-632927", ParameterError, "different kinds"),
    "cluster": ("cluster/innovation", "organisation/list-4", ParameterError, "different kinds"),
    "merged": ("organisation/innovation-centre", "organisation/list-1", DataError, "already"),
}


@pytest.mark.parametrize(("one", "other", "error", "message"), APART.values(), ids=APART)
def test_what_cannot_be_one_is_not_merged(
    atlas: Path,
    curator: Curator,
    one: str,
    other: str,
    error: type[DataError | ParameterError],
    message: str,
) -> None:
    before = {str(quad) for quad in current(atlas)}
    with pytest.raises(error, match=message):
        curator.merge(ID + one, ID + other)
    assert {str(quad) for quad in current(atlas)} == before


def test_undoing_restores_what_was_found(atlas: Path, curator: Curator) -> None:
    before = {str(quad) for quad in current(atlas)}
    curator.accept(ASKED.value)
    curator.reject(MERGED.value)
    assert curator.undo().after.node == MERGED
    assert curator.undo().after.node == ASKED
    assert {str(quad) for quad in current(atlas)} == before


def test_a_named_decision_is_undone(atlas: Path, curator: Curator) -> None:
    curator.accept(ASKED.value)
    curator.reject(MERGED.value)
    curator.undo(ASKED.value)
    assert stated(atlas).status is Status.PROPOSED
    assert stated(atlas, MERGED).status is Status.REJECTED


def test_decisions_are_changed(atlas: Path, curator: Curator) -> None:
    curator.accept(ASKED.value)
    curator.reject(ASKED.value)
    assert stated(atlas).status is Status.REJECTED
    curator.undo(ASKED.value)
    assert stated(atlas).status is Status.PROPOSED


def test_the_newest_write_is_undone_as_any_other(atlas: Path, curator: Curator) -> None:
    curator.accept(ASKED.value)
    writer(atlas).undo("Jan")
    assert stated(atlas).status is Status.PROPOSED


@pytest.mark.parametrize("newer", [IMPORTED, NEWER], ids=["same", "newer"])
def test_decisions_survive_an_import(atlas: Path, curator: Curator, newer: str) -> None:
    curator.accept(ASKED.value)
    curator.reject(MERGED.value)
    decided = stated(atlas), stated(atlas, MERGED)
    import_list(atlas, newer, date(2027, 1, 1))
    assert (stated(atlas), stated(atlas, MERGED)) == decided


def test_decisions_survive_that_a_list_is_gone_and_comes_back(
    atlas: Path, curator: Curator
) -> None:
    curator.accept(ASKED.value)
    curator.reject(MERGED.value)
    decided = stated(atlas), stated(atlas, MERGED)
    import_list(atlas, "")
    assert stated(atlas).status is Status.PROPOSED
    import_list(atlas, IMPORTED)
    assert (stated(atlas), stated(atlas, MERGED)) == decided


def test_a_record_is_not_merged_into_two_things(atlas: Path, curator: Curator) -> None:
    other = Statement(
        f"{ID}organisation/jagiellonian-university",
        f"{ID}organisation/list-2",
        Status.PROPOSED,
        "string-similarity",
        0.8,
        {"en": "?", "pl": "?"},
        "2026-11-21",
    )
    writer(atlas).update(_insertion(other), "tester")
    curator.accept(ASKED.value)
    with pytest.raises(DataError, match="is merged into organisation:innovation-centre already"):
        curator.accept(other.node.value)


def test_a_circle_is_refused(atlas: Path, curator: Curator) -> None:
    canonical, record = f"{ID}organisation/a", f"{ID}organisation/b"
    chain = [
        _statement(canonical, record, Status.ACCEPTED),
        _statement(record, f"{ID}organisation/c", Status.ACCEPTED),
        _statement(f"{ID}organisation/c", canonical, Status.PROPOSED),
    ]
    for statement in chain:
        writer(atlas).update(_insertion(statement), "tester")
    with pytest.raises(DataError, match="are one thing already"):
        curator.accept(chain[-1].node.value)


UNKNOWN = {
    "nothing-of-the-kind": ("match-0000000000000000", "There is no statement"),
    "several-begin-so": ("match-", "statements of matching begin with"),
    "no-name": ("../../etc", "There is no statement"),
    "injection": ("x> ?p ?o", "There is no statement"),
}


@pytest.mark.parametrize(("name", "message"), UNKNOWN.values(), ids=UNKNOWN)
def test_unknown_statements(curator: Curator, name: str, message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        curator.accept(name)


def test_nothing_to_undo(curator: Curator) -> None:
    with pytest.raises(ParameterError, match="No decision"):
        curator.undo()
    with pytest.raises(ParameterError, match="Nobody decided"):
        curator.undo(ASKED.value)


@pytest.mark.parametrize("length", [4, 16])
def test_the_beginning_of_a_name_will_do(curator: Curator, length: int) -> None:
    digits = ASKED.value.rpartition("match-")[2]
    assert curator.accept(digits[:length]).after.node == ASKED


def _accept(store: Path, node: str) -> None:
    Curator(writer(store), "somebody").accept(node)


def test_decisions_at_once_are_all_kept(atlas: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [
        context.Process(target=_accept, args=(atlas, node.value)) for node in (ASKED, MERGED)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert stated(atlas).is_decided
    assert stated(atlas, MERGED).is_decided


def _statement(canonical: str, record: str, status: Status) -> Statement:
    reasons = {"en": "?", "pl": "?"}
    return Statement(canonical, record, status, "string-similarity", 0.8, reasons, "2026-11-21")


def _insertion(statement: Statement) -> UpdateRequest:
    said = " . ".join(str(quad.triple) for quad in statement.quads())
    return UpdateRequest(
        f"INSERT DATA {{ GRAPH <{LIST.replace('list', 'matches')}> {{ {said} }} }}"
    )
