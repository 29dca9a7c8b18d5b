"""Searching by name: making the index, suggestions, pages; beside SQLite and SPARQL."""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any

from searching.things import write_version
from searching.trigrams import Trigrams

from clusteratlas.dataset.store import open_current
from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.engine.protocol import Engine
from clusteratlas.search.asking import Filters, Searcher
from clusteratlas.search.documents import all_documents
from clusteratlas.search.facts import PROLOGUE, select, values_of
from clusteratlas.search.index import COUNTRY, KIND, write_index
from clusteratlas.terms import ID

EPILOG = """\
A thing is looked for by its name as it is, by its beginning, and with one error. The share found is
how often it is among the first ten. SPARQL is FILTER(CONTAINS()) over the names, stopped at ten.

examples:
  python benchmarks/search.py --store .clusteratlas
  python benchmarks/search.py --things 1000000
"""
_LETTERS = "abcdefghijklmnoprstuwz"
_NAMES = "?thing foaf:name|skos:prefLabel ?value"


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="search-benchmark-", dir=options.temp) as name:
        room = Path(name)
        engine = _engine(options, room)
        searcher = _made(engine, room)
        named = _sample(engine, options.asked)
        peer = _filled(engine, room)
        _table(searcher, peer, engine, named)
        _pages(searcher)


def _engine(options: argparse.Namespace, room: Path) -> Engine:
    if options.store:
        return open_current(options.store)
    write_version(room / "data", options.things)
    return EmbeddedEngine.open_read_only(room / "data", "generated")


def _made(engine: Engine, room: Path) -> Searcher:
    index = room / "index"
    index.mkdir()
    start = time.process_time()
    count = write_index(index, all_documents(engine, room / "facts", lambda *_: None))
    spent = time.process_time() - start
    size = sum(file.stat().st_size for file in index.iterdir())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count} things indexed in {spent:.0f} s, {spent / count * 1e6:.0f} µs each; "
        f"{size / 1e6:.0f} MB, {size / count:.0f} bytes each; {peak:.0f} MB of memory at most"
    )
    shutil.rmtree(room / "facts")
    return Searcher(index)


def _filled(engine: Engine, room: Path) -> Trigrams:
    start = time.process_time()
    peer = Trigrams(room / "trigrams.db")
    peer.fill((thing, name) for thing, name, _ in values_of(engine, _NAMES, ()))
    size = (room / "trigrams.db").stat().st_size
    print(f"SQLite: {time.process_time() - start:.0f} s, {size / 1e6:.0f} MB")
    return peer


def _sample(engine: Engine, count: int) -> list[tuple[str, str]]:
    """Some things with names of two words and more, the same in each run."""
    query = f"{PROLOGUE}SELECT ?thing ?value {{ {_NAMES} }} LIMIT 200000"
    rows = [(str(getattr(thing, "value", "")), str(getattr(value, "value", "")))
            for thing, value in select(engine, query)]  # fmt: skip
    likely = sorted(row for row in rows if 8 < len(row[1]) < 60 and " " in row[1])
    return Random(1).sample(likely, min(count, len(likely)))


def _table(
    searcher: Searcher, peer: Trigrams, engine: Engine, named: Sequence[tuple[str, str]]
) -> None:
    random = Random(2)
    typed: dict[str, Callable[[str], str]] = {
        "the whole name": lambda name: name,
        "the first six letters": lambda name: name[:6],
        "the first two letters": lambda name: name[:2],
        "a letter missing": lambda name: _without(random, name),
        "two letters swapped": lambda name: _swapped(random, name),
        "another letter": lambda name: _other(random, name),
    }

    def ours(text: str) -> Iterable[str]:
        return [hit.document.iri for hit in searcher.suggest(text)]

    print("| typed | ms | 95 % below | found | SQLite ms | found | × SQLite |")
    print("|---|---|---|---|---|---|---|")
    for what, change in typed.items():
        asked = [(iri, change(name)) for iri, name in named]
        times, share = _asked(ours, asked)
        peers, peers_share = _asked(peer.suggest, asked[: len(asked) // 4])
        middle, peers_middle = statistics.median(times), statistics.median(peers)
        print(
            f"| {what} | {middle * 1e3:.1f} | {_most(times) * 1e3:.1f} | {share:.0%} "
            f"| {peers_middle * 1e3:.1f} | {peers_share:.0%} | {middle / peers_middle:.2f} |"
        )
    times, _ = _asked(lambda text: _contains(engine, text), named[:5])
    print(f"SPARQL with CONTAINS, the whole name: {statistics.median(times) * 1e3:.0f} ms")


def _asked(
    suggest: Callable[[str], Iterable[str]], asked: Sequence[tuple[str, str]]
) -> tuple[list[float], float]:
    """How long each took, and the share in which the thing that was meant is found."""
    times, found = [], 0
    for iri, text in asked:
        start = time.process_time()
        things = suggest(text)
        times.append(time.process_time() - start)
        found += iri in things
    return times, found / len(asked)


def _contains(engine: Engine, text: str) -> list[str]:
    wanted = text.replace("\\", "\\\\").replace('"', '\\"').lower()
    query = f'{PROLOGUE}SELECT ?thing {{ {_NAMES} FILTER(CONTAINS(LCASE(?value), "{wanted}")) }}'
    return [str(getattr(thing, "value", "")) for (thing,) in select(engine, f"{query} LIMIT 10")]


def _pages(searcher: Searcher) -> None:
    pages: dict[str, tuple[str, Filters]] = {
        "everything, by its weight": ("", Filters()),
        "everything in a country": ("", Filters({COUNTRY: [f"{ID}country/pl"]})),
        "a common word": ("university", Filters()),
        "a common word, a kind, years": (
            "institute",
            Filters({KIND: ["organisation"]}, since=2010, until=2012),
        ),
    }
    print("| page of results with its facets | ms | things |\n|---|---|---|")
    for what, (text, filters) in pages.items():
        times, total = [], 0
        for _ in range(7):
            start = time.process_time()
            total = searcher.search(text, filters).total
            times.append(time.process_time() - start)
        print(f"| {what} | {statistics.median(times) * 1e3:.0f} | {total} |")


def _most(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _without(random: Random, name: str) -> str:
    at = random.randrange(1, len(name))
    return name[:at] + name[at + 1 :]


def _swapped(random: Random, name: str) -> str:
    at = random.randrange(len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _other(random: Random, name: str) -> str:
    at = random.randrange(len(name))
    return name[:at] + random.choice(_LETTERS) + name[at + 1 :]


def _options() -> Any:
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--store", type=Path, help="a store, instead of generated things")
    what.add_argument("--things", type=int, default=100_000, help="how many to generate")
    parser.add_argument("--asked", type=int, default=200, help="names that are asked for")
    parser.add_argument("--temp", type=Path, help="a folder with room for it all")
    return parser.parse_args()


if __name__ == "__main__":
    main()
