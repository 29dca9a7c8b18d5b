"""Writing a graph: what a format cannot say is refused, never written wrong."""

from __future__ import annotations

from io import BytesIO

import pytest
from pyoxigraph import BaseDirection, Literal, NamedNode, Triple, parse

from clusteratlas.errors import NotAcceptable
from clusteratlas.rdf.formats import GRAPH_FORMATS, GraphFormat
from clusteratlas.rdf.writing import write_triples

A = NamedNode("urn:a")
PLAIN = Triple(A, NamedNode("urn:p"), Literal("Żaneta", language="pl"))

HARD = [
    pytest.param(Triple(A, A, PLAIN), {"jsonld"}, id="triple term"),
    pytest.param(
        Triple(A, A, Literal("x", language="en", direction=BaseDirection.LTR)),
        {"jsonld"},
        id="direction",
    ),
    pytest.param(Triple(A, NamedNode("urn:p/"), A), {"rdfxml"}, id="predicate without a name"),
    pytest.param(Triple(A, NamedNode("urn:p/1"), A), {"rdfxml"}, id="predicate that is a number"),
    pytest.param(Triple(A, A, Literal("\x01")), {"rdfxml"}, id="control character"),
    pytest.param(
        Triple(A, A, Triple(A, A, Literal("\x01"))), {"jsonld", "rdfxml"}, id="inside a triple term"
    ),
]


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda format_: format_.name)
@pytest.mark.parametrize(("triple", "refused"), HARD)
def test_what_a_format_can_say(triple: Triple, refused: set[str], format_: GraphFormat) -> None:
    output = BytesIO()
    if format_.name in refused:
        with pytest.raises(NotAcceptable, match=format_.media_type.replace("+", r"\+")):
            write_triples([triple], output, format_, {})
    else:
        write_triples([triple], output, format_, {})
        found = parse(output.getvalue(), format=format_.pyoxigraph)
        assert [str(quad.triple) for quad in found] == [str(triple)]


def test_prefixes_are_used() -> None:
    output = BytesIO()
    write_triples([PLAIN], output, GRAPH_FORMATS[0], {"u": "urn:"})
    assert output.getvalue().decode() == '@prefix u: <urn:> .\nu:a u:p "Żaneta"@pl .\n'
