"""The page of a person."""

from __future__ import annotations

from flask import Response

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.people import person
from clusteratlas.web.entity_pages.schema_org import person_data, script
from clusteratlas.web.pages import render_page


def page(engine: Engine, iri: str) -> Response:
    """See EntityPage."""
    found = person(engine, iri)
    found.dossier.complete()
    return render_page(
        "entity/person.html",
        person=found,
        json_ld=script(person_data(found)),
    )
