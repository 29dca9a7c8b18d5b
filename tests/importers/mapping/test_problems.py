"""A mapping that is not sound: each mistake with the message, which names the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.mapping import reader

from .conftest import Reading

SOUND = """\
importer: cohesion
name: list-x
title: {en: A list, pl: Wykaz}
publisher: An authority
language: de
encoding: utf-8
dialect:
  delimiter: ";"
constants:
  funding.currency: EUR
  project.funding-period: 2014-2020
schema:
  fields:
    - name: Titel
      means: project.title
    - name: Kosten
      means: funding.total-value
    - name: Fonds
      means: project.fund
    - name: Beginn
      means: project.start
"""

# What is changed in the sound mapping, into what, and what is said of it.
MISTAKES = [
    ("  delimiter:", "  sepparator:",
     "line 8: unknown property “sepparator”; did you mean “delimiter”?"),
    ("  delimiter:", "  delimitter:",
     "line 8: unknown property “delimitter”; did you mean “delimiter”?"),
    ('";"', '"||"', "line 8: “delimiter” must be one character, or tab, not “||”."),
    ("importer: cohesion", "importer: kohesion",
     "line 1: unknown importer “kohesion”; did you mean “cohesion”?"),
    ("name: list-x", "name: List X",
     "line 2: “name” must be small letters, digits and single hyphens, not “List X”."),
    (", pl: Wykaz", "", "line 3: “title” has no text in “pl”"),
    ("publisher: An authority\n", "", "line 1: the mapping has no “publisher”."),
    ("publisher: An authority", "publisher: [a, b]", "line 4: “publisher” must be a text."),
    ("language: de", "language: german2", "line 5: “language” must be a language tag such as pl"),
    ("encoding: utf-8", "encoding: windows-125", "line 6: unknown encoding “windows-125”"),
    ("EUR", "EURO", "line 10: unknown currency “EURO”; did you mean “EUR”?"),
    ("funding.currency", "currency",
     "line 10: unknown property “currency”; did you mean “funding.currency”?"),
    ("2014-2020", "2014", "line 11: “2014” is no programming period: write it like 2014-2020."),
    ("2014-2020", "2014-2020\n  project.fund: ERDV",
     "line 12: unknown fund “ERDV”; did you mean “ERDF”?"),
    ("2014-2020", "2014-2020\n  organisation.country: Polszcza",
     "line 12: unknown country “Polszcza”"),
    ("2014-2020", "2014-2020\n  participation.role: beneficary",
     "line 12: unknown role “beneficary”; did you mean “beneficiary”?"),
    ("2014-2020", "2014-2020\n  organisation.nuts: PL9Z9", "line 12: unknown NUTS code “PL9Z9”."),
    ("  fields:", "  felder:", "line 13: unknown property “felder”"),
    ("    - name: Titel\n      means", "    - means", "line 14: the column has no “name”."),
    ("project.title", "project.titel",
     "line 15: unknown meaning “project.titel”; did you mean “project.title”?"),
    ("name: Kosten", "name: Titel", "line 16: the column “Titel” is there twice."),
    ("total-value", "total-value\n      type: date",
     "line 18: “funding.total-value” is of type number, not “date”."),
    ("total-value", "total-value\n      type: nummer",
     "line 18: unknown type “nummer”; did you mean “number”?"),
    ("total-value", "total-value\n      factor: many",
     "line 18: “factor” must be a number above 0, such as 1000."),
    ("total-value", "total-value\n      decimalChar: comma",
     "line 18: “decimalChar” must be a dot, a comma, an apostrophe or a space."),
    ("total-value", "total-value\n      decimalChar: ','\n      groupChar: ','",
     "line 19: “groupChar” and “decimalChar” cannot be the same."),
    ("total-value", "total-value\n      fund: EFREE",
     "line 18: unknown fund “EFREE”"),
    ("total-value", "total-value\n      of: partner",
     "line 18: unknown thing “partner” (one of participation, project)."),
    ("total-value", "total-value\n      format: '%d.%m.%Y'",
     "line 18: “format” says nothing beside “funding.total-value”."),
    ("project.start", "project.start\n      format: d.m.Y",
     "line 22: “d.m.Y” is no format of dates: write it like “%d.%m.%Y”."),
    ("project.start", "project.fund", "line 20: line 18 says “project.fund” already."),
    ("  funding.currency: EUR\n", "",
     "line 15: no currency: add “funding.currency” to “constants”."),
    ("  project.funding-period: 2014-2020\n", "",
     "line 17: “project.fund” needs a column that means “project.funding-period”."),
    ("project.title", "nothing", "line 1: no column says what a row is about"),
    ("schema:", "projectKey: [Nummer]\nschema:",
     "line 12: “projectKey” names “Nummer”, which is no column."),
    ("importer: cohesion", "importer: cohesion\nimporter: table",
     "line 2: “importer” is there twice."),
    ("publisher: An authority", "publisher: An: authority", "line 4: this is no YAML"),
    ("project.fund\n", "project.fund\n      values: {EFRE: EFRE2}\n",
     "line 20: unknown fund “EFRE2”"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sound", "wrong", "message"), MISTAKES, ids=[wrong.strip() for _, wrong, _ in MISTAKES]
)
def test_mistake_is_told_with_its_line(sound: str, wrong: str, message: str) -> None:
    assert SOUND.count(sound) >= 1
    with pytest.raises(ImportRefused) as refused:
        reader.read(SOUND.replace(sound, wrong, 1), "list.yaml")
    assert message in refused.value.message
    assert refused.value.message.startswith("list.yaml")
    assert "mappings/README.md" in refused.value.hint or "YAML" in refused.value.message


def test_sound_mapping_is_read() -> None:
    mapping = reader.read(SOUND, "list.yaml")
    assert [field.means for field in mapping.fields] == [
        "project.title", "funding.total-value", "project.fund", "project.start",
    ]  # fmt: skip
    assert mapping.layout.delimiter == ";"
    assert [field.line for field in mapping.fields] == [14, 16, 18, 20]


def test_all_mistakes_are_told_at_once() -> None:
    text = SOUND.replace("EUR", "PLZ").replace("project.start", "project.begin")
    with pytest.raises(ImportRefused) as refused:
        reader.read(text, "list.yaml")
    assert refused.value.message.splitlines() == [
        "list.yaml has 2 problems:",
        "  line 10: unknown currency “PLZ”; did you mean “PLN”?",
        "  line 21: unknown meaning “project.begin”; did you mean “project.region”?",
    ]


@pytest.mark.parametrize("content", [b"", b"# nothing\n", b"- a\n- b\n", b"\xff\xfe", b"42"])
def test_file_that_is_no_mapping_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match=r"^mapping\.yaml"):
        reader.load(path)


def test_missing_columns_are_named_with_their_lines_and_what_is_near(listed: Reading) -> None:
    with pytest.raises(ImportRefused) as refused:
        listed("Titel;Gesamtkosten;Fond;Start\nA;1;EFRE;2020-01-01\n", SOUND)
    assert refused.value.message.splitlines() == [
        "list.csv lacks 3 columns of the mapping mapping.yaml:",
        "  “Kosten” (mapping.yaml, line 16); the nearest is “Gesamtkosten”",
        "  “Fonds” (mapping.yaml, line 18); the nearest is “Fond”",
        "  “Beginn” (mapping.yaml, line 20)",
    ]
    assert refused.value.hint == "Its columns are: “Titel”, “Gesamtkosten”, “Fond”, “Start”."


def test_other_encoding_than_the_mapping_says_is_told(listed: Reading) -> None:
    mapping = SOUND.replace("Titel", "Größe").replace("encoding: utf-8", "encoding: windows-1252")
    with pytest.raises(ImportRefused) as refused:
        listed("Größe;Kosten;Fonds;Beginn\nA;1;EFRE;2020-01-01\n", mapping)
    assert refused.value.message == (
        "list.csv is not in windows-1252, as the mapping mapping.yaml says."
    )
    assert "utf-8" in refused.value.hint


def test_mapping_of_another_importer_is_refused(listed: Reading) -> None:
    with pytest.raises(ImportRefused, match="is for “cohesion”, not for “interreg”"):
        listed("Titel;Kosten;Fonds;Beginn\n", SOUND, importer="interreg")


def test_list_that_no_mapping_fits_is_refused(tmp_path: Path) -> None:
    from .conftest import read

    path = tmp_path / "other.csv"
    path.write_text("Titel;Kosten\nA;1\n", "utf-8")
    with pytest.raises(ImportRefused) as refused:
        read("cohesion", [path])
    assert "whose columns are: “Titel”, “Kosten”" in refused.value.message
    assert "clusteratlas mapping sketch other.csv" in refused.value.hint


def test_columns_that_fit_several_mappings_are_refused_until_one_is_named(tmp_path: Path) -> None:
    from .conftest import read

    header = (
        "Tytuł projektu;Nazwa beneficjenta;Wartość projektu;Dofinansowanie z EU;Multimedia;"
        "Dziedzina;Czy projekt jest realizowany na obszarze większym niż jedna jednostka "
        "administracyjna?\n"
    )
    path = tmp_path / "lista.csv"
    path.write_text(header + "Droga;Gmina Nowa;10.00;8.50;Nie;transport;Nie\n", "windows-1250")
    with pytest.raises(ImportRefused) as refused:
        read("cohesion", [path])
    assert "cohesion-pl-erdf-2014-2020" in refused.value.message
    outcome = read("cohesion", [path], Path("cohesion-pl-esf-2014-2020"))
    assert outcome.opened.graph == "cohesion-pl-esf-2014-2020"
    assert outcome.count("Project") == 1
