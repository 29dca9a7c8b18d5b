"""The columns of a mapping, out of its Table Schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from clusteratlas.importers.mapping.constants import fund, sound
from clusteratlas.importers.mapping.document import Node
from clusteratlas.importers.mapping.meanings import MEANINGS, NOTHING, Meaning
from clusteratlas.importers.mapping.model import Field, is_amount
from clusteratlas.importers.mapping.values import NONE, Values
from clusteratlas.importers.protocol import Texts
from clusteratlas.importers.tables.numbers import ANY_STYLE, NumberStyle

_NUMBER: Final = frozenset(["decimalChar", "groupChar"])
_PROPERTIES: Final = frozenset(
    ("name", "otherNames", "means", "type", "format", "language", "title", "description")
).union(
    ("decimalChar", "groupChar", "trueValues", "falseValues", "missingValues", "values"),
    ("extract", "delimiter", "factor", "of", "fund", "scheme", "level", "fillDown", "optional"),
    ("example", "constraints"),
)
_TYPES: Final = {
    "string": {"string", "any", "number", "integer", "year"},
    "number": {"number", "integer", "any"},
    "date": {"date", "any"},
    "boolean": {"boolean", "any"},
}
LISTED: Final = frozenset(
    ["project.subject", "project.region", "project.programme", "cluster.sector"]
)
"""Meanings of which a cell may list several."""
_ALL_TYPES: Final = frozenset().union(*_TYPES.values()) | {"datetime"}
_FORMAT: Final = re.compile(r"(?:%[YymdBb]|[-/., ])+")
_MARKS: Final = ".,'’ \u00a0\u202f\u2009"


class FieldReader:
    """Reads columns; what holds for all of them unless they say otherwise is given once."""

    def __init__(self, language: str, numbers: Node | None, dates: Node | None) -> None:
        self._language = language
        known = numbers.block(_NUMBER) if numbers else {}
        self._style = _style(known, ANY_STYLE)
        self._grouped = "groupChar" in known
        given = dates.block({"format"}) if dates else {}
        self._format = _date_format(given["format"]) if "format" in given else ""
        self.missing: frozenset[str] = frozenset()

    def field(self, node: Node) -> Field | None:
        """A column; None where it is not sound, with problems noted."""
        known = node.block(_PROPERTIES)
        for name in ("name", "means"):
            if name not in known and node.is_block():
                node.problem(f"the column has no “{name}”.")
        if not {"name", "means"} <= known.keys():
            return None
        means = known["means"].choice(MEANINGS, "meaning")
        if not means:
            return None
        meaning = MEANINGS[means]
        _check_type(known.get("type"), means, meaning)
        _check_fitting(known, means, meaning)
        other = known["otherNames"].texts() if "otherNames" in known else ()
        return Field(
            line=node.line,
            names=(known["name"].text(), *other),
            means=means,
            language=known["language"].text() if "language" in known else self._language,
            style=_style(known, self._style),
            grouped="groupChar" in known or self._grouped,
            date_format=_date_format(known["format"]) if "format" in known else self._format,
            missing=self.missing | _strings(known, "missingValues"),
            values=_values(known["values"], means) if "values" in known else NONE,
            extract=_extract(known["extract"]) if "extract" in known else None,
            delimiter="".join(known["delimiter"].strings()) if "delimiter" in known else "",
            true_values=_folded(known, "trueValues"),
            false_values=_folded(known, "falseValues"),
            factor=_factor(known.get("factor")),
            factored="factor" in known,
            of=known["of"].choice(("project", "participation"), "thing") if "of" in known else "",
            fund=fund(known["fund"]) if "fund" in known else "",
            scheme=known["scheme"].text() if "scheme" in known else "",
            level=known["level"].integer(0) if "level" in known else None,
            fill_down=_truth(known.get("fillDown")),
            optional=_truth(known.get("optional")),
        )


def _check_type(node: Node | None, means: str, meaning: Meaning) -> None:
    if node is None or means == NOTHING:
        return
    given = node.choice(_ALL_TYPES, "type")
    if given and given not in _TYPES[meaning.type]:
        node.problem(f"“{means}” is of type {meaning.type}, not “{given}”.")


def _check_fitting(known: Mapping[str, Node], means: str, meaning: Meaning) -> None:
    """Properties that say nothing beside this meaning are mistakes."""
    amount = is_amount(means)
    fits = {
        "of": amount,
        "fund": amount,
        "factor": amount or means == "funding.rate",
        "decimalChar": meaning.type == "number",
        "groupChar": meaning.type == "number",
        "trueValues": meaning.type == "boolean",
        "falseValues": meaning.type == "boolean",
        "values": meaning.type == "string" and means != NOTHING,
        "scheme": means == "project.subject",
        "level": means.endswith(".region"),
        "format": meaning.type == "date",
        "extract": means != NOTHING,
        "delimiter": means.startswith("organisation.") or means in LISTED,
    }
    for name, fitting in fits.items():
        if name in known and not fitting:
            known[name].problem(f"“{name}” says nothing beside “{means}”.")


def _style(known: Mapping[str, Node], otherwise: NumberStyle) -> NumberStyle:
    if not known.keys() & _NUMBER:
        return otherwise
    decimal = _mark(known["decimalChar"]) if "decimalChar" in known else "."
    group = _mark(known["groupChar"]) if "groupChar" in known else _MARKS.replace(decimal, "")
    if decimal and decimal == group:
        known["groupChar"].problem("“groupChar” and “decimalChar” cannot be the same.")
    return NumberStyle(decimal=decimal, thousands=group)


def _mark(node: Node) -> str:
    value = "".join(node.strings())
    if value and value not in _MARKS:
        node.problem(f"“{node.name}” must be a dot, a comma, an apostrophe or a space.")
    return _MARKS[4:] if value == " " else value


def _date_format(node: Node) -> str:
    value = node.text()
    if value in {"default", "any"}:
        return ""
    year, month = re.search("%[Yy]", value), re.search("%[mBb]", value)
    if value and not (_FORMAT.fullmatch(value) and year and (month or "%d" not in value)):
        node.problem(
            f"“{value}” is no format of dates: write it like “%d.%m.%Y”. Years alone are “%Y”."
        )
    return value


def _extract(node: Node) -> re.Pattern[str] | None:
    value = node.text()
    try:
        pattern = re.compile(value)
    except re.error as error:
        node.problem(f"“{value}” is no regular expression: {error.msg}.")
        return None
    if pattern.groups > 1:
        node.problem(f"“{value}” has more than one group: write (?:…) for those not meant.")
    return pattern


def _strings(known: Mapping[str, Node], name: str) -> frozenset[str]:
    return frozenset(known[name].strings()) if name in known else frozenset()


def _folded(known: Mapping[str, Node], name: str) -> frozenset[str]:
    return frozenset(value.casefold().strip() for value in _strings(known, name))


def _values(node: Node, means: str) -> Values:
    """What is printed, and what it stands for."""
    found: dict[str, str | Texts] = {}
    for printed, value in node.block().items():
        if MEANINGS[means].labelled and value.is_block():
            found[printed] = {tag: label.text() for tag, label in value.block().items()}
        else:
            found[printed] = sound(means, value)
    return Values(found)


def _factor(node: Node | None) -> Decimal:
    if node is None:
        return Decimal(1)
    try:
        factor = Decimal(node.text())
    except InvalidOperation:
        factor = Decimal(0)
    if not factor.is_finite() or factor <= 0:
        node.problem("“factor” must be a number above 0, such as 1000.")
        return Decimal(1)
    return factor


def _truth(node: Node | None) -> bool:
    return node is not None and node.choice(("true", "false"), "value") == "true"
