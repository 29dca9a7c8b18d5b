"""`clusteratlas identity` as it is called."""

from __future__ import annotations

import csv
import io
import json

import pytest

from clusteratlas.cli.identity_tables import print_list
from clusteratlas.dataset.matching.showing import Named
from clusteratlas.dataset.matching.statements import Statement
from clusteratlas.identity.grouping import Status

from .conftest import Call
from .test_curating import ASKED, MERGED

ASKED_ID, MERGED_ID = (node.value.rpartition("/")[2] for node in (ASKED, MERGED))

LISTS = {
    "questions": ((), {ASKED_ID}),
    "merges-of-organisations": (("--status", "accepted", "--kind", "organisation"), {MERGED_ID}),
    "by-score": (("--status", "all", "--kind", "organisation", "--most", "0.9"), {ASKED_ID}),
    "from-a-score": (("--status", "all", "--kind", "organisation", "--least", "0.9"), {MERGED_ID}),
    "by-name": (("--status", "all", "--text", "jagiello"), {MERGED_ID}),
    "decided": (("--status", "all", "--decided"), set()),
    "rejected": (("--status", "rejected"), set()),
    "projects": (("--status", "all", "--kind", "project"), set()),
}


@pytest.mark.parametrize(("options", "expected"), LISTS.values(), ids=LISTS)
def test_list(call: Call, options: tuple[str, ...], expected: set[str]) -> None:
    found = json.loads(call("list", "--format", "json", *options).stdout)
    assert {each["id"] for each in found} == expected


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param(
            "en", ("Thing", "proposed", "organisation", "2026-11-21", "Biogenopole"), id="en"
        ),
        pytest.param(
            "pl", ("Rzecz", "proponowane", "organizacja", "2026-11-21", "Biogenopole"), id="pl"
        ),
    ],
)
def test_list_as_table(call: Call, language: str, words: tuple[str, ...]) -> None:
    text = call("list", "--lang", language).stdout
    assert all(word in text for word in words)


@pytest.mark.parametrize(("columns", "lines"), [("80", 2), ("120", 2), ("200", 1)])
def test_names_take_the_room_that_the_terminal_has(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    columns: str,
    lines: int,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    reasons = {"en": "Alike.", "pl": "Podobne."}
    statement = Statement("a", "b", Status.PROPOSED, "identifier", 0.8, reasons, "2026-11-21")
    print_list([Named(statement, "A name of thirty-six characters, it", "B")], None, "table", "en")
    assert len(capsys.readouterr().out.splitlines()) == 2 + lines


def test_empty_list(call: Call) -> None:
    assert call("list", "--status", "rejected").stdout == "None.\n"
    assert call("list", "--status", "rejected", "--lang", "pl").stdout == "Brak.\n"


def test_list_as_csv(call: Call) -> None:
    text = call("list", "--format", "csv", "--status", "all").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["id"] for row in rows} >= {ASKED_ID, MERGED_ID}
    assert all(row["reason"] for row in rows)


def test_a_long_list_tells_how_much_is_left(call: Call) -> None:
    text = call("list", "--status", "all", "-n", "1").stdout
    assert "2 more" in text


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param("en", ("Score: 0.", "Found on: 2026-11-21", "KRAKOW", "31-007"), id="en"),
        pytest.param("pl", ("Ocena: 0.", "Ustalono: 2026-11-21", "Uniwersytet Jag"), id="pl"),
    ],
)
def test_show(call: Call, language: str, expected: tuple[str, ...]) -> None:
    text = call("show", MERGED_ID, "--lang", language).stdout
    assert all(each in text for each in expected)


def test_show_as_json(call: Call) -> None:
    document = json.loads(call("show", MERGED_ID, "--format", "json").stdout)
    said = {each["property"]: each["record"] for each in document["properties"]}
    assert said["vcard:postal-code"] == ["31-007"]
    assert document["status"] == "accepted"


def test_decisions(call: Call) -> None:
    told = call("accept", ASKED_ID, "--reason", "Checked", "--author", "Anna Nowak").stdout
    assert told.startswith(f"{ASKED_ID} is now accepted: Biogenopole – BIOGENOPOL.")
    shown = call("show", ASKED_ID).stdout
    assert "Decided by: Anna Nowak, 20" in shown
    assert "Curator’s reason: Checked" in shown
    assert "odrzucone" in call("reject", MERGED_ID, "--lang", "pl").stdout
    assert f"{MERGED_ID} is now accepted" in call("undo").stdout
    assert f"{ASKED_ID} is now proposed" in call("undo", ASKED_ID).stdout


def test_merging_what_the_program_did_not_find(call: Call) -> None:
    things = ("organisation:innovation-centre", "organisation:list-4")
    told = call("merge", *things, "--reason", "Its new name", "--author", "Anna Nowak").stdout
    assert "is now accepted: Biogenopole – INNOVATION CLUSTER." in told
    (listed,) = json.loads(call("list", "--status", "all", "--decided", "--format", "json").stdout)
    assert (listed["method"], listed["note"]) == ("curated", "Its new name")
    assert call("undo", "--lang", "pl").stdout.startswith("Nic już nie stwierdza")


FAILURES = {
    "unknown": (("accept", "match-0"), 2, "hint: `clusteratlas identity list` lists them."),
    "nothing-decided": (("undo",), 2, "No decision on identity"),
    "no-id": (("accept",), 2, "Missing argument"),
    "no-iri": (("merge", "Genopole", "organisation:list-4"), 2, "“Genopole” is no IRI"),
    "empty-id": (("reject", ""), 2, "Invalid value for 'ID': it is empty."),
    "wrong-status": (("list", "--status", "maybe"), 2, "Invalid value"),
    "no-store": (("list", "--store", "/nowhere"), 2, "There is no store"),
}


@pytest.mark.parametrize(("arguments", "code", "message"), FAILURES.values(), ids=FAILURES)
def test_failures(call: Call, arguments: tuple[str, ...], code: int, message: str) -> None:
    result = call(*arguments)
    assert result.exit_code == code
    assert message in result.stderr
