"""`log`, `diff` and `undo`."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from clusteratlas.dataset.directory import find_store
from clusteratlas.dataset.store import current_version

Call = Callable[..., Result]


def logged(call: Call, store: Path) -> list[dict[str, object]]:
    document: list[dict[str, object]] = json.loads(
        call("log", "--store", store, "--format", "json").stdout
    )
    return document


def test_log_for_a_program(call: Call, plain_store: Path) -> None:
    told = logged(call, plain_store)
    keys = ("author", "action", "added", "removed", "graphs_added")
    assert [tuple(change[key] for key in keys) for change in told] == [
        ("Łukasz", "write", 2, 0, ["urn:g"]),
        ("Anna", "write", 1, 0, []),
        ("init", "init", 0, 0, []),
    ]
    assert told[0]["version"] == current_version(plain_store)
    assert told[0]["predecessor"] == told[1]["version"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", ["Who", "written", "made"]), ("pl", ["Kto", "zapisano"])]
)
def test_log_for_a_person(call: Call, plain_store: Path, language: str, words: list[str]) -> None:
    shown = call("log", "--store", plain_store, "--lang", language).stdout
    assert "Łukasz" in shown
    assert [word for word in words if word not in shown] == []
    assert current_version(plain_store) in shown


def test_log_of_the_newest_changes(call: Call, plain_store: Path) -> None:
    shown = call("log", "--store", plain_store, "-n", 1).stdout
    assert "Łukasz" in shown
    assert "Anna" not in shown


def test_diff_as_patch_and_as_difference(call: Call, plain_store: Path) -> None:
    newest, middle, first = (str(change["version"]) for change in logged(call, plain_store))
    one = '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    patch = call("diff", first, middle, "--store", plain_store)
    assert patch.stdout == f"TX .\nA <urn:a> <urn:p> {one} .\nTC .\n"
    back = call("diff", middle, first, "--store", plain_store, "--format", "nquads-diff")
    assert back.stdout == f"- <urn:a> <urn:p> {one} .\n"
    to_current = call("diff", middle, "--store", plain_store)
    assert to_current.stdout == call("diff", middle, newest, "--store", plain_store).stdout
    assert to_current.stdout.count("<urn:g>") == 2


def test_diff_of_an_unknown_version(call: Call, plain_store: Path) -> None:
    result = call("diff", "nonsense", "--store", plain_store)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "keeps no version “nonsense”" in result.stderr
    assert "clusteratlas log" in result.stderr


def test_undo_tells_what_it_took_back_also_beside_a_server(call: Call, plain_store: Path) -> None:
    written = logged(call, plain_store)
    with find_store(plain_store).serving():
        first = call("undo", "--store", plain_store)
    assert "what Łukasz wrote at" in first.stdout
    assert "Triples removed: 2; put back: 0." in first.stdout
    assert f"now {current_version(plain_store)}." in first.stdout
    assert "what Anna wrote" in call("undo", "--store", plain_store, "--author", "me").stdout
    told = logged(call, plain_store)
    assert [(change["author"], change["undoes"]) for change in told[:2]] == [
        ("me", written[1]["version"]),
        (getpass.getuser(), written[0]["version"]),
    ]
    nothing = call("undo", "--store", plain_store)
    assert (nothing.exit_code, nothing.stdout) == (2, "")
    assert "There is no write to undo" in nothing.stderr
