"""Server processes: started on a free port, watched through /proc, stopped by their id."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_START_SECONDS = 180
_STOP_SECONDS = 10
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Recipe:
    """How one server is started: its command for a port, and a query's target up to its text.

    `address` reads the address out of what the server prints, where it chooses the port itself.
    """

    name: str
    command: Callable[[int], list[str]]
    endpoint: str
    environment: Mapping[str, str]
    address: Callable[[str], str | None] = lambda _: None
    chooses_port: bool = False


class Server:
    """One running server."""

    def __init__(self, recipe: Recipe, folder: Path) -> None:
        self.name = recipe.name
        self.restarts = 0
        self._recipe = recipe
        self._log = folder / f"{recipe.name.replace(' ', '-')}.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.url = ""

    @property
    def endpoint(self) -> str:
        """The request target of a query, up to its text."""
        return self._recipe.endpoint

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it in a process group of its own; `wait` for it afterwards."""
        port = 0 if self._recipe.chooses_port else free_port()
        self.url = "" if self._recipe.chooses_port else f"http://127.0.0.1:{port}"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                self._recipe.command(port),
                env={**os.environ, **self._recipe.environment},
                cwd=self._log.parent,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Wait until it listens. Raises RuntimeError with its output when it does not."""
        assert self._process is not None
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            self.url = self.url or self._recipe.address(self._log.read_text()) or ""
            if self.url and _listens(self.url):
                return
            time.sleep(0.05)
        raise RuntimeError(f"{self.name} did not start:\n{self._log.read_text()[-2000:]}")

    def stop(self) -> None:
        """End its processes: asked first, then without asking."""
        if self._process is None:
            return
        for how in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self._process.pid, how)
            except ProcessLookupError:
                break
            deadline = time.monotonic() + _STOP_SECONDS
            while self._process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.02)
        self._process.wait()
        self._process = None

    def restart(self) -> None:
        self.stop()
        self.start()
        self.wait()
        self.restarts += 1

    def is_busy(self, patience: float = 1.0) -> bool:
        """Whether it still works `patience` seconds after the last client went away."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            before = _cpu_seconds(self.pid)
            time.sleep(0.1)
            if _cpu_seconds(self.pid) - before < 0.03:
                return False
        return True


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def running(recipes: list[Recipe], folder: Path) -> Iterator[list[Server]]:
    """All these servers, running; they are stopped whatever happens."""
    servers = [Server(recipe, folder) for recipe in recipes]
    try:
        for server in servers:
            server.start()
        for server in servers:
            server.wait()
        yield servers
    finally:
        for server in servers:
            server.stop()


@dataclass(frozen=True)
class Memory:
    """Resident memory in bytes: of the main process, and of all its descendants together."""

    main: int
    children: int


class MemoryWatch:
    """The most memory that a server took while this context was open."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self.most = resident(pid)

    def __enter__(self) -> MemoryWatch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            now = resident(self._pid)
            self.most = Memory(max(self.most.main, now.main), max(self.most.children, now.children))


def resident(pid: int) -> Memory:
    """The resident memory of a process and of its descendants, by /proc/PID/status."""
    return Memory(_resident(pid), sum(_resident(child) for child in _descendants(pid)))


def _resident(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    _, _, rest = status.partition("VmRSS:")
    return int(rest.split()[0]) * 1024 if rest else 0


def _cpu_seconds(pid: int) -> float:
    ticks = 0
    for process in [pid, *_descendants(pid)]:
        if stat := _stat(process):
            ticks += int(stat[11]) + int(stat[12])
    return ticks / _TICKS


def _descendants(pid: int) -> list[int]:
    processes = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    parents = {process: int(stat[1]) for process in processes if (stat := _stat(process))}
    found = [pid]
    for ancestor in found:
        found.extend(process for process, parent in parents.items() if parent == ancestor)
    return found[1:]


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the command's name; none when the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return []


def _listens(url: str) -> bool:
    address = urlsplit(url)
    try:
        socket.create_connection((address.hostname or "", address.port or 80), timeout=1).close()
    except OSError:
        return False
    return True
