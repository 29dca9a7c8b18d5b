"""What importing needs of an importer, of the matching of identities and of the validation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any, Protocol, TypeAlias

from pyoxigraph import Store

from clusteratlas.dataset.matching.sources import TextSource
from clusteratlas.engine.changes import Changes
from clusteratlas.validation.report import Report as ValidationReport


class Reason(Protocol):
    """Why a row was set aside, or what was odd about it."""

    @property
    def code(self) -> str:
        """Stable, for programs."""
        ...

    def text(self, language: str) -> str:
        """In words."""
        ...


class Finding(Protocol):
    """A place in a file, and what is the matter there. Lines count from 1."""

    @property
    def file(self) -> str:
        """The file's name."""
        ...

    @property
    def line(self) -> int:
        """The line on which the row begins."""
        ...

    @property
    def column(self) -> str:
        """The column's name, '' for the whole row."""
        ...

    @property
    def value(self) -> str:
        """What stands there."""
        ...

    @property
    def reason(self) -> Reason:
        """What is the matter."""
        ...


class ReadingReport(Protocol):
    """What a reading told so far: counts by file, by kind of thing and by reason."""

    rows: Counter[str]
    made: Counter[str]
    linked: Counter[str]
    set_aside: Counter[Any]
    oddities: Counter[Any]
    done_bytes: int


Listener: TypeAlias = Callable[[Any], None]
"""Told of each finding."""

NewReport: TypeAlias = Callable[[Listener, Listener], ReadingReport]
"""Makes a report, of which the listeners hear what is set aside, and what is odd."""


class Reading(Protocol):
    """The content of opened files."""

    def blocks(self, gazetteer: Any, report: Any) -> Iterator[str]:
        """Lines of N-Triples in canonical form, without blank nodes; a triple may come twice."""
        ...


class SourceDescription(Protocol):
    """What is said of the graph of an import. Texts are by language."""

    @property
    def title(self) -> Mapping[str, str]:
        """Its title."""
        ...

    @property
    def publisher(self) -> str:
        """The publisher's name."""
        ...

    @property
    def rank(self) -> int:
        """Its place in the order of trust, 1 the highest."""
        ...

    @property
    def rank_reason(self) -> Mapping[str, str]:
        """Why it has that place."""
        ...

    @property
    def address(self) -> str:
        """Where the source publishes it, '' where unknown."""
        ...

    @property
    def licence(self) -> str:
        """The IRI of its licence, '' where unknown."""
        ...

    @property
    def language(self) -> str:
        """The tag of the language that it is in."""
        ...


class Opened(Protocol):
    """Files that can be read into the graph whose slug is `graph`."""

    @property
    def graph(self) -> str:
        """The slug of the graph."""
        ...

    @property
    def description(self) -> SourceDescription:
        """What is said of the graph."""
        ...

    @property
    def documents(self) -> Mapping[str, str]:
        """The titles of the files, by the slug of each."""
        ...

    @property
    def reading(self) -> Reading:
        """Their content."""
        ...

    @property
    def parameters(self) -> str:
        """What decides on the outcome beside the files."""
        ...

    @property
    def bytes(self) -> int:
        """How much there is to read, in the unit of `ReadingReport.done_bytes`."""
        ...


class Stage(Enum):
    """What an import does, in this order."""

    CHECK = "check"
    READ = "read"
    COMPARE = "compare"
    LOAD = "load"
    MATCH = "match"
    DERIVE = "derive"
    VALIDATE = "validate"
    PUBLISH = "publish"


Progress: TypeAlias = Callable[[Stage, int, int], None]
"""Told of each step: the stage, how much of it is done, and how much there is; 0 of 0 where that is
not known."""


class Matcher(Protocol):
    """Finds what is one thing."""

    def __call__(self, store: Store, graph: str, text: TextSource | None = None) -> Changes:
        """What changes in the graph of matches when a `graph` is new.

        It is in the store, or what it says is in `text`.
        """
        ...


def no_matches(store: Store, graph: str, text: TextSource | None = None) -> Changes:
    """A matcher that leaves the matches as they are."""
    del store, graph, text
    return Changes()


StoreValidator: TypeAlias = Callable[[Store, Callable[[int, int], None]], ValidationReport]
"""Validates the default graph of a store, and tells how many of how many parts are done."""
