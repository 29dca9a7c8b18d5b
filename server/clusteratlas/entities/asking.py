"""Asking the atlas for what a page shows: SELECT queries with terms put in, counted within bounds.

A query says `$name` where a term goes, and `?name` for what it looks for. The term is written as
N-Triples writes it, so that no text becomes syntax; it stands in the query itself, also inside
sub-selects, where the engine can go by its indexes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from clusteratlas.engine.protocol import Boolean, Engine, Row, Solutions, Term
from clusteratlas.rdf.protocol import QueryRequest
from clusteratlas.terms import PREFIXES

Bound: TypeAlias = str | int | NamedNode | Literal
"""What goes into a query: a string is an IRI, a number stands bare (as LIMIT and OFFSET want)."""

MOST_COUNTED = 10_000
"""How far things are counted; beyond it a page says "more than"."""

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_PLACE = re.compile(r"\$([a-z]\w*)")


@dataclass(frozen=True)
class Count:
    """How many there are; `is_more` where counting stopped at the bound."""

    number: int
    is_more: bool = False

    def __bool__(self) -> bool:
        return self.number > 0


def select(engine: Engine, query: str, /, **terms: Bound | Sequence[Bound]) -> Iterator[Row]:
    """The rows of the SELECT query `query`, which has the standard prologue.

    Each `$name` in it becomes the term of that name; of several, all of them, a space between
    (`VALUES ?thing { $things }`). Nothing is asked when one of the sequences is empty.

    Raises ValueError for a string that is no IRI and for places and terms that do not fit each
    other, TypeError for a query that is no SELECT, QueryError.
    """
    if any(_is_sequence(given) and not given for given in terms.values()):
        return iter(())
    result = engine.query(QueryRequest(PROLOGUE + filled(query, **terms)))
    if not isinstance(result, Solutions):
        raise TypeError(f"A SELECT query was expected, not {query!r}.")
    return iter(result)


def holds(engine: Engine, pattern: str, /, **terms: Bound | Sequence[Bound]) -> bool:
    """Whether the graph pattern `pattern` (without its braces) has a solution."""
    result = engine.query(QueryRequest(f"{PROLOGUE}ASK {{ {filled(pattern, **terms)} }}"))
    return isinstance(result, Boolean) and result.value


def count(
    engine: Engine, pattern: str, most: int = MOST_COUNTED, /, **terms: Bound | Sequence[Bound]
) -> Count:
    """How many solutions the graph pattern `pattern` (without its braces) has, at most `most`."""
    query = f"SELECT (COUNT(*) AS ?number) {{ SELECT * {{ {pattern} }} LIMIT {most + 1} }}"
    for (number,) in select(engine, query, **terms):
        found = int(plain(number))
        return Count(min(found, most), found > most)
    return Count(0)


def filled(query: str, /, **terms: Bound | Sequence[Bound]) -> str:
    """`query` with each `$name` replaced. Raises ValueError as `select` does."""
    places = set(_PLACE.findall(query))
    if places != terms.keys():
        raise ValueError(f"The query has places for {sorted(places)}, given are {sorted(terms)}.")
    return _PLACE.sub(lambda place: _written(terms[place[1]]), query)


def plain(term: Term | None) -> str:
    """The IRI or the text of `term`, '' for none."""
    return term.value if term is not None and not isinstance(term, Triple) else ""


def language(term: Term | None) -> str:
    """The language tag of a literal, '' for none."""
    return (term.language or "") if isinstance(term, Literal) else ""


def number(term: Term | None) -> Decimal | None:
    """The value of a numeric literal; None where there is none."""
    try:
        return Decimal(plain(term))
    except InvalidOperation:
        return None


def _written(given: Bound | Sequence[Bound]) -> str:
    if isinstance(given, str):
        return str(NamedNode(given))
    if isinstance(given, Sequence):
        return " ".join(_written(one) for one in given)
    return str(given)


def _is_sequence(given: Bound | Sequence[Bound]) -> bool:
    return isinstance(given, Sequence) and not isinstance(given, str)
