"""The page of a thing of any kind: what it says and what is said of it, property by property."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from flask import Response
from pyoxigraph import Literal, NamedNode, Triple

from clusteratlas.engine.protocol import Engine, Term
from clusteratlas.entities.asking import Count, plain
from clusteratlas.entities.circumscribing import circumscribed
from clusteratlas.entities.description import Description
from clusteratlas.entities.listing import Direction, Listing
from clusteratlas.entities.naming import Named, labels
from clusteratlas.entities.provenance import Grounds, grounds
from clusteratlas.languages import pick
from clusteratlas.terms import BASE, PREFIXES, shorten
from clusteratlas.web.linked.asked import AskedLinks
from clusteratlas.web.linked.document import pages
from clusteratlas.web.linked.envelope import address_of
from clusteratlas.web.linked.words import WORDS, property_names
from clusteratlas.web.pages import page_language, render_page

_TYPE = PREFIXES["rdf"] + "type"
# The first that a thing has is its name.
_NAMES = tuple(
    PREFIXES[prefix] + local
    for prefix, local in (
        ("skos", "prefLabel"),
        ("dcterms", "title"),
        ("foaf", "name"),
        ("rdfs", "label"),
    )
)
_DAY = PREFIXES["xsd"] + "date"
_LONGEST = 400


@dataclass(frozen=True)
class Value:
    """A thing with what it is called and what kinds it is of, or a literal (`iri` is '').

    `labels` of a literal has its text by its language; a long text is cut.
    """

    iri: str
    labels: Mapping[str, str]
    kinds: tuple[Mapping[str, str], ...] = ()
    is_day: bool = False
    is_cut: bool = False
    grounds: Grounds = field(default_factory=Grounds)


@dataclass(frozen=True)
class Group:
    """The values of one property; `more` is the address of all of them where some are left out."""

    predicate: str
    name: Mapping[str, str]
    count: Count
    values: tuple[Value, ...]
    more: str = ""


def page(engine: Engine, description: Description) -> Response:
    """The page of the thing that is described."""
    view = _View(engine, description)
    return render_page(
        "thing.html",
        thing=view.name(description.thing),
        kinds=view.kinds(description.thing),
        grounds=view.grounds.get(description.thing, Grounds()),
        says=view.groups(Direction.FORWARD),
        said=view.groups(Direction.INVERSE),
        graphs=[view.value(NamedNode(graph)) for graph in description.graphs],
    )


def links_page(engine: Engine, description: Description) -> Response:
    """The page of one list of links of the thing: a part of what the page of the thing begins."""
    (listing,) = description.listings
    view = _View(engine, description)
    asked = AskedLinks(listing.predicate, listing.direction)
    addresses = {
        relation: address_of(description.thing, None, asked.query(number))
        for relation, number in pages(listing).items()
    }
    return render_page(
        "thing_links.html",
        thing=view.name(description.thing),
        group=view.group(listing),
        listing=listing,
        is_inverse=listing.direction is Direction.INVERSE,
        first=(listing.page - 1) * listing.direction.page_size + 1,
        addresses=addresses,
    )


class _View:
    """A description as people read it: names, kinds and sources by IRI."""

    def __init__(self, engine: Engine, description: Description) -> None:
        self._description = description
        self._names: dict[str, Mapping[str, str]] = _names(description.triples())
        self._classes: defaultdict[str, list[str]] = defaultdict(list)
        for triple in description.triples():
            if triple.predicate.value == _TYPE and isinstance(triple.subject, NamedNode):
                self._classes[triple.subject.value].append(plain(triple.object))
        listings = description.listings
        self._properties = property_names(engine, {listing.predicate for listing in listings})
        shown = {description.thing, *(iri for listing in listings for iri in _things(listing))}
        nameless = {iri for iri in shown - self._names.keys() if iri.startswith(BASE)}
        self._names |= circumscribed(engine, nameless) | labels(engine, description.graphs)
        referring = {
            iri
            for listing in listings
            if listing.direction is Direction.INVERSE
            for iri in _things(listing)
        }
        self.grounds = grounds(engine, {description.thing, *referring})

    def groups(self, direction: Direction) -> list[Group]:
        """The lists on one side, sorted by what their properties are called."""
        groups = [
            self.group(listing)
            for listing in self._description.listings
            if listing.direction is direction and not self._is_heading(listing)
        ]
        return sorted(groups, key=lambda group: pick(group.name, page_language()).casefold())

    def group(self, listing: Listing) -> Group:
        """One list, its values sorted by what they are called."""
        is_inverse = listing.direction is Direction.INVERSE
        values = [self.value(other, has_grounds=is_inverse) for other in listing.others]
        asked = AskedLinks(listing.predicate, listing.direction)
        return Group(
            listing.predicate,
            self._properties[listing.predicate],
            listing.count,
            tuple(sorted(values, key=_order)),
            address_of(self._description.thing, None, asked.query()) if listing.is_partial else "",
        )

    def value(self, term: Term, *, has_grounds: bool = False) -> Value:
        """A thing or literal as a value."""
        if isinstance(term, NamedNode):
            found = self.grounds.get(term.value) if has_grounds else None
            return Value(
                term.value,
                self.name(term.value).labels,
                self.kinds(term.value),
                grounds=found or Grounds(),
            )
        text = plain(term)
        is_cut = len(text) > _LONGEST
        if not isinstance(term, Literal):
            return Value("", {"": text[:_LONGEST]}, is_cut=is_cut)
        is_day = term.datatype.value == _DAY
        return Value("", {term.language or "": text[:_LONGEST]}, is_day=is_day, is_cut=is_cut)

    def kinds(self, iri: str) -> tuple[Mapping[str, str], ...]:
        """What the classes of a thing are called; those without a name are left out."""
        names = (self._names.get(class_) or WORDS.get(class_) for class_ in self._classes[iri])
        return tuple(filter(None, names))

    def name(self, iri: str) -> Named:
        """What a thing is called: by its name, by what it brings together, by its IRI."""
        return Named(iri, self._names.get(iri) or {"": shorten(iri)})

    @staticmethod
    def _is_heading(listing: Listing) -> bool:
        return listing.predicate == _TYPE and listing.direction is Direction.FORWARD


def _names(triples: Iterable[Triple]) -> dict[str, Mapping[str, str]]:
    """What things are called, by language: the best kind of name that each has."""
    texts: defaultdict[str, defaultdict[str, dict[str, str]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for triple in triples:
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        if predicate in _NAMES and isinstance(subject, NamedNode) and isinstance(value, Literal):
            texts[subject.value][predicate].setdefault(value.language or "", value.value)
    return {
        iri: next(of_thing[predicate] for predicate in _NAMES if predicate in of_thing)
        for iri, of_thing in texts.items()
    }


def _things(listing: Listing) -> Iterator[str]:
    return (other.value for other in listing.others if isinstance(other, NamedNode))


def _order(value: Value) -> tuple[str, str]:
    return pick(value.labels, page_language()).casefold(), value.iri
