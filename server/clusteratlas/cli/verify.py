"""`clusteratlas verify`: whether a store or a backup is sound."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from clusteratlas.cli.exits import DATA_IS_WRONG
from clusteratlas.cli.options import language_option, store_option
from clusteratlas.cli.progress import progress_bar
from clusteratlas.languages import ENGLISH, POLISH

_WORDS = {
    ENGLISH: {
        "reading": "Reading",
        "version": "Version {id}{mark}: {quads} quads read",
        "current": " (current)",
        "records": "Records of changes: {records}",
        "sound": "Nothing is damaged.",
        "damaged": "Damages: {count}",
    },
    POLISH: {
        "reading": "Czytanie",
        "version": "Wersja {id}{mark}: odczytane czwórki: {quads}",
        "current": " (bieżąca)",
        "records": "Zapisy zmian: {records}",
        "sound": "Nic nie jest uszkodzone.",
        "damaged": "Uszkodzenia: {count}",
    },
}


@click.command(
    short_help="Check a store or a backup to the last triple.",
    epilog="""\b
Examples:
  clusteratlas verify
  clusteratlas verify --store /srv/atlas --lang pl
  clusteratlas verify /backups/atlas.tar.zst""",
)
@click.argument(
    "file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@store_option
@language_option
def verify(file: Path | None, *, store: Path, language: str) -> None:
    """Check the store, or the backup FILE: exit code 0 when it is sound, 1 when it is damaged.

    Of each version the data are read by every index and counted against its description; the
    default graph of an atlas is held against the source graphs, the history against the versions. A
    million quads take some minutes. The store may be served and written meanwhile. A backup is
    unpacked for it in the folder for temporary files (TMPDIR).
    """
    from clusteratlas.cli.damages import damage_text
    from clusteratlas.dataset.verify import verify_backup, verify_store

    words = _WORDS[language]
    with progress_bar(words["reading"]) as progress:

        def show(_version: str, done: int, total: int) -> None:
            progress(done, total)

        found = verify_backup(file, show) if file else verify_store(store, show)
    for id_, quads in found.versions.items():
        mark = words["current"] if id_ == found.current else ""
        click.echo(words["version"].format(id=id_, mark=mark, quads=quads))
    click.echo(words["records"].format(records=found.records))
    for damage in found.damages:
        click.echo(f"\n{damage_text(damage, language)}")
    if found.damages:
        click.echo(f"\n{words['damaged'].format(count=len(found.damages))}")
        sys.exit(DATA_IS_WRONG)
    click.echo(words["sound"])
