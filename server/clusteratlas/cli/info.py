"""`clusteratlas info`: what a store holds."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from clusteratlas.cli.options import format_option, language_option, store_option

TEXT, JSON = FORMATS = ("text", "json")


@click.command(
    short_help="List versions and what they hold.",
    epilog="""\b
Examples:
  clusteratlas info
  clusteratlas info --store /srv/atlas --format json""",
)
@format_option(FORMATS, "For a person or for a program.")
@store_option
@language_option
def info(store: Path, *, format_name: str, language: str) -> None:
    """List the versions that the store keeps, what the current one (*) holds and what was imported
    into it."""
    from clusteratlas.cli.summary import contents_tables, imports_table, versions_table
    from clusteratlas.dataset.store import current_version, list_imports, list_versions

    current = current_version(store)
    imports = list_imports(store)
    manifests = list_versions(store)
    if format_name == JSON:
        versions = [asdict(manifest) for manifest in manifests]
        document = {
            "store": str(store),
            "current": current,
            "versions": versions,
            "imports": [asdict(kept) for kept in imports],
        }
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    click.echo(versions_table(manifests, current, language))
    shown = next(manifest for manifest in manifests if manifest.id == current)
    click.echo("\n" + contents_tables(shown, language))
    if imports:
        click.echo("\n" + imports_table(imports, language))
