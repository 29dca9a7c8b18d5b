"""What a person asks of `/sparql`: the query with its dataset, and how to show the result."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

from clusteratlas.errors import ProtocolError
from clusteratlas.rdf.protocol import Pairs

LONGEST_LINK = 8000
"""Characters of an address that proxies are sure to let through; what is longer goes by POST."""

PAGES = 100
"""Pages of a table at most. Whoever wants more rows than are on them downloads them."""

_OF_QUERY = ("query", "default-graph-uri", "named-graph-uri", "version")


class View(StrEnum):
    """A way to show a result."""

    TABLE = "table"
    CHART = "chart"
    MAP = "map"
    NETWORK = "network"
    TIMELINE = "timeline"
    RAW = "raw"


@dataclass(frozen=True)
class Asked:
    """`pairs` are the parameters that say what is asked, `view` is None for the one that fits."""

    pairs: Pairs
    view: View | None = None
    has_labels: bool = False
    page: int = 1
    timeout: str = ""

    @classmethod
    def of(cls, pairs: Pairs) -> Asked:
        """Read the parameters of a request. Raises ProtocolError."""
        given = dict(pairs)
        return cls(
            pairs=[(name, value) for name, value in pairs if name in _OF_QUERY],
            view=_view(given.get("view", "")),
            has_labels=given.get("labels", "") not in ("", "0"),
            page=_page(given.get("page", "1")),
            timeout=given.get("timeout", ""),
        )

    @property
    def query(self) -> str:
        """The text of the query, '' without one."""
        return dict(self.pairs).get("query", "")

    @property
    def dataset(self) -> Pairs:
        """What is asked beside the text: the graphs, the version."""
        return [(name, value) for name, value in self.pairs if name != "query"]

    def with_query(self, text: str) -> Asked:
        """The same with another text."""
        return replace(self, pairs=[("query", text), *self.dataset])

    def parameters(self, **changed: object) -> Pairs:
        """The parameters of the address that asks this, with `view`, `page` or `labels` changed."""
        view = str(changed.get("view", self.view or ""))
        has_labels = bool(changed.get("labels", self.has_labels))
        page = int(str(changed.get("page", 1)))
        shown = [
            ("view", view),
            ("labels", "1" if has_labels else ""),
            ("page", str(page) if page > 1 else ""),
            ("timeout", self.timeout),
        ]
        return [*self.pairs, *((name, value) for name, value in shown if value)]

    def link(self, path: str, **changed: object) -> str | None:
        """The address that asks this; None where it is longer than what all let through."""
        return _address(path, self.parameters(**changed))

    def query_link(self, path: str, **others: str) -> str | None:
        """As `link` does, of the query alone with `others`: for programs."""
        return _address(path, [*self.pairs, *others.items()])


def _address(path: str, parameters: Pairs) -> str | None:
    address = f"{path}?{urlencode(parameters)}"
    return address if len(address) <= LONGEST_LINK else None


def _view(text: str) -> View | None:
    if not text:
        return None
    try:
        return View(text)
    except ValueError as error:
        raise ProtocolError(
            f"view is “{text[:40]}”, which is no way to show a result.",
            hint=f"Say one of: {', '.join(View)}.",
        ) from error


def _page(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= PAGES:
        return int(text)
    raise ProtocolError(
        f"page is “{text[:40]}”, which is no number from 1 to {PAGES}.",
        hint="Download the result to have more rows than the pages show.",
    )
