"""The page of a territory: a country, a region, a bio-region, a locality, a part of the world."""

from __future__ import annotations

from flask import Response

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.places.involvement import involvement
from clusteratlas.entities.places.residents import clusters_in, residents
from clusteratlas.entities.places.territory import Territory, territory
from clusteratlas.terms import CA
from clusteratlas.web.entity_pages.disagreement import at_odds
from clusteratlas.web.entity_pages.figures import figures
from clusteratlas.web.entity_pages.schema_org import Data, place, script, thing
from clusteratlas.web.entity_pages.territory_map import territory_map
from clusteratlas.web.pages import render_page
from clusteratlas.web.paging import page_number

_MOST_PARTNERS = 25
_WIDE = (f"{CA}Country", f"{CA}MacroArea")


def page(engine: Engine, iri: str) -> Response:
    """See EntityPage."""
    found = territory(engine, iri)
    is_wide = any(class_ in _WIDE for class_ in found.own.all("rdf:type"))
    here = residents(engine, iri, page_number("organisations"))
    clusters = clusters_in(engine, iri)
    involved = involvement(engine, iri, of_countries=is_wide)
    dossier = found.dossier
    dossier.complete(
        *clusters,
        *found.policies,
        *found.projects,
        *(one.thing for one in here.shown),
        *(named for one in here.shown for named in (*one.places, *one.classes)),
        *(one.programme for one in involved.programmes),
        *(key for one in involved.programmes for pair in one.money for key in pair),
        *(one.territory for one in involved.partners[:_MOST_PARTNERS]),
    )
    weights = {one.thing: one.participations.number for one in here.shown}
    return render_page(
        "entity/territory.html",
        picture=territory_map(engine, iri, dict.fromkeys(clusters, 0) | weights, dossier),
        territory=found,
        kind=_kind(found),
        residents=here,
        shows_places=any(set(one.places) - {iri} for one in here.shown),
        clusters=clusters,
        involved=involved,
        partners=involved.partners[:_MOST_PARTNERS],
        is_wide=is_wide,
        at_odds=at_odds(engine, iri),
        charts=figures(engine, iri, found.series),
        json_ld=script(_data(found)),
    )


def _kind(found: Territory) -> str:
    """The key of the text that says what kind of territory it is."""
    kinds = ("Country", "BioRegion", "Locality", "MacroArea", "Region")
    classes = found.own.all("rdf:type")
    return next((kind for kind in kinds if f"{CA}{kind}" in classes), "Territory")


def _data(found: Territory) -> dict[str, Data]:
    """The territory for search engines."""
    dossier, own = found.dossier, found.own
    types = {"Country": "Country", "Locality": "City", "MacroArea": "Place", "BioRegion": "Place"}
    return thing(
        types.get(_kind(found), "AdministrativeArea"),
        dossier[own.iri],
        url=own.iri,
        identifier=[*own.all("ca:nutsCode"), *own.all("ca:countryCode")],
        containedInPlace=place(dossier, (found.above[0], found.above[1:])) if found.above else None,
        sameAs=list(own.all("skos:exactMatch")),
    )
