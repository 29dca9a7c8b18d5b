"""`clusteratlas query`: ask the atlas a saved query, a file or standard input."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from clusteratlas.catalogue import SavedQuery, load_catalogue
from clusteratlas.catalogue.header import MARK
from clusteratlas.cli.exits import DATA_IS_WRONG
from clusteratlas.cli.listing import print_catalogue
from clusteratlas.cli.options import language_option, settings, store_option
from clusteratlas.cli.output import FORMAT_NAMES, is_empty, write_result
from clusteratlas.errors import ParameterError, QueryError

STANDARD_INPUT = "-"


@click.command(
    short_help="Ask a question, or list the saved ones.",
    epilog="""\b
Examples:
  clusteratlas query
  clusteratlas query cluster-member-counts
  clusteratlas query project-partners \\
      --param project=mrpo-8-2-bio-region-networks
  clusteratlas query project-partners --format csv > partners.csv
  clusteratlas query my-question.rq --require-rows
  echo 'ASK { ?s ?p ?o }' | clusteratlas query -""",
)
@click.argument("query", required=False, metavar="[NAME|FILE|-]")
@click.option(
    "--param",
    "assignments",
    multiple=True,
    metavar="NAME=VALUE",
    help="A value for a parameter of a saved query; may be given several times.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(FORMAT_NAMES),
    help="How the result is written. A graph (CONSTRUCT, DESCRIBE) can be turtle, ntriples, "
    "jsonld or rdfxml, anything else table, csv, tsv, json or xml.  [default: table, or turtle "
    "for a graph]",
)
@click.option("--version-id", metavar="ID", help="Ask an older version; `info` lists them.")
@click.option("--require-rows", is_flag=True, help="Exit with 1 when the result is empty or false.")
@store_option
@language_option
def query(
    query: str | None,
    *,
    assignments: tuple[str, ...],
    format_name: str | None,
    version_id: str | None,
    require_rows: bool,
    store: Path,
    language: str,
) -> None:
    """Ask a saved query by its NAME, the query in a FILE, or the one on standard input (-).

    Without an argument, list the saved queries with their parameters.
    """
    if query is None:
        print_catalogue(load_catalogue(), language)
        return
    saved = _find(query)
    text = saved.bound(_values(assignments))
    from clusteratlas.dataset.store import open_current, open_version
    from clusteratlas.engine.guard import Limits
    from clusteratlas.rdf.protocol import QueryRequest

    request = QueryRequest(text)
    limits = Limits.of(settings())
    if version_id:
        engine = open_version(store, version_id, limits=limits)
    else:
        engine = open_current(store, limits=limits)
    try:
        # Only the first row is asked for, so that a long result is not worked out twice.
        lacks_rows = require_rows and is_empty(engine.query(request))
        write_result(engine.query(request), format_name, sys.stdout.buffer)
    finally:
        engine.close()
    if lacks_rows:
        click.echo("error: The result is empty, and rows were required.", err=True)
        sys.exit(DATA_IS_WRONG)


def _find(query: str) -> SavedQuery:
    """The saved query of that name; else the one in the file, or on standard input for `-`."""
    path = Path(query)
    catalogue = load_catalogue()
    if query == STANDARD_INPUT:
        return _own_query("standard input", sys.stdin.buffer.read())
    if query not in catalogue.queries and (path.suffix == ".rq" or path.exists()):
        return _own_query(query, _read(path))
    return catalogue.get(query)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise QueryError(f"{path} cannot be read: {error.strerror}.") from error


def _own_query(where: str, content: bytes) -> SavedQuery:
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"{where}: no UTF-8 text (byte {error.start}).") from error
    if source.startswith(MARK):
        return SavedQuery.parse(where, source, where)
    return SavedQuery.plain(where, source)


def _values(assignments: Sequence[str]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals:
            raise ParameterError(
                f"“{assignment}” gives no parameter a value.", hint="Write: --param name=value"
            )
        values.setdefault(name, []).append(value)
    return values
