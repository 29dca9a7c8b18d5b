"""Results of queries as values, read from every format that the suite and the services write.

The readers are our own or the standard library's, not those of an engine, so that a result that
an engine writes wrongly is not read back by the same mistake. Formats: SPARQL 1.1 Query Results
JSON, CSV and TSV, SPARQL Query Results XML (second edition), and the result-set vocabulary that
older manifests use.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.etree import ElementTree as ET

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

Term = NamedNode | BlankNode | Literal | Triple
Row = Mapping[str, Term]

RS: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_XML: Final = "{http://www.w3.org/2005/sparql-results#}"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


class Unreadable(ValueError):
    """A text is not what its format asks for."""


@dataclass(frozen=True)
class Solutions:
    """The rows of a SELECT; in CSV each value is a plain literal, since the format tells no more.

    `ordered`: whether the order of the rows is part of the result.
    """

    variables: tuple[str, ...]
    rows: tuple[Row, ...]
    ordered: bool = False


Result = Solutions | bool


def read_json(text: str) -> Result:
    """SPARQL 1.1 Query Results JSON Format."""
    document = json.loads(text)
    if "boolean" in document:
        return _boolean(document["boolean"])
    rows = [
        {name: _json_term(value) for name, value in binding.items()}
        for binding in document["results"]["bindings"]
    ]
    return _solutions(document["head"]["vars"], rows)


def _json_term(value: Mapping[str, Any]) -> Term:
    match value["type"]:
        case "uri":
            return NamedNode(value["value"])
        case "bnode":
            return BlankNode(value["value"])
        case "literal" | "typed-literal":
            return _literal(value["value"], value.get("xml:lang"), value.get("datatype"))
    raise Unreadable(f"a term of the type {value['type']}")


def read_xml(text: str) -> Result:
    """SPARQL Query Results XML Format."""
    document = ET.fromstring(text)
    if document.tag != f"{_XML}sparql":
        raise Unreadable(f"the root is {document.tag}")
    boolean = document.find(f"{_XML}boolean")
    if boolean is not None:
        return _boolean({"true": True, "false": False}.get((boolean.text or "").strip()))
    variables = [node.attrib["name"] for node in document.iterfind(f"{_XML}head/{_XML}variable")]
    rows = [
        {node.attrib["name"]: _xml_term(node) for node in result.iterfind(f"{_XML}binding")}
        for result in document.iterfind(f"{_XML}results/{_XML}result")
    ]
    return _solutions(variables, rows)


def _xml_term(binding: ET.Element) -> Term:
    (node,) = binding
    text = node.text or ""
    match node.tag.removeprefix(_XML):
        case "uri":
            return NamedNode(text)
        case "bnode":
            return BlankNode(text)
        case "literal":
            return _literal(text, node.get(_XML_LANG), node.get("datatype"))
    raise Unreadable(f"a term of the type {node.tag}")


def read_tsv(text: str) -> Result:
    """SPARQL 1.1 Query Results TSV Format (§4): terms as in Turtle, without prefixes."""
    head, *lines = text.removesuffix("\n").split("\n")
    variables = [name.removeprefix("?") for name in head.rstrip("\r").split("\t") if name]
    rows = [
        {
            name: _turtle_term(cell)
            for name, cell in zip(variables, line.rstrip("\r").split("\t"), strict=True)
            if cell
        }
        for line in lines
    ]
    return _solutions(variables, rows)


def _turtle_term(text: str) -> Term:
    (quad,) = parse(f"<x:s> <x:p> {text} .", format=RdfFormat.TURTLE)
    term: Term = quad.object
    return term


def read_csv(text: str) -> Result:
    """SPARQL 1.1 Query Results CSV Format (§3): values without their kind, unbound as empty."""
    variables, *lines = csv.reader(io.StringIO(text, newline=""))
    rows = [
        {name: _csv_term(cell) for name, cell in zip(variables, line, strict=True) if cell}
        for line in (line or [""] for line in lines)
    ]
    return _solutions(variables, rows)


def _csv_term(text: str) -> Term:
    return BlankNode(text.removeprefix("_:")) if text.startswith("_:") else Literal(text)


def read_result_set(text: str, base: str) -> Result:
    """The result-set vocabulary in Turtle; `base` is the address of the file."""
    values: dict[tuple[Term, str], list[Term]] = {}
    for triple in parse(text, format=RdfFormat.TURTLE, base_iri=base):
        key = triple.subject, triple.predicate.value.removeprefix(RS)
        values.setdefault(key, []).append(triple.object)
    (root,) = {node for node, name in values if name == "resultVariable"}
    rows = [
        (
            _lexical(values.get((solution, "index"), [Literal("0")])[0]),
            {
                _lexical(values[binding, "variable"][0]): values[binding, "value"][0]
                for binding in values.get((solution, "binding"), [])
            },
        )
        for solution in values.get((root, "solution"), [])
    ]
    rows.sort(key=lambda row: int(row[0]))
    return Solutions(
        tuple(_lexical(name) for name in values[root, "resultVariable"]),
        tuple(row for _, row in rows),
        ordered=any(name == "index" for _, name in values),
    )


READERS: Final[Mapping[str, Callable[[str], Result]]] = {
    "application/sparql-results+json": read_json,
    "application/sparql-results+xml": read_xml,
    "text/csv": read_csv,
    "text/tab-separated-values": read_tsv,
}
"""The readers of what a service answers, per media type."""


def _literal(text: str, language: str | None, datatype: str | None) -> Literal:
    if language:
        return Literal(text, language=language)
    return Literal(text, datatype=NamedNode(datatype)) if datatype else Literal(text)


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise Unreadable(f"{value} is neither true nor false")


def _lexical(term: Term) -> str:
    assert isinstance(term, Literal)
    return term.value


def _solutions(variables: Sequence[str], rows: Iterable[Row]) -> Solutions:
    solutions = Solutions(tuple(variables), tuple(rows))
    foreign = {name for row in solutions.rows for name in row} - set(variables)
    if foreign:
        raise Unreadable(f"values of variables that the head does not name: {sorted(foreign)}")
    return solutions
