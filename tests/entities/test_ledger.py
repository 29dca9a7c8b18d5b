"""What values are to each other, which is preferred, and what the ledger lists of the atlas."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Store

from clusteratlas.catalogue import load_catalogue
from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.engine.protocol import Engine, Solutions
from clusteratlas.entities.asking import plain
from clusteratlas.entities.ledger import candidates
from clusteratlas.entities.ledger.durations import DURATION, MONTH, months, verdict_on
from clusteratlas.entities.ledger.entries import entries
from clusteratlas.entities.ledger.ledger import Asked, Choice, ledger
from clusteratlas.entities.ledger.quantities import Quantity, Verdict, preferred, verdict
from clusteratlas.entities.periods import Period
from clusteratlas.rdf.protocol import QueryRequest
from clusteratlas.terms import CA, ID, SCHEME

KLASTER = f"{ID}cluster/klaster-lifescience-krakow"
MRPO = f"{ID}project/mrpo-8-2-bio-region-networks"
ANY_TIME = Period()


def year(number: int) -> Period:
    first, last = date(number, 1, 1), date(number, 12, 31)
    return Period("", first, first, last, last)


def quantity(
    value: str, bound: str = "", period: Period = ANY_TIME, unit: str = "", part: str = ""
) -> Quantity:
    return Quantity(
        f"urn:{value}:{bound}:{unit}",
        Decimal(value),
        f"{SCHEME}bound/{bound}" if bound else "",
        unit,
        frozenset({part} - {""}),
        period,
    )


VERDICTS = {
    "two exact values": (quantity("70"), quantity("72"), Verdict.CONFLICT),
    "the same value twice": (quantity("70"), quantity("70"), Verdict.AGREEMENT),
    "exact, said so or not": (quantity("70"), quantity("72", "exact"), Verdict.CONFLICT),
    "years that cannot overlap": (
        quantity("32", period=year(2006)),
        quantity("95", period=year(2018)),
        Verdict.SERIES,
    ),
    "a year and no date": (quantity("32", period=year(2006)), quantity("95"), Verdict.CONFLICT),
    "more than less": (quantity("400", "more-than"), quantity("450"), Verdict.IMPRECISION),
    "more than just that": (quantity("400", "more-than"), quantity("400"), Verdict.CONFLICT),
    "at least just that": (quantity("400", "at-least"), quantity("400"), Verdict.IMPRECISION),
    "at least more": (quantity("400", "at-least"), quantity("390"), Verdict.CONFLICT),
    "at most less": (quantity("400", "at-most"), quantity("390"), Verdict.IMPRECISION),
    "less than just that": (quantity("400", "less-than"), quantity("400"), Verdict.CONFLICT),
    "open on both sides": (
        quantity("400", "at-least"),
        quantity("300", "more-than"),
        Verdict.IMPRECISION,
    ),
    "at least above at most": (
        quantity("400", "at-least"),
        quantity("300", "at-most"),
        Verdict.CONFLICT,
    ),
    "about, within a tenth": (quantity("100", "about"), quantity("110"), Verdict.IMPRECISION),
    "about, beyond a tenth": (quantity("100", "about"), quantity("111"), Verdict.CONFLICT),
    "other units": (
        quantity("10", unit="urn:month"),
        quantity("20", unit="urn:year"),
        Verdict.INCOMPARABLE,
    ),
    "one without a unit": (quantity("10", unit="urn:month"), quantity("20"), Verdict.CONFLICT),
    "other parts": (quantity("47", part="urn:sme"), quantity("31"), Verdict.INCOMPARABLE),
}


@pytest.mark.parametrize(("one", "other", "expected"), VERDICTS.values(), ids=VERDICTS.keys())
def test_what_two_values_are_to_each_other(
    one: Quantity, other: Quantity, expected: Verdict
) -> None:
    assert verdict(one, other) is expected
    assert verdict(other, one) is expected


SEVENTY, SEVENTY_TWO, LATER = quantity("70"), quantity("72"), quantity("95", period=year(2018))
EARLY, EARLY_TOO = quantity("1", period=year(2006)), quantity("2", period=year(2006))
LATE, LATE_TOO = quantity("3", period=year(2018)), quantity("4", period=year(2018))
PREFERRED = {
    "the better rank": ([(SEVENTY, 1), (SEVENTY_TWO, 2)], ["70"]),
    "the same rank": ([(SEVENTY, 1), (SEVENTY_TWO, 1)], []),
    "one without a rank": ([(SEVENTY, 1)], []),
    "no conflict": ([(SEVENTY, 1), (quantity("70", "exact"), 2)], []),
    "each time of a series": (
        [(EARLY, 1), (EARLY_TOO, 2), (LATE, 2), (LATE_TOO, 1)],
        ["1", "4"],
    ),
}


@pytest.mark.parametrize(("ranked", "expected"), PREFERRED.values(), ids=PREFERRED.keys())
def test_the_value_of_the_best_ranked_source_is_preferred(
    ranked: list[tuple[Quantity, int]], expected: list[str]
) -> None:
    ranks = {one.claim: rank for one, rank in ranked}
    chosen = preferred([SEVENTY_TWO, LATER, *(one for one, _ in ranked)], ranks)
    values = {one.claim: str(one.value) for one, _ in ranked}
    assert sorted(values[claim] for claim in chosen) == expected


QUARTERS = Period("", date(2011, 4, 1), date(2011, 6, 30), date(2012, 10, 1), date(2012, 12, 31))
DURATIONS = {
    "within what the quarters allow": ("20", "", QUARTERS, Verdict.IMPRECISION),
    "half a month too long": ("21.5", "", QUARTERS, Verdict.IMPRECISION),
    "too long": ("22", "", QUARTERS, Verdict.CONFLICT),
    "too short": ("14", "", QUARTERS, Verdict.CONFLICT),
    "at least, though short": ("14", "at-least", QUARTERS, Verdict.IMPRECISION),
    "at most, though long": ("30", "at-most", QUARTERS, Verdict.IMPRECISION),
    "a year of exact days": ("12", "", year(2012), Verdict.AGREEMENT),
}


@pytest.mark.parametrize(
    ("value", "bound", "period", "expected"), DURATIONS.values(), ids=DURATIONS.keys()
)
def test_durations_are_compared_with_the_period(
    value: str, bound: str, period: Period, expected: Verdict
) -> None:
    allowed = months(period)
    assert allowed is not None
    assert verdict_on(quantity(value, bound, unit=MONTH), allowed) is expected


def test_an_open_period_allows_any_duration() -> None:
    assert months(Period("", date(2011, 4, 1))) is None


def test_the_atlas_is_told_of_as_the_saved_query_tells_it(engine: Engine) -> None:
    query = load_catalogue().get("conflicting-values")
    rows = engine.query(QueryRequest(query.bound({})))
    assert isinstance(rows, Solutions)
    places = [rows.variables.index(name) for name in ("observationA", "observationB")]
    asked = {frozenset(plain(row[place]) for place in places) for row in rows}
    found = {
        frozenset((pair.one, pair.other))
        for entry in entries(engine, candidates.part_of(engine, 1).things)
        if entry.measure.startswith(f"{SCHEME}measure/")
        for pair in entry.pairs
        if pair.verdict is Verdict.CONFLICT
    }
    assert asked
    assert found == asked


def test_members_of_the_cluster_conflict_and_the_polish_page_is_preferred(engine: Engine) -> None:
    found = ledger(engine, Asked(about=KLASTER, kind=Verdict.CONFLICT))
    (shown,) = found.shown
    assert [str(stated.quantity.value) for stated in shown.stated] == ["32", "70", "72", "95"]
    assert [stated.is_preferred for stated in shown.stated] == [False, True, False, False]
    assert shown.choice is Choice.BY_RANK
    assert shown.entry.verdicts == (Verdict.CONFLICT, Verdict.SERIES)
    assert all(stated.grounds.said for stated in shown.stated)


def test_the_duration_of_the_project_is_imprecise(engine: Engine) -> None:
    (entry,) = (one for one in entries(engine, (MRPO,)) if one.measure == DURATION)
    assert entry.verdicts == (Verdict.IMPRECISION,)
    assert entry.allowed
    assert (entry.allowed.shortest, entry.allowed.longest) == (Decimal("15.1"), Decimal("21.0"))


FUNDED = """
PREFIX ca: <https://w3id.org/clusteratlas/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
INSERT DATA {{
  <urn:statement> ca:canonical <urn:project> ; ca:record <urn:record> ;
    ca:identityStatus <https://w3id.org/clusteratlas/scheme/identity-status/accepted> .
  <urn:one> a ca:Funding ; ca:funded <urn:project> ; ca:fundingKind <urn:kind> ; ca:amount 10 ;
    ca:statedIn <urn:passage-1> {one} .
  <urn:two> a ca:Funding ; ca:funded <urn:project> ; ca:fundingKind <urn:kind> ; ca:amount 12 ;
    ca:statedIn <urn:passage-2> {two} .
  <urn:passage-1> dcterms:isPartOf <urn:list-1> .
  <urn:passage-2> dcterms:isPartOf <{document}> .
}}
"""
AMOUNTS = {
    "two lists": ("", "", "urn:list-2", 1),
    "two rows of one list": ("", "", "urn:list-1", 0),
    "two funders": ("; ca:funder <urn:eu>", "; ca:funder <urn:state>", "urn:list-2", 0),
    "two agreements": ("; ca:underAgreement <urn:a>", "", "urn:list-2", 0),
}


@pytest.mark.parametrize(
    ("one", "two", "document", "expected"), AMOUNTS.values(), ids=AMOUNTS.keys()
)
def test_amounts_of_several_lists_are_compared(
    one: str, two: str, document: str, expected: int
) -> None:
    engine = EmbeddedEngine.in_memory()
    engine.update(FUNDED.format(one=one, two=two, document=document))
    found = ledger(engine, Asked())
    assert found.total == expected
    assert found.by_kind[Verdict.CONFLICT] == expected


def test_the_ledger_is_read_in_parts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(candidates, "CLAIMS_A_PART", 10)
    monkeypatch.setattr(candidates, "_OVERLAP", 2)
    # On disk, where the index that parts are stretches of is sorted.
    engine = EmbeddedEngine(Store(str(tmp_path)), "1", is_writable=True)
    engine.update(
        "INSERT DATA {"
        + "".join(
            f"<urn:{number}-{which}> <{CA}about> <urn:thing-{number:02}> ; "
            f"<{CA}measure> <urn:measure> ; <{CA}value> {which} . "
            for number in range(12)
            for which in (1, 2)
        )
        + "}"
    )
    parts = [ledger(engine, Asked(part=number)) for number in (1, 2, 3)]
    assert {shown.entry.thing for part in parts for shown in part.shown} == {
        f"urn:thing-{number:02}" for number in range(12)
    }
    assert [part.part.is_last for part in parts if part.part] == [False, False, True]
