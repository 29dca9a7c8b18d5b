"""Both validators on one store, their results as plain values."""

from __future__ import annotations

import warnings
from collections.abc import Iterable

from pyoxigraph import Quad, Store, Triple
from pyshacl import validate
from rdflib import BNode, Graph
from rdflib.namespace import SH

from clusteratlas.errors import DataError
from clusteratlas.validation.bridge import to_graph
from clusteratlas.validation.compiled import StoreValidation, validate_store
from clusteratlas.validation.facts import seen

Key = tuple[object, ...]

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
