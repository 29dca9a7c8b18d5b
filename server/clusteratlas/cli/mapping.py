"""`clusteratlas mapping`: write mappings of lists, and try them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from clusteratlas.importers.reasons import Reason
    from clusteratlas.importers.report import Finding

_EXAMPLES = 3
_SHOWN = 60
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(
    short_help="Write a mapping for a list, and try it.",
    epilog="""\b
Examples:
  clusteratlas mapping sketch vorhaben.csv > vorhaben.yaml
  clusteratlas mapping check vorhaben.yaml vorhaben.csv
  clusteratlas mapping words""",
)
def mapping() -> None:
    """Mappings say what the columns of a list mean, so that a new list needs no code.

    The guide is server/clusteratlas/importers/mappings/README.md.
    """


@mapping.command()
@click.argument("file", type=_FILE)
@click.argument("lists", metavar="[LIST]...", nargs=-1, type=_FILE)
def check(file: Path, lists: tuple[Path, ...]) -> None:
    """Say what is wrong with the mapping FILE, and what it makes of each LIST.

    Nothing is imported. Exit code 1 means that the mapping is wrong, or that a column is missing.
    """
    from clusteratlas.importers.mapping import checking

    read = checking.check(file)
    click.echo(f"{file} is sound: {len(read.fields)} columns, for “{read.importer}”.")
    if not lists:
        return
    trial = checking.attempt(file, lists)
    click.echo(f"Rows read: {trial.report.rows.total()}")
    for kind, count in trial.report.made.items():
        click.echo(f"{count:>8}  {kind}")
    click.echo(f"Triples: {trial.triples}")
    _show("Set aside", trial.report.set_aside, trial.set_aside)
    _show("Odd, but read", trial.report.oddities, trial.oddities)


def _show(title: str, counts: Counter[Reason], findings: Sequence[Finding]) -> None:
    click.echo(f"{title}: {counts.total()}")
    for reason, count in counts.most_common():
        click.echo(f"{count:>8}  {reason.en}")
        same = [finding for finding in findings if finding.reason is reason]
        for finding in same[:_EXAMPLES]:
            value = finding.value[:_SHOWN]
            click.echo(f"          {finding.file}:{finding.line} {finding.column} “{value}”")


@mapping.command()
@click.argument("file", metavar="LIST", type=_FILE)
def sketch(file: Path) -> None:
    """Print a first mapping of a LIST, to be completed by hand."""
    from clusteratlas.importers.mapping.sketching import sketch as sketched
    from clusteratlas.importers.tables import sources

    click.echo(sketched(sources.find(file)[0]), nl=False)


@mapping.command()
def words() -> None:
    """List what a column can mean."""
    from clusteratlas.importers.mapping.meanings import MEANINGS

    width = max(map(len, MEANINGS))
    for word, meaning in MEANINGS.items():
        click.echo(f"{word:<{width}}  {meaning.says}")
