"""The prologue of a query: which prefixes it uses and declares, and those that are added to it."""

from __future__ import annotations

from collections.abc import Mapping

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


def with_prefixes(text: str, known: Mapping[str, str]) -> str:
    """`text` with a declaration of each prefix that it lacks and that is `known`.

    They stand behind the declarations that are there, else before the first word: comments at the
    beginning stay where they are.
    """
    added = "".join(
        f"PREFIX {prefix}: <{known[prefix]}>\n"
        for prefix in undeclared_prefixes(text)
        if prefix in known
    )
    if not added:
        return text
    place, is_behind = _end_of_prologue(text)
    if is_behind:
        return f"{text[:place]}\n{added.rstrip()}{text[place:]}"
    return f"{text[:place]}{added}\n{text[place:]}"


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
