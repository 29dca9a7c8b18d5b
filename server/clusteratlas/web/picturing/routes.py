"""The routes of the pictures: each is a page and, by its suffix, a file."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import plain, select
from clusteratlas.entities.collaboration import By
from clusteratlas.entities.geography import clusters
from clusteratlas.entities.measures import measures
from clusteratlas.entities.naming import Names, labels
from clusteratlas.errors import ParameterError
from clusteratlas.terms import SCHEME
from clusteratlas.web.paging import page_number
from clusteratlas.web.picturing.answering import answered
from clusteratlas.web.picturing.asked import asked_choice, asked_thing, asked_years, is_name
from clusteratlas.web.picturing.atlases import SHOWN, AskedMap, map_of
from clusteratlas.web.picturing.charts import most_observed, series
from clusteratlas.web.picturing.figure import address_of
from clusteratlas.web.picturing.files import FORMS
from clusteratlas.web.picturing.networks import SIZES, AskedNetwork, network
from clusteratlas.web.picturing.timelines import timeline
from clusteratlas.web.picturing.wording import label, picked
from clusteratlas.web.versions import lend_engine

blueprint = Blueprint("picturing", __name__)

_FILES = f"<any({','.join(FORMS)}):form>"
_DEFAULT_SIZE = "400"

_MOST_INVOLVED = """
SELECT ?cluster (COUNT(*) AS ?number) {
  VALUES ?cluster { $clusters }
  LATERAL { SELECT ?cluster ?own { ?own ca:participant ?cluster } LIMIT 100 }
}
GROUP BY ?cluster
ORDER BY DESC(?number) ?cluster
LIMIT 1
"""
_KINDS = """
SELECT ?kind { ?kind skos:inScheme $scheme } ORDER BY ?kind LIMIT 100
"""
_COUNTRIES = "SELECT ?country { ?country a ca:Country } LIMIT 300"


@blueprint.get("/map", defaults={"form": ""})
@blueprint.get(f"/map.{_FILES}")
def map_(form: str) -> Response:
    """Where things are."""
    if is_name("about"):
        return _searched("about")
    asked = AskedMap(
        asked_thing("about"),
        asked_choice("show", SHOWN, SHOWN[0]),
        asked_thing("country"),
        asked_thing("kind"),
    )
    with lend_engine() as engine:
        found = map_of(engine, asked, page_number())
        if form:
            return answered(found.picture, form)
        kinds = _named(engine, _KINDS, scheme=f"{SCHEME}organisation-kind")
        countries = _named(engine, _COUNTRIES)
        about = _label(engine, asked.about)
    return answered(
        found.picture, form, asked=asked, without=found.without, kinds=kinds,
        countries=countries, about=about,
    )  # fmt: skip


@blueprint.get("/network", defaults={"form": ""})
@blueprint.get(f"/network.{_FILES}")
def network_(form: str) -> Response:
    """Who works with whom around a thing."""
    if is_name("about"):
        return _searched("about")
    with lend_engine() as engine:
        asked = AskedNetwork(
            asked_thing("about") or _most_involved(engine),
            By(asked_choice("by", [by.value for by in By], By.PROJECT.value)),
            asked_years(),
            asked_thing("country"),
            asked_choice("size", SIZES, _DEFAULT_SIZE),
        )
        found = network(engine, asked, page_number())
        about = _label(engine, asked.about)
        country = _label(engine, asked.country)
    return answered(
        found.picture, form, asked=asked, countries=found.countries, about=about,
        country=country, sizes=[(size, size) for size in SIZES],
    )  # fmt: skip


@blueprint.get("/timeline", defaults={"form": ""})
@blueprint.get(f"/timeline.{_FILES}")
def timeline_(form: str) -> Response:
    """What ran or took place around a thing, and when."""
    if is_name("about"):
        return _searched("about")
    years = asked_years()
    with lend_engine() as engine:
        asked = asked_thing("about") or _most_involved(engine)
        picture = timeline(engine, asked, years, page_number())
        about = _label(engine, asked)
    return answered(picture, form, asked=asked, years=years, about=about)


@blueprint.get("/chart/series", defaults={"form": ""})
@blueprint.get(f"/chart/series.{_FILES}")
def series_(form: str) -> Response:
    """A quantity of a thing over time."""
    asked = asked_thing("about")
    if not asked:
        raise ParameterError("“about” is missing.", hint="?about= takes the IRI of a thing.")
    given = request.args.get("measure", "").removeprefix(SCHEME)
    with lend_engine() as engine:
        measure = f"{SCHEME}{given}" if given else most_observed(engine, asked)
        picture = series(engine, asked, _iri(measure), page_number())
        names = labels(engine, measures(engine, asked))
        about = _label(engine, asked)
    known = [(iri.removeprefix(SCHEME), picked(texts)) for iri, texts in names.items()]
    return answered(picture, form, asked=asked, measures=known, about=about)


def _iri(measure: str) -> str:
    if not measure.removeprefix(f"{SCHEME}measure/").replace("-", "").isalnum():
        raise ParameterError(
            f"“{measure[:80]}” is no measure.", hint="?measure= takes measure/member-count, say."
        )
    return measure


def _searched(parameter: str) -> Response:
    """Words where an IRI is wanted: whoever typed them chooses among what is called so."""
    response = redirect(address_of("/search", {"q": request.args[parameter].strip()}))
    assert isinstance(response, Response)
    return response


def _most_involved(engine: Engine) -> str:
    """The cluster with the most participations: something to begin with."""
    for cluster, _ in select(engine, _MOST_INVOLVED, clusters=clusters(engine)):
        return plain(cluster)
    raise ParameterError("“about” is missing.", hint="?about= takes the IRI of a thing.")


def _label(engine: Engine, iri: str) -> str:
    if not iri:
        return ""
    names = Names()
    names.want(iri)
    names.look_up(engine)
    return label(names, iri)


def _named(engine: Engine, query: str, **terms: str) -> list[tuple[str, str]]:
    """The things that a query lists, by their names."""
    found = [plain(thing) for (thing,) in select(engine, query, **terms)]
    named = [(iri, picked(texts)) for iri, texts in labels(engine, found).items()]
    return sorted(named, key=lambda item: (item[1].casefold(), item[0]))
