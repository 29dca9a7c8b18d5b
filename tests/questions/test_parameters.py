"""What the questions answer when they are asked about something else than their default."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from clusteratlas.catalogue import SavedQuery

from .atlas import ID, ROOT, column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

# query, parameters, column, its values
CASES: list[tuple[str, Mapping[str, list[str]], str, list[str]]] = [
    ("clusters-per-region", {"level": ["1"]}, "regionName", []),
    ("project-partners", {"project": ["ecri"]}, "partner", []),
    ("cluster-member-counts", {"cluster": ["medsilesia"]}, "members", []),
    ("conflicting-values", {"thing": [f"{ID}cluster/medsilesia"]}, "valueA", []),
    (
        "conflicting-values",
        {"thing": [f"{ID}cluster/klaster-lifescience-krakow"]},
        "valueA",
        ["70"],
    ),
    ("conflicting-values", {"measure": ["member-count"]}, "valueA", ["70"]),
    ("conflicting-values", {"measure": ["employee-count"]}, "valueA", []),
    ("funding-chain", {"project": ["ecri"]}, "programmeName", ["COSME"]),
    (
        "funding-chain",
        {"project": ["mrpo-8-2-bio-region-networks"]},
        "funderName",
        ["European Union"],
    ),
    (
        "projects-running-in-period",
        {"from": ["2011-04-01"], "until": ["2011-06-29"]},
        "certain",
        ["false"],
    ),
    (
        "projects-running-in-period",
        {"from": ["2011-04-01"], "until": ["2011-06-30"]},
        "certain",
        ["true"],
    ),
    (
        "projects-running-in-period",
        {"from": ["2012-10-02"], "until": ["2013-12-31"]},
        "certain",
        ["false"],
    ),
    (
        "projects-running-in-period",
        {"from": ["2013-01-01"], "until": ["2013-12-31"]},
        "certain",
        [],
    ),
    (
        "projects-running-in-period",
        {"from": ["2010-01-01"], "until": ["2011-03-31"]},
        "certain",
        [],
    ),
    ("partner-countries", {"project": ["ecri"]}, "countryCode", ["ES", "GR", "IT", "PL"]),
    (
        "partner-countries",
        {"project": ["ecri", "mrpo-8-2-bio-region-networks"]},
        "countryCode",
        ["ES", "FR", "DE", "GB", "GR", "IT", "LV", "PL"],
    ),
    ("co-participation-edges", {"minimumWeight": ["2"]}, "weight", []),
    (
        "events-attended",
        {"attendee": [f"{ID}cluster/innowacyjna-medycyna"]},
        "people",
        ["400", ""],
    ),
    ("regions-sharing-a-network", {"territory": ["slaskie"]}, "regionName", []),
    (
        "regions-sharing-a-network",
        {"territory": ["wallonia"]},
        "nutsCode",
        ["ES21", "BE2", "ITC4", "PL21", "DEA", "UKM", "SE224", "", "FI19B"],
    ),
    ("partners-in-network-regions", {"network": ["gin"]}, "partner", []),
    ("things-by-name", {"name": ["Hszpania"]}, "thingName", ["Spain"]),
    ("things-by-name", {"name": ["custer"]}, "thingName", ["Innovative Medicine Cluster"]),
    ("things-by-name", {"name": ["malopiolska"]}, "thingName", ["Małopolska"]),
    ("things-by-name", {"name": ["KLK"]}, "thingName", ["Klaster LifeScience Krakow"]),
    ("things-by-name", {"name": ["skane"]}, "thingName", ["Skåne"]),
    ("things-by-name", {"name": ["midlothian-council"]}, "thingName", ["Midlothian Council"]),
    ("things-by-name", {"name": ["Robert Maciaszek"]}, "thingName", ["Robert Maciaszek"]),
    ("things-by-name", {"name": ["a.*"]}, "match", []),
    ("things-by-name", {"name": [""]}, "match", []),
    ("things-by-name", {"name": ['x" } UNION { ?s ?p ?o #']}, "match", []),
    ("document-provenance", {"document": ["ecri-study-visit"]}, "authors", ["Ioannis Trantakis"]),
    ("uncertain-facts", {"thing": [f"{ID}cluster/medsilesia"]}, "kind", ["inferred statement"]),
]


@pytest.mark.parametrize(
    ("name", "values", "shown", "expected"),
    CASES,
    ids=[f"{name}-{' '.join(map(str, values.values()))}" for name, values, _, _ in CASES],
)
def test_answer_for_other_values(
    store: Store, name: str, values: Mapping[str, list[str]], shown: str, expected: list[str]
) -> None:
    query = SavedQuery.read(ROOT / "queries" / "questions" / f"{name}.rq")
    assert column(store, query.bound(values), shown) == expected


EXACT_MATCHES = [
    ("life science park of kraków", "Life Science Park of Krakow"),
    ("KLASTER LIFE SCIENCE KRAKOW", "Klaster LifeScience Krakow"),
    ("Lotwa", "Latvia"),
    ("Biotechnology Cluster Aragoni", "Biotechnology Cluster Aragon"),
]


@pytest.mark.parametrize(("name", "thing"), EXACT_MATCHES)
def test_case_diacritics_and_spaces_make_no_difference(store: Store, name: str, thing: str) -> None:
    query = SavedQuery.read(ROOT / "queries" / "questions" / "things-by-name.rq")
    text = query.bound({"name": [name]})
    best = zip(column(store, text, "thingName"), column(store, text, "match"), strict=True)
    assert [found for found, match in best if match == "1 whole name"] == [thing]
