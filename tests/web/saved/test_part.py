"""Which rows an address asks for, and the addresses of the others."""

from __future__ import annotations

import pytest

from clusteratlas.errors import ParameterError
from clusteratlas.web.saved.part import Part, links, read_part
from clusteratlas.web.texts import TEXTS

READ = [
    ({}, Part(50)),
    ({"limit": "7"}, Part(7)),
    ({"page": "3"}, Part(50, 100)),
    ({"page": "3", "limit": "10"}, Part(10, 20)),
    ({"offset": "5"}, Part(50, 5, by_page=False)),
    ({"offset": "0", "limit": "10000"}, Part(10_000, 0, by_page=False)),
    ({"limit": ""}, Part(50)),
]


@pytest.mark.parametrize(("arguments", "part"), READ, ids=[str(case[0]) for case in READ])
def test_parts(arguments: dict[str, str], part: Part) -> None:
    assert read_part(arguments, 50, TEXTS["en"]) == part


WRONG = [
    ({"limit": "0"}, "from 1 to 10000, not “0”"),
    ({"limit": "10001"}, "from 1 to 10000"),
    ({"limit": "many"}, "“limit” takes a whole number"),
    ({"limit": "٣"}, "“limit” takes a whole number"),
    ({"page": "0"}, "“page” takes"),
    ({"page": "9" * 30}, "“page” takes"),
    ({"offset": "-1"}, "“offset” takes"),
    ({"offset": "1", "page": "1"}, "“page” and “offset”"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG, ids=[str(case[0]) for case in WRONG])
def test_what_is_no_part(arguments: dict[str, str], words: str) -> None:
    with pytest.raises(ParameterError, match=words) as caught:
        read_part(arguments, 50, TEXTS["en"])
    assert "limit=100" in caught.value.hint


LINKS = [
    (Part(10), 10, True, {"first": "page=1", "next": "page=2"}),
    (Part(10), 3, False, {"first": "page=1", "last": "page=1"}),
    (Part(10), 0, False, {"first": "page=1", "last": "page=1"}),
    (
        Part(10, 20),
        10,
        True,
        {"first": "page=1", "prev": "page=2", "next": "page=4"},
    ),
    (Part(10, 20), 1, False, {"first": "page=1", "prev": "page=2", "last": "page=3"}),
    (Part(10, 20), 0, False, {"first": "page=1", "prev": "page=2"}),
    (
        Part(10, 5, by_page=False),
        10,
        True,
        {"first": "offset=0", "prev": "offset=0", "next": "offset=15"},
    ),
]


@pytest.mark.parametrize(("part", "count", "has_more", "expected"), LINKS)
def test_links(part: Part, count: int, has_more: bool, expected: dict[str, str]) -> None:
    written = links("http://a/q", [("x", "ł")], part, count, has_more=has_more)
    assert written == ", ".join(
        f'<http://a/q?x=%C5%82&limit=10&{place}>; rel="{relation}"'
        for relation, place in expected.items()
    )
