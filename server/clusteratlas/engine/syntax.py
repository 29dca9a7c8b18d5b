"""What pyoxigraph's parser says of a text that is not SPARQL, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clusteratlas.errors import QuerySyntaxError
from clusteratlas.rdf.sparql_tokens import Kind, tokens

_MESSAGE = re.compile(
    r"error at (?P<line>\d+):(?P<column>\d+): expected (?P<expected>.*)", re.DOTALL
)
# Classes of characters that the parser could also have gone on with; no help to a person.
_CHARACTER_CLASS = re.compile(r"\[[^\]]*\](?:,\s*|$)|<unreported>(?:,\s*|$)")
_LONGEST_LIST = 160
_UPDATES = frozenset(
    {"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"}
)
_QUERIES = frozenset({"select", "ask", "construct", "describe"})


def query_syntax_error(text: str, error: SyntaxError) -> QuerySyntaxError:
    """The error of a text that should have been a query (SPARQL 1.1 Query §19.8)."""
    form = next((word for word in _words(text) if word in _QUERIES | _UPDATES), "")
    if form in _UPDATES:
        return QuerySyntaxError(
            f"{form.upper()} begins an update, not a query.",
            hint="A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE.",
        )
    return syntax_error(text, error)


def syntax_error(text: str, error: SyntaxError) -> QuerySyntaxError:
    """The error with the place, what stands there and what the parser expected instead."""
    message = str(error.msg or error)
    match = _MESSAGE.match(message)
    if match is None:
        return QuerySyntaxError(f"This is not SPARQL: {message}.")
    line, column = int(match["line"]), int(match["column"])
    expected = _CHARACTER_CLASS.sub("", match["expected"]).strip(" ,\n")
    sentence = f"This is not SPARQL: {_found(text, line, column)}"
    if "Prefix not found" in expected:
        sentence += ", and the prefix before it is not declared"
    elif expected:
        sentence += f", expected {_shortened(expected)}"
    return QuerySyntaxError(
        f"{sentence}.",
        line=line,
        column=column,
        hint="Look at that place and just before it: is a bracket, a dot or a PREFIX missing?",
    )


def _words(text: str) -> Iterator[str]:
    return (token.text.lower() for token in tokens(text) if token.kind is Kind.WORD)


def _found(text: str, line: int, column: int) -> str:
    """What stands at the place, in words. Lines and columns count from 1, in characters."""
    position = sum(len(earlier) + 1 for earlier in text.split("\n")[: line - 1]) + column - 1
    for token in tokens(text):
        if token.end > position and token.kind not in (Kind.SPACE, Kind.COMMENT):
            return f"unexpected “{token.text[:40]}”"
    return "unexpected end of the query"


def _shortened(expected: str) -> str:
    if len(expected) <= _LONGEST_LIST:
        return expected
    return expected[:_LONGEST_LIST].rpartition(",")[0] + ", …"
