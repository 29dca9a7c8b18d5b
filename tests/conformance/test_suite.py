"""The manifests are read whole, and counted as the project counts them."""

from __future__ import annotations

from collections import Counter

import pytest

from .suite import (
    ABSENT,
    BASE,
    PROTOCOL_GROUPS,
    ROOT,
    DescriptionTest,
    HttpTest,
    QueryTest,
    Suite,
    SyntaxTest,
    Test,
    UpdateTest,
    read_suite,
)

pytestmark = pytest.mark.skipif(not ROOT.is_dir(), reason=ABSENT)


@pytest.fixture(scope="module")
def suite() -> Suite:
    return read_suite()


def of(suite: Suite, name: str) -> Test:
    (test,) = (test for test in suite.tests if test.iri == BASE + name)
    return test


def test_505_tests_are_of_the_languages_and_50_of_the_protocols(suite: Suite) -> None:
    of_protocols = Counter(test.group in PROTOCOL_GROUPS for test in suite.tests)
    assert (of_protocols[False], of_protocols[True], suite.with_entailment) == (505, 50, 70)


def test_tests_are_of_five_kinds(suite: Suite) -> None:
    assert Counter(type(test) for test in suite.tests) == {
        QueryTest: 242,
        UpdateTest: 94,
        SyntaxTest: 169,
        HttpTest: 47,
        DescriptionTest: 3,
    }


def test_each_test_has_an_iri_of_its_own(suite: Suite) -> None:
    assert len({test.iri for test in suite.tests}) == len(suite.tests)


def test_a_graph_is_named_by_its_file(suite: Suite) -> None:
    test = of(suite, "negation/manifest#graph-minus")
    assert isinstance(test, QueryTest)
    assert [name for name, _ in test.data.named] == [BASE + "negation/graph-minus.ttl"]


def test_a_graph_is_named_by_its_label(suite: Suite) -> None:
    test = of(suite, "clear/manifest#dawg-clear-graph-01")
    assert isinstance(test, UpdateTest)
    assert [(name, file.path.name) for name, file in test.after.named] == [
        ("http://example.org/g1", "empty.ttl"),
        ("http://example.org/g2", "clear-g2.ttl"),
    ]


def test_services_hold_data_of_their_own(suite: Suite) -> None:
    test = of(suite, "service/manifest#service3")
    assert isinstance(test, QueryTest)
    assert {name: files.default[0].path.name for name, files in test.services} == {
        "http://example1.org/sparql": "data03endpoint1.ttl",
        "http://example2.org/sparql": "data03endpoint2.ttl",
    }


def test_a_body_is_in_the_encoding_that_is_told(suite: Suite) -> None:
    test = of(suite, "protocol/manifest#bad_update_non_utf8")
    assert isinstance(test, HttpTest)
    (exchange,) = test.exchanges
    assert exchange.body == "CLEAR NAMED".encode("utf-16")
    assert exchange.expected.statuses == {"StatusCode4xx"}
