"""Each kind of figure: what is asked, of which servers, and how it is shown."""

from __future__ import annotations

import io
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from statistics import median

from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from serving import questions
from serving.client import Answer, fetch
from serving.load import Workload
from serving.peers import OURS, OXIGRAPH
from serving.processes import Server
from serving.rates import Plan, Rate, ask_each_once, rates
from serving.streams import Stream, stream
from serving.tables import ratio, show, show_rates, show_streams

_JSON = {"Accept": questions.JSON}
_COSTLY_SECONDS = 0.010


@dataclass(frozen=True)
class Bench:
    """The servers on one dataset, the engine's own files of it, and how long to measure."""

    servers: Sequence[Server]
    engine: Path
    plan: Plan


def cold(bench: Bench) -> None:
    """Lookups of which no two are alike, so that none can be answered from what was kept."""
    lookups = questions.lookups(bench.engine)
    _compare(bench.servers, {query: query for query in lookups[:: len(lookups) // 50]})
    title = "Lookups, each asked once (cold)"
    show_rates(title, rates(bench.servers, lambda server: _cold(server, lookups), bench.plan))


def repeated(bench: Bench) -> None:
    """The same hundred lookups again and again."""
    lookups = questions.lookups(bench.engine)
    chosen = lookups[:: len(lookups) // questions.REPEATED][: questions.REPEATED]
    _compare(bench.servers, {query: query for query in chosen})
    title = f"The same {len(chosen)} lookups again and again"
    show_rates(title, rates(bench.servers, lambda server: _kept(server, chosen), bench.plan))


def costly(bench: Bench) -> None:
    """The same few questions again and again, each of more than 10 ms on Oxigraph's server."""
    oxigraph = next(server for server in bench.servers if server.name == OXIGRAPH)
    seconds = {
        name: median(_ask(oxigraph, query).total for _ in range(5))
        for name, query in questions.costly().items()
    }
    chosen = {
        name: query for name, query in questions.costly().items() if seconds[name] > _COSTLY_SECONDS
    }
    listed = ", ".join(f"{name} {seconds[name] * 1e3:.0f} ms" for name in chosen)
    print(f"\nCostly questions, asked once of {OXIGRAPH}'s server: {listed}.")
    _compare(bench.servers, chosen)
    texts = list(chosen.values())
    title = f"The same {len(chosen)} questions of more than 10 ms again and again"
    show_rates(title, rates(bench.servers, lambda server: _kept(server, texts), bench.plan))


def round_trip(bench: Bench) -> None:
    """What a lookup by one client costs over the engine itself, called in this process."""
    lookups = questions.lookups(bench.engine)
    plan = replace(bench.plan, clients=(1,))
    ours = [server for server in bench.servers if server.name == OURS]
    engine = median(_engine_seconds(bench.engine, lookups, plan) for _ in range(plan.rounds))
    found = {"the engine in this process (pyoxigraph)": engine}
    for rate in rates(bench.servers, lambda server: _cold(server, lookups), plan):
        found[rate.server] = _seconds_each(rate)
    same = lookups[: questions.REPEATED]
    ask_each_once(ours[0], _kept(ours[0], same))
    for rate in rates(ours, lambda server: _kept(server, same), plan):
        found[f"{rate.server}, asked before"] = _seconds_each(rate)
    show(
        "The round trip: one client, one lookup at a time",
        ["", "µs a lookup", "µs over the engine", "to Oxigraph"],
        [
            [
                name,
                f"{seconds * 1e6:,.0f}",
                f"{(seconds - engine) * 1e6:,.0f}",
                ratio(seconds, found[OXIGRAPH]),
            ]
            for name, seconds in found.items()
        ],
    )


def conditional(bench: Bench) -> None:
    """Whether an answer is sent again to those who have it, and how small it is made."""
    rows = []
    for server in bench.servers:
        whole = _ask(server, questions.CLASSES)
        tag = whole.headers.get("etag", "")
        again = _ask(server, questions.CLASSES, {"If-None-Match": tag}) if tag else None
        sizes = [
            _compressed(_ask(server, questions.CLASSES, {"Accept-Encoding": c}))
            for c in ("gzip", "zstd")
        ]
        rows.append(
            [
                server.name,
                f"{len(whole.body):,}",
                *sizes,
                "yes" if tag else "no",
                again.status if again else "-",
                len(again.body) if again else "-",
            ]
        )
    title = "The class of everything as JSON, in bytes, and the answer to If-None-Match"
    headers = ["server", "plain", "gzip", "zstd", "ETag", "status", "bytes"]
    show(title, headers, rows)
    _conditional_rates(bench)


def streams(bench: Bench) -> None:
    """Large CSV answers, while the serving process's memory is watched."""
    found: list[Stream] = []
    for query in (questions.ONE_VALUE_EACH, questions.EVERYTHING):
        for server in bench.servers:
            outcome = stream(server, query, 10_000_000, bench.plan.rounds)
            if isinstance(outcome, Stream):
                found.append(outcome)
            else:
                print(f"\n{server.name}: {query}: {outcome}")
    title = "Large CSV answers; resident memory before → at most → a second after"
    show_streams(title, found)


ON_ATLAS: Mapping[str, Callable[[Bench], None]] = {
    "cold": cold,
    "repeated": repeated,
    "costly": costly,
    "roundtrip": round_trip,
    "conditional": conditional,
}
ON_GENERATED: Mapping[str, Callable[[Bench], None]] = {"streams": streams}


def _cold(server: Server, lookups: Sequence[str]) -> Workload:
    targets = [questions.target(server.endpoint, questions.numbered(text)) for text in lookups]
    return Workload(targets, numbered=True, headers=_JSON)


def _kept(
    server: Server, queries: Sequence[str], headers: Mapping[str, str] | None = None
) -> Workload:
    targets = [questions.target(server.endpoint, query) for query in queries]
    return Workload(targets, headers={**_JSON, **(headers or {})})


def _ask(server: Server, query: str, headers: Mapping[str, str] | None = None) -> Answer:
    target = questions.target(server.endpoint, query)
    return fetch(server.url, target, {**_JSON, **(headers or {})})


def _compare(servers: Sequence[Server], queries: Mapping[str, str]) -> None:
    """Say which servers answer otherwise than Oxigraph's. The answers are kept where they are."""
    answers = {
        server.name: {name: _ask(server, query) for name, query in queries.items()}
        for server in servers
    }
    said = {name: questions.rows_of(answer.body) for name, answer in answers[OXIGRAPH].items()}
    print()
    for server, given in answers.items():
        refused = [name for name, answer in given.items() if answer.status != 200]
        other = [
            name
            for name, answer in given.items()
            if name not in refused and questions.rows_of(answer.body) != said[name]
        ]
        notes = [
            f"{word}: {', '.join(names[:5])}"
            for word, names in (("refused", refused), ("otherwise", other))
            if names
        ]
        alike = f"{len(given) - len(refused) - len(other)} of {len(given)} answers as Oxigraph's"
        print(f"{server}: {'; '.join([alike, *notes])}")


def _seconds_each(rate: Rate) -> float:
    return 1 / rate.rate if rate.rate else math.inf


def _engine_seconds(engine: Path, lookups: Sequence[str], plan: Plan) -> float:
    """Seconds for one lookup by the engine alone, its result written as JSON."""
    store = Store.read_only(str(engine))
    deadline = time.perf_counter() + plan.seconds
    start = time.perf_counter()
    for number in count(1):
        query = f"{questions.numbered(lookups[number % len(lookups)])}{number + 1000}"
        rows = store.query(query)
        assert isinstance(rows, QuerySolutions)
        rows.serialize(io.BytesIO(), format=QueryResultsFormat.JSON)
        if time.perf_counter() > deadline:
            break
    return (time.perf_counter() - start) / number


def _conditional_rates(bench: Bench) -> None:
    ours = [server for server in bench.servers if server.name == OURS]
    tag = _ask(ours[0], questions.CLASSES).headers.get("etag", "")
    plan = replace(bench.plan, clients=(8,))
    rows = []
    for name, headers in {
        "whole": {},
        "gzip": {"Accept-Encoding": "gzip"},
        "zstd": {"Accept-Encoding": "zstd"},
        "304": {"If-None-Match": tag},
    }.items():

        def offer(server: Server, headers: Mapping[str, str] = headers) -> Workload:
            return _kept(server, [questions.CLASSES], headers)

        (rate,) = rates(ours, offer, plan)
        rows.append([name, f"{rate.rate:,.0f}", f"{rate.median * 1e3:.2f}", rate.errors])
    show(f"The same answer of {OURS}, 8 clients", ["as", "answers/s", "p50 ms", "errors"], rows)


def _compressed(answer: Answer) -> str:
    coding = answer.headers.get("content-encoding")
    return f"{len(answer.body):,}" if coding else "not given"
