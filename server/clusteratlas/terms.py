"""The namespaces of the atlas and of the vocabularies that it reuses, each defined once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

BASE = "https://w3id.org/clusteratlas/"
CA = f"{BASE}ontology#"
ID = f"{BASE}id/"
GRAPH = f"{BASE}graph/"
SCHEME = f"{BASE}scheme/"
SHAPES = f"{BASE}shapes#"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "ca": CA,
        "cash": SHAPES,
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "eurio": "http://data.europa.eu/s66#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "frapo": "http://purl.org/cerif/frapo/",
        "geo": "http://www.opengis.net/ont/geosparql#",
        "graph": GRAPH,
        "hydra": "http://www.w3.org/ns/hydra/core#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "http://schema.org/",
        "sd": "http://www.w3.org/ns/sparql-service-description#",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "time": "http://www.w3.org/2006/time#",
        "vann": "http://purl.org/vocab/vann/",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""Every prefix that the program prints, with its namespace IRI."""

# A subset of the local names of Turtle (§6.5, PN_LOCAL) that needs no escapes.
_LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_OWN = re.compile(rf"({re.escape(BASE)}(id|scheme)/([a-z]+(?:-[a-z]+)*)/)[^/]+")
_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


class PrefixedName(NamedTuple):
    """An IRI in three parts: `prefix:local`, where the prefix stands for `namespace`."""

    prefix: str
    namespace: str
    local: str

    def __str__(self) -> str:
        return f"{self.prefix}:{self.local}"


def prefixed_name(iri: str) -> PrefixedName | None:
    """`iri` as a prefixed name; None where it has none.

    Beside the vocabularies of PREFIXES, each kind of thing is a prefix (`cluster:bioib`), and each
    concept scheme (`scheme-role:leader`).
    """
    own = _OWN.fullmatch(iri)
    if own:
        namespace, family, name = own.groups()
        candidates = [(name if family == "id" else f"scheme-{name}", namespace)]
    else:
        candidates = [item for item in _BY_LENGTH if iri.startswith(item[1])]
    for prefix, namespace in candidates:
        local = iri.removeprefix(namespace)
        if _LOCAL_NAME.fullmatch(local):
            return PrefixedName(prefix, namespace, local)
    return None


def shorten(iri: str) -> str:
    """`iri` as people read it: `ca:Cluster`, `cluster:bioib`, else the IRI as it is."""
    return str(prefixed_name(iri) or iri)
