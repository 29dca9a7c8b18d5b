"""Results as a table for people: IRIs shortened, numbers to the right, long texts wrapped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tabulate import tabulate

from clusteratlas.rdf.display import Term, is_number, readable

_WIDEST_COLUMN = 60
"""Characters."""


def result_table(variables: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> str:
    """A table with a head; a cell without a value is empty."""
    terms = [tuple(row) for row in rows]
    return tabulate(
        [[readable(term) for term in row] for row in terms],
        headers=list(variables),
        tablefmt="simple",
        disable_numparse=True,
        maxcolwidths=[_WIDEST_COLUMN] * len(variables) if terms else None,
        break_long_words=False,
        break_on_hyphens=False,
        colalign=[
            "right" if _is_numeric(column) else "left" for column in zip(*terms, strict=True)
        ],
    )


def _is_numeric(column: Sequence[Term | None]) -> bool:
    values = [term for term in column if term is not None]
    return bool(values) and all(is_number(term) for term in values)
