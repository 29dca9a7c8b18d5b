"""`clusteratlas serve`: answer SPARQL over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from clusteratlas.cli.options import settings, store_option


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
    from clusteratlas.dataset.store import current_version
    from clusteratlas.gateway.server import Listener
    from clusteratlas.gateway.server import serve as run_server

    # A store that cannot be served is told of here, not by workers that do not start.
    current_version(store)
    listener = Listener.on(host, port)
    run_server(
        store, settings(), listener, lambda: click.echo(f"Cluster Atlas: {listener.address}")
    )
