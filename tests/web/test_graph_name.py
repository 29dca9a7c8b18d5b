"""Which graph a request is about, Graph Store Protocol §4."""

from __future__ import annotations

import pytest

from clusteratlas.engine.protocol import DEFAULT_GRAPH, GraphName
from clusteratlas.errors import ProtocolError
from clusteratlas.web.graph_name import graph_name

OWN = "http://localhost/data/x"

NAMED = [
    pytest.param([("default", "")], "", DEFAULT_GRAPH, id="default"),
    pytest.param([("graph", "urn:g")], "", "urn:g", id="graph"),
    pytest.param([("lang", "pl"), ("graph", "urn:g#ż")], "", "urn:g#ż", id="beside another"),
    pytest.param([], OWN, OWN, id="own address"),
]
REFUSED = [
    pytest.param([], "", "no graph", id="none"),
    pytest.param([("default", ""), ("graph", "urn:g")], "", "several", id="both"),
    pytest.param([("graph", "urn:g"), ("graph", "urn:h")], "", "several", id="two"),
    pytest.param([("default", ""), ("default", "")], "", "several", id="default twice"),
    pytest.param([("graph", "urn:g")], OWN, "several", id="own address and another"),
    pytest.param([("default", "true")], "", "no value", id="default with a value"),
    pytest.param([("graph", "page")], "", "absolute IRI", id="relative"),
    pytest.param([("graph", "")], "", "absolute IRI", id="empty"),
    pytest.param([("graph", "urn:a b")], "", "absolute IRI", id="no IRI"),
    pytest.param([("grahp", "urn:g")], OWN, "grahp", id="misspelt"),
]


@pytest.mark.parametrize(("arguments", "own", "name"), NAMED)
def test_named(arguments: list[tuple[str, str]], own: str, name: GraphName) -> None:
    assert graph_name(arguments, own, ("lang",)) == name


@pytest.mark.parametrize(("arguments", "own", "says"), REFUSED)
def test_refused(arguments: list[tuple[str, str]], own: str, says: str) -> None:
    with pytest.raises(ProtocolError, match=says) as caught:
        graph_name(arguments, own, ("lang",))
    assert caught.value.hint
