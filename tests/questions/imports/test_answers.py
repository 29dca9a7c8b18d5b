"""Each question over real lists gives what pandas works out from the same files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from . import expected
from .expected import Cell, Rows
from .lists import bound, marks, store


@dataclass(frozen=True)
class Case:
    """A question, the sample that it is asked of, and the columns that are compared.

    `only` keeps the rows whose column has that value. Rows have no order here, since the files say
    nothing of it; numbers are compared by value, to the cent.
    """

    question: str
    sample: str
    columns: Sequence[str]
    rows: Callable[[], Rows]
    values: Mapping[str, list[str]]
    only: tuple[str, str] = ("", "")


CASES = [
    Case(
        "contribution-by-country",
        "cordis-2023",
        ["isoCode", "organisations", "projects", "contribution"],
        expected.contribution_by_country,
        {},
    ),
    Case(
        "organisations-by-net-contribution",
        "cordis-2023",
        ["organisation", "projects", "contribution"],
        expected.organisations_by_net_contribution,
        {},
    ),
    Case(
        "sme-share",
        "cordis-2023",
        ["organisations", "smes", "unknown", "contribution", "smeContribution", "smePercent"],
        expected.sme_share,
        {},
    ),
    Case(
        "third-country-participation",
        "cordis-2023",
        ["countryCode", "organisations", "projects", "contribution", "currencyCode"],
        expected.third_country_participation,
        {},
    ),
    Case(
        "project-consortium",
        "cordis-2023",
        ["nameAsGiven", "role", "countryCode", "contribution", "netContribution", "totalCost"],
        expected.project_consortium,
        {"number": ["883204"]},
    ),
    Case(
        "projects-of-organisation",
        "cordis-2023",
        ["projectName", "roles", "contribution"],
        expected.projects_of_organisation,
        {"pic": ["999990946"]},
    ),
    Case(
        "co-participation-of-region",
        "cordis-2023",
        ["source", "target", "weight", "within"],
        expected.co_participation_of_poland,
        {"nuts": ["PL"]},
    ),
    Case(
        "funding-by-region-and-programme",
        "cordis-he-2025",
        ["nutsCode", "programmeName", "organisations", "projects", "contribution"],
        expected.funding_by_region_and_programme,
        {},
    ),
    Case(
        "region-pairs-across-borders",
        "cordis-he-2025",
        ["sourceCode", "targetCode", "weight"],
        expected.region_pairs_across_borders,
        {},
    ),
    Case(
        "subjects-of-region",
        "cordis-he-2025",
        ["subjectName", "notation", "projects", "organisations"],
        expected.subjects_of_netherlands,
        {"nuts": ["NL"]},
    ),
    Case(
        "new-participants-by-year",
        "h2020-2016",
        ["year", "organisations", "new", "newPercent"],
        expected.new_participants_by_year,
        {},
    ),
    Case(
        "coordinators-per-country-and-year",
        "h2020-2016",
        ["isoCode", "year", "projects"],
        expected.coordinators_per_country_and_year,
        {},
    ),
    Case(
        "projects-in-period-by-programme",
        "h2020-2016",
        ["projects", "contribution", "currencyCode"],
        expected.projects_in_2015,
        {"from": ["2015-01-01"], "until": ["2015-12-31"]},
    ),
    Case(
        "cohesion-and-framework-money",
        "cohesion-pl",
        ["programmeName", "projects", "contribution"],
        expected.cohesion_money,
        {"nuts": ["PL"]},
    ),
    Case(
        "beneficiaries-of-list",
        "cohesion-pl",
        ["beneficiaryName", "projects", "totalValue", "contribution"],
        expected.beneficiaries,
        {"list": ["cohesion-pl-poland-cf-2014-2020"]},
    ),
    Case(
        "partners-by-region",
        "interreg-se",
        ["regionName", "leadPartners", "partners", "projects"],
        expected.partners_by_region,
        {},
        only=("programmeName", "Interreg 2021–2027"),
    ),
]


def answer(asked: Store, query: str) -> list[dict[str, str]]:
    """The rows of a SELECT by column, as CSV has them (SPARQL 1.1 Results CSV)."""
    solutions = asked.query(query)
    assert isinstance(solutions, QuerySolutions)
    text = solutions.serialize(format=QueryResultsFormat.CSV)
    assert text is not None
    return list(csv.DictReader(io.StringIO(text.decode())))


def cell(value: Cell) -> str | float:
    """A number to the cent; an organisation by the number at the end of its IRI."""
    plain = str(value)
    if plain.startswith("https:"):
        plain = plain.rsplit("-", 1)[-1]
    try:
        return round(float(plain), 2)
    except ValueError:
        return plain.casefold()


def comparable(rows: Rows) -> list[tuple[str | float, ...]]:
    return sorted((tuple(cell(value) for value in row) for row in rows), key=str)


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=case.question, marks=marks(case.sample)) for case in CASES],
)
def test_answer_is_what_the_files_say(case: Case) -> None:
    rows = answer(store(case.sample), bound(case.question, case.values))
    column, value = case.only
    kept: Rows = [
        tuple(row[name] for name in case.columns)
        for row in rows
        if not column or row[column] == value
    ]
    assert kept
    assert comparable(kept) == comparable(case.rows())
