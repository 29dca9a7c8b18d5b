"""A cluster or an organisation as its page tells of it, but for its projects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities import claims
from clusteratlas.entities.above import ancestors
from clusteratlas.entities.claims import (
    Attendance,
    Designation,
    Membership,
    Money,
    PostHolding,
    Quantity,
    Statement,
)
from clusteratlas.entities.dossier import Dossier
from clusteratlas.entities.merging import Merge, merge
from clusteratlas.entities.records import Record
from clusteratlas.entities.spellings import LABELS, Spelling, spellings

LINKS = (
    "ca:about",
    "ca:member",
    "ca:memberOf",
    "ca:attendee",
    "ca:designated",
    "ca:funded",
    "ca:canonical",
    "ca:distinctFrom",
    "ca:manages",
    "ca:host",
    "ca:visited",
    "org:postIn",
    "org:unitOf",
    "org:memberOf",
    "schema:founder",
    "schema:organizer",
    "schema:sponsor",
)
PLAIN = (
    *LABELS,
    "ca:locatedIn",
    "ca:sector",
    "ca:organisationKind",
    "ca:sme",
    "ca:pic",
    "ca:lei",
    "ca:rcn",
    "ca:manages",
    "dcterms:identifier",
    "foaf:account",
    "foaf:homepage",
    "schema:foundingDate",
    "schema:founder",
    "schema:vatID",
    "vcard:locality",
    "vcard:postal-code",
    "vcard:street-address",
)
"""The plain properties whose sources are shown beside them."""


@dataclass(frozen=True)
class Occasion:
    """An event that an agent has to do with: by attending (with the claim), or by a property."""

    event: Record
    attendance: Attendance | None
    relation: str = ""


@dataclass(frozen=True)
class Agent:
    """What is told of a cluster or an organisation.

    `places` are followed by what they lie in, the nearest first; `series` are the quantities by
    measure, each in the order of its days; `hosted`, `organised` … are events.
    """

    dossier: Dossier
    names: tuple[Spelling, ...]
    places: tuple[tuple[str, tuple[str, ...]], ...]
    series: tuple[tuple[str, tuple[Quantity, ...]], ...]
    memberships: tuple[Membership, ...]
    members: tuple[Membership, ...]
    designations: tuple[Designation, ...]
    occasions: tuple[Occasion, ...]
    posts: tuple[PostHolding, ...]
    people: tuple[str, ...]
    statements: tuple[Statement, ...]
    funding: tuple[Money, ...]
    managed_by: tuple[str, ...]
    units: tuple[str, ...]
    founded: tuple[str, ...]
    merges: tuple[Merge, ...]

    @property
    def own(self) -> Record:
        """What is said of the agent itself."""
        return self.dossier.own


def agent(engine: Engine, iri: str) -> Agent:
    """The agent; its dossier is not complete yet: names and sources are looked up at the end."""
    dossier = Dossier(engine, iri, LINKS, PLAIN)
    posts = dossier.linked_by("org:postIn")
    held = dossier.add_linked(("ca:post",), (post.iri for post in posts))
    places = dossier.own.all("ca:locatedIn")
    above = ancestors(engine, places, "skos:broader")
    for wholes in above.values():
        dossier.names.want(*wholes)
    quantities = (
        claims.quantity(one, dossier.period(one))
        for one in dossier.linked_by("ca:about", "ca:Observation")
    )
    return Agent(
        dossier,
        names=spellings(dossier.own, dossier.linked_by("ca:about", "ca:NameUse")),
        places=_nearest_only(places, above),
        series=by_measure(one for one in quantities if one is not None),
        memberships=_memberships(dossier, "ca:member"),
        members=_memberships(dossier, "ca:memberOf"),
        designations=tuple(
            claims.designation(one, dossier.period(one))
            for one in dossier.linked_by("ca:designated")
        ),
        occasions=tuple(_occasions(dossier)),
        posts=tuple(
            claims.post_holding(holding, post, dossier.period(holding))
            for post in posts
            for holding in held.get(post.iri, ())
        ),
        people=tuple(one.iri for one in dossier.linked_by("org:memberOf")),
        statements=tuple(
            claims.statement(one) for one in dossier.linked_by("ca:about", "ca:ReportedStatement")
        ),
        funding=tuple(claims.money(one) for one in dossier.linked_by("ca:funded")),
        managed_by=tuple(one.iri for one in dossier.linked_by("ca:manages")),
        units=tuple(one.iri for one in dossier.linked_by("org:unitOf")),
        founded=tuple(one.iri for one in dossier.linked_by("schema:founder")),
        merges=tuple(
            merge(one)
            for link in ("ca:canonical", "ca:distinctFrom")
            for one in dossier.linked_by(link)
        ),
    )


def by_measure(
    quantities: Iterable[Quantity],
) -> tuple[tuple[str, tuple[Quantity, ...]], ...]:
    """Quantities of one measure together, in the order of the days that they hold for."""
    grouped: dict[str, list[Quantity]] = {}
    for one in sorted(quantities, key=_in_time):
        grouped.setdefault(one.measure, []).append(one)
    return tuple((measure, tuple(of_measure)) for measure, of_measure in sorted(grouped.items()))


def _in_time(quantity: Quantity) -> tuple[date, str]:
    first = quantity.period.first if quantity.period else date.max
    return first, quantity.iri


def _memberships(dossier: Dossier, link: str) -> tuple[Membership, ...]:
    return tuple(
        claims.membership(one, dossier.period(one))
        for one in dossier.linked_by(link, "ca:Membership")
    )


def _nearest_only(
    places: Sequence[str], above: dict[str, tuple[str, ...]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The places without those that another one lies in: a country says nothing beside a region."""
    outer = {whole for place in places for whole in above.get(place, ())}
    return tuple((place, above.get(place, ())) for place in places if place not in outer)


def _occasions(dossier: Dossier) -> Iterator[Occasion]:
    for record in dossier.linked_by("ca:attendee"):
        attendance = claims.attendance(record)
        yield Occasion(dossier.mention(attendance.event), attendance)
    for relation in ("ca:host", "ca:visited", "schema:organizer", "schema:sponsor"):
        for event in dossier.linked_by(relation):
            yield Occasion(event, None, relation)
