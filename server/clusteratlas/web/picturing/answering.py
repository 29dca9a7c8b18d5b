"""A picture as the answer to a request: as a page, or as a file."""

from __future__ import annotations

from typing import Any

from flask import Response

from clusteratlas.web.pages import render_page
from clusteratlas.web.picturing.figure import Picture
from clusteratlas.web.picturing.files import file_of


def answered(picture: Picture, form: str, **values: Any) -> Response:
    """The picture in a form; its page for '', made with `values`."""
    if not form:
        return render_page(f"pictures/{picture.kind}.html", picture=picture, **values)
    response = file_of(picture, form)
    ending = picture.path.rpartition("/")[2]
    response.headers["Content-Disposition"] = f'inline; filename="{ending}.{form}"'
    response.vary.add("Accept-Language")
    return response
