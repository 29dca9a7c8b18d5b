"""What is said of an IRI that nothing is known of: it moved, it went, or it never was."""

from __future__ import annotations

from functools import lru_cache

from flask import Response, redirect

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.description import is_known
from clusteratlas.entities.identity import canonical
from clusteratlas.errors import ClusterAtlasError, GoneThing, UnknownThing, UnknownVersion
from clusteratlas.terms import shorten
from clusteratlas.web.address import is_own
from clusteratlas.web.context import atlas
from clusteratlas.web.current import OlderVersions
from clusteratlas.web.linked.asked import Asked
from clusteratlas.web.linked.envelope import address_of, link

_MOST_VERSIONS = 10
_MOVED = 301


def moved(engine: Engine, asked: Asked) -> Response | None:
    """The way to the thing that a merged record is, in the form that was asked for; else None.

    Permanent, since the record's IRI is not to be used any more; but asked for anew each time,
    since a merge can be taken back.
    """
    thing = canonical(engine, asked.iri)
    if thing is None:
        return None
    location = address_of(thing, asked.form) if is_own(thing) else thing
    response = redirect(location, _MOVED)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Link"] = link(thing, rel="canonical")
    assert isinstance(response, Response)
    return response


def absent(iris: tuple[str, ...], version: str) -> ClusterAtlasError:
    """The error of IRIs that `version` knows nothing of, the likeliest first."""
    if iris:
        older = atlas().older
        for earlier in [kept for kept in older.kept() if kept < version][:_MOST_VERSIONS]:
            for iri in iris:
                if _knew(older, earlier, iri):
                    return GoneThing(
                        f"The atlas no longer says anything of {shorten(iri)}.",
                        hint=f"The version {earlier} was the last that did: ask it with "
                        f"?version={earlier}.",
                    )
    return UnknownThing(
        "The atlas says nothing of this address.",
        hint="Look the name up by the search, or list what there is at /sparql.",
    )


@lru_cache(maxsize=4_096)
def _knew(older: OlderVersions, version: str, iri: str) -> bool:
    """Whether a kept version knew `iri`: looked up once, since a version never changes."""
    try:
        with older.visit(version) as engine:
            return is_known(engine, iri) or canonical(engine, iri) is not None
    except UnknownVersion:
        # Removed since it was listed.
        return False
