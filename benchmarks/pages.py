"""What the pages cost: time, size and number of queries, beside Trifid's page of the same thing."""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx
import yaml
from browsing.addresses import addresses
from browsing.counting import Counter
from serving.datasets import CLUSTERATLAS
from serving.peers import OURS, OXIGRAPH, ready_address
from serving.processes import Recipe, Server, free_port, running

TRIFID = "Trifid"
EPILOG = """\
Each page is that of the thing of its kind with the most links, asked for again and again with the
cache of answers off; medians. Trifid (npm: trifid) shows what DESCRIBE gives it, here by Oxigraph's
own server on the same files; it has pages of things only.

examples:
  python benchmarks/pages.py .clusteratlas
  python benchmarks/pages.py .clusteratlas --rounds 5 --trifid node_modules/trifid
"""
_ACCEPT = {"Accept": "text/html", "Accept-Encoding": "gzip"}


def main() -> None:
    options = _options()
    version = options.store / "versions" / (options.store / "CURRENT").read_text().strip()
    pages = dict(addresses(version))
    counter = Counter(options.store)
    queries = {path: counter.queries(path) for path in pages.values()}
    with tempfile.TemporaryDirectory(prefix="pages-benchmark-") as name:
        recipes = [_ours(options.store)]
        if options.trifid:
            port = free_port()
            recipes += [_oxigraph(version, port), _trifid(options.trifid, port, Path(name))]
        with running(recipes, Path(name)) as servers:
            _table(servers, pages, queries, options.rounds)


def _table(
    servers: list[Server], pages: dict[str, str], queries: dict[str, int], rounds: int
) -> None:
    named = {server.name: server for server in servers}
    print("| page | ms | × Trifid | kB, gzip | queries |\n|---|---|---|---|---|")
    for kind, path in pages.items():
        ours, size = _asked(named[OURS], path, rounds)
        ratio = ""
        if TRIFID in named and path.startswith("/id/"):
            theirs, _ = _asked(named[TRIFID], path, rounds)
            ratio = f"{ours / theirs:.2f}" if theirs else "it fails"
        print(f"| {kind} | {ours * 1e3:.0f} | {ratio} | {size / 1e3:.1f} | {queries[path]} |")


def _asked(server: Server, path: str, rounds: int) -> tuple[float, int]:
    """Seconds (0 where it fails) and compressed bytes of a page."""
    seconds = []
    with httpx.Client(timeout=120) as client:
        for _ in range(rounds + 1):
            begin = time.perf_counter()
            with client.stream("GET", f"{server.url}{path}", headers=_ACCEPT) as answer:
                size = sum(len(block) for block in answer.iter_raw())
            seconds.append(time.perf_counter() - begin)
            if answer.status_code != httpx.codes.OK:
                return 0, size
    return statistics.median(seconds[1:]), size


def _ours(store: Path) -> Recipe:
    return Recipe(
        OURS,
        lambda port: [*CLUSTERATLAS, "serve", f"--port={port}", f"--store={store.resolve()}"],
        "",
        {"CLUSTERATLAS_ACCESS_LOG": "none", "CLUSTERATLAS_CACHE_BYTES": "0"},
        ready_address,
        chooses_port=True,
    )


def _oxigraph(version: Path, port: int) -> Recipe:
    program = str(Path(sys.executable).with_name("oxigraph"))
    location, bind = str((version / "data").resolve()), f"127.0.0.1:{port}"
    command = [program, "serve-read-only", "--location", location, "--bind", bind]
    return Recipe(
        OXIGRAPH, lambda _: command, "", {}, lambda _: f"http://{bind}", chooses_port=True
    )


def _trifid(package: Path, endpoint: int, folder: Path) -> Recipe:
    def command(port: int) -> list[str]:
        config = folder / "trifid.yaml"
        config.write_text(yaml.safe_dump(_settings_of_trifid(port, endpoint)))
        return ["node", str(package.resolve() / "server.js"), "-c", str(config)]

    return Recipe(TRIFID, command, "", {})


def _settings_of_trifid(port: int, endpoint: int) -> dict[str, object]:
    return {
        "server": {"listener": {"port": port, "host": "127.0.0.1"}, "logLevel": "warn"},
        "globals": {
            "datasetBaseUrl": "https://w3id.org/clusteratlas/",
            "endpoints": {"default": {"url": f"http://127.0.0.1:{endpoint}/query"}},
        },
        "plugins": {
            "entity-renderer": {
                "module": "@zazuko/trifid-entity-renderer",
                "config": {"followRedirects": False},
            }
        },
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path, help="the directory of a store")
    parser.add_argument("--rounds", type=int, default=15, help="times that a page is asked for")
    parser.add_argument("--trifid", type=Path, help="the folder of the npm package, installed")
    return parser.parse_args()


if __name__ == "__main__":
    main()
