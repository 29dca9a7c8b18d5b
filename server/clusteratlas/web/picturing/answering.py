"""A picture as the answer to a request: as a page, or as a file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from flask import Response

from clusteratlas.pictures.png import render
from clusteratlas.pictures.svg import standalone, standalone_style
from clusteratlas.pictures.table import write_csv
from clusteratlas.web.headers import CONTENT_SECURITY_POLICY
from clusteratlas.web.pages import render_page
from clusteratlas.web.picturing.figure import Picture

_PNG_WIDTH = 1280


def answered(picture: Picture, form: str, **values: Any) -> Response:
    """The picture in a form; its page for '', made with `values`."""
    if not form:
        return render_page(f"pictures/{picture.kind}.html", picture=picture, **values)
    response = _file(picture, form)
    ending = picture.path.rpartition("/")[2]
    response.headers["Content-Disposition"] = f'inline; filename="{ending}.{form}"'
    response.vary.add("Accept-Language")
    return response


def _file(picture: Picture, form: str) -> Response:
    if form == "png":
        return Response(render(picture.drawn, _PNG_WIDTH), content_type="image/png")
    if form == "csv":
        return Response(write_csv(picture.table), content_type="text/csv; charset=utf-8")
    return Response(
        standalone(picture.drawn),
        content_type="image/svg+xml; charset=utf-8",
        headers=_POLICY_OF_FILES,
    )


def _policy_of_files() -> Mapping[str, str]:
    """An SVG file brings its style sheet along: allowed is that very text, and nothing else."""
    digest = b64encode(sha256(standalone_style().encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"
    return {CONTENT_SECURITY_POLICY: policy}


_POLICY_OF_FILES = _policy_of_files()
