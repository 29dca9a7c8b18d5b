"""The gate of each kind of store: an atlas is governed, a plain store where it speaks of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from clusteratlas.dataset.store import init_plain_store
from clusteratlas.gateway import hosted
from clusteratlas.settings import Settings
from clusteratlas.terms import PREFIXES

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    store = tmp_path_factory.mktemp("plain") / "store"
    init_plain_store(store)
    return hosted.writer(store, Settings(write_token="any")).test_client()


WRITES = [
    ("others-person", 'INSERT DATA { <urn:a> a foaf:Person ; foaf:name "A" }', 204),
    ("others-label", 'INSERT DATA { <urn:b> skos:prefLabel "B"@en , "C"@en }', 204),
    ("a-cluster-without-a-name", "INSERT DATA { <urn:c> a ca:Cluster }", 422),
    ("an-unknown-property", "INSERT DATA { <urn:d> ca:nonsense 1 }", 422),
    ("an-unknown-class", "INSERT DATA { <urn:e> a ca:Nonsense }", 422),
]


@pytest.mark.parametrize(
    ("update", "status"), [case[1:] for case in WRITES], ids=[case[0] for case in WRITES]
)
def test_a_plain_store_is_judged_by_the_own_terms_alone(
    client: FlaskClient, update: str, status: int
) -> None:
    response = client.post(
        "/update",
        data=PROLOGUE + update,
        content_type="application/sparql-update",
        environ_overrides={"clusteratlas.actor": "test"},
    )
    assert response.status_code == status, response.text


def test_without_the_gate_everything_is_taken(tmp_path: Path) -> None:
    init_plain_store(tmp_path / "store")
    settings = Settings(write_token="any", shape_gate=False)
    response = (
        hosted.writer(tmp_path / "store", settings)
        .test_client()
        .post(
            "/update",
            data=PROLOGUE + "INSERT DATA { <urn:c> a ca:Cluster }",
            content_type="application/sparql-update",
            environ_overrides={"clusteratlas.actor": "test"},
        )
    )
    assert response.status_code == 204
