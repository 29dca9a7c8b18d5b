"""The figures as tables, each with its ratio to the peers."""

from __future__ import annotations

from collections.abc import Sequence

from tabulate import tabulate

from serving.peers import OXIGRAPH, RDFLIB
from serving.processes import Memory
from serving.rates import Rate
from serving.streams import Stream

_MEBIBYTE = 2**20
_RATIOS = (f"to {OXIGRAPH}", f"to {RDFLIB}")


def show(title: str, headers: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print one table under its title."""
    shown = tabulate(rows, headers, disable_numparse=True, colalign=_alignment(headers))
    print(f"\n{title}\n\n{shown}", flush=True)


def show_rates(title: str, rates: Sequence[Rate]) -> None:
    """Answers a second at each number of clients."""
    by_place = {(rate.clients, rate.server): rate for rate in rates}
    rows = [
        [
            rate.server,
            rate.clients,
            _rate(rate),
            _at_least(rate, rate.median),
            _at_least(rate, rate.p99),
            rate.errors,
            _rates_ratio(rate, by_place.get((rate.clients, OXIGRAPH))),
            _rates_ratio(rate, by_place.get((rate.clients, RDFLIB))),
        ]
        for rate in rates
    ]
    headers = ["server", "clients", "answers/s", "p50 ms", "p99 ms", "errors", *_RATIOS]
    show(title, headers, rows)


def show_streams(title: str, streams: Sequence[Stream]) -> None:
    """How large answers arrive, and what they cost in memory."""
    totals = {(found.rows, found.server): found.total for found in streams}
    digests = {(found.rows, found.server): found.digest for found in streams}
    rows = [
        [
            found.server,
            f"{found.rows:,}",
            f"{found.megabytes:.0f}",
            f"{found.first_byte * 1e3:,.0f}",
            f"{found.total:.2f}",
            _memory(found.before, found.most, found.after, "main"),
            _memory(found.before, found.most, found.after, "children"),
            "yes" if digests.get((found.rows, OXIGRAPH)) == found.digest else "no",
            ratio(found.total, totals.get((found.rows, OXIGRAPH))),
            ratio(found.total, totals.get((found.rows, RDFLIB))),
        ]
        for found in streams
    ]
    headers = [
        *("server", "rows", "MB", "first byte ms", "total s"),
        *("main process MiB", "its children MiB", "as Oxigraph's", *_RATIOS),
    ]
    show(title, headers, rows)


def ratio(value: float, peer: float | None) -> str:
    """How many times the peer's value this is."""
    return f"{value / peer:,.2f}" if peer else "-"


def _rate(rate: Rate) -> str:
    if not rate.rate:
        return f"< {1 / rate.seconds:.1f}"
    return f"{rate.rate:,.0f}" if rate.rate >= 10 else f"{rate.rate:.1f}"


def _rates_ratio(rate: Rate, peer: Rate | None) -> str:
    if peer is None or not rate.rate:
        return "-"
    # A peer that answered nothing in all the time gives fewer than one answer in that time.
    return ratio(rate.rate, peer.rate) if peer.rate else f"> {rate.rate * peer.seconds:,.2f}"


def _at_least(rate: Rate, seconds: float) -> str:
    if not rate.rate:
        return "-"
    return f"{'≥ ' if rate.only_beginners else ''}{seconds * 1e3:,.2f}"


def _memory(before: Memory, most: Memory, after: Memory, part: str) -> str:
    steps = (getattr(step, part) / _MEBIBYTE for step in (before, most, after))
    return " → ".join(f"{step:.0f}" for step in steps)


def _alignment(headers: Sequence[str]) -> list[str]:
    return ["left" if column == 0 else "right" for column, _ in enumerate(headers)]
