"""Proactive content negotiation: the Accept header against what is offered (RFC 9110 §12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from clusteratlas.errors import NotAcceptable
from clusteratlas.rdf.formats import GraphFormat, ResultFormat
from clusteratlas.rdf.media_type import parse_parameters

AnyFormat = TypeVar("AnyFormat", ResultFormat, GraphFormat, ResultFormat | GraphFormat)

_QUALITY = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
_ELEMENT = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+')
_NAMED = 3


@dataclass(frozen=True)
class _Range:
    """A media range. The parameters of a type, such as its charset, do not tell formats apart."""

    type: str
    subtype: str
    quality: float

    def precision(self, media_type: str) -> int:
        """How precisely the range names `media_type`: 3, 2 (`text/*`), 1 (`*/*`), 0 not at all."""
        if f"{self.type}/{self.subtype}" == media_type:
            return _NAMED
        if self.subtype == "*" and self.type in ("*", media_type.partition("/")[0]):
            return 1 if self.type == "*" else 2
        return 0


def choose_format(
    offered: Sequence[AnyFormat], accept: str | None, wanted: str | None
) -> AnyFormat:
    """The format that the client names by `wanted`, else the one that it likes best.

    `wanted` is one of our names, a nickname or a media type. Raises NotAcceptable.
    """
    if wanted is None:
        return negotiate(accept, offered)
    for format_ in offered:
        if wanted in (format_.name, format_.media_type) or wanted in format_.nicknames:
            return format_
    names = ", ".join(offer.name for offer in offered)
    raise NotAcceptable(
        f"What is asked for is not offered as “{wanted[:100]}”.", hint=f"Offered are: {names}."
    )


def negotiate(accept: str | None, offered: Sequence[AnyFormat]) -> AnyFormat:
    """The format of `offered` that the client likes best; the first of equals, or without a wish.

    The most precise range that names a format decides its quality, 0 excludes it. Raises
    NotAcceptable when nothing that is offered is accepted.
    """
    if accept is None or accept.strip() in ("", "*/*"):
        return offered[0]
    ranges = _parse(accept)
    best, best_quality = offered[0], 0.0
    for format_ in offered:
        quality = max(
            _quality(media_type, ranges) * weight for media_type, weight in _media_types(format_)
        )
        if quality > best_quality:
            best, best_quality = format_, quality
    if best_quality <= 0:
        raise NotAcceptable(
            f"None of the accepted media types is offered: {accept.strip()[:200]}",
            hint="Offered are: " + ", ".join(format_.media_type for format_ in offered) + ".",
        )
    return best


def quality(media_type: str, accept: str, *, named_only: bool = False) -> float:
    """How much the client likes `media_type`, from 0 to 1; 0 where the header does not take it.

    With `named_only`, wildcards do not count: only a type that is named is wanted for itself.
    """
    ranges = _parse(accept)
    if named_only:
        ranges = [range_ for range_ in ranges if range_.precision(media_type) == _NAMED]
    return _quality(media_type, ranges)


def _media_types(format_: ResultFormat | GraphFormat) -> list[tuple[str, float]]:
    """The format's own media type before its aliases: an alias loses against an equal wish."""
    return [(format_.media_type, 1.0), *((alias, 0.999) for alias in format_.aliases)]


def _quality(media_type: str, ranges: Sequence[_Range]) -> float:
    fitting = [
        (precision, range_.quality)
        for range_ in ranges
        if (precision := range_.precision(media_type))
    ]
    return max(fitting)[1] if fitting else 0.0


def _parse(accept: str) -> list[_Range]:
    """The media ranges of a header; what is not of the form of one is passed over."""
    ranges = []
    for element in _ELEMENT.findall(accept):
        media, _, parameters = element.strip().partition(";")
        kind, slash, subtype = media.strip().lower().partition("/")
        if not (kind and slash and subtype):
            # "*" alone is not of the RFC, but old clients (Java's URLConnection) send it.
            if media.strip() != "*":
                continue
            kind = subtype = "*"
        quality = _quality_parameter(parameters)
        if quality is not None:
            ranges.append(_Range(kind, subtype, quality))
    return ranges


def _quality_parameter(parameters: str) -> float | None:
    """The weight (§12.4.2), 1 where none is given, None where it is not of the form."""
    for name, value in parse_parameters(parameters):
        if name == "q":
            return float(value) if _QUALITY.fullmatch(value) else None
    return 1.0
