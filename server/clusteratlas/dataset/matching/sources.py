"""What is said of things, as far as matching reads it: by the sources in a store, and by text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from clusteratlas.dataset.matching import vocabulary as v

if TYPE_CHECKING:
    from pyoxigraph import Store

Term: TypeAlias = NamedNode | Literal
Said: TypeAlias = Mapping[NamedNode, Sequence[Term]]
"""What is said of a thing: objects by predicate, each once or more often."""

_READ: Final = frozenset(
    (
        v.TYPE,
        v.NAME,
        v.PREFERRED_LABEL,
        v.ALTERNATIVE_LABEL,
        v.HIDDEN_LABEL,
        v.ALTERNATE_NAME,
        v.PIC,
        v.VAT_ID,
        v.LEI_CODE,
        v.EXACT_MATCH,
        v.RCN,
        v.IDENTIFIER,
        v.NUTS_CODE,
        v.COUNTRY_CODE,
        v.LOCATED_IN,
        v.LOCALITY,
        v.POSTCODE,
        v.BROADER,
        v.STATED_IN,
    )
)
"""The predicates that matching reads."""


class Source(Protocol):
    """Says things of things."""

    def importers(self) -> Mapping[NamedNode, str]:
        """The name of the importer of each imported graph."""
        ...

    def typed(
        self, classes: Collection[NamedNode]
    ) -> Iterator[tuple[NamedNode, NamedNode, NamedNode]]:
        """The things of some classes: thing, class, and the graph that says so."""
        ...

    def said_of(self, things: Collection[NamedNode]) -> Mapping[NamedNode, Said]:
        """What is said of things, all at once, which is far cheaper than one by one."""
        ...


class StoreSource:
    """The named graphs of a store, but for the graph of matches."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def importers(self) -> Mapping[NamedNode, str]:
        """See Source."""
        imported: dict[NamedNode, str] = {}
        for quad in self._store.quads_for_pattern(None, v.TYPE, v.IMPORTED_GRAPH, None):
            if isinstance(quad.subject, NamedNode):
                importers = self._store.quads_for_pattern(quad.subject, v.IMPORTER, None, None)
                names = sorted(
                    each.object.value for each in importers if isinstance(each.object, Literal)
                )
                imported[quad.subject] = names[0].partition(" ")[0] if names else ""
        return imported

    def typed(
        self, classes: Collection[NamedNode]
    ) -> Iterator[tuple[NamedNode, NamedNode, NamedNode]]:
        """See Source."""
        for graph in self._store.named_graphs():
            if graph == v.MATCHES or not isinstance(graph, NamedNode):
                continue
            for class_ in classes:
                for quad in self._store.quads_for_pattern(None, v.TYPE, class_, graph):
                    if isinstance(quad.subject, NamedNode):
                        yield quad.subject, class_, graph

    def said_of(self, things: Collection[NamedNode]) -> Mapping[NamedNode, Said]:
        """See Source."""
        found: Any = self._store.query(
            f"""SELECT ?thing ?predicate ?object WHERE {{
                VALUES ?thing {{ {" ".join(map(str, things))} }}
                GRAPH ?graph {{ ?thing ?predicate ?object }}
                FILTER (?graph != {v.MATCHES} && ?predicate IN ({", ".join(map(str, _READ))}))
            }}"""
        )
        return _by_thing((row["thing"], row["predicate"], row["object"]) for row in found)


class TextSource:
    """A graph that is read as text in canonical N-Triples, block by block.

    Only the lines that matching reads are held, as they are.
    """

    def __init__(self, graph: str, importer: str) -> None:
        self._graph = NamedNode(graph)
        self._importer = importer
        self._lines: dict[bytes, list[bytes]] = defaultdict(list)
        self._typed: dict[bytes, list[bytes]] = defaultdict(list)

    def read(self, lines: Iterable[bytes]) -> None:
        """Read lines without line breaks; the order does not matter."""
        for line in lines:
            subject, _, rest = line.partition(b" ")
            predicate, _, object_ = rest.partition(b" ")
            if predicate not in _READ_TERMS:
                continue
            if predicate == _TYPE:
                self._typed[object_[:-2]].append(subject)
            else:
                self._lines[subject].append(line)

    def importers(self) -> Mapping[NamedNode, str]:
        """See Source."""
        return {self._graph: self._importer}

    def typed(
        self, classes: Collection[NamedNode]
    ) -> Iterator[tuple[NamedNode, NamedNode, NamedNode]]:
        """See Source."""
        for class_ in classes:
            for subject in self._typed.get(str(class_).encode(), ()):
                yield NamedNode(subject[1:-1].decode()), class_, self._graph

    def said_of(self, things: Collection[NamedNode]) -> Mapping[NamedNode, Said]:
        """See Source."""
        lines = [line for thing in things for line in self._lines.get(str(thing).encode(), ())]
        text = b"\n".join((*lines, b""))
        quads = parse(text, format=RdfFormat.N_TRIPLES, lenient=True)
        return _by_thing((quad.subject, quad.predicate, quad.object) for quad in quads)


class SourcesTogether:
    """Several sources as one."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources

    def importers(self) -> Mapping[NamedNode, str]:
        """See Source."""
        return {graph: name for each in self._sources for graph, name in each.importers().items()}

    def typed(
        self, classes: Collection[NamedNode]
    ) -> Iterator[tuple[NamedNode, NamedNode, NamedNode]]:
        """See Source."""
        for source in self._sources:
            yield from source.typed(classes)

    def said_of(self, things: Collection[NamedNode]) -> Mapping[NamedNode, Said]:
        """See Source."""
        return _by_thing(
            (thing, predicate, object_)
            for source in self._sources
            for thing, said in source.said_of(things).items()
            for predicate, objects in said.items()
            for object_ in objects
        )


_READ_TERMS: Final = frozenset(str(predicate).encode() for predicate in _READ)
_TYPE: Final = str(v.TYPE).encode()


def _by_thing(triples: Iterable[tuple[Any, Any, Any]]) -> Mapping[NamedNode, Said]:
    found: dict[NamedNode, dict[NamedNode, list[Term]]] = {}
    for thing, predicate, object_ in triples:
        if isinstance(object_, NamedNode | Literal):
            found.setdefault(thing, {}).setdefault(predicate, []).append(object_)
    return found
