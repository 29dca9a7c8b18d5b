"""The page of a cluster."""

from __future__ import annotations

from flask import Response

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities import claims
from clusteratlas.entities.agents import Agent, agent
from clusteratlas.entities.asking import Count
from clusteratlas.entities.claims import Money, Quantity
from clusteratlas.entities.engagements import Engagement, engagements
from clusteratlas.entities.pages import PAGE_SIZE, Page, last_page
from clusteratlas.entities.partners import partners
from clusteratlas.languages import pick
from clusteratlas.terms import SCHEME
from clusteratlas.web.entity_pages.disagreement import at_odds
from clusteratlas.web.entity_pages.figures import figures, small_map
from clusteratlas.web.entity_pages.schema_org import agent_data, script
from clusteratlas.web.pages import page_language, render_page
from clusteratlas.web.paging import page_number

MEMBERS = f"{SCHEME}measure/member-count"


def page(engine: Engine, iri: str) -> Response:
    """See EntityPage."""
    found = agent(engine, iri)
    all_ = engagements(engine, iri)
    paged = paged_projects(all_.all, page_number())
    shown = all_.all[(paged.number - 1) * PAGE_SIZE : paged.number * PAGE_SIZE]
    working_with = partners(engine, iri)
    dossier = found.dossier
    dossier.tell_of(paged.things)
    money = _money(found, paged.things)
    dossier.add(participation for one in shown for participation in one.participations)
    dossier.complete(
        *(one.programme for one in shown),
        *(one.agent for one in working_with.top),
        *(one.country for one in working_with.countries),
    )
    return render_page(
        "entity/cluster.html",
        agent=found,
        engagements=all_,
        paged=paged,
        shown=shown,
        partners=working_with,
        money=money,
        at_odds=at_odds(engine, iri),
        figures=figures(engine, iri, found.series),
        map=small_map(engine, iri) if working_with.total else None,
        members=latest(found, MEMBERS),
        summary=summary(found),
        json_ld=script(agent_data(found)),
    )


def paged_projects(found: tuple[Engagement, ...], number: int) -> Page:
    """The page of projects that is asked for; the last one for a number beyond it."""
    total = Count(len(found))
    shown = min(number, last_page(total, PAGE_SIZE))
    things = tuple(one.project for one in found[(shown - 1) * PAGE_SIZE : shown * PAGE_SIZE])
    return Page(things, total, shown)


def latest(found: Agent, measure: str) -> Quantity | None:
    """The quantity of a measure that holds last, of those of the whole."""
    for of_measure, quantities in found.series:
        if of_measure == measure:
            dated = [one for one in quantities if one.period and not one.category]
            return max(dated, key=lambda one: one.period.last if one.period else 0, default=None)
    return None


def summary(found: Agent) -> str:
    """Where the agent is, in one line."""
    language = page_language()
    return " · ".join(
        ", ".join(pick(found.dossier[one].labels, language) for one in (place, *above))
        for place, above in found.places
    )


def _money(found: Agent, projects: tuple[str, ...]) -> list[tuple[str, tuple[Money, ...]]]:
    """The fundings of the cluster itself (under ''), then of each of its projects."""
    of_projects = found.dossier.add_linked(("ca:funded",), projects)
    own = [("", found.funding)] if found.funding else []
    return own + [
        (project, tuple(map(claims.money, of_projects[project])))
        for project in projects
        if project in of_projects
    ]
