"""An event, or a series of events, as its page tells of it."""

from __future__ import annotations

from dataclasses import dataclass

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities import claims
from clusteratlas.entities.above import ancestors
from clusteratlas.entities.agents import by_measure
from clusteratlas.entities.claims import Attendance, Quantity, Statement
from clusteratlas.entities.dossier import Dossier
from clusteratlas.entities.merging import Merge
from clusteratlas.entities.records import Record
from clusteratlas.entities.spellings import LABELS, Spelling, spellings

_LINKS = ("ca:about", "ca:event", "dcterms:isPartOf")
_PLAIN = (
    *LABELS,
    "ca:during",
    "ca:eventKind",
    "ca:host",
    "ca:locatedIn",
    "ca:realisation",
    "ca:topic",
    "ca:visited",
    "dcterms:description",
    "dcterms:isPartOf",
    "schema:organizer",
    "schema:sponsor",
)


@dataclass(frozen=True)
class Event:
    """What is told of an event; `places` are followed by what they lie in."""

    dossier: Dossier
    names: tuple[Spelling, ...]
    places: tuple[tuple[str, tuple[str, ...]], ...]
    attendances: tuple[Attendance, ...]
    parts: tuple[Record, ...]
    series: tuple[tuple[str, tuple[Quantity, ...]], ...]
    statements: tuple[Statement, ...]
    merges: tuple[Merge, ...] = ()

    @property
    def own(self) -> Record:
        """What is said of the event itself."""
        return self.dossier.own


def event(engine: Engine, iri: str) -> Event:
    """The event; its dossier is not complete yet: names and sources are looked up at the end."""
    dossier = Dossier(engine, iri, _LINKS, _PLAIN)
    places = dossier.own.all("ca:locatedIn")
    above = ancestors(engine, places, "skos:broader")
    for wholes in above.values():
        dossier.names.want(*wholes)
    quantities = (
        claims.quantity(one, dossier.period(one))
        for one in dossier.linked_by("ca:about", "ca:Observation")
    )
    return Event(
        dossier,
        names=spellings(dossier.own, dossier.linked_by("ca:about", "ca:NameUse")),
        places=tuple((place, above[place]) for place in places),
        attendances=tuple(map(claims.attendance, dossier.linked_by("ca:event"))),
        parts=tuple(dossier.linked_by("dcterms:isPartOf")),
        series=by_measure(one for one in quantities if one is not None),
        statements=tuple(
            claims.statement(one) for one in dossier.linked_by("ca:about", "ca:ReportedStatement")
        ),
    )
