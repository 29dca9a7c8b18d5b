"""`/static/…`: the styles, scripts and signs of the pages, kept by browsers for a year.

What the build of the client wrote stands in `static/built`; what needs no building in `static`.
An address carries the checksum of its file, so that a changed file has another address.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, request

from clusteratlas.web.localised import root_path

_STATIC = Path(__file__).resolve().parent / "static"
BUILT = _STATIC / "built"
_FOLDERS = (BUILT, _STATIC)

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
_A_YEAR = 365 * 24 * 3600
_HASHED_NAME = re.compile(r".+-[A-Z0-9]{8}\.\w+")

blueprint = Blueprint("files", __name__)


@dataclass(frozen=True)
class _File:
    contents: bytes
    checksum: str


def install(app: Flask) -> None:
    """Give `app` the addresses of its files, and its templates `asset` and `font`."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(asset=asset, font=font)


def asset(name: str) -> str:
    """The address of a file, the same in every language; without checksum where there is none."""
    found = _find(name)
    address = f"{root_path(request)}/static/{name}"
    return f"{address}?v={found.checksum}" if found else address


def font(stem: str) -> str:
    """The address of a font, to be loaded early; '' where the client was not built.

    The build puts its checksum into its name, as styles have to name it.
    """
    found = next(BUILT.glob(f"{stem}-????????.woff2"), None)
    return f"{root_path(request)}/static/{found.name}" if found else ""


@blueprint.get("/static/<name>")
def file(name: str) -> Response:
    """A file: immutable when the address has its checksum, else looked at again each time."""
    found = _find(name)
    if found is None:
        abort(404)
    response = Response(found.contents, content_type=_TYPES[Path(name).suffix])
    response.set_etag(found.checksum)
    if request.args.get("v") == found.checksum or _HASHED_NAME.fullmatch(name):
        response.headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response


def _find(name: str) -> _File | None:
    if Path(name).suffix not in _TYPES or Path(name).name != name:
        return None
    for folder in _FOLDERS:
        path = folder / name
        try:
            changed = path.stat().st_mtime_ns
        except (OSError, ValueError):  # a name that no file system takes is no file
            continue
        return _read(path, changed)
    return None


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> _File:
    contents = path.read_bytes()
    return _File(contents, hashlib.sha256(contents).hexdigest()[:16])
