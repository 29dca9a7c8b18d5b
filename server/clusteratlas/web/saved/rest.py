"""`/queries/<name>` for programs: the query run with typed parameters, its rows page by page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from io import BytesIO

from flask import Response, request

from clusteratlas.catalogue import SavedQuery
from clusteratlas.catalogue.lasting import is_lasting
from clusteratlas.catalogue.slicing import is_ordered, query_form, sliced
from clusteratlas.engine.protocol import Boolean, Engine, Solutions, Triples
from clusteratlas.errors import ParameterError
from clusteratlas.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, GraphFormat, ResultFormat
from clusteratlas.rdf.negotiation import choose_format
from clusteratlas.rdf.protocol import QueryRequest
from clusteratlas.web.address import address
from clusteratlas.web.answer import pushed
from clusteratlas.web.saved.asking import read_form, texts
from clusteratlas.web.saved.part import MOST, Part, links, read_part
from clusteratlas.web.saved.rows import Rows
from clusteratlas.web.saved.values import require_known
from clusteratlas.web.versions import lend_engine

_PAGING = ("limit", "offset", "page")


def answer(query: SavedQuery) -> Response:
    """The result for the parameters of the address.

    Rows come in pages, with the others' addresses in Link headers; graphs and truths come whole.
    Whoever accepts RDF alone where the result is none is led to the description of the query.
    Raises ParameterError in the reader's language, NotAcceptable, and what the engine raises.
    """
    require_known(query, request.args, texts())
    form = query_form(query.text)
    wanted = _description_wanted(form)
    if wanted:
        location = f"{request.root_path}/queries/{query.name}{wanted.suffix}"
        return Response(status=303, headers={"Location": location, "Vary": "Accept"})
    part = read_part(request.args, MOST, texts())
    if form != "SELECT" and any(name in request.args for name in _PAGING):
        raise ParameterError(texts()["saved_not_paged"], hint=texts()["saved_not_paged_hint"])
    with ExitStack() as lending:
        engine = lending.enter_context(lend_engine())
        filled = read_form(query, engine)
        if filled.error:
            raise filled.error
        call = _Call(filled.text, form, part)
        format_name, run = call.prepared(engine, lending)
        is_kept = is_lasting(call.text)
        tag = call.entity_tag(engine.version, format_name)
        if is_kept and request.if_none_match.contains_weak(tag):
            response = Response(status=304)
        else:
            response = run()
    response.vary.update(("Accept", "Accept-Language"))
    response.headers["Cache-Control"] = "no-cache" if is_kept else "no-store"
    if is_kept:
        response.set_etag(tag, weak=True)
    return response


def _description_wanted(form: str) -> GraphFormat | None:
    """The format of RDF that is asked for where the result is no graph: it is of the query itself.

    None where the result is asked for. Raises NotAcceptable.
    """
    if form not in ("SELECT", "ASK") or "format" in request.args:
        return None
    offered: list[ResultFormat | GraphFormat] = [*RESULT_FORMATS, *GRAPH_FORMATS]
    chosen = choose_format(offered, request.headers.get("Accept"), None)
    return next((format_ for format_ in GRAPH_FORMATS if format_.name == chosen.name), None)


@dataclass(frozen=True)
class _Call:
    """A query with its values bound, its form, and the part of its rows that is asked for."""

    text: str
    form: str
    part: Part

    def prepared(self, engine: Engine, lending: ExitStack) -> tuple[str, Callable[[], Response]]:
        """The name of the format of the answer, and what makes the answer. Raises NotAcceptable.

        What is written while it is sent takes the engine's loan over from `lending`.
        """
        accept, wanted = request.headers.get("Accept"), request.args.get("format")
        if self.form in ("SELECT", "ASK"):
            of_results = choose_format(RESULT_FORMATS, accept, wanted)
            rows = self._page if self.form == "SELECT" else self._truth
            return of_results.name, partial(rows, engine, of_results)
        of_graphs = choose_format(GRAPH_FORMATS, accept, wanted)
        return of_graphs.name, partial(self._graph, engine, of_graphs, lending)

    def entity_tag(self, version: str, format_name: str) -> str:
        """Of the answer: also its links count, which say how the client counts."""
        parts = (version, self.text, repr(self.part), format_name, address(request.path))
        return sha256("\0".join(parts).encode()).hexdigest()[:32]

    def _page(self, engine: Engine, format_: ResultFormat) -> Response:
        rows = Rows.read(page_of(engine, self.text, self.part), self.part.limit)
        response = Response(rows.written(format_), content_type=format_.content_type)
        others = [pair for pair in request.args.items(multi=True) if pair[0] not in _PAGING]
        response.headers["Link"] = links(
            address(request.path), others, self.part, rows.count, has_more=rows.has_more
        )
        return response

    def _truth(self, engine: Engine, format_: ResultFormat) -> Response:
        output = BytesIO()
        result = engine.query(QueryRequest(self.text))
        if not isinstance(result, Boolean):
            raise TypeError("An ASK query was expected.")
        result.write(output, format_)
        return Response(output.getvalue(), content_type=format_.content_type)

    def _graph(self, engine: Engine, format_: GraphFormat, lending: ExitStack) -> Response:
        result = engine.query(QueryRequest(self.text))
        if not isinstance(result, Triples):
            raise TypeError("A query that makes a graph was expected.")
        push = partial(result.write, format_=format_)
        return pushed(push, format_.content_type, lending.pop_all().close)


def page_of(engine: Engine, text: str, part: Part) -> Solutions:
    """The rows of `part`, and one more if there is one, in an order that stays the same.

    A query that does not sort its rows is sorted by all its columns: else a row could stand on two
    pages and another on none.
    """
    order: tuple[str, ...] = ()
    if not is_ordered(text):
        order = _solutions(engine, sliced(text, 0)).variables
    return _solutions(engine, sliced(text, part.limit + 1, part.offset, order))


def _solutions(engine: Engine, text: str) -> Solutions:
    result = engine.query(QueryRequest(text))
    if not isinstance(result, Solutions):
        raise TypeError("A SELECT query was expected.")
    return result
