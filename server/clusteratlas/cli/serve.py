"""`clusteratlas serve`: answer SPARQL over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clusteratlas.cli.options import query_limits, settings, store_option

if TYPE_CHECKING:
    from flask import Flask


@click.command(
    short_help="Answer SPARQL over HTTP.",
    epilog="""\b
Examples:
  clusteratlas serve
  clusteratlas serve --port 8080 --store /srv/atlas
  curl --data-urlencode 'query=SELECT * { ?s ?p ?o } LIMIT 5' http://127.0.0.1:8000/sparql""",
)
@click.option(
    "--host",
    default=lambda: settings().host,
    show_default="CLUSTERATLAS_HOST or 127.0.0.1",
    help="The address to listen on.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=lambda: settings().port,
    show_default="CLUSTERATLAS_PORT or 8000",
    help="The port to listen on; 0 takes a free one.",
)
@store_option
def serve(host: str, port: int, *, store: Path) -> None:
    """Serve the SPARQL endpoint and the pages, until SIGTERM or Ctrl-C.

    A version that is built meanwhile is followed without a restart; an answer under way is
    finished on the version that it began on.
    """
    from clusteratlas.catalogue import load_catalogue
    from clusteratlas.dataset.store import PLAIN_VERSION, current_version, open_current
    from clusteratlas.web.app import create_app
    from clusteratlas.web.context import Atlas
    from clusteratlas.web.current import CurrentEngine
    from clusteratlas.web.server import WORKERS, Listener
    from clusteratlas.web.server import serve as run_server

    settings_ = settings()
    limits = query_limits(settings_)
    catalogue = load_catalogue()

    def create() -> Flask:
        current = CurrentEngine(
            lambda: current_version(store), lambda: open_current(store, limits=limits)
        )
        return create_app(Atlas(current, catalogue), settings_)

    # A store that cannot be served is told of here, not by workers that do not start. A plain
    # store is open in one process at a time.
    workers = 1 if current_version(store) == PLAIN_VERSION else WORKERS
    listener = Listener.on(host, port)
    run_server(create, listener, workers, lambda: click.echo(f"Cluster Atlas: {listener.address}"))
