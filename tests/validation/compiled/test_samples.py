"""On the first rows of published lists, as they are imported, both validators find the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import Graph

from clusteratlas import assets
from clusteratlas.importers.gazetteer import NoGazetteer
from clusteratlas.importers.protocol import Request
from clusteratlas.importers.registry import importer
from clusteratlas.importers.report import ImportReport

State = frozenset[Quad]
Comparison = Callable[[Iterable[Quad], Graph], int]

SAMPLES = assets.assets_root().parent / "shared" / "samples"
LISTS = [
    ("cordis", "h2020-2016", ("projects.csv", "edges.csv", "unique_org.csv")),
    ("cohesion", "cohesion-pl", ("Poland_CF_2014_2020.csv",)),
]
ROWS = 60
"""pySHACL needs seconds for so many. Long fields may end in the middle, as in a torn download."""


def head(path: Path, folder: Path) -> Path:
    with path.open("rb") as lines:
        target = folder / path.name
        target.write_bytes(b"".join(islice(lines, ROWS)))
    return target


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the published lists are not at hand")
@pytest.mark.parametrize(("name", "folder", "files"), LISTS, ids=[one[1] for one in LISTS])
def test_heads_of_published_lists(
    name: str,
    folder: str,
    files: tuple[str, ...],
    tmp_path: Path,
    terms: State,
    shapes: Graph,
    compare: Comparison,
) -> None:
    paths = tuple(head(SAMPLES / folder / file, tmp_path) for file in files)
    opened = importer(name).open(Request(paths))
    text = "".join(opened.reading.blocks(NoGazetteer(), ImportReport()))
    quads = {
        Quad(quad.subject, quad.predicate, quad.object)
        for quad in parse(text.encode(), format=RdfFormat.N_TRIPLES)
    }
    assert len(quads) > ROWS
    assert compare(terms | quads, shapes) > 0, "the documents of the rows are not described here"
