"""Columns of a list: what turns the fields of each into values."""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Final

from clusteratlas.importers import territories
from clusteratlas.importers.classification import units
from clusteratlas.importers.mapping import days, identifiers, reasons
from clusteratlas.importers.mapping.binding import Column
from clusteratlas.importers.mapping.funds import code_of, is_period
from clusteratlas.importers.mapping.meanings import MEANINGS
from clusteratlas.importers.mapping.model import is_amount
from clusteratlas.importers.mapping.said import Amount, Named, Row
from clusteratlas.importers.reasons import Reason
from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.tables import numbers
from clusteratlas.importers.tables.cells import Cells
from clusteratlas.importers.tables.codes import EU_COUNTRY_CODE
from clusteratlas.importers.tables.numbers import EITHER_DECIMAL, Oddities

_HUNDRED: Final = Decimal(100)
_Read = Callable[[str], tuple[str, Oddities]]


class ColumnReaders:
    """Makes for each column what puts its value into a row; the report is told what cannot be."""

    def __init__(self, file: str, report: ImportReport) -> None:
        self._file = file
        self._report = report

    def reader(self, column: Column) -> Callable[[Row, str], None]:
        """What puts the value of a column into a row."""
        given = column.field
        means = given.means
        if is_amount(means):
            return self._amount(column)
        if means == "funding.rate":
            return self._rate(column)
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
            return self._value(column, days.reader(given.date_format, given.language))
        if given.values or MEANINGS[means].codes:
            return self._coded(column, cells)
        if kind == "number":
            return self._number(column)
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
            return self._country(column)
        if means.endswith(".nuts"):
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

    def _country(self, column: Column) -> Callable[[int, str], str]:
        def country(line: int, value: str) -> str:
            iso = territories.country_of(value) or ""
            if not iso:
                return self._reject(line, column, value, reasons.COUNTRY_UNKNOWN)
            if len(value) == len(iso) and value.upper() != iso:
                self._report.note(self._file, line, column.title, value, EU_COUNTRY_CODE)
            return iso

        return country

    def _coded(self, column: Column, cells: Cells) -> Callable[[int, str], str]:
        given, means = column.field, column.field.means
        known = {code.casefold(): code for code in identifiers.codes_of(means)}
        check = self._check(column)

        def coded(line: int, raw: str) -> str:
            cells.line = line
            value = cells.text(column.title, raw)
            found = given.values.get(value) or known.get(value.casefold())
            if not value or found:
                return str(found or "")
            if not MEANINGS[means].codes:
                return check(line, value) if check else value
            return self._reject(line, column, raw, reasons.VALUE_UNKNOWN)

        return coded

    def _value(
        self, column: Column, read: _Read, usual: Collection[Reason] = ()
    ) -> Callable[[int, str], str]:
        """Reads a value, and tells what is odd about it but for what is usual in the column."""

        def value(line: int, raw: str) -> str:
            try:
                found, oddities = read(raw)
            except numbers.Unusable as unusable:
                return self._reject(line, column, raw, unusable.reason)
            for reason in oddities:
                if reason not in usual:
                    self._report.note(self._file, line, column.title, raw, reason)
            return found

        return value

    def _number(self, column: Column) -> Callable[[int, str], str]:
        # Degrees have no thousands, so that 48.137 can be read where the mapping names no marks.
        degrees = column.field.means.endswith(("latitude", "longitude"))
        style = EITHER_DECIMAL if degrees else column.field.style
        return self._value(column, lambda raw: numbers.number(raw, style), _usual(column))

    def _rate(self, column: Column) -> Callable[[Row, str], None]:
        """A share in percent: the sign says so, else the mapping's factor."""
        read, given = self._number(column), column.field

        def rate(row: Row, raw: str) -> None:
            bare = raw.strip()
            digits = read(row.line, bare.removesuffix("%").rstrip())
            if not digits:
                return
            percent = Decimal(digits) * (1 if bare.endswith("%") else given.factor)
            if not 0 <= percent <= _HUNDRED:
                self._reject(row.line, column, raw, reasons.RATE_OUT_OF_BOUNDS)
            elif 0 < percent <= 1 and not given.factored and not bare.endswith("%"):
                self._reject(row.line, column, raw, reasons.RATE_AMBIGUOUS)
            else:
                row.texts[given.means] = str(percent)

        return rate

    def _amount(self, column: Column) -> Callable[[Row, str], None]:
        given = column.field
        read = self._value(column, lambda raw: numbers.amount(raw, given.style), _usual(column))

        def amount(row: Row, raw: str) -> None:
            digits = read(row.line, raw)
            if not digits:
                return
            value = Decimal(digits) * given.factor
            if value < 0:
                self._reject(row.line, column, raw, reasons.NEGATIVE)
            else:
                printed = raw.strip()
                row.amounts.append(Amount(value, printed, column, numbers.currency(printed)))

        return amount

    def _region(self, column: Column) -> Callable[[Row, str], None]:
        cells = self._cells_of(column)

        def region(row: Row, raw: str) -> None:
            cells.line = row.line
            name = cells.text(column.title, raw)
            if name:
                row.regions.append((str(column.field.values.get(name) or name), column))

        return region

    def _labelled(self, column: Column) -> Callable[[Row, str], None]:
        cells, given = self._cells_of(column), column.field

        def labelled(row: Row, raw: str) -> None:
            cells.line = row.line
            printed = cells.text(column.title, raw)
            if not printed or printed in given.missing:
                return
            labels = given.values.get(printed) or printed
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


def _usual(column: Column) -> Collection[Reason]:
    """What is no oddity of a number: a currency is read, and separated thousands may be known."""
    return {numbers.THOUSANDS, numbers.CURRENCY} if column.field.grouped else {numbers.CURRENCY}


def _nuts(text: str) -> str:
    code = text.upper().replace(" ", "")
    return code if code in units() else ""


def _period(text: str) -> str:
    period = text.replace("–", "-").replace(" ", "")
    return period if is_period(period) else ""
