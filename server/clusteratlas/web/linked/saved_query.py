"""What a saved query is, as RDF: its text as SHACL has it, how it is called as Hydra has it.

The query's own address answers programs with its result; its description is had by suffix.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from clusteratlas.catalogue import SavedQuery
from clusteratlas.catalogue.parameters import Parameter, ParameterType
from clusteratlas.catalogue.slicing import query_form
from clusteratlas.terms import BASE, PREFIXES
from clusteratlas.web.discovery.facts import ATLAS
from clusteratlas.web.linked.document import LICENCE

_EXECUTABLES = {
    "SELECT": ("SPARQLSelectExecutable", "select"),
    "ASK": ("SPARQLAskExecutable", "ask"),
    "CONSTRUCT": ("SPARQLConstructExecutable", "construct"),
}
_RANGES = {
    ParameterType.IRI: "rdfs:Resource",
    ParameterType.LANGSTRING: "rdf:langString",
}


def query_iri(name: str) -> str:
    """The IRI of the saved query of that name."""
    return f"{BASE}queries/{name}"


def describe_query(query: SavedQuery) -> Iterator[Triple]:
    """The statements about a saved query and its parameters."""
    node = NamedNode(query_iri(query.name))
    template = NamedNode(f"{node.value}#call")
    yield Triple(node, _term("rdf:type"), _term("sh:SPARQLExecutable"))
    class_, property_ = _EXECUTABLES.get(query_form(query.text), ("", ""))
    if class_:
        yield Triple(node, _term("rdf:type"), _term(f"sh:{class_}"))
        yield Triple(node, _term(f"sh:{property_}"), Literal(query.text))
    yield Triple(node, _term("dcterms:identifier"), Literal(query.name))
    yield Triple(node, _term("dcterms:isPartOf"), NamedNode(ATLAS))
    yield Triple(node, _term("dcterms:license"), NamedNode(LICENCE))
    yield from _texts(node, "dcterms:title", query.summary)
    yield from _texts(node, "dcterms:description", query.description)
    for tag in query.tags:
        yield Triple(node, _term("dcat:keyword"), Literal(tag))
    names = ",".join([*(parameter.name for parameter in query.parameters), "format"])
    yield Triple(node, _term("hydra:search"), template)
    yield Triple(template, _term("rdf:type"), _term("hydra:IriTemplate"))
    yield Triple(template, _term("hydra:template"), Literal(f"{node.value}{{?{names}}}"))
    for parameter in query.parameters:
        mapping = NamedNode(f"{node.value}#parameter-{parameter.name}")
        yield Triple(template, _term("hydra:mapping"), mapping)
        yield from _describe_parameter(mapping, parameter)


def _describe_parameter(node: NamedNode, parameter: Parameter) -> Iterator[Triple]:
    """A parameter; none is required, since each has a default."""
    range_ = _RANGES.get(parameter.type, f"xsd:{parameter.type.value}")
    yield Triple(node, _term("rdf:type"), _term("hydra:IriTemplateMapping"))
    yield Triple(node, _term("hydra:variable"), Literal(parameter.name))
    yield Triple(node, _term("hydra:required"), Literal(value=False))
    yield Triple(node, _term("rdfs:range"), _term(range_))
    yield from _texts(node, "dcterms:description", parameter.description)
    for example in parameter.examples:
        yield Triple(node, _term("skos:example"), Literal(example))


def _texts(node: NamedNode, property_: str, texts: Mapping[str, str]) -> Iterator[Triple]:
    for language, text in sorted(texts.items()):
        literal = Literal(text, language=language) if language else Literal(text)
        yield Triple(node, _term(property_), literal)


def _term(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)
