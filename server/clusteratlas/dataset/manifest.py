"""What a version of the dataset says about itself."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from clusteratlas.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FIELDS: Mapping[str, type] = {
    "id": str,
    "created": str,
    "predecessor": str,
    "content": str,
    "program": str,
    "triples": int,
    "graphs": dict,
    "classes": dict,
    "findings": dict,
}
# What versions of before 0.4 do not tell.
_LATER_FIELDS = ("properties", "links")


@dataclass(frozen=True)
class Manifest:
    """The description of a version.

    `created` is UTC in ISO 8601; `predecessor` is the id of the version that was current before,
    '' for the first; `content` is the SHA-256 of everything that the version was made from, so
    that two versions of equal content have equal data; `triples` counts the default graph, `graphs`
    each named graph by its IRI, `classes` the instances of each class in the default graph,
    `findings` those of the validation by severity, of which a version that a write made has none.
    `properties` and `links` are as `dataset.counts.Counts` has them.
    """

    id: str
    created: str
    predecessor: str
    content: str
    program: str
    triples: int
    graphs: Mapping[str, int]
    classes: Mapping[str, int]
    findings: Mapping[str, int]
    properties: Mapping[str, int] | None = None
    links: Mapping[str, int] | None = None

    def to_json(self) -> str:
        """The manifest as it is kept in a file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"


def read_manifest(path: Path) -> Manifest:
    """Read a manifest. Raises StoreError where the file is missing or damaged."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(path, str(error)) from error
    if not isinstance(found, dict):
        raise _damaged(path, "it is no JSON object")
    for name, kind in _FIELDS.items():
        if not isinstance(found.get(name), kind):
            raise _damaged(path, f"“{name}” is missing or of another type")
    for name in _LATER_FIELDS:
        if not isinstance(found.get(name), dict | None):
            raise _damaged(path, f"“{name}” is of another type")
    fields: dict[str, Any] = {name: found.get(name) for name in (*_FIELDS, *_LATER_FIELDS)}
    return Manifest(**fields)


def _damaged(path: Path, reason: str) -> StoreError:
    return StoreError(
        f"The manifest {path} cannot be read: {reason}.",
        hint=f"Remove the folder {path.parent} and build again.",
    )
