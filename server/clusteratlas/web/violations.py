"""The answer to a write that the shapes forbid: 422 with what is wrong and how to mend it."""

from __future__ import annotations

import json

from flask import Response, request

from clusteratlas.errors import ShapeViolation
from clusteratlas.rdf.formats import GRAPH_FORMATS
from clusteratlas.validation.report import Report
from clusteratlas.validation.writers import findings_as_json
from clusteratlas.web.pages import page_language
from clusteratlas.web.problems import PROBLEM_JSON, problem_of

_TURTLE = GRAPH_FORMATS[0]


def violation_response(error: ShapeViolation) -> Response:
    """The problem with its `findings` in the reader's language; or the W3C report as Turtle.

    The report it is for a client that accepts Turtle and likes it better than JSON.
    """
    problem, report = problem_of(error), error.report
    assert isinstance(report, Report)
    accepted = request.accept_mimetypes.best_match(
        [PROBLEM_JSON, "application/json", _TURTLE.media_type], default=PROBLEM_JSON
    )
    if accepted == _TURTLE.media_type:
        response = Response(report.turtle, content_type=_TURTLE.content_type)
    else:
        language = page_language()
        members = {**problem.members(), "findings": findings_as_json(report, language)}
        response = Response(json.dumps(members, ensure_ascii=False), content_type=PROBLEM_JSON)
        response.headers["Content-Language"] = language
    response.status_code = problem.status
    response.vary.update(("Accept", "Accept-Language"))
    return response
