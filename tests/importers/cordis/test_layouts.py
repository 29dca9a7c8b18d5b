"""The layouts of CORDIS's tables over the years: each with all that it says."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Read = Callable[..., Any]

PROJECT = (
    '"id";"acronym";"status";"title";"startDate";"endDate";"totalCost";"ecMaxContribution";'
    '"legalBasis";"topics";"ecSignatureDate";"frameworkProgramme";"masterCall";"subCall";'
    '"fundingScheme";"nature";"objective";"contentUpdateDate";"rcn";"grantDoi"\n'
    '"741487";"QFPROBA";"SIGNED";"Quantum Fields; and Probability";"2017-10-01";"2024-03-31";'
    '"2463412,5";"2463412";"H2020-EU.1.1.";"ERC-2016-ADG";"2017-04-21";"H2020";"ERC-2016-ADG";'
    '"ERC-2016-ADG";"ERC-ADG";"";"First  line\n\nsecond &amp; last";"2022-08-25 16:00:00";"210033";'
    '"10.3030/741487"\n'
)
ORGANIZATION = (
    '"projectID";"projectAcronym";"organisationID";"vatNumber";"name";"shortName";"SME";'
    '"activityType";"street";"postCode";"city";"country";"nutsCode";"geolocation";'
    '"organizationURL";"contactForm";"contentUpdateDate";"rcn";"order";"role";"ecContribution";'
    '"netEcContribution";"totalCost";"endOfParticipation";"active"\n'
    '"741487";"QFPROBA";"999994535";"FI03134717";"HELSINGIN YLIOPISTO";"UH";"false";"HES";'
    '"YLIOPISTONKATU 3";"00014";"Helsinki";"FI";"FI1B1";"60.1687,24.9507";"http://www.helsinki.fi";'
    '"";"2022-08-25";"1906181";"1";"coordinator";"2463412";"2400000.5";"2463412,5";"false";""\n'
)
LEGAL_BASIS = (
    "projectID,legalBasis,title,uniqueProgrammePart\n"
    "741487,H2020-EU.1.1.,EXCELLENT SCIENCE - European Research Council (ERC),true\n"
)
TOPICS = "projectID,topic,title\n741487,ERC-2016-ADG,ERC Advanced Grant\n"
EUROSCIVOC = (
    "projectID,euroSciVocCode,euroSciVocPath,euroSciVocTitle\n"
    "741487,/23/43/257,/natural sciences/physical sciences/astronomy,astronomy\n"
)
WEB_LINK = (
    "projectID,physUrl,id,availableLanguages,type,source,represents\n"
    "741487,https://qf.example/,1,en,relatedWebsite,corda,project\n"
    "741487,https://doc.example/d1,2,en,projectDeliverable,corda,project\n"
)
HORIZON = {
    "project.csv": PROJECT,
    "organization.csv": ORGANIZATION,
    "legalBasis.csv": LEGAL_BASIS,
    "topics.csv": TOPICS,
    "euroSciVoc.csv": EUROSCIVOC,
    "webLink.csv": WEB_LINK,
}
PROJECT_FACTS = {
    "rdf:type ca:Project",
    "skos:prefLabel Quantum Fields; and Probability@en",
    "foaf:name QFPROBA",
    "dcterms:identifier 741487",
    "dcterms:description First line\nsecond & last@en",
    "skos:exactMatch https://doi.org/10.3030/741487",
    "ca:rcn 210033",
    "ca:call ERC-2016-ADG",
    "ca:fundingScheme ERC-ADG",
    "ca:underProgramme activity/h2020-eu-1-1",
    "ca:underTopic call-topic/erc-2016-adg",
    "ca:during period/2017-10-01-2024-03-31",
    "ca:hasParticipation participation/741487-999994535",
    "ca:statedIn passage/project-p2",
    "ca:subject concept/euroscivoc-257",
    "foaf:homepage https://qf.example/",
    "rdfs:seeAlso https://doc.example/d1",
}
ORGANISATION_FACTS = {
    "rdf:type ca:Organisation",
    "foaf:name HELSINGIN YLIOPISTO",
    "schema:alternateName UH",
    "schema:vatID FI03134717",
    "ca:pic 999994535",
    "ca:rcn 1906181",
    "ca:sme false",
    "ca:organisationKind scheme-organisation-kind:higher-education-institution",
    "ca:locatedIn country/fi",
    "ca:locatedIn region/nuts-fi1b1",
    "vcard:street-address YLIOPISTONKATU 3",
    "vcard:postal-code 00014",
    "vcard:locality Helsinki",
    "foaf:homepage http://www.helsinki.fi",
    "geo:hasGeometry geometry/organisation-999994535",
    "ca:statedIn passage/organization-p2",
}


def test_current_layout(read: Read) -> None:
    found = read(HORIZON)

    assert found.facts("project/741487") == PROJECT_FACTS
    assert found.facts("organisation/999994535") == ORGANISATION_FACTS
    assert found.facts("participation/741487-999994535") == {
        "rdf:type ca:Participation",
        "ca:participant organisation/999994535",
        "ca:role scheme-role:coordinator",
        "ca:nameAsGiven HELSINGIN YLIOPISTO",
        "ca:statedIn passage/organization-p2",
    }
    assert found.facts("period/2017-10-01-2024-03-31") >= {
        "ca:earliestStart 2017-10-01",
        "ca:latestStart 2017-10-01",
        "ca:earliestEnd 2024-03-31",
        "ca:latestEnd 2024-03-31",
    }
    assert found.facts("status-report/project-741487") >= {
        "ca:about project/741487",
        "ca:status scheme-project-status:signed",
    }
    assert found.facts("geometry/organisation-999994535") == {
        "rdf:type geo:Geometry",
        "geo:asWKT POINT(24.9507 60.1687)",
    }
    assert found.facts("passage/organization-p2") == {
        "rdf:type ca:Passage",
        "dcterms:isPartOf document/organization",
        "ca:paragraph 2",
    }
    assert found.told() == [("project.csv", 2, "objective", "text-html-entity")]


def test_money_of_the_current_layout(read: Read) -> None:
    amounts = read(HORIZON).ask("""
        SELECT ?what ?kind ?amount ?printed {
            ?s a ca:Funding ; ca:funded/a ?class ; ca:fundingKind/skos:notation? ?kind0 ;
                ca:amount ?amount ; ca:currency ?currency .
            OPTIONAL { ?s ca:amountAsPrinted ?printed }
            BIND (REPLACE(STR(?kind0), ".*/", "") AS ?kind)
            BIND (REPLACE(STR(?class), ".*#", "") AS ?what)
        }""")

    assert sorted(amounts) == [
        ("Participation", "eu-contribution", "2463412", ""),
        ("Participation", "net-eu-contribution", "2400000.5", ""),
        ("Participation", "total-cost", "2463412.5", "2463412,5"),
        ("Project", "eu-contribution", "2463412", ""),
        ("Project", "total-cost", "2463412.5", "2463412,5"),
    ]


def test_programmes_topics_and_fields(read: Read) -> None:
    rows = read(HORIZON).ask("""
        SELECT ?name ?label {
            VALUES ?class { ca:Programme ca:ProgrammeActivity ca:CallTopic skos:Concept }
            ?thing a ?class .
            OPTIONAL { ?thing skos:prefLabel|dcterms:title ?label FILTER (LANG(?label) = "en") }
            BIND (REPLACE(STR(?thing), ".*/id/", "") AS ?name)
            FILTER (!STRSTARTS(?name, "country") && !STRSTARTS(?name, "region"))
        }""")

    assert sorted(rows) == [
        ("activity/h2020-eu-1", ""),
        ("activity/h2020-eu-1-1", "EXCELLENT SCIENCE - European Research Council (ERC)"),
        ("call-topic/erc-2016-adg", "ERC Advanced Grant"),
        ("concept/euroscivoc-23", "natural sciences"),
        ("concept/euroscivoc-257", "astronomy"),
        ("concept/euroscivoc-43", "physical sciences"),
        ("programme/horizon-2020", "Horizon 2020"),
    ]


@pytest.mark.parametrize("name", ["legalBasis.csv", "topics.csv"])
def test_titles_in_quotes(read: Read, name: str) -> None:
    header, row = HORIZON[name].splitlines()
    project, code, *_ = row.split(",")
    quoted = f'{header}\n{project},{code},"""Of ERC"""{"," * (header.count(",") - 2)}\n'

    found = read(HORIZON | {name: quoted})

    assert found.ask(f'SELECT ?t {{ ?s dcterms:identifier "{code}" ; dcterms:title ?t }}') == [
        ("Of ERC",)
    ]
    assert (name, 2, "title", "title-quoted") in found.told()


def test_files_come_in_any_order(read: Read) -> None:
    names = list(HORIZON)
    expected = set(read(HORIZON).store)

    random.Random(4).shuffle(names)

    assert names != list(HORIZON)
    assert set(read({name: HORIZON[name] for name in names}).store) == expected


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_and_renamed_columns(read: Read, delimiter: str) -> None:
    header = ["\ufeffProject_ID", "Organisation ID", "NAME", "Country", "Role", "EC_Contribution"]
    row = ["1", "999994535", "X", "PL", "Third Party", "1,5" if delimiter != "," else "1.5"]
    table = f"{delimiter.join(header)}\n{delimiter.join(row)}\n"

    found = read({"renamed.csv": table})

    assert "ca:role scheme-role:third-party" in found.facts("participation/1-999994535")
    assert "ca:amount 1.5" in found.facts("funding/1-999994535-eu-contribution")


def test_archive(tmp_path: Path, read_files: Read) -> None:
    path = tmp_path / "cordis-h2020projects-csv.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in HORIZON.items():
            archive.writestr(f"csv/{name}", text)
        archive.writestr("csv/information.pdf", "no table")

    found = read_files([path])

    assert found.facts("project/741487") == PROJECT_FACTS
    assert found.report.done_bytes == sum(len(text.encode()) for text in HORIZON.values())


OLD_PROJECTS = (
    "rcn;id;acronym;status;programme;topics;frameworkProgramme;title;startDate;endDate;projectUrl;"
    "objective;totalCost;ecMaxContribution;call;fundingScheme;coordinator;coordinatorCountry;"
    "participants;participantCountries;subjects\n"
    "94601;215282;OLD;ONG;FP7-ICT;ICT-2007.1.1;FP7;An old one;2008-01-01;;www.old.example;Text;"
    "7,66444e+06;5000000;FP7-ICT-2007-1;CP;UNIVERSITY X;UK;;;ICT\n"
)
OLD_ORGANISATIONS = (
    "projectRcn;projectReference;projectAcronym;role;id;name;shortName;activityType;"
    "endOfParticipation;ecContribution;country;street;city;postCode;organizationUrl;vatNumber\n"
    "94601;215282;OLD;hostInstitution;999977172;UNIVERSITY X;X;HES;false;1000,50;UK;1 Street;"
    "Town;CB2 1TN;www.x.example;GB1\n"
)


def test_layout_of_fp7(read: Read) -> None:
    found = read({"projects.csv": OLD_PROJECTS, "organizations.csv": OLD_ORGANISATIONS})

    assert found.facts("project/215282") >= {
        "skos:prefLabel An old one@en",
        "foaf:homepage http://www.old.example",
        "ca:underProgramme activity/fp7-ict",
        "ca:rcn 94601",
        "ca:call FP7-ICT-2007-1",
    }
    assert found.facts("period/2008-01-01-on") == {
        "rdf:type ca:Period",
        "ca:earliestStart 2008-01-01",
        "ca:latestStart 2008-01-01",
    }
    assert found.facts("status-report/project-215282") >= {
        "ca:status scheme-project-status:running"
    }
    assert found.facts("funding/215282-total-cost") >= {
        "ca:amount 7664440",
        "ca:amountAsPrinted 7,66444e+06",
    }
    assert found.facts("participation/215282-999977172") >= {"ca:role scheme-role:host"}
    assert found.facts("organisation/999977172") >= {"ca:locatedIn country/gb"}


LISTED = OLD_PROJECTS.replace("UNIVERSITY X;UK;;;", "@")
NAMED = {
    "all": ('UNIVERSITY X;UK;"FIRM Y;FIRM Z; FIRM Y";"DE;EL";', [
        ("FIRM Y", "", "participant"), ("FIRM Z", "", "participant"),
        ("UNIVERSITY X", "gb", "coordinator"),
    ]),
    "all in one country": ('UNIVERSITY X;UK;"UNIVERSITY X;FIRM Y";UK;', [
        ("FIRM Y", "gb", "participant"), ("UNIVERSITY X", "gb", "coordinator"),
    ]),
    "a coordinator": ("UNIVERSITY X;UK;;;", [("UNIVERSITY X", "gb", "coordinator")]),
    "nobody": (";;;;", []),
}  # fmt: skip


@pytest.mark.parametrize(("names", "participants"), NAMED.values(), ids=NAMED)
def test_a_list_of_projects_alone(
    read: Read, names: str, participants: list[tuple[str, str, str]]
) -> None:
    found = read({"projects.csv": LISTED.replace("@", names)})

    rows = found.ask("""
        SELECT ?name (REPLACE(STR(?country), ".*/", "") AS ?where)
            (REPLACE(STR(?as), ".*/", "") AS ?role) {
            ?project ca:hasParticipation ?p .
            ?p ca:role ?as ; ca:nameAsGiven ?name ; ca:participant ?who .
            OPTIONAL { ?who ca:locatedIn ?country }
        } ORDER BY ?name""")
    assert rows == participants
    assert found.report.made["participation"] == len(participants)
    assert ("projects.csv", 1, "", "participants-by-name") in found.told()


PROJECTS_2016 = (
    "rcn\treference\tacronym\tstatus\tprogramme\ttopics\tstartDate\tendDate\ttotalCost\t"
    "ecMaxContribution\tcall\tfundingScheme\tcoordinator\tcoordinatorCountry\tnumOrg\ttotalContrib\n"
    "11\t600001\tONE\tSIGNED\tH2020-EU.1.1.;H2020-EC\tERC\t2014-01-01\t\t230000,00\t200000,00\t"
    "H2020-X\tCSA\tUNIVERSITÉ  D'EVRY\tFR\t 2\t200000,00\n"
    "12\t600002\tTWO\tSUSPENDED\tH2020-EU.1.1.\tERC\t\t\t\t\tH2020-X\tCSA\tOÜ Damaged\tEE\t 2\t\n"
    "13\t600003\tTHREE\tSIGNED\tH2020-EU.1.1.\tERC\t\t\t\t\tH2020-X\tCSA\tSomebody Else\tPL\t 1\t\n"
    "14\t600004\tFOUR\tSIGNED\tH2020-EU.1.1.\tERC\t\t\t\t\tH2020-X\tCSA\tNobody\tPL\t 2\t\n"
    "15\t600004\tFOUR\tSIGNED\tH2020-EU.1.1.\tERC\t\t\t\t\tH2020-X\tCSA\tNobody\tPL\t 0\t\n"
)
ORGANISATIONS_2016 = (
    "new_org_id\tname\tshortName\tname_normal\tcountry\tnumProj\tnproj_with_contrib\ttotContribution\n"
    "999999999\tUNIVERSITE D'EVRY\tUE\tFR-evry\tFR\t 2\t 2\t1000,50\n"
    "0002ed6e6953fbf120f6ac982c803700\tO\ufffd DAMAGED\t\tEE-o\tEE\t 3\t\t\n"
)
EDGES_2016 = (
    "projectRcn\tnew_org_id\n"
    "11\t0002ed6e6953fbf120f6ac982c803700\n11\t999999999\n"
    "12\t999999999\n12\t0002ed6e6953fbf120f6ac982c803700\n"
    "13\t0002ed6e6953fbf120f6ac982c803700\n"
    "14\t999999999\n14\t0002ed6e6953fbf120f6ac982c803700\n14\t999999999\n"
    "99\t999999999\n11\t123456789\n"
)
DIGEST = "0002ed6e6953fbf120f6ac982c803700"


def test_layout_of_2016(read: Read) -> None:
    found = read({
        "edges.csv": EDGES_2016, "projects.csv": PROJECTS_2016, "orgs.csv": ORGANISATIONS_2016,
    })  # fmt: skip

    assert found.report.made["project"] == 5
    assert found.report.made["organisation"] == 2
    assert found.report.made["participation"] == 7
    assert found.facts("organisation/" + DIGEST) >= {
        f"dcterms:identifier {DIGEST}",
        "foaf:name O\ufffd DAMAGED",
        "foaf:name OÜ Damaged",
    }
    assert found.facts("project/600004") >= {"dcterms:identifier 600004", "ca:rcn 14"}
    assert found.facts("project/600004-15") >= {"dcterms:identifier 600004", "ca:rcn 15"}
    assert found.facts("project/600001") >= {
        "ca:underProgramme activity/h2020-eu-1-1",
        "ca:underProgramme activity/h2020-ec",
    }
    assert found.facts("observation/999999999-eu-contribution-total") == {
        "rdf:type ca:Observation",
        "ca:about organisation/999999999",
        "ca:measure scheme-measure:eu-contribution-total",
        "ca:bound scheme-bound:exact",
        "ca:value 1000.5",
        "ca:currency scheme-currency:EUR",
        "ca:statedIn passage/orgs-p2",
    }
    coordinators = found.ask("""
        SELECT (REPLACE(STR(?p), ".*/", "") AS ?name) {
            ?p ca:role <https://w3id.org/clusteratlas/scheme/role/coordinator>
        }""")
    assert sorted(name for (name,) in coordinators) == [
        "g-600001-999999999",
        f"g-600002-{DIGEST}",
        f"g-600003-{DIGEST}",
    ]
    assert found.told() == [
        ("edges.csv", 9, "", "row-repeated"),
        ("edges.csv", 10, "projectRcn", "project-unknown"),
        ("edges.csv", 11, "new_org_id", "organisation-unknown"),
        ("projects.csv", 6, "reference", "project-number-twice"),
        ("orgs.csv", 3, "name", "text-character-lost"),
        ("orgs.csv", 3, "new_org_id", "organisation-without-pic"),
        ("edges.csv", 1, "", "role-from-name"),
        ("projects.csv", 5, "coordinator", "coordinator-not-found"),
        ("projects.csv", 6, "coordinator", "coordinator-not-found"),
    ]
