"""Archives as CORDIS publishes them today: all their tables, in their order of columns."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Read = Callable[..., Any]

PROJECT = [
    "id",
    "acronym",
    "status",
    "title",
    "startDate",
    "endDate",
    "totalCost",
    "ecMaxContribution",
    "topics",
    "ecSignatureDate",
    "frameworkProgramme",
    "masterCall",
    "subCall",
    "fundingScheme",
    "nature",
    "objective",
    "contentUpdateDate",
    "rcn",
    "grantDoi",
    "keywords",
    "Human-validated",
    "legalBasis",
]
ORGANISATION = [
    "projectID",
    "projectAcronym",
    "organisationID",
    "vatNumber",
    "name",
    "shortName",
    "SME",
    "activityType",
    "street",
    "postCode",
    "city",
    "country",
    "nutsCode",
    "geolocation",
    "organizationURL",
    "contactForm",
    "contentUpdateDate",
    "rcn",
    "order",
    "role",
    "ecContribution",
    "netEcContribution",
    "totalCost",
    "endOfParticipation",
    "active",
]
PROJECT_ROW = dict.fromkeys(PROJECT, "") | {
    "id": "101116741", "acronym": "ALFA", "status": "SIGNED", "title": "A title",
    "startDate": "2024-02-01", "endDate": "2029-01-31", "totalCost": "1499998,5",
    "ecMaxContribution": "1499998", "topics": "ERC-2023-STG", "frameworkProgramme": "HORIZON",
    "objective": "Text", "rcn": "256741", "legalBasis": "HORIZON.1.1",
}  # fmt: skip
ORGANISATION_ROW = dict.fromkeys(ORGANISATION, "") | {
    "projectID": "101116741", "organisationID": "999994535", "name": "X LTD", "country": "PL",
    "role": "coordinator", "ecContribution": "1499998",
}  # fmt: skip


def quoted(*rows: list[str]) -> str:
    """Rows with quotes around each field, those in the fields doubled."""
    return "".join(
        ";".join('"' + field.replace('"', '""') + '"' for field in row) + "\n" for row in rows
    )


def projects(*rows: Mapping[str, str]) -> str:
    return quoted(PROJECT, *(list((PROJECT_ROW | row).values()) for row in rows))


def organisations(*rows: Mapping[str, str]) -> str:
    return quoted(ORGANISATION, *(list((ORGANISATION_ROW | row).values()) for row in rows))


ARCHIVE = {
    "project.csv": projects({}),
    "organization.csv": organisations({}),
    "euroSciVoc.csv": quoted(
        ["euroSciVocCode", "euroSciVocPath", "euroSciVocTitle", "euroSciVocDescription",
         "projectID"],
        ["/23/43", "/natural sciences/physical sciences", "physical sciences", "", "101116741"],
    ),
    "topics.csv": quoted(
        ["topic", "title", "projectID"], ["ERC-2023-STG", "ERC STARTING GRANTS", "101116741"]
    ),
    "legalBasis.csv": quoted(
        ["legalBasis", "title", "uniqueProgrammePart", "projectID"],
        ["HORIZON.1.1", "European Research Council (ERC)", "true", "101116741"],
    ),
    "webLink.csv": quoted(
        ["physUrl", "id", "availableLanguages", "status", "archivedDate", "type", "source",
         "represents", "projectID"],
        ["https://alfa.example/", "1", "en", "valid", "", "relatedWebsite", "corda", "project",
         "101116741"],
    ),
    "policyPriorities.csv": quoted(
        ["ai", "biodiversity", "cleanAir", "climate", "digitalAgenda", "projectID"],
        ["0", "0", "0", "40", "100", "101116741"],
    ),
    "webItem.csv": quoted(
        ["language", "availableLanguages", "uri", "title", "type", "source", "represents",
         "projectID"],
        ["en", "en", "https://alfa.example/logo.png", "Logo", "logo", "corda", "", "101116741"],
    ),
}  # fmt: skip
OTHER_TABLES = {
    "projectDeliverables.csv": "deliverableType;description;url;projectID;projectAcronym;"
    "contentUpdateDate;rcn;collection\n"
    "Documents;Text;https://x.example/1;101116741;ALFA;2024-01-31;1;Project deliverable\n",
    "reportSummaries.csv": "attachment;id;title;projectID;projectAcronym;contentUpdateDate;rcn\n"
    ";1_PS;Periodic Reporting;101116741;ALFA;2024-01-31;2\n",
}


def zipped(path: Path, tables: Mapping[str, str], folder: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in tables.items():
            archive.writestr(folder + name, text)
        archive.writestr(f"{folder}information.zip", b"")
    return path


@pytest.mark.parametrize("folder", ["", "csv/", "cordis-HORIZONprojects-csv/"])
def test_the_archive_of_today(tmp_path: Path, read_files: Read, folder: str) -> None:
    path = zipped(tmp_path / "cordis-HORIZONprojects-csv.zip", ARCHIVE | OTHER_TABLES, folder)

    found = read_files([path])

    assert found.facts("project/101116741") == {
        "rdf:type ca:Project",
        "skos:prefLabel A title@en",
        "foaf:name ALFA",
        "dcterms:identifier 101116741",
        "dcterms:description Text@en",
        "ca:rcn 256741",
        "ca:underProgramme activity/horizon-1-1",
        "ca:underTopic call-topic/erc-2023-stg",
        "ca:during period/2024-02-01-2029-01-31",
        "ca:hasParticipation participation/101116741-999994535",
        "ca:subject concept/euroscivoc-43",
        "ca:statedIn passage/project-p2",
        "foaf:homepage https://alfa.example/",
    }
    assert "ca:role scheme-role:coordinator" in found.facts("participation/101116741-999994535")
    assert found.told() == [
        (name, 2, "", "table-not-imported")
        for name in sorted({"policyPriorities.csv", "webItem.csv", *OTHER_TABLES})
    ]
    assert sum(found.report.rows.values()) == 10


def test_what_else_an_archive_holds(tmp_path: Path, read_files: Read) -> None:
    beside = {"README.txt": "Hello,\nreader\n", "other.csv": "a,b\n1,2\n", "empty.csv": ""}
    path = zipped(tmp_path / "a.zip", {"project.csv/": "", **ARCHIVE, **beside}, "folder/")

    found = read_files([path])

    unread = [file for file, _, _, reason in found.told() if reason == "file-not-read"]
    assert sorted(unread) == ["README.txt", "a.zip/folder/project.csv/", "empty.csv", "other.csv"]
    assert found.report.made["project"] == found.report.made["participation"] == 1


def test_two_programmes_in_one_archive(tmp_path: Path, read_files: Read) -> None:
    old = {"id": "215282", "rcn": "94601", "frameworkProgramme": "FP7", "legalBasis": "FP7-ICT"}
    path = zipped(
        tmp_path / "all.zip",
        {"fp7/project.csv": projects(old), "horizon/project.csv": projects({"status": "?"})},
    )

    found = read_files([path])

    assert found.report.rows == {
        "all.zip/fp7/project.csv": 1,
        "all.zip/horizon/project.csv": 1,
    }
    assert found.told() == [("all.zip/horizon/project.csv", 2, "status", "status-unknown")]
    assert "ca:statedIn passage/project-p2" in found.facts("project/215282")
    assert "ca:statedIn passage/all-project-p2" in found.facts("project/101116741")


def test_a_workbook_of_several_sheets(tmp_path: Path, read_files: Read) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Extracted from CORDIS"])
    for name in ("project.csv", "organization.csv"):
        sheet = book.create_sheet(name.removesuffix(".csv"))
        for row in csv.reader(ARCHIVE[name].splitlines(), delimiter=";"):
            sheet.append(row)
    book.save(tmp_path / "export.xlsx")

    found = read_files([tmp_path / "export.xlsx"])

    assert found.report.made["project"] == found.report.made["participation"] == 1
    assert "ca:statedIn passage/export-project-p2" in found.facts("project/101116741")
    assert found.told() == [("export.xlsx/Sheet", 1, "", "file-not-read")]
    assert found.report.rows == {"export.xlsx/project": 1, "export.xlsx/organization": 1}


UNDER_ESCAPED = {
    "a field that begins with a quote": ('""Deep" things', '"Deep" things'),
    "with delimiters in it": ('""Deep"" things; they; grow', '"Deep" things; they; grow'),
    "over several lines": ('""Deep""; things;\nthey\ngrow', '"Deep"; things;\nthey\ngrow'),
    "quotes that are doubled as they should": ('Deep ""things""; they', 'Deep "things"; they'),
}


@pytest.mark.parametrize(("written", "text"), UNDER_ESCAPED.values(), ids=UNDER_ESCAPED)
def test_quotes_that_are_not_doubled(read: Read, written: str, text: str) -> None:
    table = projects({"objective": "@"}, {"id": "101116742", "rcn": "256742"})

    found = read({"project.csv": table.replace('"@"', f'"{written}"')})

    facts = found.facts("project/101116741")
    assert f"dcterms:description {text}@en" in facts
    assert "ca:underProgramme activity/horizon-1-1" in facts
    assert found.report.made["project"] == 2
    assert not found.rejected
