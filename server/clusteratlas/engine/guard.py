"""What is refused before any engine sees it.

pyoxigraph's SERVICE and LOAD call any address, loopback too, and cannot be switched off; a text
that nests too deep overflows its stack and ends the process. Both are looked for in the tokens.
The engine takes keywords without white space around them (`12SERVICE<…>`), so a word that holds
SERVICE anywhere is refused: a query that means another thing can name it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from clusteratlas.errors import ForbiddenQuery, QueryTooLong
from clusteratlas.rdf.sparql_tokens import Kind, Token, tokens

_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")
_OPERATOR_SIGNS = frozenset("!|&=<>+-*/^")
_VALUES_OF_DATA = frozenset({"undef", "true", "false", "a"})
_END = Token(Kind.SPACE, "", 0)
# Tokens behind which `<` begins an IRI; behind any other one in parentheses it may compare.
_BEFORE_IRI = frozenset("(,/|^!")
# What an IRI may hold and, were it a comparison, would open or close something.
_MISLEADING = frozenset("'#()[]")

_LAID_OPEN = str.maketrans({"'": " ", '"': " ", "#": " ", "<": "="})


@dataclass(frozen=True)
class Limits:
    """How long a text may be (characters), how deep it nests, how many keywords and operators."""

    length: int = 1024 * 1024
    depth: int = 100
    operators: int = 1000


def refuse_harmful_query(text: str, limits: Limits) -> None:
    """Raise ForbiddenQuery when `text` calls another server or is beyond the limits."""
    _refuse(text, limits, ("service",))


def refuse_harmful_update(text: str, limits: Limits) -> None:
    """Raise ForbiddenQuery when `text` calls another server, loads, or is beyond the limits."""
    _refuse(text, limits, ("service", "load"))


def _refuse(text: str, limits: Limits, keywords: tuple[str, ...]) -> None:
    if len(text) > limits.length:
        raise QueryTooLong(
            f"The query has {len(text)} characters; at most {limits.length} are read.",
            hint="Ask several shorter queries.",
        )
    read = [token for token in tokens(text) if token.kind not in (Kind.SPACE, Kind.COMMENT)]
    is_ambiguous = _is_ambiguous(read)
    for keyword in keywords:
        if any(_may_be(keyword, token, after) for token, after in pairwise([*read, _END])):
            raise ForbiddenQuery(
                f"{keyword.upper()} is not allowed here: this service calls no other server.",
                hint="Ask the other endpoint from your own program and join the results there.",
            )
        if is_ambiguous and keyword in text.lower():
            raise ForbiddenQuery(
                f"The query can be read in two ways, one of them with {keyword.upper()}.",
                hint="Put a space behind each “<” that compares.",
            )
    if is_ambiguous:
        # Where its strings, comments and IRIs are is not certain: what they may hold counts too.
        read = list(tokens(text.translate(_LAID_OPEN)))
    _refuse_deep(read, limits.depth)
    if _operators(read) > limits.operators:
        raise ForbiddenQuery(
            f"The query has more than {limits.operators} keywords and operators.",
            hint="Ask several shorter queries, or list values in a VALUES block.",
        )


def _may_be(keyword: str, token: Token, after: Token) -> bool:
    """Whether `token` may be the keyword, alone or run together with what stands beside it."""
    match token.kind:
        case Kind.WORD:
            return keyword in token.text.lower()
        case Kind.PREFIXED_NAME:
            prefix = token.text.partition(":")[0].lower()
            # `SERVICEex:a {` calls; `?x service:price ?y` is a pattern of a prefix so named.
            return (
                prefix.startswith(keyword)
                if keyword == "load"
                else (keyword in prefix and after.text == "{")
            )
    return False


def _is_ambiguous(read: Iterable[Token]) -> bool:
    """Whether an IRI may be a comparison that opens a string or a comment.

    `(?x<'&&?y>' || true) SERVICE <…> {…} #')` is by §19.8 an IRI and a string; pyoxigraph takes the
    `<` for a comparison, and behind its string it finds the SERVICE.
    """
    opened: list[str] = []
    before = ""
    for token in read:
        if token.kind is Kind.IRI:
            in_parentheses = opened[-1:] == ["("]
            if in_parentheses and before not in _BEFORE_IRI and _MISLEADING & set(token.text):
                return True
        elif token.kind is Kind.PUNCTUATION and token.text in _OPENING:
            opened.append(token.text)
        elif token.kind is Kind.PUNCTUATION and token.text in _CLOSING and opened:
            opened.pop()
        before = token.text
    return False


def _refuse_deep(read: Iterable[Token], limit: int) -> None:
    depth = 0
    for token in read:
        if token.kind is not Kind.PUNCTUATION:
            continue
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth > limit:
            raise ForbiddenQuery(
                f"The query nests more than {limit} brackets deep.", hint="Nest less deep."
            )


def _operators(read: Iterable[Token]) -> int:
    return sum(
        token.text.lower() not in _VALUES_OF_DATA
        if token.kind is Kind.WORD
        else token.kind is Kind.PUNCTUATION and token.text in _OPERATOR_SIGNS
        for token in read
    )
