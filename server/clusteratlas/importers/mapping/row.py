"""A row of a list as values, by what they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final, NamedTuple

from clusteratlas.importers import territories
from clusteratlas.importers.classification import units
from clusteratlas.importers.mapping import identifiers, reasons
from clusteratlas.importers.mapping.binding import Binding, Column
from clusteratlas.importers.mapping.funds import code_of, is_period
from clusteratlas.importers.mapping.meanings import MEANINGS, NOTHING
from clusteratlas.importers.mapping.model import Field, Mapping, is_amount
from clusteratlas.importers.protocol import Texts
from clusteratlas.importers.reasons import Reason
from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.tables import dates, numbers
from clusteratlas.importers.tables.cells import Cells
from clusteratlas.importers.tables.numbers import EITHER_DECIMAL, NumberStyle

_ORDERS: Final[Dictionary[str, dates.Order]] = {"%d%m%Y": "dmy", "%m%d%Y": "mdy", "%Y%m%d": "iso"}


class Named(NamedTuple):
    """A thing that a value names: how it is printed, its labels, and the column."""

    printed: str
    labels: Texts
    field: Field


class Amount(NamedTuple):
    """Money: the exact number, as printed, and the column."""

    value: Decimal
    printed: str
    column: Column


@dataclass(slots=True)
class Row:
    """What a row says. `texts` holds single values by meaning, days and numbers included."""

    line: int
    texts: dict[str, str]
    named: dict[str, list[Named]] = field(default_factory=dict)
    regions: list[tuple[str, Column]] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    sme: bool | None = None
    key: tuple[str, ...] = ()


class RowReader:
    """Turns the fields of rows into values; what cannot be used is told to the report."""

    def __init__(self, mapping: Mapping, binding: Binding, file: str, report: ImportReport) -> None:
        self._report = report
        self._file = file
        self._constants = dict(mapping.constants)
        self._key = [
            column.at
            for name in mapping.project_key
            for column in binding.columns
            if name in column.field.names
        ]
        self._columns = [
            (column, self._reader(column)) for column in binding.columns if _is_taken(column)
        ]
        self._above: dict[int, str] = {}

    def read(self, line: int, fields: Sequence[str]) -> Row:
        """The values of a row."""
        row = Row(line, self._constants.copy())
        for column, read in self._columns:
            raw = fields[column.at]
            given = column.field
            if given.fill_down:
                raw = self._filled(column.at, raw)
            if not raw or raw in given.missing:
                continue
            read(row, raw)
        if self._key:
            row.key = tuple(self._above.get(at) or fields[at].strip() for at in self._key)
        return row

    def _filled(self, index: int, raw: str) -> str:
        if raw.strip():
            self._above[index] = raw
        return raw if raw.strip() else self._above.get(index, "")

    def _reader(self, column: Column) -> Callable[[Row, str], None]:
        """What puts the value of a column into a row."""
        given = column.field
        means = given.means
        if is_amount(means):
            return self._amount(column)
        if means.endswith(".region"):
            return self._region(column)
        if MEANINGS[means].labelled:
            return self._labelled(column)
        if MEANINGS[means].type == "boolean":
            return self._truth(column)
        if means == "cluster.sector":
            return self._sector(column)
        read = self._single(column)

        def put(row: Row, raw: str) -> None:
            value = read(row.line, raw)
            if value:
                row.texts[means] = value

        return put

    def _cells_of(self, column: Column) -> Cells:
        return Cells(self._report, self._file, column.field.style)

    def _reject(self, line: int, column: Column, raw: str, reason: Reason) -> str:
        self._report.reject(self._file, line, column.title, raw, reason)
        return ""

    def _single(self, column: Column) -> Callable[[int, str], str]:
        given, means, cells = column.field, column.field.means, self._cells_of(column)
        kind = MEANINGS[means].type
        if kind == "date":
            return self._day(column, cells)
        if given.values or MEANINGS[means].codes:
            return self._coded(column, cells)
        if kind == "number":
            return self._number(column, numbers.number)
        read = cells.prose if means == "project.description" else cells.text
        check = self._check(column)

        def single(line: int, raw: str) -> str:
            cells.line = line
            value = read(column.title, raw)
            return check(line, value) if value and check else value

        return single

    def _check(self, column: Column) -> Callable[[int, str], str] | None:
        """Whether a text has the form that its meaning needs; it may be put into that form."""
        means = column.field.means
        fund, period = means == "project.fund", means == "project.funding-period"
        form: Callable[[str], str] | None = identifiers.FORMS.get(means.rpartition(".")[2])
        reason = reasons.IDENTIFIER_MALFORMED
        if means.endswith(".country"):
            form, reason = lambda text: territories.country_of(text) or "", reasons.COUNTRY_UNKNOWN
        elif means.endswith(".nuts"):
            form, reason = _nuts, reasons.NUTS_UNKNOWN
        elif means.endswith(".homepage"):
            reason = reasons.ADDRESS_MALFORMED
        elif fund:
            form, reason = code_of, reasons.FUND_UNKNOWN
        elif period:
            form, reason = _period, reasons.PERIOD_UNKNOWN
        elif means == "cluster.address":
            reason = reasons.CLUSTER_ADDRESS
        if form is None:
            return None

        def check(line: int, value: str) -> str:
            return form(value) or self._reject(line, column, value, reason)

        return check

    def _coded(self, column: Column, cells: Cells) -> Callable[[int, str], str]:
        given, means = column.field, column.field.means
        table = {printed.casefold(): str(value) for printed, value in given.values.items()}
        known = {code.casefold(): code for code in identifiers.codes_of(means)}
        check = self._check(column)

        def coded(line: int, raw: str) -> str:
            cells.line = line
            value = cells.text(column.title, raw)
            folded = value.casefold()
            found = table.get(folded) or known.get(folded)
            if not value or found:
                return found or ""
            if not MEANINGS[means].codes:
                return check(line, value) if check else value
            return self._reject(line, column, raw, reasons.VALUE_UNKNOWN)

        return coded

    def _day(self, column: Column, cells: Cells) -> Callable[[int, str], str]:
        pattern = column.field.date_format
        order = _ORDERS.get("".join(letter for letter in pattern if letter in "%dmY"), "iso")
        by_pattern = pattern and (set("bBy") & set(pattern))

        def day(line: int, raw: str) -> str:
            cells.line = line
            if by_pattern:
                try:
                    return datetime.strptime(raw.strip(), pattern).date().isoformat()  # noqa: DTZ007
                except ValueError:
                    pass
            return cells.day(column.title, raw, order)

        return day

    def _number(
        self, column: Column, read: Callable[[str, NumberStyle], tuple[str, numbers.Oddities]]
    ) -> Callable[[int, str], str]:
        """Reads a number; that its thousands are separated is no oddity where it is expected."""
        # Degrees have no thousands, so that 48.137 can be read where the mapping names no marks.
        degrees = column.field.means.endswith(("latitude", "longitude"))
        style = EITHER_DECIMAL if degrees else column.field.style
        usual = {numbers.THOUSANDS} if column.field.grouped else set()

        def digits(line: int, raw: str) -> str:
            try:
                value, oddities = read(raw, style)
            except numbers.Unusable as unusable:
                return self._reject(line, column, raw, unusable.reason)
            for reason in oddities:
                if reason not in usual:
                    self._report.note(self._file, line, column.title, raw, reason)
            return value

        return digits

    def _amount(self, column: Column) -> Callable[[Row, str], None]:
        read, factor = self._number(column, numbers.amount), column.field.factor

        def amount(row: Row, raw: str) -> None:
            digits = read(row.line, raw)
            if not digits:
                return
            value = Decimal(digits) * factor
            if value < 0:
                self._reject(row.line, column, raw, reasons.NEGATIVE)
            else:
                row.amounts.append(Amount(value, raw.strip(), column))

        return amount

    def _region(self, column: Column) -> Callable[[Row, str], None]:
        cells = self._cells_of(column)

        def region(row: Row, raw: str) -> None:
            cells.line = row.line
            name = cells.text(column.title, raw)
            if name:
                row.regions.append((str(column.field.values.get(name, name)), column))

        return region

    def _labelled(self, column: Column) -> Callable[[Row, str], None]:
        cells, given = self._cells_of(column), column.field

        def labelled(row: Row, raw: str) -> None:
            cells.line = row.line
            printed = cells.text(column.title, raw)
            if not printed or printed in given.missing:
                return
            labels = given.values.get(printed, printed)
            if isinstance(labels, str):
                labels = {given.language: labels}
            row.named.setdefault(given.means, []).append(Named(printed, labels, given))

        return labelled

    def _truth(self, column: Column) -> Callable[[Row, str], None]:
        cells, given = self._cells_of(column), column.field

        def truth(row: Row, raw: str) -> None:
            cells.line = row.line
            folded = raw.strip().casefold()
            if folded in given.true_values or folded in given.false_values:
                row.sme = folded in given.true_values
            else:
                row.sme = cells.truth(column.title, raw)

        return truth

    def _sector(self, column: Column) -> Callable[[Row, str], None]:
        read = self._coded(column, self._cells_of(column))

        def sector(row: Row, raw: str) -> None:
            value = read(row.line, raw)
            if value:
                row.sectors.append(value)

        return sector


def _is_taken(column: Column) -> bool:
    return column.field.means != NOTHING


def _nuts(text: str) -> str:
    code = text.upper().replace(" ", "")
    return code if code in units() else ""


def _period(text: str) -> str:
    period = text.replace("–", "-").replace(" ", "")
    return period if is_period(period) else ""
