"""A dossier: a thing, the claims that link to it, what those mention, and what they rest on.

The number of queries does not depend on the thing; each is bounded. What is long (participations)
has a module of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.naming import Named, Names
from clusteratlas.entities.periods import Period, of_record
from clusteratlas.entities.provenance import Grounds, sources
from clusteratlas.entities.records import (
    Record,
    expanded,
    linked,
    linked_to_each,
    record,
    records,
)
from clusteratlas.entities.stating import PlainGrounds, plain_grounds

MENTIONED = (
    "ca:during",
    "ca:event",
    "ca:post",
    "ca:underProgramme",
    "ca:composition",
    "ca:host",
    "ca:locatedIn",
)
"""What a page tells more of than its name when a claim mentions it."""

_NOTHING = Record("", {})


class Dossier:
    """What is gathered about one thing.

    `own` is the thing itself; at most `most` things that link to it are read by each property;
    `claims` are the records of what links to it; `mentioned` the records
    of what those, or the thing, mention by the properties MENTIONED.
    """

    def __init__(
        self,
        engine: Engine,
        thing: str,
        links: Sequence[str],
        plain_properties: Sequence[str],
        most: int = 200,
    ) -> None:
        self.engine = engine
        self.own = record(engine, thing)
        self._links = linked(engine, thing, links, most) if links else {}
        self.most = most
        self.claims: dict[str, Record] = {}
        self.mentioned: dict[str, Record] = {}
        self.names = Names()
        self._said: dict[str, Grounds] = {}
        self._plain = plain_grounds(engine, thing, plain_properties)
        self.add(iri for subjects in self._links.values() for iri in subjects)

    def add(self, iris: Iterable[str]) -> None:
        """Read further claims, and what they mention."""
        found = records(self.engine, set(iris) - self.claims.keys())
        self.claims |= found
        self.tell_of(iri for claim in (self.own, *found.values()) for iri in claim.all(*MENTIONED))

    def tell_of(self, iris: Iterable[str]) -> None:
        """Read what is said of things that the page mentions, and when they were."""
        found = records(self.engine, set(iris) - self.mentioned.keys())
        self.mentioned |= found
        periods = {period for one in found.values() for period in one.all("ca:during")}
        self.mentioned |= records(self.engine, periods - self.mentioned.keys())

    def add_linked(self, links: Sequence[str], things: Iterable[str]) -> dict[str, list[Record]]:
        """Read what links to other things that the page tells of, by any of `links`.

        By thing; things that nothing links to are left out.
        """
        found = linked_to_each(self.engine, sorted(set(things)), links)
        self.add(iri for subjects in found.values() for iri in subjects)
        return {thing: [self.claims[iri] for iri in subjects] for thing, subjects in found.items()}

    def linked_by(self, link: str, *classes: str) -> list[Record]:
        """The records that link to the thing by `link`, of any of `classes` if these are given."""
        found = (self.claims[iri] for iri in self._links.get(link, ()))
        wanted = {expanded(name) for name in classes}
        return [one for one in found if not wanted or wanted & set(one.all("rdf:type"))]

    def is_cut(self, link: str) -> bool:
        """Whether more may link to the thing by `link` than was read."""
        return len(self._links.get(link, ())) >= self.most

    def mention(self, iri: str) -> Record:
        """What is said of something that a claim mentions; an empty record for nothing."""
        return self.mentioned.get(iri, _NOTHING)

    def period(self, claim: Record) -> Period | None:
        """When a claim or a thing holds; None where nothing is said of it."""
        during = claim.one("ca:during")
        return of_record(self.mention(during)) if during else None

    def complete(self, *named: str) -> None:
        """Look up, at the end, who says what was gathered, and what all things are called."""
        said = sources(self.engine, self.claims)
        for iri, claim in self.claims.items():
            self._said[iri] = Grounds(
                said.get(iri, ()),
                claim.texts("ca:inferenceReason"),
                claim.one("ca:bound"),
            )
        everything = (self.own, *self.claims.values(), *self.mentioned.values())
        self.names.want(self.own.iri, *named)
        for one in everything:
            self.names.want(one.iri, *one.things())
        for plain in self._plain.values():
            self.names.want(*plain.graphs)
        self.names.look_up(self.engine)

    def grounds(self, claim: str, *more: str) -> Grounds:
        """What a claim rests on; with the reasons why things that it mentions were inferred."""
        found = self._said.get(claim, Grounds())
        for iri in more:
            reason = self.mention(iri).texts("ca:inferenceReason")
            if reason and not found.reason:
                found = replace(found, reason=reason)
        return found

    def together(self, claims: Sequence[str]) -> Grounds:
        """What several claims of the same rest on, each passage once."""
        resting = [self.grounds(claim) for claim in claims]
        said = {one.passage: one for grounds in resting for one in grounds.said}
        return Grounds(
            tuple(said.values()),
            next((grounds.reason for grounds in resting if grounds.reason), {}),
        )

    def plain(self, property_: str, value: str) -> Grounds:
        """What a plain triple of the thing rests on."""
        found: PlainGrounds | None = self._plain.get((expanded(property_), value))
        return found.grounds(self.names) if found else Grounds()

    def __getitem__(self, iri: str) -> Named:
        return self.names[iri]
