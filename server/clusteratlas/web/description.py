"""The SPARQL 1.1 Service Description of the endpoint, with the dataset in VoID's terms.

Everything in it has an IRI: the parts are fragments of the endpoint's. `sd:defaultDataset` is
inverse functional, so only the query service has it; the others say `dcat:servesDataset`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from pyoxigraph import Literal, NamedNode, Triple, serialize

from clusteratlas.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, GraphFormat
from clusteratlas.settings import Settings
from clusteratlas.terms import PREFIXES
from clusteratlas.web.contents import Contents
from clusteratlas.web.limits import LIMITS

_PREFIXES = {
    prefix: PREFIXES[prefix]
    for prefix in (
        "ca", "dcat", "dcterms", "graph", "owl", "rdf", "rdfs", "schema", "sd", "void", "xsd",
    )
}  # fmt: skip
_RECOMMENDATIONS = "http://www.w3.org/TR/"
_SIMPLE_ENTAILMENT = "http://www.w3.org/ns/entailment/Simple"
_LATERAL = "https://github.com/w3c/sparql-dev/blob/main/SEP/SEP-0006/sep-0006.md"
_RESULT_FORMAT_IRIS = (
    *(format_.iri for format_ in RESULT_FORMATS),
    *(format_.iri for format_ in GRAPH_FORMATS),
)

_QUERY_WORDS = {
    "en": (
        "Queries. ?timeout= takes seconds and lowers the time that a query may take; it cannot "
        "raise it. ?version= names the version of the dataset that answers, as X-Dataset-Version "
        "does in answers; without it the current one answers. ?format= names the format of the "
        "answer where the Accept header cannot. FROM names graphs of the dataset and fetches "
        "nothing. SPARQL 1.2 is understood as far as the engine has it: triple terms, reifiers, "
        "annotations, VERSION, directions of text."
    ),
    "pl": (
        "Zapytania. ?timeout= przyjmuje sekundy i skraca czas, jaki może zająć zapytanie; nie może "
        "go wydłużyć. ?version= wskazuje wersję zbioru danych, która odpowiada, tak jak robi to "
        "nagłówek X-Dataset-Version w odpowiedziach; bez niego odpowiada wersja bieżąca. ?format= "
        "wskazuje format odpowiedzi tam, gdzie nie może tego zrobić nagłówek Accept. FROM wskazuje "
        "grafy zbioru danych i niczego nie pobiera. SPARQL 1.2 jest rozumiany w takim zakresie, "
        "w jakim zna go silnik: termy trójkowe, reifikatory, adnotacje, VERSION, kierunki tekstu."
    ),
}
_UPDATE_WORDS = {
    "en": (
        "Updates, with a bearer token: each is carried out whole or not at all, and makes a new "
        "version of the dataset."
    ),
    "pl": (
        "Aktualizacje, z tokenem dostępu: każda jest wykonywana w całości albo wcale i tworzy nową "
        "wersję zbioru danych."
    ),
}
_DATA_WORDS = {
    "en": (
        "Graph Store Protocol: reading is open, writing needs a bearer token. Graphs are named by "
        "?default, by ?graph= or by their own address below this one."
    ),
    "pl": (
        "Graph Store Protocol: odczyt jest otwarty, zapis wymaga tokena dostępu. Grafy wskazuje "
        "się przez ?default, przez ?graph= albo ich własnym adresem poniżej tego adresu."
    ),
}


@dataclass(frozen=True)
class Service:
    """What is described: the addresses of its parts, how it is set, and what it holds."""

    query: str
    update: str
    data: str
    settings: Settings
    version: str
    contents: Contents

    @property
    def is_writable(self) -> bool:
        """Whether anyone has a token to write with."""
        return bool(self.settings.write_token or self.settings.tokens_file)


def write_description(service: Service, format_: GraphFormat) -> bytes:
    """The description in one of the graph formats."""
    triples = describe_service(service)
    return cast("bytes", serialize(triples, format=format_.pyoxigraph, prefixes=_PREFIXES))


def describe_service(service: Service) -> Iterator[Triple]:
    """The description: the services, their limits, the dataset."""
    yield from _query_service(service)
    yield from _limits(service)
    if service.is_writable:
        yield from _update_service(service)
    yield from _graph_store(service)
    yield from _dataset(service)


def _query_service(service: Service) -> Iterator[Triple]:
    node = NamedNode(service.query)
    yield from _sparql_service(node, service, _QUERY_WORDS)
    yield Triple(node, _term("sd", "defaultDataset"), _part(service, "dataset"))
    yield Triple(node, _term("sd", "defaultEntailmentRegime"), NamedNode(_SIMPLE_ENTAILMENT))
    for language in ("SPARQL11Query", "SPARQL12Query"):
        yield Triple(node, _term("sd", "supportedLanguage"), _term("sd", language))
    for iri in _RESULT_FORMAT_IRIS:
        yield Triple(node, _term("sd", "resultFormat"), NamedNode(iri))
    lateral = NamedNode(_LATERAL)
    yield Triple(node, _term("sd", "languageExtension"), lateral)
    yield Triple(lateral, _A, _term("sd", "Feature"))
    yield Triple(lateral, _term("rdfs", "label"), Literal("LATERAL"))


def _update_service(service: Service) -> Iterator[Triple]:
    node = NamedNode(service.update)
    yield from _sparql_service(node, service, _UPDATE_WORDS)
    for language in ("SPARQL11Update", "SPARQL12Update"):
        yield Triple(node, _term("sd", "supportedLanguage"), _term("sd", language))
    if service.settings.federation_allow:
        yield from _input_formats(node)  # what LOAD reads


def _sparql_service(
    node: NamedNode, service: Service, words: Mapping[str, str]
) -> Iterator[Triple]:
    yield Triple(node, _A, _term("sd", "Service"))
    yield Triple(node, _term("sd", "endpoint"), node)
    yield Triple(node, _term("sd", "feature"), _term("sd", "EmptyGraphs"))
    if service.settings.federation_allow:
        yield Triple(node, _term("sd", "feature"), _term("sd", "BasicFederatedQuery"))
    yield from _data_service(node, service, "sparql11-protocol/", words)


def _graph_store(service: Service) -> Iterator[Triple]:
    """No sd:Service, which speaks the SPARQL Protocol; nor, so, what only services have."""
    node = NamedNode(service.data)
    yield from _data_service(node, service, "sparql11-http-rdf-update/", _DATA_WORDS)
    for format_ in GRAPH_FORMATS:
        yield Triple(node, _term("dcterms", "format"), NamedNode(format_.iri))


def _data_service(
    node: NamedNode, service: Service, protocol: str, words: Mapping[str, str]
) -> Iterator[Triple]:
    yield Triple(node, _A, _term("dcat", "DataService"))
    yield Triple(node, _term("dcat", "endpointURL"), node)
    yield Triple(node, _term("dcat", "endpointDescription"), NamedNode(service.query))
    yield Triple(node, _term("dcat", "servesDataset"), _part(service, "dataset"))
    yield Triple(node, _term("dcterms", "conformsTo"), NamedNode(_RECOMMENDATIONS + protocol))
    yield from _in_languages(node, _term("dcterms", "description"), words)


def _input_formats(node: NamedNode) -> Iterator[Triple]:
    for format_ in GRAPH_FORMATS:
        yield Triple(node, _term("sd", "inputFormat"), NamedNode(format_.iri))


def _limits(service: Service) -> Iterator[Triple]:
    """Each limit as a schema:PropertyValue with name, value and unit.

    No vocabulary of service descriptions has terms for limits, and the atlas's own is about
    clusters, not about servers.
    """
    nodes = [_part(service, f"limit-{limit.setting.replace('_', '-')}") for limit in LIMITS]
    for node in nodes:
        yield Triple(NamedNode(service.query), _term("schema", "additionalProperty"), node)
    for limit, node in zip(LIMITS, nodes, strict=True):
        value = getattr(service.settings, limit.setting)
        yield Triple(node, _A, _term("schema", "PropertyValue"))
        yield Triple(node, _term("schema", "propertyID"), Literal(limit.setting))
        yield Triple(node, _term("schema", "value"), _number(value))
        yield Triple(node, _term("schema", "unitText"), Literal(limit.unit.text))
        yield Triple(node, _term("schema", "unitCode"), Literal(limit.unit.code))
        yield from _in_languages(node, _term("schema", "name"), limit.names)


def _dataset(service: Service) -> Iterator[Triple]:
    """The default dataset with its graphs, and the counts that are known of them."""
    contents = service.contents
    dataset, default = _part(service, "dataset"), _part(service, "default-graph")
    for class_ in (_term("sd", "Dataset"), _term("void", "Dataset"), _term("dcat", "Dataset")):
        yield Triple(dataset, _A, class_)
    yield Triple(dataset, _term("owl", "versionInfo"), Literal(service.version))
    yield Triple(dataset, _term("void", "sparqlEndpoint"), NamedNode(service.query))
    yield Triple(dataset, _term("sd", "defaultGraph"), default)
    yield Triple(default, _A, _term("sd", "Graph"))
    yield Triple(default, _term("void", "triples"), Literal(contents.triples))
    yield Triple(default, _term("void", "classes"), Literal(len(contents.classes)))
    for number, (class_iri, count) in enumerate(sorted(contents.classes.items()), 1):
        partition = _part(service, f"class-{number}")
        yield Triple(default, _term("void", "classPartition"), partition)
        yield Triple(partition, _term("void", "class"), NamedNode(class_iri))
        yield Triple(partition, _term("void", "entities"), Literal(count))
    for number, source in enumerate(sorted(contents.sources, key=lambda source: source.iri), 1):
        named, graph = _part(service, f"named-{number}"), _part(service, f"graph-{number}")
        yield Triple(dataset, _term("sd", "namedGraph"), named)
        yield Triple(named, _A, _term("sd", "NamedGraph"))
        yield Triple(named, _term("sd", "name"), NamedNode(source.iri))
        yield Triple(named, _term("sd", "graph"), graph)
        yield Triple(graph, _A, _term("sd", "Graph"))
        yield Triple(graph, _term("void", "triples"), Literal(source.count))
        yield from _in_languages(graph, _term("dcterms", "title"), source.labels)


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)


_A = _term("rdf", "type")


def _part(service: Service, name: str) -> NamedNode:
    return NamedNode(f"{service.query}#{name}")


def _number(value: float) -> Literal:
    """An integer, or a decimal: a number of seconds has no need of an exponent."""
    if isinstance(value, int):
        return Literal(value)
    return Literal(f"{value:f}".rstrip("0").rstrip("."), datatype=_term("xsd", "decimal"))


def _in_languages(
    node: NamedNode, predicate: NamedNode, texts: Mapping[str, str]
) -> Iterator[Triple]:
    for language, text in sorted(texts.items()):
        literal = Literal(text, language=language) if language else Literal(text)
        yield Triple(node, predicate, literal)
