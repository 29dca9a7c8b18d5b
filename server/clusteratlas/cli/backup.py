"""`clusteratlas backup`: a store into one file."""

from __future__ import annotations

from pathlib import Path

import click

from clusteratlas.cli.options import store_option
from clusteratlas.cli.progress import progress_bar


@click.command(
    short_help="Back up a store into one file.",
    epilog="""\b
Examples:
  clusteratlas backup atlas.tar.zst
  clusteratlas backup /backups/atlas-$(date +%F).tar.gz --store /srv/atlas
  clusteratlas backup atlas.tar --all-versions""",
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--all-versions", is_flag=True, help="All versions that are kept, not the current.")
@store_option
def backup(file: Path, *, all_versions: bool, store: Path) -> None:
    """Write the store's current version, with the history, into FILE (.tar, .tar.gz, .tar.zst).

    The store may be served and written meanwhile. FILE appears when it is whole; a file of that
    name is replaced. `clusteratlas verify FILE` reads it to the end, `clusteratlas restore` makes a
    store of it.
    """
    from clusteratlas.dataset.backup import back_up

    with progress_bar("Backing up") as progress:
        made = back_up(store, file, progress, all_versions=all_versions)
    click.echo(f"Backed up {made.version} into {file}: {made.versions} version(s), {made.size} B.")
