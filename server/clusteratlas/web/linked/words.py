"""What terms of reused vocabularies are called: the ontology labels only the atlas's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.naming import labels
from clusteratlas.terms import PREFIXES

_WORDS: Mapping[str, tuple[str, str]] = {
    "dcterms:created": ("created", "utworzono"),
    "dcterms:creator": ("creator", "autor"),
    "dcterms:coverage": ("coverage", "zasięg"),
    "dcterms:description": ("description", "opis"),
    "dcterms:identifier": ("identifier", "identyfikator"),
    "dcterms:isPartOf": ("part of", "część"),
    "dcterms:isReplacedBy": ("replaced by", "zastąpione przez"),
    "dcterms:issued": ("issued", "data publikacji"),
    "dcterms:language": ("language", "język"),
    "dcterms:license": ("licence", "licencja"),
    "dcterms:modified": ("last changed", "ostatnia zmiana"),
    "dcterms:publisher": ("publisher", "wydawca"),
    "dcterms:replaces": ("replaces", "zastępuje"),
    "dcterms:rights": ("rights", "prawa"),
    "dcterms:rightsHolder": ("rights holder", "właściciel praw"),
    "dcterms:source": ("source", "źródło"),
    "dcterms:title": ("title", "tytuł"),
    "foaf:account": ("account", "konto"),
    "foaf:homepage": ("home page", "strona główna"),
    "foaf:name": ("name", "imię i nazwisko lub nazwa"),
    "geo:asWKT": ("shape as WKT", "kształt jako WKT"),
    "geo:hasGeometry": ("geometry", "geometria"),
    "org:memberOf": ("member of", "członek"),
    "org:postIn": ("post in", "stanowisko w"),
    "org:unitOf": ("unit of", "jednostka"),
    "owl:sameAs": ("same as", "to samo co"),
    "owl:versionInfo": ("version", "wersja"),
    "prov:wasAttributedTo": ("attributed to", "przypisane"),
    "prov:wasDerivedFrom": ("derived from", "wywiedzione z"),
    "rdf:type": ("kind", "rodzaj"),
    "rdfs:comment": ("comment", "objaśnienie"),
    "rdfs:domain": ("used of", "dotyczy"),
    "rdfs:isDefinedBy": ("defined by", "zdefiniowane w"),
    "rdfs:label": ("label", "etykieta"),
    "rdfs:range": ("values", "wartości"),
    "rdfs:seeAlso": ("see also", "zobacz też"),
    "rdfs:subClassOf": ("narrower than", "węższe niż"),
    "schema:alternateName": ("short name", "nazwa skrócona"),
    "schema:founder": ("founder", "założyciel"),
    "schema:foundingDate": ("founded", "data założenia"),
    "schema:leiCode": ("LEI code", "kod LEI"),
    "schema:organizer": ("organiser", "organizator"),
    "schema:sponsor": ("sponsor", "sponsor"),
    "schema:vatID": ("VAT number", "numer VAT"),
    "skos:altLabel": ("other name", "inna nazwa"),
    "skos:broader": ("part of, or broader", "nadrzędne"),
    "skos:closeMatch": ("close to", "bliskie"),
    "skos:definition": ("definition", "definicja"),
    "skos:exactMatch": ("same elsewhere", "to samo gdzie indziej"),
    "skos:hasTopConcept": ("first concepts", "pojęcia najwyższe"),
    "skos:hiddenLabel": ("misspelt name", "nazwa z błędem"),
    "skos:inScheme": ("in the list", "na liście"),
    "skos:narrowMatch": ("narrower elsewhere", "węższe gdzie indziej"),
    "skos:notation": ("code", "kod"),
    "skos:prefLabel": ("name", "nazwa"),
    "skos:relatedMatch": ("related to", "pokrewne"),
    "skos:topConceptOf": ("first concept of", "pojęcie najwyższe listy"),
    "vcard:locality": ("locality", "miejscowość"),
    "vcard:postal-code": ("postcode", "kod pocztowy"),
    "vcard:street-address": ("street address", "ulica i numer"),
    "foaf:Agent": ("Agent", "Podmiot"),
    "foaf:Document": ("Document", "Dokument"),
    "foaf:OnlineAccount": ("Online account", "Konto internetowe"),
    "foaf:Person": ("Person", "Osoba"),
    "geo:Geometry": ("Geometry", "Geometria"),
    "org:Post": ("Post", "Stanowisko"),
    "skos:Concept": ("Concept", "Pojęcie"),
    "skos:ConceptScheme": ("List of concepts", "Lista pojęć"),
}


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


WORDS: Mapping[str, Mapping[str, str]] = {
    _expanded(name): {"en": english, "pl": polish} for name, (english, polish) in _WORDS.items()
}
"""Terms of reused vocabularies by their IRIs, in both languages."""


def property_names(engine: Engine, properties: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """What each property is called, by language: in our words, else in those of the store."""
    asked = set(properties)
    return {
        **labels(engine, asked - WORDS.keys()),
        **{iri: WORDS[iri] for iri in asked & WORDS.keys()},
    }
