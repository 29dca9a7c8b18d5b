"""`clusteratlas validate`: check data against the shapes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from clusteratlas.cli.exits import DATA_IS_WRONG
from clusteratlas.cli.options import format_option, language_option

TEXT, TURTLE, JSON = FORMATS = ("text", "turtle", "json")


@click.command(
    short_help="Check data against the shapes.",
    epilog="""\b
Examples:
  clusteratlas validate
  clusteratlas validate data/ecri-study-visit.ttl --lang pl
  clusteratlas validate my-data.ttl --format json""",
)
@click.argument(
    "files",
    nargs=-1,
    metavar="[FILE]...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@format_option(FORMATS, "The report for a person, as a W3C SHACL report, or for a program.")
@language_option
def validate(files: tuple[Path, ...], *, format_name: str, language: str) -> None:
    """Check FILEs against the shapes; without a file, the whole dataset.

    A file is checked together with the ontology, the code lists and the reference graphs; what is
    reported is what the file itself says. Exit code 1 means that there is a violation; warnings
    and notes are shown and do no harm. Of large files, all findings are counted and the first of
    each kind shown.
    """
    from clusteratlas.cli.checks import check_dataset, check_files
    from clusteratlas.cli.progress import progress_bar
    from clusteratlas.validation.writers import report_json, report_text

    with progress_bar("Validating") as show:
        report = check_files(files, show) if files else check_dataset()
    if format_name == TURTLE:
        click.echo(report.turtle, nl=False)
    elif format_name == JSON:
        click.echo(report_json(report), nl=False)
    else:
        click.echo(report_text(report, language), nl=False)
    if report.has_violation:
        sys.exit(DATA_IS_WRONG)
