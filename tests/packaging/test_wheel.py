"""What is installed works away from the checkout: sdist → wheel → clean environment → an answer."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import tarfile
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import httpx
import pytest

from clusteratlas import __version__

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.wheel, pytest.mark.xdist_group("wheel")]


@dataclass(frozen=True)
class Installation:
    """A clean environment with the wheel in it, and an empty folder to run it from."""

    wheel: Path
    sdist: Path
    programs: Path
    folder: Path

    def run(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run `clusteratlas`, with nothing of this checkout in its environment."""
        return subprocess.run(
            [self.programs / "clusteratlas", *arguments],
            cwd=self.folder,
            env=_environment(),
            input=given,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )


def _environment() -> dict[str, str]:
    hidden = ("PYTHONPATH", "VIRTUAL_ENV")
    return {
        name: value
        for name, value in os.environ.items()
        if name not in hidden and not name.startswith("CLUSTERATLAS_")
    }


def _run(*command: str | Path) -> None:
    done = subprocess.run(
        command, env=_environment(), check=False, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    base = tmp_path_factory.mktemp("wheel")
    # Without a choice `build` makes the wheel from the sdist, as a package index would.
    _run(sys.executable, "-m", "build", "--outdir", base / "dist", ROOT)
    (wheel,) = (base / "dist").glob("*.whl")
    (sdist,) = (base / "dist").glob("*.tar.gz")
    venv.create(base / "clean", with_pip=True)
    programs = base / "clean" / "bin"
    constraints = ROOT / "constraints.txt"
    quiet = ("--quiet", "--disable-pip-version-check", "--constraint", constraints)
    _run(programs / "python", "-m", "pip", "install", *quiet, wheel)
    folder = base / "elsewhere"
    folder.mkdir()
    return Installation(wheel, sdist, programs, folder)


@pytest.fixture(scope="module")
def built(installation: Installation) -> Installation:
    """The same, with an atlas built in the store of the folder."""
    done = installation.run("build")
    assert done.returncode == 0, done.stderr
    return installation


def test_the_wheel_holds_what_the_program_reads(installation: Installation) -> None:
    names = set(ZipFile(installation.wheel).namelist())
    checkout = {
        f"clusteratlas/_assets/{path.relative_to(ROOT).as_posix()}"
        for folder in ("ontology", "shapes", "queries", "data")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".ttl", ".rq")
    }
    assert checkout
    assert checkout <= names
    assert "clusteratlas/py.typed" in names
    assert not [name for name in names if name.startswith("tests/") or name.endswith(".pyc")]


def test_the_pages_come_built(installation: Installation) -> None:
    names = ZipFile(installation.wheel).namelist()
    built = {"atlas.css", "atlas.js", "theme.js", "licences.json"}
    assert {f"clusteratlas/web/static/built/{name}" for name in built} <= set(names)
    assert [name for name in names if name.endswith(".woff2")]
    assert [name for name in names if "/web/client/" in name or "node_modules" in name] == []
    with tarfile.open(installation.sdist) as archive:
        packed = archive.getnames()
    assert [name for name in packed if name.endswith("/web/static/built/atlas.css")]
    assert [name for name in packed if name.endswith("/web/client/package-lock.json")]
    assert [name for name in packed if "node_modules" in name or "/client/.node" in name] == []


@pytest.fixture(scope="module")
def served(built: Installation) -> Iterator[str]:
    """The address of the installed program while it serves that atlas."""
    command = [built.programs / "clusteratlas", "serve", "--port", "0"]
    server = subprocess.Popen(
        command, cwd=built.folder, env=_environment(), stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    try:
        yield server.stdout.readline().rpartition(" ")[2].strip().rstrip("/")
    finally:
        server.terminate()
        server.communicate(timeout=60)


def test_the_pages_are_served_with_what_they_load(served: str) -> None:
    page = httpx.get(f"{served}/en/").text
    loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    assert {Path(address).name.partition("?")[0] for address in loaded} >= {"atlas.css", "atlas.js"}
    for address in loaded:
        answer = httpx.get(served + address)
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["Cache-Control"], address


def test_the_program_says_what_it_is(installation: Installation) -> None:
    assert installation.run("--help").stdout.startswith("Usage: clusteratlas")
    assert __version__ in installation.run("--version").stdout


def test_a_saved_query_is_answered(built: Installation) -> None:
    answer = built.run("query", "cluster-member-counts", "--format", "csv")
    assert answer.returncode == 0, answer.stderr
    values = {cell for row in csv.reader(io.StringIO(answer.stdout)) for cell in row}
    assert {"32", "70", "72", "95"} <= values


def test_a_query_from_standard_input_is_answered(built: Installation) -> None:
    query = "SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }"
    answer = built.run("query", "-", "--format", "csv", given=query)
    heading, count = answer.stdout.split()
    assert heading == "triples"
    assert int(count) > 1000


def test_the_store_is_where_the_program_was_run(built: Installation) -> None:
    assert [path.name for path in built.folder.iterdir()] == [".clusteratlas"]
