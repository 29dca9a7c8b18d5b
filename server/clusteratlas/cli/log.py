"""`clusteratlas log`: who changed what, and when."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import click

from clusteratlas.cli.options import format_option, language_option, store_option

TABLE, JSON = FORMATS = ("table", "json")


@click.command(
    short_help="List the changes, the newest first.",
    epilog="""\b
Examples:
  clusteratlas log
  clusteratlas log -n 5 --lang pl
  clusteratlas log --store /srv/atlas --format json""",
)
@click.option(
    "-n",
    "most",
    type=click.IntRange(min=1),
    metavar="N",
    help="So many of the newest changes.  [default: all]",
)
@format_option(FORMATS, "For a person or for a program.")
@store_option
@language_option
def log(*, most: int | None, format_name: str, store: Path, language: str) -> None:
    """List every change: the version that it made, when, by whom, how much.

    Changes stay in the list when their versions are removed. Of an atlas, triples of the source
    graphs are counted, which the default graph follows.
    """
    from clusteratlas.cli.summary import action_of, changes_table
    from clusteratlas.dataset.history import read_log

    changes = islice(read_log(store), most)
    if format_name == TABLE:
        click.echo(changes_table(changes, language))
        return
    document = [{**asdict(change), "action": action_of(change)} for change in changes]
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))
