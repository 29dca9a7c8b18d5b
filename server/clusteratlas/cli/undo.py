"""`clusteratlas undo`: take back the last write."""

from __future__ import annotations

from pathlib import Path

import click

from clusteratlas.cli.options import author_option, settings, store_option

_DONE = {"write": "wrote", "import": "imported", "removal": "removed"}


@click.command(
    short_help="Take back the last write or import.",
    epilog="""\b
Examples:
  clusteratlas undo
  clusteratlas undo --store /srv/atlas --author "Anna Nowak\"""",
)
@author_option
@store_option
def undo(*, author: str, store: Path) -> None:
    """Take back the last write or import, as a new version: nothing is lost, the log tells both.

    Called again, it takes back the one before that. A build is not taken back. A server may
    serve the store meanwhile: it follows at its next request.
    """
    from clusteratlas.cli.summary import action_of
    from clusteratlas.dataset.history import change_of
    from clusteratlas.dataset.writing import WriteOptions, Writer
    from clusteratlas.engine.guard import Limits
    from clusteratlas.engine.network import Network

    settings_ = settings()
    options = WriteOptions(settings_.keep_versions, Limits.of(settings_), Network())
    written = Writer(store, options).undo(author)
    undone = change_of(store, change_of(store, written.version).undoes)
    when = undone.created[:19].replace("T", " ")
    done = _DONE[action_of(undone)]
    click.echo(f"Took back what {undone.author} {done} at {when} UTC (version {undone.version}).")
    click.echo(f"Triples removed: {written.removed}; put back: {written.added}.")
    click.echo(f"The current version is now {written.version}.")
