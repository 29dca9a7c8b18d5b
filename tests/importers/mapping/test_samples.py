"""The published lists, counted and summed by pandas, and through their mappings."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache

import pandas as pd
import pytest

from clusteratlas import assets

from .conftest import Outcome, read

SAMPLES = assets.assets_root().parent / "shared" / "samples"
COHESION = SAMPLES / "cohesion-pl"
INTERREG = SAMPLES / "interreg-se" / "rawdata.json"
LISTS = {
    "cohesion-pl-cf-2007-2013": ("Poland_CF_2007_2013.csv", 2190),
    "cohesion-pl-cf-2014-2020": ("Poland_CF_2014_2020.csv", 125),
    "cohesion-pl-erdf-2014-2020": ("Poland_ERDF_2014_2020.csv", 749),
    "cohesion-pl-esf-2014-2020": ("Poland_ESF_2014_2020.csv", 2437),
}
needs_cohesion = pytest.mark.skipif(not COHESION.is_dir(), reason=f"no samples in {COHESION}")
needs_interreg = pytest.mark.skipif(not INTERREG.is_file(), reason=f"no sample {INTERREG}")


@cache
def raw(file: str) -> pd.DataFrame:
    frame = pd.read_csv(
        COHESION / file, sep=";", encoding="windows-1250", dtype=str, keep_default_na=False
    )
    return frame.set_axis(["title", "name", "total", "eu", "media", "field", "wide"], axis=1)


@cache
def imported(*names: str) -> Outcome:
    return read("cohesion", [COHESION / LISTS[name][0] for name in names])


def euros(column: pd.Series) -> Decimal:
    return sum((Decimal(value) for value in column), Decimal())


@needs_cohesion
@pytest.mark.parametrize("name", LISTS, ids=str)
class TestPolishLists:
    def test_graph_is_called_after_the_list(self, name: str) -> None:
        assert imported(name).opened.graph == name

    def test_each_row_is_a_project_with_a_beneficiary(self, name: str) -> None:
        file, rows = LISTS[name]
        outcome = imported(name)
        assert outcome.report.rows.total() == len(raw(file)) == rows
        assert outcome.count("Project") == outcome.count("Participation") == rows
        assert outcome.report.made["project"] == rows
        assert not outcome.set_aside

    def test_money_is_that_of_the_list_to_the_grosz(self, name: str) -> None:
        frame = raw(LISTS[name][0])
        outcome = imported(name)
        assert outcome.total("total-value") == euros(frame["total"])
        assert outcome.total("eu-contribution") == euros(frame["eu"])
        assert outcome.count("Funding") == outcome.report.made["funding"] == 2 * len(frame)

    def test_case_variants_of_a_name_are_one_beneficiary(self, name: str) -> None:
        folded = raw(LISTS[name][0])["name"].str.casefold().str.replace(r"[\W_]+", " ", regex=True)
        outcome = imported(name)
        assert outcome.count("Organisation") == folded.str.strip().nunique()

    def test_fields_are_concepts(self, name: str) -> None:
        fields = raw(LISTS[name][0])["field"]
        said = imported(name).rows("SELECT ?p ?l { ?p ca:subject/skos:notation ?l }")
        given = fields[fields != "brak"]
        assert pd.Series([field for _, field in said]).value_counts().to_dict() == (
            given.value_counts().to_dict()
        )

    def test_passages_are_the_lines_of_the_file(self, name: str) -> None:
        frame = raw(LISTS[name][0])
        said = imported(name).rows(
            "SELECT ?line ?amount { ?f ca:statedIn/ca:paragraph ?line; ca:amount ?amount; "
            "ca:fundingKind <https://w3id.org/clusteratlas/scheme/funding-kind/total-value> }"
        )
        assert {int(line): Decimal(amount) for line, amount in said} == {
            int(number) + 2: Decimal(amount) for number, amount in frame["total"].items()
        }


@needs_cohesion
def test_all_lists_in_one_import() -> None:
    outcome = imported(*LISTS)
    assert outcome.opened.graph == "cohesion-pl"
    assert outcome.report.rows.total() == outcome.count("Project") == 5501
    assert outcome.total("eu-contribution") == sum(
        (euros(raw(file)["eu"]) for file, _ in LISTS.values()), Decimal()
    )
    railways = outcome.rows(
        "SELECT DISTINCT ?o { ?o foaf:name ?n "
        'FILTER (LCASE(?n) = "pkp polskie linie kolejowe s.a.") }'
    )
    names = outcome.rows(f"SELECT ?n {{ <{railways[0][0]}> foaf:name ?n }}")
    assert len(railways) == 1
    assert names == [("PKP POLSKIE LINIE KOLEJOWE S.A.",), ("PKP Polskie Linie Kolejowe S.A.",)]


@needs_cohesion
def test_programmes_are_funds_in_their_periods() -> None:
    labels = 'SELECT ?l { ?p a ca:Programme; skos:prefLabel ?l FILTER (LANG(?l) = "pl") }'
    assert imported(*LISTS).rows(labels) == [
        ("Europejski Fundusz Rozwoju Regionalnego 2014–2020",),
        ("Europejski Fundusz Społeczny 2014–2020",),
        ("Fundusz Spójności 2007–2013",),
        ("Fundusz Spójności 2014–2020",),
    ]  # fmt: skip


@cache
def partners() -> Outcome:
    return read("interreg", [INTERREG])


@cache
def records() -> pd.DataFrame:
    with INTERREG.open(encoding="utf-8") as stream:
        return pd.DataFrame(json.load(stream, parse_float=Decimal, parse_int=Decimal))


@needs_interreg
class TestSwedishPartners:
    def test_each_record_is_used_or_set_aside(self) -> None:
        named = records()["organisationsnamn"].notna()
        nameless = [f for f in partners().set_aside if f.reason.code == "organisation-without-name"]
        assert partners().report.rows.total() == len(records())
        assert partners().count("Participation") == named.sum()
        assert {finding.line for finding in nameless} == {
            int(number) + 1 for number in records().index[~named]
        }

    def test_projects_are_told_by_programme_and_name(self) -> None:
        folded = records()["projektnamn"].str.casefold().str.replace(r"[\W_]+", " ", regex=True)
        told = records()[["program"]].assign(name=folded.str.strip()).drop_duplicates()
        assert partners().count("Project") == len(told)

    def test_roles(self) -> None:
        said = partners().rows(
            "SELECT ?r (COUNT(*) AS ?n) { ?p a ca:Participation; ca:role ?role "
            "BIND (REPLACE(STR(?role), '.*/', '') AS ?r) } GROUP BY ?r"
        )
        given = records()[records()["organisationsnamn"].notna()][
            "organisationsroll"
        ].value_counts()
        assert said == sorted(
            (role, str(given[code]))
            for code, role in {"LP": "leader", "PP": "partner", "AP": "associated-partner"}.items()
        )

    def test_budgets_are_those_of_the_list_to_the_cent(self) -> None:
        aside = [f for f in partners().set_aside if f.reason.code == "amount-without-participant"]
        unused = sum((Decimal(finding.value) for finding in aside), Decimal())
        assert partners().total("total-cost") + unused == records()["partnerbudget"].sum()

    def test_regions_are_those_of_nuts(self) -> None:
        codes = partners().rows(
            "SELECT DISTINCT ?c { ?o a ca:Organisation; ca:locatedIn/ca:nutsCode ?c }"
        )
        names = records()[records()["organisationsnamn"].notna()]["nuts3"].dropna().nunique()
        assert len([code for (code,) in codes if len(code) == 5]) == names
        assert ("SE332",) in codes  # Norrbottens län
        assert not [f for f in partners().oddities if f.reason.code == "region-name-unknown"]

    def test_days_that_there_are_not(self) -> None:
        found = {f.value for f in partners().set_aside if f.reason.code == "date-impossible"}
        assert found == {"2026-09-31", "2027-02-31"}
