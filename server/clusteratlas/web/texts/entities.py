"""The texts of the pages of clusters, organisations, projects, events and people."""

from __future__ import annotations

from typing import Any

TEXTS: dict[str, dict[str, Any]] = {
    "en": {
        "fact_who": "Who says so",
        "fact_sources": {"one": "source", "other": "sources"},
        "fact_inferred": "inferred",
        "fact_inferred_long": "Inferred, not stated:",
        "fact_paragraphs": {"one": "paragraph", "other": "paragraphs"},
        "fact_rows": {"one": "row", "other": "rows"},
        "fact_mentioned_in": "mentioned in",
        "fact_licence": "Licence of the data:",
        "fact_at_odds": "sources disagree",
    },
    "pl": {
        "fact_who": "Kto tak twierdzi",
        "fact_sources": {
            "one": "źródło",
            "few": "źródła",
            "many": "źródeł",
            "other": "źródła",
        },
        "fact_inferred": "wywnioskowano",
        "fact_inferred_long": "Wywnioskowano, źródło tego nie podaje:",
        "fact_paragraphs": {
            "one": "akapit",
            "few": "akapity",
            "many": "akapity",
            "other": "akapity",
        },
        "fact_rows": {"one": "wiersz", "few": "wiersze", "many": "wiersze", "other": "wiersze"},
        "fact_mentioned_in": "mowa o tym:",
        "fact_licence": "Licencja danych:",
        "fact_at_odds": "źródła są niezgodne",
    },
}
"""By language. A word that is counted has a form for each of CLDR's plural categories."""
