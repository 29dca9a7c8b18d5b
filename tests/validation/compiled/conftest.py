"""Both validators on one set of quads, their results as plain values."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store, Triple
from pyshacl import validate
from rdflib import BNode, Graph
from rdflib.namespace import SH

from clusteratlas import assets
from clusteratlas.dataset.sources import read_files, read_sources
from clusteratlas.errors import DataError
from clusteratlas.validation.bridge import to_graph
from clusteratlas.validation.compiled import StoreValidation, validate_store
from clusteratlas.validation.facts import seen
from clusteratlas.validation.shapes import load_shapes

State = frozenset[Quad]
Key = tuple[object, ...]
Comparison = Callable[[Iterable[Quad], Graph], int]

IDENTIFYING = (
    SH.focusNode,
    SH.sourceShape,
    SH.sourceConstraintComponent,
    SH.sourceConstraint,
    SH.resultSeverity,
    SH.resultPath,
    SH.value,
)
UNBOUNDED = 10**9


def stored(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


def keys_of(report: Graph) -> set[Key]:
    """What tells the results apart. Each report has its own blank nodes: they count as one.

    Both reports are written and read, since rdflib writes some literals in another form.
    """
    return {
        tuple(
            BNode("blank") if isinstance(term, BNode) else term
            for term in (report.value(result, predicate) for predicate in IDENTIFYING)
        )
        for result in report.objects(None, SH.result)
    }


def reference(store: Store, shapes: Graph) -> set[Key] | None:
    """pySHACL's results; None when it cannot evaluate a shape on the data."""
    data = to_graph(Triple(*terms) for quad in store for terms in seen(quad))
    try:
        _, report, _ = validate(data, shacl_graph=shapes, advanced=True, inplace=True)
    except Exception:  # noqa: BLE001  # rdflib raises whatever it likes
        return None
    assert isinstance(report, Graph), report
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Serializing weird numerical", UserWarning)
        return keys_of(Graph().parse(data=report.serialize(format="turtle")))


def compiled(store: Store, shapes: Graph) -> set[Key] | None:
    """The results of the compiled shapes; None when they are refused."""
    try:
        report = validate_store(StoreValidation(store, shapes, kept=UNBOUNDED))
    except DataError:
        return None
    assert report.not_shown() == {}
    return keys_of(Graph().parse(data=report.turtle))


AS_IT_CHOOSES, ALONG_THE_INDEX = 5, 10**9
"""The second: no shape is so small that its nodes are simply judged one by one."""


@pytest.fixture
def compare(monkeypatch: pytest.MonkeyPatch) -> Comparison:
    """Compares both; how many results there are, -1 when neither can evaluate the shapes."""

    def run(quads: Iterable[Quad], shapes: Graph) -> int:
        store = stored(quads)
        expected = reference(store, shapes)
        for few in (AS_IT_CHOOSES, ALONG_THE_INDEX):
            monkeypatch.setattr("clusteratlas.validation.compiled.candidates._FEW", few)
            found = compiled(store, shapes)
            if expected is None or found is None:
                assert found == expected
                continue
            assert found - expected == set(), "found by the compiled shapes only"
            assert expected - found == set(), "found by pySHACL only"
        return -1 if expected is None else len(expected)

    return run


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return load_shapes(assets.shapes())


@pytest.fixture(scope="session")
def terms() -> State:
    """The ontology, the code lists and whatever else is behind every file."""
    root = assets.assets_root()
    return frozenset(
        Quad(triple.subject, triple.predicate, triple.object)
        for source in read_sources(root)
        if source.is_reference
        for file in read_files(root, source)
        for triple in file.triples
    )


@pytest.fixture(scope="session")
def examples() -> list[Path]:
    return sorted((Path(__file__).parents[2] / "cases" / "shapes").glob("*/*.ttl"))
