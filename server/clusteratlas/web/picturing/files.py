"""A picture as a file: SVG, PNG, or the data as CSV."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256

from flask import Response

from clusteratlas.pictures.png import render
from clusteratlas.pictures.svg import standalone, standalone_style
from clusteratlas.pictures.table import write_csv
from clusteratlas.web.headers import CONTENT_SECURITY_POLICY
from clusteratlas.web.picturing.drawn import Drawn

FORMS = ("svg", "png", "csv")
_PNG_WIDTH = 1280


def file_of(picture: Drawn, form: str) -> Response:
    """The picture in one of the FORMS."""
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
