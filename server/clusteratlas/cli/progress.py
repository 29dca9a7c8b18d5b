"""A bar on a terminal, for what takes long; silence elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_STEPS = 1000


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Shows how much of how much is done; what is told may begin anew."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with click.progressbar(length=_STEPS, label=label, file=sys.stderr, show_eta=False) as bar:

        def show(done: int, total: int) -> None:
            reached = _STEPS * done // max(total, 1)
            if reached != bar.pos:
                bar.update(reached - bar.pos)

        yield show
