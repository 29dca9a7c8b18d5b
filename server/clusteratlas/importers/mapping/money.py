"""Money of a row: amounts as stated, and the EU's share worked out from a rate."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from clusteratlas.importers.mapping import reasons
from clusteratlas.importers.mapping.context import List
from clusteratlas.importers.mapping.row import Amount, Row
from clusteratlas.importers.ntriples import slug, thing
from clusteratlas.importers.reasons import Reason
from clusteratlas.importers.statements import Funding, funding, inferred

_PLAIN: Final = re.compile(r"[0-9]+(\.[0-9]+)?")
_CENT: Final = Decimal("0.01")
_HUNDRED: Final = Decimal(100)
_TOTALS: Final = ("total-value", "total-cost")


class Money:
    """Says the amounts of rows. A project may be told of by several rows: see `_node`."""

    def __init__(self, of: List) -> None:
        self._of = of
        self._stated: dict[str, str] = {}
        self._names: dict[int, str] = {}
        count: Counter[str] = Counter()
        for given in of.mapping.fields:
            if not given.funding_kind:
                continue
            name = slug(f"{given.funding_kind} {given.fund.replace('+', ' plus')}")
            count[name] += 1
            self._names[given.line] = f"{name}-{count[name]}" if count[name] > 1 else name

    def say(self, row: Row, project: str, participation: str, passage: str) -> None:
        """Say what money a row gives the project, and its participant."""
        currency = row.texts.get("funding.currency", "")
        for amount in row.amounts:
            in_part = amount.column.field.of == "participation"
            funded = participation if in_part else project
            if not funded:
                self._reject(row, amount, reasons.NO_PARTICIPANT)
            elif not currency:
                self._reject(row, amount, reasons.NO_CURRENCY)
            else:
                self._say(row, amount, funded, currency, passage)
        if currency:
            self._note_above_total(row)
            self._say_by_rate(row, project, currency, passage)

    def _reject(self, row: Row, amount: Amount, reason: Reason) -> None:
        self._of.reject(row.line, amount.column.title, amount.printed, reason)

    def _say(self, row: Row, amount: Amount, funded: str, currency: str, passage: str) -> None:
        given = amount.column.field
        digits = _digits(amount.value)
        of_fund = given.fund or row.texts.get("project.fund", "")
        programme = ""
        if of_fund:
            period = row.texts.get("project.funding-period", "")
            programme = self._of.context.fund_programme(of_fund, period)
        node = self._node(funded, self._names[given.line], digits + currency, row)
        as_printed = given.factor == 1 and _PLAIN.fullmatch(amount.printed)
        told = Funding(
            funded=funded,
            kind=given.funding_kind,
            amount=amount.printed if as_printed else digits,
            currency=currency,
            printed="" if as_printed else amount.printed,
            programme=programme,
        )
        self._of.context.say(funding(node, told, passage))

    def _node(self, funded: str, what: str, amount: str, row: Row) -> str:
        """One claim for what several rows say alike of a project, another where they disagree."""
        node = thing("funding", f"{funded.strip('<>').rpartition('/')[2]}-{what}")
        if self._of.mapping.is_keyed:
            if self._stated.setdefault(node, amount) != amount:
                node = f"{node[:-1]}-p{row.line}>"
            self._of.context.is_new(node, "funding")
        else:
            self._of.context.report.made["funding"] += 1
        return node

    def _note_above_total(self, row: Row) -> None:
        for of in ("project", "participation"):
            amounts = [
                amount for amount in row.amounts if (amount.column.field.of or "project") == of
            ]
            totals = [a.value for a in amounts if a.column.field.funding_kind in _TOTALS]
            for amount in amounts:
                if totals and amount.value > max(totals):
                    self._of.note(
                        row.line, amount.column.title, amount.printed, reasons.ABOVE_TOTAL
                    )

    def _say_by_rate(self, row: Row, project: str, currency: str, passage: str) -> None:
        rate = row.texts.get("funding.rate")
        if rate is None:
            return
        field = next(given for given in self._of.mapping.fields if given.means == "funding.rate")
        percent = Decimal(rate) * field.factor
        if not 0 <= percent <= _HUNDRED:
            self._of.reject(row.line, field.names[0], rate, reasons.RATE_OUT_OF_BOUNDS)
            return
        for total in _totals(row):
            share = (total * percent / _HUNDRED).quantize(_CENT)
            digits = _digits(share)
            node = self._node(project, "eu-contribution-by-rate", digits + currency, row)
            told = Funding(project, "eu-contribution", digits, currency)
            self._of.context.say(funding(node, told, passage) + inferred(node, _by_rate(percent)))


def _totals(row: Row) -> Iterator[Decimal]:
    for amount in row.amounts:
        if amount.column.field.funding_kind == "total-value":
            yield amount.value


def _by_rate(percent: Decimal) -> dict[str, str]:
    shown = _digits(percent)
    return {
        "en": f"Worked out from the total value and the co-financing rate of {shown}%.",
        "pl": f"Obliczono z całkowitej wartości i stopy dofinansowania {shown.replace('.', ',')}%.",
    }


def _digits(value: Decimal) -> str:
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
