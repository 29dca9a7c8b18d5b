"""Typed parameters of saved queries: what a person types becomes an RDF term, or an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeAlias

from pyoxigraph import Literal, NamedNode

from clusteratlas.errors import DataError, ParameterError
from clusteratlas.languages import LANGUAGES
from clusteratlas.terms import ID, PREFIXES, SCHEME

Term: TypeAlias = NamedNode | Literal

RESERVED = frozenset({"format", "lang", "limit", "offset", "page", "timeout", "version"})
"""What an address says beside the parameters of its query, so that none can be called so."""

_XSD = PREFIXES["xsd"]
# IRIs that look like `cluster:bioib` and are none of ours.
IRI_SCHEMES = frozenset({"about", "http", "https", "mailto", "tel", "urn"})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PREFIXED = re.compile(r"([A-Za-z][\w.-]*|):(?!//)(.*)", re.DOTALL)
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_TAGGED = re.compile(r"(.*)@([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)", re.DOTALL)
_BOOLEANS = {"true": "true", "1": "true", "false": "false", "0": "false"}


class ParameterType(Enum):
    """The types that a header may name, each with what a value of it looks like."""

    IRI = "iri"
    STRING = "string"
    LANGSTRING = "langstring"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    BOOLEAN = "boolean"


@dataclass(frozen=True)
class Parameter:
    """A parameter of a saved query; `examples` are values for it as a person would type them.

    `kind` of an IRI is the kind of things that it is for (`cluster`), or the scheme whose concepts
    it is for (`scheme-role`); '' for any thing.
    """

    name: str
    type: ParameterType
    kind: str
    multiple: bool
    description: Mapping[str, str]
    examples: tuple[str, ...]

    @classmethod
    def read(cls, entry: Any, where: str) -> Parameter:
        """The parameter that a header's entry declares. Raises DataError, opening with `where`."""
        if not isinstance(entry, dict):
            raise DataError(f"{where} is not a mapping with a name and a type.")
        name = str(entry.get("name", ""))
        if not _VARIABLE.fullmatch(name):
            raise DataError(f"{where} has no name that can be a variable: “{name}”.")
        if name in RESERVED:
            raise DataError(
                f"{where} is called “{name}”, which means something else in addresses.",
                hint=f"Other names than these are free: {', '.join(sorted(RESERVED))}.",
            )
        try:
            kind_of_value = ParameterType(str(entry.get("type")))
        except ValueError as error:
            types = ", ".join(member.value for member in ParameterType)
            raise DataError(
                f"{where} ({name}) has no known type: “{entry.get('type')}”.",
                hint=f"Types are: {types}.",
            ) from error
        if entry.get("example") is None:
            raise DataError(f"{where} ({name}) has no example.")
        parameter = cls(
            name=name,
            type=kind_of_value,
            kind=str(entry.get("kind", "")),
            multiple=bool(entry.get("multiple", False)),
            description=read_texts(entry.get("description"), f"{where} ({name}): description"),
            examples=_as_typed(entry["example"]),
        )
        try:
            parameter.terms(parameter.examples)
        except ParameterError as error:
            raise DataError(f"{where} ({name}): the example is wrong. {error}") from error
        return parameter

    def terms(self, values: Sequence[str]) -> tuple[Term, ...]:
        """The RDF terms for `values`, in order.

        Raises ParameterError, naming the type and an example, when one is not of the type, when
        there is none, or when there are several and the parameter takes one.
        """
        if not values:
            raise ParameterError(f"The parameter “{self.name}” has no value.", hint=self._hint())
        if len(values) > 1 and not self.multiple:
            raise ParameterError(
                f"The parameter “{self.name}” takes one value, not {len(values)}.",
                hint=self._hint(),
            )
        return tuple(self._term(value) for value in values)

    def _term(self, value: str) -> Term:
        try:
            if self.type is ParameterType.IRI:
                return _iri(value, self.kind)
            return _READERS[self.type](value)
        except ValueError as error:
            reason = f" {error}." if str(error) else ""
            raise ParameterError(
                f"The parameter “{self.name}” is {_A_VALUE[self.type]}, not “{value}”.{reason}",
                hint=self._hint(),
            ) from error

    def _hint(self) -> str:
        return f"Example: {self.name}={self.examples[0]}"


def read_texts(entry: Any, where: str) -> dict[str, str]:
    """The texts by language of a header's entry; a plain text stands for English.

    Raises DataError, opening with `where`, when the entry is neither, or names another language.
    """
    texts = {"en": entry} if isinstance(entry, str) else entry
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        raise DataError(f"{where} is missing or is not a text for each language.")
    unknown = sorted(str(tag) for tag in texts if tag not in LANGUAGES)
    if unknown:
        raise DataError(
            f"{where} is in an unknown language: “{unknown[0]}”.",
            hint=f"Languages are: {', '.join(LANGUAGES)}.",
        )
    return {tag: " ".join(text.split()) for tag, text in texts.items()}


def _as_typed(example: Any) -> tuple[str, ...]:
    """YAML reads `2012-01-01` as a date and `true` as a boolean: back to what was typed."""
    values = example if isinstance(example, list) else [example]
    return tuple(str(value).lower() if isinstance(value, bool) else str(value) for value in values)


def _iri(value: str, kind: str) -> NamedNode:
    if kind and _SLUG.fullmatch(value):
        return NamedNode(_namespace(kind, value) + value)
    prefixed = _PREFIXED.fullmatch(value)
    if prefixed:
        namespace = _namespace(prefixed[1], prefixed[2])
        if namespace:
            return NamedNode(namespace + prefixed[2])
    return NamedNode(value)


def _namespace(prefix: str, local: str) -> str:
    """What `prefix` stands for before `local` in names as the program prints them, else ''."""
    if prefix in PREFIXES:
        return PREFIXES[prefix]
    if prefix in IRI_SCHEMES or not _SLUG.fullmatch(prefix) or not _SLUG.fullmatch(local):
        return ""
    scheme = prefix.removeprefix("scheme-")
    return f"{ID}{prefix}/" if scheme == prefix else f"{SCHEME}{scheme}/"


def _string(value: str) -> Literal:
    return Literal(_characters(value))


def _langstring(value: str) -> Literal:
    tagged = _TAGGED.fullmatch(_characters(value))
    if not tagged:
        raise ValueError("The language is missing: write it behind an @")
    return Literal(tagged[1], language=tagged[2].lower())


def _characters(value: str) -> str:
    """`value`, when it is made of Unicode characters: bytes that were no UTF-8 are not."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("It holds bytes that are no UTF-8 text") from error
    return value


def _integer(value: str) -> Literal:
    return _matching(_INTEGER, value, "integer")


def _decimal(value: str) -> Literal:
    return _matching(_DECIMAL, value, "decimal")


def _matching(pattern: re.Pattern[str], value: str, datatype: str) -> Literal:
    if not pattern.fullmatch(value):
        raise ValueError
    return Literal(value, datatype=NamedNode(_XSD + datatype))


def _date(value: str) -> Literal:
    # date.fromisoformat also reads 20120101 and 2012-W01-1, which xsd:date does not.
    if date.fromisoformat(value).isoformat() != value:
        raise ValueError
    return Literal(value, datatype=NamedNode(_XSD + "date"))


def _boolean(value: str) -> Literal:
    if value not in _BOOLEANS:
        raise ValueError
    return Literal(_BOOLEANS[value], datatype=NamedNode(_XSD + "boolean"))


_READERS: Mapping[ParameterType, Callable[[str], Literal]] = {
    ParameterType.STRING: _string,
    ParameterType.LANGSTRING: _langstring,
    ParameterType.INTEGER: _integer,
    ParameterType.DECIMAL: _decimal,
    ParameterType.DATE: _date,
    ParameterType.BOOLEAN: _boolean,
}

_A_VALUE: Mapping[ParameterType, str] = {
    ParameterType.IRI: "an IRI",
    ParameterType.STRING: "a text",
    ParameterType.LANGSTRING: "a text with its language",
    ParameterType.INTEGER: "a whole number",
    ParameterType.DECIMAL: "a decimal number",
    ParameterType.DATE: "a date (year-month-day)",
    ParameterType.BOOLEAN: "true or false",
}
