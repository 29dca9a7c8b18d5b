"""All saved queries of a folder, found by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from clusteratlas.assets import queries
from clusteratlas.catalogue.query import SavedQuery
from clusteratlas.errors import DataError, UnknownQuery


@dataclass(frozen=True)
class Catalogue:
    """The saved queries by name, sorted."""

    queries: Mapping[str, SavedQuery]

    @classmethod
    def load(cls, folder: Path) -> Catalogue:
        """Every `.rq` file in `folder` and the folders in it.

        Raises DataError for a file that is not a saved query, and for two of one name.
        """
        queries: dict[str, SavedQuery] = {}
        for path in sorted(folder.rglob("*.rq"), key=lambda path: (path.stem, path)):
            if path.stem in queries:
                raise DataError(f"Two saved queries have the name “{path.stem}”, one is {path}.")
            queries[path.stem] = SavedQuery.read(path)
        return cls(queries)

    def __iter__(self) -> Iterator[SavedQuery]:
        return iter(self.queries.values())

    def __len__(self) -> int:
        return len(self.queries)

    def get(self, name: str) -> SavedQuery:
        """The query called `name`. Raises UnknownQuery, with the nearest names as its hint."""
        if name in self.queries:
            return self.queries[name]
        near = get_close_matches(name, self.queries, n=3, cutoff=0.5)
        near += [known for known in self.queries if name and name in known and known not in near]
        hint = f"Did you mean: {', '.join(near[:3])}?" if near else ""
        raise UnknownQuery(f"There is no saved query “{name}”.", hint=hint)


def load_catalogue() -> Catalogue:
    """The catalogue of the saved queries that come with the program."""
    return Catalogue.load(queries())
