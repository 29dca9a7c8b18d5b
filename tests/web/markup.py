"""What a page's markup says, read with the standard library alone."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

from flask.testing import FlaskClient

HTML = {"Accept": "text/html"}
_EMPTY_ELEMENTS = {"meta", "link", "input", "img", "br", "hr", "wbr", "source", "col"}
_NOT_FOLLOWED = {"canonical", "alternate"}

Attributes = dict[str, str]


class Page(HTMLParser):
    """The elements of a page, and whether they are closed as they were opened.

    `links` are addresses that a reader may follow, `loaded` those that a browser asks for itself.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, Attributes]] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.texts: dict[str, str] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if tag not in _EMPTY_ELEMENTS:
            self.open.append(tag)
        address = next((attributes[n] for n in ("href", "src", "action") if n in attributes), "")
        if not address or address.startswith("#"):
            return
        if tag in ("a", "form"):
            self.links.append(address)
        elif attributes.get("rel") not in _NOT_FOLLOWED:
            self.loaded.append(address)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY_ELEMENTS:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.texts[tag] = self.texts.get(tag, "") + data

    def all(self, tag: str) -> list[Attributes]:
        """The attributes of every element `tag`, in order."""
        return [attributes for found, attributes in self.elements if found == tag]

    @property
    def repeated_ids(self) -> list[str]:
        """Ids that stand more than once."""
        ids = Counter(attributes["id"] for _, attributes in self.elements if "id" in attributes)
        return [each for each, count in ids.items() if count > 1]


def page(client: FlaskClient, path: str, **headers: str) -> Page:
    """The page at `path`, as a browser gets it."""
    return Page(client.get(path, headers={**HTML, **headers}).text)
