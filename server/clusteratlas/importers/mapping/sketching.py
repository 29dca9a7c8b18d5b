"""A first mapping out of a list: how it is written, its columns, and what each seems to mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from clusteratlas.importers import territories
from clusteratlas.importers.mapping import codes
from clusteratlas.importers.mapping.document import TO_COMPLETE
from clusteratlas.importers.mapping.fields import LISTED
from clusteratlas.importers.mapping.guesses import Sample, meanings, share_of
from clusteratlas.importers.mapping.lists import Rows, is_json, lists_of
from clusteratlas.importers.mapping.meanings import MEANINGS
from clusteratlas.importers.mapping.model import is_amount
from clusteratlas.importers.mapping.vocabulary import SIGNS
from clusteratlas.importers.ntriples import slug
from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.tables import guessing, numbers, sheets
from clusteratlas.importers.tables.reading import Table, look_at
from clusteratlas.importers.tables.sources import Source

_SAMPLE: Final = 200
_SHOWN: Final = 60
_MOST_VALUES: Final = 12
_BETWEEN: Final = (":::", "|")
_YEAR_FIRST: Final = re.compile(r"[0-9]{4}[-/. ]{1,2}[0-9]{1,2}[-/. ].*|[0-9]{5}|[0-9]{8}")
_YEAR_LAST: Final = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<mark>[-/.]) ?(?P<second>[0-9]{1,2})[-/.] ?"
    r"(?P<year>[0-9]{4}|[0-9]{2})(?![0-9]).*"
)
_PERIOD: Final = re.compile(r"(20[0-9]{2}) ?[-–/] ?(20[0-9]{2})")
_GROUPED: Final = re.compile(r"[0-9]{1,3}([.,'’ \u00a0\u202f])[0-9]{3}(?:\1[0-9]{3})*(?![0-9])")
_DECIMAL: Final = re.compile(r"([.,])[0-9]{1,2}(?:\s*\D*)?$")

_HEAD: Final = """\
# A first mapping of {file}: complete what is marked with {todo}, and see that each
# `means` is right.
# Then: clusteratlas mapping check {mapping} {file}
{above}
importer: {importer}  # cohesion: lists of operations; interreg: partners; table: anything
name: {name}
title:
  en: {todo}  # what the list is, in English
  pl: {todo}  # co to za wykaz, po polsku
publisher: {todo}  # who publishes it
# sources:
#   - {{path: http://…}}
language: {todo}  # of the titles, such as pl or de
path: {file}

"""


def sketch(source: Source) -> str:
    """A mapping in YAML for a list. Raises ImportRefused where it is no table."""
    rows, above = _looked_at(source)
    sample = [fields for _, fields in islice(rows.rows(ImportReport()), _SAMPLE)]
    columns = [
        Sample(name, [fields[at].strip() for fields in sample if fields[at].strip()])
        for at, name in enumerate(rows.header.names)
    ]
    means = meanings(columns)
    name = slug(source.name.split(".")[0])
    hints = " ".join([*above, source.name, *(column.title for column in columns)])
    return "".join(
        [
            _head(source, name, means, above),
            _written(rows, columns, means),
            _constants(means, columns, hints),
            "schema:\n  fields:\n",
            *(_field(*pair) for pair in zip(columns, means, strict=True) if pair[0].title),
        ]
    )


def _looked_at(source: Source) -> tuple[Rows, list[str]]:
    """The list as it seems to be written, and the lines above its titles."""
    if is_json(source):
        return lists_of(source), []
    layout = guessing.layout_of(source)
    above = [
        " ".join(" ".join(fields).split())
        for found, rows in guessing.first_rows(source)
        if found.sheet == layout.sheet
        for line, fields in rows
        if line <= layout.skip
    ]
    return look_at(source, layout), above


def _head(source: Source, name: str, means: Sequence[str], above: Sequence[str]) -> str:
    importer = "table"
    if "participation.role" in means:
        importer = "interreg"
    elif "project.title" in means:
        importer = "cohesion"
    lines = "".join(f"# Above the titles: {line}\n" for line in above if line)
    return _HEAD.format(
        file=_quoted(source.name), mapping=f"{name}.yaml", importer=importer, name=name,
        above=lines, todo=TO_COMPLETE,
    )  # fmt: skip


def _written(rows: Rows, columns: Sequence[Sample], means: Sequence[str]) -> str:
    """How the list is written, as far as it shows."""
    parts = []
    if isinstance(rows, Table):
        layout = rows.layout
        dialect = []
        if rows.source.kind != "workbook":
            parts.append(f"encoding: {layout.encoding}\n")
            delimiter = "tab" if layout.delimiter == "\t" else layout.delimiter
            dialect.append(f'  delimiter: "{delimiter}"\n')
        if layout.sheet:
            others = [name for name in sheets.filled(rows.source) if name != layout.sheet]
            dialect.append(f"  sheetName: {_quoted(layout.sheet)}  # not: {', '.join(others)}\n")
        if layout.skip or layout.titles > 1:
            lines = [str(layout.skip + number + 1) for number in range(layout.titles)]
            written = lines[0] if len(lines) == 1 else f"[{', '.join(lines)}]"
            dialect.append(f"  headerRows: {written}  # the line of the titles\n")
        if dialect:
            parts.append("".join(["dialect:\n", *dialect]))
    return "".join([*parts, _styles(rows, columns, means), "\n"])


def _styles(rows: Rows, columns: Sequence[Sample], means: Sequence[str]) -> str:
    """How numbers and days are written."""
    of_kind = [
        (MEANINGS[meant].type, column.values) for column, meant in zip(columns, means, strict=True)
    ]
    figures = [value for kind, values in of_kind if kind == "number" for value in values]
    given_days = [value for kind, values in of_kind if kind == "date" for value in values]
    style = _number_style(figures)
    if rows.source.kind == "workbook" and "groupChar" not in style and '"."' in style:
        style = ""  # the numbers of a workbook are numbers
    return style + _date_style(given_days)


def _number_style(values: Sequence[str]) -> str:
    """The marks in numbers, where all numbers have the same."""
    decimals = {found[1] for value in values if (found := _DECIMAL.search(value))}
    groups = {found[1] for value in values if (found := _GROUPED.match(value))} - decimals
    if len(decimals) > 1 or len(groups) > 1 or not decimals | groups:
        return ""
    decimal = next(iter(decimals), "," if groups == {"."} else ".")
    lines = f'numbers:\n  decimalChar: "{decimal}"\n'
    return lines + (f'  groupChar: "{groups.pop()}"\n' if groups else "")


def _date_style(values: Sequence[str]) -> str:
    """The format of days that do not begin with the year."""
    found = [given for value in values if (given := _YEAR_LAST.fullmatch(value))]
    if not found:
        only_years = values and not any(map(_YEAR_FIRST.fullmatch, values))
        return 'dates:\n  format: "%Y"\n' if only_years else ""
    year = "%Y" if any(len(given["year"]) == 4 for given in found) else "%y"
    month_first = any(int(given["second"]) > 12 for given in found)
    order = ("%m", "%d", year) if month_first else ("%d", "%m", year)
    return f'dates:\n  format: "{found[0]["mark"].join(order)}"\n'


def _constants(means: Sequence[str], columns: Sequence[Sample], hints: str) -> str:
    """What holds for every row, as far as the list shows it; what is open is to be completed."""
    lines = []
    if any(map(is_amount, means)) and "funding.currency" not in means:
        lines.append(f"funding.currency: {_currency(hints, columns)}")
    if "project.title" in means:
        if "project.fund" not in means:
            lines.append(f"# project.fund: {TO_COMPLETE}")
        period = _PERIOD.search(hints)
        given = f"{period[1]}-{period[2]}" if period else TO_COMPLETE
        lines.append(f"project.funding-period: {given}")
    if "organisation.name" in means and "organisation.country" not in means:
        lines.append(f"organisation.country: {TO_COMPLETE}")
    if not {"project.title", "cluster.name"} & set(means) and "organisation.name" in means:
        lines.append(
            "# cluster.address: https://w3id.org/clusteratlas/id/cluster/…  # whose members?"
        )
    open_only = all(line.startswith("#") for line in lines)
    head = "# constants:\n" if open_only else "constants:\n"
    return "".join([head, *(f"  {line}\n" for line in lines), "\n"]) if lines else ""


def _currency(hints: str, columns: Sequence[Sample]) -> str:
    beside = {numbers.currency(value) for column in columns for value in column.values[:20]} - {""}
    if len(beside) == 1:
        return beside.pop()
    words = [*territories.fold(hints).split(), *(sign for sign in "€£" if sign in hints)]
    told = {SIGNS[word] for word in words if word in SIGNS}
    return told.pop() if len(told) == 1 else TO_COMPLETE


def _field(column: Sample, means: str) -> str:
    example = " ".join(column.values[0][:_SHOWN].split()) if column.values else ""
    lines = f"    - name: {_quoted(column.title)}" + (f"  # such as: {example}" if example else "")
    lines += f"\n      means: {means}\n"
    if means == "funding.rate" and share_of(column.values, _is_share_of_one):
        lines += "      factor: 100  # the rates are shares of 1\n"
    if means in LISTED or means.startswith("organisation."):
        marks = [mark for mark in _BETWEEN if any(mark in value for value in column.values)]
        lines += f'      delimiter: "{marks[0]}"  # between several in a cell\n' if marks else ""
    if MEANINGS[means].codes and means != "funding.currency":
        lines += _coded(column.values, means)
    return lines


def _is_share_of_one(value: str) -> bool:
    return bool(re.fullmatch(r"[01](?:[.,][0-9]+)?", value))


def _coded(values: Sequence[str], means: str) -> str:
    """The values that are no codes of a list, each to be given one."""
    known = codes.of(MEANINGS[means].codes)
    unknown = [value for value in dict.fromkeys(values) if value.casefold() not in known]
    if not unknown:
        return ""
    listed = "".join(
        f"        {_quoted(value)}: {TO_COMPLETE}\n" for value in unknown[:_MOST_VALUES]
    )
    return f"      values:  # one of: {', '.join(sorted(known))}\n{listed}"


def _quoted(text: str) -> str:
    if re.fullmatch(r"[^\W\d][\w ./()-]*", text) and not text.endswith(" "):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
