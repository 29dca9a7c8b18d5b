"""The page of results: what was found, and the links that narrow it down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clusteratlas.engine.protocol import Engine
from clusteratlas.languages import pick
from clusteratlas.search.asking import FACETS, LAST_PAGE, PAGE_SIZE, Hit, Page, Searcher, Sort
from clusteratlas.search.facts import values_of
from clusteratlas.search.index import KIND
from clusteratlas.search.kinds import KINDS, kinds_named
from clusteratlas.web.found_things import Found, labels, list_found
from clusteratlas.web.search_request import SearchRequest, short_value

_SHOWN_VALUES = 12


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet: `link` is the query string with it more, or less if it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool
    link: str


@dataclass(frozen=True)
class Facet:
    """A property to narrow down by: its first values, and those that show on demand."""

    name: str
    values: Sequence[FacetValue]

    @property
    def first(self) -> Sequence[FacetValue]:
        """The values that show at once."""
        return self.values[:_SHOWN_VALUES]

    @property
    def others(self) -> Sequence[FacetValue]:
        """The values behind them."""
        return self.values[_SHOWN_VALUES:]


@dataclass(frozen=True)
class SearchPage:
    """A page of results. `lag` says how the index differs from the version, see `lag_of`."""

    asked: SearchRequest
    found: Sequence[Found]
    total: int
    facets: Sequence[Facet]
    years: Mapping[int, int]
    instead: str
    is_partial: bool
    lag: str

    @property
    def chips(self) -> Sequence[tuple[str, FacetValue]]:
        """What it is narrowed down to, each with the way out of it."""
        return [(each.name, value) for each in self.facets for value in each.values
                if value.is_chosen]  # fmt: skip

    @property
    def first(self) -> int:
        """The number of the first result of the page."""
        return (self.asked.page - 1) * PAGE_SIZE + 1

    @property
    def previous_link(self) -> str:
        """The query string of the page before, '' on the first."""
        page = self.asked.page
        return self.asked.query_string(page=page - 1) if page > 1 else ""

    @property
    def next_link(self) -> str:
        """The query string of the page behind, '' on the last."""
        page = self.asked.page
        is_last = page * PAGE_SIZE >= self.total or page >= LAST_PAGE
        return "" if is_last else self.asked.query_string(page=page + 1)

    @property
    def sorts(self) -> Sequence[tuple[Sort, str]]:
        """The orders that can be chosen, with the query string of each."""
        return [(sort, self.asked.query_string(sort=sort)) for sort in Sort]

    def as_json(self) -> dict[str, Any]:
        """The page for programs."""
        return {
            "query": self.asked.text,
            "total": self.total,
            "page": self.asked.page,
            "pageSize": PAGE_SIZE,
            "didYouMean": self.instead,
            "hits": [result_json(found) for found in self.found],
            "facets": {
                facet.name: [
                    {"value": each.value, "label": each.label, "count": each.count}
                    for each in facet.values
                ]
                for facet in self.facets
            },
            "years": self.years,
            "indexIsBehind": bool(self.lag),
        }


def make_page(
    searcher: Searcher, engine: Engine, asked: SearchRequest, language: str, lag: str
) -> SearchPage:
    """Search, and lay out what was found. Raises ParameterError."""
    result = searcher.search(
        asked.text, asked.filters, page=asked.page, sort=asked.sort, language=language
    )
    hits = still_there(engine, result.hits) if lag else result.hits
    return SearchPage(
        asked=asked,
        found=list_found(searcher, hits, language),
        total=result.total,
        facets=_facets(searcher, result, asked, language),
        years=result.years,
        instead=result.instead,
        is_partial=result.is_partial,
        lag=lag,
    )


def lag_of(index: str, version: str) -> str:
    """How the version of an index differs from that which answers: '', `behind` or `newer`."""
    if index == version:
        return ""
    return "behind" if index < version else "newer"


def still_there(engine: Engine, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that the version knows, where the index is another's."""
    iris = [hit.document.iri for hit in hits]
    known = {thing for thing, *_ in values_of(engine, "?thing a ?value", iris)} if iris else set()
    return [hit for hit in hits if hit.document.iri in known]


def result_json(found: Found) -> dict[str, str]:
    """One thing for programs; see the page on `/suggest`."""
    return {
        "iri": found.iri,
        "href": found.href,
        "label": found.label,
        "kind": found.kind,
        "kindLabel": found.kind_label,
        "also": found.also,
        "note": found.summary or found.note,
    }


def _facets(
    searcher: Searcher, result: Page, asked: SearchRequest, language: str
) -> Sequence[Facet]:
    """The facets with something to choose. What is chosen comes first, also where it counts 0."""
    wanted = {iri for name in FACETS[1:] for iri in _values(result, asked, name)}
    names = labels(searcher, wanted, language)
    names |= {kind.name: pick(kind.plural, language) for kind in KINDS.values()}
    facets = []
    for name in FACETS:
        chosen = _chosen(asked, name)
        values = [
            FacetValue(
                value=short_value(name, value),
                label=names.get(value, value),
                count=result.facets[name].get(value, 0),
                is_chosen=value in chosen,
                link=asked.toggled(name, short_value(name, value)),
            )
            for value in _values(result, asked, name)
        ]
        if values:
            facets.append(Facet(name, values))
    return facets


def _values(result: Page, asked: SearchRequest, name: str) -> list[str]:
    found = result.facets[name]
    # Kinds stand in their own order, values of the other facets in that of their counts.
    ordered = [kind for kind in KINDS if kind in found] if name == KIND else list(found)
    return list(dict.fromkeys([*_chosen(asked, name), *ordered]))


def _chosen(asked: SearchRequest, name: str) -> Sequence[str]:
    return kinds_named(asked.chosen[KIND]) if name == KIND else asked.filters.values[name]
