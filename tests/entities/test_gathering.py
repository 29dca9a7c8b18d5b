"""What pages gather of an agent and of a project: engagements, partners, consortium, names."""

from __future__ import annotations

import pytest

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.above import ancestors, countries, outermost
from clusteratlas.entities.agents import agent
from clusteratlas.entities.consortium import consortium
from clusteratlas.entities.dossier import Dossier
from clusteratlas.entities.engagements import engagements
from clusteratlas.entities.partners import partners
from clusteratlas.entities.records import linked, linked_to_each, record
from clusteratlas.entities.stating import merged_records, plain_grounds
from clusteratlas.terms import BASE, CA, ID

KLASTER = f"{ID}cluster/klaster-lifescience-krakow"
MRPO = f"{ID}project/mrpo-8-2-bio-region-networks"
COUNTRIES = {
    "locality": (f"{ID}locality/kokotow", f"{ID}country/pl"),
    "region": (f"{ID}region/malopolskie", f"{ID}country/pl"),
    "country": (f"{ID}country/fr", f"{ID}country/fr"),
    "no place": (f"{ID}region/nowhere", ""),
}
PLAIN = {
    "founded": ("schema:foundingDate", "2006", "lsk-case-study-blog"),
    "founder": (
        "schema:founder",
        f"{ID}organisation/jagiellonian-university",
        "lsk-case-study-blog",
    ),
}


@pytest.mark.parametrize(("place", "country"), COUNTRIES.values(), ids=COUNTRIES)
def test_the_country_of_a_place(engine: Engine, place: str, country: str) -> None:
    assert countries(engine, [place]) == {place: country}


def test_an_activity_belongs_to_its_programme(engine: Engine) -> None:
    activity, programme = f"{ID}activity/mrpo-8-2", f"{ID}programme/malopolska-rop-2007-2013"
    assert outermost(engine, [activity, programme]) == {activity: programme, programme: programme}
    assert ancestors(engine, [activity], "dcterms:isPartOf") == {activity: (programme,)}


def test_engagements_are_told_by_programme_and_role(engine: Engine) -> None:
    found = engagements(engine, KLASTER)
    assert found.total.number == 2
    assert found.all[0].project == MRPO
    programme = f"{ID}programme/malopolska-rop-2007-2013"
    assert [one.project for one in found.under(programme)] == [MRPO]
    roles = {one.programme: dict(one.by_role) for one in found.by_programme}
    assert roles[programme] == {f"{BASE}scheme/role/implementer": 1}


def test_partners_are_those_in_the_same_projects(engine: Engine) -> None:
    found = partners(engine, KLASTER)
    agents = {one.agent for one in found.top}
    assert f"{ID}organisation/genopole" in agents
    assert KLASTER not in agents
    france = next(one for one in found.countries if one.country == f"{ID}country/fr")
    assert (france.partners, france.projects) == (2, 1)


def test_those_who_lead_come_first(engine: Engine) -> None:
    found = consortium(engine, MRPO, 1)
    assert found.shown[0].roles == (f"{BASE}scheme/role/leader",)
    assert found.page.total.number == 8
    assert consortium(engine, MRPO, 99).page.number == 1


def test_a_record_is_read_by_property(engine: Engine) -> None:
    found = record(engine, f"{ID}funding/mrpo-8-2-total-value")
    assert found.number("ca:amount") == 1087398
    assert found.one("ca:currency") == f"{BASE}scheme/currency/PLN"
    assert found.all("rdf:type") == (f"{CA}Funding",)
    assert not record(engine, f"{ID}funding/unheard-of")


def test_texts_are_by_language(engine: Engine) -> None:
    found = record(engine, f"{ID}cluster/innowacyjna-medycyna")
    assert found.texts("skos:prefLabel") == {
        "en": "Innovative Medicine Cluster",
        "pl": "Klaster Innowacyjna Medycyna",
    }


def test_links_are_bounded_each(engine: Engine) -> None:
    found = linked(engine, KLASTER, ("ca:about", "ca:participant", "ca:host"), 3)
    assert {link: len(subjects) for link, subjects in found.items()} == {
        "ca:about": 3,
        "ca:participant": 2,
        "ca:host": 0,
    }


def test_links_to_several_things_are_read_at_once(engine: Engine) -> None:
    found = linked_to_each(engine, [MRPO, KLASTER, f"{ID}cluster/unheard-of"], ("ca:funded",))
    assert set(found) == {MRPO, KLASTER}


@pytest.mark.parametrize(("property_", "value", "document"), PLAIN.values(), ids=PLAIN)
def test_a_plain_triple_is_stated_where_its_graph_mentions_the_thing(
    engine: Engine, property_: str, value: str, document: str
) -> None:
    dossier = Dossier(engine, KLASTER, (), (property_,))
    dossier.complete()
    grounds = dossier.plain(property_, value)
    assert grounds.is_mention
    assert {said.document.iri for said in grounds.said if said.document} == {
        f"{ID}document/{document}"
    }


def test_what_was_inferred_of_a_thing_says_why(engine: Engine) -> None:
    region = (f"{CA}locatedIn", f"{ID}region/malopolskie")
    assert set(plain_grounds(engine, KLASTER, ["ca:locatedIn"])[region].reason) == {"en", "pl"}


def test_nothing_was_merged_into_a_cluster_of_the_five_sources(engine: Engine) -> None:
    assert merged_records(engine, KLASTER) == ()


def test_names_stand_once_the_preferred_ones_first(engine: Engine) -> None:
    names = agent(engine, KLASTER).names
    assert [name.is_preferred for name in names[:3]] == [True, True, False]
    assert len({name.name for name in names}) == len(names)
    abbreviation = next(one for one in names if one.name.value == "KLK")
    assert abbreviation.kinds == (f"{BASE}scheme/name-kind/abbreviation",)


def test_a_country_says_nothing_beside_its_region(engine: Engine) -> None:
    assert agent(engine, KLASTER).places == ((f"{ID}region/malopolskie", (f"{ID}country/pl",)),)


def test_quantities_are_in_the_order_of_their_days(engine: Engine) -> None:
    series = dict(agent(engine, KLASTER).series)
    members = series[f"{BASE}scheme/measure/member-count"]
    assert [int(one.value) for one in members] == [32, 72, 70, 95]
