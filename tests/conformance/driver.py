"""One test of the suite, carried out on one service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from .client import Client, Endpoint
from .comparison import Likeness
from .federation import Federation, federation
from .languages import run_query, run_syntax, run_update
from .protocols import run_description, run_http
from .suite import DescriptionTest, HttpTest, QueryTest, SyntaxTest, Test, UpdateTest


@dataclass(frozen=True)
class Driver:
    """A service under test, and the services of federation around it."""

    client: Client
    federation: Federation

    def run(self, test: Test) -> Likeness:
        """Carry out a test; raises Mismatch when the service does not do what it says."""
        match test:
            case QueryTest():
                return run_query(self.client, self.federation, test)
            case UpdateTest():
                return run_update(self.client, test)
            case SyntaxTest():
                return run_syntax(self.client, test)
            case HttpTest():
                return run_http(self.client, test)
            case DescriptionTest():
                return run_description(self.client, test)
        raise ValueError(f"a kind of test that is not known here: {test}")


@contextmanager
def driver(endpoint: Endpoint) -> Iterator[Driver]:
    """A driver with a connection that is kept alive, and federation that runs meanwhile."""
    with httpx.Client(timeout=60, trust_env=False) as http, federation() as services:
        yield Driver(Client(endpoint, http), services)
