"""Who pays: the programmes and the amounts that a funder's name stands on."""

from __future__ import annotations

from dataclasses import dataclass

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities import claims
from clusteratlas.entities.agents import Agent, agent
from clusteratlas.entities.claims import Money
from clusteratlas.entities.pages import Page, page_of

_PROGRAMMES = "?thing ca:programmeFunder $funder"
_FUNDINGS = "?thing ca:funder $funder"


@dataclass(frozen=True)
class Funder:
    """An agent as one who pays. `fundings` are claims; `money` has those of the page by what is
    funded.

    The agent's dossier is not complete yet.
    """

    agent: Agent
    programmes: Page
    fundings: Page
    money: tuple[tuple[str, tuple[Money, ...]], ...]


def funder(engine: Engine, iri: str, programme_page: int, funding_page: int) -> Funder:
    """The funder with these pages of its programmes and of its fundings."""
    found = agent(engine, iri)
    dossier = found.dossier
    programmes = page_of(engine, _PROGRAMMES, programme_page, funder=iri)
    fundings = page_of(engine, _FUNDINGS, funding_page, funder=iri)
    dossier.add(fundings.things)
    dossier.tell_of(programmes.things)
    money: dict[str, list[Money]] = {}
    for funding in fundings.things:
        record = dossier.claims[funding]
        money.setdefault(record.one("ca:funded"), []).append(claims.money(record))
    return Funder(
        found,
        programmes,
        fundings,
        tuple((thing, tuple(of_thing)) for thing, of_thing in sorted(money.items())),
    )
