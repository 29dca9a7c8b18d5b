"""Patches: what leads from one dataset to another, as text in RDF Patch.

Of the format (https://afs.github.io/rdf-patch/) the rows H (header), TX, A (add), D (delete) and TC
are used. A blank node is written with the label that the store keeps it under.
"""

from __future__ import annotations

from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Quad, RdfFormat, parse, serialize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from clusteratlas.engine.changes import Changes

_AT_ONCE = 1000
"""Quads that are written or parsed by one call."""


class Sign(Enum):
    """Whether a quad is added or removed."""

    ADD = "A"
    DELETE = "D"

    @property
    def inverse(self) -> Sign:
        """What takes it back."""
        return Sign.DELETE if self is Sign.ADD else Sign.ADD


class Step(NamedTuple):
    """One row of a patch."""

    sign: Sign
    quad: Quad


def steps_of(changes: Changes) -> Iterator[Step]:
    """The steps that carry out `changes`, in a fixed order."""
    for sign, quads in ((Sign.DELETE, changes.removed), (Sign.ADD, changes.added)):
        for quad in sorted(quads, key=str):
            yield Step(sign, quad)


def patch_rows(steps: Iterable[Step]) -> Iterator[str]:
    """The rows A and D of a patch, each with its end of line."""
    for sign, line in _lines(steps):
        yield f"{sign.value} {line}\n"


def patch_text(steps: Iterable[Step]) -> Iterator[str]:
    """A whole patch without a header, row by row."""
    yield "TX .\n"
    yield from patch_rows(steps)
    yield "TC .\n"


def difference_text(steps: Iterable[Step]) -> Iterator[str]:
    """The steps as a difference of N-Quads, each line behind a plus or a minus."""
    for sign, line in _lines(steps):
        yield f"{'+' if sign is Sign.ADD else '-'} {line}\n"


def read_patch(rows: Iterable[str]) -> Iterator[Step]:
    """The steps of a patch that `patch_rows` wrote; other rows are passed over."""
    changing = (row for row in rows if row.startswith(("A ", "D ")))
    while batch := list(islice(changing, _AT_ONCE)):
        quads = parse("".join(row[2:] for row in batch), format=RdfFormat.N_QUADS)
        for row, quad in zip(batch, quads, strict=True):
            yield Step(Sign(row[0]), quad)


def _lines(steps: Iterable[Step]) -> Iterator[tuple[Sign, str]]:
    """Each step's sign, and its quad as a line of N-Quads."""
    rest = iter(steps)
    while batch := list(islice(rest, _AT_ONCE)):
        text = serialize((step.quad for step in batch), format=RdfFormat.N_QUADS)
        # Not splitlines(): a literal may hold other line ends than this one.
        lines = (text or b"").decode().removesuffix("\n").split("\n")
        for step, line in zip(batch, lines, strict=True):
            yield step.sign, line
