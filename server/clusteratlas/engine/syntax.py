"""What pyoxigraph's parser says of a text that is not SPARQL, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Store

from clusteratlas.errors import QuerySyntaxError
from clusteratlas.rdf.sparql_tokens import Kind, tokens

_MESSAGE = re.compile(
    r"error at (?P<line>\d+):(?P<column>\d+): expected (?P<expected>.*)", re.DOTALL
)
# Classes of characters that the parser could also have gone on with; no help to a person.
_CHARACTER_CLASS = re.compile(r"\[[^\]]*\](?:,\s*|$)|<unreported>(?:,\s*|$)")
_NO_LINE_BREAK = re.compile(r"[^\r\n]")
_LONGEST_LIST = 160
_NO_GRAPH: Any = object()
_UPDATES = frozenset(
    {"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"}
)
_QUERIES = frozenset({"select", "ask", "construct", "describe"})


# Fails when it is carried out, so what stands behind it is parsed and goes no further.
_FAILING = " CLEAR GRAPH <urn:x-clusteratlas:none> ; "


def require_query_syntax(text: str, base: str) -> None:
    """Raise QuerySyntaxError unless `text` is a query. Nothing of it is evaluated.

    pyoxigraph cannot be asked to parse only; it parses before it finds that the dataset has no
    sense.
    """
    try:
        Store().query(text, base_iri=base or None, default_graph=_NO_GRAPH)
    except SyntaxError as error:
        raise query_syntax_error(text, error) from error
    except ValueError:
        return


@dataclass(frozen=True)
class Piece:
    """A part of a text: the characters from `begin` to before `end`."""

    begin: int
    end: int

    def of(self, text: str) -> str:
        """The piece of `text`."""
        return text[self.begin : self.end]


def require_operation_syntax(
    text: str, prologues: Sequence[Piece], operation: Piece, base: str
) -> None:
    """Raise QuerySyntaxError unless a piece of an update is an operation. Nothing is carried out.

    `prologues` are the pieces before it that declare prefixes and bases (SPARQL 1.1 Update §3).
    """
    heads = "\n".join(prologue.of(text) for prologue in prologues)
    if _parse_error(f"{heads}\n{_FAILING}{operation.of(text)}", base) is None:
        return
    # Once more with everything in its place, so that the error has the right one.
    head, position = "", 0
    for prologue in prologues:
        head += _blank(text[position : prologue.begin]) + prologue.of(text)
        position = prologue.end
    head += _blank(text[position : operation.begin])
    error = _parse_error(f"{head}{_FAILING}{operation.of(text)}", base)
    form = next(_words(operation.of(text)), "")
    if form in _QUERIES:
        raise QuerySyntaxError(
            f"{form.upper()} begins a query, not an update.", hint="Send it as a query."
        )
    if error is not None:
        line_begin = max(head.rfind("\n"), head.rfind("\r")) + 1
        inserted = (head.count("\n") + 1, len(head) - line_begin + 1)
        raise syntax_error(text, error, inserted)


def _parse_error(update: str, base: str) -> SyntaxError | None:
    try:
        Store().update(update, base_iri=base or None)
    except SyntaxError as error:
        return error
    except RuntimeError:
        pass
    return None


def _blank(text: str) -> str:
    """As many spaces, on as many lines."""
    return _NO_LINE_BREAK.sub(" ", text)


def query_syntax_error(text: str, error: SyntaxError) -> QuerySyntaxError:
    """The error of a text that should have been a query (SPARQL 1.1 Query §19.8)."""
    form = next((word for word in _words(text) if word in _QUERIES | _UPDATES), "")
    if form in _UPDATES:
        return QuerySyntaxError(
            f"{form.upper()} begins an update, not a query.",
            hint="A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE.",
        )
    return syntax_error(text, error)


def syntax_error(
    text: str, error: SyntaxError, inserted: tuple[int, int] | None = None
) -> QuerySyntaxError:
    """The error with the place, what stands there and what the parser expected instead.

    `inserted`: line and column at which the parser read the failing operation within the text.
    """
    message = str(error.msg or error)
    match = _MESSAGE.match(message)
    if match is None:
        return QuerySyntaxError(f"This is not SPARQL: {message}.")
    line, column = int(match["line"]), int(match["column"])
    if inserted is not None and line == inserted[0] and column > inserted[1]:
        column = max(column - len(_FAILING), inserted[1])
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
