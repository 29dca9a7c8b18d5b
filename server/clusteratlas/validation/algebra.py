"""Walking through a query, as rdflib's algebra has it."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Variable
from rdflib.plugins.sparql.parserutils import CompValue


def variables_in(thing: object) -> set[Variable]:
    """The variables in a part of the algebra."""
    if isinstance(thing, Variable):
        return {thing}
    return set().union(*(variables_in(part) for part in parts_of(thing)))


def parts_of(thing: object) -> Iterable[object]:
    """What a part of the algebra is made of."""
    match thing:
        case CompValue():
            return [part for name, part in thing.items() if name != "_vars"]
        case list() | tuple():
            return thing
    return ()
