"""Reading RDF: what is wrong, where, and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from clusteratlas.errors import DataError, RdfSyntaxError
from clusteratlas.rdf.reading import read_triples

BROKEN = [
    pytest.param("x:a x:b x:c .", 1, 1, "prefix", id="undeclared prefix"),
    pytest.param("<a:b> <a:c> <a:d>\n<a:e> <a:f> <a:g> .", 2, 1, "“.”", id="no dot"),
    pytest.param('<a:b> <a:c> "open .\n', 1, 13, "clos", id="open string"),
    pytest.param('<a:b> <a:c> "x"^^1 .', 1, 18, "datatype", id="datatype"),
    pytest.param("<a:b> <a:c> <d> .", 1, 13, "absolute IRI", id="relative IRI"),
    pytest.param("<a:b> <a:c> <a:d e> .", 1, 13, "percent-encode", id="space in an IRI"),
    pytest.param('<a:b> <a:c> "x" ; <a:d> ', 1, 25, "", id="end of file"),
]


@pytest.mark.parametrize(("text", "line", "column", "expected"), BROKEN)
def test_place_and_expectation(
    text: str, line: int, column: int, expected: str, tmp_path: Path
) -> None:
    file = tmp_path / "broken.ttl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RdfSyntaxError) as caught:
        list(read_triples(file))
    error = caught.value
    assert (error.file, error.line, error.column) == (str(file), line, column)
    assert expected in error.expected
    assert "not Turtle" in error.message


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "broken.ttl"
    file.write_bytes(b'<a:b> <a:c> "\xff" .')
    with pytest.raises(RdfSyntaxError, match="UTF-8"):
        list(read_triples(file))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"missing\.ttl cannot be read: No such file"):
        list(read_triples(tmp_path / "missing.ttl"))


def test_lexical_forms_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "amount.ttl"
    file.write_text("<a:b> <a:c> 1087398.00 .", encoding="utf-8")
    (triple,) = read_triples(file)
    assert triple.object.value == "1087398.00"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".nt", "<a:b> <a:c> <a:d> ."),
        (".jsonld", '{"@id": "a:b", "a:c": {"@id": "a:d"}}'),
        (".TTL", "<a:b> <a:c> <a:d> ."),
        (".ttl", "\N{BYTE ORDER MARK}<a:b> <a:c> <a:d> ."),
        (".jsonld", '\N{BYTE ORDER MARK}{"@id": "a:b", "a:c": {"@id": "a:d"}}'),
    ],
)
def test_the_suffix_tells_the_format(suffix: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / f"data{suffix}"
    file.write_text(text, encoding="utf-8")
    assert len(list(read_triples(file))) == 1
