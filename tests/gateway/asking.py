"""What tests of a started server share: waiting with a bound, writing, reading its counters."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import httpx
from prometheus_client.parser import text_string_to_metric_families

UPDATE = {"Content-Type": "application/sparql-update"}

# On six thousand triples: some 10^15 rows, which nobody lives to see counted.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


# httpx makes a context for TLS at each call, which takes longer than most of what is asked here.
request = partial(httpx.request, verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), timeout=60)
get, head, post = (partial(request, method) for method in ("GET", "HEAD", "POST"))


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for what has to come; a minute without it is a failure."""
    for _ in range(3000):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come")


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def write(server: Any, token: str, update: str) -> httpx.Response:
    """Carry out an update, which has to succeed."""
    answer = post(f"{server.address}update", content=update, headers=UPDATE | bearer(token))
    assert answer.status_code == 204, answer.text
    return answer


def jobs(server: Any, token: str) -> list[dict[str, Any]]:
    """What is under way, as an administrator sees it."""
    answer = get(f"{server.address}admin/queries", headers=bearer(token))
    assert answer.status_code == 200, answer.text
    return list(answer.json()["queries"])


Sample = tuple[str, frozenset[tuple[str, str]]]


def samples(server: Any) -> dict[Sample, float]:
    """The metrics: the value of each name with its labels."""
    answer = get(f"{server.address}metrics")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def value(server: Any, name: str, **labels: str) -> float:
    """One value of the metrics, 0 where nothing was counted yet."""
    return samples(server).get((name, frozenset(labels.items())), 0.0)
