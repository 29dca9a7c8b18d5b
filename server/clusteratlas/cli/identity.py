"""`clusteratlas identity`: what was merged, what is asked, and a curator's decisions."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from clusteratlas.cli.options import (
    author_option,
    format_option,
    language_option,
    settings,
    store_option,
)
from clusteratlas.terms import ID

if TYPE_CHECKING:
    from clusteratlas.dataset.matching.curating import Curator, Decided

_STATUSES = ("proposed", "accepted", "rejected")
_KINDS = ("organisation", "project", "region", "country", "cluster")
TABLE, CSV, JSON = FORMATS = ("table", "csv", "json")
_ROWS_OF_TABLE = 50
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Command = TypeVar("Command", bound=Callable[..., Any])


def _id_argument(command: Command) -> Command:
    return click.argument("id_", metavar="ID", callback=_given)(command)


def _given(_context: click.Context, _parameter: click.Parameter, id_: str) -> str:
    """An ID that is empty, as a variable of a script may be, names no statement."""
    if not id_.strip():
        raise click.BadParameter("it is empty.")
    return id_


def _iri(_context: click.Context, _parameter: click.Parameter, text: str) -> str:
    """The IRI of a thing, from itself or from its short form."""
    if text.startswith(ID):
        return text
    kind, _, name = text.partition(":")
    if not _SLUG.fullmatch(kind) or not _SLUG.fullmatch(name):
        raise click.BadParameter(f"“{text}” is no IRI of a thing, as organisation:genopole is one.")
    return f"{ID}{kind}/{name}"


def _reason_option(command: Command) -> Command:
    return click.option(
        "--reason", default="", metavar="TEXT", help="Why; kept with the decision."
    )(command)


@click.group(
    short_help="Decide which records are one thing.",
    epilog="""\b
Examples:
  clusteratlas identity list
  clusteratlas identity list --status accepted --kind organisation
  clusteratlas identity list --least 0.8 --format csv > questions.csv
  clusteratlas identity show match-1c52da2249af9e91 --lang pl
  clusteratlas identity accept match-1c52da2249af9e91 --reason "Same entry"
  clusteratlas identity reject match-1c52da2249af9e91 --author "Anna Nowak"
  clusteratlas identity undo""",
)
def identity() -> None:
    """List what an import found to be one thing, and decide where it asks.

    Above a score the program merges records (accepted), below it it asks (proposed). A decision
    holds for all later imports and builds, until it is taken back.
    """


@identity.command(
    "list",
    short_help="List merges and questions, the highest score first.",
    epilog="""\b
Examples:
  clusteratlas identity list
  clusteratlas identity list --status rejected --lang pl
  clusteratlas identity list --status accepted --most 0.95 --text uniwersytet
  clusteratlas identity list --decided --format json""",
)
@click.option(
    "--status",
    type=click.Choice((*_STATUSES, "all")),
    default=_STATUSES[0],
    show_default=True,
    help="Questions, merges, or what was found to be different.",
)
@click.option("--kind", type=click.Choice(_KINDS), help="Only things of this kind.")
@click.option(
    "--least", type=click.FloatRange(0, 1), default=0.0, metavar="SCORE", help="The lowest score."
)
@click.option(
    "--most", type=click.FloatRange(0, 1), default=1.0, metavar="SCORE", help="The highest score."
)
@click.option("--text", default="", metavar="TEXT", help="Only where a name or IRI contains it.")
@click.option("--decided", is_flag=True, help="Only what a person decided.")
@click.option(
    "-n",
    "rows",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"So many at most.  [default: {_ROWS_OF_TABLE} in a table, else all]",
)
@format_option(FORMATS, "For a person, a spreadsheet or a program.")
@store_option
@language_option
def list_(
    *,
    status: str,
    kind: str | None,
    least: float,
    most: float,
    text: str,
    decided: bool,
    rows: int | None,
    format_name: str,
    store: Path,
    language: str,
) -> None:
    """List identity statements that matching made: questions first of all."""
    from clusteratlas.cli.identity_tables import Wanted, listed, print_list

    wanted = Wanted("" if status == "all" else status, kind or "", least, most, text, decided)
    found = listed(store, wanted, language)
    if rows is None and format_name == TABLE:
        rows = _ROWS_OF_TABLE
    print_list(found, rows, format_name, language)


@identity.command(
    short_help="Show both records of a statement side by side.",
    epilog="""\b
Examples:
  clusteratlas identity show match-1c52da2249af9e91
  clusteratlas identity show 1c52 --lang pl""",
)
@_id_argument
@format_option(FORMATS, "For a person, a spreadsheet or a program.")
@store_option
@language_option
def show(id_: str, *, format_name: str, store: Path, language: str) -> None:
    """Show what the sources say of the two things of the statement ID, and how it was judged.

    The beginning of an ID will do where no other begins so.
    """
    from clusteratlas.cli.identity_tables import print_statement

    print_statement(store, id_, format_name, language)


@identity.command(
    short_help="The two things are one.",
    epilog="""\b
Examples:
  clusteratlas identity accept match-1c52da2249af9e91
  clusteratlas identity accept 1c52 --reason "Same entry" --author "A. Nowak\"""",
)
@_id_argument
@_reason_option
@author_option
@store_option
@language_option
def accept(id_: str, *, reason: str, author: str, store: Path, language: str) -> None:
    """Decide that the two things of the statement ID are one, as a new version of the atlas."""
    _tell(_curator(store, author, reason).accept(id_), store, language)


@identity.command(
    short_help="Two things of which no statement speaks are one.",
    epilog="""\b
Examples:
  clusteratlas identity merge organisation:genopole organisation:list-1 \\
      --reason "Its legal body"
  clusteratlas identity merge project:x project:h2020-2016-632927""",
)
@click.argument("thing", callback=_iri)
@click.argument("record", callback=_iri)
@_reason_option
@author_option
@store_option
@language_option
def merge(thing: str, record: str, *, reason: str, author: str, store: Path, language: str) -> None:
    """Decide that RECORD is THING, although the program did not find them alike.

    Both are IRIs, or short as in organisation:genopole. `identity undo` takes it back.
    """
    _tell(_curator(store, author, reason).merge(thing, record), store, language)


@identity.command(
    short_help="The two things are different.",
    epilog="""\b
Examples:
  clusteratlas identity reject match-1c52da2249af9e91
  clusteratlas identity reject 1c52 --reason "A hospital of the university\"""",
)
@_id_argument
@_reason_option
@author_option
@store_option
@language_option
def reject(id_: str, *, reason: str, author: str, store: Path, language: str) -> None:
    """Decide that the two things of the statement ID are not one, as a new version of the atlas.

    They are not merged or proposed again, whatever is imported later.
    """
    _tell(_curator(store, author, reason).reject(id_), store, language)


@identity.command(
    short_help="Take a decision back.",
    epilog="""\b
Examples:
  clusteratlas identity undo
  clusteratlas identity undo match-1c52da2249af9e91""",
)
@click.argument("id_", metavar="[ID]", required=False, default="")
@author_option
@store_option
@language_option
def undo(id_: str, *, author: str, store: Path, language: str) -> None:
    """Take back the decision on the statement ID, or the last one that was made.

    What the program had found before it counts again.
    """
    _tell(_curator(store, author, "").undo(id_), store, language)


def _curator(store: Path, author: str, note: str) -> Curator:
    from clusteratlas import assets
    from clusteratlas.dataset.matching.curating import Curator
    from clusteratlas.dataset.writing import WriteOptions, Writer
    from clusteratlas.engine.guard import Limits
    from clusteratlas.engine.network import Network
    from clusteratlas.validation.gate import ShapeGate

    settings_ = settings()
    gate = ShapeGate(assets.shapes()) if settings_.shape_gate else None
    options = WriteOptions(settings_.keep_versions, Limits.of(settings_), Network(), gate)
    return Curator(Writer(store, options), author, note)


def _tell(decided: Decided, store: Path, language: str) -> None:
    from clusteratlas.cli.identity_tables import decision_text

    click.echo(decision_text(decided, store, language))
