"""`clusteratlas query`: a saved query, a file or standard input, in every format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

Call = Callable[..., Result]

CA = "https://w3id.org/clusteratlas/ontology#"
ROWS = f"""
PREFIX ca: <{CA}>
SELECT ?cluster ?number ?text WHERE {{
  VALUES (?cluster ?number ?text) {{
    (<https://w3id.org/clusteratlas/id/cluster/bioib> 7 "Łódź\\nand more"@pl)
    (UNDEF 1234 UNDEF)
  }}
}}
"""
TABLE = """\
cluster          number  text
-------------  --------  -------------
cluster:bioib         7  Łódź and more
                   1234
"""
GRAPH = f"CONSTRUCT {{ ?s a <{CA}Cluster> }} WHERE {{ ?s a <{CA}Cluster> }}"


@pytest.fixture
def ask(call: Call, atlas_store: Path) -> Call:
    """Asks the atlas a query given on standard input."""

    def ask(text: str, *arguments: object) -> Result:
        return call("query", "-", "--store", atlas_store, *arguments, stdin=text)

    return ask


def test_a_byte_order_mark_is_no_part_of_a_query(call: Call, atlas_store: Path) -> None:
    marked = "ASK {}".encode("utf-8-sig")
    result = call("query", "-", "--store", atlas_store, stdin=marked)
    assert (result.exit_code, result.stdout) == (0, "true\n")


@pytest.mark.parametrize("arguments", [(), ("--format", "table")], ids=["default", "named"])
def test_table(ask: Call, arguments: tuple[str, ...]) -> None:
    result = ask(ROWS, *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (0, TABLE, "")


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("json", QueryResultsFormat.JSON),
        ("xml", QueryResultsFormat.XML),
        ("tsv", QueryResultsFormat.TSV),
    ],
)
def test_result_formats(ask: Call, name: str, format_: QueryResultsFormat) -> None:
    result = ask(ROWS, "--format", name)
    rows = list(parse_query_results(result.stdout_bytes, format=format_))  # type: ignore[arg-type]
    assert [row[1].value for row in rows] == ["7", "1234"]


def test_csv(ask: Call) -> None:
    rows = list(csv.reader(io.StringIO(ask(ROWS, "--format", "csv").stdout, newline="")))
    assert rows[0] == ["cluster", "number", "text"]
    assert rows[1][2] == "Łódź\nand more"
    assert rows[2] == ["", "1234", ""]


@pytest.mark.parametrize(
    ("arguments", "format_"),
    [
        ((), RdfFormat.TURTLE),
        (("--format", "turtle"), RdfFormat.TURTLE),
        (("--format", "ntriples"), RdfFormat.N_TRIPLES),
        (("--format", "jsonld"), RdfFormat.JSON_LD),
        (("--format", "rdfxml"), RdfFormat.RDF_XML),
    ],
    ids=lambda one: str(one) if isinstance(one, RdfFormat) else "-".join(one),
)
def test_graph_formats(ask: Call, arguments: tuple[str, ...], format_: RdfFormat) -> None:
    result = ask(GRAPH, *arguments)
    assert result.exit_code == 0
    assert {quad.object.value for quad in parse(result.stdout_bytes, format=format_)} == {
        CA + "Cluster"
    }


@pytest.mark.parametrize(("pattern", "word"), [("?s a ?o", "true"), ("?s a 7", "false")])
def test_ask_is_a_word(ask: Call, pattern: str, word: str) -> None:
    assert ask(f"ASK {{ {pattern} }}").stdout == f"{word}\n"
    assert json.loads(ask(f"ASK {{ {pattern} }}", "--format", "json").stdout)["boolean"] is (
        word == "true"
    )


EMPTY = "SELECT * WHERE { ?s <urn:none> ?o }"
NEEDED = [
    (EMPTY, 1),
    (ROWS, 0),
    ("ASK { ?s <urn:none> ?o }", 1),
    ("ASK { ?s ?p ?o }", 0),
    ("CONSTRUCT WHERE { ?s <urn:none> ?o }", 1),
    (GRAPH, 0),
]


@pytest.mark.parametrize(
    ("text", "code"), NEEDED, ids=[f"{c[0].split()[0]}-{c[1]}" for c in NEEDED]
)
def test_rows_can_be_required(ask: Call, text: str, code: int) -> None:
    assert ask(text).exit_code == 0
    required = ask(text, "--require-rows")
    assert required.exit_code == code
    assert required.stdout == ask(text).stdout
    assert ("rows were required" in required.stderr) is (code == 1)


WRONG_CALLS = [
    ("graph-as-csv", GRAPH, ("--format", "csv"), "turtle, ntriples, jsonld, rdfxml"),
    ("graph-as-table", GRAPH, ("--format", "table"), "turtle, ntriples, jsonld, rdfxml"),
    ("rows-as-turtle", ROWS, ("--format", "turtle"), "table, json, xml, csv, tsv"),
    ("ask-as-turtle", "ASK {}", ("--format", "turtle"), "table, json, xml, csv, tsv"),
    ("unknown-format", ROWS, ("--format", "xlsx"), "'xlsx' is not one of"),
    ("syntax", "SELECT *\nWHERE { ?s ?p }", (), "line 2"),
    ("service", "ASK { SERVICE <http://127.0.0.1/> {} }", (), "is not called"),
    ("not-a-parameter", ROWS, ("--param", "x=1"), "has no parameter “x”"),
    ("no-value", ROWS, ("--param", "x"), "--param name=value"),
    ("unknown-version", ROWS, ("--version-id", "1"), "keeps no version “1”"),
    ("version-outside", ROWS, ("--version-id", "../../x"), "keeps no version"),
    ("update", "CLEAR ALL", (), "begins an update"),
    ("empty", "", (), ""),
    ("no-text", "\x00\x01", (), ""),
]


@pytest.mark.parametrize(
    ("text", "arguments", "words"), [c[1:] for c in WRONG_CALLS], ids=[c[0] for c in WRONG_CALLS]
)
def test_wrong_call(ask: Call, text: str, arguments: tuple[str, ...], words: str) -> None:
    result = ask(text, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "rror: " in result.stderr
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_saved_query_with_a_parameter(call: Call, atlas_store: Path) -> None:
    arguments = ("query", "things-by-name", "--store", atlas_store, "--format", "csv")
    assert "genopole" in call(*arguments).stdout
    assert "medsilesia" in call(*arguments, "--param", "name=MedSilesia").stdout
    hostile = call(*arguments, "--param", 'name=x" } UNION { ?s ?p ?o #')
    assert (hostile.exit_code, len(hostile.stdout.splitlines())) == (0, 1)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("project-partner", "Did you mean: project-partners"),
        ("no-such-thing-at-all", "There is no saved query"),
        ("missing.rq", "missing.rq cannot be read: No such file"),
        (".", "cannot be read: Is a directory"),
    ],
)
def test_unknown_query(call: Call, atlas_store: Path, name: str, words: str) -> None:
    result = call("query", name, "--store", atlas_store)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_ill_typed_parameter_names_type_and_example(call: Call, atlas_store: Path) -> None:
    result = call("query", "clusters-per-region", "--store", atlas_store, "--param", "level=two")
    assert result.exit_code == 2
    assert result.stderr == (
        "error: The parameter “level” is a whole number, not “two”.\nhint: Example: level=2\n"
    )


def test_file(call: Call, atlas_store: Path, tmp_path: Path) -> None:
    plain, with_header = tmp_path / "plain.rq", tmp_path / "with-header"
    plain.write_text(ROWS, encoding="utf-8")
    with_header.write_text(
        "#+ summary: Mine\n#+ parameters:\n"
        '#+   - {name: n, type: integer, example: 1, description: "N."}\n'
        "SELECT ?n WHERE { VALUES ?n { 1 } }",
        encoding="utf-8",
    )
    assert call("query", plain, "--store", atlas_store).stdout == TABLE
    bound = call("query", with_header, "--store", atlas_store, "--param", "n=42")
    assert bound.stdout.split() == ["n", "---", "42"]


@pytest.mark.parametrize("content", [b"\xff\xfe", bytes(range(256))], ids=["utf-16", "binary"])
def test_file_that_is_no_text(
    call: Call, atlas_store: Path, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "binary.rq"
    path.write_bytes(content)
    result = call("query", path, "--store", atlas_store)
    assert result.exit_code == 2
    assert "no UTF-8 text" in result.stderr


@pytest.mark.parametrize(
    ("language", "summary"),
    [("en", "Clusters per region"), ("pl", "Liczba klastrów w regionach")],
)
def test_without_a_query_they_are_listed(call: Call, language: str, summary: str) -> None:
    lines = call("query", "--lang", language).stdout.splitlines()
    position = lines.index("clusters-per-region")
    assert lines[position + 1].strip() == summary
    assert lines[position + 2].strip().startswith("--param level=2  (integer) ")


def test_older_version_can_be_asked(call: Call, atlas_store: Path) -> None:
    current = json.loads(call("info", "--store", atlas_store, "--format", "json").stdout)["current"]
    result = call("query", "-", "--store", atlas_store, "--version-id", current, stdin=ROWS)
    assert result.stdout == TABLE
