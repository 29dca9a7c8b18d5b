"""The servers that are compared, and how each is started on a dataset."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from serving import virtuoso
from serving.datasets import CLUSTERATLAS, Dataset, loaded_by_oxigraph
from serving.processes import Recipe

OURS, OXIGRAPH, RDFLIB = "Cluster Atlas", "Oxigraph", "rdflib-endpoint"
_READY = re.compile(r"Cluster Atlas: (http://[^/\s]+)")


def recipes(dataset: Dataset) -> list[Recipe]:
    """Every server on this dataset. None logs its requests, since Oxigraph's cannot."""
    found = [_ours(dataset), _oxigraph(dataset), _rdflib(dataset)]
    return [*found, virtuoso.loaded(dataset.quads)] if virtuoso.is_installed() else found


def ready_address(output: str) -> str | None:
    """The address that our server prints when it is ready."""
    ready = _READY.search(output)
    return ready[1] if ready else None


def _ours(dataset: Dataset) -> Recipe:
    return Recipe(
        OURS,
        lambda port: [*CLUSTERATLAS, "serve", f"--port={port}", f"--store={dataset.store}"],
        "/sparql?query=",
        {"CLUSTERATLAS_ACCESS_LOG": "none"},
        ready_address,
        chooses_port=True,
    )


def _oxigraph(dataset: Dataset) -> Recipe:
    location = loaded_by_oxigraph(dataset)
    program = str(Path(sys.executable).with_name("oxigraph"))
    return Recipe(
        OXIGRAPH,
        lambda port: [
            *(program, "serve-read-only", "--location", str(location)),
            *("--bind", f"127.0.0.1:{port}"),
        ],
        "/query?query=",
        {},
    )


def _rdflib(dataset: Dataset) -> Recipe:
    return Recipe(
        RDFLIB,
        lambda port: [
            *(sys.executable, "-m", "uvicorn", "--port", str(port), "--no-access-log"),
            *("--log-level", "warning", "--app-dir", str(Path(__file__).parents[1])),
            "serving.rdflib_service:app",
        ],
        "/?query=",
        {"RDFLIB_SERVICE_FILE": str(dataset.quads)},
    )
