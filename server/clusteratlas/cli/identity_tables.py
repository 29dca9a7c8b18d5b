"""Identity statements as tables, CSV and JSON."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
from tabulate import tabulate

from clusteratlas.dataset.matching.curating import find
from clusteratlas.dataset.matching.showing import Named, current_view
from clusteratlas.languages import ENGLISH, POLISH, pick
from clusteratlas.terms import shorten

if TYPE_CHECKING:
    from clusteratlas.dataset.matching.curating import Decided
    from clusteratlas.dataset.matching.statements import Statement

_CSV, _JSON = "csv", "json"
_WIDTH = 44
"""Characters of a column of names, where there is room for them."""
_NARROW = 24
_OTHERS = 96
"""Characters that the other columns of a list take at most."""

_WORDS: Mapping[str, Mapping[str, str]] = {
    ENGLISH: {
        "id": "ID",
        "status": "Status",
        "score": "Score",
        "method": "Method",
        "kind": "Kind",
        "date": "Date",
        "canonical": "Thing",
        "record": "Record",
        "proposed": "proposed",
        "accepted": "accepted",
        "rejected": "rejected",
        "identifier": "identifier",
        "string-similarity": "similarity",
        "curated": "curator",
        "organisation": "organisation",
        "project": "project",
        "region": "region",
        "country": "country",
        "cluster": "cluster",
        "none": "None.",
        "more": "… and {} more; -n, --text, --kind, --least and --most choose.",
        "found": "Found on",
        "decided": "Decided by",
        "reason": "Reason",
        "note": "Curator’s reason",
        "property": "Property",
        "now": "{id} is now {status}: {canonical} – {record}.",
        "same": "{id} was {status} already: {canonical} – {record}.",
        "gone": "Nothing is stated any more of {canonical} – {record}.",
        "version": "The current version is now {version}.",
    },
    POLISH: {
        "id": "ID",
        "status": "Stan",
        "score": "Ocena",
        "method": "Metoda",
        "kind": "Rodzaj",
        "date": "Data",
        "canonical": "Rzecz",
        "record": "Zapis",
        "proposed": "proponowane",
        "accepted": "przyjęte",
        "rejected": "odrzucone",
        "identifier": "identyfikator",
        "string-similarity": "podobieństwo",
        "curated": "kurator",
        "organisation": "organizacja",
        "project": "projekt",
        "region": "region",
        "country": "kraj",
        "cluster": "klaster",
        "none": "Brak.",
        "more": "… i jeszcze {}; wyboru dokonują -n, --text, --kind, --least i --most.",
        "found": "Ustalono",
        "decided": "Rozstrzygnięcie",
        "reason": "Uzasadnienie",
        "note": "Uzasadnienie kuratora",
        "property": "Właściwość",
        "now": "Stan stwierdzenia {id} to teraz „{status}”: {canonical} – {record}.",
        "same": "Stan stwierdzenia {id} był już „{status}”: {canonical} – {record}.",
        "gone": "Nic już nie stwierdza, czym są {canonical} – {record}.",
        "version": "Bieżąca wersja to teraz {version}.",
    },
}


@dataclass(frozen=True)
class Wanted:
    """Which statements: '' means any."""

    status: str
    kind: str
    least: float
    most: float
    text: str
    is_decided: bool

    def fits(self, statement: Statement) -> bool:
        """Whether all but the text fits."""
        return (
            self.status in ("", statement.status.value)
            and self.least <= statement.score <= self.most
            and (statement.is_decided or not self.is_decided)
        )

    def fits_names(self, named: Named) -> bool:
        """Whether the kind and the text fit."""
        texts = (named.canonical, named.record, named.statement.canonical, named.statement.record)
        return self.kind in ("", named.kind) and any(
            self.text.casefold() in text.casefold() for text in texts
        )


def listed(store: Path, wanted: Wanted, language: str) -> list[Named]:
    """The statements that are wanted, the highest score first."""
    with current_view(store, language) as view:
        found = [view.named(each) for each in view.statements().values() if wanted.fits(each)]
    fitting = (each for each in found if wanted.fits_names(each))
    return sorted(fitting, key=lambda each: (-each.statement.score, each.canonical, each.id))


def print_list(found: Sequence[Named], rows: int | None, format_name: str, language: str) -> None:
    """Print statements; `rows` is how many at most."""
    shown = found[:rows]
    if format_name == _JSON:
        click.echo(json.dumps([_document(each) for each in shown], ensure_ascii=False, indent=2))
    elif format_name == _CSV:
        _print_csv(_flat(_document(each), language) for each in shown)
    else:
        click.echo(_table(shown, language))
        if len(found) > len(shown):
            click.echo(_WORDS[language]["more"].format(len(found) - len(shown)))


def print_statement(store: Path, name: str, format_name: str, language: str) -> None:
    """Print one statement with both records. Raises ParameterError."""
    with current_view(store, language) as view:
        named = view.named(find(view.statements(), name))
        properties = view.side_by_side(named.statement)
    rows = [(each.label, "\n".join(each.canonical), "\n".join(each.record)) for each in properties]
    words = _WORDS[language]
    if format_name == _JSON:
        document = _document(named)
        document["properties"] = [
            {"property": each.label, "canonical": each.canonical, "record": each.record}
            for each in properties
        ]
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    if format_name == _CSV:
        _print_csv(dict(zip(("property", "canonical", "record"), row, strict=True)) for row in rows)
        return
    click.echo(_head(named, language))
    click.echo()
    iris = [shorten(iri) for iri in (named.statement.canonical, named.statement.record)]
    headers = (
        words["property"],
        f"{words['canonical']}\n{iris[0]}",
        f"{words['record']}\n{iris[1]}",
    )
    widths = [24, _WIDTH, _WIDTH]
    click.echo(
        tabulate(
            rows, headers=headers, tablefmt="simple", disable_numparse=True, maxcolwidths=widths
        )
    )


def decision_text(decided: Decided, store: Path, language: str) -> str:
    """What a decision did."""
    about = decided.after or decided.before
    assert about is not None
    with current_view(store, language) as view:
        named = view.named(about)
    words = _WORDS[language]
    is_same = decided.written.before == decided.written.version
    if decided.after is None:
        line = words["gone"].format(canonical=named.canonical, record=named.record)
    else:
        line = words["same" if is_same else "now"].format(
            id=named.id,
            status=words[decided.after.status.value],
            canonical=named.canonical,
            record=named.record,
        )
    return f"{line}\n{words['version'].format(version=decided.written.version)}"


def _head(named: Named, language: str) -> str:
    words = _WORDS[language]
    statement = named.statement
    lines = [
        (words["id"], named.id),
        (words["status"], words[statement.status.value]),
        (words["score"], f"{statement.score:.2f}"),
        (words["method"], words[statement.method]),
        (words["reason"], pick(statement.reasons, language)),
        (words["found"], statement.created),
    ]
    if statement.author:
        when = statement.decided[:19].replace("T", " ")
        lines.append((words["decided"], f"{statement.author}, {when} UTC"))
    if statement.note:
        lines.append((words["note"], statement.note))
    return "\n".join(f"{label}: {value}" for label, value in lines)


def _table(found: Sequence[Named], language: str) -> str:
    words = _WORDS[language]
    if not found:
        return words["none"]
    rows = [
        (
            each.id,
            words[each.statement.status.value],
            f"{each.statement.score:.2f}",
            words[each.statement.method],
            words.get(each.kind, each.kind),
            (each.statement.decided or each.statement.created)[:10],
            each.canonical,
            each.record,
        )
        for each in found
    ]
    names = ("id", "status", "score", "method", "kind", "date", "canonical", "record")
    room = shutil.get_terminal_size((_OTHERS + 2 * _WIDTH, 0)).columns - _OTHERS
    width = min(_WIDTH, max(_NARROW, room // 2))
    return tabulate(
        rows,
        headers=[words[name] for name in names],
        tablefmt="simple",
        disable_numparse=True,
        maxcolwidths=[None] * (len(names) - 2) + [width] * 2,
    )


def _document(named: Named) -> dict[str, object]:
    """A statement for programs: names of fields and codes are the same in every language."""
    statement = named.statement
    return {
        "id": named.id,
        "status": statement.status.value,
        "score": statement.score,
        "method": statement.method,
        "kind": named.kind,
        "canonical": statement.canonical,
        "canonicalName": named.canonical,
        "record": statement.record,
        "recordName": named.record,
        "created": statement.created,
        "author": statement.author,
        "decided": statement.decided,
        "note": statement.note,
        "reason": dict(statement.reasons),
    }


def _flat(document: dict[str, object], language: str) -> dict[str, object]:
    reasons = document["reason"]
    assert isinstance(reasons, dict)
    return {**document, "reason": pick(reasons, language)}


def _print_csv(rows: Iterable[Mapping[str, object]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    for number, row in enumerate(rows):
        if number == 0:
            writer.writerow(row)
        writer.writerow(row.values())
