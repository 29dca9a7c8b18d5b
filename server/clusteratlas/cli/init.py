"""`clusteratlas init`: an empty store."""

from __future__ import annotations

from pathlib import Path

import click

from clusteratlas.cli.options import store_option


@click.command(
    short_help="Make an empty plain store.",
    epilog="""\b
Examples:
  clusteratlas init --store my-store
  clusteratlas query - --store my-store < question.rq""",
)
@store_option
def init(store: Path) -> None:
    """Make an empty plain store: an ordinary RDF dataset, whose default graph is its own.

    An atlas needs no init: `build` makes its store.
    """
    from clusteratlas.dataset.store import init_plain_store

    init_plain_store(store)
    click.echo(f"Made an empty plain store in {store}.")
