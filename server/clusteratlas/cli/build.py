"""`clusteratlas build`: from the sources to a new version of the atlas."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clusteratlas.cli.options import language_option, settings, store_option
from clusteratlas.languages import ENGLISH, POLISH

if TYPE_CHECKING:
    from clusteratlas.dataset.build import Progress, Stage

_STAGES = {
    ENGLISH: {"read": "Reading", "validate": "Validating", "write": "Writing", "publish": "Done"},
    POLISH: {
        "read": "Czytanie",
        "validate": "Sprawdzanie",
        "write": "Zapisywanie",
        "publish": "Gotowe",
    },
}
_STEPS_OF_A_STAGE = 100


@click.command(
    short_help="Build a new version of the atlas.",
    epilog="""\b
Examples:
  clusteratlas build
  clusteratlas build --store /srv/atlas --lang pl""",
)
@store_option
@language_option
def build(store: Path, *, language: str) -> None:
    """Build a new version of the atlas from its sources and make it the current one.

    The sources are checked first; when they break the shapes, the report is shown, nothing is
    published, the current version stays as it was, and the exit code is 1.
    """
    from clusteratlas.assets import assets_root
    from clusteratlas.cli.checks import check_sources
    from clusteratlas.cli.importing import with_shapes
    from clusteratlas.cli.search_index import make_search_index
    from clusteratlas.cli.summary import build_summary
    from clusteratlas.dataset.build import BuildOptions
    from clusteratlas.dataset.build import build as run_build
    from clusteratlas.dataset.matching.finding import match_store
    from clusteratlas.errors import ShapeViolation
    from clusteratlas.validation.writers import report_text

    options = BuildOptions(
        check_sources,
        match=match_store,
        validate_store=with_shapes,
        keep_versions=settings().keep_versions,
    )
    try:
        with _progress(language) as progress:
            manifest = run_build(assets_root(), store, options, progress)
    except ShapeViolation as error:
        click.echo(report_text(error.report, language), err=True)
        raise
    make_search_index(store, language)
    click.echo(build_summary(manifest, language))


@contextmanager
def _progress(language: str) -> Iterator[Progress]:
    """A bar on a terminal, silence elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from clusteratlas.dataset.build import Stage

    order = list(Stage)
    with click.progressbar(
        length=len(order) * _STEPS_OF_A_STAGE, file=sys.stderr, show_eta=False
    ) as bar:

        def show(stage: Stage, done: int, total: int) -> None:
            reached = order.index(stage) * _STEPS_OF_A_STAGE + _STEPS_OF_A_STAGE * done // total
            bar.label = _STAGES[language][stage.value]
            bar.update(reached - bar.pos)

        yield show
