"""What an importer is: it opens files, and says in N-Triples what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from clusteratlas.importers.gazetteer import Gazetteer
from clusteratlas.importers.report import ImportReport

Texts = Mapping[str, str]
"""A text in each language, by its tag."""


@dataclass(frozen=True)
class SourceDescription:
    """What is said of the graph that an import makes.

    `address` is where the source publishes it, `licence` the IRI of its licence; '' where unknown.
    `publisher` is the publisher's name. `rank` is its place in the order of trust, 1 the highest.
    """

    title: Texts
    publisher: str
    rank: int
    rank_reason: Texts
    address: str = ""
    licence: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Request:
    """What is to be imported.

    `graph` is the slug of the graph that was asked for, '' where the importer is to propose one;
    `mapping` is the mapping file of the importers that need one.
    """

    files: Sequence[Path]
    graph: str = ""
    mapping: Path | None = None


@dataclass(frozen=True)
class Opened:
    """Files that were looked at, and can be read.

    `graph` is the slug of the graph, `parameters` whatever else decides on the outcome (such as the
    text of a mapping), which goes into the checksum of the import. `documents` are the titles of
    the files by the slug of each (see `ntriples.document`). `reading` gives the content. `also` are
    files that come with the program and are read beside those that were asked for.
    """

    graph: str
    description: SourceDescription
    documents: Mapping[str, str]
    reading: Reading
    parameters: str = ""
    bytes: int = field(default=0)
    also: Sequence[Path] = ()


class Reading(Protocol):
    """The content of opened files."""

    def blocks(self, gazetteer: Gazetteer, report: ImportReport) -> Iterator[str]:
        """Lines of N-Triples, each ending in a line break, some thousand characters at a time.

        Rows are read as they are asked for. `report` is told of every row, of what was made of it,
        and of all that was odd. A triple may come twice. Raises ImportRefused when it turns out
        that the files are not what they were taken for.
        """
        ...


class Importer(Protocol):
    """One kind of source. `version` is raised whenever the same files would give other triples."""

    name: str
    version: int
    summary: Texts
    """One line for lists of importers, in each language."""
    usage: str
    """Examples for the command line, a line each."""

    def open(self, request: Request) -> Opened:
        """Look at the files. Raises ImportRefused with what was expected, and how to mend it."""
        ...
