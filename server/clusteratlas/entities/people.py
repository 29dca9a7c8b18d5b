"""A person as the page tells: the posts held and where, the events attended, the texts written."""

from __future__ import annotations

from dataclasses import dataclass

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities import claims
from clusteratlas.entities.claims import Attendance, PostHolding
from clusteratlas.entities.dossier import Dossier
from clusteratlas.entities.records import Record

_LINKS = ("ca:about", "ca:holder", "ca:attendee", "dcterms:creator")
_PLAIN = ("foaf:name", "org:memberOf")


@dataclass(frozen=True)
class Person:
    """What is told of a person; `works` are the documents that name the person as author."""

    dossier: Dossier
    posts: tuple[PostHolding, ...]
    attendances: tuple[Attendance, ...]
    works: tuple[str, ...]

    @property
    def own(self) -> Record:
        """What is said of the person."""
        return self.dossier.own


def person(engine: Engine, iri: str) -> Person:
    """The person; the dossier is not complete yet: names and sources are looked up at the end."""
    dossier = Dossier(engine, iri, _LINKS, _PLAIN)
    holdings = dossier.linked_by("ca:holder")
    return Person(
        dossier,
        tuple(
            claims.post_holding(
                holding, dossier.mention(holding.one("ca:post")), dossier.period(holding)
            )
            for holding in holdings
        ),
        tuple(map(claims.attendance, dossier.linked_by("ca:attendee"))),
        tuple(one.iri for one in dossier.linked_by("dcterms:creator")),
    )
