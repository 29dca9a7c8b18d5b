"""The tests of the suite that Cluster Atlas does not pass, each with its reason.

The list is strict both ways: a test that fails and is not here fails the run, and so does one that
is here and passes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .suite import BASE

_ZERO_LENGTH = "the engine does not match a path of length zero at a term that no triple has"
_PLAIN_CONCATENATION = "the engine gives GROUP_CONCAT the common language tag, as SPARQL 1.2 does"

_REASONS: Final = {
    "aggregates/manifest#agg-empty-group-count-graph": (
        "the engine evaluates an aggregate inside GRAPH ?g once, not once per graph"
    ),
    "aggregates/manifest#agg-groupconcat-04": _PLAIN_CONCATENATION,
    "aggregates/manifest#agg-groupconcat-06": _PLAIN_CONCATENATION,
    "bindings/manifest#graph": (
        "the engine does not join VALUES inside GRAPH ?g with the names of the graphs"
    ),
    "functions/manifest#bnode01": (
        "the engine gives BNODE of one text the same blank node in all solutions"
    ),
    "negation/manifest#graph-minus": (
        "the engine counts the variable of an outer GRAPH as shared by both sides of MINUS"
    ),
    "property-path/manifest#zero_or_more_set_end": _ZERO_LENGTH,
    "property-path/manifest#zero_or_more_set_start": _ZERO_LENGTH,
    "property-path/manifest#zero_or_one_set_end": _ZERO_LENGTH,
    "property-path/manifest#zero_or_one_set_start": _ZERO_LENGTH,
    "service/manifest#service5": (
        "SERVICE with a variable is refused: what may be called is checked before the query runs, "
        "and the engine evaluates it before the pattern that binds the variable"
    ),
}

KNOWN_FAILURES: Final[Mapping[str, str]] = {BASE + test: why for test, why in _REASONS.items()}
"""Test IRI → why it fails."""
