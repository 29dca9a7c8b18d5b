"""Cluster Atlas as a service beside Oxigraph's own server and rdflib-endpoint, on this machine."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from serving import virtuoso
from serving.datasets import Dataset, built_atlas, generated
from serving.load import GENERATOR
from serving.measures import ON_ATLAS, ON_GENERATED, Bench
from serving.peers import recipes
from serving.processes import running
from serving.rates import Plan

MEASURES = {**ON_ATLAS, **ON_GENERATED}
EPILOG = """\
measures:
  cold         lookups of which no two are alike
  repeated     the same hundred lookups
  costly       the same few questions that cost Oxigraph's server more than 10 ms each
  roundtrip    microseconds of a lookup over the engine called in this process
  conditional  If-None-Match, gzip and zstd
  streams      CSV of 100,000 and 1,000,000 rows: first byte, total, memory

examples:
  python benchmarks/service.py
  python benchmarks/service.py --quick
  python benchmarks/service.py --only cold,repeated --seconds 5
"""


def main() -> None:
    options = _options()
    # SIGTERM ends it as Ctrl-C does: the servers are stopped on the way out.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    start = time.monotonic()
    plan = Plan(options.rounds, options.seconds, (1, 8) if options.quick else (1, 8, 32))
    print(f"Load by {GENERATOR}; medians of {plan.rounds} rounds of {plan.seconds} s.")
    if not virtuoso.is_installed():
        print("Virtuoso was not run: virtuoso-t and isql-vt are not on the PATH.")
    with tempfile.TemporaryDirectory(prefix="service-benchmark-") as name:
        folder = Path(name)
        if names := [name for name in ON_ATLAS if name in options.only]:
            _measure(built_atlas(folder), names, plan, folder)
        if names := [name for name in ON_GENERATED if name in options.only]:
            _measure(generated(folder, options.triples), names, plan, folder)
    print(f"\n{time.monotonic() - start:.0f} s in all.")


def _measure(dataset: Dataset, names: Iterable[str], plan: Plan, folder: Path) -> None:
    with running(recipes(dataset), folder) as servers:
        bench = Bench(servers, dataset.engine, plan)
        for name in names:
            MEASURES[name](bench)
        for server in servers:
            if server.restarts:
                print(
                    f"\n{server.name} was started anew {server.restarts} times: a second after "
                    "its clients had gone it still worked for them."
                )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", type=_names, default=set(MEASURES), help="measures, by commas")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each run (3)")
    parser.add_argument("--seconds", type=int, default=2, help="seconds of each run (2)")
    parser.add_argument(
        "--triples", type=int, default=1_000_000, help="triples of the generated dataset"
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="one round of a second with 1 and 8 clients, 100,000 triples generated",
    )
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.seconds, options.triples = 1, 1, 100_000
    return options


def _names(text: str) -> set[str]:
    names = set(text.split(","))
    if unknown := names - MEASURES.keys():
        raise argparse.ArgumentTypeError(
            f"no measure {', '.join(sorted(unknown))}; there are {', '.join(MEASURES)}"
        )
    return names


if __name__ == "__main__":
    try:
        main()
    except RuntimeError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Ended before it was finished; every server was stopped.")
