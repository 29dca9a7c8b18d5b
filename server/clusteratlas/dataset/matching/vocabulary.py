"""The terms that records are read by, and that matches are stated in."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

from clusteratlas.terms import CA, GRAPH, ID, PREFIXES, SCHEME

MATCHES: Final = NamedNode(f"{GRAPH}matches")
"""The named graph that holds what matching found and curators decided."""


def term(prefix: str, local: str) -> NamedNode:
    """A term of a vocabulary."""
    return NamedNode(PREFIXES[prefix] + local)


def thing(kind: str, name: str) -> NamedNode:
    """A thing of the atlas."""
    return NamedNode(f"{ID}{kind}/{name}")


def code(scheme: str, name: str) -> NamedNode:
    """A code of a concept scheme."""
    return NamedNode(f"{SCHEME}{scheme}/{name}")


def _ca(local: str) -> NamedNode:
    return NamedNode(CA + local)


TYPE: Final = term("rdf", "type")
LABEL: Final = term("rdfs", "label")
COMMENT: Final = term("rdfs", "comment")

ORGANISATION, CLUSTER, CLUSTER_ORGANISATION = (
    _ca("Organisation"),
    _ca("Cluster"),
    _ca("ClusterOrganisation"),
)
PROJECT, REGION, COUNTRY = _ca("Project"), _ca("Region"), _ca("Country")
IDENTITY_STATEMENT, INFERENCE = _ca("IdentityStatement"), _ca("Inference")
IMPORTED_GRAPH, REFERENCE_GRAPH = _ca("ImportedGraph"), _ca("ReferenceGraph")

NAME: Final = term("foaf", "name")
PREFERRED_LABEL, ALTERNATIVE_LABEL, HIDDEN_LABEL, EXACT_MATCH, BROADER = (
    term("skos", local)
    for local in (
        "prefLabel",
        "altLabel",
        "hiddenLabel",
        "exactMatch",
        "broader",
    )
)
ALTERNATE_NAME, VAT_ID, LEI_CODE = (
    term("schema", local) for local in ("alternateName", "vatID", "leiCode")
)
IDENTIFIER, CREATED, MODIFIED, CREATOR, TITLE, DESCRIPTION, LANGUAGE, LICENCE, PUBLISHER = (
    term("dcterms", local)
    for local in (
        "identifier",
        "created",
        "modified",
        "creator",
        "title",
        "description",
        "language",
        "license",
        "publisher",
    )
)
LOCALITY: Final = NamedNode("http://www.w3.org/2006/vcard/ns#locality")
POSTCODE: Final = NamedNode("http://www.w3.org/2006/vcard/ns#postal-code")
PIC, RCN, NUTS_CODE, COUNTRY_CODE = _ca("pic"), _ca("rcn"), _ca("nutsCode"), _ca("countryCode")
LOCATED_IN, MANAGES, IMPORTER, RETRIEVED = (
    _ca("locatedIn"),
    _ca("manages"),
    _ca("importer"),
    _ca("retrieved"),
)
CANONICAL, RECORD, DISTINCT_FROM, METHOD, SCORE, REASON, STATUS = (
    _ca(local)
    for local in (
        "canonical",
        "record",
        "distinctFrom",
        "method",
        "score",
        "reason",
        "identityStatus",
    )
)
ACCEPTED, PROPOSED, REJECTED = (
    code("identity-status", local) for local in ("accepted", "proposed", "rejected")
)
CONCERNS, INFERRED_PROPERTY, INFERRED_VALUE, INFERENCE_REASON, BASIS, STATED_IN = (
    _ca(local)
    for local in (
        "concerns",
        "inferredProperty",
        "inferredValue",
        "inferenceReason",
        "basis",
        "statedIn",
    )
)
