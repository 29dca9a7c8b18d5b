"""Three WSGI servers around one small application: what they do in the cases that decided.

pip install granian==2.8.7 waitress==3.0.2
python benchmarks/wsgi_servers.py
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

CLIENTS, REQUESTS = 4, 500
MODULE = Path(__file__).stem
PYTHON = [sys.executable, "-m"]

SERVERS: dict[str, Callable[[int], list[str]]] = {
    "gunicorn": lambda port: [
        *PYTHON, "gunicorn", "-k", "gthread", "--threads", "8", "-b", f"127.0.0.1:{port}",
        f"{MODULE}:application",
    ],
    "granian": lambda port: [
        *PYTHON, "granian", "--interface", "wsgi", "--blocking-threads", "8", "--port", str(port),
        f"{MODULE}:application",
    ],
    "waitress": lambda port: [
        *PYTHON, "waitress", "--threads", "8", "--listen", f"127.0.0.1:{port}",
        f"{MODULE}:application",
    ],
}  # fmt: skip


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterator[bytes]:
    """A small answer, one that takes two seconds, or one that fails after its first bytes."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    path = environ["PATH_INFO"]
    if path == "/slow":
        time.sleep(2)
    yield b"x" * 20_000 if path == "/break" else b"ok\n"
    if path == "/break":
        raise RuntimeError("the engine failed")


def get(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        return connection.getresponse().read()
    finally:
        connection.close()


def ask_many(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    for _ in range(REQUESTS):
        connection.request("GET", "/")
        connection.getresponse().read()
    connection.close()


def wait_until_ready(port: int) -> None:
    for _ in range(200):
        try:
            get(port, "/")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the server did not start")


def outcome(call: Callable[[], bytes]) -> str:
    try:
        call()
    except (http.client.HTTPException, OSError) as error:
        return f"broken off ({type(error).__name__})"
    return "taken for whole"


def try_server(command: Callable[[int], list[str]]) -> tuple[str, str, float]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    process = subprocess.Popen(
        command(port), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_until_ready(port)
        broken = outcome(lambda: get(port, "/break"))
        start = time.perf_counter()
        with ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(ask_many, [port] * CLIENTS))
        rate = CLIENTS * REQUESTS / (time.perf_counter() - start)
        with ThreadPoolExecutor(1) as pool:
            slow = pool.submit(outcome, lambda: get(port, "/slow"))
            time.sleep(0.7)
            process.send_signal(signal.SIGTERM)
            stopped = slow.result()
    finally:
        process.kill()
        process.wait()
    return broken, "finished" if stopped == "taken for whole" else stopped, rate


def main() -> None:
    results = {name: try_server(command) for name, command in SERVERS.items()}
    unit = results["gunicorn"][2]
    print(f"{'server':10} {'a failed answer is':32} {'SIGTERM: answer under way':32} {'rate':>6}")
    for name, (broken, stopped, rate) in results.items():
        print(f"{name:10} {broken:32} {stopped:32} {rate / unit:6.1f}")


if __name__ == "__main__":
    main()
