"""Services that the suite is run against, each started on a free port of the loopback."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .client import Endpoint

_START_SECONDS = 30


@contextmanager
def cluster_atlas(directory: Path) -> Iterator[Endpoint]:
    """A plain store in `directory`, served with a token and with federation to this machine.

    The shape gate is off: the people of the suite's data are no people of an atlas.
    """
    store, token = directory / "store", secrets.token_urlsafe()
    program = [sys.executable, "-m", "clusteratlas"]
    environment = {
        **{name: text for name, text in os.environ.items() if not name.startswith("CLUSTERATLAS_")},
        "CLUSTERATLAS_WRITE_TOKEN": token,
        "CLUSTERATLAS_FEDERATION_ALLOW": "127.0.0.1",
        "CLUSTERATLAS_SHAPE_GATE": "false",
        "CLUSTERATLAS_WORKERS": "1",
        "CLUSTERATLAS_ACCESS_LOG": "none",
    }
    subprocess.run([*program, "init", "--store", store], check=True, stdout=subprocess.DEVNULL)
    with (directory / "log").open("w+b") as log:
        process = subprocess.Popen(
            [*program, "serve", "--port", "0", "--store", store],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env=environment,
        )
        assert process.stdout is not None
        with _ended(process), process.stdout as output:
            address = output.readline().removeprefix("Cluster Atlas: ").strip().rstrip("/")
            if not address.startswith("http://127.0.0.1:"):
                log.seek(0)
                raise RuntimeError(f"the server did not start: {log.read().decode()}")
            yield Endpoint(f"{address}/sparql", f"{address}/update", f"{address}/data", token)


@contextmanager
def oxigraph(directory: Path) -> Iterator[Endpoint]:
    """Oxigraph's own server (PyPI `oxigraph`), on a store in `directory`."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            *(Path(sys.executable).parent / "oxigraph", "serve"),
            *("--location", directory, "--bind", f"127.0.0.1:{port}"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with _ended(process):
        _wait_for(port)
        address = f"http://127.0.0.1:{port}"
        yield Endpoint(f"{address}/query", f"{address}/update", f"{address}/store")


@contextmanager
def _ended(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"no server on port {port}")
