"""When a value is allowed for sure: conditions that the engine decides on its own.

It looks at a value many times faster than Python does. Such a condition may be false, or an error,
for values that are allowed, which are then judged by the constraint: it is never true for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode

from clusteratlas.validation.compiled.constraints import (
    DatatypeConstraint,
    InConstraint,
    LanguageInConstraint,
    LengthConstraint,
    ListedConstraint,
    NodeConstraint,
    NodeKindConstraint,
    PatternConstraint,
    RangeConstraint,
    Shape,
    ValueConstraint,
)
from clusteratlas.validation.compiled.literals import (
    DECIMAL,
    INTEGER,
    LANGUAGE_STRING,
    STRING,
    number_of,
)

_SIGNS = {
    frozenset({0, 1}): ">=",
    frozenset({1}): ">",
    frozenset({0, -1}): "<=",
    frozenset({-1}): "<",
}
_SMALL_NUMBER = re.compile(r"-?[0-9]{1,6}")
"""So small that a floating point number is compared with it exactly."""

_COMMON_PATTERN = re.compile(
    r"""(?x)
    (?: (?: [^\\\[\](){}*+?.|^$]            # a letter that stands for itself
          | \\[-.\\/()\[\]{}*+?|^$]         # another one
          | \[\^?(?: [^\\\[\]&~^-]          # one of several, or of a range of them
                 | \\[-.\\/\[\]]
                 | [0-9A-Za-z]-[0-9A-Za-z] )+-?\]
          | [.|^$)] | \((?!\?) )
        (?: (?:[*+?]|\{[0-9]+(?:,[0-9]*)?\}) (?![*+?{]) )?
    )*
    """
)
"""Regular expressions that match with Python where they match with the engine, whose `$` does not
stand before a last line break."""

_KIND_TESTS = {NamedNode: "isIRI", BlankNode: "isBLANK", Literal: "isLITERAL"}


def sound_where(constraint: ValueConstraint, name: str) -> str:
    """A SPARQL expression on the variable of this name, '' for none.

    Where it is true, the constraint allows the value.
    """
    match constraint:
        case NodeConstraint(shapes=shapes):
            return _all(_conforming(shape, name) for shape in shapes)
        case ListedConstraint(shapes=shapes, least=1) if constraint.most == len(shapes):
            return _any(_conforming(shape, name) for shape in shapes)
        case ListedConstraint(shapes=shapes, least=least) if least == len(shapes):
            return _all(_conforming(shape, name) for shape in shapes)
        case PatternConstraint(patterns=patterns):
            return _all(_matching(one, name) for one in patterns)
        case RangeConstraint(bounds=bounds, outcomes=outcomes):
            return _all(_within(bound, _SIGNS[outcomes], name) for bound in bounds)
        case InConstraint(members=members):
            names = sorted(str(one) for one in members if isinstance(one, NamedNode))
            return f"{name} IN ({', '.join(names)})" if names else ""
    return _of_kind(constraint, name)


def _of_kind(constraint: ValueConstraint, name: str) -> str:
    match constraint:
        case DatatypeConstraint(datatype=datatype) if datatype in (INTEGER, DECIMAL):
            return f"isNumeric({name}) && DATATYPE({name}) = {datatype}"
        case DatatypeConstraint(datatype=datatype) if datatype in (LANGUAGE_STRING, STRING):
            return f"DATATYPE({name}) = {datatype}"
        case LengthConstraint(least=int(least)):
            return f"STRLEN(STR({name})) >= {least}"
        case LengthConstraint(most=int(most)):
            return f"STRLEN(STR({name})) <= {most}"
        case LanguageInConstraint(languages=languages):
            return f"LANG({name}) IN ({', '.join(str(Literal(one)) for one in sorted(languages))})"
        case NodeKindConstraint(kinds=kinds):
            return " || ".join(f"{_KIND_TESTS[kind]}({name})" for kind in kinds)
    return ""


def _matching(pattern: re.Pattern[str], name: str) -> str:
    is_common = pattern.flags == re.UNICODE and _COMMON_PATTERN.fullmatch(pattern.pattern)
    return f"REGEX(STR({name}), {Literal(pattern.pattern)})" if is_common else ""


def _within(bound: Literal, sign: str, name: str) -> str:
    is_small = number_of(bound) is not None and _SMALL_NUMBER.fullmatch(bound.value)
    return f"{name} {sign} {bound.value}" if is_small else ""


def _conforming(shape: Shape, name: str) -> str:
    constraints = [one for one in shape.constraints if isinstance(one, ValueConstraint)]
    if shape.path is not None or shape.properties or len(constraints) != len(shape.constraints):
        return ""
    return _all(sound_where(one, name) for one in constraints)


def _all(conditions: Iterable[str]) -> str:
    """All of them, '' where one is not known."""
    known = list(conditions)
    return " && ".join(f"({one})" for one in known) or "true" if all(known) else ""


def _any(conditions: Iterable[str]) -> str:
    """Any of them that is known. An error in one does not keep another from being true."""
    return " || ".join(f"({one})" for one in conditions if one)
