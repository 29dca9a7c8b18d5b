"""A programme, an activity of one, or a topic of a call, as its page tells of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities import claims
from clusteratlas.entities.above import ancestors
from clusteratlas.entities.agents import by_measure
from clusteratlas.entities.asking import plain, select
from clusteratlas.entities.claims import Money, Quantity, Statement
from clusteratlas.entities.dossier import Dossier
from clusteratlas.entities.pages import Page, page_of
from clusteratlas.entities.programmes.projects import pattern_for
from clusteratlas.entities.programmes.sums import MOST_SUMMED, Sum, sums
from clusteratlas.entities.records import Record
from clusteratlas.entities.spellings import LABELS, Spelling, spellings

LINKS = ("ca:about", "ca:funded")
PLAIN = (
    *LABELS,
    "ca:during",
    "ca:programmeFunder",
    "dcterms:description",
    "dcterms:identifier",
    "dcterms:isPartOf",
    "skos:exactMatch",
)
"""The plain properties whose sources are shown beside them."""

_PARTS = "?thing dcterms:isPartOf $programme"
_FUNDERS = "SELECT ?funder { $programme ca:programmeFunder ?funder } LIMIT 50"
_GRAPHS = """
SELECT ?graph {
  { SELECT ?graph { ?graph a ca:SourceGraph } LIMIT 500 }
  { SELECT ?part { ?part dcterms:isPartOf* $programme } LIMIT 200 }
  FILTER EXISTS { GRAPH ?graph { ?thing ca:underProgramme|ca:underTopic ?part } }
}
GROUP BY ?graph
"""


@dataclass(frozen=True)
class Programme:
    """What is told of a programme, or of a part of one; its dossier is not complete yet.

    `above` is what it is a part of, the nearest first; `funders` are its own, else those of the
    programme that it belongs to. `money` has the fundings of each project on the page; `sums` is
    None where there are too many projects to add their amounts here. `graphs` hold its projects.
    """

    dossier: Dossier
    above: tuple[str, ...]
    parts: Page
    projects: Page
    money: dict[str, tuple[Money, ...]]
    sums: tuple[Sum, ...] | None
    funders: tuple[str, ...]
    graphs: tuple[str, ...]
    names: tuple[Spelling, ...]
    series: tuple[tuple[str, tuple[Quantity, ...]], ...]
    funding: tuple[Money, ...]
    statements: tuple[Statement, ...]

    @property
    def own(self) -> Record:
        """What is said of the programme itself."""
        return self.dossier.own


def programme(engine: Engine, iri: str, part_page: int, project_page: int) -> Programme:
    """The programme with these pages of its parts and projects.

    A query for each level above it, and a number of others that does not depend on it.
    """
    dossier = Dossier(engine, iri, LINKS, PLAIN)
    above = ancestors(engine, (iri,), "dcterms:isPartOf")[iri]
    pattern = pattern_for(engine, iri)
    projects = page_of(engine, pattern, project_page, programme=iri)
    dossier.tell_of(projects.things)
    funded = dossier.add_linked(("ca:funded",), projects.things)
    parts = page_of(engine, _PARTS, part_page, programme=iri)
    dossier.tell_of(parts.things)
    by_number = sorted(parts.things, key=lambda part: _number(dossier, part))
    quantities = (
        claims.quantity(one, dossier.period(one))
        for one in dossier.linked_by("ca:about", "ca:Observation")
    )
    return Programme(
        dossier,
        above,
        replace(parts, things=tuple(by_number)),
        projects,
        money={thing: tuple(map(claims.money, found)) for thing, found in funded.items()},
        sums=sums(engine, pattern, iri) if projects.total.number <= MOST_SUMMED else None,
        funders=dossier.own.all("ca:programmeFunder") or _funders(engine, above[-1:]),
        graphs=tuple(sorted(plain(graph) for (graph,) in select(engine, _GRAPHS, programme=iri))),
        names=spellings(dossier.own, dossier.linked_by("ca:about", "ca:NameUse")),
        series=by_measure(one for one in quantities if one is not None),
        funding=tuple(claims.money(one) for one in dossier.linked_by("ca:funded")),
        statements=tuple(
            claims.statement(one) for one in dossier.linked_by("ca:about", "ca:ReportedStatement")
        ),
    )


def _number(dossier: Dossier, part: str) -> tuple[str, str]:
    """What parts on a page are sorted by: the funder's number."""
    return dossier.mention(part).one("dcterms:identifier"), part


def _funders(engine: Engine, outermost: tuple[str, ...]) -> tuple[str, ...]:
    """Who pays for the programme that a part belongs to in the end."""
    return tuple(
        sorted(
            plain(funder)
            for whole in outermost
            for (funder,) in select(engine, _FUNDERS, programme=whole)
        )
    )
