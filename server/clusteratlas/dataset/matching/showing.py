"""Identity statements with what they are about, for people who decide on them."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from clusteratlas.dataset.directory import find_store
from clusteratlas.dataset.matching import vocabulary as v
from clusteratlas.dataset.matching.statements import Statement, read_statements
from clusteratlas.languages import pick
from clusteratlas.terms import ID, PREFIXES, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Quad

_GEOMETRY: Final = v.term("geo", "hasGeometry")
_LONGEST: Final = 6
"""Values of one property that are shown."""


@dataclass(frozen=True)
class Named:
    """A statement with the names of the two things."""

    statement: Statement
    canonical: str
    record: str

    @property
    def id(self) -> str:
        """The statement's name, as the commands take it."""
        return self.statement.node.value.rpartition("/")[2]

    @property
    def kind(self) -> str:
        """What the two things are: organisation, project …"""
        return self.statement.record.removeprefix(ID).partition("/")[0]


@dataclass(frozen=True)
class Property:
    """What is said of the two things by one property."""

    label: str
    canonical: tuple[str, ...]
    record: tuple[str, ...]


class View:
    """The statements of matching in one state of a store, in one language."""

    def __init__(self, store: Store, language: str) -> None:
        self._store = store
        self._language = language

    def statements(self) -> dict[NamedNode, Statement]:
        """All of them, by IRI."""
        return read_statements(self._store)

    def named(self, statement: Statement) -> Named:
        """A statement with names."""
        return Named(
            statement,
            self.name(NamedNode(statement.canonical)),
            self.name(NamedNode(statement.record)),
        )

    def name(self, thing: NamedNode) -> str:
        """What a thing is called: its label in the language, else a name, else its IRI."""
        labels = {
            quad.object.language or "": quad.object.value
            for predicate in (v.NAME, v.LABEL, v.PREFERRED_LABEL)
            for quad in self._said(thing, predicate)
            if isinstance(quad.object, Literal)
        }
        return pick(labels, self._language) or shorten(thing.value)

    def side_by_side(self, statement: Statement) -> list[Property]:
        """What the sources say of both things, property by property."""
        left = self._properties(NamedNode(statement.canonical))
        right = self._properties(NamedNode(statement.record))
        return [
            Property(label, tuple(left.get(label, ())), tuple(right.get(label, ())))
            for label in dict.fromkeys((*left, *right))
        ]

    def _properties(self, thing: NamedNode) -> dict[str, list[str]]:
        """The values of each property by its label; last the graphs that speak of the thing."""
        found: dict[str, set[str]] = defaultdict(set)
        graphs: set[str] = set()
        for quad in self._said(thing, None):
            graphs.add(self.name(quad.graph_name))  # type: ignore[arg-type]
            if quad.predicate not in (v.STATED_IN, _GEOMETRY):
                value = quad.object
                text = value.value if isinstance(value, Literal) else ""
                if isinstance(value, NamedNode):
                    text = self.name(value)
                found[self.name(quad.predicate)].add(text)
        said = {label: _shortened(sorted(found[label])) for label in sorted(found)}
        return {**said, self.name(NamedNode(f"{PREFIXES['ca']}SourceGraph")): sorted(graphs)}

    def _said(self, thing: NamedNode, predicate: NamedNode | None) -> Iterator[Quad]:
        """What the sources say of a thing: neither the default graph nor that of matches."""
        for quad in self._store.quads_for_pattern(thing, predicate, None, None):
            if quad.graph_name not in (DefaultGraph(), v.MATCHES):
                yield quad


@contextmanager
def current_view(store: Path, language: str) -> Iterator[View]:
    """The statements of the store's current version, which stays meanwhile. Raises StoreError."""
    found = find_store(store)
    with ExitStack() as leases:
        id_ = found.current()
        while not found.lease_until(leases, id_):
            id_ = found.current()
        yield View(Store.read_only(str(found.version(id_) / "data")), language)


def _shortened(values: list[str]) -> list[str]:
    if len(values) <= _LONGEST:
        return values
    return [*values[:_LONGEST], f"… (+{len(values) - _LONGEST})"]
