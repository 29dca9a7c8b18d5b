"""Reading RDF: lexical forms as written, and errors that say where and what was expected."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Triple, parse

from clusteratlas.errors import DataError, RdfSyntaxError
from clusteratlas.rdf.formats import GRAPH_FORMATS, GraphFormat, format_by_suffix

_TURTLE = GRAPH_FORMATS[0]
_PLACE = re.compile(
    r"^Parser error (?:at|between) .*?(?:columns? \d+(?: and (?:line \d+ column )?\d+)?): "
)

# What pyoxigraph says, and what a person who types Turtle should look for.
_ADVICE: tuple[tuple[str, str], ...] = (
    ("prefix", "a declared prefix: add @prefix … at the head of the file, or mend the name"),
    ("A dot is expected", "“;”, “,” or “.” after the previous object: one of them is missing"),
    ("must be followed by a dot", "“.” at the end of the statement"),
    ("Unexpected end of file", "more: a closing quote, “>”, “]”, “)” or the final “.” is missing"),
    ("datatype", "a datatype IRI after “^^”, such as xsd:decimal"),
    ("No scheme found", "an absolute IRI such as <https://…>, or a prefixed name"),
    ("IRI code point", "an IRI without spaces and quotes: percent-encode them"),
    ("Invalid IRI", "an IRI without spaces and quotes: percent-encode them"),
    ("UTF-8", "UTF-8 text: save the file in UTF-8"),
    ("not a valid subject", "an IRI or a prefixed name as subject"),
    ("not a valid predicate", "an IRI, a prefixed name or “a” as predicate"),
    ("not a valid RDF value", "an IRI, a prefixed name, a number or a quoted text as object"),
    ("subtag", "a language tag such as @en or @pl"),
    ("language tag", "a language tag such as @en or @pl"),
    ("escape", 'a valid escape: \\" \\\\ \\n \\t or \\uXXXX'),
    ("Named graphs", "one graph: a document with named graphs is a dataset"),
    ("LoadDocumentCallback", "the context inside of the document: remote ones are not fetched"),
    ("line break", "the closing quote on the same line, or three quotes for a long text"),
)


def read_triples(path: Path) -> Iterator[Triple]:
    """The triples of the file `path`, in the format that its suffix names (Turtle by default).

    Raises RdfSyntaxError with line and column where the file is not of its format, DataError where
    it cannot be read or holds named graphs.
    """
    format_ = format_by_suffix(path.suffix, GRAPH_FORMATS) or _TURTLE
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}.") from error
    return parse_triples(content, format_, str(path))


def parse_triples(
    content: bytes,
    format_: GraphFormat,
    name: str,
    *,
    base: str = "",
    rename_blank_nodes: bool = False,
) -> Iterator[Triple]:
    """The triples of `content`; `name` is what errors call it. Raises RdfSyntaxError.

    Relative IRIs are resolved against the IRI `base`, where there is one. Blank nodes get labels
    that no graph has yet when they are to be merged into one (RDF 1.1 Semantics §4.1). A byte order
    mark, which editors on Windows write, is no part of the text. Named graphs, which JSON-LD can
    hold, are errors.
    """
    try:
        for quad in parse(
            content.removeprefix(BOM_UTF8),
            format=format_.pyoxigraph,
            base_iri=base or None,
            without_named_graphs=True,
            rename_blank_nodes=rename_blank_nodes,
        ):
            yield quad.triple
    except SyntaxError as error:
        raise _readable(error, name, format_) from error
    except RecursionError as error:
        raise RdfSyntaxError(f"{name} nests too deep.", file=name) from error


def _readable(error: SyntaxError, name: str, format_: GraphFormat) -> RdfSyntaxError:
    reason = _PLACE.sub("", str(error.msg)).strip()
    expected = next((advice for sign, advice in _ADVICE if sign in reason), "")
    line, column = error.lineno or None, error.offset or None
    place = f", line {line}, column {column}" if line else ""
    sentence = f"{name}{place}: not {_title(format_)}. {reason}."
    return RdfSyntaxError(
        sentence,
        file=name,
        line=line,
        column=column,
        expected=expected,
        hint=f"Expected: {expected}." if expected else "",
    )


def _title(format_: GraphFormat) -> str:
    return {"turtle": "Turtle", "ntriples": "N-Triples", "jsonld": "JSON-LD"}.get(
        format_.name, "RDF/XML"
    )
