"""Compact JSON-LD 1.1 with the atlas's own context: what people and programs read without RDF.

The things that a document is about come first; what they link to is told inside of them, where it
is first named; all else follows. The context stands in the document, so that nobody has to fetch
it. Numbers are bare only where JSON-LD reads them back as the same literal (§8.2.2 of the API:
integers in canonical form); a decimal is a string, since JSON's fractions would become doubles.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from clusteratlas.errors import NotAcceptable
from clusteratlas.rdf.jsonld_context import ID, IN_LANGUAGES, LINK, TYPE, Context, Term
from clusteratlas.terms import PREFIXES

_XSD = PREFIXES["xsd"]
_RDF_TYPE = PREFIXES["rdf"] + "type"
_STRING, _BOOLEAN, _INTEGER = (f"{_XSD}{name}" for name in ("string", "boolean", "integer"))
_CANONICAL_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_BOOLEANS = {"true": True, "false": False}
_FIRST_NAMES = ("prefLabel", "title", "name", "label")

Node: TypeAlias = NamedNode | BlankNode
_Json: TypeAlias = dict[str, Any]


def write_json_ld(triples: Iterable[Triple], context: Context, about: Sequence[str] = ()) -> str:
    """`triples` as a document; the nodes named in `about` come first, in that order.

    Raises NotAcceptable for what JSON-LD 1.1 has no way to say: triple terms, directions of text.
    """
    writer = _Writer(triples, context)
    nodes = [writer.tree(iri) for iri in about if iri in writer.waiting]
    nodes += [writer.flat(id_) for id_ in sorted(writer.waiting)]
    document = {"@context": context.of(writer.used), "@graph": nodes}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


class _Writer:
    """Makes nodes; `waiting` are those not yet told, `used` the terms used so far."""

    def __init__(self, triples: Iterable[Triple], context: Context) -> None:
        self.waiting: dict[str, list[Triple]] = {}
        self.used: set[str] = set()
        self._context = context
        for triple in triples:
            if isinstance(triple.subject, Triple):
                raise _unsayable(triple)
            self.waiting.setdefault(_id(triple.subject), []).append(triple)

    def tree(self, id_: str) -> _Json:
        """The node, and in it what it links to."""
        return self._node(id_, is_open=True)

    def flat(self, id_: str) -> _Json:
        """The node with bare links."""
        return self._node(id_, is_open=False)

    def _node(self, id_: str, *, is_open: bool) -> _Json:
        classes: list[str] = []
        values: dict[str, list[Any]] = {}
        texts: dict[str, dict[str, list[str]]] = {}
        for triple in sorted(self.waiting.pop(id_), key=_order):
            predicate, object_ = triple.predicate.value, triple.object
            if isinstance(object_, Triple):
                raise _unsayable(triple)
            if predicate == _RDF_TYPE and not isinstance(object_, Literal):
                classes.append(self._class(object_))
                continue
            term = self._term(predicate)
            if term and term.kind == IN_LANGUAGES:
                if isinstance(object_, Literal) and _is_text(object_):
                    tags = texts.setdefault(term.name, {})
                    tags.setdefault(object_.language or "@none", []).append(object_.value)
                    continue
                # A language map holds nothing else: another value goes by the property's IRI.
                term = None
            value = (
                _literal(triple, object_, term.kind if term else "")
                if isinstance(object_, Literal)
                else self._link(object_, term.kind if term else "", is_open=is_open)
            )
            values.setdefault(term.name if term else predicate, []).append(value)
        told = {name: _one_or_all(found) for name, found in values.items()}
        for name, tags in texts.items():
            told[name] = {tag: _one_or_all(tags[tag]) for tag in sorted(tags)}
        head = {ID: id_} | ({TYPE: _one_or_all(classes)} if classes else {})
        return head | {name: told[name] for name in sorted(told, key=_names_first)}

    def _term(self, iri: str) -> Term | None:
        term = self._context.find(iri)
        if term is not None:
            self.used.add(iri)
        return term

    def _class(self, node: Node) -> str:
        term = self._term(_id(node))
        return term.name if term else _id(node)

    def _link(self, node: Node, kind: str, *, is_open: bool) -> Any:
        id_ = _id(node)
        if is_open and id_ in self.waiting:
            return self.flat(id_)
        return id_ if kind == LINK else {ID: id_}


def _literal(triple: Triple, literal: Literal, kind: str) -> Any:
    """The value, where the context says `kind` of a property's values ('' for nothing)."""
    if literal.direction is not None:
        raise _unsayable(triple)
    if literal.language:
        return {"@value": literal.value, "@language": literal.language}
    datatype = literal.datatype.value
    if datatype == kind:
        return literal.value
    if kind:
        is_plain = datatype == _STRING
        return {"@value": literal.value} | ({} if is_plain else {"@type": datatype})
    if datatype == _STRING:
        return literal.value
    if datatype == _BOOLEAN and literal.value in _BOOLEANS:
        return _BOOLEANS[literal.value]
    if datatype == _INTEGER and _CANONICAL_INTEGER.fullmatch(literal.value):
        return int(literal.value)
    return {"@value": literal.value, "@type": datatype}


def _is_text(literal: Literal) -> bool:
    is_plain = literal.datatype.value == _STRING
    return literal.direction is None and (bool(literal.language) or is_plain)


def _id(node: Node) -> str:
    return node.value if isinstance(node, NamedNode) else f"_:{node.value}"


def _order(triple: Triple) -> tuple[str, str]:
    return triple.predicate.value, str(triple.object)


def _names_first(name: str) -> tuple[int, str]:
    is_first = name in _FIRST_NAMES
    return (_FIRST_NAMES.index(name) if is_first else len(_FIRST_NAMES)), name


def _one_or_all(values: Sequence[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _unsayable(triple: Triple) -> NotAcceptable:
    return NotAcceptable(
        f"application/ld+json has no way to say: {str(triple)[:300]}",
        hint="Ask for text/turtle or application/n-triples.",
    )
