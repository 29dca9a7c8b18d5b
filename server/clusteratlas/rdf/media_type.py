"""A media type as HTTP writes it: `text/turtle; charset=utf-8` (RFC 9110 §8.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from clusteratlas.errors import UnsupportedMediaType

_PARAMETER = re.compile(r';\s*([^\s=;,"]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s;,"]*)')
_UTF_8 = ("utf-8", "utf8", "us-ascii")


@dataclass(frozen=True)
class MediaType:
    """`name` is in lower case, '' where there is none; so are the names of `parameters`."""

    name: str
    parameters: Mapping[str, str] = field(default_factory=dict)


def parse_media_type(header: str | None) -> MediaType:
    """The media type that a Content-Type header names; of a repeated parameter, the first."""
    name, _, rest = (header or "").partition(";")
    parameters: dict[str, str] = {}
    for parameter, value in parse_parameters(rest):
        parameters.setdefault(parameter, value)
    return MediaType(name.strip().lower(), parameters)


def parse_parameters(text: str) -> Iterator[tuple[str, str]]:
    """The parameters in the text behind a media type's first semicolon, their names in lower case.

    What is not of the form of a parameter is passed over.
    """
    for name, value in _PARAMETER.findall(";" + text):
        quoted = value.startswith('"')
        yield name.lower(), re.sub(r"\\(.)", r"\1", value[1:-1]) if quoted else value


def require_utf_8(media_type: MediaType) -> None:
    """Raise UnsupportedMediaType where the type says that a text is in another encoding.

    Text in UTF-16 can be valid UTF-8, so looking at the bytes alone would read it as another text.
    """
    charset = media_type.parameters.get("charset", "utf-8")
    if charset.lower() not in _UTF_8:
        raise UnsupportedMediaType(
            f"The body is said to be in “{charset[:100]}”.", hint="Send it in UTF-8."
        )
