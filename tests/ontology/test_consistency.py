"""The OWL 2 RL closure of the ontology, computed with owlrl, holds no contradiction.

OWL 2 RL is the part of OWL that rules can decide; owlrl adds an error node to the graph for each
contradiction that it derives. For all of OWL 2 DL there is no reasoner in Python: OWL API 5.1.20
and HermiT 1.4.1 found version 0.1.0 inside the profile, consistent, and every class satisfiable.
"""

import owlrl
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL

ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
PREFIXES = """
@prefix ca: <https://w3id.org/clusteratlas/ontology#> .
@prefix ex: <https://example.org/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""

CONTRADICTIONS = {
    "a claim that is a project": "ex:x a ca:Participation , ca:Project .",
    "a territory that is an organisation": "ex:x a ca:Region , ca:Organisation .",
    "an event that is a period": "ex:x a ca:StudyVisit , ca:Period .",
    "a network that is an event": "ex:x a ca:Network , ca:Conference .",
    "a cluster that is its own legal body": "ex:x a ca:Cluster , ca:ClusterOrganisation .",
    "a claim of two kinds, by the properties it has": "ex:x ca:holder ex:p ; ca:event ex:e .",
    "a participant that is a project, by its domain": """
        ex:x ca:participant ex:y . ex:y a ca:Cluster ; ca:hasParticipation ex:z .""",
    "a membership of a region in a region": """
        ex:x ca:memberOf ex:y . ex:y a ca:Network ; ca:nutsCode "PL21" .""",
    "one participation in two projects": """
        ex:x ca:hasParticipation ex:p . ex:y ca:hasParticipation ex:p .
        ex:x owl:differentFrom ex:y .""",
    "one post holding of two people": """
        ex:h ca:holder ex:x , ex:y . ex:x owl:differentFrom ex:y .""",
}

ENTAILMENTS = {
    "the inverse of hasParticipation": "ex:participation ca:participationIn ex:project .",
    "location is transitive": "ex:cluster ca:locatedIn ex:country .",
    "a cluster is an organisation": "ex:cluster a org:Organization .",
    "a claim by its subclass": "ex:observation a ca:Claim .",
    "an agent by its post": "ex:person a foaf:Agent .",
}


def closure(graph: Graph) -> Graph:
    closed = Graph() + graph
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    return closed


def contradictions(closed: Graph) -> list[str]:
    return sorted(str(text) for text in closed.objects(None, ERROR))


@pytest.fixture(scope="module")
def closed_sample(ontology: Graph, schemes: Graph, individuals: Graph) -> Graph:
    return closure(ontology + schemes + individuals)


def test_ontology_alone(ontology: Graph) -> None:
    assert contradictions(closure(ontology)) == []


def test_ontology_with_schemes_and_individuals(closed_sample: Graph) -> None:
    assert contradictions(closed_sample) == []


def test_ontology_with_alignments_and_individuals(
    ontology: Graph, alignments: Graph, individuals: Graph
) -> None:
    assert contradictions(closure(ontology + alignments + individuals)) == []


def test_ontology_with_the_data(ontology: Graph, schemes: Graph, dataset: Graph) -> None:
    closed = closure(ontology + schemes + dataset)
    assert contradictions(closed) == []
    merged = {
        (one, other)
        for one, other in closed.subject_objects(OWL.sameAs)
        if one != other and isinstance(one, URIRef) and isinstance(other, URIRef)
    }
    assert merged == set(), "a functional property has two values, so that they are taken for one"


@pytest.mark.parametrize("fault", CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_a_contradiction_is_found(fault: str, ontology: Graph) -> None:
    spoilt = ontology + Graph().parse(data=PREFIXES + fault, format="turtle")
    assert contradictions(closure(spoilt)) != []


@pytest.mark.parametrize("fact", ENTAILMENTS.values(), ids=ENTAILMENTS.keys())
def test_a_fact_follows(fact: str, closed_sample: Graph, individuals: Graph) -> None:
    (triple,) = Graph().parse(data=PREFIXES + fact, format="turtle")
    assert triple not in individuals
    assert triple in closed_sample
