"""Asking an index: a page of things with facets, or suggestions while someone types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, Final, Protocol, cast

from tantivy import DocAddress, FieldType, Occur, Order, Query, SearchResult
from tantivy import Searcher as Index

from clusteratlas.languages import ENGLISH
from clusteratlas.search.documents import Document, listed
from clusteratlas.search.folding import fold
from clusteratlas.search.index import (
    COUNTRY,
    FIRST_YEAR,
    IRI,
    KEPT,
    KIND,
    NARROW_KIND,
    PROGRAMME,
    REGION,
    SCHEMA,
    WEIGHT,
    YEAR,
    label_field,
    open_index,
)
from clusteratlas.search.likeness import Match, match, mended, says
from clusteratlas.search.wording import Tier, Wording, closest

PAGE_SIZE: Final = 20
LAST_PAGE: Final = 500
FACETS: Final = (KIND, COUNTRY, REGION, PROGRAMME)
"""The fields by which results are counted, beside the years."""

_ENOUGH: Final = 5
"""With fewer things without errors, those with errors are looked for as well."""
_COMPARED: Final = 100
"""So many of the best are compared by their names; behind them the index's own order holds."""
_VALUES: Final = 50
_YEARS: Final = 200
_FIRST_YEAR, _LAST_YEAR = 0, 9999


class Sort(Enum):
    """In which order results come."""

    RELEVANCE = "relevance"
    NAME = "name"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True)
class Filters:
    """What results are narrowed down to: any of the values of a field, in all fields.

    `since` and `until` are years that a thing's own years have to touch, 0 for no bound.
    """

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    since: int = 0
    until: int = 0

    def query(self, found: Query, without: str = "") -> Query:
        """What `found` finds, narrowed down, but not by the field `without`."""
        parts = [(Occur.Must, found)]
        for name, values in self.values.items():
            if values and name != without:
                by = NARROW_KIND if name == KIND else name
                wanted = Query.term_set_query(SCHEMA, by, list(values))
                parts.append((Occur.Must, Query.const_score_query(wanted, 0.0)))
        if (self.since or self.until) and without != YEAR:
            years = Query.range_query(
                SCHEMA,
                YEAR,
                FieldType.Unsigned,
                self.since or _FIRST_YEAR,
                self.until or _LAST_YEAR,
            )
            parts.append((Occur.Must, Query.const_score_query(years, 0.0)))
        return Query.boolean_query(parts)


@dataclass(frozen=True)
class Hit:
    """A thing that was found, and how it fits what was asked."""

    document: Document
    match: Match
    tier: Tier
    wording: Wording

    def found_by(self, label: str) -> str:
        """The name by which it was found, where its `label` does not show why; else ''."""
        name = self.match.name
        if name is None or self.match.identifier or says(self.wording, label):
            return ""
        return name.text if fold(name.text) != fold(label) else ""


@dataclass(frozen=True)
class Page:
    """A page of hits, how many there are, and how many by the values of each facet and by year.

    `instead` is what was probably meant, '' where it was found as typed; `is_partial` says that
    nothing has all of the words.
    """

    hits: Sequence[Hit]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    years: Mapping[int, int]
    instead: str = ""
    is_partial: bool = False


class Searcher:
    """Asks the index in a folder, as it was when it was opened.

    Raises ValueError or OSError where the folder holds no index that can be read.
    """

    def __init__(self, folder: Path) -> None:
        self._index: Index = open_index(folder)

    def search(
        self,
        text: str,
        filters: Filters,
        *,
        page: int = 1,
        sort: Sort = Sort.RELEVANCE,
        language: str = ENGLISH,
    ) -> Page:
        """A page of what `text` finds, from 1 to LAST_PAGE; all things where it is empty."""
        wording = Wording.of(text)
        start = (min(max(page, 1), LAST_PAGE) - 1) * PAGE_SIZE
        for query in self._queries(wording, filters):
            narrowed = filters.query(query)
            if sort is Sort.RELEVANCE and wording.words:
                hits, total = self._best(wording, narrowed, start, PAGE_SIZE)
            else:
                hits, total = self._in_order(wording, narrowed, sort, language, start)
            if total:
                break
        facets, years = self._facets(query, filters)
        # Only what comes by relevance tells how well the best fits.
        first = hits[0] if hits and wording.words and sort is Sort.RELEVANCE else None
        is_near = first is not None and first.tier <= Tier.NEAR and page == 1
        name = first.match.name if first is not None and is_near else None
        return Page(
            hits=hits,
            total=total,
            facets=facets,
            years=years,
            instead=mended(wording, name) if name is not None else "",
            is_partial=first is not None and first.tier is Tier.SOME,
        )

    def suggest(self, text: str, kinds: Sequence[str] = (), limit: int = 10) -> list[Hit]:
        """The things that someone who has typed `text` is most likely about to name."""
        wording = Wording.of(text)
        if not wording.words:
            return []
        filters = Filters({KIND: kinds})
        for query in self._queries(wording, filters):
            hits, _ = self._best(wording, filters.query(query), 0, limit)
            if hits:
                return hits
        return []

    def documents(self, iris: Iterable[str]) -> dict[str, Document]:
        """What the index holds of some things, by their IRIs."""
        wanted = list(set(iris))
        if not wanted:
            return {}
        found = self._index.search(Query.term_set_query(SCHEMA, IRI, wanted), len(wanted))
        documents = (self._document(address) for _, address in found.hits)
        return {document.iri: document for document in documents}

    @property
    def size(self) -> int:
        """How many things there are."""
        return self._index.num_docs

    def _queries(self, wording: Wording, filters: Filters) -> Iterator[Query]:
        """What finds things, each with more errors than the one before, which found nothing."""
        if not wording.words:
            yield Query.const_score_query(Query.all_query(), float(Tier.SOME))
            return
        tiers = wording.strict()
        found = self._scores(filters.query(closest(tiers)), _ENOUGH)
        if len(found) < _ENOUGH and (not found or Tier.of(found[0]) is not Tier.WHOLE):
            tiers.append(wording.near(self._index))
        yield closest(tiers)
        yield closest([*tiers, wording.some(self._index)])

    def _scores(self, query: Query, limit: int) -> list[float]:
        return [score for score, _ in self._index.search(query, limit, count=False).hits]

    def _best(self, wording: Wording, query: Query, start: int, size: int) -> tuple[list[Hit], int]:
        """The hits from `start` on: the first hundred in the order of their names' likeness."""
        is_compared = start + size <= _COMPARED
        offset, limit = (0, max(_COMPARED, size)) if is_compared else (start, size)
        if size < PAGE_SIZE:
            limit = 4 * size
        result = self._index.search(query, limit, offset=offset, weight_by_field=WEIGHT)
        hits = [(score, self._hit(wording, address, score)) for score, address in result.hits]
        if is_compared:
            hits.sort(key=lambda each: _rank(*each), reverse=True)
            hits = hits[start : start + size]
        return [hit for _, hit in hits], _count(result)

    def _in_order(
        self, wording: Wording, query: Query, sort: Sort, language: str, start: int
    ) -> tuple[list[Hit], int]:
        match sort:
            case Sort.NAME:
                by, order = label_field(language), Order.Asc
            case Sort.NEWEST:
                by, order = FIRST_YEAR, Order.Desc
            case Sort.OLDEST:
                by, order = FIRST_YEAR, Order.Asc
            case Sort.RELEVANCE:
                by, order = WEIGHT, Order.Desc
        result = self._index.search(query, PAGE_SIZE, order_by_field=by, order=order, offset=start)
        return [self._hit(wording, address) for _, address in result.hits], _count(result)

    def _facets(
        self, query: Query, filters: Filters
    ) -> tuple[dict[str, dict[str, int]], dict[int, int]]:
        """The counts of each facet under all other filters: so that its other values stay."""
        asked: dict[str, Any] = {
            name: {"terms": {"field": name, "size": _VALUES}} for name in FACETS
        }
        asked[YEAR] = {"terms": {"field": YEAR, "size": _YEARS}}
        narrowed = {name for name, values in filters.values.items() if values}
        if filters.since or filters.until:
            narrowed.add(YEAR)
        found: dict[str, Any] = {}
        rest = {name: terms for name, terms in asked.items() if name not in narrowed}
        if rest:
            found |= self._index.aggregate(filters.query(query), rest)
        for name in narrowed:
            wider = filters.query(query, without=name)
            found |= self._index.aggregate(wider, {name: asked[name]})
        counts = {
            name: {bucket["key"]: bucket["doc_count"] for bucket in values["buckets"]}
            for name, values in found.items()
        }
        years = {int(year): count for year, count in counts.pop(YEAR).items()}
        return counts, dict(sorted(years.items()))

    def _hit(self, wording: Wording, address: DocAddress, score: float = 0.0) -> Hit:
        document = self._document(address)
        fit = match(wording, document) if wording.words else Match(None, 1.0)
        return Hit(document, fit, Tier.of(score), wording)

    def _document(self, address: DocAddress) -> Document:
        found = self._index.doc(address)
        iri, kept = found.get_first(IRI), found.get_first(KEPT)
        assert iri is not None
        assert kept is not None
        return listed(str(iri), bytes(kept))


class _Counted(Protocol):
    """What tantivy's own types leave out of its SearchResult."""

    count: int


def _count(result: SearchResult) -> int:
    return cast("_Counted", result).count


def _rank(score: float, hit: Hit) -> tuple[int, float]:
    """First the tier, then weight and likeness together."""
    return hit.tier, score / hit.tier * hit.match.likeness**2
