"""Rows of tables: what is read, on which line, and what is told."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.report import Finding, ImportReport
from clusteratlas.importers.tables import sources
from clusteratlas.importers.tables.reading import Layout, look_at
from clusteratlas.importers.tables.rows import Row

POLISH = "nazwa;kraj\nSpółka Źródło ąęć;PL\nŁódzki Klaster śżń;PL\n"


class Heard(ImportReport):
    """A report that keeps what it was told."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        super().__init__(self.findings.append, self.findings.append)

    def told(self) -> list[tuple[int, str]]:
        return [(finding.line, finding.reason.code) for finding in self.findings]


def read(path: Path, layout: Layout | None = None) -> tuple[list[Row], Heard]:
    report = Heard()
    (source,) = sources.find(path)
    return list(look_at(source, layout).rows(report)), report


@pytest.mark.parametrize(
    ("content", "rows", "told"),
    [
        pytest.param("a,b\n1,2\n", [(2, ["1", "2"])], [], id="plain"),
        pytest.param("a,b\r\n1,2\r\n", [(2, ["1", "2"])], [], id="windows line ends"),
        pytest.param("a,b\n1,2", [(2, ["1", "2"])], [], id="no line end at the end"),
        pytest.param("a,b\n", [], [], id="header only"),
        pytest.param("\n\na,b\n\n1,2\n", [(5, ["1", "2"])], [], id="blank lines"),
        pytest.param('"a";"b"\n"x\ny";"2"\n"3";"4"\n',
                     [(2, ["x\ny", "2"]), (4, ["3", "4"])], [], id="line break in a field"),
        pytest.param("a\tb\n1,5\t2;0\n", [(2, ["1,5", "2;0"])], [], id="tabs"),
        pytest.param("a|b\n1|2\n", [(2, ["1", "2"])], [], id="bars"),
        pytest.param("name, of it;b;c\n1;2;3\n", [(2, ["1", "2", "3"])], [],
                     id="a comma in a header of semicolons"),
        pytest.param("a,b\n1\n3,4\n", [(3, ["3", "4"])], [(2, "fields-too-few")], id="too few"),
        pytest.param("a,b\n1,2,3\n3,4\n", [(3, ["3", "4"])], [(2, "fields-too-many")],
                     id="too many"),
        pytest.param("a;b;c\nM &amp; S;L&#39;Eau;3\n", [(2, ["M &amp; S", "L&#39;Eau", "3"])],
                     [(2, "fields-entity-split")], id="entities in a file of semicolons"),
        pytest.param("a,b\nSmith &co, Ltd,3\n", [], [(2, "fields-too-many")],
                     id="too many after no entity"),
        pytest.param("a,b\n1,2,,\n", [(2, ["1", "2"])], [(2, "fields-surplus-empty")],
                     id="surplus delimiters"),
        pytest.param("a,b\n,\n1,2\n", [(3, ["1", "2"])], [(2, "row-empty")], id="empty fields"),
        pytest.param("a,b\n1,2\na,b\n3,4\n", [(2, ["1", "2"]), (4, ["3", "4"])],
                     [(3, "header-repeated")], id="header again"),
        pytest.param("a,b\n1,2\n\ufeff3,4\n", [(2, ["1", "2"]), (3, ["3", "4"])], [],
                     id="byte order mark before a later line"),
        pytest.param("a,b\n<<<<<<< HEAD\n1,2\n=======\n1,3\n>>>>>>> branch\n4,5\n",
                     [(3, ["1", "2"]), (5, ["1", "3"]), (7, ["4", "5"])],
                     [(2, "conflict-marker"), (4, "conflict-marker"), (6, "conflict-marker")],
                     id="conflict markers"),
        pytest.param('a,b\n"x\n=======\ny",2\n', [(2, ["x\n=======\ny", "2"])], [],
                     id="a line of equals signs inside a field"),
        pytest.param("a,b\n1\0,2\n", [(2, ["1", "2"])], [(2, "nul-character")], id="NUL"),
        pytest.param('a,b\n1,"2\n3,4\n5,6\n', [(2, ["1", "2\n"]), (3, ["3", "4"]), (4, ["5", "6"])],
                     [(2, "quote-stray")], id="quote open in the last field"),
        pytest.param('a,b\n"1,2\n3,4\n5,6\n', [(3, ["3", "4"]), (4, ["5", "6"])],
                     [(2, "quote-unclosed")], id="quote open in the first field"),
        pytest.param('a,b\n"1,2\n"3",4\n', [(3, ["3", "4"])], [(2, "quote-unclosed")],
                     id="open quote closed by the next row's"),
        pytest.param('a,b\n"Ge"o",2\n3,4\n', [(2, ['Geo"', "2"]), (3, ["3", "4"])],
                     [(2, "quote-stray")], id="quote within quotes"),
        pytest.param('a\tb\nx "y" z\t2\n', [(2, ['x "y" z', "2"])], [],
                     id="quotes within a bare field"),
        pytest.param("a,a,b\n1,2,3\n", [(2, ["1", "2", "3"])], [(1, "column-repeated")],
                     id="column named twice"),
        pytest.param("a,,b\n1,2,3\n", [(2, ["1", "2", "3"])], [(1, "column-nameless")],
                     id="column without a name"),
    ],
)  # fmt: skip
def test_rows(tmp_path: Path, content: str, rows: list[Row], told: list[tuple[int, str]]) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content.encode())

    found, report = read(path)

    assert found == rows
    assert report.told() == told
    assert report.done_bytes == path.stat().st_size
    data_lines = {line for line, reason in told if reason.startswith(("fields-t", "row-", "header-",
                                                                     "quote-un"))}  # fmt: skip
    assert report.rows["t.csv"] == len(rows) + len(data_lines)


def test_an_open_quote_does_not_swallow_the_file(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = "".join(f"{number},some text of a row\n" for number in range(20_000))
    path.write_text(f'a,b\n"0,open\n{rows}')

    found, report = read(path)

    assert len(found) == 20_000
    assert found[-1] == (20_002, ["19999", "some text of a row"])
    assert report.told() == [(2, "quote-unclosed")]


def test_a_file_of_open_quotes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n" + '"0,open,\n' * 3000)

    with pytest.raises(ImportRefused, match="open a quote"):
        read(path)


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", []),
        ("utf-16-le", [(1, "encoding-guessed")]),
        ("utf-16-be", [(1, "encoding-guessed")]),
        ("cp1250", [(1, "encoding-guessed")]),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, told: list[tuple[int, str]]) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(POLISH.encode(encoding))

    rows, report = read(path)

    assert rows == [(2, ["Spółka Źródło ąęć", "PL"]), (3, ["Łódzki Klaster śżń", "PL"])]
    assert report.told() == told


def test_western_letters_are_told_from_central_european_ones(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("nom,pays\nUniversité d’Évry Côte À,FR\n".encode("cp1252"))

    assert read(path)[0] == [(2, ["Université d’Évry Côte À", "FR"])]


def test_a_byte_that_is_not_utf8_costs_a_letter_only(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"a,b\n" + "ąę,ż\n".encode() * 20 + b"x\xff,2\n")

    rows, report = read(path)

    assert rows[-1] == (22, ["x\ufffd", "2"])
    assert rows[0] == (2, ["ąę", "ż"])
    assert report.told() == [(1, "encoding-broken")]


def test_what_the_mapping_says_is_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("title of the list\n\na;b,c\n1;2,5\n".encode("cp1250"))

    rows, report = read(path, Layout(encoding="windows-1250", delimiter=";", skip=2))

    assert rows == [(4, ["1", "2,5"])]
    assert report.told() == []


@pytest.mark.parametrize(
    ("content", "layout", "message"),
    [
        (b"", None, "is empty"),
        (b"\n \n", None, "is empty"),
        (b"a,b\n", Layout(encoding="klingon"), "no encoding"),
        (b"PK\x03\x04 not really", None, "damaged"),
        (b"\x1f\x8b not really", None, "damaged"),
        (b"x" * (1 << 20) + b"\n", None, "no table"),
    ],
    ids=["empty", "blank", "encoding", "zip", "gzip", "one endless line"],
)
def test_refused(tmp_path: Path, content: bytes, layout: Layout | None, message: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)

    with pytest.raises(ImportRefused, match=message):
        read(path, layout)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="cannot be read"):
        sources.find(tmp_path / "none.csv")


def test_zip_archive(tmp_path: Path) -> None:
    path = tmp_path / "horizon.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("csv/project.csv", "a;b\n1;2\n")
        archive.writestr("csv/organization.csv", "a;b\n3;4\n5;6\n")
        archive.writestr("__MACOSX/._project.csv", "rubbish")
        archive.writestr("information.pdf", "a,b")

    found = sources.find(path)

    assert [source.name for source in found] == ["organization.csv", "project.csv"]
    assert sources.slugs(found + found) == [
        "organization", "project", "horizon-organization", "horizon-project",
    ]  # fmt: skip
    report = Heard()
    assert [list(look_at(source).rows(report)) for source in found] == [
        [(2, ["3", "4"]), (3, ["5", "6"])], [(2, ["1", "2"])],
    ]  # fmt: skip
    assert report.done_bytes == sum(source.size for source in found)


@pytest.mark.parametrize("kind", ["zip", "gzip"])
def test_what_unpacks_out_of_proportion_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"bomb.csv.{kind}"
    content = b"a,b\n" + b"1,2\n" * (20 << 20)
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("bomb.csv", content)
    else:
        path.write_bytes(gzip.compress(content))

    with pytest.raises(ImportRefused, match="250 times"):
        look_at(sources.find(path)[0])


def test_archive_without_a_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.pdf", "x")

    with pytest.raises(ImportRefused, match="holds no table"):
        sources.find(path)


def test_gzip(tmp_path: Path) -> None:
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n1,2\n"))

    rows, report = read(path)

    assert rows == [(2, ["1", "2"])]
    assert report.rows == {"t.csv": 1}
    assert report.done_bytes == path.stat().st_size


def test_workbook(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["name", "amount", "sme"])
    book.active.append(["Łódź", 1.5, True])
    book.active.append([None, None, None])
    book.active.append(["x", 3.0, None])
    book.create_sheet("other").append(["only"])
    book.save(path)

    rows, report = read(path)

    assert rows == [(2, ["Łódź", "1.5", "True"]), (4, ["x", "3", ""])]
    assert report.told() == [(1, "sheet-not-read"), (3, "row-empty")]
    with pytest.raises(ImportRefused, match="no sheet “third”"):
        read(path, Layout(sheet="third"))


def test_workbook_in_an_archive(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["name"])
    book.active.append(["Łódź"])
    book.save(tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "tables.zip", "w") as archive:
        archive.write(tmp_path / "t.xlsx", "xlsx/t.xlsx")

    rows, report = read(tmp_path / "tables.zip")

    assert rows == [(2, ["Łódź"])]
    assert report.rows == {"t.xlsx": 1}
    assert report.done_bytes == (tmp_path / "t.xlsx").stat().st_size


def test_a_workbook_that_is_none_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")

    with pytest.raises(ImportRefused, match="cannot be read as an Excel workbook"):
        read(tmp_path / "t.xlsx")


@given(
    st.lists(
        st.lists(st.text("ab\"',;\n\r\téł ", max_size=6), min_size=2, max_size=2),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_rows_and_lines_agree_with_the_csv_module(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]], end: str
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator=end)
    writer.writerow(["first", "second"])
    writer.writerows(table)
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    path.write_bytes(text.getvalue().encode())
    expected = []
    reader = csv.reader(io.StringIO(text.getvalue(), newline=""))
    next(reader)
    before = reader.line_num
    for row in reader:
        if any(row):
            expected.append((before + 1, row))
        before = reader.line_num

    assert read(path, Layout(encoding="utf-8", delimiter=","))[0] == expected
