"""What pictures show of the five sources, and that it is bounded whatever there is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pyoxigraph import NamedNode, Quad

from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.engine.protocol import Engine, QueryResult
from clusteratlas.entities.chronology import EpisodeKind, chronology
from clusteratlas.entities.collaboration import Asked, By, actors_around, collaboration
from clusteratlas.entities.geography import (
    borders_of_countries,
    clusters,
    organisations_by_country,
    organisations_in,
    outline,
    shapes,
    whereabouts,
)
from clusteratlas.entities.measures import measures, observations
from clusteratlas.entities.surroundings import (
    MOST_OF_MANY,
    MOST_PROJECTS,
    Kind,
    kind_of,
    projects_around,
)
from clusteratlas.rdf.protocol import QueryRequest
from clusteratlas.terms import CA, ID, PREFIXES, SCHEME

LSK = f"{ID}cluster/klaster-lifescience-krakow"
MRPO = f"{ID}project/mrpo-8-2-bio-region-networks"
ECRI = f"{ID}project/ecri"
FRANCE = f"{ID}country/fr"
MOST = 400


@pytest.mark.parametrize(
    ("thing", "kind"),
    [
        ("cluster/klaster-lifescience-krakow", Kind.AGENT),
        ("organisation/genopole", Kind.AGENT),
        ("project/ecri", Kind.PROJECT),
        ("programme/malopolska-rop-2007-2013", Kind.PROGRAMME),
        ("region/malopolskie", Kind.TERRITORY),
        ("country/pl", Kind.TERRITORY),
        ("bio-region/malopolska", Kind.TERRITORY),
        ("organisation/nobody", Kind.AGENT),
    ],
)
def test_kinds_of_things(thing: str, kind: Kind, engine: Engine) -> None:
    assert kind_of(engine, ID + thing) is kind


@pytest.mark.parametrize(
    ("thing", "projects"),
    [
        ("cluster/klaster-lifescience-krakow", {MRPO, ECRI}),
        ("project/ecri", {ECRI}),
        ("programme/malopolska-rop-2007-2013", {MRPO}),
        ("region/malopolskie", {MRPO, ECRI}),
        ("country/pl", {MRPO, ECRI}),
        ("organisation/nobody", set()),
    ],
)
def test_projects_around(thing: str, projects: set[str], engine: Engine) -> None:
    found = projects_around(engine, ID + thing)
    assert projects <= set(found.iris)
    assert not found.is_more


def test_who_works_with_whom(engine: Engine) -> None:
    found = collaboration(engine, Asked(LSK), MOST)
    pairs = {frozenset((tie.source, tie.target)) for tie in found.ties}
    assert frozenset((LSK, f"{ID}organisation/genopole")) in pairs
    assert len(pairs) == len(found.ties) == found.found
    assert found.country_of[LSK] == f"{ID}country/pl"
    assert [tie.projects for tie in found.ties] == sorted(
        (tie.projects for tie in found.ties), reverse=True
    )


def test_only_the_strongest_ties_are_kept(engine: Engine) -> None:
    every, few = (collaboration(engine, Asked(LSK), most) for most in (MOST, 3))
    assert list(few.ties) == list(every.ties)[:3]
    assert few.found == every.found > 3


@pytest.mark.parametrize(
    ("first", "last", "projects"),
    [
        (None, None, 2),
        (date(2012, 1, 1), date(2012, 12, 31), 1),
        (None, date(2005, 12, 31), 0),
    ],
)
def test_network_of_a_period(
    first: date | None, last: date | None, projects: int, engine: Engine
) -> None:
    found = collaboration(engine, Asked(LSK, first=first, last=last), MOST)
    assert found.projects == projects
    assert bool(found.ties) == bool(projects)


def test_network_of_a_country_keeps_what_it_is_about(engine: Engine) -> None:
    found = collaboration(engine, Asked(LSK, country=FRANCE), MOST)
    assert {found.country_of[end] for end in found.ends if end != LSK} == {FRANCE}
    assert LSK in found.ends


def test_network_by_programme_links_actors_with_programmes(engine: Engine) -> None:
    found = collaboration(engine, Asked(LSK, By.PROGRAMME), MOST)
    programme = f"{ID}programme/malopolska-rop-2007-2013"
    assert programme in found.programmes
    assert {tie.target for tie in found.ties} == found.programmes
    assert LSK in {tie.source for tie in found.ties if tie.target == programme}


def test_actors_do_not_count_what_they_are_around(engine: Engine) -> None:
    _, actors = actors_around(engine, LSK)
    assert LSK not in actors
    assert actors[f"{ID}organisation/genopole"] == 1


def test_projects_and_events_have_their_days(engine: Engine) -> None:
    found = chronology(engine, LSK)
    by_thing = {one.thing: one for one in found.episodes}
    project = by_thing[MRPO]
    assert project.kind is EpisodeKind.PROJECT
    assert project.period.earliest_start == date(2011, 4, 1)
    assert project.period.latest_end == date(2012, 12, 31)
    assert by_thing[f"{ID}event/ecri-study-visit-2018"].kind is EpisodeKind.EVENT
    starts = [one.period.first for one in found.episodes]
    assert starts == sorted(starts)


def test_quantities_have_bound_days_and_sources(engine: Engine) -> None:
    members = f"{SCHEME}measure/member-count"
    found = observations(engine, LSK, members)
    assert members in measures(engine, LSK)
    assert [int(one.value) for one in found] == [32, 72, 70, 95] or [
        int(one.value) for one in found
    ] == [32, 70, 72, 95]
    assert all(one.said and one.earliest and one.latest for one in found)
    invested = observations(engine, LSK, f"{SCHEME}measure/research-investment")
    assert {one.bound for one in invested} == {f"{SCHEME}bound/more-than"}


def test_clusters_stand_where_their_nearest_known_place_is(engine: Engine) -> None:
    found = whereabouts(engine, clusters(engine))
    by_thing = {placed.thing: placed for placed in found.placed}
    assert by_thing[LSK].by == f"{ID}region/malopolskie"
    assert not by_thing[LSK].only_country
    # Its locality has no point, the region above it has one.
    assert by_thing[f"{ID}cluster/sustainable-infrastructure-cluster"].by == (
        f"{ID}region/malopolskie"
    )
    assert by_thing[f"{ID}cluster/bioib"].only_country
    assert found.without == []


def test_things_without_a_place_are_told(engine: Engine) -> None:
    nobody = f"{ID}organisation/nobody"
    found = whereabouts(engine, [nobody])
    assert (found.placed, found.without) == ([], [nobody])


def test_organisations_of_a_country_and_its_regions(engine: Engine) -> None:
    found = organisations_in(engine, f"{ID}country/fr")
    assert {f"{ID}organisation/genopole", f"{ID}organisation/alsace-government"} <= set(found)


def test_organisations_are_counted_by_country(engine: Engine) -> None:
    counted, is_more = organisations_by_country(engine)
    assert counted[FRANCE] >= 3
    assert not is_more
    assert all(iri.startswith(f"{ID}country/") for iri in counted)


def test_countries_have_points(engine: Engine) -> None:
    known = borders_of_countries(engine)
    longitude, latitude = known[f"{ID}country/pl"].point or (0, 0)
    assert (round(longitude), round(latitude)) == (19, 52)


def test_outline_of_the_land_is_no_shape_of_europe(engine: Engine) -> None:
    europe = f"{ID}macro-area/europe"
    assert outline(engine).startswith("MULTIPOLYGON(((")
    assert shapes(engine, [europe]) == {}
    assert whereabouts(engine, [europe]).without == [europe]


class _CountingEngine:
    """Counts queries and the rows that were read."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.queries = 0

    def query(self, request: QueryRequest) -> QueryResult:
        self.queries += 1
        return self._engine.query(request)

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)


@pytest.fixture(scope="module")
def crowded() -> Iterator[Engine]:
    """A country with 1,200 projects of 20 participants each, all of one programme."""
    engine = EmbeddedEngine.in_memory()
    store = engine._store
    assert store is not None
    a, ca, skos = NamedNode(PREFIXES["rdf"] + "type"), CA, PREFIXES["skos"]

    def quads() -> Iterator[Quad]:
        def triple(subject: str, predicate: str, value: str) -> Quad:
            return Quad(NamedNode(ID + subject), NamedNode(predicate), NamedNode(value))

        country = f"{ID}country/xx"
        yield Quad(NamedNode(country), a, NamedNode(f"{ca}Country"))
        yield triple("region/xx1", f"{skos}broader", country)
        yield triple("programme/all", a.value, f"{ca}Programme")
        for project in range(1200):
            name = f"project/p{project}"
            yield triple(name, a.value, f"{ca}Project")
            yield triple(name, f"{ca}underProgramme", f"{ID}programme/all")
            for part in range(20):
                participation = f"participation/p{project}-{part}"
                agent = "centre" if part == 0 else f"o{project % 150}-{part}"
                yield triple(name, f"{ca}hasParticipation", ID + participation)
                yield triple(participation, f"{ca}participant", f"{ID}organisation/{agent}")
                yield triple(f"organisation/{agent}", f"{ca}locatedIn", f"{ID}region/xx1")

    store.extend(quads())
    yield engine
    engine.close()


@pytest.mark.parametrize(
    ("thing", "most"),
    [
        ("organisation/centre", MOST_PROJECTS),
        ("programme/all", MOST_OF_MANY),
        ("country/xx", MOST_OF_MANY),
    ],
    ids=["organisation", "programme", "country"],
)
def test_what_is_looked_at_is_bounded(thing: str, most: int, crowded: Engine) -> None:
    counting = _CountingEngine(crowded)
    found = collaboration(counting, Asked(ID + thing), 100)  # type: ignore[arg-type]
    assert 0 < found.projects <= most
    assert (found.is_more, len(found.ties)) == (True, 100)
    assert counting.queries <= 12
    counting = _CountingEngine(crowded)
    assert chronology(counting, ID + thing).is_more  # type: ignore[arg-type]
    assert counting.queries <= 12
