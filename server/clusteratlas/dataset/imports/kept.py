"""The imports that a version holds, kept with it: what was imported, from what, and its text.

versions/<id>/imports/<slug>/
  import.json       the record
  content.nt.zst    the graph as N-Triples
  set-aside.csv     the rows that could not be used
  oddities.csv      what was odd, and was read all the same

Versions share these files as they share tables. So a version that is published, taken back, pruned
or backed up takes its imports with it, and nothing else has to follow.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from clusteratlas.dataset.disk import share
from clusteratlas.errors import StoreError
from clusteratlas.terms import GRAPH

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "imports"
RECORD = "import.json"
CONTENT = "content.nt.zst"
SET_ASIDE = "set-aside.csv"
ODDITIES = "oddities.csv"

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class KeptImport:
    """The record of an import.

    `importer` is its name and version, `checksum` that of what was imported, `content` that of the
    text made of it, both SHA-256 in hexadecimal. `files` are sizes in bytes by name, `retrieved` is
    a day and `imported` a moment (UTC) in ISO 8601. Rows are counted by file; `made` and `linked`
    by kind; `set_aside` and `oddities` by the code of their reason. `is_edited` says that the graph
    was written to since, so that it is not what the text says.
    """

    slug: str
    importer: str
    checksum: str
    content: str
    files: Mapping[str, int]
    retrieved: str
    imported: str
    rows: Mapping[str, int]
    made: Mapping[str, int]
    linked: Mapping[str, int]
    set_aside: Mapping[str, int]
    oddities: Mapping[str, int]
    is_edited: bool = False

    @property
    def graph(self) -> str:
        """The IRI of the graph."""
        return GRAPH + self.slug

    @property
    def importer_name(self) -> str:
        """The importer without its version."""
        return self.importer.partition(" ")[0]


def is_slug(name: str) -> bool:
    """Whether a graph can be called that."""
    return _SLUG.fullmatch(name) is not None


def read_imports(version: Path) -> dict[str, KeptImport]:
    """The imports of the version in the folder `version`, by the IRI of their graphs.

    Raises StoreError for a damaged record.
    """
    folder = version / FOLDER
    if not folder.is_dir():
        return {}
    found = (_read(path / RECORD) for path in sorted(folder.iterdir()))
    return {kept.graph: kept for kept in found}


def write_import(version: Path, kept: KeptImport) -> None:
    """Write the record of an import to a version that is being made."""
    folder = version / FOLDER / kept.slug
    folder.mkdir(parents=True, exist_ok=True)
    content = json.dumps(asdict(kept), ensure_ascii=False, indent=2)
    (folder / RECORD).write_text(content + "\n", encoding="utf-8")


def written_to(
    imports: Iterable[KeptImport], graphs: Collection[str], edited: Collection[str]
) -> list[KeptImport]:
    """The imports after a write, which left the `graphs`, and changed those that are `edited`."""
    return [
        replace(kept, is_edited=kept.is_edited or kept.graph in edited)
        for kept in imports
        if kept.graph in graphs
    ]


def carry_imports(before: Path, building: Path, imports: Iterable[KeptImport]) -> None:
    """Let the version in `building` hold `imports` of the one `before` it, with these records."""
    for kept in imports:
        write_import(building, kept)
        for name in (CONTENT, SET_ASIDE, ODDITIES):
            share(before / FOLDER / kept.slug / name, building / FOLDER / kept.slug / name)


def _read(path: Path) -> KeptImport:
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        kept = KeptImport(**found)
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(
            f"The record of an import {path} cannot be read: {error}.",
            hint="Restore a backup, or undo to a version before.",
        ) from error
    if kept.slug != path.parent.name:
        raise StoreError(f"The record of an import {path} is that of “{kept.slug}”.")
    return kept
