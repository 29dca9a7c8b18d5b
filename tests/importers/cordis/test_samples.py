"""The published files: counts and sums agree with the raw files, read independently by pandas."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples is not there")
Import = Callable[..., Any]

SUMS_BY_COUNTRY = """
    PREFIX kind: <https://w3id.org/clusteratlas/scheme/funding-kind/>
    SELECT ?code (SUM(?amount) AS ?sum) {{
        ?funding ca:fundingKind kind:{kind} ; ca:amount ?amount ; ca:funded ?participation .
        ?participation ca:participant/ca:locatedIn ?country .
        ?country ca:countryCode ?code .
    }} GROUP BY ?code"""


def table(name: str, separator: str = ",") -> pd.DataFrame:
    return pd.read_csv(SAMPLES / name, sep=separator, dtype=str, keep_default_na=False)


def decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ".") or "0")


def sums(frame: pd.DataFrame, column: str) -> dict[str, Decimal]:
    countries = frame["country"].replace({"EL": "GR", "UK": "GB"})
    filled = frame[column] != ""
    return frame[filled][column].map(decimal).groupby(countries[filled]).sum().to_dict()


def test_the_list_of_2016(read_files: Import) -> None:
    folder = SAMPLES / "h2020-2016"
    projects = table("h2020-2016/projects.csv", "\t")
    edges = table("h2020-2016/edges.csv", "\t")
    organisations = table("h2020-2016/unique_org.csv", "\t")

    found = read_files([folder / name for name in ("projects.csv", "edges.csv", "unique_org.csv")])

    assert found.things("Project") == len(projects) == 7_574
    assert found.things("Participation") == len(edges) == 31_868
    assert found.things("Organisation") == len(organisations) == 12_326
    assert not found.rejected
    totals = found.ask("""
        SELECT (SUM(?v) AS ?sum) { ?o ca:about/a ca:Organisation ; ca:value ?v }""")
    assert Decimal(totals[0][0]) == organisations["totContribution"].map(decimal).sum()
    granted = found.ask("""
        PREFIX kind: <https://w3id.org/clusteratlas/scheme/funding-kind/>
        SELECT (SUM(?v) AS ?sum) { ?f ca:fundingKind kind:eu-contribution ; ca:amount ?v }""")
    assert Decimal(granted[0][0]) == projects["ecMaxContribution"].map(decimal).sum()


def test_coordinators_of_the_list_of_2016(read_files: Import) -> None:
    folder = SAMPLES / "h2020-2016"
    projects = table("h2020-2016/projects.csv", "\t")

    found = read_files([folder / name for name in ("projects.csv", "edges.csv", "unique_org.csv")])

    rows = found.ask("""
        PREFIX role: <https://w3id.org/clusteratlas/scheme/role/>
        SELECT ?rcn (COUNT(*) AS ?n) {
            ?project ca:rcn ?rcn ; ca:hasParticipation/ca:role role:coordinator
        } GROUP BY ?rcn""")
    told = [finding for finding in found.noted if finding.reason.code == "coordinator-not-found"]
    assert {count for _, count in rows} == {"1"}
    assert len(rows) + len(told) == len(projects)
    assert {finding.value for finding in told} == {"TRUST-IT SERVICES LTD"}


@pytest.mark.parametrize(
    ("files", "frame", "graph_rows"),
    [
        (
            [
                "cordis-2023/h2020_organizations_out_formatted_latest.csv",
                "cordis-2023/h2020_projects_out_formatted_latest.csv",
            ],
            "cordis-2023/h2020_organizations_out_formatted_latest.csv",
            2_722,
        ),
        (
            [
                "cordis-he-2025/head_organization_df_100.csv",
                "cordis-he-2025/head_project_df_100.csv",
            ],
            "cordis-he-2025/head_organization_df_100.csv",
            100,
        ),
    ],
    ids=["2023", "Horizon Europe 2025"],
)
def test_sums_by_country(read_files: Import, files: list[str], frame: str, graph_rows: int) -> None:
    raw = table(frame)

    found = read_files([SAMPLES / file for file in files])

    assert found.things("Participation") == found.report.made["participation"] == graph_rows
    assert len(raw) == graph_rows
    for kind, column in (
        ("eu-contribution", "ecContribution"),
        ("net-eu-contribution", "netEcContribution"),
        ("total-cost", "totalCost"),
    ):
        rows = found.ask(SUMS_BY_COUNTRY.format(kind=kind))
        assert {code: Decimal(total) for code, total in rows} == sums(raw, column)


def test_rows_of_2023_are_all_accounted_for(read_files: Import) -> None:
    files = sorted((SAMPLES / "cordis-2023").glob("*.csv"))
    topics = table("cordis-2023/h2020_topics_out.csv")
    organisations = table("cordis-2023/h2020_organizations_out_formatted_latest.csv")

    found = read_files(files)

    known = set(organisations["projectID"]) | {"741487"}
    assert found.report.rows["h2020_topics_out.csv"] == len(topics)
    unknown = sum(finding.reason.code == "project-unknown" for finding in found.rejected)
    assert unknown == (~topics["projectID"].isin(known)).sum()
    assert found.things("Project") == len(known)
    assert found.things("Organisation") == organisations["organisationID"].nunique()


def test_horizon_europe_with_all_its_tables(read_files: Import) -> None:
    folder = SAMPLES / "cordis-he-2025"
    files = [*sorted(folder.glob("*.csv")), folder / "euroSciVoc.xlsx"]
    projects = set(table("cordis-he-2025/head_project_df_100.csv")["id"])
    fields = pd.read_excel(folder / "euroSciVoc.xlsx", dtype=str)
    fields = fields[fields["projectID"].isin(projects)]

    found = read_files(files)

    assigned = found.ask(
        "SELECT ?id ?code { ?p dcterms:identifier ?id ; ca:subject/skos:notation ?code }"
    )
    assert set(assigned) == set(zip(fields["projectID"], fields["euroSciVocCode"], strict=True))
    left_out = sum(finding.reason.code == "table-not-imported" for finding in found.rejected)
    assert left_out == 300
    assert found.report.done_bytes == sum(path.stat().st_size for path in files)
