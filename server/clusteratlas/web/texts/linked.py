"""What the pages of things of any kind, of schemes, terms and shapes say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TEXTS: Mapping[str, Mapping[str, Any]] = {
    "en": {
        "linked_alignment": "Mapping to another vocabulary",
        "linked_all": "All of them",
        "linked_as_data": "As data",
        "linked_as_data_how": (
            "The address answers programs too: ask it for the form by the Accept header, or add "
            "the suffix."
        ),
        "linked_broader": "Above it",
        "linked_classes": "Classes",
        "linked_code": "Code",
        "linked_concept": "Concept",
        "linked_concepts": "Concepts",
        "linked_concepts_cut": "Only the first 500 concepts are shown; the data have them all.",
        "linked_cut": "cut short",
        "linked_definition": "What it means",
        "linked_domain": "Of",
        "linked_examples": "Examples",
        "linked_from": "Described from",
        "linked_more_than": "more than",
        "linked_next": "Next",
        "linked_previous": "Previous",
        "linked_of": "of",
        "linked_ontology": "Ontology",
        "linked_properties": "Properties",
        "linked_range": "Values",
        "linked_rows": "Shown are",
        "linked_said": "What refers to it",
        "linked_same": "The same elsewhere",
        "linked_says": "What is known",
        "linked_scheme": "List of concepts",
        "linked_shape": "Rule",
        "linked_shapes": "Rules for the data",
        "linked_shapes_lead": (
            "What the data must satisfy before they are published, as SHACL shapes. Each rule says "
            "what is wrong and how to mend it."
        ),
        "linked_shapes_meta": "Rules for the ontology and the lists of concepts",
        "linked_helpers": "Parts that rules share",
        "linked_severity_Info": "a remark",
        "linked_severity_Violation": "not published",
        "linked_severity_Warning": "a warning",
        "linked_statement": "Statement",
        "linked_superclasses": "Narrower than",
        "linked_term": "Term",
        "linked_unnamed": "A thing of the atlas",
        "linked_version": "Version",
    },
    "pl": {
        "linked_alignment": "Odwzorowanie na inny słownik",
        "linked_all": "Wszystkie",
        "linked_as_data": "Jako dane",
        "linked_as_data_how": (
            "Adres odpowiada także programom: postać wskazuje nagłówek Accept albo dopisane "
            "rozszerzenie."
        ),
        "linked_broader": "Pojęcie nadrzędne",
        "linked_classes": "Klasy",
        "linked_code": "Kod",
        "linked_concept": "Pojęcie",
        "linked_concepts": "Pojęcia",
        "linked_concepts_cut": "Widać tylko 500 pierwszych pojęć; w danych są wszystkie.",
        "linked_cut": "skrócone",
        "linked_definition": "Co oznacza",
        "linked_domain": "Dotyczy",
        "linked_examples": "Przykłady",
        "linked_from": "Opisano na podstawie",
        "linked_more_than": "ponad",
        "linked_next": "Następne",
        "linked_previous": "Poprzednie",
        "linked_of": "z",
        "linked_ontology": "Ontologia",
        "linked_properties": "Właściwości",
        "linked_range": "Wartości",
        "linked_rows": "Widoczne są",
        "linked_said": "Co się do tego odnosi",
        "linked_same": "To samo gdzie indziej",
        "linked_says": "Co wiadomo",
        "linked_scheme": "Lista pojęć",
        "linked_shape": "Reguła",
        "linked_shapes": "Reguły dla danych",
        "linked_shapes_lead": (
            "Co dane muszą spełniać przed publikacją, zapisane jako kształty SHACL. Każda reguła "
            "mówi, co jest nie tak i jak to naprawić."
        ),
        "linked_shapes_meta": "Reguły dla ontologii i list pojęć",
        "linked_helpers": "Części wspólne reguł",
        "linked_severity_Info": "uwaga",
        "linked_severity_Violation": "dane nie są publikowane",
        "linked_severity_Warning": "ostrzeżenie",
        "linked_statement": "Stwierdzenie",
        "linked_superclasses": "Węższe niż",
        "linked_term": "Pojęcie",
        "linked_unnamed": "Rzecz z atlasu",
        "linked_version": "Wersja",
    },
}
