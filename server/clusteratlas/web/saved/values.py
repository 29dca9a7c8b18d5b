"""Values for a query's parameters, as addresses have them: read, checked, wrong in plain words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches

from werkzeug.datastructures import MultiDict

from clusteratlas.catalogue import Catalogue, Parameter, ParameterType, SavedQuery
from clusteratlas.catalogue.parameters import RESERVED
from clusteratlas.errors import ParameterError, UnknownQuery

_MOST_NEAR = 3
_SHOWN = 100


def find_query(catalogue: Catalogue, name: str, texts: Mapping[str, str]) -> SavedQuery:
    """The query called `name`. Raises UnknownQuery in the words of `texts`, with near names."""
    if name in catalogue.queries:
        return catalogue.queries[name]
    near = [known for known in catalogue.queries if name and name in known]
    near += [known for known in _near(name, catalogue.queries) if known not in near]
    raise UnknownQuery(
        texts["saved_no_query"].format(name=name[:_SHOWN]),
        hint=did_you_mean(near[:_MOST_NEAR], texts) or texts["saved_no_query_hint"],
    )


def given(parameter: Parameter, arguments: MultiDict[str, str]) -> tuple[str, ...]:
    """The values in an address; a field left empty has none, one for several has one a line."""
    values = arguments.getlist(parameter.name)
    if parameter.multiple:
        values = [line for value in values for line in value.splitlines()]
    return tuple(value.strip() for value in values if value.strip())


def require_known(query: SavedQuery, names: Collection[str], texts: Mapping[str, str]) -> None:
    """Raises ParameterError for the first of `names` that the query has no parameter for."""
    known = [parameter.name for parameter in query.parameters]
    for name in names:
        if name in RESERVED or name in known:
            continue
        sentence = texts["saved_no_parameter"].format(query=query.name, name=name[:_SHOWN])
        hint = did_you_mean(_near(name, [*known, *sorted(RESERVED)]), texts)
        if known:
            hint = f"{hint} {texts['saved_has'].format(names=', '.join(known))}".strip()
        raise ParameterError(sentence, hint=hint or texts["saved_has_none"])


def require_typed(parameter: Parameter, values: Sequence[str], texts: Mapping[str, str]) -> None:
    """Raises ParameterError for the first of `values` that is not of the parameter's type."""
    if len(values) > 1 and not parameter.multiple:
        raise ParameterError(
            texts["saved_one_value"].format(name=parameter.name, count=len(values)),
            hint=example_of(parameter, texts),
        )
    if parameter.type is ParameterType.IRI:
        return  # a name is as good as an IRI: `things` looks it up
    for value in values:
        try:
            parameter.terms([value])
        except ParameterError as error:
            raise ill_typed(parameter, value, texts) from error


def ill_typed(parameter: Parameter, value: str, texts: Mapping[str, str]) -> ParameterError:
    """What to raise for `value`, which is not of the parameter's type."""
    return ParameterError(
        texts["saved_ill_typed"].format(
            name=parameter.name,
            type=texts[f"saved_type_{parameter.type.value}"],
            value=value[:_SHOWN],
        ),
        hint=example_of(parameter, texts),
    )


def example_of(parameter: Parameter, texts: Mapping[str, str]) -> str:
    """A sentence with an example of the parameter's values."""
    return texts["saved_example"].format(name=parameter.name, value=parameter.examples[0])


def did_you_mean(names: Sequence[str], texts: Mapping[str, str]) -> str:
    """The question whether one of `names` was meant; '' for none."""
    return texts["saved_did_you_mean"].format(names=", ".join(names)) if names else ""


def _near(name: str, known: Collection[str]) -> list[str]:
    return get_close_matches(name, known, n=_MOST_NEAR, cutoff=0.5)
