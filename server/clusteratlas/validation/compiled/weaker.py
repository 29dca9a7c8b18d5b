"""A query made weaker: it finds at least what the query of a shape finds, and finds it fast.

The engine and rdflib, which pySHACL asks, do not agree on every literal, and the engine is slow at
some forms. So of a query only that is kept on which both agree for sure, in a form that is fast:
patterns, conditions on texts and IRIs, comparisons of plainly written numbers and days. OPTIONAL,
aggregates and whatever else is left away, which can only let more through. NOT EXISTS becomes MINUS
where it is kept whole, and is left away otherwise. `$this` is a variable like any other.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from rdflib import BNode, Literal, URIRef, Variable
from rdflib.paths import Path
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

from clusteratlas.validation.algebra import parts_of, variables_in
from clusteratlas.validation.compiled.errors import NotCompiled
from clusteratlas.validation.compiled.literals import is_plain

_THIS = Variable("this")
_ANYTHING = {Variable("any"), Variable("thing")}
_THROUGH = {"Distinct", "Reduced", "OrderBy", "Slice", "SelectQuery", "ToMultiSet"}
_TEXT_TESTS = {"Builtin_STRSTARTS", "Builtin_STRENDS", "Builtin_CONTAINS"}
_KIND_TESTS = {"Builtin_isIRI", "Builtin_isURI", "Builtin_isLITERAL", "Builtin_isBLANK"}
_ANY_PROPERTY = re.compile(r"\S+ \?\S+ \S+ \.")
_VARIABLE = re.compile(r"[?$](\w+)")
_ORDER = {"<", "<=", ">", ">="}
_PLAIN_TEXT = re.compile(r"[\w/:.#\- ]*")
_PLAIN_PATTERN = re.compile(r"[\w/:|()^$ -]*")
"""Regular expressions that mean the same to both engines, but for `$` before a last line break."""


Rows = Callable[[str], Sequence[str] | None]
"""Gives the rows of a SELECT query as those of VALUES; None when they are too many."""


@dataclass(frozen=True)
class _Part(ABC):
    """A part of a group graph pattern, and the variables that each of its rows binds."""

    bound: frozenset[Variable]

    @abstractmethod
    def text(self, rows: Rows) -> str:
        """The part in SPARQL."""


@dataclass
class _Group:
    """A group graph pattern: its parts, its filters, and the variables that each row binds."""

    parts: list[_Part] = field(default_factory=list)
    filters: list[str] = field(default_factory=list)
    bound: set[Variable] = field(default_factory=set)
    texts: set[Variable] = field(default_factory=set)
    """Those of them that are bound to plain strings."""
    properties: set[Variable] = field(default_factory=set)
    """Those of them that stand for the property of a triple."""

    @property
    def is_compound(self) -> bool:
        """Whether it is more than a single part."""
        return bool(self.filters) or len(self.parts) > 1

    @classmethod
    def of(cls, part: _Part) -> _Group:
        """A group of one part."""
        return cls([part], bound=set(part.bound))

    def binds(self, term: object) -> bool:
        """Whether the term is a variable that each row binds."""
        return isinstance(term, Variable) and term in self.bound

    def text(self, rows: Rows) -> str:
        """The pattern in SPARQL."""
        conditions = [f"FILTER ({one})" for one in self.filters]
        return " ".join([part.text(rows) for part in self.parts] + conditions)

    def filter_properties(self, conditions: Mapping[Variable, Sequence[str]]) -> None:
        """Find the few properties that meet the conditions, each on that variable alone, first.

        Else the engine would look at the name of the property of each triple.
        """
        for name, on_it in conditions.items():
            triple = _Text(frozenset({name}), f"?any {name.n3()} ?thing .")
            used = _Group.of(_Subquery(frozenset({name}), _Group.of(triple)))
            used.filters.extend(on_it)
            self.parts.insert(0, _Subquery(frozenset({name}), used))

    def subtract(self, taken: _Group, shared: set[Variable]) -> None:
        """Take away what matches, as soon as what is compared is there.

        A subquery loses it before its filters, which are slower. Where anything may match, or few
        rows are left to be asked, each row is looked up; else all that matches is collected first.
        """
        only = self.parts[0] if len(self.parts) == 1 else None
        if isinstance(only, _Subquery) and only.group.is_compound and shared <= only.bound:
            only.group.subtract(taken, shared)
            return
        pattern = taken.text(_as_subqueries)
        is_single = len(taken.parts) == 1 and not taken.filters
        if is_single and (_ANY_PROPERTY.match(pattern) or isinstance(only, _Subquery)):
            self.filters.append(f"NOT EXISTS {{ {pattern} }}")
            return
        bound: set[Variable] = set()
        for number, part in enumerate(self.parts, 1):
            bound |= part.bound
            if shared <= bound:
                self.parts.insert(number, _Text(frozenset(), f"MINUS {{ {pattern} }}"))
                return


@dataclass(frozen=True)
class _Text(_Part):
    """A part that is as it is."""

    pattern: str

    def text(self, _: Rows) -> str:
        """See _Part."""
        return self.pattern


@dataclass(frozen=True)
class _Union(_Part):
    """Two groups, of which either may match."""

    one: _Group
    other: _Group

    def text(self, rows: Rows) -> str:
        """See _Part."""
        return f"{{ {self.one.text(rows)} }} UNION {{ {self.other.text(rows)} }}"


@dataclass(frozen=True)
class _Subquery(_Part):
    """A subquery. Where others are joined to it, its rows are found first, if they are few.

    Else the engine would go over all that the others match.
    """

    group: _Group

    def query(self, rows: Rows) -> str:
        """The subquery by itself."""
        names = " ".join(sorted(one.n3() for one in self.bound))
        return f"SELECT DISTINCT {names} WHERE {{ {self.group.text(rows)} }}"

    def text(self, rows: Rows) -> str:
        """See _Part."""
        query = self.query(rows)
        found = rows(query)
        if found is None:
            return f"{{ {query} }}"
        names = " ".join(sorted(one.n3() for one in self.bound))
        return f"VALUES ({names}) {{ {' '.join(found)} }}"


def _as_subqueries(_: str) -> None:
    """Rows are not found first."""


def weaker(query: str, rows: Rows = _as_subqueries) -> str:
    """A query for ?this that binds it to each node to which the query does, and maybe to others.

    Raises NotCompiled when no such query is known.
    """
    if "$PATH" in query:
        raise NotCompiled("query with $PATH")
    algebra = _below_projection(prepareQuery(query).algebra)
    _put_in_order(algebra, _ranks(query[query.index("{") :]))
    group = _weak(algebra)
    if _THIS not in group.bound:
        raise NotCompiled("query that does not bind $this")
    only = group.parts[0] if len(group.parts) == 1 else None
    if isinstance(only, _Subquery) and not group.filters:
        group = only.group
    return f"SELECT DISTINCT ?this WHERE {{ {group.text(rows)} }}"


def _ranks(text: str) -> Mapping[str, int]:
    """The variables of the text in the order in which they are named first."""
    return {name: rank for rank, name in reversed(list(enumerate(_VARIABLE.findall(text))))}


def _put_in_order(node: object, ranks: Mapping[str, int]) -> None:
    """Sort triples as the author wrote them: rdflib does not keep that, and the engine follows it.

    Authors name the thing that two things have in common before the currency that they share.
    """
    if isinstance(node, CompValue) and node.name == "BGP":
        node.triples.sort(key=lambda triple: [ranks.get(str(term), -1) for term in triple[::2]])
    for part in parts_of(node):
        _put_in_order(part, ranks)


def _below_projection(node: CompValue) -> CompValue:
    while node.name in _THROUGH or node.name == "Project":
        node = node.p
    return node


def _weak(node: CompValue) -> _Group:
    match node.name:
        case "BGP":
            return _basic(node)
        case "Join":
            return _joined(_weak(node.p1), _weak(node.p2))
        case "LeftJoin" | "Minus":
            return _weak(node.p1)
        case "Union":
            return _united(_weak(node.p1), _weak(node.p2))
        case "Extend":
            return _extended(node)
        case "Filter":
            return _filtered(node)
        case "Project":
            return _projected(_weak(node.p), set(node.PV))
        case "AggregateJoin":
            keys = {key for key in node.p.expr or () if isinstance(key, Variable)}
            return _projected(_weak(node.p.p), keys)
        case name if name in _THROUGH and "p" in node:
            return _weak(node.p)
    raise NotCompiled(f"{node.name} in a query")


def _exact(node: CompValue) -> _Group:
    """The pattern as it is. Raises NotCompiled when a part of it would be changed."""
    match node.name:
        case "BGP":
            return _basic(node)
        case "Join":
            return _joined(_exact(node.p1), _exact(node.p2))
        case "Extend":
            group = _exact(node.p)
            bind = f"BIND ({_text(node.expr, group)} AS {node.var.n3()})"
            group.parts.append(_Text(frozenset({node.var}), bind))
            group.bound.add(node.var)
            group.texts.add(node.var)
            return group
        case "Filter":
            group = _exact(node.p)
            group.filters.extend(_condition(one, group) for one in _conjuncts(node.expr))
            return group
    raise NotCompiled(f"{node.name} inside of NOT EXISTS")


def _basic(node: CompValue) -> _Group:
    group = _Group()
    for triple in node.triples:
        if any(isinstance(term, BNode) for term in triple):
            raise NotCompiled("blank node in a query")
        names = frozenset(term for term in triple if isinstance(term, Variable))
        group.parts.append(_Text(names, " ".join(_written(term) for term in triple) + " ."))
        group.bound |= names
        group.properties |= {triple[1]} & names - _ANYTHING
    return group


def _written(term: Node | Path) -> str:
    if isinstance(term, Path):
        return f"({term.n3()})"
    assert isinstance(term, URIRef | Literal | Variable)
    return term.n3()


def _joined(one: _Group, other: _Group) -> _Group:
    return _Group(
        one.parts + other.parts,
        one.filters + other.filters,
        one.bound | other.bound,
        one.texts | other.texts,
    )


def _united(one: _Group, other: _Group) -> _Group:
    return _Group.of(_Union(frozenset(one.bound & other.bound), one, other))


def _projected(group: _Group, names: set[Variable]) -> _Group:
    bound = names & group.bound
    if not bound:
        raise NotCompiled("subquery that binds nothing")
    return _Group.of(_Subquery(frozenset(bound), group))


def _filtered(node: CompValue) -> _Group:
    conjuncts = list(_conjuncts(node.expr))
    group = _alike(node.p, conjuncts) or _weak(node.p)
    mentioned = variables_in(node.p) | {_THIS}
    of_properties: defaultdict[Variable, list[str]] = defaultdict(list)
    for one in conjuncts:
        if isinstance(one, CompValue) and one.name == "Builtin_NOTEXISTS":
            _subtract(group, one.graph, mentioned)
            continue
        condition = _weak_condition(one, group)
        if condition:
            about = variables_in(one)
            is_of_property = len(about) == 1 and about <= group.properties
            filters = of_properties[about.pop()] if is_of_property else group.filters
            filters.append(f"COALESCE({condition}, true)")
    group.filter_properties(of_properties)
    return group


def _alike(node: CompValue, conjuncts: Sequence[object]) -> _Group | None:
    """Two different things of which the same triples are demanded: counted instead of paired.

    Of each thing that has very many such others, the pairs would be as many squared.
    """
    if node.name != "BGP":
        return None
    for one in conjuncts:
        if not isinstance(one, CompValue) or one.name != "RelationalExpression" or one.op != "!=":
            continue
        pair = {term for term in (one.expr, one.other) if isinstance(term, Variable)} - {_THIS}
        if len(pair) == 2 and _is_said_of_both(node.triples, one.expr, one.other):
            triples = [triple for triple in node.triples if one.other not in triple]
            keys = frozenset(variables_in(triples) - pair)
            return _counted(_basic(CompValue("BGP", triples=triples)), keys) if keys else None
    return None


def _is_said_of_both(triples: Iterable[Sequence[Node]], one: Variable, other: Variable) -> bool:
    about_one = {tuple(triple) for triple in triples if one in triple}
    about_other = {tuple(triple) for triple in triples if other in triple}
    swapped = {tuple(one if term == other else term for term in triple) for triple in about_other}
    return swapped == about_one and about_one.isdisjoint(about_other)


def _counted(group: _Group, keys: frozenset[Variable]) -> _Group:
    """The keys of which the group has several rows."""
    names = " ".join(sorted(key.n3() for key in keys))
    pattern = group.text(_as_subqueries)
    several = f"GROUP BY {names} HAVING (COUNT(*) > 1)"
    return _Group.of(_Text(keys, f"{{ SELECT {names} WHERE {{ {pattern} }} {several} }}"))


def _extended(node: CompValue) -> _Group:
    """With the text that a variable is bound to, if it is one; it is unbound where there is none.

    A condition on it is an error then, and lets the row through.
    """
    group = _weak(node.p)
    with suppress(NotCompiled):
        bind = f"BIND ({_text(node.expr, group)} AS {node.var.n3()})"
        group.parts.append(_Text(frozenset(), bind))
        group.texts.add(node.var)
    return group


def _subtract(group: _Group, pattern: CompValue, mentioned: set[Variable]) -> None:
    """Take away what NOT EXISTS does, if MINUS takes away the same."""
    shared = variables_in(pattern) & mentioned
    if not shared or not shared <= group.bound:
        return
    try:
        taken = _exact(pattern)
    except NotCompiled:
        return
    group.subtract(taken, shared)


def _conjuncts(expression: object) -> Iterator[object]:
    if isinstance(expression, CompValue) and expression.name == "ConditionalAndExpression":
        for part in (expression.expr, *expression.other):
            yield from _conjuncts(part)
    else:
        yield expression


def _weak_condition(expression: object, group: _Group) -> str:
    """A condition that holds whenever the expression does; '' when none is known."""
    try:
        return _condition(expression, group)
    except NotCompiled:
        pass
    if not isinstance(expression, CompValue):
        return ""
    match expression.name:
        case "ConditionalAndExpression":
            parts = [_weak_condition(one, group) for one in _conjuncts(expression)]
            return " && ".join(f"({part})" for part in parts if part)
        case "ConditionalOrExpression":
            parts = [_weak_condition(one, group) for one in (expression.expr, *expression.other)]
            return " || ".join(f"({part})" for part in parts) if all(parts) else ""
        case "RelationalExpression":
            return _weak_comparison(expression, group)
        case "UnaryNot":
            return _weak_negation(expression.expr, group)
    return ""


def _weak_comparison(expression: CompValue, group: _Group) -> str:
    one, other, sign = expression.expr, expression.other, expression.op
    if not (group.binds(one) and group.binds(other)):
        return ""
    left, right = one.n3(), other.n3()
    if sign == "!=":
        return f"!sameTerm({left}, {right}) || isLITERAL({left})"
    if sign in _ORDER:
        return f"!{is_plain(left)} || !{is_plain(right)} || {left} {sign} {right}"
    return ""


def _weak_negation(expression: object, group: _Group) -> str:
    if isinstance(expression, CompValue) and expression.name == "Builtin_REGEX":
        pattern = expression.pattern
        is_plain_pattern = isinstance(pattern, Literal) and _PLAIN_PATTERN.fullmatch(pattern)
        if is_plain_pattern and expression.flags is None:
            return f"!REGEX({_text(expression.text, group)}, {pattern.n3()})"
    return ""


def _condition(expression: object, group: _Group) -> str:
    """The condition as it is. Raises NotCompiled when the engines may differ on it."""
    if not isinstance(expression, CompValue):
        raise NotCompiled("value as a condition")
    match expression.name:
        case "ConditionalAndExpression" | "ConditionalOrExpression":
            sign = " && " if expression.name == "ConditionalAndExpression" else " || "
            parts = (expression.expr, *expression.other)
            return sign.join(f"({_condition(part, group)})" for part in parts)
        case "UnaryNot":
            return f"!({_condition(expression.expr, group)})"
        case "RelationalExpression":
            return _comparison(expression, group)
        case name if name in _TEXT_TESTS:
            function = name.removeprefix("Builtin_")
            return f"{function}({_text(expression.arg1, group)}, {_text(expression.arg2, group)})"
        case name if name in _KIND_TESTS and group.binds(expression.arg):
            return f"{name.removeprefix('Builtin_')}({expression.arg.n3()})"
    raise NotCompiled(f"{expression.name} in a query")


def _comparison(expression: CompValue, group: _Group) -> str:
    one, other, sign = expression.expr, expression.other, expression.op
    is_membership = sign in ("IN", "NOT IN") and group.binds(one)
    if is_membership and all(isinstance(member, URIRef) for member in other):
        return f"{one.n3()} {sign} ({', '.join(member.n3() for member in other)})"
    if sign in ("=", "!="):
        if group.binds(one) and isinstance(other, URIRef):
            return f"{one.n3()} {sign} {other.n3()}"
        if group.binds(one) and group.binds(other):
            raise NotCompiled("two values compared")
        return f"{_text(one, group)} {sign} {_text(other, group)}"
    raise NotCompiled(f"{sign} in a query")


def _text(expression: object, group: _Group) -> str:
    """An expression for a plain string. Raises NotCompiled when the engines may differ on it.

    Where the value of a variable is no plain string, functions of strings give an error.
    """
    match expression:
        case Literal() if expression.datatype is None and expression.language is None:
            return expression.n3()
        case Variable() if expression in group.texts or group.binds(expression):
            return expression.n3()
        case CompValue(name="Builtin_IF"):
            condition = _condition(expression.arg1, group)
            parts = [_text(one, group) for one in (expression.arg2, expression.arg3)]
            return f"IF({condition}, {parts[0]}, {parts[1]})"
        case CompValue(name="Builtin_STR"):
            if isinstance(expression.arg, URIRef) or group.binds(expression.arg):
                return f"STR({expression.arg.n3()})"
        case CompValue(name="Builtin_CONCAT"):
            return f"CONCAT({', '.join(_text(part, group) for part in expression.arg)})"
        case CompValue(name="Builtin_REPLACE") if expression.flags is None:
            given = (expression.pattern, expression.replacement)
            if all(isinstance(one, Literal) and _PLAIN_TEXT.fullmatch(one) for one in given):
                parts = [_text(one, group) for one in (expression.arg, *given)]
                return f"REPLACE({', '.join(parts)})"
    raise NotCompiled("expression of a query")
