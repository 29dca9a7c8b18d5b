"""Opening files: which tables they are, what the graph is called, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.cordis import IMPORTER
from clusteratlas.importers.cordis.recognition import Kind, recognise
from clusteratlas.importers.protocol import Request
from clusteratlas.importers.registry import importer
from clusteratlas.importers.tables.header import Header

HEADERS = {
    "id;acronym;status;title;objective;rcn": Kind.PROJECTS,
    "rcn\treference\tacronym\tcoordinator": Kind.PROJECTS,
    "id,title,objective,fundingScheme": Kind.PROJECTS,
    "projectID,acronym,title,ecMaxContribution": Kind.PROJECTS,
    "ai;biodiversity;cleanAir;climate;digitalAgenda;projectID": Kind.NOT_IMPORTED,
    "language;uri;title;type;source;represents;projectID": Kind.NOT_IMPORTED,
    "projectID;projectAcronym;organisationID;name;country;role": Kind.PARTICIPATIONS,
    "projectRcn;projectReference;id;name;country": Kind.PARTICIPATIONS,
    "projectRcn\tnew_org_id": Kind.EDGES,
    "new_org_id\tname\tcountry\tshortName": Kind.ORGANISATIONS,
    "name,numProj,degree,intermediated,country,new_org_id": Kind.NOT_IMPORTED,
    "projectID,topic,title": Kind.TOPICS,
    "projectID,legalBasis,title,uniqueProgrammePart": Kind.LEGAL_BASES,
    "projectID,euroSciVocCode,euroSciVocPath,euroSciVocTitle": Kind.SUBJECTS,
    "projectID,physUrl,id,type": Kind.WEB_LINKS,
    "id,title,isPublishedAs,doi,projectID,contentUpdateDate": Kind.NOT_IMPORTED,
    "id,title,projectID,attachment,contentUpdateDate": Kind.NOT_IMPORTED,
    "Tytuł projektu;Nazwa beneficjenta": None,
    "name,country": None,
}
PROJECTS = "id,acronym,frameworkProgramme,legalBasis\n"


@pytest.mark.parametrize(("header", "kind"), HEADERS.items())
def test_tables_are_told_by_their_columns(header: str, kind: Kind | None) -> None:
    names = header.replace(";", ",").replace("\t", ",").split(",")

    assert recognise(Header(names)) is kind
    assert recognise(Header([f" {name.upper()} " for name in names])) is kind


@pytest.mark.parametrize(
    ("tables", "graph", "title"),
    [
        ([f"{PROJECTS}1,A,H2020,H2020-EU.1.\n"], "cordis-h2020", "Horyzont 2020"),
        ([f"{PROJECTS}1,A,HORIZON,HORIZON.1.1\n"], "cordis-horizon-europe", "Horyzont Europa"),
        ([f"{PROJECTS}1,A,HORIZON,EURATOM.1\n"], "cordis-horizon-europe", "Horyzont Europa"),
        ([f"{PROJECTS}1,A,FP7,FP7-ICT\n"], "cordis-fp7", "Siódmy program ramowy"),
        ([f"{PROJECTS}1,A,FP4,FP4-ACTS\n"], "cordis-fp4", "Czwarty program ramowy"),
        ([f"{PROJECTS}1,A,FP7,\n", f"{PROJECTS}2,B,H2020,\n"], "cordis-fp7-h2020",
         "Siódmy program ramowy i Horyzont 2020"),
        ([f"{PROJECTS}1,A,,\n"], "cordis", "programy ramowe UE"),
        (["rcn,reference,acronym,programme,coordinator\n1,2,A,H2020-EU.1.,X\n",
          "projectRcn,new_org_id\n1,9\n", "new_org_id,name,country\n9,X,PL\n"],
         "cordis-h2020-2016", "wyciąg z CORDIS"),
    ],
    ids=["H2020", "HE", "Euratom", "FP7", "FP4", "two programmes", "not said", "layout of 2016"],
)  # fmt: skip
def test_the_graph_is_named_by_programme(
    tmp_path: Path, tables: list[str], graph: str, title: str
) -> None:
    paths = [tmp_path / f"table-{number}.csv" for number in range(len(tables))]
    for path, text in zip(paths, tables, strict=True):
        path.write_text(text)

    opened = IMPORTER.open(Request(paths))

    assert opened.graph == graph
    assert title in opened.description.title["pl"]
    assert set(opened.description.title) == set(opened.description.rank_reason) == {"en", "pl"}
    assert list(opened.documents.values()) == [path.name for path in paths]
    assert opened.bytes == sum(path.stat().st_size for path in paths)


@pytest.mark.parametrize(
    ("name", "graph"),
    [
        ("cordis-h2020organizations.csv", "cordis-h2020"),
        ("cordis-fp7organizations.csv", "cordis-fp7"),
        ("Horizon 2020 organisations.csv", "cordis-h2020"),
        ("HORIZON-organization.csv", "cordis-horizon-europe"),
        ("organization.csv", "cordis"),
        ("fp70.csv", "cordis"),
    ],
)
def test_participants_alone_are_named_by_their_file(tmp_path: Path, name: str, graph: str) -> None:
    (tmp_path / name).write_text("projectID,organisationID,name,country\n1,999994535,X,PL\n")

    assert IMPORTER.open(Request([tmp_path / name])).graph == graph


def test_the_programme_is_what_the_list_says_first(tmp_path: Path) -> None:
    (tmp_path / "fp7.csv").write_text(f"{PROJECTS}1,A,H2020,FP7-ICT\n")

    assert IMPORTER.open(Request([tmp_path / "fp7.csv"])).graph == "cordis-h2020"


def test_the_name_that_was_asked_for_is_taken(tmp_path: Path) -> None:
    (tmp_path / "project.csv").write_text(f"{PROJECTS}1,A,H2020,\n")

    assert IMPORTER.open(Request([tmp_path / "project.csv"], "mine")).graph == "mine"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("%PDF-1.4\n", "PDF document"),
        ("<!DOCTYPE html>\n<html>", "web page"),
        ('[{"id": "1", "acronym": "A"}]\n', "is JSON"),
        ("name;country\nX;PL\n", "none of CORDIS’s tables"),
        ("projectRcn\tnew_org_id\n1\t2\n", "says nothing by itself"),
        ("projectID,topic,title\n1,T,x\n", "neither projects nor their participants"),
        ("name,degree,country,new_org_id\nX,1,PL,2\n", "neither projects nor their participants"),
    ],
    ids=[
        "empty",
        "PDF",
        "web page",
        "JSON",
        "another list",
        "edges alone",
        "topics alone",
        "derived figures",
    ],
)
def test_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "t.csv").write_text(text)

    with pytest.raises(ImportRefused, match=message):
        IMPORTER.open(Request([tmp_path / "t.csv"]))


@pytest.mark.parametrize("name", ["cordis-h2020projects-json.zip", "cordis-fp7projects-XML.zip"])
def test_archives_of_other_formats(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")

    with pytest.raises(ImportRefused, match="format") as caught:
        IMPORTER.open(Request([tmp_path / name]))

    assert "-csv" in caught.value.hint


def test_the_importer_is_registered() -> None:
    assert importer("cordis") is IMPORTER
    assert IMPORTER.name == "cordis"
    assert set(IMPORTER.summary) == {"en", "pl"}
