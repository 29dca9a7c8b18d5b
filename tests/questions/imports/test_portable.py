"""Another engine gives the same rows: the queries are plain SPARQL 1.1.

rdflib parses nothing but SPARQL 1.1 and shares no code with the embedded engine. It is slow, so it
is asked about a few statements.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import pytest
from rdflib import Graph

from .lists import QUERIES, bound
from .test_answers import answer
from .test_small_lists import BASE, BOTH, CLUSTER, GRAPH_ITSELF, MERGED, PREFIX_LINES, of, paid

REGIONS = """
    PREFIX region: <https://w3id.org/clusteratlas/id/region/>
    region:pl2 a ca:Region ; ca:nutsLevel 1 ; ca:nutsCode "PL2" ; skos:broader country:pl .
    region:pl21 a ca:Region ; ca:nutsLevel 2 ; ca:nutsCode "PL21" ; skos:broader region:pl2 ;
        foaf:name "Małopolskie" .
    region:cz01 a ca:Region ; ca:nutsLevel 2 ; ca:nutsCode "CZ01" ; foaf:name "Praha" ;
        skos:broader country:cz .
    country:cz a ca:Country ; ca:countryCode "CZ" ; ca:nutsCode "CZ" ; skos:prefLabel "Czechia"@en .
    country:no a ca:Country ; ca:countryCode "NO" ; ca:nutsCode "NO" ; skos:prefLabel "Norway"@en .
    organisation:o ca:locatedIn region:pl21 ; ca:sme true .
    organisation:cz a ca:Organisation ; foaf:name "Cz" ; ca:locatedIn region:cz01 ; ca:sme false .
    organisation:no a ca:Organisation ; foaf:name "No" ; ca:locatedIn country:no .
    project:x ca:subject concept:c ; ca:during period:x .
    concept:c skos:prefLabel "biology"@en ; skos:notation "/23" ;
        skos:inScheme <https://w3id.org/clusteratlas/scheme/euroscivoc> .
    period:x ca:latestEnd "2019-05-01"^^<http://www.w3.org/2001/XMLSchema#date> .
    participation:lead ca:role role:coordinator , role:leader ; ca:participant organisation:cz .
    project:x ca:hasParticipation participation:lead .
    participation:ben ca:role role:beneficiary ; ca:participant organisation:o ;
        ca:statedIn passage:ben .
    passage:ben dcterms:isPartOf document:old .
    project:y ca:hasParticipation participation:ben .
    funding:whole ca:funded project:y ; ca:fundingKind funding-kind:eu-contribution ;
        ca:amount 70.00 ; ca:currency currency:PLN .
"""
EVERYTHING = (
    CLUSTER
    + MERGED
    + BOTH
    + GRAPH_ITSELF
    + paid("cz", "old", "7.00", who="cz")
    + paid("no", "new", "0.00", who="no")
    + REGIONS
)
VALUES = {
    "project-consortium": {"number": ["77"]},
    "projects-of-organisation": {"pic": ["1"]},
}


def comparable(row: dict[str, str]) -> list[str | Decimal]:
    """Numbers by value: 21 and 21.0 are one."""
    values: list[str | Decimal] = []
    for value in row.values():
        try:
            values.append(Decimal(value))
        except InvalidOperation:
            values.append(value)
    return values


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(data=PREFIX_LINES + BASE + EVERYTHING, format="turtle")


@pytest.mark.parametrize("name", sorted(path.stem for path in QUERIES.glob("*.rq")))
def test_another_engine_gives_the_same_rows(name: str, graph: Graph) -> None:
    query = bound(name, VALUES.get(name, {}))
    rows = answer(of(EVERYTHING), query)
    assert rows
    result = graph.query(query)
    assert result.vars is not None
    names = [str(variable) for variable in result.vars]
    others = [
        dict(zip(names, ("" if term is None else str(term) for term in row), strict=True))
        for row in result
        if isinstance(row, tuple)
    ]
    assert [comparable(row) for row in others] == [comparable(row) for row in rows]
