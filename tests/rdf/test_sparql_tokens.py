"""The tokenizer: SPARQL 1.1 Query §19.8."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.rdf.sparql_tokens import Kind, declared_prefixes, tokens

CASES = [
    ("?x", [(Kind.VARIABLE, "?x")]),
    ("$x1", [(Kind.VARIABLE, "$x1")]),
    ("<http://a#b>", [(Kind.IRI, "<http://a#b>")]),
    ("?x<3", [(Kind.VARIABLE, "?x"), (Kind.PUNCTUATION, "<"), (Kind.NUMBER, "3")]),
    ("ex:a.b.", [(Kind.PREFIXED_NAME, "ex:a.b"), (Kind.PUNCTUATION, ".")]),
    (":a", [(Kind.PREFIXED_NAME, ":a")]),
    ("ex:", [(Kind.PREFIXED_NAME, "ex:")]),
    ("_:b1", [(Kind.BLANK_NODE, "_:b1")]),
    ("ex:a\\,b%20c", [(Kind.PREFIXED_NAME, "ex:a\\,b%20c")]),
    ('"a\\"b"', [(Kind.STRING, '"a\\"b"')]),
    ("'a'@pl", [(Kind.STRING, "'a'"), (Kind.LANGUAGE_TAG, "@pl")]),
    ('"""a\n"b" c"""', [(Kind.STRING, '"""a\n"b" c"""')]),
    ("'''a'b'''", [(Kind.STRING, "'''a'b'''")]),
    ("# c ?x\n?y", [(Kind.COMMENT, "# c ?x"), (Kind.VARIABLE, "?y")]),
    ("SELECT*", [(Kind.WORD, "SELECT"), (Kind.PUNCTUATION, "*")]),
    ("1.5e3", [(Kind.NUMBER, "1.5e3")]),
    ('"open\n?x', [(Kind.STRING, '"open'), (Kind.VARIABLE, "?x")]),
    ("żółć:ż", [(Kind.PREFIXED_NAME, "żółć:ż")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_terminals(text: str, expected: list[tuple[Kind, str]]) -> None:
    found = [(token.kind, token.text) for token in tokens(text) if token.kind is not Kind.SPACE]
    assert found == expected


@given(st.text("?$<>\"'\\#{}():;.,_ab \n\t=1é@-", max_size=60))
def test_no_character_is_lost(text: str) -> None:
    read = list(tokens(text))
    assert "".join(token.text for token in read) == text
    assert [token.start for token in read[1:]] == [token.end for token in read[:-1]]


@pytest.mark.parametrize(
    ("text", "prefixes"),
    [
        pytest.param("PREFIX a: <b:c> prefix : <d:e> ASK {}", {"a": "b:c", "": "d:e"}, id="two"),
        pytest.param("# PREFIX a: <b:c>\nASK {}", {}, id="comment"),
        pytest.param("PREFIX a: <relative> ASK {}", {}, id="relative"),
        pytest.param("ASK { ?prefix a: <b:c> }", {}, id="variable"),
    ],
)
def test_declared_prefixes(text: str, prefixes: dict[str, str]) -> None:
    assert declared_prefixes(text) == prefixes
