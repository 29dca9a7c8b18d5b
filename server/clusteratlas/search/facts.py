"""What is asked of a version for searching, one pass along an index of the store after the other.

Each pass is a query for `?thing` and `?value`. Asked of a few things the same queries begin with
those, so that what is made of a thing does not depend on how it was asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, cast

from pyoxigraph import Literal, NamedNode

from clusteratlas.engine.protocol import Engine, Solutions, Term
from clusteratlas.rdf.protocol import QueryRequest
from clusteratlas.search.kinds import KINDS
from clusteratlas.terms import PREFIXES

PROLOGUE: Final = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_AT_ONCE: Final = 200
"""Things that one query names."""


class Fact(NamedTuple):
    """What is said of a thing in a field; `language` is that of a text, else ''."""

    thing: str
    field: str
    value: str
    language: str = ""


@dataclass(frozen=True)
class _Pass:
    field: str
    pattern: str
    value: str = "?value"
    group: str = ""

    def query(self, things: Sequence[str]) -> str:
        named = " ".join(f"<{thing}>" for thing in things)
        first = f"VALUES ?thing {{ {named} }} " if things else ""
        return (
            f"{PROLOGUE}SELECT ?thing {self.value} WHERE {{ {first}{self.pattern} }} {self.group}"
        )


# Fields of names, in the order in which they are preferred as the label.
LABEL, TITLE, NAME, ALIAS, HIDDEN, GIVEN = "label", "title", "name", "alias", "hidden", "given"
NAME_FIELDS: Final = (LABEL, TITLE, NAME, ALIAS, HIDDEN, GIVEN)

KIND, IDENTIFIER, NOTE, LINKS = "kind", "identifier", "note", "links"
PLACE, PROGRAMME, PERIOD = "place", "programme", "period"
PARTICIPANT, PROJECT = "participant", "project"


def _values(field: str, properties: str) -> tuple[_Pass, ...]:
    return tuple(_Pass(field, f"?thing {each} ?value") for each in properties.split())


def _links(properties: str) -> tuple[_Pass, ...]:
    """How many point to a thing, which the engine counts along its index."""
    return tuple(
        _Pass(LINKS, f"?other {each} ?thing", "(COUNT(*) AS ?value)", "GROUP BY ?thing")
        for each in properties.split()
    )


_PASSES: Final = (
    *(
        _Pass(KIND, f"?thing a <{class_}>", f'("{kind.name}" AS ?value)')
        for kind in KINDS.values()
        for class_ in kind.classes
    ),
    *_values(LABEL, "skos:prefLabel"),
    *_values(NAME, "foaf:name"),
    *_values(TITLE, "dcterms:title"),
    *_values(ALIAS, "skos:altLabel schema:alternateName"),
    *_values(HIDDEN, "skos:hiddenLabel"),
    _Pass(GIVEN, "?use a ca:NameUse ; ca:about ?thing ; ca:nameAsGiven ?value"),
    _Pass(GIVEN, "?use ca:member ?thing ; ca:nameAsGiven ?value"),
    *_values(
        IDENTIFIER,
        "dcterms:identifier ca:pic ca:rcn ca:nutsCode ca:countryCode schema:vatID schema:leiCode "
        "skos:notation",
    ),
    *_values(NOTE, "dcterms:description"),
    *_values(PLACE, "ca:locatedIn skos:broader"),
    *_values(PROGRAMME, "ca:underProgramme"),
    *_values(PERIOD, "ca:during"),
    *_links(
        "ca:locatedIn ca:underProgramme ca:underTopic ca:subject ca:member ca:memberOf ca:funder "
        "ca:attendee ca:host ca:topic ca:sector skos:broader dcterms:isPartOf skos:inScheme"
    ),
)

# The longest of all: what it says is said of the project and of the organisation.
_PARTICIPATIONS: Final = """\
?project ca:hasParticipation ?participation . ?participation ca:participant ?organisation .
OPTIONAL { ?participation ca:nameAsGiven ?given }"""

PASSES: Final = len(_PASSES) + 1


def gather(engine: Engine, things: Sequence[str] = ()) -> Iterator[tuple[int, Fact]]:
    """What is said of `things`, or of all, each with the number of the pass that found it."""
    for number, each in enumerate(_PASSES):
        for some in _batches(things):
            for thing, value in select(engine, each.query(some)):
                if isinstance(thing, NamedNode) and isinstance(value, (Literal, NamedNode)):
                    language = (value.language or "") if isinstance(value, Literal) else ""
                    yield number, Fact(thing.value, each.field, value.value, language)
    for fact in _participations(engine, things):
        yield len(_PASSES), fact


def select(engine: Engine, query: str) -> Iterator[tuple[Term | None, ...]]:
    """The rows of a SELECT that begins with the prologue."""
    return iter(cast("Solutions", engine.query(QueryRequest(query))))


def values_of(engine: Engine, pattern: str, things: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The rows of `?thing ?value` and what else the pattern binds, as texts."""
    for some in _batches(things):
        for row in select(engine, _Pass("", pattern, "?value ?other").query(some)):
            yield tuple("" if term is None else str(getattr(term, "value", "")) for term in row)


def _participations(engine: Engine, things: Sequence[str]) -> Iterator[Fact]:
    if not things:
        for project, organisation, given in _rows(engine, "", ()):
            yield from _of_project(project, organisation)
            yield from _of_organisation(project, organisation, given)
        return
    for project, organisation, _ in _rows(engine, "?project", things):
        yield from _of_project(project, organisation)
    for project, organisation, given in _rows(engine, "?organisation", things):
        yield from _of_organisation(project, organisation, given)


def _of_project(project: str, organisation: str) -> Iterator[Fact]:
    yield Fact(project, PARTICIPANT, organisation)


def _of_organisation(project: str, organisation: str, given: str) -> Iterator[Fact]:
    yield Fact(organisation, PROJECT, project)
    if given:
        yield Fact(organisation, GIVEN, given)


def _rows(engine: Engine, variable: str, things: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    for some in _batches(things):
        named = " ".join(f"<{thing}>" for thing in some)
        first = f"VALUES {variable} {{ {named} }} " if some else ""
        query = f"SELECT ?project ?organisation ?given WHERE {{ {first}{_PARTICIPATIONS} }}"
        for project, organisation, given in select(engine, PROLOGUE + query):
            if isinstance(project, NamedNode) and isinstance(organisation, NamedNode):
                text = given.value if isinstance(given, Literal) else ""
                yield project.value, organisation.value, text


def _batches(things: Sequence[str]) -> Iterator[Sequence[str]]:
    """Some of `things` at a time; once nothing where all are meant."""
    if not things:
        yield ()
    for start in range(0, len(things), _AT_ONCE):
        yield things[start : start + _AT_ONCE]
