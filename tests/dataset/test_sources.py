"""The description of the graphs is read whole, or what is wrong with it is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode

from clusteratlas.dataset.sources import read_files, read_sources
from clusteratlas.errors import DataError, RdfSyntaxError
from clusteratlas.terms import GRAPH

PREFIXES = """\
@prefix ca: <https://w3id.org/clusteratlas/ontology#> .
@prefix graph: <https://w3id.org/clusteratlas/graph/> .
"""


def describe(project: Path, description: str) -> None:
    (project / "data/graphs.ttl").write_text(PREFIXES + description, encoding="utf-8")


def test_graphs_come_sorted_with_their_files(project: Path) -> None:
    assert [
        (source.graph.value.removeprefix(GRAPH), source.files, source.is_reference)
        for source in read_sources(project)
    ] == [
        ("graphs", ("data/graphs.ttl",), True),
        ("identities", ("data/identities.ttl",), True),
        ("places", ("places/countries.ttl", "places/towns.ttl"), True),
        ("source", ("data/source.ttl",), False),
    ]


SELF = 'graph:graphs a ca:ReferenceGraph ; ca:file "data/graphs.ttl" . '
REST = 'graph:rest a ca:SourceGraph ; ca:file "data/source.ttl", "data/identities.ttl" . '

WRONG = {
    "no graph at all": ("", "describes no graph"),
    "a graph without a file": (SELF + REST + "graph:x a ca:SourceGraph .", "has no ca:file"),
    "a file that is not there": (
        SELF + REST + 'graph:x a ca:SourceGraph ; ca:file "data/x.ttl" .',
        "data/x.ttl of <.*graph/x> does not exist",
    ),
    "a folder that is not there": (
        SELF + REST + 'graph:x a ca:SourceGraph ; ca:file "data/x/" .',
        "data/x/ of .* holds no",
    ),
    "a file outside": (
        SELF + REST + 'graph:x a ca:SourceGraph ; ca:file "../x.ttl" .',
        "lies outside of the project",
    ),
    "an absolute file": (
        SELF + REST + 'graph:x a ca:SourceGraph ; ca:file "/etc/passwd" .',
        "lies outside of the project",
    ),
    "a file of two graphs": (
        SELF + REST + 'graph:x a ca:SourceGraph ; ca:file "data/source.ttl" .',
        "belongs to two graphs",
    ),
    "a file of no graph": (
        SELF + 'graph:x a ca:SourceGraph ; ca:file "data/source.ttl" .',
        "data/identities.ttl belongs to no graph",
    ),
}


@pytest.mark.parametrize(("description", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_description_is_an_error(project: Path, description: str, message: str) -> None:
    describe(project, description)
    with pytest.raises(DataError, match=message):
        read_sources(project)


def test_a_missing_description_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"graphs\.ttl cannot be read: No such file"):
        read_sources(tmp_path)


def test_a_syntax_error_names_file_line_and_column(project: Path) -> None:
    (project / "data/source.ttl").write_text("<urn:a> <urn:b>\n  <urn:c> <urn:d> .", "utf-8")
    source = read_sources(project)[3]
    with pytest.raises(RdfSyntaxError) as caught:
        list(read_files(project, source))
    assert (caught.value.file, caught.value.line) == ("data/source.ttl", 2)


def test_blank_nodes_of_two_files_stay_apart_and_are_named_alike_each_time(project: Path) -> None:
    for name in ("towns", "countries"):
        content = f'_:x <urn:{name}> [ <urn:p> "{name}" ] .'
        (project / f"places/{name}.ttl").write_text(content, encoding="utf-8")
    source = read_sources(project)[2]

    def nodes() -> list[set[BlankNode]]:
        return [
            {
                node
                for triple in file.triples
                for node in (triple.subject, triple.object)
                if isinstance(node, BlankNode)
            }
            for file in read_files(project, source)
        ]

    first, second = nodes()
    assert (len(first), len(second), len(first | second)) == (2, 2, 4)
    assert nodes() == [first, second]
