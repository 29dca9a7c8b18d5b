"""Files of borders, packed or not; of GISCO's archives, the member that is of use."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.tables import sources
from clusteratlas.importers.tables.sources import Source

_SUFFIXES: Final = frozenset({".geojson", ".json"})
_OF_REGIONS: Final = "_rg_"
_IN_DEGREES: Final = "_4326"
_OF_ONE_LEVEL: Final = "_levl_"


def find(path: Path) -> Source:
    """The borders of a file, which may be packed.

    GISCO's archives hold the same regions in several systems of coordinates, as areas, lines and
    points, all levels together and each by itself: what is taken is all areas, in degrees if there
    are such. Raises ImportRefused where that is not one member.
    """
    if not zipfile.is_zipfile(path):
        return sources.find(path)[0]
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    sources.refuse_bombs(path.name, members)
    sizes = {member.filename: member.file_size for member in members}
    member = _chosen(path, [name for name in sizes if _suffix(name) in _SUFFIXES])
    return Source(path, PurePosixPath(member).name, sizes[member], "zip", member)


def _suffix(member: str) -> str:
    return PurePosixPath(member).suffix.lower()


def _chosen(path: Path, members: Sequence[str]) -> str:
    areas = [name for name in members if _OF_REGIONS in name.lower()]
    useful = [name for name in areas if _IN_DEGREES in name.lower()] or areas
    whole = [name for name in useful if _OF_ONE_LEVEL not in name.lower()]
    for found in (members, whole, useful):
        if len(found) == 1:
            return found[0]
    if not members:
        raise ImportRefused(
            f"{path.name} holds no GeoJSON.",
            hint="Fetch the file or the archive in that format from Eurostat's GISCO.",
        )
    raise ImportRefused(
        f"{path.name} holds {len(whole or useful or members)} files of borders, and only one of "
        "them can be taken.",
        hint="Unpack it, and import one, such as NUTS_RG_20M_2024_4326.geojson.",
    )
