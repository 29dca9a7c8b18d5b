"""Reading what is to be matched: one record for each thing that sources speak of."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from clusteratlas.dataset.matching import vocabulary as v
from clusteratlas.identity import identifiers as ids
from clusteratlas.identity.record import Kind, Record
from clusteratlas.terms import ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Store

    from clusteratlas.dataset.matching.sources import Said, Source

CLASSES: Final = {
    v.ORGANISATION: Kind.ORGANISATION,
    v.CLUSTER_ORGANISATION: Kind.ORGANISATION,
    v.CLUSTER: Kind.CLUSTER,
    v.PROJECT: Kind.PROJECT,
    v.REGION: Kind.REGION,
    v.COUNTRY: Kind.COUNTRY,
}
"""The kind of the things of each class that is matched."""
_NAMES: Final = frozenset((v.NAME, v.PREFERRED_LABEL, v.ALTERNATIVE_LABEL, v.HIDDEN_LABEL))
_IDENTIFIERS: Final = {
    v.PIC: ids.PIC,
    v.VAT_ID: ids.VAT,
    v.LEI_CODE: ids.LEI,
    v.EXACT_MATCH: ids.ROR,
}
_COUNTRY: Final = re.compile(rf"{re.escape(ID)}country/([a-z]{{2}})")
_NUTS_REGION: Final = re.compile(rf"{re.escape(ID)}region/nuts-([a-z]{{2}}[a-z0-9]{{0,3}})")
_NUTS_COUNTRIES: Final = {"EL": "GR", "UK": "GB"}
_AT_ONCE: Final = 500
"""Things that a source is asked about together."""
_CORDIS: Final = "cordis"
_SHORT: Final = re.compile(r"[A-Z0-9&.\- ]{2,8}")


class RecordReader:
    """Reads the records that a source gives.

    `stated` says how far statements about a record are decided, `graph` is the graph that was
    imported last, whose records are merged into older ones.
    """

    def __init__(
        self, source: Source, stated: Mapping[NamedNode, int], graph: NamedNode | None
    ) -> None:
        self._source = source
        self._stated = stated
        self._graph = graph
        self._imported = source.importers()
        self._seats: dict[NamedNode, tuple[str, str]] = {}
        self._localities: dict[NamedNode, tuple[str, ...]] = {}

    def read(self) -> Iterator[Record]:
        """All records, each thing once; one that is of several kinds once for each."""
        for kind, things in self._things().items():
            waiting = iter(things.items())
            while batch := dict(islice(waiting, _AT_ONCE)):
                said = self._source.said_of(batch)
                for thing, graphs in batch.items():
                    yield self._record(thing, kind, graphs, said.get(thing, {}))

    def _things(self) -> dict[Kind, dict[NamedNode, set[NamedNode]]]:
        """The things of each kind, with the graphs that say so."""
        things: dict[Kind, dict[NamedNode, set[NamedNode]]] = defaultdict(dict)
        for thing, class_, graph in self._source.typed(CLASSES):
            things[CLASSES[class_]].setdefault(thing, set()).add(graph)
        return things

    def _record(self, thing: NamedNode, kind: Kind, graphs: set[NamedNode], said: Said) -> Record:
        is_curated = not graphs <= self._imported.keys()
        country, regions = self._seat(said)
        names = _texts(object_ for predicate in _NAMES for object_ in said.get(predicate, ()))
        short = _texts(said.get(v.ALTERNATE_NAME, ()))
        if is_curated:
            short = (*short, *(name for name in names if _SHORT.fullmatch(name)))
        return Record(
            iri=thing.value,
            kind=kind,
            names=tuple(name for name in names if name not in short) or names,
            short_names=short,
            country=country,
            places=self._places(said),
            postcodes=_texts(said.get(v.POSTCODE, ())),
            regions=regions,
            identifiers=self._identifiers(kind, said, graphs, country),
            graphs=tuple(sorted(graph.value for graph in graphs)),
            rank=self._rank(thing, graphs, is_curated=is_curated),
            is_curated=is_curated,
        )

    def _rank(
        self, thing: NamedNode, graphs: set[NamedNode], *, is_curated: bool
    ) -> tuple[int | str, ...]:
        """What people wrote stays; then what stayed before; then what was there before."""
        is_new = not is_curated and self._graph is not None and graphs == {self._graph}
        return (int(not is_curated), self._stated.get(thing, 0), int(is_new))

    def _seat(self, said: Said) -> tuple[str, tuple[str, ...]]:
        """The country that a thing is in, as an ISO code, and the NUTS codes of its regions."""
        countries: set[str] = set()
        regions: set[str] = set()
        for place in said.get(v.LOCATED_IN, ()):
            if isinstance(place, NamedNode):
                country, region = self._seat_of_place(place)
                countries.add(country)
                regions.add(region)
        countries.discard("")
        regions.discard("")
        return (countries.pop() if len(countries) == 1 else ""), tuple(sorted(regions))

    def _seat_of_place(self, place: NamedNode) -> tuple[str, str]:
        """The country and the NUTS code of a place, by its name or by what is broader."""
        if place not in self._seats:
            self._seats[place] = ("", "")  # So that a circle of broader places ends.
            self._seats[place] = self._look_up_seat(place)
        return self._seats[place]

    def _look_up_seat(self, place: NamedNode) -> tuple[str, str]:
        if found := _COUNTRY.fullmatch(place.value):
            return found.group(1).upper(), ""
        if found := _NUTS_REGION.fullmatch(place.value):
            nuts = found.group(1).upper()
            return _NUTS_COUNTRIES.get(nuts[:2], nuts[:2]), nuts
        said = self._source.said_of([place]).get(place, {})
        codes = _texts(said.get(v.NUTS_CODE, ()))
        for predicate in (v.BROADER, v.LOCATED_IN):
            for wider in said.get(predicate, ()):
                if isinstance(wider, NamedNode):
                    country, nuts = self._seat_of_place(wider)
                    if country:
                        return country, codes[0] if codes else nuts
        return "", codes[0] if codes else ""

    def _places(self, said: Said) -> tuple[str, ...]:
        """Localities as given, and those that the atlas has as things."""
        places = set(_texts(said.get(v.LOCALITY, ())))
        for place in said.get(v.LOCATED_IN, ()):
            if isinstance(place, NamedNode) and place.value.startswith(f"{ID}locality/"):
                places.update(self._labels_of_locality(place))
        return tuple(sorted(places))

    def _labels_of_locality(self, place: NamedNode) -> tuple[str, ...]:
        if place not in self._localities:
            said = self._source.said_of([place]).get(place, {})
            self._localities[place] = _texts(said.get(v.PREFERRED_LABEL, ()))
        return self._localities[place]

    def _identifiers(
        self,
        kind: Kind,
        said: Said,
        graphs: set[NamedNode],
        country: str,
    ) -> tuple[tuple[str, str], ...]:
        found: set[tuple[str, str]] = set()
        if kind is Kind.ORGANISATION:
            for predicate, scheme in _IDENTIFIERS.items():
                for object_ in said.get(predicate, ()):
                    if value := ids.valid(scheme, object_.value, country):
                        found.add((scheme, value))
        elif kind is Kind.PROJECT:
            found.update((ids.RCN, number) for number in _texts(said.get(v.RCN, ())))
            is_of_cordis = found or any(self._imported.get(graph) == _CORDIS for graph in graphs)
            if is_of_cordis:
                # Elsewhere it is the number of a contract, which any list may have.
                found.update((ids.GRANT, number) for number in _texts(said.get(v.IDENTIFIER, ())))
        elif kind is Kind.REGION:
            found.update((ids.NUTS, code) for code in _texts(said.get(v.NUTS_CODE, ())))
        elif kind is Kind.COUNTRY:
            found.update((ids.COUNTRY, code) for code in _texts(said.get(v.COUNTRY_CODE, ())))
        return tuple(sorted(found))


def stated_of(store: Store) -> dict[NamedNode, int]:
    """How far the statements about each record are decided: 2 accepted, 1 proposed."""
    return {
        **dict.fromkeys(_records_of(store, v.PROPOSED), 1),
        **dict.fromkeys(_records_of(store, v.ACCEPTED), 2),
    }


def _records_of(store: Store, status: NamedNode) -> Iterator[NamedNode]:
    """The records that statements of a status merge into others, or may."""
    found = store.quads_for_pattern(None, v.STATUS, status, None)
    for statement in {quad.subject for quad in found if quad.graph_name != DefaultGraph()}:
        for quad in store.quads_for_pattern(statement, v.RECORD, None, None):
            if isinstance(quad.object, NamedNode):
                yield quad.object


def _texts(objects: Iterable[object]) -> tuple[str, ...]:
    """The texts among terms, each once, in order."""
    return tuple(sorted({object_.value for object_ in objects if isinstance(object_, Literal)}))
