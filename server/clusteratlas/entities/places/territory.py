"""A territory as its page tells of it: its names and codes, its place in the tree, its claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities import claims
from clusteratlas.entities.above import ancestors
from clusteratlas.entities.agents import by_measure
from clusteratlas.entities.asking import plain, select
from clusteratlas.entities.claims import Membership, Quantity, Statement
from clusteratlas.entities.dossier import Dossier
from clusteratlas.entities.records import Record
from clusteratlas.entities.spellings import LABELS, Spelling, spellings

MOST_PARTS = 400

LINKS = ("ca:about", "ca:member", "ca:appliesTo")
PLAIN = (
    *LABELS,
    "ca:countryCode",
    "ca:nutsCode",
    "ca:sector",
    "dcterms:description",
    "skos:broader",
    "skos:exactMatch",
)
"""The plain properties whose sources are shown beside them."""

_PARTS = """
SELECT ?whole ?part ?code {
  VALUES ?whole { $wholes }
  LATERAL { SELECT ?whole ?part { ?part skos:broader ?whole } LIMIT $most }
  OPTIONAL { ?part ca:nutsCode ?code }
}
"""


@dataclass(frozen=True)
class Part:
    """A place with its NUTS code, '' where it has none."""

    iri: str
    code: str


@dataclass(frozen=True)
class Territory:
    """What is told of a territory; its dossier is not complete yet.

    `above` is what it lies in, the nearest first. Of `parts` (what lies in it) and `beside` (what
    lies in the same) there are at most MOST_PARTS.
    """

    dossier: Dossier
    above: tuple[str, ...]
    parts: tuple[Part, ...]
    beside: tuple[Part, ...]
    names: tuple[Spelling, ...]
    series: tuple[tuple[str, tuple[Quantity, ...]], ...]
    memberships: tuple[Membership, ...]
    statements: tuple[Statement, ...]
    policies: tuple[str, ...]
    projects: tuple[str, ...]
    members: tuple[Membership, ...] = ()

    @property
    def own(self) -> Record:
        """What is said of the territory itself."""
        return self.dossier.own


def territory(engine: Engine, iri: str) -> Territory:
    """The territory; what of it depends on the number of levels above it is a query each."""
    dossier = Dossier(engine, iri, LINKS, PLAIN)
    above = ancestors(engine, (iri,), "skos:broader")[iri]
    parts = _parts(engine, (iri, *above[:1]))
    dossier.names.want(*above, *(part.iri for found in parts.values() for part in found))
    quantities = (
        claims.quantity(one, dossier.period(one))
        for one in dossier.linked_by("ca:about", "ca:Observation")
    )
    policies = {one.iri for one in dossier.linked_by("ca:appliesTo", "ca:Policy")}
    return Territory(
        dossier,
        above,
        parts.get(iri, ()),
        tuple(part for one in above[:1] for part in parts.get(one, ()) if part.iri != iri),
        names=spellings(dossier.own, dossier.linked_by("ca:about", "ca:NameUse")),
        series=by_measure(one for one in quantities if one is not None),
        memberships=tuple(
            claims.membership(one, dossier.period(one))
            for one in dossier.linked_by("ca:member", "ca:Membership")
        ),
        statements=tuple(
            claims.statement(one) for one in dossier.linked_by("ca:about", "ca:ReportedStatement")
        ),
        policies=tuple(sorted(policies)),
        projects=tuple(
            one.iri for one in dossier.linked_by("ca:appliesTo") if one.iri not in policies
        ),
    )


def _parts(engine: Engine, wholes: Sequence[str]) -> dict[str, tuple[Part, ...]]:
    """What lies in each of `wholes`: by code, then those without one."""
    codes: dict[tuple[str, str], str] = {}
    for whole, part, code in select(engine, _PARTS, wholes=wholes, most=MOST_PARTS):
        key = (plain(whole), plain(part))
        codes[key] = max(codes.get(key, ""), plain(code))
    found: dict[str, list[Part]] = {}
    for (of_whole, iri), known in codes.items():
        found.setdefault(of_whole, []).append(Part(iri, known))
    return {
        whole: tuple(sorted(parts, key=lambda part: (not part.code, part.code, part.iri)))
        for whole, parts in found.items()
    }
