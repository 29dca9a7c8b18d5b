"""Answers a second and their latency, of servers that take turns."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from serving.client import fetch
from serving.load import Load, Workload, apply_load
from serving.processes import Server

_PATIENCE = 1.5
Offer = Callable[[Server], Workload]


@dataclass(frozen=True)
class Plan:
    """How long is measured: rounds, seconds of a run, and with how many connections at once."""

    rounds: int
    seconds: int
    clients: tuple[int, ...] = (1, 8, 32)


@dataclass(frozen=True)
class Rate:
    """The medians of the rounds of one server; times in seconds, errors of all rounds together.

    `rate` is 0 where no answer came within a round, which lasted `seconds`.
    """

    server: str
    clients: int
    seconds: float
    rate: float
    median: float
    p99: float
    errors: int
    only_beginners: bool
    """So few were answered that the times are those of the quickest: the least they can be."""


def rates(servers: Sequence[Server], offer: Offer, plan: Plan) -> list[Rate]:
    """Each server with each number of clients; in each round the servers take turns.

    No further round begins where those before took much longer than planned, as they do when
    servers must be started anew.
    """
    patience = _PATIENCE * plan.rounds * plan.seconds * len(servers)
    found: list[Rate] = []
    for clients in plan.clients:
        loads: dict[str, list[Load]] = {server.name: [] for server in servers}
        start = time.monotonic()
        for _ in range(plan.rounds):
            if time.monotonic() - start > patience:
                break
            for server in servers:
                workload = offer(server)
                loads[server.name].append(apply_load(server.url, workload, clients, plan.seconds))
                _let_rest(server, workload)
        found.extend(_summary(name, clients, rounds) for name, rounds in loads.items())
    return found


def ask_each_once(server: Server, workload: Workload) -> None:
    """Let the server keep what it keeps."""
    for target in workload.targets:
        try:
            fetch(server.url, f"{target}1" if workload.numbered else target, workload.headers)
        except (OSError, http.client.HTTPException):
            continue


def _let_rest(server: Server, workload: Workload) -> None:
    """A server still busy for clients that went away would take the time of the next one."""
    if server.is_busy():
        server.restart()
        ask_each_once(server, replace(workload, targets=workload.targets[:1]))


def _summary(server: str, clients: int, loads: Sequence[Load]) -> Rate:
    return Rate(
        server,
        clients,
        median(load.seconds for load in loads),
        median(load.rate for load in loads),
        median(load.median for load in loads),
        median(load.p99 for load in loads),
        sum(load.errors for load in loads),
        median(load.served for load in loads) < clients,
    )
