"""The page of a funder: what it pays for, beside what it is."""

from __future__ import annotations

from flask import Response

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.engagements import engagements
from clusteratlas.entities.pages import PAGE_SIZE
from clusteratlas.entities.programmes.funder import funder
from clusteratlas.web.entity_pages.cluster import paged_projects, summary
from clusteratlas.web.entity_pages.disagreement import at_odds
from clusteratlas.web.entity_pages.figures import figures
from clusteratlas.web.entity_pages.schema_org import agent_data, script
from clusteratlas.web.pages import render_page
from clusteratlas.web.paging import page_number


def page(engine: Engine, iri: str) -> Response:
    """See EntityPage. `?programmes=`, `?fundings=`, `?projects=` are the pages of these lists."""
    found = funder(engine, iri, page_number("programmes"), page_number("fundings"))
    all_ = engagements(engine, iri)
    paged = paged_projects(all_.all, page_number("projects"))
    shown = all_.all[(paged.number - 1) * PAGE_SIZE : paged.number * PAGE_SIZE]
    dossier = found.agent.dossier
    dossier.tell_of(paged.things)
    dossier.add(participation for one in shown for participation in one.participations)
    dossier.complete(*found.programmes.things, *(one.programme for one in shown))
    return render_page(
        "entity/funder.html",
        funder=found,
        agent=found.agent,
        engagements=all_,
        paged=paged,
        shown=shown,
        at_odds=at_odds(engine, iri),
        charts=figures(engine, iri, found.agent.series),
        summary=summary(found.agent),
        json_ld=script(agent_data(found.agent)),
    )
