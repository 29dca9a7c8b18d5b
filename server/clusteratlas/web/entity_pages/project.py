"""The page of a project."""

from __future__ import annotations

from flask import Response

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities import claims
from clusteratlas.entities.above import countries
from clusteratlas.entities.claims import Money
from clusteratlas.entities.consortium import Consortium, consortium
from clusteratlas.entities.dossier import Dossier
from clusteratlas.entities.projects import project
from clusteratlas.web.entity_pages.disagreement import disagreement
from clusteratlas.web.entity_pages.schema_org import project_data, script
from clusteratlas.web.pages import render_page
from clusteratlas.web.paging import page_number


def page(engine: Engine, iri: str) -> Response:
    """See EntityPage."""
    found = project(engine, iri)
    dossier = found.dossier
    taking_part = consortium(engine, iri, page_number())
    money = _money(dossier, taking_part)
    country_of = _countries(dossier, taking_part)
    dossier.complete(*taking_part.by_role, *country_of.values())
    disagrees = disagreement(engine, iri)
    return render_page(
        "entity/project.html",
        project=found,
        consortium=taking_part,
        money=money,
        country_of=country_of,
        period=dossier.period(found.own),
        disagreement=disagrees,
        json_ld=script(project_data(found, taking_part)),
    )


def _money(dossier: Dossier, taking_part: Consortium) -> dict[str, tuple[Money, ...]]:
    """The fundings of each shown participation."""
    participations = [one for shown in taking_part.shown for one in shown.participations]
    dossier.add(participations)
    of_participations = dossier.add_linked(("ca:funded",), participations)
    return {
        participation: tuple(map(claims.money, fundings))
        for participation, fundings in of_participations.items()
    }


def _countries(dossier: Dossier, taking_part: Consortium) -> dict[str, str]:
    """The country of each shown participant of which it is known."""
    dossier.tell_of(taking_part.page.things)
    places = {
        agent: dossier.mention(agent).all("ca:locatedIn") for agent in taking_part.page.things
    }
    country_of = countries(dossier.engine, (place for found in places.values() for place in found))
    known = {
        agent: next((country_of[place] for place in found if country_of[place]), "")
        for agent, found in places.items()
    }
    return {agent: country for agent, country in known.items() if country}
