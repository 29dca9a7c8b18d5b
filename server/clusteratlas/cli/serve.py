"""`clusteratlas serve`: answer SPARQL over HTTP."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import click

from clusteratlas.cli.options import settings, store_option


@click.command(
    short_help="Answer SPARQL over HTTP.",
    epilog="""\b
Examples:
  clusteratlas serve
  clusteratlas serve --port 8080 --store /srv/atlas
  CLUSTERATLAS_WRITE_TOKEN=... \\
      clusteratlas serve --store my-store --no-shape-gate
  CLUSTERATLAS_QUERY_TIMEOUT=5 CLUSTERATLAS_WORKERS=8 clusteratlas serve
  curl --data-urlencode 'query=SELECT * { ?s ?p ?o } LIMIT 5' \\
      http://127.0.0.1:8000/sparql""",
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
@click.option(
    "--no-shape-gate",
    is_flag=True,
    help="Take writes that break the shapes, for an ungoverned store.",
)
@store_option
def serve(host: str, port: int, *, no_shape_gate: bool, store: Path) -> None:
    """Serve the SPARQL endpoint and the pages, until SIGTERM or Ctrl-C.

    Queries run in processes of their own, each bounded in time and memory. Writes need a token:
    CLUSTERATLAS_WRITE_TOKEN, or CLUSTERATLAS_TOKENS_FILE (see `clusteratlas token`). README.md
    lists the settings; CLUSTERATLAS_CONFIG names a TOML file of them.

    A version that is built meanwhile is followed without a restart; an answer under way is
    finished on the version that it began on.
    """
    from clusteratlas.access import Access, concerns
    from clusteratlas.dataset.directory import find_store
    from clusteratlas.dataset.store import current_version
    from clusteratlas.gateway.server import Listener, Service
    from clusteratlas.gateway.server import serve as run_server

    settings_ = settings()
    if no_shape_gate:
        settings_ = replace(settings_, shape_gate=False)
    # A store that cannot be served is told of here, not by workers that do not start.
    current_version(store)
    access = Access.from_settings(settings_)
    for concern in concerns(settings_):
        click.echo(f"warning: {concern}", err=True)
    with find_store(store).serving() if access.accepts_writes else nullcontext():
        listener = Listener.on(host, port)
        run_server(
            Service(store, settings_, access),
            listener,
            lambda: click.echo(f"Cluster Atlas: {listener.address}"),
        )
