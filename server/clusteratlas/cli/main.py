"""The command `clusteratlas`: the group of all commands, and what holds for each of them."""

from __future__ import annotations

import os
import sys
from typing import IO

import click

from clusteratlas import __version__
from clusteratlas.cli.backup import backup
from clusteratlas.cli.build import build
from clusteratlas.cli.diff import diff
from clusteratlas.cli.exits import CALL_IS_WRONG, DONE, exit_code
from clusteratlas.cli.format import format_
from clusteratlas.cli.identity import identity
from clusteratlas.cli.import_ import import_
from clusteratlas.cli.info import info
from clusteratlas.cli.init import init
from clusteratlas.cli.log import log
from clusteratlas.cli.mapping import mapping
from clusteratlas.cli.plain import plain
from clusteratlas.cli.query import query
from clusteratlas.cli.restore import restore
from clusteratlas.cli.serve import serve
from clusteratlas.cli.token import token
from clusteratlas.cli.undo import undo
from clusteratlas.cli.validate import validate
from clusteratlas.cli.verify import verify
from clusteratlas.errors import ClusterAtlasError, QuerySyntaxError


class _Commands(click.Group):
    """Prints an error as a sentence and a hint, and ends with the exit code of its kind."""

    def invoke(self, ctx: click.Context) -> None:
        try:
            super().invoke(ctx)
            # Here, and not when the interpreter ends, a closed pipe can still be dealt with.
            sys.stdout.flush()
        except ClusterAtlasError as error:
            _print_error(error)
            ctx.exit(exit_code(error))
        except BrokenPipeError:
            # The reader had enough (`… | head`): nothing is wrong, and nothing more is written.
            _write_no_more()
            ctx.exit(DONE)
        except OSError as error:
            click.echo(f"error: The system refused to go on: {error}.", err=True)
            _write_no_more()
            ctx.exit(CALL_IS_WRONG)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog="""\b
Examples:
  clusteratlas build                  build the atlas into ./.clusteratlas
  clusteratlas query                  list the saved queries
  clusteratlas serve                  answer SPARQL on http://127.0.0.1:8000/

\b
Exit codes: 0 done; 1 the data is wrong, or a result is empty where rows
were required; 2 the call is wrong.""",
)
@click.version_option(__version__, prog_name="clusteratlas")
def main() -> None:
    """Cluster Atlas: Europe's innovation clusters as a knowledge graph."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # Started with the stream closed (`… >&-`): nothing to read, nobody to tell.
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))
        _speak_utf8(getattr(sys, name))


def _write_no_more() -> None:
    """What is still to be written would fail once more when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8(stream: IO[str]) -> None:
    """Names are not ASCII, whatever the locale says."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="surrogateescape")


def _print_error(error: ClusterAtlasError) -> None:
    place = ""
    if isinstance(error, QuerySyntaxError) and error.line is not None:
        place = f" (line {error.line}, column {error.column})"
    click.echo(plain(f"error: {error.message}{place}"), err=True)
    if error.hint:
        click.echo(plain(f"hint: {error.hint}"), err=True)


for _command in (
    *(build, import_, mapping, identity, validate, query, serve, info, init, format_),
    *(log, diff, undo),
    *(backup, restore, verify, token),
):
    main.add_command(_command)
