"""The page at `/sparql` for a browser: the editor, and below it the result or what is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app, request

from clusteratlas.engine.guard import Limits
from clusteratlas.engine.protocol import Engine
from clusteratlas.errors import ClusterAtlasError, NotAcceptable
from clusteratlas.rdf.protocol import FORM, Pairs, QueryRequest, parse_pairs
from clusteratlas.terms import PREFIXES
from clusteratlas.web.address import address, href, is_own
from clusteratlas.web.context import atlas, settings
from clusteratlas.web.editor.asked import LONGEST_LINK, PAGES, Asked
from clusteratlas.web.editor.checking import Checked, check
from clusteratlas.web.editor.presenting import ROWS, Presented, Reader, present
from clusteratlas.web.editor.prologue import undeclared_prefixes, with_prefixes
from clusteratlas.web.editor.vocabulary import Vocabularies, Vocabulary
from clusteratlas.web.localised import root_path
from clusteratlas.web.operations import QUERY_PATH
from clusteratlas.web.pages import page_language, render_page
from clusteratlas.web.picturing.files import FORMS, file_of
from clusteratlas.web.problems import problem_of
from clusteratlas.web.query_operation import QueryCall, is_stable
from clusteratlas.web.versions import lend_engine

FIRST_QUERY = """\
PREFIX ca: <https://w3id.org/clusteratlas/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?cluster ?name WHERE {
  ?cluster a ca:Cluster ;
           skos:prefLabel ?name .
}
ORDER BY ?cluster ?name
"""

_VOCABULARIES = "clusteratlas.vocabularies"
_SHORTER_LIMITS = (2, 5, 10, 30, 60, 120)


def form() -> Response:
    """The editor with the saved query that `?saved=` names, else one to begin with.

    Raises UnknownQuery.
    """
    saved = request.args.get("saved")
    text = FIRST_QUERY if not saved else atlas().catalogue.get(saved).text.strip() + "\n"
    with lend_engine():
        return _page(Asked([("query", text)], has_labels=True))


def answered(call: QueryCall) -> Response:
    """The editor with the query that was asked, and its result or what is wrong with it."""
    text = ""
    try:
        pairs = _pairs(call)
        text = dict(pairs).get("query", "")
        asked = Asked.of(pairs)
        presented = _present(call, asked)
    except ClusterAtlasError as error:
        problem = problem_of(error)
        response = _page(Asked([("query", text)], has_labels=True), problem=problem)
        response.status_code = problem.status
        return response
    return _kept(_page(presented.asked, presented=presented), presented)


def fragment(call: QueryCall) -> Response:
    """The result alone, for the script of the page. Raises what asking raises."""
    presented = _present(call, Asked.of(_pairs(call)))
    response = render_page(
        "editor/result.html",
        presented=presented,
        asked=presented.asked,
        editor_page=_localised(QUERY_PATH),
        service_path=f"{root_path(request)}{QUERY_PATH}",
        pages=PAGES,
    )
    return _kept(response, presented)


def picture(call: QueryCall, suffix: str) -> Response:
    """The picture of the result in the format of files that end so.

    Raises NotAcceptable where the result has none in the view that is asked for, and for what is no
    format of pictures.
    """
    asked = Asked.of(_pairs(call))
    if suffix not in FORMS:
        raise NotAcceptable(
            f"A picture is not offered as “{suffix[:20]}”.",
            hint=f"Offered are: {', '.join(FORMS)}.",
        )
    presented = _present(call, asked)
    if presented.picture is None:
        raise NotAcceptable(
            "This result has no such picture.",
            hint="view=chart, map, network or timeline says which; the page says what each needs.",
        )
    return _kept(file_of(presented.picture, suffix), presented)


def checked(text: str) -> Checked:
    """What there is to say of the query `text`."""
    with lend_engine() as engine:
        known = _known_prefixes(engine, text)
    return check(text, known, Limits.of(settings()))


def vocabulary(engine: Engine) -> Vocabulary:
    """What can be completed from the engine's version."""
    vocabularies: Vocabularies = current_app.extensions.setdefault(_VOCABULARIES, Vocabularies())
    return vocabularies.of(engine, atlas().contents)


def _present(call: QueryCall, asked: Asked) -> Presented:
    with lend_engine() as engine:
        query = call.query()
        text = with_prefixes(query.query, _known_prefixes(engine, query.query))
        reader = Reader(page_language(), _page_of, _endpoint(asked))
        return present(engine, asked.with_query(text), replace(query, query=text), reader)


def _known_prefixes(engine: Engine, text: str) -> dict[str, str]:
    """The prefixes that need not be declared; those of the data only where `text` uses others."""
    if all(prefix in PREFIXES for prefix in undeclared_prefixes(text)):
        return dict(PREFIXES)
    return dict(vocabulary(engine).prefixes)


def _pairs(call: QueryCall) -> Pairs:
    """The parameters of the address and of the form."""
    is_form = call.method == "POST" and (call.content_type or "").startswith(FORM)
    return [*call.arguments, *(parse_pairs(call.body, "The form") if is_form else ())]


def _localised(path: str) -> str:
    """The address of `path` in the reader's language, which the address of a POST does not name."""
    language = f"/{page_language()}" if request.method == "POST" else ""
    return f"{request.root_path}{language}{path}"


def _page_of(iri: str) -> str:
    """Where a thing has its page."""
    address_ = href(iri)
    return _localised(address_.removeprefix(request.root_path)) if is_own(iri) else address_


def _endpoint(asked: Asked) -> str:
    """Where programs ask the same dataset."""
    parameters = urlencode(asked.dataset)
    return address(QUERY_PATH) + (f"?{parameters}" if parameters else "")


def _kept(response: Response, presented: Presented) -> Response:
    """`response`, not to be kept where the next answer would be another."""
    if not is_stable(QueryRequest(presented.asked.query)):
        response.headers["Cache-Control"] = "no-store"
    return response


def _page(asked: Asked, **values: Any) -> Response:
    values.setdefault("presented", None)
    values.setdefault("problem", None)
    return render_page(
        "sparql.html",
        asked=asked,
        settings=settings(),
        timeouts=[limit for limit in _SHORTER_LIMITS if limit < settings().query_timeout],
        editor_page=_localised(QUERY_PATH),
        service_path=f"{root_path(request)}{QUERY_PATH}",
        rows=ROWS,
        pages=PAGES,
        longest=LONGEST_LINK,
        **values,
    )
