"""The page of a programme, of an activity of one, and of a topic of a call."""

from __future__ import annotations

from flask import Response

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.programmes.programme import Programme, programme
from clusteratlas.entities.programmes.sums import MOST_SUMMED
from clusteratlas.terms import CA
from clusteratlas.web.entity_pages.disagreement import at_odds
from clusteratlas.web.entity_pages.figures import figures
from clusteratlas.web.entity_pages.schema_org import Data, identifiers, script, thing
from clusteratlas.web.pages import render_page
from clusteratlas.web.paging import page_number
from clusteratlas.web.picturing.queries import written

SUMS_QUERY = """\
SELECT ?kind ?currency (COUNT(*) AS ?projects) (SUM(?largest) AS ?sum)
WHERE {
  # Of several lists the one that says most.
  SELECT ?project ?kind ?currency (MAX(?ofList) AS ?largest)
  WHERE {
    SELECT ?project ?kind ?currency ?list (SUM(?amount) AS ?ofList)
    WHERE {
      { SELECT DISTINCT ?project WHERE {
          ?part dcterms:isPartOf* $programme .
          ?project ca:underProgramme|ca:underTopic ?part ; a ca:Project .
      } }
      ?funding ca:funded ?project ; ca:fundingKind ?kind ; ca:amount ?amount ;
        ca:currency ?currency ; ca:statedIn/dcterms:isPartOf ?list .
    }
    GROUP BY ?project ?kind ?currency ?list
  }
  GROUP BY ?project ?kind ?currency
}
GROUP BY ?kind ?currency
ORDER BY ?kind ?currency
"""
"""Adds up, for readers who open it in the editor, what a page does not add up itself."""


def page(engine: Engine, iri: str) -> Response:
    """See EntityPage. `?parts=` and `?projects=` are the pages of these lists."""
    found = programme(engine, iri, page_number("parts"), page_number("projects"))
    dossier = found.dossier
    dossier.complete(
        *found.above,
        *found.funders,
        *found.graphs,
        *found.parts.things,
        *found.projects.things,
        *(concept for one in found.sums or () for concept in (one.kind, one.currency)),
    )
    return render_page(
        "entity/programme.html",
        programme=found,
        kind=_kind(found),
        has_periods=any(dossier.period(dossier.mention(one)) for one in found.projects.things),
        most_summed=MOST_SUMMED,
        sums_query=written(SUMS_QUERY, programme=iri),
        at_odds=at_odds(engine, iri),
        charts=figures(engine, iri, found.series),
        json_ld=script(_data(found)),
    )


def _kind(found: Programme) -> str:
    """The key of the text that says what it is."""
    classes = found.own.all("rdf:type")
    kinds = ("Programme", "ProgrammeActivity", "CallTopic")
    return next((kind for kind in kinds if f"{CA}{kind}" in classes), "Programme")


def _data(found: Programme) -> dict[str, Data]:
    """The programme for search engines."""
    dossier, own = found.dossier, found.own
    return thing(
        "FundingScheme" if _kind(found) == "Programme" else "Grant",
        dossier[own.iri],
        url=own.iri,
        identifier=identifiers(own),
        funder=[thing("Organization", dossier[one]) for one in found.funders],
        isPartOf=thing("FundingScheme", dossier[found.above[0]]) if found.above else None,
        sameAs=list(own.all("skos:exactMatch")),
    )
