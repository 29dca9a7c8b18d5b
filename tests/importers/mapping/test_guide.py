"""The guide is right: its example runs, and prints what it says; its tables name what there is."""

from __future__ import annotations

import re
import shlex
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from clusteratlas.cli.mapping import mapping as command
from clusteratlas.importers.mapping import choosing, fields, reader
from clusteratlas.importers.mapping.meanings import MEANINGS

from .conftest import read

GUIDE = Path(choosing.__file__).parents[1] / "mappings" / "README.md"
TEXT = GUIDE.read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", TEXT, flags=re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[str]:
    return [text for found, text in BLOCKS if found == kind]


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "vorhaben.csv").write_bytes(blocks("csv")[0].encode("windows-1252"))
    (tmp_path / "vorhaben.yaml").write_text(blocks("yaml")[0], "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_printed_check_is_what_the_command_prints(example: Path) -> None:
    session = next(text for text in blocks("console") if "mapping check" in text)
    line, _, printed = session.partition("\n")
    printed = printed[: printed.index("$ clusteratlas import")]
    result = CliRunner().invoke(command, shlex.split(line)[3:])
    assert result.exit_code == 0, result.output
    assert result.output == printed


def test_example_says_what_its_list_says(example: Path) -> None:
    outcome = read("cohesion", [example / "vorhaben.csv"], example / "vorhaben.yaml")
    assert outcome.total("total-value") == Decimal("2184400.50")
    assert outcome.total("eu-contribution") == Decimal("1387220.40")
    assert outcome.opened.description.licence == "https://www.govdata.de/dl-de/by-2-0"


def test_second_example_is_sound() -> None:
    members = reader.read(blocks("yaml")[1], "members.yaml")
    assert members.constants["cluster.address"] == "klaster-lifescience-krakow"


def test_printed_mistake_is_what_is_said() -> None:
    printed = next(text for text in blocks("text") if "sepparator" in text)
    text = blocks("yaml")[0].replace("delimiter:", "sepparator:")
    with pytest.raises(reader.ImportRefused) as refused:
        reader.read(text, "vorhaben.yaml")
    assert printed == f"error: {refused.value.message}\n"


def documented() -> set[str]:
    """Every word in the first column of a table, or among those that the text introduces."""
    first = [row.split("|")[0] for row in re.findall(r"^\| (.*) \|$", TEXT, flags=re.MULTILINE)]
    words = {word for cell in first for word in re.findall(r"[A-Za-z]+", cell)}
    return words | {"name", "otherNames", "means"}


def test_each_property_is_in_a_table() -> None:
    of_table_schema = {"title", "description", "example", "constraints", "type"}
    properties = fields._PROPERTIES | reader._PROPERTIES | reader._DIALECT
    assert properties - of_table_schema <= documented()


def test_meanings_that_the_guide_names_are_there() -> None:
    named = set(re.findall(r"`((?:project|organisation|funding|cluster|membership|participation)"
                           r"\.[a-z-]+)`", TEXT))  # fmt: skip
    assert named
    assert named <= MEANINGS.keys()


def test_words_of_the_command_are_all_meanings() -> None:
    printed = CliRunner().invoke(command, ["words"]).output
    assert [line.split()[0] for line in printed.splitlines()] == list(MEANINGS)
