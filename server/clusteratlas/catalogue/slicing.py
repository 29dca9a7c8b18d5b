"""Part of a query's rows: LIMIT, OFFSET and ORDER BY of its text, token by token.

Only what stands outside of all brackets belongs to the query itself: its form, and the solution
modifiers of SPARQL 1.1 Query §15 behind its WHERE clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clusteratlas.rdf.sparql_tokens import Kind, Token, tokens

_BETWEEN = frozenset({Kind.SPACE, Kind.COMMENT})
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def query_form(text: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; '' for what is no query."""
    words = (token.text.upper() for token in _outermost(text) if token.kind is Kind.WORD)
    return next((word for word in words if word in _FORMS), "")


def is_ordered(text: str) -> bool:
    """Whether the query says in which order its rows come."""
    return any(_is(token, "ORDER") for token in _outermost(text))


def sliced(text: str, limit: int, offset: int = 0, order: Sequence[str] = ()) -> str:
    """The SELECT query `text` for `limit` of its rows, from the row `offset` (0 is the first).

    A LIMIT and an OFFSET of its own still hold. `order` are the variables by which the rows are
    sorted, for a query that does not sort them itself.
    """
    own: dict[str, int] = {}
    head = values = len(text)
    outermost = list(_outermost(text))
    for word, following in zip(outermost, [*outermost[1:], None], strict=True):
        if following and (_is(word, "LIMIT") or _is(word, "OFFSET")):
            own[word.text.upper()] = int(following.text)
        elif _is(word, "VALUES"):
            values = word.start
        else:
            continue
        head = min(head, word.start)
    limit = max(0, min(limit, own.get("LIMIT", limit + offset) - offset))
    by = f"ORDER BY {' '.join(f'?{name}' for name in order)}\n" if order else ""
    page = f"LIMIT {limit}\nOFFSET {offset + own.get('OFFSET', 0)}\n"
    return f"{text[:head]}\n{by}{page}{text[values:]}"


def _outermost(text: str) -> Iterator[Token]:
    """The tokens outside of all brackets, without space and comments."""
    depth = 0
    for token in tokens(text):
        if token.text in ("{", "("):
            depth += 1
        elif token.text in ("}", ")"):
            depth -= 1
        elif not depth and token.kind not in _BETWEEN:
            yield token


def _is(token: Token, word: str) -> bool:
    return token.kind is Kind.WORD and token.text.upper() == word
