"""What a validation found, as values that know nothing of pySHACL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

Texts = Mapping[str, str]


class Severity(Enum):
    """How bad a finding is (SHACL §2.1.4): unusable, should be mended, style."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True)
class Finding:
    """One result of a validation (SHACL §3.6.2).

    `labels`, `property_labels` and `messages` are by language tag; IRIs are written in full,
    except `property`, which is a path in SPARQL's notation with prefixed names. `value` is what
    offends, as Turtle would write it; all values, with commas, where they offend together; '' when
    something is missing. `file` is '' and `line` 0
    when no file is known to say it.
    """

    focus: str
    labels: Texts
    property: str
    property_labels: Texts
    value: str
    messages: Texts
    severity: Severity
    file: str
    line: int
    shape: str
    constraint: str


@dataclass(frozen=True)
class Total:
    """How many results there are of a shape, for one constraint component and severity."""

    shape: str
    constraint: str
    severity: Severity
    count: int


@dataclass(frozen=True)
class Report:
    """The findings, by file and in it from top to bottom, and the W3C report as Turtle.

    `totals` count everything where the findings are only some of what was found; else there are
    none.
    """

    findings: tuple[Finding, ...]
    turtle: str
    totals: tuple[Total, ...] = ()

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity, those included that are not shown."""
        counted = Counter(finding.severity for finding in self.findings)
        for total, missing in self.not_shown().items():
            counted[total.severity] += missing
        return {severity: counted[severity] for severity in Severity}

    @property
    def has_violation(self) -> bool:
        """Whether the data cannot be used as it is."""
        return any(finding.severity is Severity.VIOLATION for finding in self.findings)

    def not_shown(self) -> Mapping[Total, int]:
        """How many results of each kind are not among the findings, where any are not."""
        shown = Counter((one.shape, one.constraint, one.severity) for one in self.findings)
        missing = {
            total: total.count - shown[total.shape, total.constraint, total.severity]
            for total in self.totals
        }
        return {total: count for total, count in missing.items() if count > 0}
