"""Each oddity of a row: what is said all the same, and what is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from clusteratlas.importers.gazetteer import Place
from clusteratlas.importers.statements import INFERENCE_REASONS

Read = Callable[..., Any]
FILE = "organization.csv"
COLUMNS = (
    "projectID,organisationID,vatNumber,name,SME,activityType,street,postCode,city,country,"
    "nutsCode,geolocation,organizationURL,role,ecContribution,totalCost,rcn"
)
ROW = dict.fromkeys(COLUMNS.split(","), "") | {
    "projectID": "1", "organisationID": "999994535", "name": "X LTD", "country": "PL",
    "role": "participant",
}  # fmt: skip


def table(*rows: dict[str, str]) -> str:
    lines = [COLUMNS]
    lines += [",".join(f'"{value}"' for value in (ROW | row).values()) for row in rows]
    return "\n".join(lines) + "\n"


class Case(NamedTuple):
    """Rows, a thing that they speak of, facts that are said or not said of it, what is told."""

    rows: list[dict[str, str]]
    thing: str
    said: set[str]
    unsaid: set[str]
    told: list[tuple[int, str, str]]


ORGANISATION = "organisation/999994535"
PARTICIPATION = "participation/1-999994535"
EU_MONEY = "funding/1-999994535-eu-contribution"
CASES = {
    "EU code of a country": Case(
        [{"country": "EL"}], ORGANISATION, {"ca:locatedIn country/gr"}, set(),
        [(2, "country", "country-code-eu")],
    ),
    "unknown country": Case(
        [{"country": "ZZ"}], PARTICIPATION, {"ca:placeAsGiven ZZ"}, set(),
        [(2, "country", "country-unknown")],
    ),
    "no country": Case(
        [{"country": ""}], ORGANISATION, {"foaf:name X LTD"}, set(),
        [(2, "country", "organisation-country-missing")],
    ),
    "two countries of one PIC": Case(
        [{}, {"country": "DE", "projectID": "2"}], "organisation/999994535-de",
        {"ca:locatedIn country/de", "ca:pic 999994535"}, {"ca:locatedIn country/pl"},
        [(3, "country", "organisation-country-differs")],
    ),
    "two countries: the participation tells": Case(
        [{}, {"country": "DE", "projectID": "2"}], "participation/2-999994535-de",
        {"ca:participant organisation/999994535-de", "ca:placeAsGiven DE"}, set(),
        [(3, "country", "organisation-country-differs")],
    ),
    "names of one organisation": Case(
        [{}, {"name": "X Ltd", "projectID": "2"}], ORGANISATION,
        {"foaf:name X LTD", "foaf:name X Ltd"}, set(), [],
    ),
    "two VAT numbers": Case(
        [{"vatNumber": "PL1"}, {"vatNumber": "PL2", "projectID": "2"}], ORGANISATION,
        {"schema:vatID PL1", "schema:vatID PL2"}, set(),
        [(3, "vatNumber", "organisation-vat-differs")],
    ),
    "VAT number that is a word": Case(
        [{"vatNumber": "NOTAPPLICABLE"}], ORGANISATION, set(), {"schema:vatID NOTAPPLICABLE"},
        [(2, "vatNumber", "value-missing")],
    ),
    "type with its title": Case(
        [{"activityType": "PRC - Private for-profit entities"}], ORGANISATION,
        {"ca:organisationKind scheme-organisation-kind:company"}, set(), [],
    ),
    "words for what is missing": Case(
        [{"street": "NULL", "city": "nan", "activityType": "N/A", "geolocation": "NULL",
          "organizationURL": "-"}],
        ORGANISATION, {"foaf:name X LTD"}, {"vcard:street-address NULL", "vcard:locality nan"},
        [(2, "activityType", "value-missing"), (2, "street", "value-missing"),
         (2, "city", "value-missing"), (2, "geolocation", "value-missing"),
         (2, "organizationURL", "value-missing")],
    ),
    "names that are words": Case(
        [{"name": "NA", "country": "NA"}], ORGANISATION,
        {"foaf:name NA", "ca:locatedIn country/na"}, set(), [],
    ),
    "two types": Case(
        [{"activityType": "PRC"}, {"activityType": "OTH", "projectID": "2"}], ORGANISATION,
        {"ca:organisationKind scheme-organisation-kind:company"},
        {"ca:organisationKind scheme-organisation-kind:other"},
        [(3, "activityType", "organisation-differs")],
    ),
    "unknown type": Case(
        [{"activityType": "XYZ"}], ORGANISATION, set(), set(),
        [(2, "activityType", "organisation-kind-unknown")],
    ),
    "SME and not": Case(
        [{"SME": "True"}, {"SME": "False", "projectID": "2"}], ORGANISATION,
        {"ca:sme true"}, {"ca:sme false"}, [(3, "SME", "organisation-differs")],
    ),
    "two addresses": Case(
        [{"city": "Kraków"}, {"city": "Łódź", "projectID": "2"}], ORGANISATION,
        {"vcard:locality Kraków"}, {"vcard:locality Łódź"},
        [(3, "street", "organisation-differs")],
    ),
    "no-break spaces in a street": Case(
        [{"street": "86\u00a0RUE\u00a0REGNAULT"}], ORGANISATION,
        {"vcard:street-address 86 RUE REGNAULT"}, set(), [(2, "street", "text-spaces")],
    ),
    "damaged name": Case(
        [{"name": "BR\ufffdCKNER &amp; CO"}], ORGANISATION, {"foaf:name BR\ufffdCKNER & CO"}, set(),
        [(2, "name", "text-html-entity"), (2, "name", "text-character-lost")],
    ),
    "name exactly as printed": Case(
        [{"name": "A &amp;  B"}], PARTICIPATION, {"ca:nameAsGiven A &amp;  B"}, set(),
        [(2, "name", "text-html-entity"), (2, "name", "text-spaces")],
    ),
    "no name": Case(
        [{"name": ""}], ORGANISATION, {"foaf:name 999994535"}, set(), [(2, "name", "name-missing")],
    ),
    "number of its own": Case(
        [{"organisationID": "ABC-1"}], "organisation/abc-1", {"dcterms:identifier ABC-1"},
        {"ca:pic ABC-1"}, [(2, "organisationID", "organisation-without-pic")],
    ),
    "number as a decimal": Case(
        [{"organisationID": "999994535.0"}], ORGANISATION, {"ca:pic 999994535"}, set(),
        [(2, "organisationID", "number-as-float")],
    ),
    "quote left at a number": Case(
        [{"projectID": '1""'}], PARTICIPATION, {"ca:nameAsGiven X LTD"}, set(),
        [(2, "projectID", "number-quoted")],
    ),
    "web address without its beginning": Case(
        [{"organizationURL": "www.x.example"}], ORGANISATION,
        {"foaf:homepage http://www.x.example"}, set(),
        [(2, "organizationURL", "web-address-completed")],
    ),
    "no web address": Case(
        [{"organizationURL": "http://a.example / http://b.example"}], ORGANISATION, set(), set(),
        [(2, "organizationURL", "web-address-unusable")],
    ),
    "point": Case(
        [{"geolocation": "(50.0614300, -19.9365)"}], "geometry/organisation-999994535",
        {"geo:asWKT POINT(-19.9365 50.06143)"}, set(), [],
    ),
    "no point": Case(
        [{"geolocation": "150.1,19.9"}], ORGANISATION, set(), set(),
        [(2, "geolocation", "point-unusable")],
    ),
    "region": Case(
        [{"nutsCode": "PL213"}], ORGANISATION, {"ca:locatedIn region/nuts-pl213"}, set(), [],
    ),
    "unknown region": Case(
        [{"nutsCode": "PL999"}], ORGANISATION, set(), {"ca:locatedIn region/nuts-pl999"},
        [(2, "nutsCode", "nuts-unknown")],
    ),
    "region of another country": Case(
        [{"nutsCode": "DE212"}], ORGANISATION, set(), {"ca:locatedIn region/nuts-de212"},
        [(2, "nutsCode", "nuts-of-another-country")],
    ),
    "region that is a country": Case(
        [{"nutsCode": "PL"}], ORGANISATION, {"ca:locatedIn country/pl"}, set(),
        [(2, "nutsCode", "nuts-country-only")],
    ),
    "region of the United Kingdom": Case(
        [{"nutsCode": "UKI31", "country": "UK"}], ORGANISATION,
        {"ca:locatedIn region/nuts-uki31", "ca:locatedIn country/gb"}, set(),
        [(2, "country", "country-code-eu"), (2, "nutsCode", "nuts-of-older-edition")],
    ),
    "two regions": Case(
        [{"nutsCode": "PL213"}, {"nutsCode": "PL214", "projectID": "2"}], ORGANISATION,
        {"ca:locatedIn region/nuts-pl213"}, {"ca:locatedIn region/nuts-pl214"},
        [(3, "nutsCode", "organisation-differs")],
    ),
    "float noise": Case(
        [{"ecContribution": "626199.99999984"}], EU_MONEY,
        {"ca:amount 626200", "ca:amountAsPrinted 626199.99999984"}, set(),
        [(2, "ecContribution", "number-float-noise")],
    ),
    "dot and comma in one row": Case(
        [{"ecContribution": "771225.1", "totalCost": "771225,25"}],
        "funding/1-999994535-total-cost",
        {"ca:amount 771225.25", "ca:amountAsPrinted 771225,25"}, set(), [],
    ),
    "plain amount": Case(
        [{"ecContribution": "1788682.0"}], EU_MONEY, {"ca:amount 1788682"},
        {"ca:amountAsPrinted 1788682.0"}, [],
    ),
    "no amount": Case([{"ecContribution": "1,23,4"}], PARTICIPATION, set(), set(),
                      [(2, "ecContribution", "number-unreadable")]),
    "negative amount": Case([{"ecContribution": "-5"}], PARTICIPATION, set(), set(),
                            [(2, "ecContribution", "amount-negative")]),
    "unknown role": Case(
        [{"role": "wizard"}], PARTICIPATION, {"ca:role scheme-role:participant"}, set(),
        [(2, "role", "role-unknown")],
    ),
    "row repeated": Case(
        [{}, {}], PARTICIPATION, {"ca:role scheme-role:participant"}, set(),
        [(3, "", "row-repeated")],
    ),
    "participation again": Case(
        [{}, {"role": "thirdParty"}, {"role": "thirdParty"}], "participation/1-999994535-2",
        {"ca:role scheme-role:third-party", "ca:participant organisation/999994535"}, set(),
        [(4, "", "row-repeated"), (3, "organisationID", "participation-again")],
    ),
    "no project": Case(
        [{"projectID": ""}, {}], PARTICIPATION, {"ca:statedIn passage/organization-p3"}, set(),
        [(2, "projectID", "project-unnamed")],
    ),
    "no organisation": Case(
        [{"organisationID": "", "name": " "}, {}], PARTICIPATION, {"ca:nameAsGiven X LTD"}, set(),
        [(2, "organisationID", "organisation-unnamed")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_rows_of_participants(read: Read, case: Case) -> None:
    found = read({FILE: table(*case.rows)})

    facts = found.facts(case.thing)
    assert facts >= case.said
    assert not facts & case.unsaid
    assert found.told() == [(FILE, *told) for told in case.told]


def test_amounts_that_cannot_be_used_make_no_money(read: Read) -> None:
    rows = [{"ecContribution": amount, "projectID": str(number)}
            for number, amount in enumerate(("1,23,4", "-5", "", "NaN", "0"), 1)]  # fmt: skip

    found = read({FILE: table(*rows)})

    assert found.report.made["funding"] == found.things("Funding") == 1
    assert found.facts("funding/5-999994535-eu-contribution") >= {"ca:amount 0"}


def test_an_organisation_without_number_is_known_by_name_and_country(read: Read) -> None:
    rows = [{"organisationID": "", "projectID": "1"}, {"organisationID": "", "projectID": "2"}]

    found = read({FILE: table(*rows)})

    assert found.report.made["organisation"] == found.things("Organisation") == 1
    assert found.report.made["participation"] == 2


def test_columns_that_are_not_read_are_told(read: Read) -> None:
    found = read({FILE: "projectID,organisationID,name,country,contactForm\n1,999994535,X,PL,z\n"})

    assert [(told.line, told.column) for told in found.noted if told.reason.code.startswith("col")
            ] == [(1, "contactForm")]  # fmt: skip


PROJECT_COLUMNS = "id,acronym,title,status,startDate,endDate,totalCost,legalBasis,rcn"
PROJECT_CASES = {
    "ends before it begins": (
        ["1,A,T,SIGNED,2020-01-01,2019-01-01,,,"],
        {"rdf:type ca:Project"}, [(2, "endDate", "period-reversed")],
    ),
    "impossible day": (
        ["1,A,T,SIGNED,2020-02-30,,,,"], {"rdf:type ca:Project"},
        [(2, "startDate", "date-impossible")],
    ),
    "unknown status": (
        ["1,A,T,DREAMT,,,,,"], {"rdf:type ca:Project"}, [(2, "status", "status-unknown")],
    ),
    "no name": (["1,,,,,,,,"], {"foaf:name 1"}, [(2, "title", "name-missing")]),
    "acronym only": (["1,A,,,,,,,"], {"foaf:name A"}, []),
    "same row again": (["1,A,T,,,,,,7", "1,A,T,,,,,,7"], {"ca:rcn 7"}, [(3, "id", "row-repeated")]),
    "same number, other words": (
        ["1,A,T,,,,,,", "1,B,U,,,,,,"], {"foaf:name A"}, [(3, "id", "project-differs")],
    ),
    "no number": (["1,A,T,,,,,,", ",B,U,,,,,,"], {"foaf:name A"}, [(3, "id", "project-unnamed")]),
    "conflict markers": (
        ["<<<<<<< HEAD", "1,A,T,,,,,,", "=======", "1,A,T,,,,,,", ">>>>>>> other"],
        {"foaf:name A"},
        [(2, "", "conflict-marker"), (4, "", "conflict-marker"), (5, "id", "row-repeated"),
         (6, "", "conflict-marker")],
    ),
    "exponent": (
        ["1,A,T,,,,7.66444e+06,,"], {"foaf:name A"}, [(2, "totalCost", "number-exponent")],
    ),
    "several parts of programmes": (
        ["1,A,T,,,,,H2020-EU.2.1.5.;H2020-EU.2.1.5.1.,"],
        {"ca:underProgramme activity/h2020-eu-2-1-5",
         "ca:underProgramme activity/h2020-eu-2-1-5-1"},
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "said", "told"), PROJECT_CASES.values(), ids=PROJECT_CASES)
def test_rows_of_projects(
    read: Read, rows: list[str], said: set[str], told: list[tuple[int, str, str]]
) -> None:
    found = read({"project.csv": "\n".join([PROJECT_COLUMNS, *rows]) + "\n"})

    assert found.facts("project/1") >= said
    assert found.told() == [("project.csv", *finding) for finding in told]


DETAILS = {
    "topic of an unknown project": (
        "topics.csv", "projectID,topic,title\n9,T,x\n", "projectID", "project-unknown",
    ),
    "no topic": ("topics.csv", "projectID,topic,title\n1,,x\n", "topic", "code-missing"),
    "no part": (
        "legalBasis.csv", "projectID,legalBasis,title\n1,,x\n", "legalBasis", "code-missing",
    ),
    "no path": (
        "euroSciVoc.csv",
        "projectID,euroSciVocCode,euroSciVocPath,euroSciVocTitle\n1,physics,/a,a\n",
        "euroSciVocCode", "subject-unusable",
    ),
    "no address": (
        "webLink.csv", "projectID,physUrl,type\n1,not an address,x\n", "physUrl",
        "web-address-unusable",
    ),
    "publications": (
        "publications.csv", "id,title,projectID,doi,contentUpdateDate\n5,T,1,10.1/x,2024-01-01\n",
        "", "table-not-imported",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "column", "reason"), DETAILS.values(), ids=DETAILS)
def test_rows_of_other_tables(read: Read, name: str, text: str, column: str, reason: str) -> None:
    found = read({"project.csv": f"{PROJECT_COLUMNS}\n1,A,T,,,,,,\n", name: text})

    assert found.told() == [(name, 2, column, reason)]
    assert found.report.rows[name] == 1


def test_titles_of_one_topic_that_differ_are_both_kept(read: Read) -> None:
    found = read({
        "project.csv": f"{PROJECT_COLUMNS}\n1,A,T,,,,,,\n2,B,U,,,,,,\n3,C,V,,,,,,\n",
        "topics.csv": "projectID,topic,title\n1,T-1,First\n2,T-1,Second\n3,T-1,First\n",
    })  # fmt: skip

    titles = found.ask("SELECT ?title { ?t a ca:CallTopic ; dcterms:title ?title }")
    assert sorted(titles) == [("First",), ("Second",)]


class Guide:
    """A gazetteer that knows one place, and remembers what it learns."""

    def __init__(self) -> None:
        self.learnt: list[tuple[str, str, str]] = []
        self.asked: list[tuple[str, str, tuple[float, float] | None]] = []

    def locate(
        self, country: str, postcode: str, point: tuple[float, float] | None
    ) -> Place | None:
        self.asked.append((country, postcode, point))
        return Place("PL213", "postcode") if postcode == "30-348" else None

    def learn(self, country: str, postcode: str, nuts: str) -> None:
        self.learnt.append((country, postcode, nuts))


def test_regions_that_are_not_given_are_worked_out(read: Read) -> None:
    guide = Guide()
    rows = [
        {"postCode": "30-348", "geolocation": "50.02,19.9"},
        {"postCode": "00-001", "organisationID": "999999999"},
        {"postCode": "90-001", "organisationID": "999999998", "nutsCode": "PL711"},
        {"organisationID": "999999997"},
    ]

    found = read({FILE: table(*rows)}, guide)

    assert guide.asked == [("PL", "30-348", (50.02, 19.9)), ("PL", "00-001", None)]
    assert guide.learnt == [("PL", "90-001", "PL711")]
    assert "ca:locatedIn region/nuts-pl213" in found.facts(ORGANISATION)
    assert found.facts("inference/999994535-pl213") == {
        "rdf:type ca:Inference",
        "ca:concerns organisation/999994535",
        "ca:inferredProperty ca:locatedIn",
        "ca:inferredValue region/nuts-pl213",
        "ca:basis passage/organization-p2",
        f"ca:inferenceReason {INFERENCE_REASONS['postcode']['en']}@en",
        f"ca:inferenceReason {INFERENCE_REASONS['postcode']['pl']}@pl",
    }
    assert found.things("Inference") == 1
