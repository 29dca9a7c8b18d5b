"""The two datasets that the servers are given: the built atlas, and a larger generated one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, Store

CLUSTERATLAS = [sys.executable, "-m", "clusteratlas"]
TRIPLES_OF_A_PROJECT = 10
_EXAMPLE = "http://example.org/"


@dataclass(frozen=True)
class Dataset:
    """One dataset in the forms that the servers take."""

    name: str
    store: Path
    quads: Path

    @property
    def engine(self) -> Path:
        """Where the engine's own files of the current version lie."""
        # Found by what the engine leaves there, so that the store's layout may change.
        return max(self.store.glob("**/data/CURRENT")).parent


def built_atlas(folder: Path) -> Dataset:
    """The atlas as `clusteratlas build` makes it, and all its quads."""
    dataset = Dataset("atlas", folder / "atlas", folder / "atlas.nq")
    _run([*CLUSTERATLAS, "build", "--store", str(dataset.store)])
    Store.read_only(str(dataset.engine)).dump(str(dataset.quads), RdfFormat.N_QUADS)
    return dataset


def generated(folder: Path, triples: int) -> Dataset:
    """`triples` triples about projects in the default graph of a plain store."""
    dataset = Dataset("generated", folder / "generated", folder / "generated.nq")
    with dataset.quads.open("w", encoding="ascii") as file:
        for number in range(triples // TRIPLES_OF_A_PROJECT):
            file.writelines(_project(number))
    _run([*CLUSTERATLAS, "init", "--store", str(dataset.store)])
    # Nobody serves this store yet, so its version may be filled in place, past any limit.
    engine = Store(str(dataset.engine))
    engine.bulk_load(path=str(dataset.quads), format=RdfFormat.N_QUADS)
    engine.optimize()
    engine.flush()
    return dataset


def loaded_by_oxigraph(dataset: Dataset) -> Path:
    """The directory of Oxigraph's own server, loaded and optimised by its own commands."""
    location = dataset.quads.with_suffix(".oxigraph")
    oxigraph = str(Path(sys.executable).with_name("oxigraph"))
    _run([oxigraph, "load", "--location", str(location), "--file", str(dataset.quads)])
    _run([oxigraph, "optimize", "--location", str(location)])
    return location


def _project(number: int) -> Iterator[str]:
    subject = f"<{_EXAMPLE}project/{number}>"
    for predicate, value in (
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"<{_EXAMPLE}Project>"),
        (f"{_EXAMPLE}title", f'"Project number {number} of a generated programme"'),
        (f"{_EXAMPLE}acronym", f'"P{number:07}"'),
        (f"{_EXAMPLE}programme", f"<{_EXAMPLE}programme/{number % 40}>"),
        (f"{_EXAMPLE}coordinator", f"<{_EXAMPLE}organisation/{number * 7 % 20_011}>"),
        (f"{_EXAMPLE}partner", f"<{_EXAMPLE}organisation/{number * 13 % 20_011}>"),
        (f"{_EXAMPLE}region", f"<{_EXAMPLE}region/{number * 31 % 242}>"),
        (f"{_EXAMPLE}topic", f"<{_EXAMPLE}topic/{number * 17 % 997}>"),
        (f"{_EXAMPLE}code", f'"{number * 7919 % 1_000_003}"'),
        (f"{_EXAMPLE}status", f'"status {number % 5}"'),
    ):
        yield f"{subject} <{predicate}> {value} .\n"


def _run(command: list[str]) -> None:
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{ended.stdout}{ended.stderr}")
