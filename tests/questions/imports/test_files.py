"""Each saved query over imports is documented in both languages and takes its parameters."""

from __future__ import annotations

import re

import pytest

from clusteratlas.catalogue import SavedQuery

from .lists import QUERIES
from .test_answers import CASES
from .test_small_lists import SMALL, SUMS

NAMES = sorted(path.stem for path in QUERIES.glob("*.rq"))


def test_each_question_has_an_answer_to_compare_with() -> None:
    asked = {case.question for case in CASES} | {case[0] for case in SMALL} | set(SUMS)
    assert asked == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_header_says_what_is_asked(name: str) -> None:
    query = SavedQuery.read(QUERIES / f"{name}.rq")
    for texts in (query.summary, query.description, *(p.description for p in query.parameters)):
        assert set(texts) == {"en", "pl"}
        assert texts["en"] != texts["pl"]
    assert not any(summary.endswith(".") for summary in query.summary.values())
    assert query.tags


@pytest.mark.parametrize("name", NAMES)
def test_each_parameter_has_its_default_in_the_text(name: str) -> None:
    query = SavedQuery.read(QUERIES / f"{name}.rq")
    for parameter in query.parameters:
        blocks = set(re.findall(rf"VALUES \?{parameter.name} \{{ (.*?) \}}", query.text))
        assert len(blocks) == 1
        if not query.is_optional(parameter):
            (term,) = parameter.terms(parameter.examples)
            assert term.value in blocks.pop()
    named = set(re.findall(r"VALUES \?(\w+)", query.text))
    assert named - {parameter.name for parameter in query.parameters} <= {"role"}


@pytest.mark.parametrize("name", NAMES)
def test_lines_are_short_and_order_is_fixed(name: str) -> None:
    text = (QUERIES / f"{name}.rq").read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= 100
    assert "ORDER BY" in text.rsplit("}", 1)[-1]
