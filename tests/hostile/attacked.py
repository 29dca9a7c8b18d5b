"""A server that is attacked: its settings, and the question whether it is well."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from .wire import CLOSED, Reply, get

Serve = Callable[..., AbstractContextManager[Any]]

MEBIBYTE = 1024 * 1024
TOKEN = "for-attacks-only-0123456789abcdef"
READ_TOKEN = "for-reading-only-0123456789abcdef"
BOUNDS = {
    "query_timeout": 5,
    "update_timeout": 10,
    "workers": 3,
    "worker_memory_bytes": 256 * MEBIBYTE,
    "body_max_bytes": MEBIBYTE,
    "upload_max_bytes": 8 * MEBIBYTE,
}
CLUSTER = "https://w3id.org/clusteratlas/ontology#Cluster"
TREASURE = '<urn:treasure> <urn:is> "safe" .'

_ASKED_AGAIN = 3
_numbers = itertools.count()


@dataclass(frozen=True)
class Attacked:
    """A server, and the pattern that its data answers with yes."""

    address: str
    pattern: str

    def state(self) -> object:
        """What changes whenever the data do."""
        return json.loads(get(self.address, "/health").body)["version"]

    def assert_well(self) -> None:
        """Somebody else is answered, with what is in the store, and there is more to come."""
        query = f"ASK {{ {self.pattern} FILTER({next(_numbers)} >= 0) }}"
        answer = get(self.address, f"/sparql?query={quote(query)}")
        for _ in range(_ASKED_AGAIN):
            if answer.status != 429:
                break
            # On a busy machine the queue may take longer than a request may wait.
            answer = get(self.address, f"/sparql?query={quote(query)}")
        assert answer.status == 200, answer.body
        assert json.loads(answer.body)["boolean"] is True
        health = get(self.address, "/health")
        assert health.status == 200, health.body
        assert json.loads(health.body)["ready"] is True


def assert_told(reply: Reply, allowed: set[int]) -> None:
    """The status is one of those that are right, and an error says what it is."""
    assert reply.status in allowed, (reply.status, reply.body[:500])
    if reply.status != CLOSED and reply.status >= 400:
        assert reply.headers["content-type"] in ("application/problem+json", "application/json")
        assert b"Traceback" not in reply.body
        assert b"/site-packages/" not in reply.body
