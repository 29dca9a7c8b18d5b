"""The page of a saved query: its form, and below it the result for the values in the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

from flask import Response, request, url_for

from clusteratlas.catalogue import SavedQuery
from clusteratlas.catalogue.lasting import is_lasting
from clusteratlas.catalogue.slicing import query_form
from clusteratlas.engine.protocol import Engine
from clusteratlas.errors import ClusterAtlasError
from clusteratlas.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS
from clusteratlas.rdf.protocol import QueryRequest
from clusteratlas.web.address import address, href
from clusteratlas.web.editor.cells import Cell, Cells
from clusteratlas.web.editor.raw import written
from clusteratlas.web.editor.result import Graph, Rows, Shown, read
from clusteratlas.web.pages import page_language, render_page
from clusteratlas.web.problems import Problem, problem_of
from clusteratlas.web.saved.asking import read_form, texts
from clusteratlas.web.saved.browsing import tag_label
from clusteratlas.web.saved.form import Field, Form
from clusteratlas.web.saved.part import MOST, read_part
from clusteratlas.web.saved.rest import page_of
from clusteratlas.web.saved.samples import samples
from clusteratlas.web.saved.things import Choice, UnknownThing
from clusteratlas.web.saved.values import require_known
from clusteratlas.web.versions import lend_engine

SHOWN = 100
"""Rows of a result on a page, where no other number is asked for."""
_MOST_SHOWN = 500
_SAYS_NOTHING = frozenset({"format", "lang", "timeout", "version"})


@dataclass(frozen=True)
class _Shown:
    """A part of the result, and the addresses of those around it ('' where there is none).

    `cells` are those of rows, `text` is the beginning of a graph in Turtle.
    """

    result: Shown
    first: int = 1
    cells: Sequence[Sequence[Cell]] = ()
    text: str = ""
    previous: str = ""
    next: str = ""


def page(query: SavedQuery) -> Response:
    """The page; the query is run once the address has anything to say of it."""
    is_asked = bool(request.args.keys() - _SAYS_NOTHING)
    shown, problem = None, None
    with lend_engine() as engine:
        form = read_form(query, engine)
        try:
            require_known(query, request.args, texts())
            if form.error:
                raise form.error
            if is_asked:
                shown = _run(engine, form)
        except ClusterAtlasError as error:
            problem = problem_of(error)
    return _rendered(form, shown, problem)


def _rendered(form: Form, shown: _Shown | None, problem: Problem | None) -> Response:
    filled = Form(form.query, [replace(field, error=None) for field in form.fields])
    bound = filled.text
    call = _call_address(form)
    is_graph = query_form(bound) in ("CONSTRUCT", "DESCRIBE")
    response = render_page(
        "query.html",
        query=form.query,
        form=form,
        bound=bound,
        shown=shown,
        problem=problem,
        page_size=SHOWN,
        most=MOST,
        tag_label=lambda tag: tag_label(tag, texts()),
        address=call,
        samples=samples(_with(call, [("format", "csv")])),
        choose=partial(_choose, form),
        is_graph=is_graph,
        graph_formats=GRAPH_FORMATS,
        formats=GRAPH_FORMATS if is_graph else RESULT_FORMATS,
    )
    if problem:
        response.status_code = problem.status
        response.headers.update(problem.headers)
    if not is_lasting(bound):
        response.headers["Cache-Control"] = "no-store"
    return response


def _run(engine: Engine, form: Form) -> _Shown:
    asked = read_part(request.args, SHOWN, texts())
    part = replace(asked, limit=min(asked.limit, _MOST_SHOWN))
    if query_form(form.text) != "SELECT":
        result = read(engine.query(QueryRequest(form.text)), _MOST_SHOWN)
        return _Shown(result, text=written(result) if isinstance(result, Graph) else "")
    rows = read(page_of(engine, form.text, part), part.limit)
    assert isinstance(rows, Rows)
    here = url_for("queries.query", name=form.query.name)
    before = part.previous
    return _Shown(
        rows,
        part.offset + 1,
        # By their short names: queries give names in columns of their own.
        cells=Cells(page_language(), href, labels={}).table(rows.rows),
        previous=_with(here, [*form.arguments, *before.arguments()]) if before else "",
        next=_with(here, [*form.arguments, *part.next.arguments()]) if rows.has_more else "",
    )


def _choose(form: Form, field: Field, choice: Choice) -> str:
    """The address of the page with `choice` in the place of what was typed in `field`."""
    unclear = field.error.value if isinstance(field.error, UnknownThing) else ""
    arguments = [
        (each.name, choice.short if each is field and value == unclear else value)
        for each in form.fields
        for value in each.typed
    ]
    here = url_for("queries.query", name=form.query.name)
    return _with(here, [*arguments, ("limit", str(SHOWN))])


def _call_address(form: Form) -> str:
    """The REST address for the values in the form."""
    arguments = form.arguments if not form.error else []
    return _with(address(f"/queries/{form.query.name}"), arguments)


def _with(address_: str, arguments: list[tuple[str, str]]) -> str:
    if not arguments:
        return address_
    return f"{address_}{'&' if '?' in address_ else '?'}{urlencode(arguments)}"
