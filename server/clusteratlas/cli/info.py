"""`clusteratlas info`: what a store holds."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import click

from clusteratlas.cli.options import language_option, store_option

TEXT, JSON = FORMATS = ("text", "json")


@click.command(
    short_help="List versions and what they hold.",
    epilog="""\b
Examples:
  clusteratlas info
  clusteratlas info --store /srv/atlas --format json""",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(FORMATS),
    default=TEXT,
    show_default=True,
    help="For a person or for a program.",
)
@store_option
@language_option
def info(store: Path, *, format_name: str, language: str) -> None:
    """List the versions that the store keeps, and what the current one (*) holds.

    A plain store, made by `init`, has no versions; its graphs are counted.
    """
    from clusteratlas.dataset.store import PLAIN_VERSION, current_version

    current = current_version(store)
    tell = _tell_plain if current == PLAIN_VERSION else _tell_atlas
    tell(store, current, format_name, language)


def _tell_atlas(store: Path, current: str, format_name: str, language: str) -> None:
    from clusteratlas.cli.summary import contents_tables, versions_table
    from clusteratlas.dataset.store import list_versions

    manifests = list_versions(store)
    if format_name == JSON:
        _echo_json(store, current, versions=[asdict(manifest) for manifest in manifests])
        return
    click.echo(versions_table(manifests, current, language))
    shown = next(manifest for manifest in manifests if manifest.id == current)
    click.echo("\n" + contents_tables(shown, language))


def _tell_plain(store: Path, current: str, format_name: str, language: str) -> None:
    from clusteratlas.cli.summary import graphs_tables
    from clusteratlas.dataset.store import open_current
    from clusteratlas.engine.protocol import DEFAULT_GRAPH

    with closing(open_current(store)) as engine:
        triples = sum(1 for _ in engine.get_graph(DEFAULT_GRAPH))
        graphs = {name: sum(1 for _ in engine.get_graph(name)) for name in engine.graphs()}
    if format_name == JSON:
        _echo_json(store, current, triples=triples, graphs=graphs)
        return
    click.echo(graphs_tables(triples, graphs, language))


def _echo_json(store: Path, current: str, **members: object) -> None:
    document = {"store": str(store), "current": current, **members}
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))
