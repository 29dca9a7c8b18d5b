"""Which of CORDIS's tables the files hold that were given, each told apart from all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from clusteratlas.errors import ImportRefused
from clusteratlas.importers import ntriples
from clusteratlas.importers.cordis.reading import Recognised
from clusteratlas.importers.cordis.recognition import recognise
from clusteratlas.importers.tables import sheets, sources
from clusteratlas.importers.tables.reading import Layout, look_at
from clusteratlas.importers.tables.sources import Source

_SHOWN: Final = 12
_OTHER_FORMATS: Final = ("-json.zip", "-xml.zip", "-rdf.zip")


class Found(NamedTuple):
    """The tables, and the names of what stands beside them and is none of CORDIS's."""

    tables: list[Recognised]
    others: list[str]


def find(files: Sequence[Path]) -> Found:
    """Recognise the tables by their columns.

    What stands beside the tables in an archive or a workbook may be anything. Raises ImportRefused
    for a file that was given by itself and is none of CORDIS's tables.
    """
    for path in files:
        _refuse_other_format(path)
    sought = [source for path in files for source in sources.find(path)]
    found = Found([], [])
    for source, slug in zip(_told_apart(sought), sources.slugs(sought), strict=True):
        for part in _parts(source, slug):
            table = _recognised(part)
            if table:
                found.tables.append(table)
            else:
                found.others.append(part.source.name)
    return found


def _refuse_other_format(path: Path) -> None:
    """CORDIS publishes each archive in several formats, named by how it ends."""
    for ending in _OTHER_FORMATS:
        if path.name.lower().endswith(ending):
            raise ImportRefused(
                f"{path.name} is CORDIS’s archive in a format that is not read.",
                hint=f"Fetch the one whose name ends in -csv instead of {ending.split('.')[0]}: it "
                "has the same content.",
            )


def _told_apart(sought: Sequence[Source]) -> list[Source]:
    """The sources; where two have one name, with that of their archive or folder before it."""
    count = Counter(source.name for source in sought)
    return [
        replace(source, name=_whole_name(source)) if count[source.name] > 1 else source
        for source in sought
    ]


def _whole_name(source: Source) -> str:
    if source.member:
        return f"{source.path.name}/{source.member}"
    return f"{source.path.parent.name}/{source.path.name}"


class _Part(NamedTuple):
    """A source, or one of the sheets of a workbook; `alone` where nothing is beside it."""

    source: Source
    slug: str
    layout: Layout
    alone: bool


def _parts(source: Source, slug: str) -> list[_Part]:
    names = sheets.filled(source) if source.kind == "workbook" else []
    if len(names) < 2:
        return [_Part(source, slug, Layout(), not source.member)]
    return [
        _Part(
            replace(source, name=f"{source.name}/{name}"),
            ntriples.slug(f"{slug} {name}"),
            Layout(sheet=name),
            alone=False,
        )
        for name in names
    ]


def _recognised(part: _Part) -> Recognised | None:
    """The table of a part; None where it stands beside others and is none of CORDIS's."""
    source = part.source
    if not (part.alone or source.size):
        return None
    table = look_at(source, part.layout)
    kind = recognise(table.header)
    if kind is not None:
        return Recognised(table, kind, part.slug)
    if not part.alone:
        return None
    if table.header.names[0].startswith(("[", "{")):
        raise ImportRefused(
            f"{source.name} is JSON, in which CORDIS’s tables are not read.",
            hint="Fetch the archive whose name ends in -csv.zip: it has the same content.",
        )
    raise ImportRefused(
        f"{source.name} is none of CORDIS’s tables: its columns are "
        f"{', '.join(table.header.names[:_SHOWN])}.",
        hint="CORDIS publishes project.csv, organization.csv, euroSciVoc.csv, topics.csv, "
        "legalBasis.csv and webLink.csv for each framework programme. For other lists use "
        "“clusteratlas import table” with a mapping.",
    )
