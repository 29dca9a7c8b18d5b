"""A small importer: CSV files of `key,name,country`. Rows without a name are set aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clusteratlas.importers import ntriples
from clusteratlas.importers.gazetteer import Gazetteer
from clusteratlas.importers.protocol import Opened, Request, SourceDescription
from clusteratlas.importers.reasons import Reason
from clusteratlas.importers.report import ImportReport

NO_NAME = Reason("no-name", "The row has no name.", "Wiersz nie ma nazwy.")
SHOUTED = Reason("all-caps", "The name is in capitals.", "Nazwa jest pisana wielkimi literami.")

DESCRIPTION = SourceDescription(
    title={"en": "A list of organisations", "pl": "Lista organizacji"},
    publisher="Somebody",
    rank=2,
    rank_reason={"en": "A list.", "pl": "Lista."},
)
_TYPE, _NAME = ntriples.TYPE, ntriples.term("foaf", "name")
_ORGANISATION, _STATED = ntriples.term("ca", "Organisation"), ntriples.term("ca", "statedIn")
_PLACE, _LABEL = ntriples.term("ca", "locatedIn"), ntriples.term("skos", "prefLabel")


@dataclass(frozen=True)
class FakeReading:
    """Reads line by line; `fails_at` is a line at which it breaks off."""

    files: Sequence[Path]
    graph: str
    fails_at: int = 0

    def blocks(self, gazetteer: Gazetteer, report: ImportReport) -> Iterator[str]:
        """See importers.protocol.Reading."""
        del gazetteer
        for file in self.files:
            for number, row in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if number == self.fails_at:
                    raise ValueError("broken off")
                report.done_bytes += len(row) + 1
                if number > 1:
                    yield self._row(file, number, row, report)

    def _row(self, file: Path, number: int, row: str, report: ImportReport) -> str:
        report.rows[file.name] += 1
        key, name, country = row.split(",")
        if not name:
            report.reject(file.name, number, "name", row, NO_NAME)
            return ""
        if name.isupper():
            report.note(file.name, number, "name", name, SHOUTED)
        report.made["organisation"] += 1
        node = ntriples.thing("organisation", f"{self.graph}-{key}")
        place = ntriples.thing("country", country)
        passage, described = ntriples.passage(self.graph, ntriples.slug(file.stem), number)
        return (
            f"{described}"
            f"{node} {_TYPE} {_ORGANISATION} .\n"
            f"{node} {_NAME} {ntriples.text(name)} .\n"
            f"{node} {_LABEL} {ntriples.text(name, 'en')} .\n"
            f"{node} {_PLACE} {place} .\n"
            f"{node} {_STATED} {passage} .\n"
        )


@dataclass
class FakeImporter:
    """See importers.protocol.Importer."""

    name: str = "fake"
    version: int = 1
    summary: dict[str, str] = field(default_factory=lambda: {"en": "Fake.", "pl": "Na niby."})
    usage: str = "clusteratlas import fake list.csv"
    fails_at: int = 0

    def open(self, request: Request) -> Opened:
        """See importers.protocol.Importer."""
        graph = request.graph or "fake"
        return Opened(
            graph=graph,
            description=DESCRIPTION,
            documents={ntriples.slug(file.stem): file.name for file in request.files},
            reading=FakeReading(request.files, graph, self.fails_at),
            bytes=sum(file.stat().st_size for file in request.files),
        )
