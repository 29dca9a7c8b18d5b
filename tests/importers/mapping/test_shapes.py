"""What mapped lists say breaks no shape, whatever is odd in the lists."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from clusteratlas import assets
from clusteratlas.importers import ntriples
from clusteratlas.validation.compiled import StoreValidation, validate_store
from clusteratlas.validation.report import Severity
from clusteratlas.validation.shapes import load_shapes

from . import test_national_lists as lists
from . import test_tables as tables
from . import test_unseen_lists as unseen
from .conftest import Outcome, Reading, read


def members(listed: Reading, folder: Path) -> Outcome:
    mapping = folder / "members.yaml"
    mapping.write_text(tables.MEMBERS, "utf-8")
    book = tables.workbook(folder / "members.xlsx")
    return read("table", [book], mapping, gazetteer=tables.Postcodes())


CASES: dict[str, Callable[[Reading, Path], Outcome]] = {
    "czech": lambda listed, _: listed(lists.CZECH.encode("windows-1250"), lists.CZECH_MAPPING),
    "german": lambda listed, _: listed(lists.GERMAN, lists.GERMAN_MAPPING),
    "french": lambda listed, _: listed(lists.FRENCH, lists.FRENCH_MAPPING),
    "italian": lambda listed, _: listed(lists.ITALIAN, lists.ITALIAN_MAPPING),
    "romanian": lambda listed, _: listed(lists.ROMANIAN, lists.ROMANIAN_MAPPING),
    "clusters": lambda listed, _: listed(tables.PHOTONICS, tables.CLUSTERS, importer="table"),
    "partners": lambda listed, _: listed(tables.PARTNERS, tables.KEEP, importer="interreg"),
    "members": members,
    "polish": lambda _, folder: unseen.polish_list(folder),
    "members since years": lambda _, folder: unseen.members_of(folder),
    "several organisations": lambda listed, _: listed(unseen.SEVERAL, unseen.PARTS),
}


@cache
def shapes() -> Graph:
    return load_shapes(assets.shapes())


def with_atlas(outcome: Outcome) -> ox.Store:
    """What was read, beside the ontology and the clusters that the atlas has.

    Its regions are left out: they are one with those of NUTS only where matching has said so.
    """
    store = outcome.store
    base = [path for path in assets.data().glob("*.ttl") if path.stem != "territories"]
    for path in (*assets.ontology().rglob("*.ttl"), *base):
        store.bulk_load(path=path, format=ox.RdfFormat.TURTLE, to_graph=ox.DefaultGraph())
    for slug in outcome.opened.documents:
        document = ntriples.document(outcome.opened.graph, slug)
        source = ntriples.term("ca", "SourceDocument")
        store.load(f"{document} {ntriples.TYPE} {source} .\n".encode(), ox.RdfFormat.N_TRIPLES)
    return store


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_no_shape_is_broken(
    case: Callable[[Reading, Path], Outcome], listed: Reading, tmp_path: Path
) -> None:
    outcome = case(listed, tmp_path)
    own = {quad.subject for quad in outcome.store}
    store = with_atlas(outcome)
    report = validate_store(StoreValidation(store, shapes(), own.__contains__))
    broken = [finding for finding in report.findings if finding.severity is Severity.VIOLATION]
    assert broken == []
