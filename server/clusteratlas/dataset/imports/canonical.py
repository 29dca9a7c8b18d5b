"""Text as the default graph says it: records replaced by the things that they are merged into.

The same rules as `dataset.identities.merged`, carried out on N-Triples in canonical form, so that
millions of triples need not become objects. Subjects stand at the beginning of a line, objects at
its end, and neither can be mistaken for a part of a literal: a literal has no line break in it, and
is never followed by “> .”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from pyoxigraph import NamedNode

from clusteratlas.dataset.identities import ALTERNATIVE, PREFERRED, RECORD

IsLabelled = Callable[[NamedNode, str | None], bool]

_PREFERRED = f" {PREFERRED} ".encode()
_ALTERNATIVE = f" {ALTERNATIVE} ".encode()
_RECORD = f" {RECORD}".encode()
_LANGUAGE = re.compile(rb'"@([A-Za-z0-9-]+) \.$')


class CanonicalText:
    """Replaces records in blocks of whole lines. `canonical` leads from each record to its thing;
    `is_labelled` says whether a thing has a preferred label in a language."""

    def __init__(self, canonical: Mapping[NamedNode, NamedNode], is_labelled: IsLabelled) -> None:
        self._terms = {str(record).encode(): thing for record, thing in canonical.items()}
        self._is_labelled = is_labelled
        kinds = sorted({term[: term.rfind(b"/") + 1] for term in self._terms})
        # Both begin with what all kinds have in common, which the engine of `re` looks for fast.
        names = b"(?:" + b"|".join(re.escape(kind) for kind in kinds) + b")[^>]*>"
        self._subject = re.compile(rb"\n(" + names + rb")([^\n]*)")
        self._object = re.compile(rb" (" + names + rb")(?= \.\n)")

    def rewritten(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """The blocks as the default graph says them."""
        if not self._terms:
            yield from blocks
            return
        for block in blocks:
            objects = self._object.sub(self._object_of, block)
            yield self._subject.sub(self._line_of, b"\n" + objects)[1:]

    def _object_of(self, match: re.Match[bytes]) -> bytes:
        thing = self._terms.get(match[1])
        if thing is None or match.string.endswith(_RECORD, 0, match.start()):
            return match[0]
        return f" {thing}".encode()

    def _line_of(self, match: re.Match[bytes]) -> bytes:
        thing = self._terms.get(match[1])
        rest = match[2]
        if thing is None or rest.startswith(_RECORD):
            return match[0]
        if rest.startswith(_PREFERRED):
            language = _LANGUAGE.search(rest)
            if self._is_labelled(thing, language[1].decode().lower() if language else None):
                rest = _ALTERNATIVE + rest[len(_PREFERRED) :]
        return b"\n" + str(thing).encode() + rest
