"""`clusteratlas format`: the stable form of the Turtle files."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from clusteratlas.cli.exits import DATA_IS_WRONG

_COMMENT_LINE = re.compile(r"^[ \t]*#", re.MULTILINE)


@click.command(
    "format",
    short_help="Keep Turtle files in their stable form.",
    epilog="""\b
Examples:
  clusteratlas format --check
  clusteratlas format --write data/ecri-study-visit.ttl""",
)
@click.argument(
    "files",
    nargs=-1,
    metavar="[FILE]...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--write", "write", flag_value=True, default=False, help="Write the files anew.")
@click.option("--check", "write", flag_value=False, help="Only name the files.  [default]")
def format_(files: tuple[Path, ...], *, write: bool) -> None:
    """Name the FILEs that are not in the stable form, or write them in it.

    In the stable form the same graph gives the same bytes, and a changed fact is a diff of one
    line. The comment at the head of a file is kept; a file with comments between its statements is
    refused, because they would be lost. Without a FILE, all files in data/. Exit code 1 means that
    --check found one.
    """
    unstable = list(_unstable(files or _data_files()))
    for path, stable in unstable:
        if write:
            _replace(path, stable)
        click.echo(path)
    if unstable and not write:
        click.echo("hint: `clusteratlas format --write` writes them in the stable form.", err=True)
        sys.exit(DATA_IS_WRONG)


def _data_files() -> list[Path]:
    from clusteratlas.assets import data

    return sorted(data().glob("*.ttl"))


def _unstable(paths: Iterable[Path]) -> Iterable[tuple[Path, str]]:
    """Each file that is not in the stable form, with its content in it.

    Raises DataError when a file has a comment that would be lost.
    """
    from clusteratlas.errors import DataError
    from clusteratlas.rdf.reading import read_triples
    from clusteratlas.rdf.turtle import head_comment, write_turtle

    for path in paths:
        stable = write_turtle(read_triples(path))
        content = path.read_bytes().decode("utf-8")
        head = head_comment(content)
        if content == head + stable:
            continue
        lost = _COMMENT_LINE.search(content, len(head))
        if lost:
            line = content.count("\n", 0, lost.start()) + 1
            raise DataError(
                f"{path}, line {line}: this comment would be lost in the stable form.",
                hint="Move it to the head of the file, or say it in an rdfs:comment.",
            )
        yield path, head + stable


def _replace(path: Path, content: str) -> None:
    """Write the whole file or none of it, whatever happens meanwhile."""
    written = path.with_name(f".{path.name}.new")
    written.write_text(content, encoding="utf-8", newline="\n")
    written.replace(path)
