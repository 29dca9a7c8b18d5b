"""Opening CORDIS's files: which tables they hold, of which programme, and what that is called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import Final

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.cordis.finding import find
from clusteratlas.importers.cordis.reading import CordisReading, Recognised
from clusteratlas.importers.cordis.recognition import Kind
from clusteratlas.importers.cordis.said import programme_labels, programme_slug
from clusteratlas.importers.protocol import Opened, Request, SourceDescription
from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.tables.reading import Table
from clusteratlas.importers.tables.sources import Source

_SUMMARY: Final = MappingProxyType(
    {
        "en": "Research projects and participants, as CORDIS publishes them (FP7, Horizon 2020, "
        "Horizon Europe)",
        "pl": "Projekty badawcze i uczestnicy według CORDIS (7PR, Horyzont 2020, Horyzont Europa)",
    }
)
_USAGE: Final = """\
clusteratlas import cordis cordis-HORIZONprojects-csv.zip
clusteratlas import cordis project.csv organization.csv euroSciVoc.csv topics.csv
clusteratlas import cordis projects.csv edges.csv unique_org.csv --as h2020-2016"""
_ADDRESSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "fp1": "https://data.europa.eu/data/datasets/fp1-cordis",
        "fp2": "https://data.europa.eu/data/datasets/cordis-fp2",
        "fp3": "https://data.europa.eu/data/datasets/cordis-fp3",
        "fp4": "https://data.europa.eu/data/datasets/cordisfp4projects",
        "fp5": "https://data.europa.eu/data/datasets/cordisfp5projects",
        "fp6": "https://data.europa.eu/data/datasets/cordisfp6projects",
        "fp7": "https://data.europa.eu/data/datasets/cordisfp7projects",
        "horizon-2020": "https://data.europa.eu/data/datasets/cordish2020projects",
        "horizon-europe": "https://data.europa.eu/data/datasets/"
        "cordis-eu-research-projects-under-horizon-europe-2021-2027",
    }
)
_SLUGS: Final[Mapping[str, str]] = MappingProxyType({"horizon-2020": "h2020"})
_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_PUBLISHER: Final = "Publications Office of the European Union"
_RANK_REASON: Final = MappingProxyType(
    {
        "en": "The European Commission’s own list of the projects that it funds.",
        "pl": "Własna lista Komisji Europejskiej z projektami, które finansuje.",
    }
)
_EXTRACT_REASON: Final = MappingProxyType(
    {
        "en": "An extract that somebody made from the European Commission’s list: where the two "
        "differ, the list is preferred.",
        "pl": "Wyciąg sporządzony przez kogoś z listy Komisji Europejskiej: gdzie się różnią, "
        "pierwszeństwo ma lista.",
    }
)
_PROGRAMME_COLUMNS: Final = ("frameworkProgramme", "legalBasis", "programme", "masterCall", "call")
_ROWS_LOOKED_AT: Final = 200
_HORIZON_2020: Final = re.compile(r"horizon[ _-]*2020")
_CODES: Final = re.compile(r"fp[1-7](?![0-9])|h2020|horizon")


class CordisImporter:
    """See importers.protocol.Importer."""

    name = "cordis"
    version = 2
    summary = _SUMMARY
    usage = _USAGE

    def open(self, request: Request) -> Opened:
        """Recognise the tables by their columns.

        Raises ImportRefused for a file that is none of CORDIS's, and where the files together hold
        no projects.
        """
        tables, others = find(request.files)
        kinds = {table.kind for table in tables}
        _refuse_incomplete(kinds)
        extract = Kind.EDGES in kinds
        programmes = _programmes(tables)
        graph = request.graph or _graph_name(programmes, extract=extract)
        return Opened(
            graph=graph,
            description=_description(programmes, extract=extract),
            documents={table.slug: table.table.source.name for table in tables},
            reading=CordisReading(graph, tables, others),
            bytes=sum(table.table.source.size for table in tables),
        )


def _refuse_incomplete(kinds: set[Kind]) -> None:
    if Kind.EDGES in kinds and not {Kind.PROJECTS, Kind.ORGANISATIONS} <= kinds:
        raise ImportRefused(
            "A table of project and organisation numbers says nothing by itself.",
            hint="Give the list of projects and the list of organisations together with it: "
            "clusteratlas import cordis projects.csv edges.csv unique_org.csv",
        )
    if not kinds & {Kind.PROJECTS, Kind.PARTICIPATIONS}:
        raise ImportRefused(
            "These tables list neither projects nor their participants.",
            hint="Give project.csv or organization.csv of the same programme together with them.",
        )


def _programmes(tables: Sequence[Recognised]) -> list[str]:
    """The slugs of the framework programmes that the tables speak of first.

    Participants alone do not tell their programme: then the names of the files do, if any.
    """
    found: dict[str, None] = {}
    for kind in (Kind.PROJECTS, Kind.LEGAL_BASES, Kind.TOPICS):
        for table in tables:
            if table.kind is kind:
                found |= dict.fromkeys(_programmes_in(table.table))
        if found:
            break
    for table in () if found else tables:
        found |= dict.fromkeys(_programmes_named(table.table.source))
    return [name for name in sorted(found) if name != "euratom"]


def _programmes_in(table: Table) -> set[str]:
    columns = [
        index
        for name in (*_PROGRAMME_COLUMNS, "topic")
        if (index := table.header.find(name)) is not None
    ]
    rows = [fields for _, fields in islice(table.rows(ImportReport()), _ROWS_LOOKED_AT)]
    for index in columns:
        found = {programme_slug(fields[index].strip()) for fields in rows} - {""}
        if found:
            return found
    return set()


def _programmes_named(source: Source) -> set[str]:
    """The programmes in the name of a file, such as `cordis-h2020organizations.csv`."""
    names = f"{source.path.name} {source.name}".lower()
    return {programme_slug(code) for code in _CODES.findall(_HORIZON_2020.sub("h2020", names))}


def _graph_name(programmes: Sequence[str], *, extract: bool) -> str:
    """Such as `cordis-h2020`; the layout of 2016 is a list of its own and replaces no other."""
    parts = ["cordis", *(_SLUGS.get(name, name) for name in programmes)]
    return "-".join([*parts, "2016"] if extract else parts)


def _description(programmes: Sequence[str], *, extract: bool) -> SourceDescription:
    labels = [programme_labels(name) for name in programmes]
    english = " and ".join(names["en"] for names in labels) or "EU framework programmes"
    polish = " i ".join(names["pl"] for names in labels) or "programy ramowe UE"
    if extract:
        return SourceDescription(
            title={
                "en": f"Projects and participants of {english}, an extract of CORDIS",
                "pl": f"Projekty i uczestnicy: {polish}, wyciąg z CORDIS",
            },
            publisher="",
            rank=3,
            rank_reason=_EXTRACT_REASON,
        )
    return SourceDescription(
        title={
            "en": f"CORDIS: projects and participants of {english}",
            "pl": f"CORDIS: projekty i uczestnicy, {polish}",
        },
        publisher=_PUBLISHER,
        rank=1,
        rank_reason=_RANK_REASON,
        address=_ADDRESSES.get(programmes[0], "") if len(programmes) == 1 else "",
        licence=_LICENCE,
    )
