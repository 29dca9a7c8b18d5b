"""`/conflicts`: the ledger of what sources disagree about, with preferred values and their rule."""

from __future__ import annotations

from flask import Blueprint, Response, request
from pyoxigraph import NamedNode

from clusteratlas.entities.ledger.ledger import Asked, ledger
from clusteratlas.entities.ledger.quantities import Verdict
from clusteratlas.errors import ParameterError
from clusteratlas.web.pages import render_page
from clusteratlas.web.paging import page_number
from clusteratlas.web.versions import lend_engine

blueprint = Blueprint("conflicts", __name__)

_KINDS = {kind.value: kind for kind in (Verdict.CONFLICT, Verdict.IMPRECISION, Verdict.SERIES)}


@blueprint.get("/conflicts")
def page() -> Response:
    """One page of the ledger: `?about=` one thing, of one `?kind=`, a `?part=` of the atlas."""
    asked = Asked(_about(), _kind(), page_number("part"), page_number())
    with lend_engine() as engine:
        found = ledger(engine, asked)
    return render_page("conflicts.html", ledger=found, kinds=_KINDS)


def _about() -> str:
    """The IRI of the thing, '' for all. Raises ParameterError for what is no IRI."""
    iri = request.args.get("about", "").strip()
    if not iri:
        return ""
    try:
        return NamedNode(iri).value
    except ValueError as error:
        raise ParameterError(
            f"“{iri}” is no IRI.", hint="Give the IRI of a thing in `about`, or leave it out."
        ) from error


def _kind() -> Verdict | None:
    """The kind, None for all. Raises ParameterError for one that there is not."""
    name = request.args.get("kind", "")
    if name and name not in _KINDS:
        raise ParameterError(f"There is no kind “{name}”.", hint=f"Kinds: {', '.join(_KINDS)}.")
    return _KINDS.get(name)
