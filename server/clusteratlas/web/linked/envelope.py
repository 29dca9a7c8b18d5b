"""The headers around a document: which form of it this is, which others there are, how fresh.

RFC 9110 (§8.7 Content-Location, §8.8 validators, §12.5.5 Vary), RFC 8288 (Link), RFC 6596
(canonical), RFC 6892 (describes).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import quote, urlencode

from flask import Response, request

from clusteratlas import __version__
from clusteratlas.terms import BASE, PREFIXES
from clusteratlas.web.linked.edition import Edition
from clusteratlas.web.linked.representation import HTML, REPRESENTATIONS, Representation
from clusteratlas.web.localised import root_path
from clusteratlas.web.pages import page_language

DERIVED_FROM = PREFIXES["prov"] + "wasDerivedFrom"

_MOST_GRAPHS = 20
_IN_ADDRESSES = "/:@!$&'()*+,;=~%#?"
_OF_LANGUAGE = "lang"
_OF_LISTS = frozenset({"property", "inverse", "page"})


@dataclass(frozen=True)
class Envelope:
    """What the headers of one document say.

    `resource` is the IRI below the base whose address the document has, `part` the query string
    that names the part of it, if it is one; `graphs` are those it was made from, `pages` the
    addresses of the other parts by their relation, `forms` those that the resource is had in.
    """

    resource: str
    form: Representation
    edition: Edition
    licence: str = ""
    part: str = ""
    graphs: tuple[str, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    forms: Sequence[Representation] = REPRESENTATIONS

    @property
    def entity_tag(self) -> str:
        """Weak: the same document may be written in another order, or compressed."""
        language = page_language() if self.form is HTML else ""
        asked = urlencode(_arguments())
        parts = (__version__, self.edition.version, self.resource, asked, self.form.name, language)
        return sha256("\0".join(parts).encode()).hexdigest()[:32]

    def is_known_to_client(self) -> bool:
        """Whether the client has this very document, so that it need not be made again."""
        return request.if_none_match.contains_weak(self.entity_tag) and not (
            request.if_none_match.star_tag
        )

    def around(self, response: Response) -> Response:
        """`response` with the headers; without its body, where the client has it already."""
        response.vary.update(("Accept", "Accept-Language"))
        response.headers["Cache-Control"] = "no-cache"
        response.set_etag(self.entity_tag, weak=True)
        if self.edition.moment:
            response.last_modified = self.edition.moment
        response.headers["Content-Location"] = address_of(self.resource, self.form)
        response.headers["Link"] = ", ".join(self._links())
        response.make_conditional(request)
        del response.headers["Date"]  # The server's, which has one.
        return response

    def _links(self) -> Iterator[str]:
        yield link(f"{self.resource}?{self.part}" if self.part else self.resource, rel="canonical")
        yield link(self.resource, rel="describes")
        for form in self.forms:
            if form is not self.form:
                address = address_of(self.resource, form)
                yield link(address, rel="alternate", type=form.media_type)
        if self.licence:
            yield link(self.licence, rel="license")
        for graph in self.graphs[:_MOST_GRAPHS]:
            yield link(graph, rel=DERIVED_FROM)
        for relation, address in self.pages.items():
            yield link(address, rel=relation)


def address_of(resource: str, form: Representation | None, links: str = "") -> str:
    """Where `resource` is had from this host in a form, None for what the client likes best.

    Of the request's own query string all but the language is kept; `links` takes the place of what
    it says of a list.
    """
    root = request.root_path if form in (None, HTML) else root_path(request)
    path = f"{root}/{resource.removeprefix(BASE)}{form.suffix if form else ''}"
    kept = [(name, value) for name, value in _arguments() if not links or name not in _OF_LISTS]
    asked = "&".join(filter(None, (urlencode(kept, safe=":/"), links)))
    return quote(path, safe=_IN_ADDRESSES) + (f"?{asked}" if asked else "")


def forms_of(resource: str) -> Iterable[tuple[str, str, str]]:
    """Name, address and media type of each form but the page, for links on the page."""
    return [
        (form.name, address_of(resource, form), form.media_type)
        for form in REPRESENTATIONS
        if form is not HTML
    ]


def _arguments() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.args.items(multi=True) if name != _OF_LANGUAGE]


def link(target: str, **parameters: str) -> str:
    """A link of a Link header (RFC 8288 §3)."""
    told = "".join(f'; {name}="{value}"' for name, value in parameters.items())
    return f"<{quote(target, safe=_IN_ADDRESSES)}>{told}"
