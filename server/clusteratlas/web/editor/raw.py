"""A result as it is written for programs, of as many rows as a page shows."""

from __future__ import annotations

import json
from typing import Any, cast

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from clusteratlas.engine.protocol import Term
from clusteratlas.terms import PREFIXES
from clusteratlas.web.editor.result import Graph, Rows, Shown

_STRING = PREFIXES["xsd"] + "string"


def written(shown: Shown) -> str:
    """SPARQL 1.1 Query Results JSON (§3), or Turtle for a graph; in lines, for people to read."""
    match shown:
        case Graph(triples):
            turtle = serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES))
            return cast("bytes", turtle).decode("utf-8")
        case Rows(columns, rows):
            bindings = [
                {
                    name: _binding(term)
                    for name, term in zip(columns, row, strict=True)
                    if term is not None
                }
                for row in rows
            ]
            content: Any = {"head": {"vars": list(columns)}, "results": {"bindings": bindings}}
        case _:
            content = {"head": {}, "boolean": shown.value}
    return json.dumps(content, ensure_ascii=False, indent=2)


def _binding(term: Term) -> dict[str, object]:
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Triple():
            members = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            value = {name: _binding(member) for name, member in members.items()}
            return {"type": "triple", "value": value}
    return _literal(term)


def _literal(term: Literal) -> dict[str, object]:
    written_: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        return written_ | {"xml:lang": term.language}
    if term.datatype.value != _STRING:
        return written_ | {"datatype": term.datatype.value}
    return written_
