"""The programs that ask the same question run as they are printed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clusteratlas.web.editor.samples import Answer, Sample, samples

if TYPE_CHECKING:
    from tests.conftest import RunningServer, Serve

PREFIXES = """\
PREFIX ca: <https://w3id.org/clusteratlas/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
# With everything in it that one of the languages takes for something of its own.
ROWS = (
    PREFIXES
    + r'''
SELECT ?name ?quoted WHERE {
  ?cluster a ca:Cluster ; skos:prefLabel ?name .
  FILTER(REGEX(?name, "^Klaster LifeScience \\S") && LANG(?name) = "pl") # `$HOME` ${x} #(lf)
  BIND("""it's "quoted" \\ $1""" AS ?quoted)
}
'''
)
TRUTH = PREFIXES + "ASK { ?cluster a ca:Cluster }"
GRAPH = PREFIXES + "CONSTRUCT { ?c a ca:Cluster } WHERE { ?c a ca:Cluster } LIMIT 1"
QUOTED = r"""it's "quoted" \ $1"""

SAID = {
    "rows": (ROWS, Answer.ROWS, "Klaster LifeScience Krak"),
    "truth": (TRUTH, Answer.TRUTH, "true"),
    "graph": (GRAPH, Answer.GRAPH, "a ca:Cluster"),
}
NAMES = {
    Answer.ROWS: ["curl", "sparqlwrapper", "pandas", "r", "javascript", "power-query"],
    Answer.TRUTH: ["curl", "sparqlwrapper", "javascript"],
    Answer.GRAPH: ["curl", "sparqlwrapper", "javascript"],
}
CASES = [(name, answer) for answer, names in NAMES.items() for name in names]


@pytest.fixture(scope="module")
def server(atlas_store: Path, serve: Serve) -> Iterator[RunningServer]:
    with serve(atlas_store) as running:
        yield running


def command(sample: Sample, folder: Path) -> list[str]:
    """How a program is run. Skips, saying why, where there is nothing to run it."""
    programs = {
        "curl": ("curl", ["bash"], "sh"),
        "sparqlwrapper": (sys.executable, [sys.executable], "py"),
        "pandas": (sys.executable, [sys.executable], "py"),
        "javascript": ("node", ["node"], "mjs"),
        "r": ("Rscript", ["Rscript"], "R"),
    }
    if sample.name not in programs:
        pytest.skip("there is no Excel to run Power Query")
    program, beginning, suffix = programs[sample.name]
    if shutil.which(program) is None:
        pytest.skip(f"there is no {program} on the path")
    file = folder / f"sample.{suffix}"
    file.write_text(sample.text, encoding="utf-8")
    return [*beginning, str(file)]


@pytest.mark.parametrize(
    ("name", "answer"), CASES, ids=[f"{name}-{answer.value}" for name, answer in CASES]
)
def test_runs_as_printed(server: RunningServer, tmp_path: Path, name: str, answer: Answer) -> None:
    query, _, words = SAID[answer.value]
    sample = next(one for one in samples(server.endpoint, query, answer) if one.name == name)
    done = subprocess.run(
        command(sample, tmp_path),
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert words.lower() in done.stdout.lower()


@pytest.mark.parametrize(("query", "answer", "_words"), SAID.values(), ids=SAID)
def test_offered(query: str, answer: Answer, _words: str) -> None:
    assert [one.name for one in samples("http://a/sparql", query, answer)] == NAMES[answer]


def test_texts_of_queries_arrive_whole(server: RunningServer, tmp_path: Path) -> None:
    """What each language escapes is what the server is asked."""
    by_name = {one.name: one for one in samples(server.endpoint, ROWS, Answer.ROWS)}
    script = by_name["sparqlwrapper"].text.replace("print(", "import json; print(json.dumps(")
    sample = Sample("sparqlwrapper", "", "", script.rstrip() + ")\n")
    done = subprocess.run(
        command(sample, tmp_path), check=True, capture_output=True, text=True, timeout=60
    )
    assert json.loads(done.stdout)["quoted"] == QUOTED


def test_power_query_has_one_line_for_the_query() -> None:
    (sample,) = (
        one for one in samples("http://a/sparql", ROWS, Answer.ROWS) if "power" in one.name
    )
    (line,) = (one for one in sample.text.splitlines() if 'Query = "' in one)
    text = line.strip().removeprefix('Query = "').removesuffix('",')
    assert text.replace("#(lf)", "\n").replace("#(#)(", "#(").replace('""', '"') == ROWS.strip("\n")


def test_a_heredoc_ends_where_its_query_does() -> None:
    (sample,) = (
        one
        for one in samples("http://a/", "ASK {\n# a\nSPARQL\n}", Answer.TRUTH)
        if one.name == "curl"
    )
    assert sample.text.endswith("}\nSPARQL_\n")
