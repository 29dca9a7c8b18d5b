"""How far an import has come, on a terminal: the stage, how much of it, rate and remaining time."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from clusteratlas.languages import ENGLISH, POLISH

if TYPE_CHECKING:
    from clusteratlas.dataset.imports.protocols import Progress, Stage

_STAGES = {
    ENGLISH: {
        "check": "Comparing with what was imported",
        "read": "Reading",
        "compare": "Comparing with the graph as it is",
        "load": "Loading",
        "match": "Looking for things that are one",
        "derive": "Writing the atlas",
        "validate": "Validating",
        "publish": "Publishing",
    },
    POLISH: {
        "check": "Porównywanie z tym, co już zaimportowano",
        "read": "Czytanie",
        "compare": "Porównywanie z obecnym grafem",
        "load": "Wczytywanie",
        "match": "Szukanie rzeczy, które są jedną",
        "derive": "Zapisywanie atlasu",
        "validate": "Sprawdzanie",
        "publish": "Publikowanie",
    },
}
_IN_BYTES = ("check", "read")
"""The stages whose progress is told in bytes."""
_LEFT = {ENGLISH: "{time} left", POLISH: "jeszcze {time}"}
_PAUSE = 0.1
"""Seconds between two looks of the line."""


@contextmanager
def import_progress(language: str) -> Iterator[Progress]:
    """A line that is written over, on a terminal; silence elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    line = _Line(language)
    try:
        yield line.show
    finally:
        line.clear()


class _Line:
    """The line of the stage that is under way."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._stage = ""
        self._began = 0.0
        self._shown = 0.0

    def show(self, stage: Stage, done: int, total: int) -> None:
        """Say how far the stage is; see protocols.Progress."""
        now = time.monotonic()
        if stage.value != self._stage:
            self._stage, self._began, self._shown = stage.value, now, 0.0
        if now - self._shown >= _PAUSE:
            self._shown = now
            self._write(progress_text(stage.value, done, total, now - self._began, self._language))

    def clear(self) -> None:
        """Leave an empty line."""
        self._write("")

    def _write(self, text: str) -> None:
        click.echo(f"\r\x1b[K{text}", err=True, nl=False)


def progress_text(stage: str, done: int, total: int, seconds: float, language: str) -> str:
    """Such as `Reading  42 %, 12.3 MB/s, 0:31 left`."""
    name = _STAGES[language][stage]
    if not total:
        return f"{name} …"
    parts = [f"{min(100, 100 * done // total)} %"]
    if done and seconds > 1:
        rate = done / seconds
        if stage in _IN_BYTES:
            parts.append(f"{rate / 1e6:.1f} MB/s")
        left = max(total - done, 0) / rate
        clock = f"{int(left) // 60}:{int(left) % 60:02}"
        parts.append(_LEFT[language].format(time=clock))
    return f"{name}  {', '.join(parts)}"
