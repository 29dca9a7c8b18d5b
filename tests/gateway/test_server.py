"""A really started server, asked by the clients that people use."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from html import unescape
from http.client import HTTPConnection, IncompleteRead
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pandas
import pytest
from rdflib import URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, TURTLE, SPARQLWrapper

from clusteratlas import assets
from clusteratlas.dataset.build import BuildOptions, build
from clusteratlas.validation.report import Report

pytestmark = pytest.mark.usefixtures("garbage_waits")

Serve = Callable[..., AbstractContextManager[Any]]

CA = "https://w3id.org/clusteratlas/ontology#"
CLUSTERS = f"SELECT DISTINCT ?cluster WHERE {{ ?cluster a <{CA}Cluster> }} ORDER BY ?cluster"
# Some 40,000 rows, 4 MB: more than what fits into the buffers between the server and a client.
LONG = "SELECT ?s ?a WHERE { ?s ?p ?o . { SELECT ?a WHERE { ?a ?b ?c } LIMIT 40 } } LIMIT 40000"


@pytest.fixture(scope="session")
def address(atlas_store: Path, serve: Serve) -> Iterator[str]:
    with serve(atlas_store) as server:
        yield server.address


@pytest.fixture(scope="session")
def endpoint(address: str) -> str:
    return address + "sparql"


def test_sparqlwrapper_reads_json(endpoint: str) -> None:
    client = SPARQLWrapper(endpoint, returnFormat=JSON)
    client.setQuery(CLUSTERS)
    bindings = client.queryAndConvert()["results"]["bindings"]
    assert "bioib" in {binding["cluster"]["value"].rpartition("/")[2] for binding in bindings}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_reads_a_graph(endpoint: str, method: str) -> None:
    client = SPARQLWrapper(endpoint)
    client.setMethod(method)
    client.setQuery(f"CONSTRUCT {{ ?c a <{CA}Cluster> }} WHERE {{ ?c a <{CA}Cluster> }}")
    graph = client.queryAndConvert()
    client.setReturnFormat(TURTLE)
    assert (CA + "Cluster").encode() in client.queryAndConvert()
    assert len(graph) == len(set(graph.subjects())) > 1


def test_rdflib_store(endpoint: str) -> None:
    store = SPARQLStore(endpoint)
    rows = list(store.query(CLUSTERS))
    assert len(rows) > 1
    cluster = rows[0][0]
    triples = [triple for triple, _ in store.triples((cluster, None, None))]
    assert {subject for subject, _, _ in triples} == {cluster}
    assert URIRef(CA + "Cluster") in {object_ for _, _, object_ in triples}


def test_pandas_reads_the_csv_link_of_a_query_page(address: str) -> None:
    page = httpx.get(address + "queries/project-partners", headers={"Accept": "text/html"}).text
    (link,) = re.findall('href="(/sparql[^"]*format=csv)"', page)
    frame = pandas.read_csv(address.rstrip("/") + unescape(link))
    assert len(frame) == 6
    assert "Łotwa" in frame.to_string()


def test_curl(endpoint: str) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")
    command = [curl, "--silent", "--fail", "--data-urlencode", f"query={CLUSTERS}"]
    got = subprocess.run(
        [*command, "--header", "Accept: text/csv", endpoint], capture_output=True, check=True
    )
    assert got.stdout.startswith(b"cluster\r\nhttps://w3id.org/clusteratlas/id/cluster/")


def test_one_connection_serves_several_requests(address: str) -> None:
    connection = HTTPConnection(urlsplit(address).netloc)
    ports = set()
    for _ in range(3):
        connection.request("GET", "/sparql?query=" + quote(CLUSTERS))
        connection.getresponse().read()
        ports.add(connection.sock.getsockname() if connection.sock else None)
    connection.close()
    assert len(ports) == 1
    assert None not in ports


def test_long_answer_is_whole(endpoint: str) -> None:
    response = httpx.get(endpoint, params={"query": LONG, "format": "csv"}, timeout=60)
    assert response.headers["Transfer-Encoding"] == "chunked"
    assert response.text.count("\r\n") == 40_001


def test_head_of_a_long_answer_ends(endpoint: str) -> None:
    for _ in range(20):
        assert httpx.head(endpoint, params={"query": LONG}).status_code == 200


def test_chunked_request_body(endpoint: str) -> None:
    response = httpx.post(
        endpoint,
        content=iter([CLUSTERS.encode()]),
        headers={"Content-Type": "application/sparql-query"},
    )
    assert response.status_code == 200


TOO_LONG = [
    (
        "request-line",
        {"params": {"query": CLUSTERS + "#" * 15_000}},
        414,
        "Send the query by POST.",
    ),
    ("header", {"headers": {"X": "x" * 70_000}}, 431, "Send fewer and shorter headers."),
]


@pytest.mark.parametrize(
    ("options", "status", "hint"), [case[1:] for case in TOO_LONG], ids=[c[0] for c in TOO_LONG]
)
def test_too_long_a_head_is_told_the_way_out(
    endpoint: str, options: dict[str, dict[str, str]], status: int, hint: str
) -> None:
    response = httpx.get(endpoint, **options)  # type: ignore[arg-type]
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["hint"] == hint


def test_long_address(endpoint: str) -> None:
    query = CLUSTERS + "#" + "x" * 30_000
    assert httpx.get(endpoint, params={"query": query}).status_code == 200


def test_too_large_body(endpoint: str) -> None:
    response = httpx.post(endpoint, data={"query": CLUSTERS + "#" * 5_000_000})
    assert response.status_code == 413


def test_other_clients_are_answered_while_one_reads_slowly(endpoint: str) -> None:
    with httpx.stream("GET", endpoint, params={"query": LONG}, timeout=60) as slow:
        chunks = slow.iter_bytes(1024)
        next(chunks)
        assert httpx.get(endpoint, params={"query": "ASK {}"}).json()["boolean"] is True
        assert sum(len(chunk) for chunk in chunks) > 1_000_000


def test_client_that_goes_away_harms_no_one(endpoint: str) -> None:
    for _ in range(20):
        with httpx.stream("GET", endpoint, params={"query": LONG}, timeout=60) as response:
            next(response.iter_raw(1024))
    assert httpx.get(endpoint, params={"query": "ASK {}"}).json()["boolean"] is True


@pytest.mark.parametrize("signal_", [signal.SIGTERM, signal.SIGINT], ids=lambda one: one.name)
def test_stop_finishes_the_answers_under_way(
    atlas_store: Path, serve: Serve, signal_: signal.Signals
) -> None:
    with serve(atlas_store) as server:
        with httpx.stream(
            "GET", server.endpoint, params={"query": LONG, "format": "csv"}, timeout=60
        ) as response:
            text = response.iter_text()
            rows = next(text).count("\n")
            server.process.send_signal(signal_)
            time.sleep(0.5)
            rows += sum(piece.count("\n") for piece in text)
        assert rows == 40_001
        assert server.process.wait(timeout=60) == 0


def test_newly_built_version_is_followed(tmp_path: Path, serve: Serve) -> None:
    store = tmp_path / "store"
    options = BuildOptions(lambda _: Report((), ""), 2)

    def publish() -> str:
        return build(assets.assets_root(), store, options, lambda *_: None).id

    old = publish()
    with serve(store) as server:
        with httpx.stream(
            "GET", server.endpoint, params={"query": LONG, "format": "csv"}, timeout=60
        ) as under_way:
            text = under_way.iter_text()
            rows = next(text).count("\n")
            new = publish()
            for _ in range(10):
                assert httpx.get(server.address + "health").json()["version"] == new
            rows += sum(piece.count("\n") for piece in text)
        assert under_way.headers["X-Dataset-Version"] == old
        assert rows == 40_001


def test_port_in_use_is_said(atlas_store: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        got = subprocess.run(
            [sys.executable, "-m", "clusteratlas", "serve", "--store", atlas_store, "--port", port],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert got.returncode == 2
    assert got.stderr.startswith(f"error: Cannot listen on 127.0.0.1, port {port}: ")
    assert got.stdout == ""


BROKEN_APP = """
from clusteratlas.cli import main
from clusteratlas.engine import embedded

def write(self, output, format_):
    output.write(b"row\\r\\n" * 100_000)
    raise RuntimeError("the disk is gone")

# Worker processes import this file as well, and are broken by that.
embedded._EmbeddedSolutions.write = write
if __name__ == "__main__":
    main()
"""


def test_answer_that_fails_half_way_is_broken_off(
    atlas_store: Path, serve: Serve, tmp_path: Path
) -> None:
    """No terminating chunk: no client can take it for whole."""
    script = tmp_path / "broken.py"
    script.write_text(BROKEN_APP, encoding="utf-8")
    with serve(atlas_store, command=(str(script),)) as server:
        connection = HTTPConnection(urlsplit(server.address).netloc, timeout=30)
        connection.request("GET", "/sparql?query=" + quote(CLUSTERS))
        response = connection.getresponse()
        assert response.status == 200
        with pytest.raises((IncompleteRead, ConnectionResetError)):
            response.read()
        connection.close()
        server.process.terminate()
        _, log = server.process.communicate(timeout=60)
    assert "the disk is gone" in log


def test_parallel_questions(endpoint: str) -> None:
    answers: list[str] = []

    def ask() -> None:
        answers.append(json.dumps(httpx.get(endpoint, params={"query": CLUSTERS}).json()))

    threads = [threading.Thread(target=ask) for _ in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 24
    assert len(set(answers)) == 1
