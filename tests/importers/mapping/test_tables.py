"""Tables that users bring: members of a cluster, workbooks, JSON, partners as in keep.eu."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.gazetteer import Place

from .conftest import Outcome, Reading, read

MIDNIGHT = datetime.combine(date(2016, 5, 2), time())
CLUSTER = "https://w3id.org/clusteratlas/id/cluster/klaster-lifescience-krakow"
MEMBERS = f"""\
importer: table
name: members-example
title: {{en: Members of a cluster, pl: Członkowie klastra}}
publisher: The cluster's office
language: pl
dialect: {{sheetName: Members}}
constants:
  cluster.address: {CLUSTER}
  organisation.country: PL
schema:
  fields:
    - {{name: Member, means: organisation.name}}
    - {{name: Town, means: organisation.city, fillDown: true}}
    - {{name: Postcode, means: organisation.postcode}}
    - {{name: SME, means: organisation.sme, trueValues: [x], falseValues: ["-"]}}
    - {{name: Joined, means: membership.start}}
    - name: Level
      means: membership.level
      values: {{founder: full, supporting: associated}}
    - {{name: Website, means: organisation.homepage, optional: true}}
"""


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.title = "Notes"
    hidden.append(["Member", "Town"])
    hidden.sheet_state = "hidden"
    sheet = book.create_sheet("Members")
    sheet.append(["Member", "Town", "Postcode", "SME", "Joined", "Level", "Website"])
    sheet.append(["Biotech One sp. z o.o.", "Kraków", "30-348", "x", date(2015, 3, 1), "founder",
                  "www.biotech-one.example"])  # fmt: skip
    sheet.append(["Uniwersytet Przykładowy", None, 30059, "-", MIDNIGHT, "supporting",
                  "no address"])  # fmt: skip
    sheet.append(["=CONCATENATE(A2)", "Łódź", "", "?", "soon", "guest", None])
    sheet.append([None] * 7)
    sheet.merge_cells("B2:B3")
    book.save(path)
    return path


@pytest.fixture
def members(tmp_path: Path) -> Outcome:
    mapping = tmp_path / "members.yaml"
    mapping.write_text(MEMBERS, "utf-8")
    return read("table", [workbook(tmp_path / "members.xlsx")], mapping)


def test_members_belong_to_the_named_cluster(members: Outcome) -> None:
    assert members.rows(
        "SELECT ?n ?c ?level ?from { ?m a ca:Membership; ca:member/foaf:name ?n; ca:memberOf ?c "
        "OPTIONAL { ?m ca:membershipLevel ?l BIND (REPLACE(STR(?l), '.*/', '') AS ?level) } "
        "OPTIONAL { ?m ca:during/ca:earliestStart ?from } }"
    ) == [
        ("Biotech One sp. z o.o.", CLUSTER, "full", "2015-03-01"),
        ("Uniwersytet Przykładowy", CLUSTER, "associated", "2016-05-02"),
    ]


def test_cells_of_a_workbook(members: Outcome) -> None:
    assert members.rows(
        "SELECT ?n ?town ?code ?sme { ?o foaf:name ?n; vcard:locality ?town; "
        "vcard:postal-code ?code; ca:sme ?sme }"
    ) == [
        ("Biotech One sp. z o.o.", "Kraków", "30-348", "true"),
        ("Uniwersytet Przykładowy", "Kraków", "30059", "false"),
    ]
    assert members.rows("SELECT ?h { ?o foaf:homepage ?h }") == [
        ("http://www.biotech-one.example",)
    ]


def test_row_of_a_workbook_without_a_name_is_set_aside(members: Outcome) -> None:
    # The formula was never calculated, so the workbook keeps no value for it.
    assert members.aside() == [
        (3, "Website", "no address", "address-malformed"),
        (4, "SME", "?", "truth-unreadable"),
        (4, "Joined", "soon", "date-unreadable"),
        (4, "Level", "guest", "value-not-in-mapping"),
        (4, "Member", "Łódź", "organisation-without-name"),
    ]


def test_sheet_that_is_not_there_is_told(tmp_path: Path) -> None:
    mapping = tmp_path / "members.yaml"
    mapping.write_text(MEMBERS.replace("sheetName: Members", "sheetName: Membres"), "utf-8")
    with pytest.raises(ImportRefused, match="has no sheet “Membres”"):
        read("table", [workbook(tmp_path / "members.xlsx")], mapping)


def test_first_sheet_that_is_not_hidden_is_read(tmp_path: Path) -> None:
    mapping = tmp_path / "members.yaml"
    mapping.write_text(MEMBERS.replace("dialect: {sheetName: Members}\n", ""), "utf-8")
    outcome = read("table", [workbook(tmp_path / "members.xlsx")], mapping)
    assert outcome.count("Membership") == 2


class Postcodes:
    """Knows one postcode, and remembers what it is taught."""

    def __init__(self) -> None:
        self.learnt: list[tuple[str, str, str]] = []

    def locate(
        self, country: str, postcode: str, point: tuple[float, float] | None
    ) -> Place | None:
        found = point is None and (country, postcode) == ("PL", "30-348")
        return Place("PL213", "postcode") if found else None

    def learn(self, country: str, postcode: str, nuts: str) -> None:
        self.learnt.append((country, postcode, nuts))


def test_region_is_worked_out_from_the_postcode_and_says_so(tmp_path: Path) -> None:
    mapping = tmp_path / "members.yaml"
    mapping.write_text(MEMBERS, "utf-8")
    outcome = read("table", [workbook(tmp_path / "members.xlsx")], mapping, gazetteer=Postcodes())
    assert outcome.rows(
        "SELECT ?n ?c ?why { ?i a ca:Inference; ca:concerns/foaf:name ?n; "
        "ca:inferredValue/ca:nutsCode ?c; ca:inferenceReason ?why FILTER (LANG(?why) = 'en') }"
    ) == [
        ("Biotech One sp. z o.o.", "PL213",
         "The source gives no NUTS code; the region was found by the postcode."),
    ]  # fmt: skip
    assert outcome.rows("SELECT ?n { ?o foaf:name ?n; ca:locatedIn/ca:nutsCode 'PL213' }") == [
        ("Biotech One sp. z o.o.",)
    ]


CLUSTERS = """\
importer: table
name: clusters-example
title: {en: Clusters, pl: Klastry}
publisher: An office
language: en
schema:
  fields:
    - {name: Cluster, means: cluster.name}
    - {name: Country, means: cluster.country}
    - {name: Region, means: cluster.nuts}
    - {name: Field, means: cluster.sector}
    - {name: Web, means: cluster.homepage}
    - {name: Member, means: organisation.name}
    - {name: LEI, means: organisation.lei}
    - {name: North, means: organisation.latitude}
    - {name: East, means: organisation.longitude}
"""


PHOTONICS = (
    "Cluster,Country,Region,Field,Web,Member,LEI,North,East\n"
    "Photonics Valley,Deutschland,DE212,medicine,https://photonics.example,Optics GmbH,"
    "529900T8BM49AURSDO55,48.137,11.575\n"
    "Photonics Valley,DE,DE212,pottery,,Lasers GmbH,123,95,11\n"
    ",DE,DE999,,,Nobody e.V.,,,\n"
)


def test_clusters_with_their_members(listed: Reading) -> None:
    outcome = listed(
        PHOTONICS,
        CLUSTERS,
        importer="table",
    )
    members = "SELECT ?n ?m { ?x ca:member/foaf:name ?m; ca:memberOf/skos:prefLabel ?n }"
    assert outcome.rows(members) == [
        ("Photonics Valley", "Lasers GmbH"), ("Photonics Valley", "Optics GmbH"),
    ]  # fmt: skip
    assert outcome.rows("SELECT ?c { ?x a ca:Cluster; ca:locatedIn/ca:nutsCode ?c }") == [
        ("DE",), ("DE212",),
    ]  # fmt: skip
    assert outcome.rows("SELECT ?n ?w { ?o geo:hasGeometry/geo:asWKT ?w; foaf:name ?n }") == [
        ("Optics GmbH", "POINT(11.575 48.137)")
    ]
    assert outcome.aside() == [
        (3, "Field", "pottery", "value-not-in-mapping"),
        (3, "LEI", "123", "identifier-malformed"),
        (3, "North", "95, 11", "point-out-of-bounds"),
        (4, "Region", "DE999", "nuts-code-unknown"),
        (4, "Cluster", "Nobody e.V.", "cluster-without-name"),
    ]


KEEP = """\
importer: interreg
name: keep-example
title: {en: Partners, pl: Partnerzy}
publisher: keep.eu
language: en
projectKey: [Programme, Project acronym]
constants: {funding.currency: EUR}
schema:
  fields:
    - {name: Programme, means: project.programme}
    - {name: Project acronym, means: project.acronym}
    - {name: Project name, means: project.title}
    - {name: Partner, means: organisation.name}
    - {name: Country, means: organisation.country}
    - {name: NUTS3, means: organisation.nuts}
    - name: Role
      means: participation.role
      values: {Lead Partner: leader, Partner: partner}
    - {name: Partner budget, means: funding.total-cost, of: participation}
    - {name: Project budget, means: funding.total-value}
"""


PARTNERS = (
    "Programme,Project acronym,Project name,Partner,Country,NUTS3,Role,Partner budget,"
    "Project budget\n"
    "Central Europe,DIGI,Digital regions,Agencja Przykład,Poland,PL213,Lead Partner,100,300\n"
    "Central Europe,DIGI,Digital regions,Agentur Muster,AT,AT130,Partner,120.5,300\n"
    "Central Europe,DIGI,Digital Regions!,Agentur Muster,AT,AT130,Partner,79.5,310\n"
    "Alpine Space,DIGI,Digital alps,Agentur Muster,AT,DE212,Observer,1,2\n"
)


def test_partners_as_keep_lists_them(listed: Reading) -> None:
    outcome = listed(
        PARTNERS,
        KEEP,
        importer="interreg",
    )
    assert outcome.count("Project") == 2
    assert outcome.rows(
        "SELECT ?role (SUM(?a) AS ?sum) { ?p ca:role ?r . ?f ca:funded ?p; ca:amount ?a "
        "BIND (REPLACE(STR(?r), '.*/', '') AS ?role) } GROUP BY ?role"
    ) == [("leader", "100"), ("partner", "201")]
    # Two rows agree on the project's budget, one does not: two claims, none lost.
    assert outcome.total("total-value") == Decimal(300 + 310 + 2)
    assert outcome.rows("SELECT ?l ?a { ?p skos:prefLabel ?l; skos:altLabel ?a }") == [
        ("Digital regions", "Digital Regions!")
    ]
    assert outcome.odd() == [
        (4, "Project name", "Digital Regions!", "project-title-differs"),
        (4, "Project budget", "310 EUR", "amount-differs"),
    ]
    assert outcome.aside() == [
        (5, "Role", "Observer", "value-not-in-mapping"),
        (5, "NUTS3", "DE212", "nuts-code-foreign"),
    ]


def test_what_further_rows_say_of_a_project_is_added(listed: Reading) -> None:
    mapping = KEEP.replace("{name: Project budget, means: funding.total-value}",
                           "{name: Theme, means: project.subject}")  # fmt: skip
    outcome = listed(
        "Programme,Project acronym,Project name,Partner,Country,NUTS3,Role,Partner budget,Theme\n"
        "Central Europe,DIGI,Digital regions,Agencja,PL,PL213,Partner,100,Skills\n"
        "Central Europe,DIGI,Digital regions,Agentur,AT,AT130,Partner,100,Towns\n",
        mapping,
        importer="interreg",
    )
    assert outcome.rows("SELECT ?t ?s { ?p skos:prefLabel ?t; ca:subject/skos:notation ?s }") == [
        ("Digital regions", "Skills"), ("Digital regions", "Towns"),
    ]  # fmt: skip


JSON_MAPPING = """\
importer: table
name: json-example
title: {en: Organisations, pl: Organizacje}
publisher: An office
language: en
dialect: {property: records}
schema:
  fields:
    - {name: name, means: organisation.name}
    - {name: country, means: organisation.country}
    - {name: names, means: organisation.short-name}
"""
DOCUMENTS = {
    "array": '[{"name": "A", "country": "PL"}, {"name": "B", "country": null}]',
    "property": '{"count": 2, "records": [{"name":"A","country":"PL"},\n{"name":"B"}]}',
    "byte order mark": '\ufeff[{"name":"A","country":"PL"},{"name":"B"}]',
    "long": "[" + " " * 200_000 + '{"name":"A","country":"PL"}' + "\n" * 70_000 + ',{"name":"B"}]',
}


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_records_of_json(document: str, listed: Reading) -> None:
    mapping = JSON_MAPPING.replace("{name: names", "{optional: true, name: names")
    outcome = listed(document, mapping, importer="table", file="list.json")
    assert outcome.rows("SELECT ?n { ?o foaf:name ?n }") == [("A",), ("B",)]
    assert outcome.rows("SELECT ?n { ?o ca:statedIn/ca:paragraph ?n }") == [("1",), ("2",)]
    assert outcome.report.rows == {"list.json": 2}
    assert outcome.report.done_bytes == len(document.encode())


def test_odd_records_of_json_are_told_of(listed: Reading) -> None:
    outcome = listed(
        '[{"name": "A", "country": {"code": "PL"}, "names": ["x", "y"]}, 5]',
        JSON_MAPPING,
        importer="table",
        file="list.json",
    )
    assert outcome.rows("SELECT ?s { ?o schema:alternateName ?s }") == [("x; y",)]
    assert outcome.aside() == [
        (1, "country", '{"code": "PL"}', "value-nested"),
        (2, "", "5", "record-unreadable"),
    ]
    assert outcome.report.rows == {"list.json": 2}


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ('[{"name": "A"}, {"name": ', "no sound JSON"),
        ('[{"name": "A"}', "no sound JSON"),
        ("[]", "holds no records"),
        ('{"other": []}', "holds no records"),
        ("[1, 2]", "holds no records"),
    ],
)
def test_json_without_records_is_refused(document: str, said: str, listed: Reading) -> None:
    with pytest.raises(ImportRefused, match=said):
        listed(document, JSON_MAPPING, importer="table", file="list.json")
