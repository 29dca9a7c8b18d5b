"""Fields as values: each oddity with the value that is read and the reason that is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.importers.report import Finding, ImportReport
from clusteratlas.importers.tables import codes, dates, numbers, texts
from clusteratlas.importers.tables.cells import Cells
from clusteratlas.importers.tables.numbers import ANY_STYLE, EITHER_DECIMAL, NumberStyle, Unusable

AMOUNTS = [
    ("230000,00", "230000", []),
    ("2463412,5", "2463412.5", []),
    ("1788682.0", "1788682", []),
    ("103437.50", "103437.5", []),
    ("-12.5", "-12.5", []),
    ("\u221212.5", "-12.5", []),
    ("-0.00", "0", []),
    ("007", "7", []),
    (".5", "0.5", []),
    ("", "", []),
    ("  ", "", []),
    (" 1", "1", ["number-padded"]),
    ("7.66444e+06", "7664440", ["number-exponent"]),
    ("1E3", "1000", ["number-exponent"]),
    ("626199.99999984", "626200", ["number-float-noise"]),
    ("1058,8000000000002", "1058.8", ["number-float-noise"]),
    ("1234.5678", "1234.5678", []),
    ("1234.56789", "1234.56789", []),
    ("12345,678", "12345.678", []),
    ("1.234.567", "1234567", ["number-thousands"]),
    ("1.234.567,89", "1234567.89", ["number-thousands"]),
    ("1,234,567.89", "1234567.89", ["number-thousands"]),
    ("1 234 567,89", "1234567.89", ["number-thousands"]),
    ("1\u00a0234,50", "1234.5", ["number-thousands"]),
    ("1'234.50", "1234.5", ["number-thousands"]),
    ("1 234,50 zł", "1234.5", ["number-currency", "number-thousands"]),
    ("€ 12", "12", ["number-currency"]),
    ("EUR 12", "12", ["number-currency"]),
    ("NaN", "", ["value-missing"]),
    ("NULL", "", ["value-missing"]),
    ("-", "", ["value-missing"]),
    ("9007199254740993.01", "9007199254740993.01", []),
]  # fmt: skip
NOT_AMOUNTS = [
    ("1,23,4", ANY_STYLE, "number-unreadable"),
    ("1,234,56", ANY_STYLE, "number-unreadable"),
    ("1,2345,678", ANY_STYLE, "number-unreadable"),
    ("0,123,456", ANY_STYLE, "number-unreadable"),
    ("about 5", ANY_STYLE, "number-unreadable"),
    ("5 or 6", ANY_STYLE, "number-unreadable"),
    ("inf", ANY_STYLE, "number-unreadable"),
    ("٣", ANY_STYLE, "number-unreadable"),
    ("0x10", ANY_STYLE, "number-unreadable"),
    ("1.2345", NumberStyle(decimal=",", thousands=""), "number-unreadable"),
    ("1,234", ANY_STYLE, "number-ambiguous"),
    ("1e999", ANY_STYLE, "number-too-great"),
    ("9" * 20, ANY_STYLE, "number-too-great"),
]
STYLED = [
    ("1,234", EITHER_DECIMAL, "1.234"),
    ("1,234", NumberStyle(decimal=".", thousands=","), "1234"),
    ("1.234", NumberStyle(decimal=",", thousands="."), "1234"),
    ("1 234", NumberStyle(decimal=",", thousands=" "), "1234"),
    ("1,5", NumberStyle(decimal=",", thousands="."), "1.5"),
    ("1.5", NumberStyle(decimal=",", thousands="."), "1.5"),
]
LINES = [
    ("Klaster LifeScience Kraków", "Klaster LifeScience Kraków", []),
    ("GENERALNA DYREKCJA DRÓG", "GENERALNA DYREKCJA DRÓG", []),
    ("AT&T", "AT&T", []),
    ("SÃO PAULO", "SÃO PAULO", []),
    ("ÂNGELA & FILHOS", "ÂNGELA & FILHOS", []),
    ("", "", []),
    (" a  b ", "a b", ["text-spaces"]),
    (" a", "a", ["text-spaces"]),
    ("86\xa0RUE\xa0REGNAULT", "86 RUE REGNAULT", ["text-spaces"]),
    ("BR\ufffdCKNER GMBH", "BR\ufffdCKNER GMBH", ["text-character-lost"]),
    ("Uniwersytet JagielloÅ„ski", "Uniwersytet Jagielloński", ["text-mojibake-mended"]),
    ("UniversitÃ© de GenÃ¨ve", "Université de Genève", ["text-mojibake-mended"]),
    ("Å‚ódź mixed", "Å‚ódź mixed", ["text-mojibake-left"]),
    ("BRÜCKNER &amp; CO", "BRÜCKNER & CO", ["text-html-entity"]),
    ("A &amp;amp; B", "A & B", ["text-html-entity"]),
    ("caf&#233; &eacute;", "café é", ["text-html-entity"]),
    ("&lt;b&gt;", "<b>", ["text-html-entity"]),
    ("\ufeffname", "name", ["text-control-character"]),
    ("a\x07b\u200b", "ab", ["text-control-character"]),
    ("a\ud800b", "ab", ["text-control-character"]),
    ("line\r\nbreak", "line break", ["text-line-break"]),
    ("e\u0301cole", "école", ["text-decomposed"]),
]
DAYS = [
    ("2014-01-31", "iso", "2014-01-31", []),
    ("", "iso", "", []),
    (" ", "iso", "", []),
    (" 2014-01-31", "iso", "2014-01-31", ["number-padded"]),
    ("2023-04-05 13:15:00", "iso", "2023-04-05", ["date-with-time"]),
    ("2023-04-05T00:00:00Z", "iso", "2023-04-05", []),
    ("20140131", "iso", "2014-01-31", []),
    ("31.01.2014", "dmy", "2014-01-31", []),
    ("31/1/2014", "dmy", "2014-01-31", []),
    ("1. 2. 2014", "dmy", "2014-02-01", []),
    ("1.02.2014 r.", "dmy", "2014-02-01", []),
    ("01/31/2014", "mdy", "2014-01-31", []),
    ("2014-01-31", "dmy", "2014-01-31", []),
    ("9999-12-31", "iso", "", ["date-open"]),
    ("0000-00-00", "iso", "", ["date-open"]),
    ("NaN", "iso", "", ["value-missing"]),
]  # fmt: skip
NOT_DAYS = [
    ("2015-02-29", "iso", "date-impossible"),
    ("31.02.2014", "dmy", "date-impossible"),
    ("31.01.2014", "iso", "date-unreadable"),
    ("01.01.14", "dmy", "date-unreadable"),
    ("soon", "dmy", "date-unreadable"),
]
COUNTRIES = [
    ("PL", "PL", []), ("pl ", "PL", []), ("EL", "GR", ["country-code-eu"]),
    ("UK", "GB", ["country-code-eu"]), ("XK", "XK", []), ("NC", "NC", []),
    ("Polska", "PL", []), ("Sverige", "SE", []),
    ("", "", []),
]  # fmt: skip
TRUTHS = [
    ("True", True), ("false", False), ("1", True), ("0", False), ("Tak", True), ("Nie", False),
    ("", None), ("nan", None),
]  # fmt: skip


def codes_of(oddities: tuple[texts.Reason, ...]) -> list[str]:
    return [reason.code for reason in oddities]


@pytest.mark.parametrize(("raw", "value", "told"), AMOUNTS, ids=repr)
def test_amounts(raw: str, value: str, told: list[str]) -> None:
    read, oddities = numbers.amount(raw)

    assert (read, codes_of(oddities)) == (value, told)


@pytest.mark.parametrize(("raw", "style", "value"), STYLED)
def test_styles_of_numbers(raw: str, style: NumberStyle, value: str) -> None:
    assert numbers.number(raw, style)[0] == value


@pytest.mark.parametrize(("raw", "style", "reason"), NOT_AMOUNTS)
def test_no_amounts(raw: str, style: NumberStyle, reason: str) -> None:
    with pytest.raises(Unusable) as caught:
        numbers.amount(raw, style)

    assert caught.value.reason.code == reason


@given(st.decimals(-(10**15), 10**15, allow_nan=False, places=2), st.sampled_from(".,"))
def test_amounts_are_exact(value: Decimal, mark: str) -> None:
    digits, oddities = numbers.amount(f"{value:f}".replace(".", mark))

    assert Decimal(digits) == value
    assert not oddities


@given(st.decimals(0, 10**12, allow_nan=False, places=2))
def test_thousands_are_left_out(value: Decimal) -> None:
    english = numbers.amount(f"{value:,f}")[0]
    polish = numbers.amount(f"{value:,f}".translate(str.maketrans(",.", "\u00a0,")))[0]

    assert Decimal(english) == Decimal(polish) == value


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_unusable(raw: str) -> None:
    try:
        digits, _ = numbers.amount(raw)
    except Unusable:
        return
    assert digits == "" or Decimal(digits).is_finite()


@pytest.mark.parametrize(("raw", "value", "told"), LINES, ids=ascii)
def test_texts(raw: str, value: str, told: list[str]) -> None:
    read, oddities = texts.line(raw)

    assert (read, codes_of(oddities)) == (value, told)
    assert texts.line(read)[0] == read


@given(st.text(max_size=30))
def test_any_text_becomes_a_line_that_can_be_written(raw: str) -> None:
    read, _ = texts.line(raw)

    assert read.encode().decode() == read
    assert not {"\n", "\r", "\x00"} & set(read)
    assert read == read.strip()


def test_prose_keeps_its_lines() -> None:
    assert texts.prose(" First  line. \r\n\r\nSecond &amp; last.\n") == (
        "First line.\nSecond & last.",
        (texts.ENTITY,),
    )


@pytest.mark.parametrize(("raw", "order", "value", "told"), DAYS)
def test_days(raw: str, order: dates.Order, value: str, told: list[str]) -> None:
    read, oddities = dates.day(raw, order)

    assert (read, codes_of(oddities)) == (value, told)


@pytest.mark.parametrize(("raw", "order", "reason"), NOT_DAYS)
def test_no_days(raw: str, order: dates.Order, reason: str) -> None:
    with pytest.raises(Unusable) as caught:
        dates.day(raw, order)

    assert caught.value.reason.code == reason


@given(st.dates(date(1000, 1, 1)), st.sampled_from(["%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d"]))
def test_days_come_back(value: date, pattern: str) -> None:
    read = dates.day(f"{value:{pattern}}", "dmy")[0]

    assert read == value.isoformat() or (not read and value.year in {2999, 9999})


@pytest.mark.parametrize(("raw", "value", "told"), COUNTRIES)
def test_countries(raw: str, value: str, told: list[str]) -> None:
    read, oddities = codes.country(raw)

    assert (read, codes_of(oddities)) == (value, told)


@pytest.mark.parametrize("raw", ["EU", "ZZ", "Ruritania", "P"])
def test_no_countries(raw: str) -> None:
    with pytest.raises(Unusable, match="no country"):
        codes.country(raw)


@pytest.mark.parametrize(("raw", "value"), TRUTHS)
def test_truths(raw: str, value: bool | None) -> None:
    assert codes.truth(raw)[0] is value


def test_cells_tell_the_report() -> None:
    noted: list[Finding] = []
    rejected: list[Finding] = []
    report = ImportReport(rejected.append, noted.append)
    cells = Cells(report, "t.csv")
    cells.line = 7

    assert cells.amount("cost", "1,23,4") == ""
    assert cells.amount("cost", "7e1") == "70"
    assert cells.text("name", "a\ufffd") == "a\ufffd"
    assert cells.day("start", "2015-02-29") == ""
    assert cells.truth("sme", "maybe") is None
    assert cells.country("country", "EL") == "GR"
    assert [(f.file, f.line, f.column, f.value, f.reason.code) for f in rejected] == [
        ("t.csv", 7, "cost", "1,23,4", "number-unreadable"),
        ("t.csv", 7, "start", "2015-02-29", "date-impossible"),
        ("t.csv", 7, "sme", "maybe", "truth-unreadable"),
    ]
    assert [(f.column, f.reason.code) for f in noted] == [
        ("cost", "number-exponent"),
        ("name", "text-character-lost"),
        ("country", "country-code-eu"),
    ]
