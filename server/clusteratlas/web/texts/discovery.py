"""What the pages of the catalogue and of the dataset's contents say."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "catalog_title": "Catalogue",
        "catalog_lead": (
            "The dataset and the sources that it was made from, to take away. Harvesters read the "
            "same as DCAT-AP 3."
        ),
        "catalog_atlas": "The atlas",
        "catalog_atlas_is": (
            "All that the sources say, each statement once, with one address for each thing."
        ),
        "catalog_sources": "Sources",
        "catalog_publisher": "Publisher",
        "catalog_licence": "Licence",
        "catalog_triples": "Triples",
        "catalog_modified": "Version of",
        "catalog_files": "Files",
        "catalog_source": "Source",
        "catalog_contact": "Contact",
        "catalog_services": "Services",
        "catalog_sparql": "SPARQL endpoint",
        "catalog_rest": "Saved queries by REST",
        "catalog_as": "This page for programs:",
        "void_title": "What is in it",
        "void_lead": (
            "Classes, properties and links to other datasets, counted in the current version. "
            "Programs read the same as VoID."
        ),
        "void_classes": "Classes",
        "void_class": "Class",
        "void_things": "Things",
        "void_properties": "Properties",
        "void_property": "Property",
        "void_links": "Links to other datasets",
        "void_target": "Leads to",
        "void_by": "By",
        "void_count": "Links",
        "void_uncounted": (
            "This version was made before these were counted; the next build or import counts them."
        ),
        "void_no_links": "None.",
    },
    "pl": {
        "catalog_title": "Katalog",
        "catalog_lead": (
            "Zbiór danych i źródła, z których powstał – do pobrania. Programy odczytują to samo "
            "jako DCAT-AP 3."
        ),
        "catalog_atlas": "Atlas",
        "catalog_atlas_is": (
            "Wszystko, co mówią źródła, każde stwierdzenie raz, z jednym adresem dla każdej rzeczy."
        ),
        "catalog_sources": "Źródła",
        "catalog_publisher": "Wydawca",
        "catalog_licence": "Licencja",
        "catalog_triples": "Trójki",
        "catalog_modified": "Wersja z",
        "catalog_files": "Pliki",
        "catalog_source": "Źródło",
        "catalog_contact": "Kontakt",
        "catalog_services": "Usługi",
        "catalog_sparql": "Punkt dostępowy SPARQL",
        "catalog_rest": "Zapisane zapytania przez REST",
        "catalog_as": "Ta strona dla programów:",
        "void_title": "Co zawiera atlas",
        "void_lead": (
            "Klasy, właściwości i powiązania z innymi zbiorami danych, policzone w bieżącej "
            "wersji. Programy odczytują to samo jako VoID."
        ),
        "void_classes": "Klasy",
        "void_class": "Klasa",
        "void_things": "Rzeczy",
        "void_properties": "Właściwości",
        "void_property": "Właściwość",
        "void_links": "Powiązania z innymi zbiorami",
        "void_target": "Prowadzi do",
        "void_by": "Przez",
        "void_count": "Powiązania",
        "void_uncounted": (
            "Ta wersja powstała, zanim zaczęto to liczyć; policzy to następne zbudowanie atlasu "
            "albo import."
        ),
        "void_no_links": "Brak.",
    },
}
