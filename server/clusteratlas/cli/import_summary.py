"""What an import did, in words and for programs."""

from __future__ import annotations

import json
import resource
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

from clusteratlas.cli.plain import plain
from clusteratlas.languages import ENGLISH, POLISH, pick
from clusteratlas.terms import shorten

if TYPE_CHECKING:
    from clusteratlas.dataset.imports.outcome import Difference, FoundRows, Outcome
    from clusteratlas.dataset.imports.removing import Removed
    from clusteratlas.validation.report import Finding, Report

_EXAMPLES = 3
_LONGEST = 120
"""Characters of an example: its place and what stands there."""
_WORDS: Mapping[str, Mapping[str, str]] = {
    ENGLISH: {
        "published": "Imported into {graph}: {files}.",
        "dry": "Dry run: {graph} would come of {files}. Nothing was published.",
        "unchanged": "Nothing changed: {graph} was made of these files on {day}.",
        "removed": "Taken out: {graph}, with {count} triples.",
        "version": "Version: {version}",
        "rows": "Rows read: {count}",
        "made": "Things made: {count}",
        "linked": "Links to things that others describe: {count}",
        "identity": "Identity: {accepted} merged, {proposed} proposed for a curator, "
        "{rejected} rejected. `clusteratlas identity list` shows them.",
        "triples": "Triples in the graph: {count}",
        "things": "Things, compared with before: {added} added, {changed} changed, "
        "{removed} removed.",
        "difference": "Triples, compared with before: {added} added, {removed} removed.",
        "set_aside": "Set aside: {count}",
        "oddities": "Odd, but read: {count}",
        "listed": "They are listed in {path}",
        "example": "such as",
        "findings": "Validation of the whole atlas: {Violation} violations, {Warning} warnings, "
        "{Info} notes.",
        "Violation": "violation",
        "Warning": "warning",
        "Info": "note",
        "cost": "Time: {seconds:.1f} s, of which reading {reading:.1f} s ({rate} rows/s). "
        "Memory at most: {memory} MB.",
    },
    POLISH: {
        "published": "Zaimportowano do {graph}: {files}.",
        "dry": "Próba: {graph} powstałby z plików: {files}. Niczego nie opublikowano.",
        "unchanged": "Nic się nie zmieniło: {graph} powstał z tych plików dnia {day}.",
        "removed": "Usunięto {graph}, trójki: {count}.",
        "version": "Wersja: {version}",
        "rows": "Przeczytane wiersze: {count}",
        "made": "Utworzone rzeczy: {count}",
        "linked": "Odwołania do rzeczy opisanych gdzie indziej: {count}",
        "identity": "Tożsamość: połączone: {accepted}, do decyzji kuratora: {proposed}, "
        "odrzucone: {rejected}. Pokazuje je `clusteratlas identity list`.",
        "triples": "Trójki w grafie: {count}",
        "things": "Rzeczy w porównaniu z poprzednim stanem: dodane: {added}, zmienione: {changed}, "
        "usunięte: {removed}.",
        "difference": "Trójki w porównaniu z poprzednim stanem: dodane: {added}, "
        "usunięte: {removed}.",
        "set_aside": "Odłożone: {count}",
        "oddities": "Nietypowe, ale przeczytane: {count}",
        "listed": "Lista w pliku {path}",
        "example": "na przykład",
        "findings": "Sprawdzanie całego atlasu: błędy: {Violation}, ostrzeżenia: {Warning}, "
        "uwagi: {Info}.",
        "Violation": "błąd",
        "Warning": "ostrzeżenie",
        "Info": "uwaga",
        "cost": "Czas: {seconds:.1f} s, w tym czytanie {reading:.1f} s ({rate} wierszy/s). "
        "Pamięć: najwyżej {memory} MB.",
    },
}


def import_text(outcome: Outcome, language: str) -> str:
    """What an import did, for a person."""
    return "\n".join(_lines(outcome, language))


def import_json(outcome: Outcome, language: str) -> str:
    """What an import did, for a program; reasons and messages are in one language."""
    kept = outcome.kept
    document = {
        "graph": kept.graph,
        "version": outcome.version,
        "isNew": outcome.is_new,
        "isUnchanged": outcome.is_unchanged,
        "importer": kept.importer,
        "checksum": f"sha256:{kept.checksum}",
        "files": dict(kept.files),
        "retrieved": kept.retrieved,
        "rows": dict(kept.rows),
        "made": dict(kept.made),
        "linked": dict(kept.linked),
        "identity": dict(outcome.matches),
        "triples": outcome.triples,
        "difference": asdict(outcome.difference) if outcome.difference else None,
        "setAside": _found_document(outcome.set_aside),
        "oddities": _found_document(outcome.oddities),
        "findings": _findings_document(outcome.report, language) if outcome.report else None,
        "seconds": round(outcome.seconds, 3),
        "secondsReading": round(outcome.seconds_reading, 3),
        "peakMemoryBytes": peak_memory(),
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def removal_text(removed: Removed, language: str) -> str:
    """What taking an imported graph out did, for a person."""
    words = _WORDS[language]
    lines = [words["removed"].format(graph=shorten(removed.graph), count=removed.triples)]
    return "\n".join([*lines, words["version"].format(version=removed.version)])


def peak_memory() -> int:
    """The most memory that this process had at once, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _lines(outcome: Outcome, language: str) -> Iterator[str]:
    words, kept = _WORDS[language], outcome.kept
    graph, files = shorten(kept.graph), ", ".join(kept.files)
    if outcome.is_unchanged:
        yield words["unchanged"].format(graph=graph, day=kept.imported[:10])
        return
    heading = words["published" if outcome.version else "dry"]
    yield heading.format(graph=graph, files=files)
    if outcome.version:
        yield words["version"].format(version=outcome.version)
    for name in ("rows", "made", "linked"):
        yield from _counted(words[name], getattr(kept, name))
    if outcome.matches:
        statuses = ("accepted", "proposed", "rejected")
        counts = {status: outcome.matches.get(status, 0) for status in statuses}
        yield words["identity"].format(**counts)
    yield words["triples"].format(count=outcome.triples)
    if outcome.difference:
        yield from _difference(outcome.difference, words)
    for name, found in (("set_aside", outcome.set_aside), ("oddities", outcome.oddities)):
        if found and found.counts:
            yield ""
            yield from _found(words[name], found, words)
    if outcome.report:
        yield ""
        yield from _findings(outcome.report, language)
    yield ""
    yield _cost(outcome, words)


def _counted(heading: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        yield heading.format(count=sum(counts.values()))
        width = max(len(str(count)) for count in counts.values())
        for name, count in counts.items():
            yield f"  {count:>{width}}  {name}"


def _difference(difference: Difference, words: Mapping[str, str]) -> Iterator[str]:
    yield words["things"].format(
        added=difference.things_added,
        changed=difference.things_changed,
        removed=difference.things_removed,
    )
    yield words["difference"].format(
        added=difference.triples_added, removed=difference.triples_removed
    )


def _found(heading: str, found: FoundRows, words: Mapping[str, str]) -> Iterator[str]:
    yield heading.format(count=sum(found.counts.values()))
    width = max(len(str(count)) for count in found.counts.values())
    for code, count in found.counts.items():
        yield f"  {count:>{width}}  {code}: {found.reasons[code]}"
        examples = "; ".join(map(_shortened, found.examples[code]))
        yield f"  {'':>{width}}  {words['example']} {plain(examples)}"
    yield words["listed"].format(path=found.path)


def _shortened(example: str) -> str:
    """A field can be as long as a page; the list of what was found has it whole."""
    return example if len(example) <= _LONGEST else f"{example[: _LONGEST - 2]}…”"


def _findings(report: Report, language: str) -> Iterator[str]:
    words = _WORDS[language]
    by_severity = {severity.value: count for severity, count in report.counts.items()}
    yield words["findings"].format(**by_severity)
    for count, findings in _by_shape(report):
        first = findings[0]
        yield f"  {count}  {words[first.severity.value]}: {pick(first.messages, language)}"
        focuses = list(dict.fromkeys(shorten(each.focus) for each in findings))[:_EXAMPLES]
        yield f"  {'':>{len(str(count))}}  {words['example']} {', '.join(focuses)}"


def _by_shape(report: Report) -> list[tuple[int, list[Finding]]]:
    """How many findings of each shape there are, and some; the worst and most frequent first."""

    def key(finding: Finding) -> tuple[str, str, str]:
        return (finding.severity.value, finding.shape, finding.constraint)

    missing = Counter[tuple[str, str, str]]()
    for total, count in report.not_shown().items():
        missing[total.severity.value, total.shape, total.constraint] += count
    order = [severity.value for severity in report.counts]
    groups = [list(group) for _, group in groupby(sorted(report.findings, key=key), key)]
    counted = [(len(group) + missing[key(group[0])], group) for group in groups]
    return sorted(counted, key=lambda each: (order.index(each[1][0].severity.value), -each[0]))


def _cost(outcome: Outcome, words: Mapping[str, str]) -> str:
    rate = sum(outcome.kept.rows.values()) / max(outcome.seconds_reading, 0.001)
    return words["cost"].format(
        seconds=outcome.seconds,
        reading=outcome.seconds_reading,
        rate=round(rate),
        memory=peak_memory() // 1_000_000,
    )


def _found_document(found: FoundRows | None) -> dict[str, object] | None:
    if found is None:
        return None
    reasons = {
        code: {
            "count": count,
            "reason": found.reasons[code],
            "examples": list(found.examples[code]),
        }
        for code, count in found.counts.items()
    }
    return {"path": str(found.path), "reasons": reasons}


def _findings_document(report: Report, language: str) -> dict[str, object]:
    shapes = [
        {
            "shape": group[0].shape,
            "severity": group[0].severity.value,
            "count": count,
            "message": pick(group[0].messages, language),
            "examples": [finding.focus for finding in group[:_EXAMPLES]],
        }
        for count, group in _by_shape(report)
    ]
    counts = {severity.value: count for severity, count in report.counts.items()}
    return {"counts": counts, "shapes": shapes}
