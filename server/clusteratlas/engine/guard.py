"""What is refused before the engine reads it, because it would end the process.

pyoxigraph recurses: some thousand brackets inside one another, operators in a row or patterns in a
group overflow its stack. What is only slow passes; the deadline ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clusteratlas.errors import ForbiddenQuery, QueryTooLong
from clusteratlas.rdf.sparql_tokens import Kind, Token, is_ambiguous, significant_tokens
from clusteratlas.settings import Settings

_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")
_COUNTED_SIGNS = frozenset("!|&=<>+-*/^.;,")
_VALUES_OF_DATA = frozenset({"undef", "true", "false", "a"})
# Behind these words a block in braces holds data or a template, which the engine reads one by one.
_BEFORE_DATA = frozenset({"values", "data", "insert", "delete"})
_TERMS = frozenset(
    {
        Kind.IRI,
        Kind.PREFIXED_NAME,
        Kind.VARIABLE,
        Kind.BLANK_NODE,
        Kind.STRING,
        Kind.NUMBER,
    }
)

# At least one match for whatever is counted below.
_COUNTED_AT_MOST = re.compile(r"\w+|[^\w\s]")
_LAID_OPEN = str.maketrans({"'": " ", '"': " ", "#": " ", "<": "="})


@dataclass(frozen=True)
class Limits:
    """How long a text may be (characters), how deep it nests, how many keywords and operators."""

    length: int = 1024 * 1024
    depth: int = 100
    operators: int = 1000

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The limits that are set."""
        return cls(
            length=settings.query_max_length,
            depth=settings.query_max_depth,
            operators=settings.query_max_operators,
        )


def refuse_harmful(text: str, limits: Limits) -> None:
    """Raise ForbiddenQuery when `text` is longer, deeper or more complex than `limits` allow."""
    if len(text) > limits.length:
        raise QueryTooLong(
            f"The query has {len(text)} characters; at most {limits.length} are read.",
            hint="Ask several shorter queries.",
        )
    if _is_small(text, limits):
        return
    read = significant_tokens(text)
    if is_ambiguous(read):
        # Where its strings, comments and IRIs are is not certain: what they may hold counts too.
        read = significant_tokens(text.translate(_LAID_OPEN))
        counted: Iterable[Token] = read
    else:
        counted = _without_data(read)
    _refuse_deep(read, limits.depth)
    _refuse_complex(counted, limits.operators)


def _is_small(text: str, limits: Limits) -> bool:
    """Whether a look that costs next to nothing shows that `text` is within the limits."""
    if text.count("(") + text.count("[") + text.count("{") > limits.depth:
        return False
    if len(text) <= limits.operators:
        return True
    return len(_COUNTED_AT_MOST.findall(text)) <= limits.operators


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


def _refuse_complex(read: Iterable[Token], limit: int) -> None:
    if _operators(read) > limit:
        raise ForbiddenQuery(
            f"The query has more than {limit} keywords, operators and patterns.",
            hint="Ask several shorter queries, or list values in a VALUES block.",
        )


def _without_data(read: Iterable[Token]) -> Iterator[Token]:
    """The tokens that stand in no block of data (VALUES, INSERT DATA, a template of an update)."""
    awaited, depth = False, 0
    for token in read:
        is_sign = token.kind is Kind.PUNCTUATION
        if depth:
            depth += (token.text == "{") - (token.text == "}") if is_sign else 0
        elif awaited and is_sign and token.text == "{":
            awaited, depth = False, 1
        else:
            if token.kind is Kind.WORD:
                awaited = token.text.lower() in _BEFORE_DATA
            yield token


def _operators(read: Iterable[Token]) -> int:
    """How many keywords, operators, groups, patterns and items of lists there are."""
    count = 0
    opened: list[str] = []
    is_behind_item = False
    for token in read:
        is_item = token.kind in _TERMS
        if token.kind is Kind.WORD:
            is_item = token.text.lower() in _VALUES_OF_DATA
            count += not is_item
        elif token.kind is Kind.PUNCTUATION:
            if token.text in _OPENING:
                opened.append(token.text)
                count += 1
            elif token.text in _CLOSING:
                del opened[-1:]
            else:
                is_enumeration = token.text == "," and opened[-1:] == ["("]
                count += token.text in _COUNTED_SIGNS and not is_enumeration
        # In a list an item stands beside the next; in an enumeration there is a comma between.
        count += is_item and is_behind_item and opened[-1:] == ["("]
        is_behind_item = is_item
    return count
