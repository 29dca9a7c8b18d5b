"""The page of an organisation, or of a network of organisations."""

from __future__ import annotations

from flask import Response, request

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.agents import agent
from clusteratlas.entities.engagements import engagements
from clusteratlas.entities.money import received
from clusteratlas.entities.partners import partners
from clusteratlas.terms import CA
from clusteratlas.web.entity_pages.cluster import paged_projects, summary
from clusteratlas.web.entity_pages.disagreement import at_odds
from clusteratlas.web.entity_pages.figures import figures
from clusteratlas.web.entity_pages.schema_org import agent_data, script
from clusteratlas.web.pages import render_page
from clusteratlas.web.paging import page_number

_KINDS = tuple(f"{CA}{name}" for name in ("Network", "ClusterOrganisation", "Organisation"))
"""What such a thing is called, the most telling first."""


def page(engine: Engine, iri: str) -> Response:
    """See EntityPage. `?programme=` keeps to the projects under one programme."""
    found = agent(engine, iri)
    all_ = engagements(engine, iri)
    programme = request.args.get("programme", "")
    under = all_.under(programme)
    paged = paged_projects(under, page_number())
    wanted = set(paged.things)
    shown = [one for one in under if one.project in wanted]
    working_with = partners(engine, iri)
    gets = received(engine, iri, all_.all)
    dossier = found.dossier
    dossier.tell_of(paged.things)
    dossier.add(participation for one in shown for participation in one.participations)
    dossier.complete(
        *(one.programme for one in all_.by_programme),
        *(role for one in all_.by_programme for role in one.by_role),
        *(one.agent for one in working_with.top),
        *(one.country for one in working_with.countries),
        *(concept for one in gets for concept in (one.programme, one.kind, one.currency)),
    )
    return render_page(
        "entity/organisation.html",
        agent=found,
        kind=next(kind for kind in _KINDS if kind in found.own.all("rdf:type")),
        engagements=all_,
        programme=programme,
        paged=paged,
        shown=shown,
        partners=working_with,
        received=gets,
        at_odds=at_odds(engine, iri),
        figures=figures(engine, iri, found.series),
        summary=summary(found),
        json_ld=script(agent_data(found)),
    )
