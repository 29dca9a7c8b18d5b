"""Templates of an update (SPARQL 1.1 Update §3.1.3): quads with variables, filled by solutions.

pyoxigraph parses them: each variable is replaced by an IRI of its own, and what is then data is
inserted into an empty store. So whatever can be written in a template is understood as the engine
understands it: lists, annotations, triple terms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from secrets import token_hex
from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from clusteratlas.engine.protocol import Row, Term
from clusteratlas.rdf.sparql_tokens import Kind, tokens

_Fresh: TypeAlias = dict[BlankNode, BlankNode]
_Part: TypeAlias = Callable[[Row, _Fresh], Term | DefaultGraph | None]


def quads_of(prologue: str, block: str, base: str) -> frozenset[Quad]:
    """The quads of a block of data, as a store keeps them; its blank nodes are new ones."""
    store = Store()
    store.update(f"{prologue}\nINSERT DATA {block}", base_iri=base or None)
    return frozenset(store)


def canonical(quads: Iterable[Quad]) -> frozenset[Quad]:
    """`quads` as a store keeps them: literals by value."""
    store = Store()
    store.extend(quads)
    return frozenset(store)


def variables_of(block: str) -> frozenset[str]:
    """The names of the variables in a block, without the question mark."""
    return frozenset(token.text[1:] for token in tokens(block) if token.kind is Kind.VARIABLE)


@dataclass(frozen=True)
class Setting:
    """What a template is read in: prologue and base IRI, and which graph its own default one is.

    `variables` are the names of the solutions' columns.
    """

    prologue: str
    base: str
    graph: NamedNode | DefaultGraph
    variables: tuple[str, ...]


class Template:
    """The text of a template in braces, read as a set of quads to be filled."""

    def __init__(self, block: str, setting: Setting) -> None:
        secret = token_hex(16)
        marks = {
            name: f"urn:variable:{secret}:{place}" for place, name in enumerate(setting.variables)
        }
        data = "".join(
            f"<{marks[token.text[1:]]}>" if token.kind is Kind.VARIABLE else token.text
            for token in tokens(block)
        )
        self._columns = {NamedNode(mark): place for place, mark in enumerate(marks.values())}
        self._graph = setting.graph
        self._patterns = [
            tuple(
                self._part(term)
                for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
            )
            for quad in quads_of(setting.prologue, data, setting.base)
        ]

    def filled(self, row: Row) -> Iterator[Quad]:
        """The quads for one solution, with blank nodes of its own.

        What is unbound or no RDF (a literal as subject) is left out (§3.1.3.1, §4.1.4).
        """
        fresh: _Fresh = {}
        for subject, predicate, object_, graph in self._patterns:
            terms = (
                subject(row, fresh),
                predicate(row, fresh),
                object_(row, fresh),
                graph(row, fresh),
            )
            # None as the graph would be the default one.
            if terms[3] is None:
                continue
            try:
                yield Quad(*terms)  # type: ignore[arg-type]
            except TypeError:
                continue

    def _part(self, term: Term | DefaultGraph) -> _Part:
        """What gives the term for a solution: a column, a new blank node, or the term itself."""
        match term:
            case NamedNode() if term in self._columns:
                column = self._columns[term]
                return lambda row, _: row[column]
            case BlankNode():
                node = term
                return lambda _, fresh: fresh.setdefault(node, BlankNode())
            case Triple():
                return self._triple(term)
            case DefaultGraph():
                return lambda _row, _fresh: self._graph
            case NamedNode() | Literal():
                return lambda _row, _fresh: term

    def _triple(self, triple: Triple) -> _Part:
        subject, predicate, object_ = map(
            self._part, (triple.subject, triple.predicate, triple.object)
        )

        def made(row: Row, fresh: _Fresh) -> Triple | None:
            try:
                return Triple(
                    subject(row, fresh),  # type: ignore[arg-type]
                    predicate(row, fresh),  # type: ignore[arg-type]
                    object_(row, fresh),  # type: ignore[arg-type]
                )
            except TypeError:
                return None

        return made
