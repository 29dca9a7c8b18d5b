"""The code lists of the Publications Office that DCAT-AP asks for, as far as the record uses them.

Each is described a little in the record itself, so that it can be read and checked alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Triple

from clusteratlas.web.discovery.statements import about, typed

_AUTHORITY = "http://publications.europa.eu/resource/authority/"
LANGUAGES = (f"{_AUTHORITY}language/ENG", f"{_AUTHORITY}language/POL")
EUROPE = f"{_AUTHORITY}continent/EUROPE"
PUBLIC = f"{_AUTHORITY}access-right/PUBLIC"
RESTRICTED = f"{_AUTHORITY}access-right/RESTRICTED"
IRREGULAR = f"{_AUTHORITY}frequency/IRREG"
FILE_TYPES: Mapping[str, str] = {
    "turtle": f"{_AUTHORITY}file-type/RDF_TURTLE",
    "ntriples": f"{_AUTHORITY}file-type/RDF_N_TRIPLES",
    "jsonld": f"{_AUTHORITY}file-type/JSON_LD",
    "rdfxml": f"{_AUTHORITY}file-type/RDF_XML",
}
"""By the names of our formats."""
MEDIA_TYPES = "http://www.iana.org/assignments/media-types/"

THEME_TAXONOMY = f"{_AUTHORITY}data-theme"
THEMES: Mapping[str, Mapping[str, str]] = {
    f"{THEME_TAXONOMY}/ECON": {"en": "Economy and finance", "pl": "Gospodarka i finanse"},
    f"{THEME_TAXONOMY}/REGI": {"en": "Regions and cities", "pl": "Regiony i miasta"},
    f"{THEME_TAXONOMY}/TECH": {"en": "Science and technology", "pl": "Nauka i technologia"},
}
_TAXONOMY_TITLE = {"en": "Data theme", "pl": "Temat danych"}


def described() -> Iterator[Triple]:
    """What the record says of the codes that any dataset may use."""
    yield from typed(THEME_TAXONOMY, "skos:ConceptScheme")
    yield from about(THEME_TAXONOMY, ("dcterms:title", _TAXONOMY_TITLE))
    for theme, texts in THEMES.items():
        yield from typed(theme, "skos:Concept")
        yield from about(theme, ("skos:prefLabel", texts), ("skos:inScheme", THEME_TAXONOMY))
    yield from typed(EUROPE, "dcterms:Location")
    yield from typed(IRREGULAR, "dcterms:Frequency")
    for rights in (PUBLIC, RESTRICTED):
        yield from typed(rights, "dcterms:RightsStatement")
    for file_type in FILE_TYPES.values():
        yield from typed(file_type, "dcterms:MediaTypeOrExtent")
