"""What a person asks: read from parameters, and written into addresses again."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from clusteratlas.errors import ProtocolError
from clusteratlas.rdf.protocol import Pairs
from clusteratlas.web.editor.asked import Asked, View

QUERY = ("query", "ASK {}")


def test_what_is_not_asked_has_its_default() -> None:
    asked = Asked.of([QUERY])
    assert (asked.view, asked.has_labels, asked.page, asked.query) == (None, False, 1, "ASK {}")


def test_all_of_it() -> None:
    graph, version = ("default-graph-uri", "urn:a"), ("version", "1")
    pairs = [QUERY, graph, version, ("view", "map"), ("labels", "1"), ("page", "3"), ("lang", "pl")]
    asked = Asked.of(pairs)
    assert asked == Asked([QUERY, graph, version], View.MAP, has_labels=True, page=3)
    assert asked.dataset == [graph, version]


NONSENSE = {
    "view": ("view", "pie", "table, chart, map, network, timeline, raw"),
    "page": ("page", "0", "Download"),
    "page-beyond": ("page", "101", "Download"),
    "page-no-number": ("page", "²", "Download"),
}


@pytest.mark.parametrize(("name", "value", "hint"), NONSENSE.values(), ids=NONSENSE)
def test_nonsense(name: str, value: str, hint: str) -> None:
    with pytest.raises(ProtocolError) as raised:
        Asked.of([QUERY, (name, value)])
    assert value in raised.value.message
    assert hint in raised.value.hint


LINKS: dict[str, tuple[Pairs, dict[str, object], Pairs]] = {
    "as-it-is": ([QUERY, ("view", "raw")], {}, [QUERY, ("view", "raw")]),
    "another-view": ([QUERY, ("labels", "1")], {"view": "map"}, [("view", "map"), ("labels", "1")]),
    "another-page": ([QUERY], {"page": 2}, [("page", "2")]),
    "first-page": ([QUERY, ("page", "2")], {}, [QUERY]),
    "graphs": (
        [QUERY, ("default-graph-uri", "urn:a"), ("default-graph-uri", "urn:b")],
        {},
        [("default-graph-uri", "urn:a"), ("default-graph-uri", "urn:b")],
    ),
}


@pytest.mark.parametrize(("pairs", "changed", "expected"), LINKS.values(), ids=LINKS)
def test_link(pairs: Pairs, changed: dict[str, object], expected: Pairs) -> None:
    link = Asked.of(pairs).link("/sparql", **changed)
    assert link is not None
    found = parse_qsl(urlsplit(link).query)
    assert found[0] == QUERY
    assert found[-len(expected) :] == list(expected)


def test_what_is_too_long_for_an_address_has_none() -> None:
    asked = Asked.of([("query", "ASK {} #" + "x" * 8000)])
    assert asked.link("/sparql") is None
    assert asked.query_link("/sparql", format="csv") is None
