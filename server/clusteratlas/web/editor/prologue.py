"""The prologue of a query: which prefixes it uses and declares, and those that are added to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clusteratlas.rdf.sparql_tokens import Kind, Token, significant_tokens


def undeclared_prefixes(text: str) -> list[str]:
    """The prefixes that `text` uses and does not declare, in the order of their first use."""
    significant = significant_tokens(text)
    declared: set[str] = set()
    used: dict[str, None] = {}
    for before, token in zip([None, *significant], significant, strict=False):
        if token.kind is not Kind.PREFIXED_NAME:
            continue
        prefix = token.text.partition(":")[0]
        if _is_keyword(before, "prefix"):
            declared.add(prefix)
        else:
            used.setdefault(prefix)
    return [prefix for prefix in used if prefix not in declared]


@dataclass(frozen=True)
class Addition:
    """Text that is inserted before the character `at`, counted from 0."""

    at: int
    text: str

    def to(self, text: str) -> str:
        """`text` with the addition."""
        return text[: self.at] + self.text + text[self.at :]


def missing_declarations(text: str, known: Mapping[str, str]) -> Addition | None:
    """The declarations of the prefixes that `text` lacks and that are `known`; None without any.

    They stand behind the declarations that are there, else before the first word: comments at the
    beginning stay where they are.
    """
    lines = [
        f"PREFIX {prefix}: <{known[prefix]}>"
        for prefix in undeclared_prefixes(text)
        if prefix in known
    ]
    if not lines:
        return None
    place, is_behind = _end_of_prologue(text)
    declarations = "\n".join(lines)
    return Addition(place, f"\n{declarations}" if is_behind else f"{declarations}\n\n")


def with_prefixes(text: str, known: Mapping[str, str]) -> str:
    """`text` with a declaration of each prefix that it lacks and that is `known`."""
    addition = missing_declarations(text, known)
    return text if addition is None else addition.to(text)


def _end_of_prologue(text: str) -> tuple[int, bool]:
    """The character behind the last declaration; without one that of the first word, and False."""
    significant = significant_tokens(text)
    place, is_behind = (significant[0].start if significant else len(text)), False
    position = 0
    while position < len(significant):
        token = significant[position]
        length = 3 if _is_keyword(token, "prefix") else 2 if _is_keyword(token, "base") else 0
        last = significant[position : position + length][-1:]
        if not last or last[0].kind is not Kind.IRI:
            break
        place, is_behind = last[0].end, True
        position += length
    return place, is_behind


def _is_keyword(token: Token | None, word: str) -> bool:
    return token is not None and token.kind is Kind.WORD and token.text.lower() == word
