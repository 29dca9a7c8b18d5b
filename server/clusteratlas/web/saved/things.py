"""Which thing is meant by what a person types: an IRI, a slug, a prefixed name, or a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from clusteratlas.catalogue import Parameter
from clusteratlas.catalogue.parameters import IRI_SCHEMES
from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import holds, plain, select
from clusteratlas.entities.naming import labels
from clusteratlas.errors import ParameterError
from clusteratlas.identity.spelling import folded
from clusteratlas.languages import pick
from clusteratlas.terms import ID, SCHEME, shorten
from clusteratlas.web.saved.values import did_you_mean, example_of

_SCHEME_KIND = "scheme-"
_MOST_NAMED = 3


@dataclass(frozen=True)
class Choice:
    """A thing that may be meant: its IRI, what it is called, and what tells it from its like."""

    iri: str
    label: str
    note: str = ""

    @property
    def short(self) -> str:
        """The IRI as it is typed: a prefixed name where there is one."""
        return shorten(self.iri)

    @property
    def slug(self) -> str:
        """The last part of the IRI."""
        return self.iri.rpartition("/")[2]


LookUp = Callable[[str, str], Sequence[Choice]]
"""The things that a text may mean, the likeliest first; of a kind, '' for any."""


class UnknownThing(ParameterError):
    """No thing is meant by `value` for certain; `choices` are those that may be."""

    def __init__(self, message: str, *, hint: str, value: str, choices: Sequence[Choice]) -> None:
        super().__init__(message, hint=hint)
        self.value = value
        self.choices = choices


@dataclass(frozen=True)
class Resolver:
    """Finds out which things are meant, in the engine's version and the reader's language."""

    engine: Engine
    look_up: LookUp
    language: str
    texts: Mapping[str, str]

    def iri(self, parameter: Parameter, value: str) -> str:
        """The IRI of the thing that `value` means.

        An IRI written out is taken for what it is, known or not, and so is the query's own example.
        What is not an IRI has to be known, else a misspelt name would find nothing and not say why.
        Raises UnknownThing.
        """
        iri = _iri(parameter, value)
        is_written_out = iri == value and value.partition(":")[0] in IRI_SCHEMES
        if is_written_out or value in parameter.examples:
            return iri
        if iri and holds(self.engine, "$thing ?property ?value", thing=iri):
            return iri
        choices = self.choices(parameter, value)
        exact = {choice.iri for choice in choices if folded(choice.label) == folded(value)}
        if len(exact) == 1:
            return exact.pop()
        raise self._unknown(parameter, value, choices)

    def choices(self, parameter: Parameter, value: str) -> Sequence[Choice]:
        """What `value` may mean."""
        if is_of_scheme(parameter):
            concepts = list(self.concepts(parameter))
            names = {folded(name): each for each in concepts for name in (each.label, each.slug)}
            near = get_close_matches(folded(value), names, n=_MOST_NAMED, cutoff=0.5)
            return list(dict.fromkeys(names[name] for name in near)) or concepts
        return self.look_up(value, parameter.kind)

    def concepts(self, parameter: Parameter) -> Iterator[Choice]:
        """The concepts of the scheme that the parameter is of, by their labels."""
        scheme = SCHEME + parameter.kind.removeprefix(_SCHEME_KIND)
        rows = select(
            self.engine, "SELECT ?concept { ?concept skos:inScheme $scheme }", scheme=scheme
        )
        yield from sorted(
            self.named([plain(concept) for (concept,) in rows]), key=lambda choice: choice.label
        )

    def named(self, iris: Sequence[str]) -> list[Choice]:
        """The things as choices, in their order."""
        found = labels(self.engine, iris)
        return [Choice(iri, pick(found[iri], self.language)) for iri in iris]

    def _unknown(self, parameter: Parameter, value: str, choices: Sequence[Choice]) -> UnknownThing:
        key = "saved_no_such_kind" if parameter.kind else "saved_no_such_thing"
        near = [f"{choice.label} ({choice.short})" for choice in choices[:_MOST_NAMED]]
        hint = did_you_mean(near, self.texts) or example_of(parameter, self.texts)
        sentence = self.texts[key].format(
            name=parameter.name, kind=kind_label(parameter, self.texts), value=value[:100]
        )
        return UnknownThing(sentence, hint=hint, value=value, choices=choices)


def is_of_scheme(parameter: Parameter) -> bool:
    """Whether the parameter takes concepts of one scheme."""
    return parameter.kind.startswith(_SCHEME_KIND)


def kind_label(parameter: Parameter, texts: Mapping[str, str]) -> str:
    """The kind of things that the parameter is for, in the reader's words."""
    return texts.get(f"saved_kind_{parameter.kind}", parameter.kind.removeprefix(_SCHEME_KIND))


def _iri(parameter: Parameter, value: str) -> str:
    """What `value` is when it is an IRI, a prefixed name or a slug; '' when it is none."""
    try:
        (term,) = parameter.terms([value])
    except ParameterError:
        return ""
    return term.value


def short_of(parameter: Parameter, iri: str) -> str:
    """What is typed for `iri`: the slug alone where the parameter says the kind."""
    slug = iri.removeprefix(f"{ID}{parameter.kind}/")
    return slug if parameter.kind and slug != iri else shorten(iri)
