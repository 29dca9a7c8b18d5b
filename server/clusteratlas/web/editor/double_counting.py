"""Sums that count a fact once for each source that states it.

Every source has a named graph, and a statement of two sources stands in both: what is summed over
`GRAPH ?g { … }` is summed twice. The default graph has each statement once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from clusteratlas.rdf.sparql_tokens import Kind, Token, significant_tokens

_ADDING = frozenset({"sum", "count", "avg"})
_CLAUSE_ENDS = frozenset({"having", "order", "limit", "offset", "values"})


@dataclass
class _Select:
    """A SELECT with what of it matters here; `outer` is the one that it is a part of."""

    outer: _Select | None
    depth: int
    is_distinct: bool = False
    is_all: bool = False
    projected: set[str] = field(default_factory=set)
    grouped_by: set[str] = field(default_factory=set)
    adding: Token | None = None
    """The first aggregate that adds duplicates up."""


def adds_sources_up(text: str) -> Token | None:
    """The aggregate in `text` that counts a statement once for each source; None without one."""
    for variable, select in _graph_variables(significant_tokens(text)):
        found = _adding_over(variable, select)
        if found is not None:
            return found
    return None


def _adding_over(variable: str, select: _Select | None) -> Token | None:
    while select is not None:
        if select.adding is not None and variable not in select.grouped_by:
            return select.adding
        is_shown = select.is_all or variable in select.projected
        if select.is_distinct and not is_shown:
            return None
        select = select.outer
    return None


def _graph_variables(read: Sequence[Token]) -> Iterator[tuple[str, _Select | None]]:
    """Each variable of a GRAPH with the SELECT that it stands in, all clauses of which are read."""
    found: list[tuple[str, _Select | None]] = []
    select: _Select | None = None
    depth = 0
    single = _single_values(read)
    for position, token in enumerate(read):
        word = token.text.lower() if token.kind is Kind.WORD else token.text
        following = read[position + 1] if position + 1 < len(read) else None
        if word == "{":
            depth += 1
        elif word == "}":
            depth -= 1
            while select is not None and select.depth > depth:
                select = select.outer
        elif word == "select":
            select = _Select(select, depth)
            _read_projection(select, read[position + 1 :])
        elif word == "group" and select is not None:
            select.grouped_by |= _grouped_by(read[position + 2 :])
        elif word == "graph" and following is not None and following.kind is Kind.VARIABLE:
            if following.text[1:] not in single:
                found.append((following.text[1:], select))
        elif word in _ADDING and select is not None and not _is_distinct(read, position):
            select.adding = select.adding or token
    yield from found


def _read_projection(select: _Select, following: Sequence[Token]) -> None:
    """Read from behind SELECT to the beginning of its WHERE."""
    depth = 0
    before = ""
    for token in following:
        word = token.text.lower()
        depth += (word == "(") - (word == ")")
        if depth == 0 and word in ("{", "where", "from"):
            return
        if depth == 0 and word in ("distinct", "reduced"):
            select.is_distinct = word == "distinct"
        elif depth == 0 and word == "*":
            select.is_all = True
        elif token.kind is Kind.VARIABLE and (depth == 0 or (depth == 1 and before == "as")):
            select.projected.add(token.text[1:])
        before = word


def _grouped_by(following: Sequence[Token]) -> set[str]:
    """The variables behind GROUP BY."""
    variables: set[str] = set()
    for token in following:
        if token.text in "{}" or token.text.lower() in _CLAUSE_ENDS:
            break
        if token.kind is Kind.VARIABLE:
            variables.add(token.text[1:])
    return variables


def _single_values(read: Sequence[Token]) -> set[str]:
    """The variables that a VALUES block gives one value: one graph counts nothing twice."""
    texts = [token.text for token in read]
    return {
        texts[position + 1][1:]
        for position, token in enumerate(read[:-4])
        if token.text.lower() == "values"
        and texts[position + 2] == "{"
        and texts[position + 4] == "}"
        and texts[position + 3].lower() != "undef"
    }


def _is_distinct(read: Sequence[Token], position: int) -> bool:
    """Whether the aggregate at `position` takes each value once, or is no aggregate at all."""
    words = [token.text.lower() for token in read[position + 1 : position + 3]]
    return words[:1] != ["("] or words[1:] == ["distinct"]
