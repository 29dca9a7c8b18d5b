"""The triples that a SPARQL query reads about its `$this`, as steps of an automaton.

Each triple pattern is read from a variable that is bound already: `$this` at first, then what the
patterns read from there bind. A pattern inside OPTIONAL, UNION, EXISTS or an aggregating subquery
may be read from what its surroundings bind, but not the other way round. What hangs together with
`$this` in no such way, or stands in a construct that is not known here, is read anywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from pyoxigraph import NamedNode
from rdflib import BNode, URIRef, Variable
from rdflib.paths import Path
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

from clusteratlas.validation.algebra import parts_of, variables_in
from clusteratlas.validation.reads.automaton import (
    ANY,
    OBJECT,
    PREDICATE,
    SUBJECT,
    Pattern,
    Reads,
    State,
)
from clusteratlas.validation.reads.paths import follow, patterns_of

_THROUGH = {"SelectQuery", "Distinct", "Reduced", "OrderBy", "ToMultiSet"}
_EXISTS = {"Builtin_EXISTS", "Builtin_NOTEXISTS"}
_OVER_A_GROUP = {"Extend", "Filter", "OrderBy"}
"""What may stand between a projection and the grouping below it."""

_HIDDEN = " in subquery "
"""Between the name of a variable and the number of the subquery that hides it."""

_VARIABLE = re.compile(r"[?$](\w+)")
_ENTRIES = (SUBJECT, OBJECT, PREDICATE)
"""Where a pattern is entered when several of its terms are bound: things have few properties."""

Names = Mapping[Variable, Node]
"""What stands for a variable: another one, where a subquery hides it, or the IRI that it equals."""

Triple = tuple[Node, Node | Path, Node]


def read_query(reads: Reads, query: str, this: State) -> None:
    """Add what the query reads while `$this` is a node of the state `this`.

    Raises pyparsing's ParseException when it is no query.
    """
    order = {name: rank for rank, name in reversed(list(enumerate(_VARIABLE.findall(query))))}
    reader = _QueryReader(reads, this, order)
    part = _Part(prepareQuery(query).algebra)
    try:
        reader.read(part, {Variable("this"): this})
    except _NotUnderstood:
        reads.read_anywhere(this, ANY)


class _NotUnderstood(Exception):
    """The query has a construct that is not known here."""


@dataclass(frozen=True)
class _Part:
    """A part of the algebra (SPARQL 1.1 §18.2) whose rows are made by themselves.

    `names` are those of its surroundings; `entries` the variables through which their bindings
    come in, None for all; `is_counted` tells that it matters how often a row is there.
    """

    node: CompValue
    names: Names = field(default_factory=dict)
    entries: frozenset[Node] | None = None
    is_counted: bool = False


@dataclass
class _Conjunction:
    """What holds together in each row of a part, and the parts that depend on it."""

    is_counted: bool
    triples: list[Triple] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)
    mentioned: set[Node] = field(default_factory=set)

    def depend(self, node: CompValue, names: Names) -> None:
        """Note a part that depends on what holds here."""
        self.parts.append(_Part(node, names, is_counted=self.is_counted))
        self.mention(node, names)

    def mention(self, thing: object, names: Names) -> None:
        """Note the variables of something that depends on what holds here."""
        self.mentioned |= {names.get(variable, variable) for variable in variables_in(thing)}


class _QueryReader:
    def __init__(self, reads: Reads, this: State, order: Mapping[str, int]) -> None:
        self._reads = reads
        self._this = this
        self._order = order
        self._numbers = count()

    def read(self, part: _Part, bound: Mapping[Node, State]) -> None:
        """Add what the part reads where its surroundings bind variables to nodes of `bound`."""
        known = {
            variable: state
            for variable, state in bound.items()
            if part.entries is None or variable in part.entries
        }
        whole = _Conjunction(part.is_counted)
        self._collect(part.node, part.names, whole)
        for triple in self._attach(_without_implied(whole), known):
            for pattern in _loose_patterns(triple):
                self._reads.read_anywhere(self._this, pattern)
        for inner in whole.parts:
            self.read(inner, known)

    def _collect(self, node: CompValue, names: Names, whole: _Conjunction) -> None:
        match node.name:
            case "BGP":
                whole.triples.extend(_named(triple, names) for triple in node.triples)
            case "Join":
                self._collect(node.p1, names, whole)
                self._collect(node.p2, names, whole)
            case "Union":
                whole.depend(node.p1, names)
                whole.depend(node.p2, names)
            case "LeftJoin":
                self._collect(node.p1, names, whole)
                whole.depend(CompValue("Filter", p=node.p2, expr=node.expr), names)
            case "Filter":
                names = {**names, **_pinned(node.expr)}
                self._mention(node.expr, names, whole)
                self._collect(node.p, names, whole)
            case "Extend":
                self._mention(node.expr, names, whole)
                self._collect(node.p, names, whole)
            case "Project":
                self._collect_projection(node, names, whole)
            case "values":
                pass
            case name if name in _THROUGH:
                self._collect(node.p, names, whole)
            case _:
                raise _NotUnderstood

    def _collect_projection(self, node: CompValue, names: Names, whole: _Conjunction) -> None:
        """What a (sub)query does not project has, outside of it, another name."""
        number = next(self._numbers)
        hidden = variables_in(node.p) - set(node.PV) - (set() if number else {Variable("this")})
        names = {**names, **{name: Variable(f"{name}{_HIDDEN}{number}") for name in hidden}}
        whole.mention(node.PV, names)
        group = _group_below(node.p)
        if group is None:
            self._collect(node.p, names, whole)
            return
        keys = {names.get(key, key) for key in group.expr or () if isinstance(key, Variable)}
        projected = {names.get(name, name) for name in node.PV}
        whole.parts.append(_Part(group.p, names, frozenset(keys & projected), is_counted=True))

    def _mention(self, expression: object, names: Names, whole: _Conjunction) -> None:
        whole.mention(expression, names)
        for graph in _exists_in(expression):
            whole.depend(graph, names)

    def _attach(self, triples: list[Triple], known: dict[Node, State]) -> list[Triple]:
        """Add a step for each triple that hangs together with `known`; the triples that do not."""
        left = list(triples)
        while True:
            entries = [(self._cost(triple, known), triple) for triple in left]
            possible = [(cost, triple) for cost, triple in entries if cost is not None]
            if not possible:
                return left
            cost, triple = min(possible, key=lambda entry: entry[0])
            left.remove(triple)
            self._read_from(triple, _ENTRIES[cost[0]], known)

    def _cost(self, triple: Triple, known: Mapping[Node, State]) -> tuple[int, int] | None:
        """By which of its terms the triple is read best; of several, by what the query names first.

        Authors name the thing that two things have in common before the currency that they share.
        """
        for rank, position in enumerate(_ENTRIES):
            term = triple[position]
            if isinstance(term, Variable | BNode) and term in known:
                name, _, _ = term.partition(_HIDDEN)
                return rank, self._order.get(name, len(self._order))
        return None

    def _read_from(self, triple: Triple, enters: int, known: dict[Node, State]) -> None:
        path = triple[PREDICATE]
        start = known[triple[enters]]  # type: ignore[index]  # a path is never the way in
        if isinstance(path, Path):
            leaves = SUBJECT if enters == OBJECT else OBJECT
            end = follow(self._reads, path, start, inverse=enters == OBJECT)
            self._bind(triple[leaves], end, known)
            return
        pattern = _pattern(triple)
        for leaves in {SUBJECT, PREDICATE, OBJECT} - {enters}:
            end = self._reads.step(start, enters, pattern, leaves)
            self._bind(triple[leaves], end, known)

    @staticmethod
    def _bind(term: Node | Path, state: State, known: dict[Node, State]) -> None:
        if isinstance(term, Variable | BNode):
            known.setdefault(term, state)


def _named(triple: Triple, names: Names) -> Triple:
    subject, path, value = (
        names.get(term, term) if isinstance(term, Variable) else term for term in triple
    )
    return subject, path, value  # type: ignore[return-value]  # only the path may be one


def _pattern(triple: Triple) -> Pattern:
    subject, predicate, value = (
        NamedNode(term) if isinstance(term, URIRef) else None for term in triple
    )
    return subject, predicate, value


def _loose_patterns(triple: Triple) -> Iterable[Pattern]:
    path = triple[PREDICATE]
    return patterns_of(path) if isinstance(path, Path) else (_pattern(triple),)


def _without_implied(whole: _Conjunction) -> list[Triple]:
    """The triples without those that hold wherever another one holds, and say nothing else.

    `?any ?property ?thing` holds wherever `$this ?property ?value` does, if nothing else is said of
    ?any and ?thing. Where rows are counted, it matters all the same how often it holds.
    """
    if whole.is_counted:
        return whole.triples
    uses = Counter(term for triple in whole.triples for term in triple)
    left = list(whole.triples)
    for triple in whole.triples:
        open_terms: set[Node] = {
            term
            for term in triple
            if isinstance(term, Variable | BNode)
            and uses[term] == 1
            and term not in whole.mentioned
        }
        others = [other for other in left if other is not triple]
        if any(_implies(other, triple, open_terms) for other in others):
            left = others
    return left


def _implies(other: Triple, triple: Triple, open_terms: set[Node]) -> bool:
    if isinstance(other[PREDICATE], Path):
        return False
    return all(
        term in open_terms or term == found for term, found in zip(triple, other, strict=True)
    )


def _group_below(projected: CompValue) -> CompValue | None:
    """The grouping whose rows a projection projects, None when it has none."""
    expressions, node = [], projected
    while node.name in _OVER_A_GROUP:
        expressions.append(node.get("expr"))
        node = node.p
    if node.name != "AggregateJoin":
        return None
    if any(True for _ in _exists_in(expressions)):
        raise _NotUnderstood
    group: CompValue = node.p
    return group


def _pinned(expression: object) -> dict[Variable, Node]:
    """The variables that the condition says to equal an IRI."""
    if not isinstance(expression, CompValue):
        return {}
    if expression.name == "ConditionalAndExpression":
        pinned = _pinned(expression.expr)
        for other in expression.other:
            pinned |= _pinned(other)
        return pinned
    if expression.name == "RelationalExpression" and expression.op == "=":
        match expression.expr, expression.other:
            case Variable() as variable, URIRef() as iri:
                return {variable: iri}
    return {}


def _exists_in(expression: object) -> Iterator[CompValue]:
    """The patterns of EXISTS and NOT EXISTS in an expression."""
    if isinstance(expression, CompValue) and expression.name in _EXISTS:
        yield expression.graph
        return
    for part in parts_of(expression):
        yield from _exists_in(part)
