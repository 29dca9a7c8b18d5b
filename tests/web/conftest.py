"""A small atlas in memory, and the application that answers for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from clusteratlas.catalogue import Catalogue
from clusteratlas.dataset.store import (
    current_version,
    init_plain_store,
    open_current,
    open_version,
)
from clusteratlas.dataset.writing import WriteOptions, Writer
from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.engine.guard import Limits
from clusteratlas.engine.network import Network
from clusteratlas.settings import Settings
from clusteratlas.web.app import create_app
from clusteratlas.web.context import Atlas
from clusteratlas.web.current import CurrentEngine, OlderVersions
from clusteratlas.web.writes import ACTOR

STATEMENTS = """
<https://w3id.org/clusteratlas/id/cluster/bioib> a ca:Cluster ; skos:prefLabel "Bioib"@en .
<https://w3id.org/clusteratlas/id/cluster/klk> a ca:Cluster ;
    skos:prefLabel "Klaster LifeScience Kraków"@pl .
<https://w3id.org/clusteratlas/id/observation/klk-members> a ca:Observation ; ca:value 72 .
"""
ONTOLOGY = """
ca:Cluster a owl:Class ; rdfs:label "Cluster"@en , "Klaster"@pl .
ca:Observation a owl:Class ; rdfs:subClassOf ca:Claim ;
    rdfs:label "Observation"@en , "Obserwacja"@pl .
<https://w3id.org/clusteratlas/graph/page> a ca:SourceGraph ;
    dcterms:title "A page <1>"@en , "Strona <1>"@pl .
"""
FILL = f"""
PREFIX ca: <https://w3id.org/clusteratlas/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA {{
  {STATEMENTS}
  {ONTOLOGY}
  GRAPH <https://w3id.org/clusteratlas/graph/page> {{ {STATEMENTS} }}
  GRAPH <https://w3id.org/clusteratlas/graph/ontology> {{ {ONTOLOGY} }}
}}
"""

NAMES = """\
#+ summary: {en: "Names of a cluster", pl: "Nazwy klastra"}
#+ description: {en: "Every label.", pl: "Każda etykieta."}
#+ tags: [names]
#+ parameters:
#+   - name: cluster
#+     type: iri
#+     kind: cluster
#+     multiple: true
#+     description: {en: "The cluster.", pl: "Klaster."}
#+     example: klk
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?cluster ?name WHERE {
  VALUES ?cluster { <https://w3id.org/clusteratlas/id/cluster/klk> }
  ?cluster skos:prefLabel ?name
}
"""


@pytest.fixture
def engine() -> Iterator[EmbeddedEngine]:
    engine = EmbeddedEngine.in_memory()
    engine.update(FILL)
    yield engine
    engine.close()


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    (tmp_path / "cluster-names.rq").write_text(NAMES, encoding="utf-8")
    return Catalogue.load(tmp_path)


@pytest.fixture
def app(engine: EmbeddedEngine, catalogue: Catalogue) -> Flask:
    current = CurrentEngine(lambda: engine.version, lambda: engine)
    app = create_app(
        Atlas(current, OlderVersions(lambda _: engine), catalogue), Settings(body_max_bytes=10_000)
    )
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def writing_client(tmp_path: Path, catalogue: Catalogue) -> FlaskClient:
    """A client that is let in to write to a plain store on disk, which is empty."""
    store = tmp_path / "store"
    init_plain_store(store)
    options = WriteOptions(keep_versions=5, limits=Limits(), network=Network())
    atlas = Atlas(
        CurrentEngine(lambda: current_version(store), lambda: open_current(store)),
        OlderVersions(lambda version: open_version(store, version)),
        catalogue,
        writer=Writer(store, options),
    )
    client = create_app(atlas, Settings(upload_max_bytes=10_000)).test_client()
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    client.environ_base[ACTOR] = "curator"
    return client
