"""The tokens of a SPARQL text, by the terminals of SPARQL 1.1 Query §19.8.

For looking at a query without understanding it whole: which keywords stand outside of strings, IRIs
and comments, how deep it nests, where a block begins and ends. Joined again, the tokens' texts are
the text, whatever it is: what is no terminal becomes a token of one character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What a token is."""

    SPACE = "space"
    COMMENT = "comment"
    STRING = "string"
    IRI = "iri"
    VARIABLE = "variable"
    BLANK_NODE = "blank node"
    PREFIXED_NAME = "prefixed name"
    WORD = "word"
    LANGUAGE_TAG = "language tag"
    NUMBER = "number"
    PUNCTUATION = "punctuation"


class Token(NamedTuple):
    """A piece of the text, from the character `start` (0 is the first)."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """The character behind the token."""
        return self.start + len(self.text)


_NAME_START = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = rf"_{_NAME_START}0-9\u00b7\u0300-\u036f\u203f-\u2040"
# Bounded, so that a text of a million dots and letters is not looked through once for each of them.
_PREFIX = rf"(?:[{_NAME_START}](?:[{_NAME}.-]{{0,254}}[{_NAME}-])?)?"
_LOCAL_CHARACTER = rf"(?:[{_NAME}:-]|%[0-9A-Fa-f]{{2}}|\\[_~.!$&'()*+,;=/?#@%-])"

# The closing quotes may be missing: what follows an open quote is read once, not again and again.
_STRING = "|".join(
    (
        r'"""(?:"{0,2}(?:[^"\\]|\\.))*(?:"{3})?',
        r"'''(?:'{0,2}(?:[^'\\]|\\.))*(?:'{3})?",
        r'"(?:[^"\\\r\n]|\\.)*"?',
        r"'(?:[^'\\\r\n]|\\.)*'?",
    )
)
_TOKEN = re.compile(
    "|".join(
        (
            r"(?P<SPACE>[ \t\r\n]+)",
            r"(?P<COMMENT>#[^\r\n]*)",
            rf"(?P<STRING>{_STRING})",
            r'(?P<IRI><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)',
            rf"(?P<VARIABLE>[?$][{_NAME}]+)",
            rf"(?P<BLANK_NODE>_:[{_NAME}](?:[{_NAME}.-]*[{_NAME}-])?)",
            rf"(?P<PREFIXED_NAME>{_PREFIX}:(?:{_LOCAL_CHARACTER}(?:\.+(?={_LOCAL_CHARACTER}))?)*)",
            r"(?P<LANGUAGE_TAG>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)",
            r"(?P<NUMBER>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)",
            rf"(?P<WORD>[{_NAME}]+)",
            r"(?P<PUNCTUATION>.)",
        )
    ),
    re.DOTALL,
)

_INSIGNIFICANT = frozenset({Kind.SPACE.name, Kind.COMMENT.name})
_KINDS = {kind.name: kind for kind in Kind}
# Tokens behind which `<` begins an IRI; behind any other one in parentheses it may compare.
_BEFORE_IRI = frozenset("(,/|^!")
# What an IRI may hold and, were it a comparison, would open or close something.
_MISLEADING = frozenset("'#()[]")


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text`, in order and without gaps."""
    for match in _TOKEN.finditer(text):
        yield _token(match)


def token_at(text: str, position: int) -> Token:
    """The token that begins at the character `position`, which has to be inside the text."""
    match = _TOKEN.match(text, position)
    assert match is not None
    return _token(match)


def _token(match: re.Match[str]) -> Token:
    return Token(_KINDS[match.lastgroup or ""], match.group(), match.start())


def significant_tokens(text: str) -> list[Token]:
    """The tokens of `text` that are neither white space nor comments."""
    return [
        _token(match) for match in _TOKEN.finditer(text) if match.lastgroup not in _INSIGNIFICANT
    ]


def is_ambiguous(read: Iterable[Token]) -> bool:
    """Whether an IRI among significant tokens may be a comparison that opens a string or a comment.

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
        elif token.kind is Kind.PUNCTUATION and token.text in "([{":
            opened.append(token.text)
        elif token.kind is Kind.PUNCTUATION and token.text in ")]}":
            del opened[-1:]
        before = token.text
    return False


def declared_prefixes(text: str) -> dict[str, str]:
    """The prefixes that the prologue of a SPARQL text declares, with their namespace IRIs (§4.1.1).

    Relative IRIs are left out: what they stand for depends on the base.
    """
    significant = significant_tokens(text)
    return {
        name.text[:-1]: iri.text[1:-1]
        for keyword, name, iri in zip(significant, significant[1:], significant[2:], strict=False)
        if keyword.text.lower() == "prefix"
        and name.kind is Kind.PREFIXED_NAME
        and name.text.endswith(":")
        and iri.kind is Kind.IRI
        and ":" in iri.text
    }
