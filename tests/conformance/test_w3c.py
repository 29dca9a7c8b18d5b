"""Cluster Atlas passes the W3C SPARQL 1.1 suite over HTTP, but for what is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from .client import Mismatch
from .driver import Driver
from .known_failures import KNOWN_FAILURES
from .reporting import GROUP, LIKENESS
from .suite import ROOT, Test, read_suite

if not ROOT.is_dir():
    pytest.skip(
        "the suite is not beside the checkout (../shared/w3c/sparql11)", allow_module_level=True
    )

SUITE = read_suite()

# One worker, one server: with `--dist loadgroup` the group is not shared out.
pytestmark = [pytest.mark.xdist_group("w3c"), pytest.mark.usefixtures("garbage_waits")]


def _parameters() -> Iterator[object]:
    for test in SUITE.tests:
        why = KNOWN_FAILURES.get(test.iri)
        marks = [pytest.mark.xfail(raises=Mismatch, reason=why, strict=True)] if why else []
        yield pytest.param(test, id=test.iri, marks=marks)


@pytest.mark.parametrize("test", list(_parameters()))
def test_w3c(runner: Driver, test: Test, record_property: Callable[[str, object], None]) -> None:
    record_property(GROUP, test.group)
    record_property(LIKENESS, runner.run(test).value)


def test_known_failures_are_tests_of_the_suite() -> None:
    assert KNOWN_FAILURES.keys() <= {test.iri for test in SUITE.tests}
