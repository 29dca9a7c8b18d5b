"""Run the W3C SPARQL 1.1 suite on any service, and print the table.

    python -m tests.conformance clusteratlas
    python -m tests.conformance oxigraph
    python -m tests.conformance QUERY UPDATE GRAPH_STORE [--token TOKEN]

The first two start the service themselves. The third takes the addresses of one that runs, as of
Fuseki: http://127.0.0.1:3030/ds/query http://127.0.0.1:3030/ds/update http://127.0.0.1:3030/ds/data

EVERYTHING THAT THE SERVICE HOLDS IS DELETED. To pass the tests of federation, it must be allowed
to call services on 127.0.0.1. Exit status 1 when a test fails.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .client import Endpoint, Mismatch
from .comparison import Likeness
from .driver import Driver, driver
from .services import cluster_atlas, oxigraph
from .suite import BASE, Test, read_suite
from .table import Outcome, Verdict, table

_STARTED = {"clusteratlas": cluster_atlas, "oxigraph": oxigraph}


@contextmanager
def _service(addresses: list[str], token: str) -> Iterator[Endpoint]:
    match addresses:
        case [name] if name in _STARTED:
            with tempfile.TemporaryDirectory() as directory, _STARTED[name](Path(directory)) as at:
                yield at
        case [query, update, graph_store]:
            yield Endpoint(query, update, graph_store, token)
        case _:
            raise SystemExit(__doc__)


def _outcome(runner: Driver, test: Test) -> Outcome:
    try:
        likeness = runner.run(test)
    except Mismatch as mismatch:
        print(f"{test.iri.removeprefix(BASE)}  {test.name}\n  {mismatch}\n")
        return Outcome(test.group, Verdict.FAILED)
    return Outcome(
        test.group, Verdict.BY_VALUE if likeness is Likeness.BY_VALUE else Verdict.PASSED
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.conformance",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("service", nargs="+", help="clusteratlas, oxigraph, or three addresses")
    parser.add_argument("--token", default="", help="bearer token for writes")
    arguments = parser.parse_args()
    suite = read_suite()
    with _service(arguments.service, arguments.token) as endpoint, driver(endpoint) as runner:
        outcomes = [_outcome(runner, test) for test in suite.tests]
    print(table(outcomes, out_of_scope=suite.with_entailment))
    return int(any(outcome.verdict is Verdict.FAILED for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
