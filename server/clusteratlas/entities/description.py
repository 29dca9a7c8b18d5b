"""What the atlas says of a thing and what is said of it: symmetric, and within bounds.

The index leads from an object to its subjects, not to the properties between them. So the
properties of up to MOST_COUNTED links are gathered; behind them the properties that the ontology
declares are tried one by one. A property that no vocabulary in the store declares may be missed
there, and only there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from clusteratlas.engine.protocol import Engine, Term
from clusteratlas.entities.asking import MOST_COUNTED, Count, holds, plain, select
from clusteratlas.entities.listing import MOST_PAGES, Direction, Listing
from clusteratlas.terms import SCHEME

_MOST_GRAPHS = 100
_AT_ONCE = 1_000


@dataclass(frozen=True)
class Description:
    """A thing by its links. `linked` has the labels and classes of what it is linked with.

    `graphs` are the named graphs that speak of the thing, or of records merged into it.
    """

    thing: str
    listings: tuple[Listing, ...]
    linked: tuple[Triple, ...]
    graphs: tuple[str, ...]

    def triples(self) -> Iterator[Triple]:
        """All that is known; no triple twice."""
        seen: set[Triple] = set()
        stated = (triple for listing in self.listings for triple in listing.triples(self.thing))
        for triple in (*stated, *self.linked):
            if triple not in seen:
                seen.add(triple)
                yield triple


_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ACCEPTED = f"{SCHEME}identity-status/accepted"

_PATTERNS = {
    Direction.FORWARD: "$thing ?property ?other FILTER(!isBLANK(?other) && !isTRIPLE(?other))",
    Direction.INVERSE: "?other ?property $thing FILTER(isIRI(?other))",
}

_COUNTS = """
SELECT ?property (COUNT(*) AS ?number) {
  SELECT ?property { PATTERN } LIMIT $most
}
GROUP BY ?property
"""

_DECLARED = """
SELECT DISTINCT ?property {
  VALUES ?class { owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty rdf:Property }
  ?property a ?class
  FILTER(isIRI(?property))
}
"""

# Those that speak of terms are declared by no ontology.
_OF_TERMS = (
    _TYPE,
    "http://www.w3.org/2000/01/rdf-schema#domain",
    "http://www.w3.org/2000/01/rdf-schema#isDefinedBy",
    "http://www.w3.org/2000/01/rdf-schema#range",
    "http://www.w3.org/2000/01/rdf-schema#subClassOf",
)

_COUNTS_OF_EACH = """
SELECT ?property ?number {
  VALUES ?property { $properties }
  LATERAL {
    SELECT ?property (COUNT(*) AS ?number) {
      SELECT ?property ?other { PATTERN } LIMIT $most
    }
    GROUP BY ?property
  }
}
"""

_OTHERS = """
SELECT ?property ?other {
  VALUES ?property { $properties }
  LATERAL { SELECT ?property ?other { PATTERN } OFFSET $offset LIMIT $size }
}
"""

_LABELS = """
SELECT ?thing ?property ?value {
  VALUES ?thing { $things }
  LATERAL {
    VALUES ?property { rdf:type skos:prefLabel dcterms:title foaf:name rdfs:label }
    ?thing ?property ?value
    FILTER(!isBLANK(?value) && !isTRIPLE(?value))
  }
}
"""

_GRAPHS = """
SELECT DISTINCT ?graph {
  { SELECT ?graph { GRAPH ?graph { $thing ?property ?other } } LIMIT $most }
  UNION
  { SELECT ?graph {
      ?statement ca:canonical $thing ; ca:identityStatus $accepted ; ca:record ?record
      LATERAL { GRAPH ?graph { ?record ?property ?other } }
    } LIMIT $most }
}
ORDER BY ?graph
LIMIT $graphs
"""

_MENTIONING = """
SELECT DISTINCT ?graph {
  SELECT ?graph { GRAPH ?graph { ?other ?property $thing } } LIMIT $most
}
ORDER BY ?graph
"""


def describe(engine: Engine, thing: str) -> Description | None:
    """All about `thing`, the first page of each list; None where nothing is said of it."""
    listings = tuple(
        listing for direction in Direction for listing in _listings(engine, thing, direction)
    )
    if not listings:
        return None
    return Description(
        thing,
        listings,
        _about_linked(engine, thing, listings),
        source_graphs(engine, thing),
    )


def describe_links(
    engine: Engine, thing: str, property_: str, direction: Direction, page: int
) -> Description | None:
    """One page of the links of `thing` by one property, and no more; None where it is empty.

    Pages are numbered from 1 to MOST_PAGES.
    """
    count = _counts_of_each(engine, thing, direction, (property_,)).get(property_)
    if count is None or not 1 <= page <= MOST_PAGES:
        return None
    listings = tuple(_with_others(engine, thing, direction, {property_: count}, page))
    if not listings:
        return None
    linked = _about_linked(engine, thing, listings, including_itself=True)
    return Description(thing, listings, linked, source_graphs(engine, thing))


def is_known(engine: Engine, thing: str) -> bool:
    """Whether anything is said of `thing`."""
    return holds(
        engine, "{ $thing ?property ?other } UNION { ?other ?property $thing }", thing=thing
    )


def classes_of(engine: Engine, thing: str) -> tuple[str, ...]:
    """The IRIs of the classes of `thing`, sorted."""
    found = select(engine, "SELECT ?class { $thing a ?class } LIMIT 100", thing=thing)
    return tuple(sorted(plain(class_) for (class_,) in found))


def source_graphs(engine: Engine, thing: str) -> tuple[str, ...]:
    """The named graphs that speak of `thing`; where none does, those that mention it."""
    found = select(
        engine, _GRAPHS, thing=thing, accepted=_ACCEPTED, most=MOST_COUNTED, graphs=_MOST_GRAPHS
    )
    graphs = tuple(plain(graph) for (graph,) in found)
    if graphs:
        return graphs
    mentioning = select(engine, _MENTIONING, thing=thing, most=MOST_COUNTED)
    return tuple(plain(graph) for (graph,) in mentioning)


def _listings(engine: Engine, thing: str, direction: Direction) -> Iterator[Listing]:
    counts = _counts(engine, thing, direction)
    return _with_others(engine, thing, direction, counts, page=1)


def _counts(engine: Engine, thing: str, direction: Direction) -> dict[str, Count]:
    """How many links of each property there are, by the property's IRI."""
    query = _on_side(_COUNTS, direction)
    found = {
        plain(property_): Count(int(plain(number)))
        for property_, number in select(engine, query, thing=thing, most=MOST_COUNTED + 1)
        if property_ is not None
    }
    if sum(count.number for count in found.values()) <= MOST_COUNTED:
        return found
    declared = {plain(property_) for (property_,) in select(engine, _DECLARED)}
    return _counts_of_each(engine, thing, direction, sorted({*found, *declared, *_OF_TERMS}))


def _counts_of_each(
    engine: Engine, thing: str, direction: Direction, properties: Sequence[str]
) -> dict[str, Count]:
    query = _on_side(_COUNTS_OF_EACH, direction)
    rows = select(engine, query, thing=thing, properties=properties, most=MOST_COUNTED + 1)
    numbers = {plain(property_): int(plain(number)) for property_, number in rows}
    return {
        property_: Count(min(number, MOST_COUNTED), number > MOST_COUNTED)
        for property_, number in numbers.items()
        if number
    }


def _with_others(
    engine: Engine, thing: str, direction: Direction, counts: dict[str, Count], page: int
) -> Iterator[Listing]:
    """The listings of the properties that `counts` names, sorted by IRI; none that is empty."""
    others: dict[str, list[Term]] = {property_: [] for property_ in sorted(counts)}
    rows = select(
        engine,
        _on_side(_OTHERS, direction),
        thing=thing,
        properties=list(others),
        offset=(page - 1) * direction.page_size,
        size=direction.page_size,
    )
    for property_, other in rows:
        if other is not None:
            others[plain(property_)].append(other)
    for predicate, found in others.items():
        if found:
            yield Listing(predicate, direction, counts[predicate], tuple(found), page)


def _on_side(query: str, direction: Direction) -> str:
    """The query with the pattern that a link on this side has."""
    return query.replace("PATTERN", _PATTERNS[direction])


def _about_linked(
    engine: Engine, thing: str, listings: Iterable[Listing], *, including_itself: bool = False
) -> tuple[Triple, ...]:
    """Labels and classes of what the listings name, so that a reader needs no other document."""
    named = {
        other.value
        for listing in listings
        for other in listing.others
        if isinstance(other, NamedNode)
    }
    wanted = sorted(named | {thing} if including_itself else named - {thing})
    return tuple(
        Triple(NamedNode(plain(node)), NamedNode(plain(property_)), value)
        for first in range(0, len(wanted), _AT_ONCE)
        for node, property_, value in select(
            engine, _LABELS, things=wanted[first : first + _AT_ONCE]
        )
        if value is not None
    )
