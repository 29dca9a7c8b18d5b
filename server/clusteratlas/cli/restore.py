"""`clusteratlas restore`: a store out of a backup."""

from __future__ import annotations

from pathlib import Path

import click

from clusteratlas.cli.options import store_option
from clusteratlas.cli.progress import progress_bar


@click.command(
    short_help="Make a store of a backup.",
    epilog="""\b
Examples:
  clusteratlas restore atlas.tar.zst --store /srv/restored
  clusteratlas serve --store /srv/restored""",
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@store_option
def restore(file: Path, *, store: Path) -> None:
    """Make the store that is in the backup FILE, in a folder that is empty or not there yet.

    Every file is checked against its checksum before there is a store; a damaged backup makes none,
    and the exit code is 1.
    """
    from clusteratlas.dataset.restoring import restore as run_restore

    with progress_bar("Restoring") as progress:
        manifest = run_restore(file, store, progress)
    click.echo(f"Restored {manifest.id} in {store}: {manifest.triples} triples.")
