"""What an atlas knows of places: borders of regions, and postcodes of organisations in them.

For working out regions of what is imported. Only what a source states is told, never what was
worked out before, so that a guess does not become a ground.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from clusteratlas.terms import CA, PREFIXES

_EDITION = re.compile(r"-(\d{4})$")
_GEOMETRIES = f"""
    PREFIX ca: <{CA}>
    PREFIX geo: <{PREFIXES["geo"]}>
    SELECT DISTINCT ?code ?geometry
    WHERE {{
        ?region ca:nutsLevel 3 ;
            ca:nutsCode ?code ;
            geo:hasGeometry ?geometry .
    }}
"""
_POSTCODES = f"""
    PREFIX ca: <{CA}>
    PREFIX vcard: <{PREFIXES["vcard"]}>
    SELECT ?organisation ?postcode ?code
    WHERE {{
        GRAPH ?graph {{
            ?organisation vcard:postal-code ?postcode ;
                ca:locatedIn ?region .
            ?region ca:nutsLevel 3 ;
                ca:nutsCode ?code .
        }}
    }}
"""
_INFERRED = f"""
    PREFIX ca: <{CA}>
    SELECT DISTINCT ?organisation
    WHERE {{
        GRAPH ?graph {{
            ?inference ca:inferredProperty ca:locatedIn ;
                ca:concerns ?organisation .
        }}
    }}
"""
_AS_WKT = NamedNode(PREFIXES["geo"] + "asWKT")


def borders(store: Store) -> Iterator[tuple[str, str]]:
    """The NUTS 3 codes of the regions with borders of the newest edition, each with its area.

    The area is well-known text, longitude first, in degrees.
    """
    drawn = [(code, NamedNode(iri)) for code, iri in _rows(store, _GEOMETRIES)]
    editions = {node: match[1] for _, node in drawn if (match := _EDITION.search(node.value))}
    newest = max(editions.values(), default="")
    for code, node in drawn:
        if editions.get(node) == newest:
            for quad in store.quads_for_pattern(node, _AS_WKT, None, None):
                if isinstance(quad.object, Literal):
                    yield code, quad.object.value
                    break


def postcodes(store: Store) -> Iterator[tuple[str, str]]:
    """Postcodes of organisations, each with the NUTS 3 code of the region that a source states."""
    inferred = {organisation for (organisation,) in _rows(store, _INFERRED)}
    for organisation, postcode, code in _rows(store, _POSTCODES):
        if organisation not in inferred:
            yield postcode, code


def _rows(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    for row in found:
        yield tuple(term.value for term in row if isinstance(term, Literal | NamedNode))
