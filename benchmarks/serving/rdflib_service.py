"""rdflib-endpoint as its README deploys it: a dataset in memory, an ASGI application for uvicorn.

RDFLIB_SERVICE_FILE=FILE.nq uvicorn --app-dir benchmarks serving.rdflib_service:app
"""

from __future__ import annotations

import os

from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint

_dataset = Dataset()
_dataset.parse(os.environ["RDFLIB_SERVICE_FILE"], format="nquads")
app = SparqlEndpoint(graph=_dataset, path="/")
