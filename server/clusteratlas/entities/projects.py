"""A project as its page tells of it, but for its consortium."""

from __future__ import annotations

from dataclasses import dataclass

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities import claims
from clusteratlas.entities.above import ancestors
from clusteratlas.entities.agents import by_measure
from clusteratlas.entities.claims import Money, Quantity, Statement
from clusteratlas.entities.dossier import Dossier
from clusteratlas.entities.merging import Merge, merge
from clusteratlas.entities.records import Record
from clusteratlas.entities.spellings import LABELS, Spelling, spellings

_LINKS = ("ca:about", "ca:funded", "dcterms:isPartOf", "ca:canonical", "ca:distinctFrom")
_PLAIN = (
    *LABELS,
    "ca:appliesTo",
    "ca:call",
    "ca:during",
    "ca:fundingScheme",
    "ca:rcn",
    "ca:subject",
    "ca:underAgreement",
    "ca:underProgramme",
    "ca:underTopic",
    "dcterms:coverage",
    "dcterms:description",
    "dcterms:identifier",
    "skos:exactMatch",
)


@dataclass(frozen=True)
class Project:
    """What is told of a project.

    `programmes` are followed by what they are part of, the nearest first; `statuses` are the
    records of status reports; `objectives`, `tasks` and `events` those of its parts.
    """

    dossier: Dossier
    names: tuple[Spelling, ...]
    programmes: tuple[tuple[str, tuple[str, ...]], ...]
    statuses: tuple[Record, ...]
    money: tuple[Money, ...]
    series: tuple[tuple[str, tuple[Quantity, ...]], ...]
    objectives: tuple[Record, ...]
    tasks: tuple[Record, ...]
    events: tuple[Record, ...]
    statements: tuple[Statement, ...]
    merges: tuple[Merge, ...]

    @property
    def own(self) -> Record:
        """What is said of the project itself."""
        return self.dossier.own


def project(engine: Engine, iri: str) -> Project:
    """The project; its dossier is not complete yet: names and sources are looked up at the end."""
    dossier = Dossier(engine, iri, _LINKS, _PLAIN)
    programmes = dossier.own.all("ca:underProgramme")
    above = ancestors(engine, programmes, "dcterms:isPartOf")
    for wholes in above.values():
        dossier.names.want(*wholes)
    outer = {whole for wholes in above.values() for whole in wholes}
    quantities = (
        claims.quantity(one, dossier.period(one))
        for one in dossier.linked_by("ca:about", "ca:Observation")
    )
    return Project(
        dossier,
        names=spellings(dossier.own, dossier.linked_by("ca:about", "ca:NameUse")),
        programmes=tuple((one, above[one]) for one in programmes if one not in outer),
        statuses=tuple(dossier.linked_by("ca:about", "ca:StatusReport")),
        money=tuple(claims.money(one) for one in dossier.linked_by("ca:funded")),
        series=by_measure(one for one in quantities if one is not None),
        objectives=tuple(dossier.linked_by("dcterms:isPartOf", "ca:Objective")),
        tasks=tuple(dossier.linked_by("dcterms:isPartOf", "ca:Task")),
        events=tuple(dossier.linked_by("dcterms:isPartOf", "ca:Event")),
        statements=tuple(
            claims.statement(one) for one in dossier.linked_by("ca:about", "ca:ReportedStatement")
        ),
        merges=tuple(
            merge(one)
            for link in ("ca:canonical", "ca:distinctFrom")
            for one in dossier.linked_by(link)
        ),
    )
