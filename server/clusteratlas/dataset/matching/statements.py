"""A match as an identity statement: the quads that say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from clusteratlas.dataset.matching import vocabulary as v
from clusteratlas.identity.grouping import Match, Status
from clusteratlas.identity.scoring import Method
from clusteratlas.terms import PREFIXES, SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Store

_NAME: Final = "match-"
_DIGITS: Final = 16
_DATE: Final = NamedNode(PREFIXES["xsd"] + "date")
_MOMENT: Final = NamedNode(PREFIXES["xsd"] + "dateTime")
_DECIMAL: Final = NamedNode(PREFIXES["xsd"] + "decimal")
_STATUS_PREFIX: Final = f"{SCHEME}identity-status/"


def statement_of(one: str, other: str) -> NamedNode:
    """The identity statement about two things, whatever their order."""
    digest = sha256("\n".join(sorted((one, other))).encode()).hexdigest()
    return v.thing("identity-statement", f"{_NAME}{digest[:_DIGITS]}")


@dataclass(frozen=True)
class Statement:
    """An identity statement of the graph of matches. `created` is a day, `decided` a moment (UTC).

    `author` and `note` are those of a curator's decision, `found` what the program had found before
    it (status and method); '' where there was none. A decision that two things are one waits as
    proposed while one of them is in no graph.
    """

    canonical: str
    record: str
    status: Status
    method: str
    score: float
    reasons: Mapping[str, str]
    created: str
    author: str = ""
    decided: str = ""
    note: str = ""
    found: str = ""

    @property
    def is_decided(self) -> bool:
        """Whether a person decided it."""
        return self.method == Method.CURATED.value

    @property
    def pair(self) -> frozenset[str]:
        """The two things."""
        return frozenset((self.canonical, self.record))

    @property
    def node(self) -> NamedNode:
        """Its IRI, which follows from the two things."""
        return statement_of(self.canonical, self.record)

    def quads(self) -> Iterator[Quad]:
        """The quads that say it."""
        said: list[tuple[NamedNode, NamedNode | Literal]] = [
            (v.TYPE, v.IDENTITY_STATEMENT),
            (v.CANONICAL, NamedNode(self.canonical)),
            (v.RECORD, NamedNode(self.record)),
            (v.STATUS, v.code("identity-status", self.status.value)),
            (v.METHOD, v.code("identity-method", self.method)),
            (v.SCORE, Literal(_decimal(self.score), datatype=_DECIMAL)),
            (v.CREATED, Literal(self.created, datatype=_DATE)),
            *((v.REASON, Literal(text, language=tag)) for tag, text in self.reasons.items()),
        ]
        if self.author:
            said.append((v.CREATOR, Literal(self.author)))
        if self.decided:
            said.append((v.MODIFIED, Literal(self.decided, datatype=_MOMENT)))
        if self.note:
            said.append((v.COMMENT, Literal(self.note)))
        if self.found:
            said.append((v.DESCRIPTION, Literal(self.found)))
        for predicate, object_ in said:
            yield Quad(self.node, predicate, object_, v.MATCHES)


def of_match(match: Match, reasons: Mapping[str, str], today: str) -> Statement:
    """The statement of a match that was found today."""
    return Statement(
        match.canonical,
        match.record,
        match.status,
        match.score.method.value,
        match.score.value,
        reasons,
        today,
    )


def read_statements(store: Store) -> dict[NamedNode, Statement]:
    """The statements of the graph of matches, by their IRIs."""
    said: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = {}
    for quad in store.quads_for_pattern(None, None, None, v.MATCHES):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            said.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
    return {
        node: _statement(values)
        for node, values in said.items()
        if v.IDENTITY_STATEMENT in values.get(v.TYPE, ()) and v.RECORD in values
    }


def _statement(said: Mapping[NamedNode, list[NamedNode | Literal]]) -> Statement:
    def value(predicate: NamedNode) -> str:
        return said[predicate][0].value if predicate in said else ""

    return Statement(
        canonical=value(v.CANONICAL),
        record=value(v.RECORD),
        status=Status(value(v.STATUS).removeprefix(_STATUS_PREFIX)),
        method=value(v.METHOD).rpartition("/")[2],
        score=float(value(v.SCORE)),
        reasons={
            text.language: text.value
            for text in said.get(v.REASON, ())
            if isinstance(text, Literal) and text.language
        },
        created=value(v.CREATED),
        author=value(v.CREATOR),
        decided=value(v.MODIFIED),
        note=value(v.COMMENT),
        found=value(v.DESCRIPTION),
    )


def now() -> str:
    """This moment as a store keeps it: without zeros at the end of the fraction."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%f}".rstrip("0").rstrip(".") + "Z"


def _decimal(score: float) -> str:
    """A score as a store keeps it."""
    return f"{score:.2f}".rstrip("0").rstrip(".")
