"""Amounts of money in CORDIS's tables: all are in euros."""

from __future__ import annotations

import re
from typing import Final

from clusteratlas.importers import statements
from clusteratlas.importers.cordis.context import Context, Sheet
from clusteratlas.importers.cordis.reasons import AMOUNT_NEGATIVE
from clusteratlas.importers.ntriples import thing

_PLAIN: Final = re.compile(r"([0-9]+(?:\.[0-9]*[1-9])?)\.?0*")


class Amounts:
    """The columns of a table that hold money for one kind of thing."""

    def __init__(self, sheet: Sheet, context: Context, **columns: tuple[str, ...]) -> None:
        """`columns` are the names of each column by the code of what it holds, with `_` for `-`."""
        self._sheet = sheet
        self._context = context
        self._columns = [
            (kind.replace("_", "-"), index, sheet.columns.name(index))
            for kind, names in columns.items()
            if (index := sheet.columns.index(*names)) >= 0
        ]

    def say(self, fields: list[str], funded: str, name: str, passage: str) -> None:
        """The money of a row for `funded`, whose name in IRIs is `name`."""
        for kind, index, column in self._columns:
            raw = fields[index]
            amount = self.of(raw, column)
            if amount:
                plain = _PLAIN.fullmatch(raw)
                printed = "" if plain and plain[1] == amount else raw
                told = statements.Funding(funded, kind, amount, "EUR", printed)
                node = thing("funding", f"{name}-{kind}")
                self._context.say(statements.funding(node, told, passage))
                self._context.report.made["funding"] += 1

    def of(self, raw: str, column: str) -> str:
        """An amount that is not below zero; '' where there is none."""
        amount = self._sheet.cells.amount(column, raw)
        if amount.startswith("-"):
            self._context.report.reject(
                self._sheet.name, self._sheet.cells.line, column, raw, AMOUNT_NEGATIVE
            )
            return ""
        return amount
