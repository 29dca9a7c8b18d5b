"""What tests of several parts share."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from clusteratlas import assets
from clusteratlas.dataset.build import BuildOptions, build
from clusteratlas.validation.report import Report

from .conformance.reporting import summary
from .conformance.table import TITLE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def atlas_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the atlas in it, for reading only.

    Built without its validation, which takes most of the time of a build and has tests of its own.
    """
    store = tmp_path_factory.mktemp("atlas") / "store"
    options = BuildOptions(validate=lambda _: Report((), ""))
    build(assets.assets_root(), store, options, lambda *_: None)
    return store


@pytest.fixture(scope="module")
def garbage_waits() -> Iterator[None]:
    """For modules with servers in threads: garbage is collected before them and after.

    pyoxigraph's results complain when they are dropped in another thread than made them, and the
    collector runs in whichever thread happens to be at work. Failed calls of earlier tests, whose
    tracebacks hold results in a circle, would fail a test that has nothing to do with them.
    """
    gc.collect()
    gc.disable()
    yield
    gc.enable()


SmallDisk = Callable[[int], "Path"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """Makes a file system of so many megabytes; skips where none can be mounted."""
    disk = tmp_path / "disk"

    def mounted(megabytes: int) -> Path:
        disk.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(disk)]
        if shutil.which("mount") is None:
            pytest.skip("there is no mount command")
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"a small file system cannot be mounted: {done.stderr.strip()}")
        return disk

    yield mounted
    if disk.is_mount():
        subprocess.run(["umount", "-l", str(disk)], check=True)


@dataclass(frozen=True)
class RunningServer:
    """A server of its own process; `address` ends in a slash."""

    address: str
    process: subprocess.Popen[str]

    @property
    def endpoint(self) -> str:
        return f"{self.address}sparql"


Serve = Callable[..., AbstractContextManager[RunningServer]]


@contextmanager
def _running(
    store: Path, *, command: tuple[str, ...] = ("-m", "clusteratlas"), **settings: object
) -> Iterator[RunningServer]:
    """A server on a free port of the loopback, ended when the test is over.

    `settings` are those of the environment, without their prefix, in lower case.
    """
    environ = {key: value for key, value in os.environ.items() if "CLUSTERATLAS" not in key}
    environ["CLUSTERATLAS_ACCESS_LOG"] = "none"
    for name, value in settings.items():
        environ[f"CLUSTERATLAS_{name.upper()}"] = str(value)
    process = subprocess.Popen(
        [sys.executable, *command, "serve", "--port", "0", "--store", str(store)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environ,
    )
    assert process.stdout is not None
    try:
        first_line = process.stdout.readline()
        assert first_line.startswith("Cluster Atlas: http://127.0.0.1:"), process.communicate()
        yield RunningServer(first_line.removeprefix("Cluster Atlas: ").strip(), process)
    finally:
        process.terminate()
        process.communicate(timeout=60)


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Starts servers: `with serve(store, query_timeout=1) as server:`."""
    return _running


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what passed of the W3C suite; here, since a session with workers loads only this."""
    if table := summary(terminalreporter.stats):
        terminalreporter.section(TITLE)
        terminalreporter.write_line(table)
