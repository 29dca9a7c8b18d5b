"""`clusteratlas diff`: what two versions differ in."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from clusteratlas.cli.options import format_option, store_option

RDF_PATCH, NQUADS_DIFF = FORMATS = ("rdf-patch", "nquads-diff")


@click.command(
    short_help="Show what two versions differ in.",
    epilog="""\b
Examples:
  clusteratlas diff 20260301T101500000Z-0123456789ab
  clusteratlas diff 20260301T101500000Z-0123456789ab \\
      20260302T091000000Z-ba9876543210
  clusteratlas diff 20260301T101500000Z-0123456789ab \\
      --format nquads-diff | grep '^+'""",
)
@click.argument("before", metavar="V1")
@click.argument("after", metavar="[V2]", required=False)
@format_option(FORMATS, "A patch, or lines of N-Quads behind a plus or a minus.")
@store_option
def diff(before: str, after: str | None, *, format_name: str, store: Path) -> None:
    """Show what leads from the version V1 to the version V2, by default the current one.

    `log` lists the versions. One that was removed will do, as long as its changes are recorded.
    Blank nodes have the labels that the store keeps them under.
    """
    from clusteratlas.dataset.history import diff as steps_between
    from clusteratlas.dataset.patch import difference_text, patch_text
    from clusteratlas.dataset.store import current_version

    write = patch_text if format_name == RDF_PATCH else difference_text
    sys.stdout.writelines(write(steps_between(store, before, after or current_version(store))))
