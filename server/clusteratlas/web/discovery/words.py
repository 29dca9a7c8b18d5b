"""What the catalogue record says in words, by language: it is data, read in every language."""

from __future__ import annotations

CATALOG = {"en": "Catalogue of Cluster Atlas", "pl": "Katalog Cluster Atlas"}
CATALOG_DESCRIPTION = {
    "en": "The dataset of this service and each source that it was made from.",
    "pl": "Zbiór danych tej usługi oraz każde źródło, z którego powstał.",
}
ATLAS_TITLE = {
    "en": "Cluster Atlas: innovation clusters of Europe",
    "pl": "Cluster Atlas: klastry innowacji w Europie",
}
ATLAS_DESCRIPTION = {
    "en": (
        "A knowledge graph of Europe’s innovation clusters: who works with whom, where, and on "
        "whose money. Each claim names the document and the paragraph that it was read from; "
        "where two sources disagree, both stand."
    ),
    "pl": (
        "Graf wiedzy o europejskich klastrach innowacji: kto z kim współpracuje, gdzie i za czyje "
        "pieniądze. Każde twierdzenie wskazuje dokument i akapit, z którego pochodzi; gdy dwa "
        "źródła się różnią, podane są oba."
    ),
}
KEYWORDS = {
    "en": ("innovation clusters", "regional development", "research funding", "linked data"),
    "pl": ("klastry innowacji", "rozwój regionalny", "finansowanie badań", "dane powiązane"),
}
SPARQL = {"en": "SPARQL endpoint", "pl": "Punkt dostępowy SPARQL"}
SPARQL_DESCRIPTION = {
    "en": "Queries over the atlas and its source graphs, SPARQL 1.1 Protocol.",
    "pl": "Zapytania do atlasu i jego grafów źródłowych, SPARQL 1.1 Protocol.",
}
REST = {"en": "Saved queries by REST", "pl": "Zapisane zapytania przez REST"}
REST_DESCRIPTION = {
    "en": "Questions with typed parameters, each at an address of its own, described by OpenAPI.",
    "pl": "Pytania z typowanymi parametrami, każde pod własnym adresem, opisane w OpenAPI.",
}
GRAPH_STORE = {"en": "Graph store", "pl": "Magazyn grafów"}
GRAPH_STORE_DESCRIPTION = {
    "en": "Each graph as a whole, SPARQL 1.1 Graph Store HTTP Protocol.",
    "pl": "Każdy graf w całości, SPARQL 1.1 Graph Store HTTP Protocol.",
}
CONTACT = {"en": "Questions about the data", "pl": "Pytania o dane"}
