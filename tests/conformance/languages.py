"""Tests of the languages: query and update evaluation, result formats, federation, syntax."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree as ET

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from .client import Client, Mismatch, media_type, read_files, told
from .comparison import Likeness, compare_quads, compare_solutions
from .federation import Federation
from .results import (
    READERS,
    Result,
    Solutions,
    read_result_set,
)
from .suite import DatasetFiles, QueryTest, Resource, SyntaxTest, UpdateTest

_FORMATS: Final = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".ttl": "application/sparql-results+json",
}
"""The format that is asked for, per kind of file with the result."""

_ALL: Final = re.compile(r"\bSELECT\s+((DISTINCT|REDUCED)\s+)?\*", re.IGNORECASE)
"""A query that leaves the order of its variables open."""

_ORDERED: Final = re.compile(r"\bORDER\s+BY\b[^{}]*$", re.IGNORECASE)
"""A query whose outermost solutions are ordered."""

_CALLS: Final = re.compile(r"\b(SERVICE|LOAD)\b")
_MALFORMED: Final = 400
_NOT_THERE: Final = (404, 409)
_NOT_CALLED: Final = (403, 500, 502, 503, 504)
"""Statuses after which a legal text was understood; the Protocol (§2.1.5) leaves 500 for it too."""

_GRAPH_QUERY: Final = re.compile(r"^\s*(CONSTRUCT|DESCRIBE)\b", re.IGNORECASE | re.MULTILINE)


def run_query(client: Client, federation: Federation, test: QueryTest) -> Likeness:
    """SPARQL 1.1 Query: the result is the one of the suite."""
    rewritten = federation.rewritten if _has_services(test) else str
    federation.publish({name: _store(files) for name, files in test.services})
    client.hold(test.data, read_files(test.data, rewritten))
    query = _with_base(test.query, rewritten(test.query.text()))
    if _GRAPH_QUERY.search(query):
        return _run_graph_query(client, test, query)
    format_ = _FORMATS[test.result.suffix]
    expected = _expected(test.result, rewritten(test.result.text()))
    actual = _result(client, query, format_)
    if isinstance(expected, bool) or isinstance(actual, bool):
        return _found(Likeness.SAME if expected == actual else Likeness.DIFFERENT, expected, actual)
    if expected.variables != actual.variables and _keeps_columns(format_, query):
        raise Mismatch(f"the columns are {actual.variables}, not {expected.variables}")
    ordered = expected.ordered or _ORDERED.search(query) is not None
    likeness = compare_solutions(expected, actual, ordered=ordered, untyped=format_ == "text/csv")
    return _found(likeness, expected, actual)


def _has_services(test: QueryTest) -> bool:
    return test.group == "service"


def _store(files: DatasetFiles) -> Store:
    store = Store()
    store.extend(read_files(files))
    return store


def _with_base(resource: Resource, text: str) -> str:
    """A request whose relative IRIs resolve against its canonical address."""
    return f"BASE <{resource.iri}>\n{text}"


def _expected(file: Resource, text: str) -> Result:
    return (
        read_result_set(text, file.iri)
        if file.suffix == ".ttl"
        else READERS[_FORMATS[file.suffix]](text)
    )


def _keeps_columns(format_: str, query: str) -> bool:
    """Whether the order of the variables is part of the result (CSV and TSV §3.1, §4.1)."""
    return format_.startswith("text/") and not _ALL.search(query)


def _result(client: Client, query: str, format_: str) -> Result:
    response = client.query(query, format_)
    if not response.is_success:
        raise Mismatch(f"no result: {told(response)}")
    if media_type(response) != format_:
        raise Mismatch(f"the result is {media_type(response)}, not {format_}")
    try:
        return READERS[format_](response.text)
    except (ValueError, KeyError, ET.ParseError) as error:
        raise Mismatch(f"the result cannot be read ({error}): {response.text[:500]}") from error


def _run_graph_query(client: Client, test: QueryTest, query: str) -> Likeness:
    response = client.query(query, "text/turtle")
    if not response.is_success:
        raise Mismatch(f"no result: {told(response)}")
    expected = read_files(DatasetFiles((test.result,)))
    actual = {
        Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
        for triple in parse(response.text, format=RdfFormat.TURTLE)
    }
    return _found(compare_quads(expected, actual), expected, actual)


def run_update(client: Client, test: UpdateTest) -> Likeness:
    """SPARQL 1.1 Update: the request is carried out, and then the content is the suite's."""
    client.hold(test.before, read_files(test.before))
    response = client.update(_with_base(test.request, test.request.text()))
    if not response.is_success:
        raise Mismatch(f"the update was not carried out: {told(response)}")
    expected, actual = read_files(test.after), client.content()
    foreign = actual.graphs - {name for name, _ in test.after.named}
    if foreign:
        raise Mismatch(f"graphs that should not be there: {sorted(foreign)}")
    return _found(compare_quads(expected, actual.quads), expected, actual.quads)


def run_syntax(client: Client, test: SyntaxTest) -> Likeness:
    """A legal text is understood, and one that is not is answered 400.

    A legal text that cannot be carried out on an empty dataset is understood too when the status
    says why: a graph that is not there (404, 409), or what may not be called or does not answer.
    """
    client.hold(DatasetFiles(), frozenset())
    text = test.text.text()
    response = client.update(text) if test.is_update else client.query(text, "*/*")
    status = response.status_code
    understood = (
        response.is_success
        or (test.is_update and status in _NOT_THERE)
        or (_CALLS.search(text) is not None and status in _NOT_CALLED)
    )
    if not (understood if test.is_legal else status == _MALFORMED):
        raise Mismatch(f"{'legal' if test.is_legal else 'not legal'}: {told(response)}")
    return Likeness.SAME


def _found(likeness: Likeness, expected: object, actual: object) -> Likeness:
    if likeness is Likeness.DIFFERENT:
        raise Mismatch(f"expected {_shown(expected)}\nanswered {_shown(actual)}")
    return likeness


def _shown(result: object) -> str:
    if isinstance(result, Solutions):
        rows = [", ".join(f"{k}={v}" for k, v in sorted(row.items())) for row in result.rows]
        return "\n  ".join([" ".join(result.variables), *rows])
    if isinstance(result, bool):
        return str(result)
    assert isinstance(result, set | frozenset)
    return "\n  ".join(["", *sorted(map(str, result))])
