"""Questions about what lists do to each other: overlap, several names, merges, clusters.

Each case is a few statements, as imports make them.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from pyoxigraph import RdfFormat, Store

from clusteratlas.terms import GRAPH, ID, PREFIXES, SCHEME

from .lists import bound
from .test_answers import answer

PREFIX_LINES = "\n".join(
    [
        *(f"PREFIX {name}: <{PREFIXES[name]}>" for name in ("ca", "dcterms", "foaf", "skos")),
        f"PREFIX graph: <{GRAPH}>",
        f"PREFIX scheme: <{SCHEME}>",
        *(
            f"PREFIX {kind}: <{ID}{kind}/>"
            for kind in (
                "cluster", "concept", "country", "document", "funding", "identity-statement",
                "organisation", "participation", "passage", "period", "programme", "project",
            )
        ),
        *(
            f"PREFIX {scheme}: <{SCHEME}{scheme}/>"
            for scheme in ("currency", "funding-kind", "identity-status", "role")
        ),
    ]
)  # fmt: skip
BASE = """
    country:pl a ca:Country ; ca:countryCode "PL" ; ca:nutsCode "PL" ; skos:prefLabel "Poland"@en .
    programme:p a ca:Programme ; skos:prefLabel "Programme P"@en .
    programme:q a ca:Programme ; skos:prefLabel "Programme Q"@en .
    programme:q-a a ca:Programme ; dcterms:isPartOf programme:q .
    organisation:o a ca:Organisation ; foaf:name "O" ; ca:locatedIn country:pl ; ca:pic "1" .
    project:x a ca:Project ; dcterms:identifier "77" ; ca:underProgramme programme:p .
"""


def paid(slug: str, source: str, amount: str, *, project: str = "x", who: str = "o") -> str:
    """A participation with money, as one row of a list states it."""
    kinds = ("eu-contribution", "net-eu-contribution")
    return f"""
        project:{project} ca:hasParticipation participation:{slug} .
        participation:{slug} a ca:Participation ; ca:participant organisation:{who} ;
            ca:role role:participant ; ca:nameAsGiven "O" ; ca:statedIn passage:{slug} .
        passage:{slug} a ca:Passage ; dcterms:isPartOf document:{source} .
        document:{source} dcterms:title "{source}" .
    """ + "".join(
        f"""
        funding:{slug}-{kind} a ca:Funding ; ca:funded participation:{slug} ; ca:amount {amount} ;
            ca:fundingKind funding-kind:{kind} ; ca:currency currency:EUR ;
            ca:statedIn passage:{slug} .
        """
        for kind in kinds
    )


def of(turtle: str) -> Store:
    store = Store()
    store.load((PREFIX_LINES + BASE + turtle).encode(), format=RdfFormat.TURTLE)
    return store


# what lists state, and the contribution to the organisation
OVERLAPS = {
    "one list": (paid("a", "old", "100.10"), "100.1"),
    "twice in one list": (paid("a", "old", "100.10") + paid("b", "old", "20.00"), "120.1"),
    "the same in two lists": (paid("a", "old", "100.10") + paid("b", "new", "100.10"), "100.1"),
    "more in the newer list": (paid("a", "old", "100.10") + paid("b", "new", "150.00"), "150"),
    "parts in one, whole in the other": (
        paid("a", "old", "60.00") + paid("b", "old", "50.00") + paid("c", "new", "100.00"),
        "110",
    ),
    "two projects in two lists": (
        paid("a", "old", "100.00")
        + paid("b", "new", "50.00", project="y")
        + "project:y a ca:Project ; ca:underProgramme programme:p .",
        "150",
    ),
    "two places of the organisation": (
        paid("a", "old", "100.00")
        + "organisation:o ca:locatedIn country:south . country:south skos:broader country:pl .",
        "100",
    ),
}
SUMS = {
    "contribution-by-country": {},
    "organisations-by-net-contribution": {},
    "cohesion-and-framework-money": {"nuts": ["PL"]},
    "sme-share": {},
}


@pytest.mark.parametrize("question", SUMS)
@pytest.mark.parametrize("case", OVERLAPS)
def test_no_claim_counts_twice(question: str, case: str) -> None:
    turtle, contribution = OVERLAPS[case]
    rows = answer(of(turtle), bound(question, SUMS[question]))
    assert [row["contribution"] for row in rows] == [contribution]


def test_project_without_a_programme_is_summed_in_a_row_of_its_own() -> None:
    more = "project:y a ca:Project ." + paid("b", "old", "5.00", project="y")
    rows = answer(of(paid("a", "old", "1.00") + more), bound("contribution-by-country", {}))
    assert [(row["programmeName"], row["contribution"]) for row in rows] == [
        ("", "5"),
        ("Programme P", "1"),
    ]


CLUSTER = """
    cluster:c a ca:Cluster ; skos:prefLabel "Cluster C"@en .
    organisation:runs a ca:Organisation ; ca:manages cluster:c .
    project:x ca:during period:x .
    period:x ca:earliestStart "2015-01-01"^^<http://www.w3.org/2001/XMLSchema#date> .
    project:y a ca:Project ; skos:prefLabel "Y"@en ; ca:hasParticipation participation:y .
    participation:y ca:participant cluster:c ; ca:role role:leader , role:implementer .
    """ + paid("run", "old", "12.00", who="runs")
MERGED = """
    organisation:o foaf:name "Osram" , "OSRAM" , "Osram GmbH" .
    identity-statement:s ca:identityStatus identity-status:accepted ;
        ca:canonical organisation:o ; ca:record organisation:other .
    identity-statement:t a ca:IdentityStatement ; ca:identityStatus identity-status:proposed ;
        ca:canonical organisation:o ; ca:record organisation:u ; ca:score 0.88 ;
        ca:reason "Alike."@en , "Podobne."@pl .
    organisation:u a ca:Organisation ; foaf:name "Osrama" .
    identity-statement:r a ca:IdentityStatement ; ca:identityStatus identity-status:rejected ;
        ca:canonical organisation:o ; ca:record organisation:v .
"""
BOTH = (
    paid("a", "old", "1.00")
    + paid("b", "new", "1.00", project="y")
    + "project:y a ca:Project ; ca:underProgramme programme:q-a ."
)
GRAPH_ITSELF = (
    paid("a", "old", "1.00")
    + paid("b", "old", "1.00")
    + """
    graph:g a ca:ImportedGraph ; ca:describes document:old ; dcterms:title "G"@en , "Wykaz G"@pl ;
        ca:importer "cordis 1" ; ca:checksum "sha256:00" .
    """
)

SUBJECTS = (
    paid("a", "old", "1.00")
    + """
    project:x ca:subject concept:biology , concept:energetyka .
    concept:biology skos:prefLabel "biology"@en ; skos:inScheme scheme:euroscivoc .
    concept:energetyka skos:prefLabel "energy"@en ; skos:inScheme scheme:mapa-dotacji-dziedzina .
"""
)
OUTSIDE = """
    country:no a ca:Country ; ca:countryCode "NO" .
    organisation:no a ca:Organisation ; ca:locatedIn country:no .
    participation:untold ca:participant organisation:no .
    project:x ca:hasParticipation participation:untold .
""" + paid("told", "old", "0.00", project="y", who="no")

# question, parameters, statements, columns, rows
SMALL: list[tuple[str, Mapping[str, list[str]], str, str, list[str]]] = [
    (
        "cluster-projects",
        {},
        CLUSTER,
        "clusterName projectName roles programmes start contribution currencyCode",
        [
            "Cluster C|Y|implementer, leader||||",
            "Cluster C|x|participant|Programme P|2015-01-01|12|EUR",
        ],
    ),
    ("cluster-projects", {"cluster": ["other"]}, CLUSTER, "clusterName", []),
    ("organisations-with-several-names", {}, MERGED, "names records", ["3|1"]),
    ("organisations-with-several-names", {}, "", "names", []),
    (
        "proposed-identities",
        {},
        MERGED,
        "canonicalName recordName score reason",
        ["O|Osrama|0.88|Alike."],
    ),
    (
        "organisations-in-several-programmes",
        {},
        BOTH,
        "organisationName programmes projects programmeNames",
        ["O|2|2|Programme P; Programme Q"],
    ),
    ("organisations-in-several-programmes", {"countryCode": ["FR"]}, BOTH, "programmes", []),
    ("subjects-of-region", {"nuts": ["PL"]}, SUBJECTS, "subjectName", ["biology"]),
    (
        "third-country-participation",
        {},
        OUTSIDE,
        "countryCode programmeName contribution currencyCode",
        ["NO||0|EUR", "NO|Programme P||"],
    ),
    ("imported-lists", {}, GRAPH_ITSELF, "title rows importer licence", ["G|2|cordis 1|"]),
]


@pytest.mark.parametrize(
    ("question", "values", "turtle", "columns", "expected"),
    SMALL,
    ids=[f"{case[0]}-{len(case[4])}" for case in SMALL],
)
def test_answer_on_a_few_statements(
    question: str, values: Mapping[str, list[str]], turtle: str, columns: str, expected: list[str]
) -> None:
    rows = answer(of(turtle), bound(question, values))
    assert ["|".join(row[name] for name in columns.split()) for row in rows] == expected
