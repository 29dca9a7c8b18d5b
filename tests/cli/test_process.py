"""The command as a process of its own: pipes, locales, start-up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "clusteratlas"]
LONG = "SELECT ?s ?a WHERE { ?s ?p ?o . { SELECT ?a WHERE { ?a ?b ?c } LIMIT 40 } } LIMIT 40000"


def environment(**variables: str) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("LC_")},
        **variables,
    }


@pytest.mark.parametrize("format_", ["csv", "json", "table"])
def test_reader_that_had_enough(atlas_store: Path, format_: str) -> None:
    process = subprocess.Popen(
        [*COMMAND, "query", "-", "--store", atlas_store, "--format", format_],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.write(LONG.encode())
    process.stdin.close()
    assert process.stdout.read(10)
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), errors) == (0, b"")


@pytest.mark.parametrize(
    ("redirection", "code", "says"),
    [
        (">&-", 0, ""),
        ("2>&-", 0, ""),
        ("<&-", 2, "error: This is not SPARQL: unexpected end of the query"),
        (">/dev/full", 2, "error: The system refused to go on: [Errno 28]"),
    ],
)
@pytest.mark.parametrize("format_", ["csv", "table"])
def test_streams_that_are_closed_or_full(
    atlas_store: Path, redirection: str, code: int, says: str, format_: str
) -> None:
    query = [*COMMAND, "query", "-", "--store", atlas_store, "--format", format_]
    got = subprocess.run(
        ["sh", "-c", f'"$@" {redirection}', "sh", *query],
        input=b'SELECT ("one" AS ?name) {}',
        capture_output=True,
        check=False,
    )
    assert (got.returncode, got.stderr.decode()[: len(says)]) == (code, says)
    assert b"Traceback" not in got.stderr
    assert b"Exception" not in got.stderr


LOCALES = [
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
]


@pytest.mark.parametrize("variables", LOCALES, ids=lambda one: "-".join(one.values()))
@pytest.mark.parametrize("arguments", [(), ("--format", "csv")], ids=["table", "csv"])
def test_names_are_utf_8_in_any_locale(
    atlas_store: Path, variables: dict[str, str], arguments: tuple[str, ...]
) -> None:
    got = subprocess.run(
        [*COMMAND, "query", "-", "--store", atlas_store, *arguments],
        input='SELECT ("Łódź" AS ?name) {}'.encode(),
        env=environment(**variables),
        capture_output=True,
        check=True,
    )
    assert "Łódź".encode() in got.stdout


@pytest.mark.parametrize("variables", LOCALES, ids=lambda one: "-".join(one.values()))
def test_errors_are_told_in_any_locale(variables: dict[str, str]) -> None:
    got = subprocess.run(
        [*COMMAND, "query", "zażółć"],
        env=environment(**variables),
        capture_output=True,
        check=False,
    )
    assert got.returncode == 2
    assert got.stderr.startswith("error: There is no saved query “".encode())


@pytest.mark.parametrize("module", ["rdflib", "pyshacl", "flask", "gunicorn"])
@pytest.mark.parametrize("arguments", [["--help"], ["query"]], ids=["help", "list"])
def test_quick_commands_load_nothing_heavy(arguments: list[str], module: str) -> None:
    script = (
        "import sys; from clusteratlas.cli import main\n"
        f"main({arguments!r}, standalone_mode=False)\n"
        f"sys.exit({module!r} in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)


def test_setting_of_the_environment(tmp_path: Path) -> None:
    got = subprocess.run(
        [*COMMAND, "info"],
        env=environment(CLUSTERATLAS_STORE=str(tmp_path / "elsewhere")),
        capture_output=True,
        text=True,
        check=False,
    )
    assert got.returncode == 2
    assert str(tmp_path / "elsewhere") in got.stderr


@pytest.mark.parametrize("value", ["x", "0", "70000"])
def test_senseless_setting(value: str) -> None:
    got = subprocess.run(
        [*COMMAND, "serve"],
        env=environment(CLUSTERATLAS_PORT=value),
        capture_output=True,
        text=True,
        check=False,
    )
    assert got.returncode == 2
    assert got.stderr.startswith(f"error: CLUSTERATLAS_PORT is “{value}”")
