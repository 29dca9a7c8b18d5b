"""What pySHACL makes of literals: whether one is of a datatype, and which of two is greater.

What is common is decided at once; the rest by rdflib and pySHACL themselves.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode
from pyshacl.constraints.core.value_constraints import DatatypeConstraintComponent
from pyshacl.rdfutil import compare
from rdflib import RDF, RDFS, XSD, URIRef
from rdflib import Literal as RdflibLiteral

from clusteratlas.validation.bridge import to_term
from clusteratlas.validation.facts import Term

INTEGER = NamedNode(str(XSD.integer))
DECIMAL = NamedNode(str(XSD.decimal))
_DATE = NamedNode(str(XSD.date))
STRING = NamedNode(str(XSD.string))
LANGUAGE_STRING = NamedNode(str(RDF.langString))
_ANY_LITERAL = NamedNode(str(RDFS.Literal))
_ANY_DATATYPE = NamedNode(str(RDFS.Datatype))

_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")

_has_value_of: Any = DatatypeConstraintComponent._assert_actual_datatype  # noqa: SLF001
_compare: Any = compare.compare_literal
"""They have no types."""


def has_datatype(literal: Literal, datatype: NamedNode) -> bool:
    """Whether the literal is a well-formed one of the datatype (SHACL §4.1.2)."""
    if literal.language:
        return datatype in (LANGUAGE_STRING, _ANY_LITERAL)
    if literal.datatype == STRING:
        return datatype in (STRING, _ANY_LITERAL)
    if literal.datatype == datatype:
        return number_of(literal) is not None or _is_well_formed(literal)
    return datatype in (_ANY_LITERAL, _ANY_DATATYPE)


def _is_well_formed(literal: Literal) -> bool:
    term = _rdflib(literal)
    found: bool = _has_value_of(None, term, URIRef(literal.datatype.value))
    return term.ill_typed is not True and found


def number_of(literal: Literal) -> Decimal | None:
    """The number that a plainly written integer or decimal is."""
    datatype = literal.datatype
    if datatype not in (INTEGER, DECIMAL):
        return None
    plain = _PLAIN_NUMBER.fullmatch(literal.value)
    if plain is None or (datatype == INTEGER and plain[1]):
        return None
    return Decimal(literal.value)


def is_plain(variable: str) -> str:
    """A SPARQL condition: the engine compares this literal with others like it as rdflib does."""
    datatype = f"DATATYPE({variable})"
    return (
        f"COALESCE({datatype} IN ({INTEGER}, {DECIMAL}) "
        f"|| ({datatype} = {_DATE} && STRLEN(STR({variable})) = 10), false)"
    )


def compared(value: Term, bound: Literal) -> int | None:
    """-1, 0 or 1 as the value is less than the bound, equal or greater; None when neither."""
    if not isinstance(value, Literal):
        return None
    number, limit = number_of(value), number_of(bound)
    if number is not None and limit is not None:
        return (number > limit) - (number < limit)
    one, other = _rdflib(value), _rdflib(bound)
    if isinstance(one.value, str) != isinstance(other.value, str):
        return None
    try:
        found: int = _compare(one, other)
    except (TypeError, NotImplementedError):
        return None
    return found


def is_before(value: Term, other: Term, *, or_equal: bool) -> bool:
    """Whether the value is less than the other, as sh:lessThan compares (SHACL §4.5.3).

    Raises TypeError for what has no order.
    """
    one, two = _in_order(value), _in_order(other)
    if isinstance(one, RdflibLiteral) != isinstance(two, RdflibLiteral):
        return False
    return bool(one <= two if or_equal else one < two)


def _in_order(term: Term) -> str:
    """A text, or a literal that is none, which rdflib compares by its value."""
    if isinstance(term, BlankNode):
        raise TypeError("A blank node has no order.")
    if isinstance(term, NamedNode):
        return term.value
    literal = _rdflib(term)
    return literal.value if isinstance(literal.value, str) else literal


def _rdflib(literal: Literal) -> RdflibLiteral:
    term = to_term(literal)
    assert isinstance(term, RdflibLiteral)
    return term
