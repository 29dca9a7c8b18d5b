"""Who says so."""

from __future__ import annotations

import pytest

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.naming import Named
from clusteratlas.entities.provenance import grounds, inferences, sources
from clusteratlas.terms import BASE, ID

MEMBERS = f"{ID}observation/klaster-lifescience-krakow-members"
STATED = {
    "money that two pages print": (
        f"{ID}funding/mrpo-8-2-total-value",
        [("mrpo-project-en", 2), ("mrpo-project-pl", 2)],
    ),
    "members of the English page": (f"{MEMBERS}-mrpo-en", [("mrpo-project-en", 18)]),
}


@pytest.mark.parametrize(("claim", "expected"), STATED.values(), ids=STATED)
def test_a_claim_has_the_passages_that_state_it(
    engine: Engine, claim: str, expected: list[tuple[str, int]]
) -> None:
    said = sources(engine, [claim])[claim]
    assert [
        (one.document and one.document.iri.rpartition("/")[2], one.paragraph) for one in said
    ] == expected


def test_a_document_says_who_published_it_when_under_which_licence(engine: Engine) -> None:
    visit = f"{ID}event/ecri-study-visit-2018"
    document = sources(engine, [visit])[visit][0].document
    assert document is not None
    assert document.title == {"en": "ECRI partners visit innovation clusters in Poland"}
    assert document.publisher == Named(
        f"{ID}organisation/european-cluster-collaboration-platform", {}
    )
    assert document.issued == "2018-02-23"
    assert document.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert document.graph == f"{BASE}graph/ecri-study-visit"
    assert document.rights["pl"].startswith("Licencja strony nie jest znana.")


def test_what_nobody_states_has_no_sources(engine: Engine) -> None:
    assert sources(engine, [f"{ID}cluster/unheard-of"]) == {}


def test_grounds_tell_bound_and_reason(engine: Engine) -> None:
    period = f"{ID}period/klaster-lifescience-krakow-2017-to-2018"
    employees = f"{ID}observation/klaster-lifescience-krakow-partner-employees"
    found = grounds(engine, [period, employees])
    assert found[period].is_inferred
    assert set(found[period].reason) == {"en", "pl"}
    assert not found[employees].is_inferred
    assert found[employees].bound == f"{BASE}scheme/bound/about"


def test_plain_triples_that_were_worked_out_are_told(engine: Engine) -> None:
    (found,) = inferences(engine, f"{ID}organisation/university-of-ljubljana")
    assert found.value == f"{ID}country/si"
    assert found.reason["en"].startswith("Ljubljana is in Slovenia")
