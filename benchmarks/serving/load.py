"""Load on one HTTP server over connections that are kept: by wrk, or by a client of our own.

The client of our own (asyncio, httptools) works everywhere but takes as much of a processor as a
fast server does, so wrk is used where it is installed.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import httptools

_WRK = shutil.which("wrk")
_SCRIPT = Path(__file__).with_name("load.lua")
_ANSWER_SECONDS = 60
_NUMBERS = count(1_000_000, 10_000_000)
"""Where the numbers of the next run begin: no two runs number a request alike."""

GENERATOR = "wrk" if _WRK else "the asyncio client of this benchmark (wrk is not installed)"


@dataclass(frozen=True)
class Workload:
    """Request targets, asked in turn; a numbered one ends with a number never used before."""

    targets: Sequence[str]
    numbered: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Load:
    """What one run gave. Times in seconds; `served` counts answers that are no error."""

    served: int
    errors: int
    seconds: float
    median: float
    p99: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.served / self.seconds


def apply_load(url: str, workload: Workload, clients: int, seconds: int) -> Load:
    """Ask the server at `url` (scheme, host and port) with `clients` connections."""
    if _WRK is None:
        return asyncio.run(_Clients(url, workload).run(clients, seconds))
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as targets:
        targets.write("\n".join(workload.targets) + "\n")
        targets.flush()
        headers = [f"-H{name}: {value}" for name, value in workload.headers.items()]
        first = [str(next(_NUMBERS))] if workload.numbered else []
        command = [
            *(_WRK, "-t1", f"-c{clients}", f"-d{seconds}s", f"--timeout={_ANSWER_SECONDS}s"),
            *("-s", str(_SCRIPT), *headers, url, "--", targets.name, *first),
        ]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return _of_wrk(json.loads(output.partition("\nsummary ")[2]))


def _of_wrk(summary: Mapping[str, float]) -> Load:
    refused = int(summary["refused"])
    return Load(
        int(summary["requests"]) - refused,
        refused + int(summary["broken"]),
        summary["seconds"],
        summary["median"],
        summary["p99"],
    )


class _Clients:
    """Connections that each send the next request as soon as they have the answer to the last."""

    def __init__(self, url: str, workload: Workload) -> None:
        address = urlsplit(url)
        self.host, self.port = address.hostname or "", address.port or 80
        self.seconds: list[float] = []
        self.errors = 0
        self._requests = _requests(address.netloc, workload)

    def next_request(self) -> bytes:
        return next(self._requests)

    async def run(self, clients: int, seconds: int) -> Load:
        loop = asyncio.get_running_loop()
        connections = [
            await loop.create_connection(lambda: _Client(self), self.host, self.port)
            for _ in range(clients)
        ]
        start = time.perf_counter()
        await asyncio.sleep(seconds)
        elapsed = time.perf_counter() - start
        for transport, client in connections:
            client.stopped = True
            transport.abort()
        times = sorted(self.seconds) or [0.0]
        return Load(
            len(self.seconds),
            self.errors,
            elapsed,
            times[len(times) // 2],
            times[int(len(times) * 0.99)],
        )


class _Client(asyncio.Protocol):
    """One connection."""

    def __init__(self, clients: _Clients) -> None:
        self.stopped = False
        self._clients = clients

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        self._answer.feed_data(data)

    def on_message_complete(self) -> None:
        """The parser read an answer to its end."""
        if self._answer.get_status_code() < 400:
            self._clients.seconds.append(time.perf_counter() - self._sent)
        else:
            self._clients.errors += 1
        self._send()

    def connection_lost(self, _: Exception | None) -> None:
        if not self.stopped:
            self._clients.errors += 1

    def _send(self) -> None:
        self._answer = httptools.HttpResponseParser(self)
        self._sent = time.perf_counter()
        self._transport.write(self._clients.next_request())


def _requests(host: str, workload: Workload) -> Iterator[bytes]:
    fields = {"Host": host, **workload.headers}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    first = next(_NUMBERS)
    for number in count():
        target = workload.targets[number % len(workload.targets)]
        suffix = str(first + number) if workload.numbered else ""
        yield f"GET {target}{suffix} HTTP/1.1\r\n{head}\r\n".encode()
