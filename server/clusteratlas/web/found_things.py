"""Things that were found, as pages and programs list them: in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clusteratlas.languages import pick
from clusteratlas.search.asking import Hit, Searcher
from clusteratlas.search.documents import Document
from clusteratlas.search.kinds import KINDS
from clusteratlas.terms import shorten
from clusteratlas.web.address import href

_MOST_PLACES = 3


@dataclass(frozen=True)
class Found:
    """A thing in a list; what there is nothing of is ''.

    `also` is the name by which it was found, where that is not its label; `place` where it is,
    `period` from when to when, `code` an identifier, `note` how its description begins.
    """

    iri: str
    href: str
    label: str
    kind: str
    kind_label: str
    also: str
    place: str
    period: str
    code: str
    note: str

    @property
    def summary(self) -> str:
        """Where and when it is, in one line."""
        return " · ".join(part for part in (self.place, self.period, self.code) if part)


def list_found(searcher: Searcher, hits: Sequence[Hit], language: str) -> list[Found]:
    """The hits as they are listed."""
    around = {iri for hit in hits for iri in (*hit.document.places, *hit.document.countries)}
    places = searcher.documents(around)
    return [_found(hit, places, language) for hit in hits]


def labels(searcher: Searcher, iris: Iterable[str], language: str) -> dict[str, str]:
    """What things are called, looked up in the index; by their shortened IRIs where not there."""
    wanted = list(iris)
    documents = searcher.documents(wanted)
    return {iri: _label(documents, iri, language) for iri in wanted}


def _found(hit: Hit, places: Mapping[str, Document], language: str) -> Found:
    document = hit.document
    label = document.label(language)
    return Found(
        iri=document.iri,
        href=href(document.iri),
        label=label,
        kind=document.kind,
        kind_label=pick(KINDS[document.kind].singular, language),
        also=hit.found_by(label),
        place=_place(document, places, language),
        period=_period(document.years),
        code=hit.match.identifier or _code(document),
        note=pick(document.notes, language),
    )


def _place(document: Document, places: Mapping[str, Document], language: str) -> str:
    """Its own places with the country, else the countries of those that take part in it."""
    countries = [_label(places, iri, language) for iri in document.countries]
    own = [_label(places, iri, language) for iri in document.places]
    if own and len(countries) == 1 and countries[0] in own:
        own = [place for place in own if place != countries[0]]
    listed = [*own, *(countries if len(countries) == 1 else [])] if own else countries
    hidden = len(listed) - _MOST_PLACES
    return ", ".join(listed[:_MOST_PLACES]) + (f" +{hidden}" if hidden > 0 else "")


def _label(documents: Mapping[str, Document], iri: str, language: str) -> str:
    return documents[iri].label(language) if iri in documents else shorten(iri)


def _period(years: Sequence[int]) -> str:
    if not years:
        return ""
    first, last = years[0], years[-1]
    return str(first) if first == last else f"{first}–{last}"


def _code(document: Document) -> str:
    """The code by which people know a territory, a call, a project; of an organisation none."""
    is_known_by = document.kind not in ("organisation", "cluster", "funder", "person")
    code = document.identifiers[0] if document.identifiers and is_known_by else ""
    return "" if code in {name.text for name in document.names} or not document.names else code
