"""Parting the lines of a graph: those that matching cannot touch, and those that it may.

The default graph says the former as they stand, whatever is merged, so they need not wait for it:
claims, amounts, passages and the like are most of an imported list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from clusteratlas.terms import ID

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode

_UNMATCHED: Final = frozenset(
    {
        "call-topic",
        "document",
        "funding",
        "geometry",
        "inference",
        "membership",
        "observation",
        "participation",
        "passage",
        "period",
        "status-report",
    }
)
"""Kinds of things that are not matched. Any other kind waits, so a new one is safe."""
_THING_AS_OBJECT: Final = f"> <{ID}".encode()
"""Before a thing of the atlas, which is the object then: no predicate is one."""


class Parting:
    """Parts blocks of whole lines in canonical N-Triples.

    `merged` are the records that are merged already: their kinds wait too.
    """

    def __init__(self, merged: Iterable[NamedNode]) -> None:
        kinds = {record.value.removeprefix(ID).partition("/")[0] for record in merged}
        self._settled = tuple(f"<{ID}{kind}/".encode() for kind in sorted(_UNMATCHED - kinds))

    def part(self, block: bytes) -> tuple[list[bytes], list[bytes]]:
        """The lines that are settled, and those that wait for the matches, without line breaks."""
        settled: list[bytes] = []
        waiting: list[bytes] = []
        kinds = self._settled
        for line in block[:-1].split(b"\n"):
            is_settled = line.startswith(kinds)
            if is_settled and (place := line.find(_THING_AS_OBJECT)) >= 0:
                is_settled = line.startswith(kinds, place + 2)
            (settled if is_settled else waiting).append(line)
        return settled, waiting
