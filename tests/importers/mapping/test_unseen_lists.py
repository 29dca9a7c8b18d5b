"""Lists as authorities publish them, invented: what went wrong with one, and must not again."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.mapping import days, funds, reader
from clusteratlas.importers.mapping.sketching import sketch
from clusteratlas.importers.tables import sources
from clusteratlas.importers.tables.numbers import Unusable

from .conftest import Outcome, Reading, read
from .test_guide import blocks

HEAD = """\
importer: {importer}
name: list-x
title: {{en: A list, pl: Wykaz}}
publisher: An authority
language: {language}
"""
PROJECTS = (
    HEAD.format(importer="cohesion", language="en")
    + """\
constants: {organisation.country: DE, funding.currency: EUR, project.fund: ERDF,
            project.funding-period: 2014-2020}
schema:
  fields:
    - {name: Title, means: project.title}
"""
)
KINDS = "BIND (REPLACE(STR(?k), '.*/', '') AS ?kind) BIND (REPLACE(STR(?c), '.*/', '') AS ?in)"
MONEY = f"SELECT ?kind ?a ?in {{ ?f ca:fundingKind ?k; ca:amount ?a; ca:currency ?c {KINDS} }}"


def workbook(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def through(path: Path, mapping: str) -> Outcome:
    described = path.with_suffix(".yaml")
    described.write_text(mapping, "utf-8")
    return read(reader.read(mapping, "m").importer, [path], described)


REGIONS = (
    "WOJ.: MAŁOPOLSKIE, POW.: krakowski | WOJ.: ŚLĄSKIE, POW.: Katowice | WOJ.: ŚLĄSKIE, "
    "POW.: Bytom"
)
POLISH: list[list[object]] = [
    ["Lista projektów realizowanych z Funduszy Europejskich w latach 2014-2020"],
    ["stan na 1 października 2023 r."],
    ["Tytuł projektu/\nProject name", "Numer umowy/ Contract number",
     "Nazwa beneficjenta/ Beneficiary name", "Fundusz/ Fund", "Program/ Programme",
     "Wartość projektu (w\u00a0zł, dla projektów EWT w euro)/ Total project value",
     "Wydatki kwalifikowalne (w zł, dla projektów EWT w euro)/ Total eligible expenditure",
     "Wartość unijnego dofinansowania (w zł)/ Amount of EU co-financing",
     "Poziom unijnego dofinansowania w %/ Union co-financing rate (%)",
     "Miejsce realizacji projektu/ Project location",
     "Data rozpoczęcia realizacji projektu/ Project start date",
     "Data zakończenia realizacji projektu/ Project end date"],
    ["Hala badawcza", "POIR.01/15", "WZORZEC SP. Z O.O.", "EFRR", "PO Inteligentny Rozwój",
     626199.99999984, 500000.5, 300000.3, 60, REGIONS, 42401, date(2018, 12, 31)],
    ["Szlak", "PLSK.01/16", "Gmina Wzorcowa", "EFRR", "INTERREG V-A Polska-Słowacja", 100.1,
     100.1, 85.08, 85, "Cały Kraj", date(2017, 9, 1), 2020],
    ["Droga", "POIS.03/17", "Wzorzec Sp. z o.o.", "FS", "PO Infrastruktura", 10, 10, 4, 85,
     "gdzieś", None, None],
]  # fmt: skip


def polish_list(folder: Path) -> Outcome:
    path = workbook(folder / "Lista_projektow_FE_2014_2020.xlsx", Lista=POLISH)
    return through(path, blocks("yaml")[2])


@pytest.fixture
def polish(tmp_path: Path) -> Outcome:
    return polish_list(tmp_path)


class TestPolishListOfTheGuide:
    def test_amounts_are_to_the_grosz_and_in_the_currency_of_the_programme(
        self, polish: Outcome
    ) -> None:
        assert polish.rows(MONEY) == [
            ("eu-contribution", "300000.3", "PLN"), ("eu-contribution", "4", "PLN"),
            ("eu-contribution", "85.08", "EUR"),
            ("total-cost", "10", "PLN"), ("total-cost", "100.1", "EUR"),
            ("total-cost", "500000.5", "PLN"),
            ("total-value", "10", "PLN"), ("total-value", "100.1", "EUR"),
            ("total-value", "626200", "PLN"),
        ]  # fmt: skip

    def test_regions_are_all_those_of_the_cell(self, polish: Outcome) -> None:
        found = polish.rows(
            "SELECT ?t ?r { ?p skos:prefLabel ?t; ca:appliesTo ?x "
            "BIND (REPLACE(STR(?x), '.*/', '') AS ?r) }"
        )
        assert found == [
            ("Hala badawcza", "nuts-pl21"), ("Hala badawcza", "nuts-pl22"), ("Szlak", "pl"),
        ]  # fmt: skip

    def test_days_of_excel_and_years_are_read(self, polish: Outcome) -> None:
        assert polish.rows(
            "SELECT ?s ?e ?l { ?p ca:during ?d . ?d ca:earliestStart ?s; ca:earliestEnd ?e; "
            "ca:latestEnd ?l }"
        ) == [
            ("2016-02-01", "2018-12-31", "2018-12-31"),
            ("2017-09-01", "2020-01-01", "2020-12-31"),
        ]

    def test_what_is_odd_is_told(self, polish: Outcome) -> None:
        codes = [(line, code) for line, _, _, code in [*polish.odd(), *polish.aside()]]
        assert sorted(codes) == [
            (4, "date-serial"), (4, "number-float-noise"), (5, "date-without-day"),
            (6, "extract-nothing"), (6, "rate-unlike-amount"),
        ]  # fmt: skip


TWO_ROWS: list[list[object]] = [
    ["Seznam operací"],
    ["Projekt", None, "Příjemce", None, "Finance", None, "Stav"],
    ["Číslo", "Název", "Název", "IČ", "Celkem", "EU", None],
    ["CZ.01", "Vývoj", "Vzor s.r.o.", 12345678, 100, 50, "běží", "poznámka"],
]


def test_titles_over_two_rows_are_one(tmp_path: Path) -> None:
    path = workbook(tmp_path / "cz.xlsx", Cover=[["Guide"]], List=TWO_ROWS)
    sketched = sketch(sources.find(path)[0])
    assert "headerRows: [2, 3]" in sketched
    assert "sheetName: List  # not: Cover" in sketched
    names = ("Projekt Název", "Příjemce Název", "Finance EU", "Stav")
    assert [name for name in names if f"- name: {name} " not in sketched] == []
    mapping = PROJECTS.replace(
        "constants:", "dialect: {sheetName: li*, headerRows: [2, 3]}\nconstants:"
    )
    outcome = through(path, mapping.replace("name: Title", "name: Projekt Název"))
    assert outcome.rows("SELECT ?t { ?p a ca:Project; skos:prefLabel ?t }") == [("Vývoj",)]
    assert (4, "", "poznámka", "cell-beside-table") in outcome.aside()


@pytest.mark.parametrize(
    ("dialect", "hint"),
    [
        ("sheetName: List", "write “headerRows: [2, 3], sheetName: List”"),
        ("sheetName: Cover", "write “headerRows: [2, 3], sheetName: List”"),
        ("sheetName: List, headerRows: 3", "write “headerRows: [2, 3], sheetName: List”"),
    ],
)
def test_titles_that_are_elsewhere_are_found(tmp_path: Path, dialect: str, hint: str) -> None:
    path = workbook(tmp_path / "cz.xlsx", Cover=[["Guide"]], List=TWO_ROWS)
    mapping = PROJECTS.replace("constants:", f"dialect: {{{dialect}}}\nconstants:")
    with pytest.raises(ImportRefused) as refused:
        through(path, mapping.replace("name: Title", "name: Projekt Název"))
    assert hint in refused.value.hint


def test_other_sheets_are_told_of_where_none_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "l.xlsx", A=[["Title"], ["x"]], B=[["Title"], ["y"]], Empty=[])
    assert through(path, PROJECTS).odd() == [(1, "", "B", "sheet-not-read")]


# The title of a column and its value, what of the column stands in the mapping; what is made of
# it (kind, amount, currency), what is told.
SHARES = [
    ("85", "", [("eu-contribution", "85", "EUR")], []),
    ("85 %", "", [("eu-contribution", "85", "EUR")], []),
    ("0.85", ", factor: 100", [("eu-contribution", "85", "EUR")], []),
    ("0.5 %", "", [("eu-contribution", "0.5", "EUR")], []),
    ("1", ", factor: 1", [("eu-contribution", "1", "EUR")], []),
    ("0.85", "", [], ["rate-ambiguous"]),
    ("85", ", factor: 100", [], ["rate-out-of-bounds"]),
    ("most", "", [], ["number-unreadable"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "written", "made", "told"), SHARES, ids=[f"{v}{w}" for v, w, *_ in SHARES]
)
def test_share_of_the_eu(
    listed: Reading, value: str, written: str, made: list[tuple[str, ...]], told: list[str]
) -> None:
    fields = f"    - {{name: Rate, means: funding.rate{written}}}\n"
    fields += "    - {name: Eligible, means: funding.total-cost}\n"
    outcome = listed(f"Title;Rate;Eligible\nRoad;{value};100\n", PROJECTS + fields)
    assert [row for row in outcome.rows(MONEY) if row[0] == "eu-contribution"] == made
    assert [code for *_, code in outcome.aside()] == told
    in_programme = outcome.rows("SELECT ?k { ?f ca:fundingKind ?k; ca:underProgramme ?p }")
    assert len(in_programme) == 1 + len(made)


def test_share_makes_no_second_contribution_where_the_list_states_one(listed: Reading) -> None:
    fields = (
        "    - {name: Rate, means: funding.rate}\n"
        "    - {name: Total, means: funding.total-value}\n"
        "    - {name: EU, means: funding.eu-contribution}\n"
    )
    outcome = listed("Title;Rate;Total;EU\nA;85;100;85\nB;85;100;40\n", PROJECTS + fields)
    assert outcome.total("eu-contribution") == 125
    assert outcome.odd() == [(3, "EU", "40", "rate-unlike-amount")]


@pytest.mark.parametrize(
    ("printed", "made", "told"),
    [
        ("£1,234.50", ("1234.5", "GBP"), ["number-thousands", "currency-differs"]),
        ("1.000,50 €", ("1000.5", "EUR"), ["number-thousands"]),
        ("98 000 Ft", ("98000", "HUF"), ["number-thousands", "currency-differs"]),
        ("12,5 zł", ("12.5", "PLN"), ["currency-differs"]),
        ("100 kr", ("100", "EUR"), []),
        ("626199.99999984", ("626200", "EUR"), ["number-float-noise"]),
        ("7.66444e+06", ("7664440", "EUR"), ["number-exponent"]),
        ("  17 ", ("17", "EUR"), ["number-padded"]),
    ],
)
def test_amount_with_its_currency(
    listed: Reading, printed: str, made: tuple[str, str], told: list[str]
) -> None:
    fields = "    - {name: Total, means: funding.total-value}\n"
    outcome = listed(f"Title;Total\nA;{printed}\n", PROJECTS + fields)
    assert outcome.rows(MONEY) == [("total-value", *made)]
    assert [code for *_, code in outcome.odd()] == told


NO_DATA = [
    ("Razem;;;1000", "row-of-totals"),
    (";;Total: 3;1000", "row-of-totals"),
    ("Gesamtsumme;;;", "row-of-totals"),
    ("* as of 31.12.2023;;;", "row-of-one-cell"),
]


@pytest.mark.parametrize(("row", "code"), NO_DATA, ids=[row for row, _ in NO_DATA])
def test_row_that_is_no_project_is_set_aside(listed: Reading, row: str, code: str) -> None:
    fields = "    - {name: Total, means: funding.total-value}\n"
    outcome = listed(f"Title;A;B;Total\nTotal Energy;x;y;5\n{row}\n", PROJECTS + fields)
    assert outcome.count("Project") == 1
    assert outcome.total("total-value") == 5
    assert [(line, found) for line, _, _, found in outcome.aside()] == [(3, code)]


SEVERAL = "Title;Who;Number;Town\nA;Uno:::Due;1:::2;Bari\nB;Uno;1;Bari\n"
PARTS = PROJECTS + (
    '    - {name: Who, means: organisation.name, delimiter: ":::"}\n'
    '    - {name: Number, means: organisation.identifier, delimiter: ":::"}\n'
    '    - {name: Town, means: organisation.city, delimiter: ":::"}\n'
)


def test_several_organisations_of_a_cell_take_part(listed: Reading) -> None:
    outcome = listed(SEVERAL, PARTS)
    assert outcome.rows(
        "SELECT ?t ?n ?i { ?p skos:prefLabel ?t; ca:hasParticipation/ca:participant ?o . "
        "?o foaf:name ?n; dcterms:identifier ?i }"
    ) == [("A", "Due", "2"), ("A", "Uno", "1"), ("B", "Uno", "1")]
    assert outcome.aside() == [(2, "Town", "Bari", "parts-unlike-names")]


def test_rows_that_repeat_a_project_make_one_part(listed: Reading) -> None:
    fields = (
        "    - {name: Id, means: project.identifier}\n"
        "    - {name: Who, means: organisation.name}\n"
        "    - {name: Total, means: funding.total-value}\n"
    )
    outcome = listed("Title;Id;Who;Total\nA;1;X;5\nA;1;X;5\nA;1;X;7\n", PROJECTS + fields)
    assert outcome.count("Project") == outcome.count("Participation") == 1
    assert outcome.odd() == [
        (3, "Who", "X", "participant-repeated"),
        (4, "Who", "X", "participant-repeated"),
        (4, "Total", "7 EUR", "amount-differs"),
    ]


MEMBERS = (
    HEAD.format(importer="table", language="pl")
    + """\
dialect: {headerRows: 3}
constants:
  cluster.address: https://w3id.org/clusteratlas/id/cluster/klaster-lifescience-krakow
  organisation.country: PL
schema:
  fields:
    - {name: Nazwa członka, means: organisation.name}
    - {name: Kod i miejscowość, means: organisation.postcode, extract: "[0-9]{2}-[0-9]{3}"}
    - {name: Kod i miejscowość, means: organisation.city, extract: "[0-9]{2}-[0-9]{3} (.*)"}
    - {name: NIP, means: organisation.vat}
    - {name: Członek od, means: membership.start}
"""
)


MEMBER_ROWS: list[list[object]] = [
    ["KLASTER – LISTA CZŁONKÓW"], [],
    ["Nazwa członka", "Kod i miejscowość", "NIP", "Członek od"],
    ["ALFA SP. Z O.O.", "30-348 Kraków", "679-000-11-22", date(2014, 5, 1)],
    ["Beta", "Kraków", 6790001123, 2016],
    ["Gamma", "30-059 Kraków", "PL6750000000", "maj 2019"],
    ["Alfa sp. z o.o.", "30-348 Kraków", "6790001122", None],
    ["Razem: 4"],
]  # fmt: skip


def members_of(folder: Path) -> Outcome:
    return through(workbook(folder / "m.xlsx", Członkowie=MEMBER_ROWS), MEMBERS)


def test_member_list_with_a_merged_title(tmp_path: Path) -> None:
    outcome = members_of(tmp_path)
    assert outcome.rows(
        "SELECT ?v ?c ?s ?e { ?m a ca:Membership; ca:member ?o . ?o schema:vatID ?v "
        "OPTIONAL { ?o vcard:locality ?c } ?m ca:during ?d . ?d ca:earliestStart ?s; "
        "ca:latestStart ?e }"
    ) == [
        ("PL6750000000", "Kraków", "2019-05-01", "2019-05-31"),
        ("PL6790001122", "Kraków", "2014-05-01", "2014-05-01"),
        ("PL6790001123", "", "2016-01-01", "2016-12-31"),
    ]
    told = sorted((line, code) for line, _, _, code in [*outcome.odd(), *outcome.aside()])
    assert told == [
        (4, "vat-country-added"), (5, "date-without-day"), (5, "extract-nothing"),
        (5, "extract-nothing"), (5, "vat-country-added"), (6, "date-without-day"),
        (7, "member-repeated"), (7, "vat-country-added"), (8, "row-of-totals"),
    ]  # fmt: skip


def test_zero_of_a_postcode_that_a_spreadsheet_lost_is_restored(listed: Reading) -> None:
    fields = (
        "    - {name: Who, means: organisation.name}\n"
        "    - {name: PLZ, means: organisation.postcode}\n"
    )
    outcome = listed("Title;Who;PLZ\nA;X;7745\nB;Y;07743\n", PROJECTS + fields)
    assert outcome.rows("SELECT ?c { ?o vcard:postal-code ?c }") == [("07743",), ("07745",)]
    assert outcome.odd() == [(2, "PLZ", "7745", "postcode-zero-restored")]


def test_codes_of_countries_that_only_the_union_uses_are_told(listed: Reading) -> None:
    mapping = PROJECTS.replace("organisation.country: DE, ", "") + (
        "    - {name: Who, means: organisation.name}\n"
        "    - {name: Country, means: organisation.country}\n"
    )
    text = "Title;Who;Country\nA;X;EL\nB;Y;uk\nC;Z;Greece\nD;V;Atlantis\n"
    outcome = listed(text, mapping)
    assert outcome.rows("SELECT ?n ?c { ?o foaf:name ?n; ca:locatedIn/ca:countryCode ?c }") == [
        ("X", "GR"), ("Y", "GB"), ("Z", "GR"),
    ]  # fmt: skip
    assert outcome.odd() == [
        (2, "Country", "EL", "country-code-eu"), (3, "Country", "uk", "country-code-eu"),
    ]  # fmt: skip
    assert outcome.aside() == [(5, "Country", "Atlantis", "country-name-unknown")]


FORMATS = [
    ("", "pl", "31 grudnia 2018 r.", "2018-12-31"),
    ("", "pl", "maj 2019", "2019-05"),
    ("", "hu", "2018. december 31.", "2018-12-31"),
    ("", "hu", "2016. 05. 12.", "2016-05-12"),
    ("", "en", "March 5, 2020", "2020-03-05"),
    ("", "en", "5 Mar 2020", "2020-03-05"),
    ("", "en", "05/03/2020", "date-unreadable"),
    ("", "en", "43831", "2020-01-01"),
    ("", "en", "43831.0", "2020-01-01"),
    ("", "en", "2022 r.", "2022"),
    ("", "en", "12345", "date-unreadable"),
    ("", "en", "2014-2020", "date-unreadable"),
    ("%d.%m.%y", "de", "1.5.23", "2023-05-01"),
    ("%d.%m.%Y", "de", "1.5.23", "date-unreadable"),
    ("%m/%d/%Y", "en", "05/03/2020", "2020-05-03"),
    ("%m/%Y", "cs", "03/2022", "2022-03"),
]


@pytest.mark.parametrize(("form", "language", "printed", "day"), FORMATS, ids=lambda v: v or "iso")
def test_days(form: str, language: str, printed: str, day: str) -> None:
    try:
        found = days.reader(form, language)(printed)[0]
    except Unusable as unusable:
        found = unusable.reason.code
    assert found == day


@pytest.mark.parametrize(
    ("end", "start", "before"),
    [
        ("2022", "2022-05-01", False), ("2021", "2022-05-01", True), ("2022-05", "2022", False),
        ("2022-04", "2022-05-01", True), ("", "2022", False), ("2022-05-01", "2022-05", False),
    ],
)  # fmt: skip
def test_end_before_start_where_days_are_open(end: str, start: str, before: bool) -> None:
    assert days.is_before(end, start) is before


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("EFRR", "ERDF"), ("efs+", "ESF+"), ("FSE +", "ESF+"), ("ESF Plus", "ESF+"),
        ("Fundusz Spójności", "CF"), ("European Social Fund Plus", "ESF+"), ("ЕФРР", "ERDF"),
        ("Europejski Fundusz Społeczny Plus", "ESF+"), ("FST", "JTF"), ("EFRR, EFS", ""),
    ],
)  # fmt: skip
def test_funds(given: str, code: str) -> None:
    assert funds.code_of(given) == code


FOREIGN = [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old format"),
    (b"%PDF-1.7", "PDF"),
    (b"\xef\xbb\xbf<!DOCTYPE html>", "web page"),
    (b"<html><table>", "web page"),
    (b"<?xml version='1.0'?>", "XML"),
]


@pytest.mark.parametrize(("begin", "said"), FOREIGN, ids=[said for _, said in FOREIGN])
def test_file_that_is_no_table_is_refused_by_what_it_is(
    tmp_path: Path, begin: bytes, said: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(begin + b" and so on")
    with pytest.raises(ImportRefused, match=said) as refused:
        through(path, PROJECTS)
    assert refused.value.hint


@pytest.mark.parametrize(
    ("member", "content", "said"),
    [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "OpenDocument"),
        ("list.json", json.dumps([{"Title": "A"}]), "it holds list.json"),
    ],
)
def test_archive_without_a_table_is_refused(
    tmp_path: Path, member: str, content: str, said: str
) -> None:
    path = tmp_path / "list.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, content)
    with pytest.raises(ImportRefused, match=said):
        through(path, PROJECTS)


WRONG = [
    ("language: en", "language: TODO", "line 5: “language” is still to be completed"),
    ("means: project.title}", 'means: project.title, extract: "(a"}', "no regular expression"),
    ("means: project.title}", 'means: project.title, extract: "(a)(b)"}', "more than one group"),
    ("means: project.title}", 'means: project.title, delimiter: ";"}', "“delimiter” says nothing"),
    ("constants:", "dialect: {headerRows: [2, 4]}\nconstants:", "rows that follow one another"),
    ("publisher: An authority", "publisher: 'An authority",
     "line 4: the quote that opens here is not closed"),
    ("means: project.title", "means:project.title", "put a space behind the colon"),
    ("    - {name: Title, means: project.title}",
     "    - {name: Title, means: project.title}\n   - {name: B, means: nothing}",
     "line 11: this line is not indented like those"),
    ("schema:\n  fields:", "schema:\n\tfields:", "line 9: this line is indented with a tab"),
    ("    - {name: Title", "    - {name: Joined, means: membership.start}\n    - {name: Title",
     "“membership.start” needs a column that means “cluster.address” or “cluster.name”"),
]  # fmt: skip


@pytest.mark.parametrize(("sound", "wrong", "said"), WRONG, ids=[said for *_, said in WRONG])
def test_mistake_is_told(sound: str, wrong: str, said: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        reader.read(PROJECTS.replace(sound, wrong, 1), "list.yaml")
    assert said in refused.value.message


def test_name_with_a_star_that_fits_several_columns_is_told(listed: Reading) -> None:
    mapping = PROJECTS.replace("name: Title", "name: Ti*")
    assert listed("Title (pl);B\nA;b\n", mapping).count("Project") == 1
    with pytest.raises(ImportRefused, match="it fits several: “Title 1”, “Title 2”"):
        listed("Title 1;Title 2\nA;B\n", mapping)
