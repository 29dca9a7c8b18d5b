"""The OpenAPI 3.1 document: its head, its tags and all its paths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from clusteratlas import __version__
from clusteratlas.catalogue import Parameter, SavedQuery
from clusteratlas.web.openapi.components import components
from clusteratlas.web.openapi.queries import query_path
from clusteratlas.web.openapi.service import service_paths
from clusteratlas.web.texts import TEXTS

Concepts = Callable[[Parameter], Sequence[str]]
"""What a parameter that takes concepts of a scheme allows."""


def describe(
    catalogue: Iterable[SavedQuery], concepts: Concepts, root: str, language: str
) -> dict[str, Any]:
    """The document of the service at the address `root`, in `language`."""
    texts = TEXTS[language]
    of_queries = {
        f"/queries/{query.name}": query_path(query, concepts, language) for query in catalogue
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Cluster Atlas",
            "version": __version__,
            "description": texts["openapi_description"],
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": root}],
        "tags": [
            {"name": tag, "description": texts[f"openapi_of_{tag}"]}
            for tag in ("queries", "data", "things", "catalogue")
        ],
        "paths": {**of_queries, **service_paths(texts)},
        "components": components(texts),
    }
