"""`clusteratlas mapping`: a sketch that is nearly a mapping, and checks of mappings."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from clusteratlas.cli.mapping import mapping as command
from clusteratlas.errors import ImportRefused
from clusteratlas.importers.mapping import choosing, reader
from clusteratlas.importers.mapping.sketching import sketch
from clusteratlas.importers.tables import sources

LISTS = {
    "german": (
        """Vorhaben;Begünstigter;Beginn;Ende;Gesamtkosten;EU-Beitrag;PLZ;Fonds
Messstation;Institut;01.02.2020;03.04.2021;1.000,50;500,25;01067;EFRE
""",
        {"Vorhaben": "project.title", "Begünstigter": "organisation.name",
         "Beginn": "project.start", "Ende": "project.end", "Gesamtkosten": "funding.total-value",
         "EU-Beitrag": "funding.eu-contribution", "PLZ": "organisation.postcode",
         "Fonds": "project.fund"},
        {"decimalChar: \",\"", 'format: "%d.%m.%Y"', "importer: cohesion",
         "project.funding-period: TODO", "organisation.country: TODO"},
    ),
    "polish": (
        """Tytuł projektu\tNazwa beneficjenta\tWartość\tDofinansowanie\tWojewództwo
Droga\tGmina\t10.50\t8.00\tŚląskie
""",
        {"Tytuł projektu": "project.title", "Nazwa beneficjenta": "organisation.name",
         "Wartość": "funding.total-value", "Dofinansowanie": "funding.eu-contribution",
         "Województwo": "project.region"},
        {"decimalChar: \".\"", 'delimiter: "tab"'},
    ),
    "partners": (
        "Project,Partner,Country,NUTS3,Role\nDIGI,Agency,AT,AT130,Partner\n",
        {"Project": "project.title", "Partner": "organisation.name",
         "Country": "organisation.country", "NUTS3": "organisation.nuts",
         "Role": "participation.role"},
        {"importer: interreg"},
    ),
    "members": (
        'Member,Town,"Notes: ""old"""\nOne Ltd,Leeds,x\n',
        {"Member": "organisation.name", "Town": "organisation.city", 'Notes: "old"': "nothing"},
        {"importer: table"},
    ),
}  # fmt: skip


def completed(sketched: str) -> str:
    """A sketch with what only a person knows."""
    answers = {"language": "de", "project.funding-period": "2014-2020", "funding.currency": "EUR",
               "organisation.country": "DE"}  # fmt: skip
    for name, answer in answers.items():
        sketched = sketched.replace(f"{name}: TODO", f"{name}: {answer}")
    return sketched.replace(": TODO", ": Something")


@pytest.mark.parametrize(("text", "meanings", "written"), LISTS.values(), ids=LISTS)
def test_sketch_guesses_what_columns_mean(
    text: str, meanings: dict[str, str], written: set[str], tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    sketched = sketch(sources.find(path)[0])
    assert [line for line in written if line not in sketched] == []
    # What no column says is left to whoever completes the sketch, and asked for.
    with pytest.raises(ImportRefused, match="still to be completed"):
        reader.read(sketched, "list.yaml")
    mapping = reader.read(completed(sketched), "list.yaml")
    assert {field.names[0]: field.means for field in mapping.fields} == meanings


def test_sketch_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Title,Partner\nA,B\n", "utf-8")
    result = CliRunner().invoke(command, ["sketch", str(path)])
    assert result.exit_code == 0
    assert result.output == sketch(sources.find(path)[0])


def test_check_tells_examples_of_what_is_set_aside(tmp_path: Path) -> None:
    mapping = tmp_path / "list.yaml"
    mapping.write_text(
        "importer: cohesion\nname: a\ntitle: {en: A, pl: A}\npublisher: A\nlanguage: en\n"
        "constants: {funding.currency: EUR}\nschema:\n  fields:\n"
        "    - {name: T, means: project.title}\n    - {name: V, means: funding.total-value}\n",
        "utf-8",
    )
    path = tmp_path / "list.csv"
    path.write_text("T,V\nA,1\nB,about 5\n", "utf-8")
    result = CliRunner().invoke(command, ["check", str(mapping), str(path)])
    assert result.exit_code == 0
    assert result.output.splitlines()[1:] == [
        "Rows read: 2",
        "       2  project",
        "       1  funding",
        f"Triples: {result.output.split('Triples: ')[1].split()[0]}",
        "Set aside: 1",
        "       1  This is not a number.",
        "          list.csv:3 V “about 5”",
        "Odd, but read: 0",
    ]


@pytest.mark.parametrize("mapping", choosing.shipped(), ids=lambda mapping: mapping.name)
def test_shipped_mapping_is_named_as_its_file(mapping: choosing.Mapping) -> None:
    assert mapping.file == f"{mapping.name}.yaml"
    assert mapping.path
