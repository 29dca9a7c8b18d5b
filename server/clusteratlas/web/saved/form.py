"""The form that is made from a query's parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from werkzeug.datastructures import MultiDict

from clusteratlas.catalogue import Parameter, ParameterType, SavedQuery
from clusteratlas.errors import ParameterError
from clusteratlas.web.saved.things import (
    Choice,
    Resolver,
    UnknownThing,
    is_of_scheme,
    short_of,
)
from clusteratlas.web.saved.values import given, require_typed


class Control(Enum):
    """How a value is put in."""

    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    DATE = "date"
    SWITCH = "switch"
    SELECT = "select"
    THING = "thing"


_CONTROLS = {
    ParameterType.INTEGER: Control.NUMBER,
    ParameterType.DECIMAL: Control.NUMBER,
    ParameterType.DATE: Control.DATE,
    ParameterType.BOOLEAN: Control.SWITCH,
    ParameterType.IRI: Control.THING,
}


@dataclass(frozen=True)
class Field:
    """A parameter as the form shows it.

    `typed` is what stands in the control, `values` what is bound, `things` what the values are
    called, `options` what a select offers, `choices` what a name that was typed may mean.
    """

    parameter: Parameter
    control: Control
    is_optional: bool
    typed: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    things: Sequence[Choice] = ()
    options: Sequence[Choice] = ()
    choices: Sequence[Choice] = ()
    error: ParameterError | None = None

    @property
    def name(self) -> str:
        """The parameter's name."""
        return self.parameter.name

    @property
    def example(self) -> str:
        """What may be typed."""
        example = self.parameter.examples[0]
        if self.parameter.type is not ParameterType.IRI:
            return example
        return short_of(self.parameter, self.parameter.terms([example])[0].value)


@dataclass(frozen=True)
class Form:
    """All fields of a query, filled in from an address."""

    query: SavedQuery
    fields: Sequence[Field]

    @classmethod
    def read(cls, query: SavedQuery, arguments: MultiDict[str, str], resolver: Resolver) -> Form:
        """The form as `arguments` fill it; what is wrong with a value stands at its field."""
        return cls(
            query,
            [_field(query, parameter, arguments, resolver) for parameter in query.parameters],
        )

    @property
    def error(self) -> ParameterError | None:
        """What is wrong with the first field that something is wrong with."""
        return next((field.error for field in self.fields if field.error), None)

    @property
    def values(self) -> dict[str, tuple[str, ...]]:
        """The values that are given, by parameter."""
        return {field.name: field.values for field in self.fields if field.values}

    @property
    def text(self) -> str:
        """The query with the values bound."""
        return self.query.bound(self.values)

    @property
    def arguments(self) -> list[tuple[str, str]]:
        """The values as an address has them: things by their short names."""
        return [
            (field.name, short_of(field.parameter, value) if _is_thing(field) else value)
            for field in self.fields
            for value in field.values
        ]


def _is_thing(field: Field) -> bool:
    return field.parameter.type is ParameterType.IRI


def _field(
    query: SavedQuery, parameter: Parameter, arguments: MultiDict[str, str], resolver: Resolver
) -> Field:
    typed = given(parameter, arguments)
    is_optional = query.is_optional(parameter)
    control = _control(parameter)
    empty = Field(
        parameter,
        control,
        is_optional,
        typed=typed if typed or is_optional else parameter.examples,
        options=list(resolver.concepts(parameter)) if control is Control.SELECT else (),
    )
    try:
        require_typed(parameter, typed, resolver.texts)
        if parameter.type is ParameterType.IRI:
            return _with_things(empty, typed, resolver)
    except UnknownThing as error:
        return replace(empty, choices=error.choices, error=error)
    except ParameterError as error:
        return replace(empty, error=error)
    return replace(empty, values=typed)


def _with_things(empty: Field, typed: Sequence[str], resolver: Resolver) -> Field:
    """The field with the things that are typed, or that its example names. Raises UnknownThing."""
    parameter = empty.parameter
    iris = [resolver.iri(parameter, value) for value in typed]
    shown = iris or [term.value for term in parameter.terms(empty.typed)] if empty.typed else []
    return replace(
        empty,
        typed=tuple(short_of(parameter, iri) for iri in shown),
        values=tuple(iris),
        things=resolver.named(shown),
    )


def _control(parameter: Parameter) -> Control:
    if parameter.multiple:
        return Control.LINES
    if is_of_scheme(parameter):
        return Control.SELECT
    return _CONTROLS.get(parameter.type, Control.TEXT)
