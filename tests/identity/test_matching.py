"""From records to merges and questions."""

from __future__ import annotations

import random

import pytest

from clusteratlas.identity.record import Kind, Record

from .records import Decided, matched, organisation, told

JAGIELLONIAN = "Uniwersytet Jagielloński"


def pair(one: str, other: str) -> frozenset[str]:
    return frozenset((one, other))


MATCHES: dict[str, tuple[list[Record], Decided, set[tuple[str, str, str]]]] = {
    "one-pic-two-names": (
        [
            organisation("a", "Imtech Traffic BV", "NL", pic="953484102", rank=1),
            organisation("b", "Swarco Mobility BV", "NL", pic="953484102", rank=2),
        ],
        {},
        {("a", "b", "accepted")},
    ),
    "same-name-two-pics-is-asked": (
        [
            organisation("a", "Steirische Wirtschaftsförderung", "AT", pic="927674536"),
            organisation("b", "STEIRISCHE WIRTSCHAFTSFORDERUNG", "AT", pic="999755430"),
        ],
        {},
        {("a", "b", "proposed")},
    ),
    "one-vat-and-like-names": (
        [
            organisation("a", "Areti Laboratories", "IT", vat="IT01234567897"),
            organisation("b", "Areti Lab Laboratories", "IT", vat="IT01234567897"),
        ],
        {},
        {("a", "b", "accepted")},
    ),
    "one-vat-and-other-names-is-asked": (
        [
            organisation("a", "Ospedale San Marco", "IT", vat="IT80012345678"),
            organisation("b", "Laboratorio Azzurro", "IT", vat="IT80012345678"),
        ],
        {},
        {("a", "b", "proposed")},
    ),
    "the-thing-that-people-wrote-stays": (
        [
            organisation("z", JAGIELLONIAN, curated=True),
            organisation("a", "JAGIELLONIAN UNIVERSITY"),
            organisation("b", "UNIWERSYTET JAGIELLONSKI"),
        ],
        {},
        {("z", "a", "accepted"), ("z", "b", "accepted")},
    ),
    "two-things-that-people-wrote-are-asked": (
        [
            organisation("a", JAGIELLONIAN, curated=True),
            organisation("b", "Jagiellonian University", curated=True),
        ],
        {},
        {("a", "b", "proposed")},
    ),
    "a-name-does-not-join-two-pics-over-a-third": (
        [
            organisation("a", "Kompania Zefiria", pic="999000001"),
            organisation("b", "Kompania Zefiria", pic="999000002"),
            organisation("c", "KOMPANIA ZEFIRIA"),
        ],
        {},
        {("a", "c", "accepted"), ("a", "b", "proposed")},
    ),
    "rejected-stays-apart": (
        [organisation("a", JAGIELLONIAN), organisation("b", JAGIELLONIAN)],
        {pair("a", "b"): False},
        set(),
    ),
    "rejected-stays-apart-over-a-third": (
        [
            organisation("a", JAGIELLONIAN, rank=1),
            organisation("b", JAGIELLONIAN, rank=2),
            organisation("c", JAGIELLONIAN, rank=3),
        ],
        {pair("a", "b"): False},
        {("a", "c", "accepted")},
    ),
    "accepted-by-a-person-is-merged": (
        [organisation("a", "Alfa", "PL"), organisation("b", "Omega", "DE")],
        {pair("a", "b"): True},
        {("a", "b", "accepted")},
    ),
    "accepted-by-a-person-but-gone": (
        [organisation("a", "Alfa", "PL")],
        {pair("a", "b"): True},
        set(),
    ),
    "other-countries": (
        [organisation("a", JAGIELLONIAN, "PL"), organisation("b", JAGIELLONIAN, "DE")],
        {},
        set(),
    ),
    "generic": (
        [organisation("a", "Urząd Miasta"), organisation("b", "URZĄD MIASTA")],
        {},
        set(),
    ),
    "generic-with-a-postcode": (
        [
            organisation("a", "Urząd Miasta", place="Radom", postcode="26-600"),
            organisation("b", "URZĄD MIASTA", place="RADOM", postcode="26600"),
        ],
        {},
        {("a", "b", "accepted")},
    ),
    "projects-by-number": (
        [
            Record("a", Kind.PROJECT, ("A project",), identifiers=(("grant", "632927"),)),
            Record("b", Kind.PROJECT, ("Another",), identifiers=(("grant", "632927"),)),
            Record("c", Kind.PROJECT, ("A project",), identifiers=(("grant", "632928"),)),
        ],
        {},
        {("a", "b", "accepted")},
    ),
    "projects-that-one-list-has-twice": (
        [
            Record(iri, Kind.PROJECT, identifiers=(("grant", "657115"), ("rcn", rcn)), graphs=graph)
            for iri, rcn, graph in (
                ("a", "199052", ("urn:g",)),
                ("b", "199051", ("urn:g",)),
                ("c", "199053", ("urn:h",)),
            )
        ],
        {},
        {("a", "b", "proposed"), ("a", "c", "accepted")},
    ),
    "regions-by-code": (
        [
            Record("a", Kind.REGION, ("Małopolskie",), identifiers=(("nuts", "PL21"),)),
            Record("b", Kind.REGION, ("Lesser Poland",), identifiers=(("nuts", "PL21"),)),
            Record("c", Kind.REGION, ("Małopolskie",), identifiers=(("nuts", "PL2"),)),
        ],
        {},
        {("a", "b", "accepted")},
    ),
    "kinds-are-kept-apart": (
        [organisation("a", "Zefiria Kompania"), Record("b", Kind.CLUSTER, ("Zefiria Kompania",))],
        {},
        set(),
    ),
}


@pytest.mark.parametrize(("records", "decided", "expected"), MATCHES.values(), ids=MATCHES)
def test_matches(
    records: list[Record], decided: Decided, expected: set[tuple[str, str, str]]
) -> None:
    assert told(matched(*records, decided=decided)) == expected


def test_order_of_records_does_not_matter() -> None:
    records = [
        organisation(f"o{number}", name, rank=number % 3)
        for number, name in enumerate([JAGIELLONIAN, "Genopole Kraków", "Politechnika Śląska"] * 4)
    ]
    first = matched(*records)
    random.Random(4).shuffle(records)
    assert matched(*records) == first
    assert len(first) == 9


def test_every_record_has_one_canonical_thing() -> None:
    records = [organisation(f"o{number}", JAGIELLONIAN, rank=number) for number in range(30)]
    merged = [each.record for each in matched(*records)]
    assert len(merged) == len(set(merged)) == 29


def test_a_block_too_large_to_compare_whole_is_still_matched() -> None:
    """Neighbours by place are compared: each town's own records find one another."""
    records = [
        organisation(f"o{number}", "Zakład Gospodarki Komunalnej", place=f"Miasto{number // 2}")
        for number in range(140)
    ]
    asked = {each.record[1:] for each in matched(*records)}
    assert len(asked) == 70


def test_what_is_stated_already_is_preferred() -> None:
    """Of two ways to merge the same records that are as likely."""
    records = [
        organisation("a", JAGIELLONIAN),
        organisation("b", JAGIELLONIAN, pic="999642716"),
        organisation("c", JAGIELLONIAN, pic="999642716"),
    ]
    both = {("a", "b", "accepted"), ("b", "c", "accepted")}
    other = {("a", "c", "accepted"), ("c", "b", "accepted")}
    assert told(matched(*records)) == both
    assert told(matched(*records, stated=[pair("a", "c")])) == other
