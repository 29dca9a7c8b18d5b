"""What passages state, word for word as their source graph holds it.

The graph keeps what its source says, also where the atlas merged the source's record with another
one: so facts are read there, and only what they are about is named as the atlas knows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from clusteratlas.engine.protocol import Engine, Term
from clusteratlas.entities.asking import language, plain, select
from clusteratlas.entities.naming import Names
from clusteratlas.entities.periods import Period, periods
from clusteratlas.terms import CA, PREFIXES, SCHEME

MOST_OF_PASSAGE = 40
"""How many claims and things of one passage are shown."""

_MOST_TRIPLES = 60
_TYPE = f"{PREFIXES['rdf']}type"
_DURING = f"{CA}during"
_ACCEPTED = f"{SCHEME}identity-status/accepted"

_STATED = """
SELECT ?graph ?passage ?stated {
  VALUES ?passage { $passages }
  VALUES ?graph { $graphs }
  LATERAL {
    SELECT ?graph ?passage ?stated { GRAPH ?graph { ?stated ca:statedIn ?passage } } LIMIT $most
  }
}
"""
_TRIPLES = """
SELECT ?stated ?property ?value {
  VALUES ?stated { $stated }
  VALUES ?graph { $graphs }
  LATERAL {
    { SELECT ?graph ?stated ?property ?value {
        GRAPH ?graph { ?stated ?property ?value }
        FILTER(?property NOT IN (ca:statedIn, ca:hasParticipation))
      } LIMIT $most }
    UNION
    { GRAPH ?graph { ?value ca:hasParticipation ?stated }
      BIND(ca:participationIn AS ?property) }
  }
}
"""
_CLAIMS = "SELECT ?class { ?class rdfs:subClassOf+ ca:Claim }"
_CANONICAL = """
SELECT ?record ?canonical {
  VALUES ?record { $records }
  LATERAL {
    ?statement ca:record ?record . ?statement ca:identityStatus $accepted ; ca:canonical ?canonical
  }
}
"""


@dataclass(frozen=True)
class Value:
    """A value of a fact: a thing, a period, or a text in a language ('' for none).

    `record` is the IRI in the source's own graph, `iri` what the atlas knows it as.
    """

    text: str
    iri: str = ""
    record: str = ""
    language: str = ""
    datatype: str = ""
    period: Period | None = None

    @property
    def number(self) -> Decimal:
        """The value of a text that is written as a number."""
        return Decimal(self.text)


@dataclass(frozen=True)
class Fact:
    """One property of what is stated, with its values."""

    property: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Stated:
    """A claim, or a thing that the passage speaks of, with what the source says of it.

    `subject` is the record's IRI, `thing` what the atlas knows it as.
    """

    subject: str
    thing: str
    kinds: tuple[str, ...]
    is_claim: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class OfPassage:
    """What one passage states; `is_cut` where it states more than is shown."""

    claims: tuple[Stated, ...]
    things: tuple[Stated, ...]
    is_cut: bool


def of_passages(
    engine: Engine, passages: Sequence[str], graphs: Sequence[str], names: Names
) -> dict[str, OfPassage]:
    """What each of `passages` states in one of `graphs`; seven queries at most.

    `names` is told of everything that is mentioned.
    """
    stated: dict[str, list[str]] = {passage: [] for passage in passages}
    for _, passage, subject in select(
        engine, _STATED, passages=passages, graphs=graphs, most=MOST_OF_PASSAGE + 1
    ):
        stated[plain(passage)].append(plain(subject))
    shown = {passage: sorted(set(found))[:MOST_OF_PASSAGE] for passage, found in stated.items()}
    subjects = sorted({subject for found in shown.values() for subject in found})
    described = _described(engine, subjects, graphs, names)
    return {
        passage: OfPassage(
            tuple(described[one] for one in found if described[one].is_claim),
            tuple(described[one] for one in found if not described[one].is_claim),
            len(set(stated[passage])) > MOST_OF_PASSAGE,
        )
        for passage, found in shown.items()
    }


def _described(
    engine: Engine, subjects: Sequence[str], graphs: Sequence[str], names: Names
) -> dict[str, Stated]:
    facts: dict[str, defaultdict[str, list[Term]]] = {one: defaultdict(list) for one in subjects}
    rows = select(engine, _TRIPLES, stated=subjects, graphs=graphs, most=_MOST_TRIPLES)
    for subject, property_, value in rows:
        if value is not None and value not in facts[plain(subject)][plain(property_)]:
            facts[plain(subject)][plain(property_)].append(value)
    mentioned = {
        value.value
        for of_subject in facts.values()
        for values in of_subject.values()
        for value in values
        if isinstance(value, NamedNode)
    }
    known_as = _canonical(engine, mentioned | set(subjects))
    when = periods(engine, _valued(facts.values(), _DURING))
    claims = {plain(class_) for (class_,) in select(engine, _CLAIMS)} | {f"{CA}Claim"}
    names.want(*(known_as.get(iri, iri) for iri in mentioned | set(subjects)))
    names.want(*(property_ for of_subject in facts.values() for property_ in of_subject))
    return {
        subject: _stated(subject, facts[subject], known_as, when, claims) for subject in subjects
    }


def _stated(
    subject: str,
    facts: Mapping[str, Sequence[Term]],
    known_as: Mapping[str, str],
    when: Mapping[str, Period],
    claims: set[str],
) -> Stated:
    kinds = tuple(sorted(plain(kind) for kind in facts.get(_TYPE, ())))
    return Stated(
        subject,
        known_as.get(subject, subject),
        kinds,
        bool(claims & set(kinds)),
        tuple(
            Fact(property_, tuple(_value(value, known_as, when) for value in _ordered(values)))
            for property_, values in sorted(facts.items(), key=_order)
            if property_ != _TYPE
        ),
    )


def _value(value: Term, known_as: Mapping[str, str], when: Mapping[str, Period]) -> Value:
    text = plain(value)
    if isinstance(value, NamedNode):
        return Value(text, known_as.get(text, text), text, period=when.get(text))
    datatype = value.datatype.value if isinstance(value, Literal) else ""
    return Value(text, language=language(value), datatype=datatype)


def _ordered(values: Sequence[Term]) -> list[Term]:
    return sorted(values, key=lambda value: (language(value), plain(value)))


# What a claim is about comes first, then what it says, then how it is printed.
_FIRST = tuple(
    CA + name
    for name in (
        "about", "participant", "member", "attendee", "holder", "designated", "funded",
        "participationIn", "memberOf", "event", "post", "designation",
        "measure", "fundingKind", "category", "role", "status", "value", "amount", "bound",
        "unit", "currency",
    )
)  # fmt: skip


def _order(fact: tuple[str, Sequence[Term]]) -> tuple[int, str]:
    property_ = fact[0]
    return (_FIRST.index(property_) if property_ in _FIRST else len(_FIRST), property_)


def _valued(facts: Iterable[Mapping[str, Sequence[Term]]], property_: str) -> set[str]:
    return {plain(value) for of_subject in facts for value in of_subject.get(property_, ())}


def _canonical(engine: Engine, records: Iterable[str]) -> dict[str, str]:
    """What the atlas knows those of `records` as that were merged into another thing."""
    rows = select(engine, _CANONICAL, records=sorted(records), accepted=_ACCEPTED)
    return {plain(record): plain(canonical) for record, canonical in rows}
