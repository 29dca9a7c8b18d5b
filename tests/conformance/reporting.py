"""From the reports of pytest to the table.

What a test of the suite says of itself travels in the properties of its report, so that the table
is the same whether the tests ran in this process or in workers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pytest

from .comparison import Likeness
from .suite import ROOT, read_suite
from .table import Outcome, Verdict, table

GROUP: Final = "w3c-group"
LIKENESS: Final = "w3c-likeness"

_VERDICTS: Final = {
    "passed": Verdict.PASSED,
    "xfailed": Verdict.KNOWN,
    "failed": Verdict.FAILED,
}


def summary(reports: Mapping[str, Iterable[object]]) -> str:
    """The table of a session; `reports` by category. Empty when no test of the suite ran."""
    outcomes = list(_outcomes(reports))
    return table(outcomes, out_of_scope=read_suite(ROOT).with_entailment) if outcomes else ""


def _outcomes(reports: Mapping[str, Iterable[object]]) -> Iterator[Outcome]:
    for category, verdict in _VERDICTS.items():
        for report in reports.get(category, ()):
            if isinstance(report, pytest.TestReport):
                properties = dict(report.user_properties)
                if GROUP in properties:
                    by_value = properties.get(LIKENESS) == Likeness.BY_VALUE.value
                    yield Outcome(str(properties[GROUP]), Verdict.BY_VALUE if by_value else verdict)
