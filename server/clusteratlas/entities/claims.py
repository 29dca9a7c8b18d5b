"""Claims as pages show them: what a record says, typed; things stand as IRIs, to be named later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from clusteratlas.entities.periods import Period
from clusteratlas.entities.records import Record, Text


@dataclass(frozen=True)
class Quantity:
    """An observation: its measure, value, bound, scale (unit or currency) and when it holds.

    `as_of` is a day on which it is known to hold, '' where the period says it, or nothing.
    """

    iri: str
    about: str
    measure: str
    value: Decimal
    bound: str
    unit: str
    currency: str
    category: str
    composition: str
    period: Period | None
    as_of: str
    printed: tuple[Text, ...]
    comment: Mapping[str, str]


@dataclass(frozen=True)
class Money:
    """A funding: of which kind, how much (None where no amount is stated), by whom, under what."""

    iri: str
    kind: str
    amount: Decimal | None
    currency: str
    bound: str
    printed: str
    funder: str
    programme: str
    agreement: str
    comment: Mapping[str, str]


@dataclass(frozen=True)
class Membership:
    """Who is a member of what, at which level, in which role; held, planned or intended."""

    iri: str
    member: str
    network: str
    level: str
    role: str
    realisation: str
    period: Period | None
    as_of: str


@dataclass(frozen=True)
class Designation:
    """A status that a thing was given, by whom, and when it is known to hold."""

    iri: str
    designation: str
    designated: str
    conferred_by: tuple[str, ...]
    period: Period | None
    as_of: str


@dataclass(frozen=True)
class Attendance:
    """Who took part in an event, in which role; held, planned or intended."""

    iri: str
    event: str
    attendee: str
    role: str
    realisation: str
    comment: Mapping[str, str]


@dataclass(frozen=True)
class PostHolding:
    """Who holds a post, and when that is known."""

    iri: str
    holder: str
    post: str
    organisation: str
    period: Period | None
    as_of: str


@dataclass(frozen=True)
class Statement:
    """What a source says of a thing that is no plain fact: praise, an appeal, a generalisation."""

    iri: str
    kind: str
    text: Mapping[str, str]
    realisation: str


@dataclass(frozen=True)
class NameUse:
    """A name as a source uses it."""

    iri: str
    name: Text
    kind: str
    comment: Mapping[str, str]


def quantity(record: Record, period: Period | None) -> Quantity | None:
    """None for an observation without a number."""
    value = record.number("ca:value")
    if value is None:
        return None
    return Quantity(
        record.iri,
        record.one("ca:about"),
        record.one("ca:measure"),
        value,
        record.one("ca:bound"),
        record.one("ca:unit"),
        record.one("ca:currency"),
        record.one("ca:category"),
        record.one("ca:composition"),
        period,
        record.one("ca:asOf"),
        record.literals("ca:valueAsPrinted"),
        record.texts("rdfs:comment"),
    )


def money(record: Record) -> Money:
    """What a funding says."""
    return Money(
        record.iri,
        record.one("ca:fundingKind"),
        record.number("ca:amount"),
        record.one("ca:currency"),
        record.one("ca:bound"),
        record.one("ca:amountAsPrinted"),
        record.one("ca:funder"),
        record.one("ca:underProgramme"),
        record.one("ca:underAgreement"),
        record.texts("rdfs:comment"),
    )


def membership(record: Record, period: Period | None) -> Membership:
    """What a membership says."""
    return Membership(
        record.iri,
        record.one("ca:member"),
        record.one("ca:memberOf"),
        record.one("ca:membershipLevel"),
        record.one("ca:role"),
        record.one("ca:realisation"),
        period,
        record.one("ca:asOf"),
    )


def designation(record: Record, period: Period | None) -> Designation:
    """What a designation says."""
    return Designation(
        record.iri,
        record.one("ca:designation"),
        record.one("ca:designated"),
        record.all("ca:conferredBy"),
        period,
        record.one("ca:asOf"),
    )


def attendance(record: Record) -> Attendance:
    """What an attendance says."""
    return Attendance(
        record.iri,
        record.one("ca:event"),
        record.one("ca:attendee"),
        record.one("ca:role"),
        record.one("ca:realisation"),
        record.texts("rdfs:comment"),
    )


def post_holding(record: Record, post: Record, period: Period | None) -> PostHolding:
    """What a post holding says; `post` tells of which organisation it is a post."""
    return PostHolding(
        record.iri,
        record.one("ca:holder"),
        record.one("ca:post"),
        post.one("org:postIn"),
        period,
        record.one("ca:asOf"),
    )


def statement(record: Record) -> Statement:
    """What a reported statement says."""
    return Statement(
        record.iri,
        record.one("ca:statementKind"),
        record.texts("dcterms:description"),
        record.one("ca:realisation"),
    )


def name_use(record: Record) -> NameUse:
    """What a name use says."""
    return NameUse(
        record.iri,
        next(iter(record.literals("ca:nameAsGiven")), Text("")),
        record.one("ca:nameKind"),
        record.texts("rdfs:comment"),
    )
