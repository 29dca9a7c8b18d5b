"""A page of the ledger: its entries with who says so, which value is preferred, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import Count, language, plain, select
from clusteratlas.entities.ledger.candidates import Part, part_of
from clusteratlas.entities.ledger.entries import LISTED, Entry, entries
from clusteratlas.entities.ledger.quantities import Quantity, Verdict, preferred
from clusteratlas.entities.naming import Names
from clusteratlas.entities.pages import last_page
from clusteratlas.entities.provenance import Grounds, grounds

ENTRIES_A_PAGE = 25

_RANKS = """
SELECT ?document ?rank ?reason {
  VALUES ?document { $documents }
  ?graph ca:describes ?document ; ca:sourceRank ?rank
  OPTIONAL { ?graph ca:rankReason ?reason }
}
"""


@dataclass(frozen=True)
class Asked:
    """What of the ledger is wanted: about one thing ('' for all), of one kind (None for all).

    `part` and `page` are numbered from 1.
    """

    about: str = ""
    kind: Verdict | None = None
    part: int = 1
    page: int = 1


class Choice(Enum):
    """Why a value of an entry is preferred, or why none is."""

    NO_CONFLICT = "no-conflict"
    BY_RANK = "by-rank"
    SAME_RANK = "same-rank"
    NO_RANK = "no-rank"


@dataclass(frozen=True)
class Ranked:
    """How much the best source of a claim is trusted (1 most), and why, by language."""

    rank: int
    reason: Mapping[str, str]


@dataclass(frozen=True)
class Stated:
    """A quantity of an entry with what it rests on."""

    quantity: Quantity
    grounds: Grounds
    ranked: Ranked | None
    is_preferred: bool


@dataclass(frozen=True)
class Shown:
    """An entry as a page shows it; `choice` says why a value of it is preferred, or none."""

    entry: Entry
    stated: tuple[Stated, ...]
    choice: Choice

    @property
    def is_one_source(self) -> bool:
        """Whether all of it comes out of one document, which has several records of the thing."""
        documents = {
            said.document.iri if said.document else ""
            for stated in self.stated
            for said in stated.grounds.said
        }
        return len(documents) == 1 and len(self.stated) > 1

    def of(self, claim: str) -> Stated:
        """What is stated by `claim`."""
        return next(stated for stated in self.stated if stated.quantity.claim == claim)


@dataclass(frozen=True)
class Ledger:
    """One page of the ledger. `part` is None where it was asked about one thing alone.

    `by_kind` counts the entries in which each kind occurs, `total` those that were asked for.
    """

    asked: Asked
    part: Part | None
    shown: tuple[Shown, ...]
    total: int
    by_kind: Mapping[Verdict, int]
    names: Names

    @property
    def last_page(self) -> int:
        """The number of the last page of this part."""
        return last_page(Count(self.total), ENTRIES_A_PAGE)


def ledger(engine: Engine, asked: Asked) -> Ledger:
    """The page of the ledger that is `asked` for; 20 queries at most."""
    part = None if asked.about else part_of(engine, asked.part)
    found = entries(engine, (asked.about,) if part is None else part.things)
    by_kind = Counter(kind for entry in found for kind in entry.verdicts)
    wanted = [entry for entry in found if asked.kind is None or asked.kind in entry.verdicts]
    first = (asked.page - 1) * ENTRIES_A_PAGE
    on_page = wanted[first : first + ENTRIES_A_PAGE]
    names = Names()
    names.want(asked.about)
    for entry in on_page:
        names.want(entry.thing, entry.measure)
        for quantity in entry.quantities:
            names.want(quantity.bound, quantity.scale, *quantity.categories)
    names.look_up(engine)
    return Ledger(
        asked,
        part,
        _shown(engine, on_page),
        len(wanted),
        {kind: by_kind[kind] for kind in LISTED},
        names,
    )


def _shown(engine: Engine, wanted: Sequence[Entry]) -> tuple[Shown, ...]:
    claims = [quantity.claim for entry in wanted for quantity in entry.quantities]
    periods = [quantity.period.iri for entry in wanted for quantity in entry.quantities]
    resting = grounds(engine, filter(None, (*claims, *periods)))
    ranks = _ranks(engine, resting)
    return tuple(_with_grounds(entry, resting, ranks) for entry in wanted)


def _with_grounds(
    entry: Entry, resting: Mapping[str, Grounds], ranks: Mapping[str, Ranked]
) -> Shown:
    of_claims = {
        quantity.claim: _best(resting[quantity.claim], ranks) for quantity in entry.quantities
    }
    known = {claim: ranked.rank for claim, ranked in of_claims.items() if ranked}
    chosen = preferred(entry.quantities, known)
    stated = tuple(
        Stated(
            quantity,
            resting[quantity.claim],
            of_claims[quantity.claim],
            quantity.claim in chosen,
        )
        for quantity in entry.quantities
    )
    return Shown(entry, stated, _choice(entry, chosen, known))


def _choice(entry: Entry, chosen: Iterable[str], known: Mapping[str, int]) -> Choice:
    at_odds = {
        claim
        for pair in entry.pairs
        if pair.verdict is Verdict.CONFLICT
        for claim in (pair.one, pair.other)
    }
    if not at_odds:
        return Choice.NO_CONFLICT
    if chosen:
        return Choice.BY_RANK
    return Choice.SAME_RANK if at_odds <= known.keys() else Choice.NO_RANK


def _best(resting: Grounds, ranks: Mapping[str, Ranked]) -> Ranked | None:
    of_documents = [
        ranks[said.document.iri]
        for said in resting.said
        if said.document and said.document.iri in ranks
    ]
    return min(of_documents, key=lambda ranked: ranked.rank, default=None)


def _ranks(engine: Engine, resting: Mapping[str, Grounds]) -> dict[str, Ranked]:
    """How the graphs that hold each document are ranked; the best where there are several."""
    documents = sorted(
        {said.document.iri for one in resting.values() for said in one.said if said.document}
    )
    found: dict[str, Ranked] = {}
    for document, rank, reason in select(engine, _RANKS, documents=documents):
        iri, number = plain(document), int(plain(rank))
        known = found.get(iri)
        if known is None or number < known.rank:
            known = Ranked(number, {})
        if number == known.rank:
            reasons = {language(reason): plain(reason)} if reason is not None else {}
            found[iri] = Ranked(number, {**known.reason, **reasons})
    return found
