"""The table counts what is told to it."""

from __future__ import annotations

from .table import Outcome, Verdict, table


def test_counts_stand_per_group_and_per_part() -> None:
    text = table(
        [
            Outcome("bind", Verdict.PASSED),
            Outcome("bind", Verdict.BY_VALUE),
            Outcome("add", Verdict.KNOWN),
            Outcome("protocol", Verdict.FAILED),
        ],
        out_of_scope=70,
    )
    cells = [line.rsplit(maxsplit=4) for line in text.splitlines()[2:7]]
    assert cells == [
        ["add", "0", "1", "0", "1"],
        ["bind", "2", "0", "0", "2"],
        ["= languages, results, federation", "2", "1", "0", "3"],
        ["protocol", "0", "0", "1", "1"],
        ["= protocols", "0", "0", "1", "1"],
    ]
    assert "W3C SPARQL 1.1 over HTTP: 2 of 3" in text
    assert "the protocols: 0 of 1" in text
    assert "entailment regime: 70" in text


def test_a_part_that_did_not_run_has_no_row() -> None:
    assert "= protocols" not in table([Outcome("bind", Verdict.PASSED)], out_of_scope=0)


def test_there_is_no_table_where_nothing_ran() -> None:
    assert table([], out_of_scope=70) == ""
