"""Statements about resources, written with prefixed names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from pyoxigraph import Literal, NamedNode, Triple

from clusteratlas.terms import PREFIXES

Value = str | int | date | Literal | Mapping[str, str] | None
"""A string is an IRI or a prefixed name, a mapping a text by language; None says nothing."""

USED = {
    prefix: PREFIXES[prefix]
    for prefix in ("ca", "dcat", "dcterms", "foaf", "graph", "owl", "skos", "vcard", "void", "xsd")
}
"""The prefixes of the documents."""


def about(subject: str, *statements: tuple[str, Value]) -> Iterator[Triple]:
    """A triple for each of `statements`, of property and value; a text has one a language."""
    node = NamedNode(subject)
    for name, value in statements:
        for term in _terms(value):
            yield Triple(node, _named(name), term)


def typed(subject: str, *classes: str) -> Iterator[Triple]:
    """That `subject` is of `classes`."""
    return about(subject, *(("rdf:type", class_) for class_ in classes))


def _terms(value: Value) -> Iterator[NamedNode | Literal]:
    match value:
        case None:
            return
        case Literal():
            yield value
        case str():
            yield _named(value)
        case int():
            yield Literal(value)
        case datetime():
            yield _dated(value.isoformat(), "dateTime")
        case date():
            yield _dated(value.isoformat(), "date")
        case _:
            for language, text in sorted(value.items()):
                yield Literal(text, language=language) if language else Literal(text)


def _dated(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(PREFIXES["xsd"] + datatype))


def _named(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local if prefix in PREFIXES else name)
