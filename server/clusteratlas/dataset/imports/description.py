"""What an imported graph says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from clusteratlas.languages import ENGLISH, POLISH
from clusteratlas.terms import CA, ID, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from clusteratlas.dataset.imports.kept import KeptImport
    from clusteratlas.dataset.imports.protocols import Opened

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_DATE = NamedNode(PREFIXES["xsd"] + "date")
_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
_LANGUAGE_CODES = {
    "bg": "BUL", "cs": "CES", "da": "DAN", "de": "DEU", "el": "ELL", "en": "ENG", "es": "SPA",
    "et": "EST", "fi": "FIN", "fr": "FRA", "ga": "GLE", "hr": "HRV", "hu": "HUN", "it": "ITA",
    "lt": "LIT", "lv": "LAV", "mt": "MLT", "nl": "NLD", "pl": "POL", "pt": "POR", "ro": "RON",
    "sk": "SLK", "sl": "SLV", "sv": "SWE",
}  # fmt: skip
"""The official languages of the European Union, as its Publications Office names them."""
_NO_LICENCE = {
    ENGLISH: "The licence of the source is not known.",
    POLISH: "Licencja źródła nie jest znana.",
}


def description_lines(opened: Opened, kept: KeptImport) -> bytes:
    """The description of the graph and of its documents, as N-Triples."""
    text = serialize(_description(opened, kept), format=RdfFormat.N_TRIPLES)
    return text or b""


def _description(opened: Opened, kept: KeptImport) -> Iterator[Triple]:
    graph, said = NamedNode(kept.graph), opened.description
    yield Triple(graph, _TYPE, _ca("SourceGraph"))
    yield Triple(graph, _TYPE, _ca("ImportedGraph"))
    yield from _texts(graph, _dcterms("title"), said.title)
    if said.address:
        yield Triple(graph, _dcterms("source"), NamedNode(said.address))
    if said.licence:
        yield Triple(graph, _dcterms("license"), NamedNode(said.licence))
    else:
        yield from _texts(graph, _dcterms("rights"), _NO_LICENCE)
    if said.language in _LANGUAGE_CODES:
        language = NamedNode(_LANGUAGES + _LANGUAGE_CODES[said.language])
        yield Triple(graph, _dcterms("language"), language)
    if said.publisher:
        publisher = NamedNode(f"{ID}agent/{kept.slug}-publisher")
        yield Triple(graph, _dcterms("publisher"), publisher)
        yield Triple(publisher, _TYPE, NamedNode(PREFIXES["foaf"] + "Agent"))
        yield Triple(publisher, NamedNode(PREFIXES["foaf"] + "name"), Literal(said.publisher))
    yield Triple(graph, _ca("checksum"), Literal(f"sha256:{kept.checksum}"))
    yield Triple(graph, _ca("retrieved"), Literal(kept.retrieved, datatype=_DATE))
    yield Triple(graph, _ca("importer"), Literal(kept.importer))
    yield Triple(graph, _ca("sourceRank"), Literal(said.rank))
    yield from _texts(graph, _ca("rankReason"), said.rank_reason)
    for slug, title in opened.documents.items():
        document = NamedNode(f"{ID}document/{kept.slug}-{slug}")
        yield Triple(graph, _ca("describes"), document)
        yield Triple(document, _TYPE, _ca("SourceDocument"))
        yield Triple(document, _dcterms("title"), Literal(title))


def _texts(subject: NamedNode, predicate: NamedNode, texts: Mapping[str, str]) -> Iterator[Triple]:
    for language, text in texts.items():
        yield Triple(subject, predicate, Literal(text, language=language))


def _ca(name: str) -> NamedNode:
    return NamedNode(CA + name)


def _dcterms(name: str) -> NamedNode:
    return NamedNode(PREFIXES["dcterms"] + name)
