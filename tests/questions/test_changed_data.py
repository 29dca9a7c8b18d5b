"""The questions stay right when the data changes: what a curator may add, and what may be missing.

Each case adds statements to the atlas, or takes a source out of it, and says what the answer is
then.
"""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from .atlas import CA, ID, Atlas, answer, column
from .test_questions import NUMBERS, text_of

SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"


def member_count(slug: str, value: int, bound: str, *, more: str = "") -> str:
    """A count of the Klaster's members within the period of its MRPO project."""
    return f"""
        new:{slug} a ca:Observation ; ca:about cluster:klaster-lifescience-krakow ;
            ca:measure measure:member-count ; ca:value {value} ; ca:bound bound:{bound} ;
            ca:statedIn passage:ecri-study-visit-p3 ;
            {more or "ca:unit unit:institution ; ca:during period:mrpo-8-2-some-day-within"} .
    """


def total_value(slug: str, amount: str, project: str, currency: str = "PLN") -> str:
    return f"""
        new:{slug} a ca:Funding ; ca:fundingKind funding-kind:total-value ; ca:amount {amount} ;
            ca:bound bound:exact ; ca:currency currency:{currency} ; ca:funded {project} ;
            ca:statedIn passage:ecri-study-visit-p3 .
    """


def participation(slug: str, project: str, participant: str, role: str) -> str:
    return f"""
        {project} ca:hasParticipation new:{slug} .
        new:{slug} a ca:Participation ; ca:participant {participant} ; ca:role role:{role} ;
            ca:statedIn passage:lsk-case-study-blog-p10 .
    """


SECOND_PROJECT = """
    new:second a ca:Project ; ca:underProgramme activity:mrpo-8-2 ,
        programme:malopolska-rop-2007-2013 .
"""
MRPO = "project:mrpo-8-2-bio-region-networks"
KLASTER = "cluster:klaster-lifescience-krakow"

# what is added: currency, number of projects, total and contested values of the MRPO programme
VALUES = {
    "nothing": ("", [("PLN", "1", "1087398", "0")]),
    "a second project": (
        SECOND_PROJECT + total_value("v", "100.00", "new:second"),
        [("PLN", "2", "1087498", "0")],
    ),
    "a project without a value": (SECOND_PROJECT, [("PLN", "1", "1087398", "0")]),
    "the same value in another record": (
        total_value("v", "1087398", MRPO),
        [("PLN", "1", "1087398", "0")],
    ),
    "another value of the same project": (
        total_value("v", "1100000", MRPO),
        [("PLN", "1", "1100000", "1")],
    ),
    "a project in another currency": (
        SECOND_PROJECT + total_value("v", "100.5", "new:second", "EUR"),
        [("EUR", "1", "100.5", "0"), ("PLN", "1", "1087398", "0")],
    ),
    "the same passage again": (
        """funding:mrpo-8-2-total-value ca:statedIn passage:lsk-case-study-blog-p10 ,
            passage:ecri-study-visit-p3 .""",
        [("PLN", "1", "1087398", "0")],
    ),
}


@pytest.mark.parametrize("case", VALUES)
def test_total_value_counts_each_project_once(atlas: Atlas, case: str) -> None:
    turtle, expected = VALUES[case]
    header, rows = answer(atlas.store(turtle), text_of("project-values-per-programme"))
    assert header[1:5] == ("currencyCode", "projects", "totalValue", "contested")
    assert [row[1:5] for row in rows] == expected


# what is added: the pairs in conflict
CONFLICTS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "nothing": ("", [("70", "72")]),
    "a third exact value": (
        member_count("c", 71, "exact"),
        [("70", "71"), ("70", "72"), ("71", "72")],
    ),
    "the same value again": (member_count("c", 72, "exact"), [("70", "72"), ("70", "72")]),
    "at least less": (member_count("c", 60, "at-least"), [("70", "72")]),
    "at least the lower": (member_count("c", 70, "at-least"), [("70", "72")]),
    "more than the lower": (member_count("c", 70, "more-than"), [("70", "70"), ("70", "72")]),
    "at least more": (
        member_count("c", 80, "at-least"),
        [("70", "72"), ("70", "80"), ("72", "80")],
    ),
    "at most less": (
        member_count("c", 60, "at-most"),
        [("60", "70"), ("60", "72"), ("70", "72")],
    ),
    "less than the higher": (member_count("c", 72, "less-than"), [("70", "72"), ("72", "72")]),
    "at most more": (member_count("c", 80, "at-most"), [("70", "72")]),
    "about as much": (member_count("c", 75, "about"), [("70", "72")]),
    "about far more": (
        member_count("c", 100, "about"),
        [("70", "72"), ("70", "100"), ("72", "100")],
    ),
    "another unit": (
        member_count(
            "c", 71, "exact", more="ca:unit unit:person ; ca:during period:mrpo-8-2-some-day-within"
        ),
        [("70", "72")],
    ),
    "a part of the whole": (
        member_count(
            "c", 30, "exact", more="ca:category <https://w3id.org/clusteratlas/scheme/x/y>"
        ),
        [("70", "72")],
    ),
    "no period, so any": (
        member_count("c", 50, "exact", more="ca:unit unit:institution"),
        [("32", "50"), ("50", "70"), ("50", "72"), ("50", "95"), ("70", "72")],
    ),
    "a day outside every period": (
        member_count("c", 50, "exact", more='ca:asOf "2014-01-01"^^xsd:date'),
        [("70", "72")],
    ),
    "a day inside one period": (
        member_count("c", 50, "exact", more='ca:asOf "2007-01-01"^^xsd:date'),
        [("32", "50"), ("70", "72")],
    ),
    "a period without an end": (
        member_count("c", 50, "exact", more="ca:during new:p")
        + 'new:p a ca:Period ; ca:earliestStart "2012-12-31"^^xsd:date .',
        [("50", "70"), ("50", "72"), ("50", "95"), ("70", "72")],
    ),
}


@pytest.mark.parametrize("case", CONFLICTS)
def test_conflicts_are_values_that_cannot_both_hold(atlas: Atlas, case: str) -> None:
    turtle, expected = CONFLICTS[case]
    store, query = atlas.store(turtle), text_of("conflicting-values")
    pairs = zip(column(store, query, "valueA"), column(store, query, "valueB"), strict=True)
    assert list(pairs) == expected


@pytest.mark.parametrize("source", ["mrpo-project-en", "mrpo-project-pl"])
@pytest.mark.parametrize("name", ["conflicting-values", "preferred-values"])
def test_without_one_of_two_sources_there_is_no_conflict(
    atlas: Atlas, source: str, name: str
) -> None:
    assert answer(atlas.without(source).store(), text_of(name))[1] == []


# what is added: preferred values, and what they are preferred to
PREFERRED = {
    "nothing": ("", [("70", "72")]),
    "a third value of middle rank": (member_count("c", 71, "exact"), [("70", "71; 72")]),
    "a third value of the best rank": (
        member_count("c", 71, "exact") + "new:c ca:statedIn passage:european-cluster-days-p16 .",
        [],
    ),
    "the best source now says both": (
        """observation:klaster-lifescience-krakow-members-mrpo-en
            ca:statedIn passage:mrpo-project-pl-p15 .""",
        [],
    ),
}


@pytest.mark.parametrize("case", PREFERRED)
def test_preferred_value_is_that_of_the_best_source(atlas: Atlas, case: str) -> None:
    turtle, expected = PREFERRED[case]
    store, query = atlas.store(turtle), text_of("preferred-values")
    values = zip(column(store, query, "value"), column(store, query, "insteadOf"), strict=True)
    assert list(values) == expected


def duration(months: str, bound: str) -> str:
    return f"""
        new:project a ca:Project ; ca:during period:2011-q2-2012-q4 .
        new:duration a ca:Observation ; ca:about new:project ; ca:measure measure:duration ;
            ca:unit unit:month ; ca:value {months} ; ca:bound bound:{bound} .
    """


VERDICTS = [
    ("14", "exact", "shorter than the period"),
    ("15", "exact", "compatible"),
    ("21", "exact", "compatible"),
    ("22", "exact", "longer than the period"),
    ("14", "at-least", "compatible"),
    ("22", "at-least", "longer than the period"),
    ("14", "at-most", "shorter than the period"),
    ("22", "at-most", "compatible"),
]


@pytest.mark.parametrize(("months", "bound", "verdict"), VERDICTS)
def test_duration_is_compared_with_all_that_the_period_allows(
    atlas: Atlas, months: str, bound: str, verdict: str
) -> None:
    header, rows = answer(atlas.store(duration(months, bound)), text_of("duration-against-period"))
    (row,) = (row for row in rows if row[header.index("project")] == f"{ID}new/project")
    assert row[header.index("verdict")] == verdict


# what is added: number of edges, heaviest weight, degree of the Klaster
NETWORKS = {
    "nothing": ("", (34, "1", "10")),
    "a second role in the project": (
        participation("p", MRPO, KLASTER, "partner"),
        (34, "1", "10"),
    ),
    "one who only pays": (
        participation("p", MRPO, "organisation:european-union", "co-financer"),
        (34, "1", "10"),
    ),
    "a second project of two partners": (
        participation("p", "new:second", KLASTER, "leader")
        + participation("q", "new:second", "organisation:genopole", "partner"),
        (34, "2", "10"),
    ),
    "a new partner": (
        participation("p", "project:ecri", "organisation:france-clusters", "partner"),
        (38, "1", "11"),
    ),
    "a project of one": (participation("p", "new:second", KLASTER, "leader"), (34, "1", "10")),
}


@pytest.mark.parametrize("case", NETWORKS)
def test_network_counts_pairs_by_shared_projects(atlas: Atlas, case: str) -> None:
    turtle, expected = NETWORKS[case]
    store = atlas.store(turtle)
    weights = column(store, text_of("co-participation-edges"), "weight")
    degree = column(store, text_of("co-participation-degree"), "degree")[0]
    assert (len(weights), weights[0], degree) == expected


# query: what is added, a column, its values then
CASES: dict[str, tuple[str, str, str, list[str]]] = {
    "a link gains a second document": (
        "links-with-one-source",
        "participation:ecri-bioib ca:statedIn passage:lsk-case-study-blog-p10 .",
        "participantName",
        ["bioPmed", "Hellenic BioCluster", "Klaster LifeScience Krakow"],
    ),
    "a second paragraph is no second document": (
        "links-with-one-source",
        "participation:ecri-bioib ca:statedIn passage:ecri-study-visit-p5 .",
        "documents",
        ["1", "1", "1", "1"],
    ),
    "two records of one link are one link": (
        "links-with-several-sources",
        participation("p", "project:ecri", "cluster:bioib", "consortium-member"),
        "documents",
        ["2"] * 9,
    ),
    "the missing share is found": (
        "incomplete-compositions",
        """new:rest a ca:Observation ; ca:about cluster:klaster-lifescience-krakow ;
            ca:composition composition:klaster-lifescience-krakow-stakeholders-2018 ;
            ca:measure measure:stakeholder-share ; ca:unit unit:percent ; ca:value 4 .""",
        "total",
        [],
    ),
    "a bounded divisor makes the quotient unclear": (
        "investment-per-start-up",
        """new:start-ups a ca:Observation ; ca:about cluster:klaster-lifescience-krakow ;
            ca:measure measure:start-up-count ; ca:value 50 ; ca:bound bound:at-least .""",
        "bound",
        ["unclear"],
    ),
    "of two investments the smaller counts": (
        "investment-per-start-up",
        """new:investment a ca:Observation ; ca:about cluster:klaster-lifescience-krakow ;
            ca:measure measure:research-investment ; ca:currency currency:EUR ;
            ca:value 193000000 ; ca:bound bound:at-least .""",
        "perStartUp",
        ["10000000"],
    ),
    "money for a cluster": (
        "clusters-without-funding",
        "new:grant a ca:Funding ; ca:funded cluster:medsilesia .",
        "clusterName",
        ["Sustainable Infrastructure Cluster"],
    ),
    "a part in a project without money": (
        "clusters-without-funding",
        "new:project a ca:Project . "
        + participation("p", "new:project", "cluster:medsilesia", "partner"),
        "clusterName",
        ["MedSilesia Cluster", "Sustainable Infrastructure Cluster"],
    ),
    "a part in a project with money": (
        "clusters-without-funding",
        "new:project a ca:Project ; ca:underProgramme programme:cosme . "
        + participation("p", "new:project", "cluster:medsilesia", "partner"),
        "clusterName",
        ["Sustainable Infrastructure Cluster"],
    ),
    "a Polish name": (
        "clusters-without-polish-name",
        'cluster:hbio skos:altLabel "Grecki Bioklaster"@pl .',
        "clusterName",
        ["Bioib", "bioPmed", "MedSilesia Cluster", "Sustainable Infrastructure Cluster"],
    ),
    "a Polish misspelling is no name": (
        "clusters-without-polish-name",
        'cluster:hbio skos:hiddenLabel "Greki Bioklaster"@pl .',
        "clusterName",
        [
            "Bioib",
            "bioPmed",
            "Hellenic BioCluster",
            "MedSilesia Cluster",
            "Sustainable Infrastructure Cluster",
        ],
    ),
    "a planned study visit": (
        "study-visits",
        """new:visit a ca:StudyVisit ; ca:realisation realisation:planned ;
            ca:visited cluster:medsilesia .""",
        "clusterName",
        ["MedSilesia Cluster", "Sustainable Infrastructure Cluster"],
    ),
    "a study visit without anything": (
        "study-visits",
        "new:visit a ca:StudyVisit ; ca:realisation realisation:held .",
        "clusterName",
        ["", "MedSilesia Cluster", "Sustainable Infrastructure Cluster"],
    ),
    "an intended member": (
        "regions-sharing-a-network",
        """new:m a ca:Membership ; ca:member region:slaskie ;
            ca:memberOf network:vanguard-initiative ; ca:realisation realisation:intended .""",
        "nutsCode",
        ["ES21", "BE2", "ITC4", "DEA", "UKM", "SE224", "", "FI19B", "BE3"],
    ),
    "a partner in another member region": (
        "partners-in-network-regions",
        "organisation:biocon-valley ca:locatedIn region:north-rhine-westphalia .",
        "partnerName",
        ["BioCon Valley", "Klaster LifeScience Krakow", "Midlothian Council"],
    ),
    "a second town in the same region": (
        "clusters-per-region",
        """cluster:medsilesia ca:locatedIn new:town . new:town skos:broader region:slaskie .""",
        "clusters",
        ["2", "1", "1"],
    ),
    "a partner without a country": (
        "project-partners",
        participation("p", MRPO, "organisation:france-clusters", "partner"),
        "countryCode",
        ["DE", "ES", "", "FR", "LV", "GB", "FR"],
    ),
    "leader and implementer are one": (
        "project-leaders-and-implementers",
        participation("p", "new:second", KLASTER, "leader")
        + participation("q", "new:second", KLASTER, "implementer"),
        "leaderName",
        ["Jagiellonian Center of Innovation"],
    ),
    "the full membership is reached": (
        "intended-and-achieved-memberships",
        """new:m a ca:Membership ; ca:member cluster:klaster-lifescience-krakow ;
            ca:memberOf network:gin ; ca:realisation realisation:held ; ca:role role:leader .""",
        "held",
        ["associated member", "leader"],
    ),
    "the case study had a source too": (
        "document-provenance",
        """document:lsk-case-study-pavlin
            <http://www.w3.org/ns/prov#wasDerivedFrom> document:ecri-study-visit .""",
        "step",
        ["0", "1", "2"],
    ),
    "a programme without a funder": (
        "funding-chain",
        "new:project a ca:Project ; ca:underProgramme programme:smart-growth-2014-2020 .",
        "funderName",
        ["Self-government of the Dolnośląskie Voivodeship", "European Union", "European Union", ""],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_answer_follows_the_data(atlas: Atlas, case: str) -> None:
    name, turtle, shown, expected = CASES[case]
    assert column(atlas.store(turtle), text_of(name), shown) == expected


def things(store: Store) -> list[NamedNode]:
    subjects = {quad.subject for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}
    return [term for term in subjects if isinstance(term, NamedNode) and term.value.startswith(ID)]


def add(store: Store, subject: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
    store.add(Quad(subject, NamedNode(predicate), value, DefaultGraph()))


@pytest.fixture(scope="module")
def talkative(atlas: Atlas) -> Store:
    """The atlas with more names, and more passages of the same documents, for every thing."""
    store = atlas.store()
    for thing in things(store):
        add(store, thing, f"{SKOS}altLabel", Literal("Anderer Name", language="de"))
        add(store, thing, f"{SKOS}altLabel", Literal("Another name", language="en"))
        add(store, thing, f"{SKOS}prefLabel", Literal("Nom", language="fr"))
        add(store, thing, f"{SKOS}hiddenLabel", Literal("Anohter name", language="en"))
    stated = NamedNode(f"{CA}statedIn")
    part = NamedNode(f"{DCTERMS}isPartOf")
    for quad in list(store.quads_for_pattern(None, stated, None, DefaultGraph())):
        passage = NamedNode(f"{quad.object.value}-more")
        for of in store.quads_for_pattern(quad.object, part, None, DefaultGraph()):
            add(store, quad.subject, stated.value, passage)
            add(store, passage, f"{CA}paragraph", Literal(99))
            add(store, passage, part.value, of.object)
    return store


@pytest.mark.parametrize("name", NUMBERS)
def test_more_names_and_passages_add_no_rows(store: Store, talkative: Store, name: str) -> None:
    assert len(answer(talkative, text_of(name))[1]) == len(answer(store, text_of(name))[1])


@pytest.fixture(scope="module")
def nameless(atlas: Atlas) -> Store:
    """The atlas without any chosen name."""
    store = atlas.store()
    for quad in list(store.quads_for_pattern(None, NamedNode(f"{SKOS}prefLabel"), None, None)):
        store.remove(quad)
    return store


# Where a name is what is asked for, and not only shown.
ASKS_FOR_NAMES = {"clusters-without-polish-name", "things-by-name"}


@pytest.mark.parametrize("name", sorted(NUMBERS.keys() - ASKS_FOR_NAMES))
def test_missing_names_neither_hide_nor_multiply_rows(
    store: Store, nameless: Store, name: str
) -> None:
    assert len(answer(nameless, text_of(name))[1]) == len(answer(store, text_of(name))[1])


def test_a_thing_without_a_name_is_shown_by_the_end_of_its_iri(nameless: Store) -> None:
    partners = column(nameless, text_of("project-partners"), "partnerName")
    assert partners[:2] == ["bioaratec", "biocon-valley"]
