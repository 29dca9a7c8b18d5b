"""The page of an event, or of a series of events."""

from __future__ import annotations

from flask import Response

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.events import event
from clusteratlas.web.entity_pages.disagreement import at_odds
from clusteratlas.web.entity_pages.schema_org import event_data, script
from clusteratlas.web.pages import render_page


def page(engine: Engine, iri: str) -> Response:
    """See EntityPage."""
    found = event(engine, iri)
    found.dossier.complete()
    return render_page(
        "entity/event.html",
        event=found,
        period=found.dossier.period(found.own),
        at_odds=at_odds(engine, iri),
        json_ld=script(event_data(found)),
    )
