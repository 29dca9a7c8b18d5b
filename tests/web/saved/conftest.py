"""Applications to ask: one with queries of each form and type, one with the atlas and its index."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from clusteratlas.catalogue import Catalogue
from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.gateway.hosted import reader
from clusteratlas.search.following import bring_up_to_date
from clusteratlas.settings import Settings
from clusteratlas.web.app import create_app
from clusteratlas.web.context import Atlas
from clusteratlas.web.current import CurrentEngine, OlderVersions

NUMBERS = """\
#+ summary: {en: "Numbers", pl: "Liczby"}
#+ parameters:
#+   - {name: above, type: integer, description: {en: Above, pl: Powyżej}, example: -1}
SELECT ?n ?m WHERE {
  VALUES ?above { -1 }
  VALUES ?n { 9 8 7 6 5 4 3 2 1 0 }
  BIND(?n * 2 AS ?m)
  FILTER(?n > ?above)
}
"""
TYPES = """\
#+ summary: {en: "All types", pl: "Wszystkie typy"}
#+ parameters:
#+   - {name: day, type: date, description: {en: Day, pl: Dzień}, example: 2012-01-01}
#+   - {name: share, type: decimal, description: {en: Share, pl: Udział}, example: 0.1}
#+   - {name: certain, type: boolean, description: {en: Certain, pl: Pewne}, example: true}
#+   - {name: word, type: string, description: {en: Word, pl: Słowo}, example: a}
#+   - {name: text, type: langstring, description: {en: Text, pl: Tekst}, example: a@pl}
#+   - name: thing
#+     type: iri
#+     kind: cluster
#+     multiple: true
#+     description: {en: Thing, pl: Rzecz}
#+     example: klk
SELECT * WHERE {
  VALUES ?day { "2012-01-01"^^<http://www.w3.org/2001/XMLSchema#date> }
  VALUES ?share { 0.1 }
  VALUES ?certain { true }
  VALUES ?word { "a" }
  VALUES ?text { "a"@pl }
  VALUES ?thing { UNDEF }
} ORDER BY ?day
"""
ASK = """\
#+ summary: {en: "Is there one?", pl: "Czy jest?"}
ASK { ?s ?p ?o }
"""
GRAPH = """\
#+ summary: {en: "Types", pl: "Typy"}
CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }
"""
VOLATILE = """\
#+ summary: {en: "Now", pl: "Teraz"}
SELECT (NOW() AS ?now) {} ORDER BY ?now
"""


@pytest.fixture
def forms_client(engine: EmbeddedEngine, tmp_path: Path) -> FlaskClient:
    """A small atlas in memory, with queries of each form."""
    folder = tmp_path / "queries"
    folder.mkdir()
    queries = {"numbers": NUMBERS, "types": TYPES, "ask": ASK, "graph": GRAPH, "volatile": VOLATILE}
    for name, text in queries.items():
        (folder / f"{name}.rq").write_text(text, encoding="utf-8")
    atlas = Atlas(
        CurrentEngine(lambda: engine.version, lambda: engine),
        OlderVersions(lambda _: engine),
        Catalogue.load(folder),
    )
    app = create_app(atlas, Settings())
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()


@pytest.fixture(scope="module")
def atlas_client(atlas_store: Path, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The atlas with its saved queries and its index of names."""
    store = tmp_path_factory.mktemp("saved") / "store"
    shutil.copytree(atlas_store, store)
    bring_up_to_date(store)
    app = reader(store, Settings())
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()
