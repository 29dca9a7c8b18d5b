"""Lists of partners as keep.eu and programmes publish them: workbooks, CSV, other years."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from pyoxigraph import RdfFormat, Store, parse

from clusteratlas.importers.gazetteer import NoGazetteer
from clusteratlas.importers.interreg import IMPORTER
from clusteratlas.importers.protocol import Request
from clusteratlas.importers.report import Finding, ImportReport
from clusteratlas.terms import PREFIXES

Row = Mapping[str, object]

KEEP: Row = {
    "Programme": "2021 - 2027 Interreg VI-A Poland-Slovakia",
    "Project ID (2021-2027 only)": "PLSK.01/23",
    "Project acronym": "NATUREX",
    "Organisation in English": "Gmina C",
    "Lead partner": "Yes",
    "Participant Identification Code": 951881080,
    "Partner’s ID if not PIC": "N.a.",
    "Type of Organisation": "Local public authority",
    "Postal code": "34-500",
    "Town": "Zakopane",
    "Country": "POLAND",
    "Country code": "PL",
    "NUTS3 code (or equivalent)": "PL219",
    "Partner's total eligible budget / expenditure": 500000.5,
    "ERDF contribution (2014-2020 only)": None,
    "Partner's programme co-financing (EUR) (2021-2027 only)": 400000,
}
PARTNER: Row = {
    **KEEP,
    "Organisation in English": "Firm E Ltd",
    "Lead partner": "No",
    "Participant Identification Code": "N.a.",
    "Type of Organisation": "SME",
    "Country code": "UK",
    "NUTS3 code (or equivalent)": "UKE42",
}
OLD_KEEP: Row = {
    "Programme": "2007 - 2013 North Sea", "Acronym": "OLDIE", "Project Partner": "Town of A",
    "Lead Partner": "Yes", "Town": "Bremen", "Country": "GERMANY", "Legal Status": "Public",
    "Country code": "DE", "NUTS1 (or equivalent)": "BREMEN", "NUTS2 (or equivalent)": "Bremen",
    "NUTS3 (or equivalent)": "Bremen, Kreisfreie Stadt",
}  # fmt: skip
SWEDISH: Row = {
    "program": "AURORA", "startdatum": "2023-01-01", "projektnamn": "Biogas",
    "organisationsnamn": "Exempel AB", "organisationsroll": "Lead Partner", "land": "Sverige",
    "nuts3": "Västerbottens län", "partnerbudget": 1000,
}  # fmt: skip


class Imported:
    """What an import gave and told."""

    def __init__(self, path: Path) -> None:
        self.told: list[Finding] = []
        self.report = ImportReport(self.told.append, self.told.append)
        opened = IMPORTER.open(Request([path]))
        self.graph = opened.graph
        self._store = Store()
        for block in opened.reading.blocks(NoGazetteer(), self.report):
            self._store.extend(parse(block.encode(), format=RdfFormat.N_TRIPLES))

    def ask(self, pattern: str) -> list[str]:
        """The values of `?found`, the last part of each IRI, in order."""
        prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
        rows = self._store.query(f"{prefixes} SELECT ?found {{ {pattern} }}")
        return sorted(row["found"].value.rpartition("/")[2] for row in rows)


def as_workbook(path: Path, rows: Sequence[Row], sheet: str = "Search results, partners") -> Path:
    book = openpyxl.Workbook()
    book.active.append(["Exported from keep.eu"])
    page = book.create_sheet(sheet) if sheet else book.active
    page.append(list(rows[0]))
    for row in rows:
        page.append(list(row.values()))
    book.save(path)
    return path


def as_csv(path: Path, rows: Sequence[Row]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def as_json(path: Path, rows: Sequence[Row]) -> Path:
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["Project_search_results_keep_eu.xlsx", "export (3).xlsx"])
def test_what_keep_eu_exports(tmp_path: Path, name: str) -> None:
    found = Imported(as_workbook(tmp_path / name, [KEEP, PARTNER]))

    assert found.graph == "interreg-keep"
    assert found.report.made["participation"] == 2
    assert found.ask("?x ca:role ?found") == ["leader", "partner"]
    assert found.ask("?x ca:pic ?found") == ["951881080"]
    assert found.ask("?x a ca:Organisation ; ca:locatedIn ?found") == [
        "gb", "nuts-pl219", "nuts-uke42", "pl",
    ]  # fmt: skip
    assert found.ask("?x ca:organisationKind ?found") == ["company", "public-authority"]
    assert found.ask("?x a ca:Project ; dcterms:identifier ?found") == ["23"]
    assert found.ask("?x ca:funded/ca:nameAsGiven 'Gmina C' ; ca:amount ?found") == [
        "400000", "500000.5",
    ]  # fmt: skip
    assert not found.report.set_aside


def test_what_keep_eu_exported_before(tmp_path: Path) -> None:
    found = Imported(as_csv(tmp_path / "partners.csv", [OLD_KEEP]))

    assert found.graph == "interreg-keep"
    assert found.ask("?x ca:role ?found") == ["leader"]
    assert found.ask("?x a ca:Organisation ; ca:locatedIn ?found") == ["de", "nuts-de501"]
    assert found.ask("?x a ca:Project ; skos:prefLabel ?found") == ["OLDIE"]


@pytest.mark.parametrize(
    ("write", "name"),
    [(as_json, "partner.json"), (as_csv, "rawdata-2025.csv"), (as_csv, "lista.csv")],
    ids=["JSON", "CSV", "CSV of another name"],
)
def test_other_editions_of_the_swedish_list(
    tmp_path: Path, write: Callable[[Path, Sequence[Row]], Path], name: str
) -> None:
    found = Imported(write(tmp_path / name, [SWEDISH]))

    assert found.graph == "interreg-se"
    assert found.ask("?x ca:role ?found") == ["leader"]
    assert found.ask("?x a ca:Organisation ; ca:locatedIn ?found") == ["nuts-se331", "se"]
    assert not found.report.set_aside


def test_a_project_is_in_one_outermost_programme(tmp_path: Path) -> None:
    rows = [{**SWEDISH, "strand_namn": "Gränsregionalt"}]
    found = Imported(as_csv(tmp_path / "rawdata.csv", rows))

    outermost = """?project a ca:Project ; ca:underProgramme/dcterms:isPartOf* ?found .
        FILTER NOT EXISTS { ?found dcterms:isPartOf ?wider }"""
    assert found.ask(outermost) == ["interreg-2021-2027"]
    assert found.ask("?project a ca:Project ; ca:underProgramme/dcterms:isPartOf ?found") == [
        "interreg-a-cross-border-cooperation"
    ]
