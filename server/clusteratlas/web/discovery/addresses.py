"""Where on this host the parts of the service are."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from clusteratlas.rdf.formats import GraphFormat
from clusteratlas.terms import BASE

_UNRESERVED = "/:@!$&'()*+,;=~%"


@dataclass(frozen=True)
class Addresses:
    """`root` is the address under which the client reached the service, without a slash."""

    root: str

    def at(self, path: str) -> str:
        """The address of `path`."""
        return f"{self.root}{path}"

    def of(self, iri: str) -> str:
        """Where what the atlas calls `iri` is shown."""
        return self.at(f"/{quote(iri.removeprefix(BASE), _UNRESERVED)}")

    def dump(self, graph: str = "", format_: GraphFormat | None = None) -> str:
        """Where a graph is had as a whole: the named one, or without a name the default graph."""
        name = f"graph={quote(graph, safe='')}" if graph else "default"
        return self.at(f"/data?{name}") + (f"&format={format_.name}" if format_ else "")
