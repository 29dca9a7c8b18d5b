"""Money of a row: amounts as stated, and the EU's share worked out from a rate."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Final

from clusteratlas.importers.mapping import reasons
from clusteratlas.importers.mapping.context import List
from clusteratlas.importers.mapping.said import Amount, Row
from clusteratlas.importers.ntriples import slug, thing
from clusteratlas.importers.reasons import Reason
from clusteratlas.importers.statements import Funding, funding, inferred

_PLAIN: Final = re.compile(r"[0-9]+(\.[0-9]+)?")
_CENT: Final = Decimal("0.01")
_HUNDRED: Final = Decimal(100)
_TOTALS: Final = {
    "total-cost": ("total cost", "całkowitego kosztu"),
    "total-value": ("total value", "całkowitej wartości"),
}


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
        for amount in row.amounts:
            in_part = amount.column.field.of == "participation"
            funded = participation if in_part else project
            currency = _currency(amount, row)
            if not funded:
                several = len(row.participants) > 1
                reason = reasons.SEVERAL_PARTICIPANTS if several else reasons.NO_PARTICIPANT
                self._reject(row, amount, reason)
            elif not currency:
                self._reject(row, amount, reasons.NO_CURRENCY)
            else:
                if currency != row.texts.get("funding.currency", currency):
                    self._note(row, amount, reasons.CURRENCY_DIFFERS)
                self._say(row, amount, funded, currency, passage)
        self._note_above_total(row)
        self._say_by_rate(row, project, passage)

    def _note(self, row: Row, amount: Amount, reason: Reason) -> None:
        self._of.note(row.line, amount.column.title, amount.printed, reason)

    def _reject(self, row: Row, amount: Amount, reason: Reason) -> None:
        self._of.reject(row.line, amount.column.title, amount.printed, reason)

    def _say(self, row: Row, amount: Amount, funded: str, currency: str, passage: str) -> None:
        given = amount.column.field
        digits = _digits(amount.value)
        programme = self._programme(row, given.fund)
        node = self._node(
            funded, self._names[given.line], f"{digits} {currency}", amount.column.title, row
        )
        # Kept as printed where that is the very number, be it with needless zeros.
        as_printed = _PLAIN.fullmatch(amount.printed) and Decimal(amount.printed) == amount.value
        told = Funding(
            funded=funded,
            kind=given.funding_kind,
            amount=amount.printed if as_printed else digits,
            currency=currency,
            printed="" if as_printed else amount.printed,
            programme=programme,
        )
        self._of.context.say(funding(node, told, passage))

    def _programme(self, row: Row, fund: str = "") -> str:
        """The programme that a row's money comes out of: a fund in its period, '' where none."""
        of_fund = fund or row.texts.get("project.fund", "")
        period = row.texts.get("project.funding-period", "")
        return self._of.context.fund_programme(of_fund, period) if of_fund else ""

    def _node(self, funded: str, what: str, amount: str, column: str, row: Row) -> str:
        """One claim for what several rows say alike of a project, another where they disagree."""
        node = thing("funding", f"{funded.strip('<>').rpartition('/')[2]}-{what}")
        if self._of.mapping.is_keyed:
            first = self._stated.setdefault(node, amount)
            if first != amount:
                self._of.note(row.line, column, amount, reasons.AMOUNT_DIFFERS)
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
                    self._note(row, amount, reasons.ABOVE_TOTAL)

    def _say_by_rate(self, row: Row, project: str, passage: str) -> None:
        """The EU's share, where the row does not state it; else see whether it is that share."""
        rate = row.texts.get("funding.rate")
        whole = _base(row)
        if rate is None or whole is None:
            return
        percent = Decimal(rate)
        stated = [
            amount
            for amount in row.amounts
            if amount.column.field.funding_kind == "eu-contribution"
            and amount.column.field.of != "participation"
        ]
        for amount in stated:
            if abs(amount.value * _HUNDRED - whole.value * percent) > whole.value:
                self._note(row, amount, reasons.RATE_DIFFERS)
        currency = _currency(whole, row)
        if stated or not currency:
            return
        digits = _digits((whole.value * percent / _HUNDRED).quantize(_CENT))
        column = self._of.column("funding.rate")
        worth = f"{digits} {currency}"
        node = self._node(project, "eu-contribution-by-rate", worth, column, row)
        told = Funding(project, "eu-contribution", digits, currency, programme=self._programme(row))
        reason = _by_rate(percent, whole.column.field.funding_kind)
        self._of.context.say(funding(node, told, passage) + inferred(node, reason))


def _currency(amount: Amount, row: Row) -> str:
    return amount.currency or row.texts.get("funding.currency", "")


def _base(row: Row) -> Amount | None:
    """What the EU's share is a share of: the eligible cost where the row gives it."""
    by_kind = {
        amount.column.field.funding_kind: amount
        for amount in row.amounts
        if amount.column.field.of != "participation"
    }
    return by_kind.get("total-cost") or by_kind.get("total-value")


def _by_rate(percent: Decimal, kind: str) -> dict[str, str]:
    shown = _digits(percent)
    en, pl = _TOTALS[kind]
    return {
        "en": f"Worked out from the {en} and the co-financing rate of {shown}%.",
        "pl": f"Obliczono z {pl} i stopy dofinansowania {shown.replace('.', ',')}%.",
    }


def _digits(value: Decimal) -> str:
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
