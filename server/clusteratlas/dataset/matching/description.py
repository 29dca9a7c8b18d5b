"""The description of the graph of matches, which stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from clusteratlas.dataset.matching import vocabulary as v

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION: Final = 1
"""Raised whenever the same records would be matched otherwise."""

_LANGUAGES: Final = "http://publications.europa.eu/resource/authority/language/"
_TEXTS: Final = (
    (v.TITLE, "Matches", "Dopasowania"),
    (
        v.DESCRIPTION,
        "Which records of imported lists mean one thing, found by the program or by a curator.",
        "Które zapisy zaimportowanych list oznaczają tę samą rzecz, według programu lub kuratora.",
    ),
)


def description() -> Iterator[Quad]:
    """The quads that describe the graph of matches."""
    for predicate, english, polish in _TEXTS:
        yield _quad(predicate, Literal(english, language="en"))
        yield _quad(predicate, Literal(polish, language="pl"))
    yield _quad(v.TYPE, v.REFERENCE_GRAPH)
    yield _quad(v.IMPORTER, Literal(f"matching {VERSION}"))
    yield _quad(v.LICENCE, NamedNode("https://creativecommons.org/licenses/by/4.0/"))
    yield _quad(v.PUBLISHER, v.thing("agent", "cluster-atlas-maintainers"))
    for language in ("ENG", "POL"):
        yield _quad(v.LANGUAGE, NamedNode(_LANGUAGES + language))


def _quad(predicate: NamedNode, object_: NamedNode | Literal) -> Quad:
    return Quad(v.MATCHES, predicate, object_, v.MATCHES)
