"""Files with a header become saved queries; what is wrong with one is said with its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from clusteratlas.catalogue import Catalogue, SavedQuery
from clusteratlas.errors import DataError, ParameterError, UnknownQuery

MEMBERS = """\
#+ summary: {en: "Members of a cluster", pl: "Członkowie klastra"}
#+ description:
#+   en: >
#+     Every count of members,
#+     with its source.
#+   pl: "Każda liczba członków wraz ze źródłem."
#+ tags: [clusters, members]
#+ parameters:
#+   - name: cluster
#+     type: iri
#+     kind: cluster
#+     multiple: true
#+     description: {en: "The cluster.", pl: "Klaster."}
#+     example: bioib

# A comment of the query itself.
SELECT ?count WHERE {
  VALUES ?cluster { <https://w3id.org/clusteratlas/id/cluster/bioib> }
  ?cluster ?p ?count
}
"""
PLAIN = '#+ summary: "Everything"\nSELECT * WHERE { ?s ?p ?o }\n'


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions/member-counts.rq").write_text(MEMBERS, encoding="utf-8")
    (tmp_path / "questions/member-roles.rq").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "all.rq").write_text(PLAIN, encoding="utf-8")
    return Catalogue.load(tmp_path)


def test_a_query_says_what_its_header_says(catalogue: Catalogue) -> None:
    query = catalogue.get("member-counts")
    assert query.summary == {"en": "Members of a cluster", "pl": "Członkowie klastra"}
    assert query.description["en"] == "Every count of members, with its source."
    assert query.tags == ("clusters", "members")
    assert [parameter.name for parameter in query.parameters] == ["cluster"]
    assert query.text.startswith("# A comment of the query itself.\nSELECT")
    assert query.source == MEMBERS


def test_all_folders_are_read_in_the_order_of_names(catalogue: Catalogue) -> None:
    assert [query.name for query in catalogue] == ["all", "member-counts", "member-roles"]


def test_without_values_the_query_is_as_it_stands(catalogue: Catalogue) -> None:
    query = catalogue.get("member-counts")
    assert query.bound({}) == query.text


def test_values_are_bound(catalogue: Catalogue) -> None:
    bound = catalogue.get("member-counts").bound({"cluster": ["medsilesia", "urn:x"]})
    assert "{ <https://w3id.org/clusteratlas/id/cluster/medsilesia> <urn:x> }" in bound
    assert "bioib" not in bound


def test_unknown_parameter(catalogue: Catalogue) -> None:
    with pytest.raises(
        ParameterError, match="“member-counts” has no parameter “clusters”"
    ) as error:
        catalogue.get("member-counts").bound({"clusters": ["bioib"]})
    assert error.value.hint == "It has: cluster."


NEAR = [
    ("member-count", "Did you mean: member-counts, member-roles?"),
    ("counts", "Did you mean: member-counts?"),
    ("zzz", ""),
    ("", ""),
]


@pytest.mark.parametrize(("name", "hint"), NEAR, ids=[repr(case[0]) for case in NEAR])
def test_unknown_name(catalogue: Catalogue, name: str, hint: str) -> None:
    with pytest.raises(UnknownQuery, match="There is no saved query") as error:
        catalogue.get(name)
    assert error.value.hint == hint


def test_two_queries_of_one_name(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.rq").write_text(PLAIN, encoding="utf-8")
    with pytest.raises(DataError, match="Two saved queries have the name “same”"):
        Catalogue.load(tmp_path)


PARAMETER = '#+   - {name: x, type: integer, example: 1, description: {en: "X.", pl: "X."}}\n'
WRONG = [
    ("no-header", b"SELECT * WHERE { ?s ?p ?o }", "has no header"),
    ("header-not-on-top", b"\n#+ summary: x\nASK {}", "has no header"),
    ("no-yaml", b"#+ summary: [x\nASK {}", "line 2"),
    ("no-mapping", b"#+ - x\nASK {}", "not a mapping"),
    ("no-summary", b"#+ tags: [x]\nASK {}", "summary is missing"),
    ("unknown-entry", b"#+ summary: x\n#+ endpoint: x\nASK {}", "unknown entry “endpoint”"),
    ("not-utf-8", b"#+ summary: \xff\nASK {}", "not UTF-8"),
    ("parameters-no-list", b"#+ summary: x\n#+ parameters: x\nASK {}", "not a list"),
    (
        "parameter-without-place",
        f"#+ summary: x\n#+ parameters:\n{PARAMETER}ASK {{}}".encode(),
        "no place for the parameter “x”",
    ),
    (
        "parameter-twice",
        f"#+ summary: x\n#+ parameters:\n{PARAMETER}{PARAMETER}ASK {{}}".encode(),
        "declared twice",
    ),
    ("binary", bytes(range(256)), "not UTF-8"),
    ("empty", b"", "has no header"),
]


@pytest.mark.parametrize(
    ("content", "message"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG]
)
def test_wrong_file_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "wrong.rq"
    path.write_bytes(content)
    with pytest.raises(DataError, match=message) as error:
        SavedQuery.read(path)
    assert str(error.value).startswith(str(path))


def test_a_query_belongs_to_the_collection_of_its_folder(catalogue: Catalogue) -> None:
    assert catalogue.get("member-counts").collection == "questions"
