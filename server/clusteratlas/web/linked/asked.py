"""What a request under the base asks for: which IRI, in which form, which page of which links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from flask import request
from pyoxigraph import NamedNode

from clusteratlas.entities.listing import MOST_PAGES, Direction
from clusteratlas.errors import ParameterError, ProtocolError
from clusteratlas.terms import BASE, PREFIXES, shorten
from clusteratlas.web.linked.representation import Representation, by_suffix

_SUFFIX = re.compile(r"(.+)(\.[a-z]+)")
_NO_IRI = re.compile(r'[\x00-\x20\x7f-\x9f<>"{}|\\^`\ufffd]')
_LONGEST = 2_000
_IN_IRIS = "/:@!$&'()*+,;=~%"
_PAGE = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(frozen=True)
class Asked:
    """An IRI that a request may mean; `form` is None where the suffix does not name it."""

    iri: str
    form: Representation | None = None


@dataclass(frozen=True)
class AskedLinks:
    """A page of the links of a thing by one property."""

    predicate: str
    direction: Direction
    page: int = 1

    def query(self, page: int | None = None) -> str:
        """The part of the address that asks for a page of these links; without a page, for all."""
        named = quote(shorten(self.predicate), safe=":/")
        return f"{self.direction.value}={named}" + (f"&page={page}" if page else "")


def asked_path() -> str:
    """The path of the request without its first slash.

    Raises ProtocolError for one that is not UTF-8, which would name another thing than was meant.
    """
    try:
        request.environ["PATH_INFO"].encode("latin-1").decode()
    except UnicodeDecodeError as error:
        raise ProtocolError(
            "The address holds bytes that are no UTF-8 text.", hint="Percent-encode UTF-8."
        ) from error
    return request.path.removeprefix("/")


def meanings(path: str) -> Iterator[Asked]:
    """What `path` may mean, the likeliest first: an IRI that itself ends so before a suffix.

    A path that is longer than any IRI of the atlas means nothing.
    """
    if len(path) > _LONGEST:
        return
    yield from _iris(path, None)
    parts = _SUFFIX.fullmatch(path)
    form = by_suffix(parts[2]) if parts else None
    if parts and form:
        yield from _iris(parts[1], form)


def asked_links() -> AskedLinks | None:
    """The links that the request asks for by ?property= or ?inverse= with ?page=, if any.

    Raises ParameterError.
    """
    for direction in Direction:
        given = request.args.get(direction.value)
        if given is not None:
            return AskedLinks(_property(given), direction, _page(request.args.get("page", "1")))
    return None


def _iris(path: str, form: Representation | None) -> Iterator[Asked]:
    """The path as an IRI: as it was meant to be read, and percent-encoded as it may be stored."""
    for spelling in dict.fromkeys((path, quote(path, safe=_IN_IRIS))):
        if _is_iri(BASE + spelling):
            yield Asked(BASE + spelling, form)


def _property(given: str) -> str:
    prefix, _, local = given.partition(":")
    iri = PREFIXES[prefix] + local if prefix in PREFIXES else given
    if not _is_iri(iri):
        raise ParameterError(
            f"“{given[:100]}” names no property.",
            hint="Write a prefixed name such as ca:locatedIn, or a whole IRI.",
        )
    return iri


def _is_iri(text: str) -> bool:
    if _NO_IRI.search(text):
        return False
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def _page(given: str) -> int:
    if not _PAGE.fullmatch(given) or int(given) > MOST_PAGES:
        raise ParameterError(
            f"“{given[:40]}” is no page.",
            hint=f"Pages are numbered from 1 to {MOST_PAGES:,}; SPARQL reaches what lies behind.",
        )
    return int(given)
