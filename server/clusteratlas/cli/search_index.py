"""The search index at the end of a build or an import: so that nobody has to wait for it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from clusteratlas.errors import ClusterAtlasError, StoreLocked
from clusteratlas.languages import ENGLISH, POLISH

_MAKING = {ENGLISH: "Making the search index", POLISH: "Tworzenie indeksu wyszukiwania"}
_FAILED = {
    ENGLISH: "warning: the search index could not be made: {why} The server makes it after its "
    "start.",
    POLISH: "warning: indeks wyszukiwania nie powstał: {why} Serwer utworzy go po starcie.",
}


def make_search_index(store: Path, language: str) -> None:
    """See that the current version has its index. What fails is told, and fails nothing else."""
    from clusteratlas.search.following import bring_up_to_date

    is_shown = sys.stderr.isatty()

    def show(done: int, total: int) -> None:
        if is_shown:
            click.echo(f"\r\x1b[K{_MAKING[language]}  {100 * done // total} %", err=True, nl=False)

    try:
        bring_up_to_date(store, show)
    except StoreLocked:
        # A server is at it already.
        return
    except (ClusterAtlasError, OSError, ValueError) as error:
        click.echo(_FAILED[language].format(why=error), err=True)
    finally:
        if is_shown:
            click.echo("\r\x1b[K", err=True, nl=False)
