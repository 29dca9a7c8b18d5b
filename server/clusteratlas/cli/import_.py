"""`clusteratlas import`: official lists and other files into the atlas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from clusteratlas.cli.import_progress import import_progress
from clusteratlas.cli.options import (
    author_option,
    format_option,
    language_option,
    settings,
    store_option,
)
from clusteratlas.languages import ENGLISH

TEXT, JSON = FORMATS = ("text", "json")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_WIDTH = 80
"""Columns of the narrowest terminal that examples are made for."""
_PARTS = re.compile(r"--\S+ \S+|\S+")
"""What of a command stands on one line: a word, or an option with its value."""


def _known_mapping(
    context: click.Context, parameter: click.Parameter, mapping: Path | None
) -> Path | None:
    """A file, or the name of a shipped mapping."""
    if mapping is None or mapping.exists():
        return mapping
    from clusteratlas.importers.mapping.choosing import shipped

    names = [each.name for each in shipped()]
    if str(mapping) in names:
        return mapping
    raise click.BadParameter(
        f"There is no file “{mapping}”, and no shipped mapping of that name. "
        f"Shipped are: {', '.join(names)}.",
        context,
        parameter,
    )


class _ImportCommand(click.Command):
    """Lists the importers behind its help, which are imported only for that."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """See click."""
        del ctx
        from clusteratlas.importers.registry import NAMES, importer

        importers = [importer(name) for name in NAMES]
        with formatter.section("Sources"):
            formatter.write_dl([(each.name, each.summary[ENGLISH]) for each in importers])
        with formatter.section("Examples"):
            lines = [line for each in importers for line in each.usage.splitlines()]
            for line in (*lines, "clusteratlas import --remove h2020-2016"):
                formatter.write(_copyable(line, formatter.current_indent))


def _copyable(command: str, indent: int) -> str:
    """A command on as many lines as it needs, each but the last ending as a shell wants it."""
    return " \\\n".join(_folded(_PARTS.findall(command), " " * indent)) + "\n"


def _folded(parts: list[str], margin: str) -> Iterator[str]:
    line = margin + parts[0]
    for part in parts[1:]:
        if len(f"{line} {part} \\") > _WIDTH:
            yield line
            line = f"{margin}    {part}"
        else:
            line = f"{line} {part}"
    yield line


@click.command("import", cls=_ImportCommand, short_help="Import official lists and other files.")
@click.argument("source", required=False)
@click.argument("files", nargs=-1, type=_FILE, metavar="[FILE]...")
@click.option("--as", "graph", default="", metavar="GRAPH", help="The name of the graph to make.")
@click.option(
    "--mapping",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_known_mapping,
    metavar="FILE",
    help="What the columns mean, for importers that need it: a file, or the name of a shipped one.",
)
@click.option(
    "--rejected",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A CSV file that gets the rows set aside.",
)
@click.option(
    "--retrieved",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day on which the files were fetched.  [default: their own date]",
)
@click.option("--remove", default="", metavar="GRAPH", help="Take an imported graph out again.")
@click.option("--again", is_flag=True, help="Import even where the same files were imported.")
@click.option("--dry-run", is_flag=True, help="Stop before publishing.")
@format_option(FORMATS, "For a person or for a program.")
@author_option
@store_option
@language_option
def import_(
    source: str | None,
    files: tuple[Path, ...],
    *,
    graph: str,
    mapping: Path | None,
    rejected: Path | None,
    retrieved: datetime | None,
    remove: str,
    again: bool,
    dry_run: bool,
    format_name: str,
    author: str,
    store: Path,
    language: str,
) -> None:
    """Import FILEs of a SOURCE into the atlas, as a graph of their own in a new version.

    Rows that cannot be used are set aside, with their line and the reason, in a CSV file that the
    summary names. The same files again change nothing; newer ones replace their graph. An import
    that fails leaves the atlas as it was.
    """
    from clusteratlas.cli.import_summary import import_json, import_text
    from clusteratlas.cli.importing import opened_source, with_shapes
    from clusteratlas.cli.search_index import make_search_index
    from clusteratlas.dataset.imports.importing import ImportOptions, import_files
    from clusteratlas.dataset.matching.finding import match_store
    from clusteratlas.errors import ShapeViolation
    from clusteratlas.importers.protocol import Request
    from clusteratlas.importers.registry import NAMES
    from clusteratlas.validation.writers import report_text

    if remove:
        if source or files:
            raise click.UsageError("--remove GRAPH stands alone: no SOURCE, no FILE.")
        _remove(store, remove, author, language)
        return
    if not source:
        raise click.UsageError(
            f"A SOURCE and its FILEs are missing. A SOURCE is one of: {', '.join(NAMES)}."
        )
    opened = opened_source(source, Request(files, graph, mapping))
    options = ImportOptions(
        author=author,
        match=match_store,
        validate=with_shapes,
        keep_versions=settings().keep_versions,
        retrieved=retrieved.date() if retrieved else None,
        again=again,
        dry_run=dry_run,
        language=language,
        rejected=rejected,
    )
    try:
        with import_progress(language) as progress:
            outcome = import_files(store, opened, options, progress)
    except ShapeViolation as error:
        click.echo(report_text(error.report, language), err=True)
        raise
    if not dry_run:
        make_search_index(store, language)
    click.echo(
        import_json(outcome, language) if format_name == JSON else import_text(outcome, language)
    )


def _remove(store: Path, graph: str, author: str, language: str) -> None:
    from clusteratlas.cli.import_summary import removal_text
    from clusteratlas.cli.importing import with_shapes
    from clusteratlas.cli.search_index import make_search_index
    from clusteratlas.dataset.imports.making import Checks
    from clusteratlas.dataset.imports.publishing import Publisher
    from clusteratlas.dataset.imports.removing import remove_import
    from clusteratlas.dataset.matching.finding import match_store

    by = Publisher(author, settings().keep_versions)
    with import_progress(language) as progress:
        removed = remove_import(store, graph, Checks(match_store, with_shapes, progress), by)
    make_search_index(store, language)
    click.echo(removal_text(removed, language))
