"""What may be kept, and what is another answer each time."""

from __future__ import annotations

import pytest

from clusteratlas.catalogue import load_catalogue
from clusteratlas.catalogue.lasting import is_lasting

CASES = [
    ("SELECT * { ?s ?p ?o }", True),
    ("SELECT ?known { ?s ?known ?o } # as far as is known, NOW()", True),
    ('SELECT * { ?s ?p "NOW()" }', True),
    ("SELECT (NOW() AS ?n) {}", False),
    ("SELECT (rand() AS ?n) {}", False),
    ("SELECT (StrUUID() AS ?n) {}", False),
    ("SELECT (BNODE() AS ?n) {}", False),
    ("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }", False),
    ("SELECT (\\u004eOW() AS ?n) {}", False),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_lasting(text: str, expected: bool) -> None:
    assert is_lasting(text) is expected


def test_the_catalogue_lasts() -> None:
    assert [query.name for query in load_catalogue() if not is_lasting(query.text)] == []
