"""What runs under a programme, on how much money, and who pays."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import Count
from clusteratlas.entities.programmes import programme as programmes
from clusteratlas.entities.programmes import projects as running
from clusteratlas.entities.programmes.funder import funder
from clusteratlas.entities.programmes.programme import programme
from clusteratlas.entities.programmes.sums import Sum
from clusteratlas.terms import ID

WORLD = """
PREFIX ca: <https://w3id.org/clusteratlas/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
INSERT DATA {
  <urn:programme> a ca:Programme ; ca:programmeFunder <urn:eu> .
  <urn:activity> a ca:ProgrammeActivity ; dcterms:isPartOf <urn:programme> .
  <urn:inner> a ca:ProgrammeActivity ; dcterms:isPartOf <urn:activity> .
  <urn:a> a ca:Project ; ca:underProgramme <urn:programme>, <urn:inner> .
  <urn:b> a ca:Project ; ca:underProgramme <urn:inner> ; ca:underTopic <urn:topic> .
  <urn:c> a ca:Project ; ca:underProgramme <urn:elsewhere> .
  <urn:a-1> a ca:Funding ; ca:funded <urn:a> ; ca:fundingKind <urn:total> ; ca:amount 10 ;
    ca:currency <urn:eur> ; ca:underProgramme <urn:programme> ; ca:statedIn <urn:p1> .
  <urn:a-2> a ca:Funding ; ca:funded <urn:a> ; ca:fundingKind <urn:total> ; ca:amount 11 ;
    ca:currency <urn:eur> ; ca:statedIn <urn:p2> .
  <urn:b-1> a ca:Funding ; ca:funded <urn:b> ; ca:fundingKind <urn:total> ; ca:amount 5 ;
    ca:currency <urn:eur> ; ca:statedIn <urn:p1> .
  <urn:b-2> a ca:Funding ; ca:funded <urn:b> ; ca:fundingKind <urn:total> ; ca:amount 6 ;
    ca:currency <urn:eur> ; ca:statedIn <urn:p1> .
  <urn:b-3> a ca:Funding ; ca:funded <urn:b> ; ca:fundingKind <urn:share> ; ca:amount 3 ;
    ca:currency <urn:pln> ; ca:statedIn <urn:p1> .
  <urn:p1> dcterms:isPartOf <urn:list-1> .
  <urn:p2> dcterms:isPartOf <urn:list-2> .
  <urn:list> a ca:SourceGraph .
  <urn:silent> a ca:SourceGraph .
  GRAPH <urn:list> { <urn:b> ca:underProgramme <urn:inner> }
}
"""


@pytest.fixture(scope="module")
def world() -> Iterator[Engine]:
    engine = EmbeddedEngine.in_memory()
    engine.update(WORLD)
    yield engine
    engine.close()


PROJECTS = {
    "of a programme and its parts": ("urn:programme", {"urn:a", "urn:b"}),
    "of a part": ("urn:inner", {"urn:a", "urn:b"}),
    "of a topic": ("urn:topic", {"urn:b"}),
    "of another programme": ("urn:elsewhere", {"urn:c"}),
}


@pytest.mark.parametrize("few", [0, 500], ids=["among many", "among few"])
@pytest.mark.parametrize(("iri", "expected"), PROJECTS.values(), ids=PROJECTS.keys())
def test_projects_and_nothing_else_are_listed(
    world: Engine, monkeypatch: pytest.MonkeyPatch, iri: str, expected: set[str], few: int
) -> None:
    monkeypatch.setattr(running, "_FEW", few)
    found = programme(world, iri, 1, 1)
    assert set(found.projects.things) == expected
    assert found.projects.total == Count(len(expected))


def test_sums_by_kind_and_currency_count_each_project_once(world: Engine) -> None:
    """Rows of one list add up; of two lists the one counts that says most."""
    assert programme(world, "urn:programme", 1, 1).sums == (
        Sum("urn:share", "urn:pln", Decimal(3), 1),
        Sum("urn:total", "urn:eur", Decimal(22), 2),
    )


def test_no_sums_of_too_many_projects(world: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programmes, "MOST_SUMMED", 1)
    assert programme(world, "urn:programme", 1, 1).sums is None


def test_a_part_knows_its_programme_and_who_pays(world: Engine) -> None:
    found = programme(world, "urn:inner", 1, 1)
    assert found.above == ("urn:activity", "urn:programme")
    assert found.funders == ("urn:eu",)
    assert found.graphs == ("urn:list",)
    assert programme(world, "urn:programme", 1, 1).parts.things == ("urn:activity",)


def test_what_the_european_union_pays_for(engine: Engine) -> None:
    found = funder(engine, f"{ID}organisation/european-union", 1, 1)
    assert set(found.programmes.things) == {
        f"{ID}programme/cosme",
        f"{ID}programme/malopolska-rop-2007-2013",
    }
    assert [thing for thing, _ in found.money] == [f"{ID}project/mrpo-8-2-bio-region-networks"]
