"""The kinds of things that people look for, in the order in which they are favoured."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from clusteratlas.errors import ParameterError
from clusteratlas.languages import ENGLISH, POLISH
from clusteratlas.terms import CA, PREFIXES


@dataclass(frozen=True)
class Kind:
    """A kind of thing: the classes that it stands for, and its name in one and in the many.

    `favour` says how much rather one of this kind is meant than an organisation.
    """

    name: str
    classes: Sequence[str]
    favour: float
    singular: Mapping[str, str]
    plural: Mapping[str, str]


def _kind(
    name: str, classes: str, favour: float, english: tuple[str, str], polish: tuple[str, str]
) -> Kind:
    iris = tuple(PREFIXES.get(prefix, CA) + local for prefix, local in _split(classes))
    return Kind(
        name,
        iris,
        favour,
        {ENGLISH: english[0], POLISH: polish[0]},
        {ENGLISH: english[1], POLISH: polish[1]},
    )


def _split(classes: str) -> list[tuple[str, str]]:
    return [(each.rpartition(":")[0], each.rpartition(":")[2]) for each in classes.split()]


# A thing of several kinds is shown as the first of them.
KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        _kind("cluster", "Cluster", 3.0, ("cluster", "clusters"), ("klaster", "klastry")),
        _kind("country", "Country", 2.5, ("country", "countries"), ("kraj", "kraje")),
        _kind(
            "region",
            "Region BioRegion MacroArea",
            2.2,
            ("region", "regions"),
            ("region", "regiony"),
        ),
        _kind(
            "locality",
            "Locality",
            2.0,
            ("locality", "localities"),
            ("miejscowość", "miejscowości"),
        ),
        _kind("programme", "Programme", 2.0, ("programme", "programmes"), ("program", "programy")),
        _kind("network", "Network", 2.0, ("network", "networks"), ("sieć", "sieci")),
        _kind(
            "funder",
            "Funder",
            1.8,
            ("funder", "funders"),
            ("podmiot finansujący", "podmioty finansujące"),
        ),
        _kind(
            "organisation",
            "Organisation ClusterOrganisation",
            1.0,
            ("organisation", "organisations"),
            ("organizacja", "organizacje"),
        ),
        _kind("event", "Event EventSeries", 1.2, ("event", "events"), ("wydarzenie", "wydarzenia")),
        _kind("person", "foaf:Person", 1.2, ("person", "people"), ("osoba", "osoby")),
        _kind(
            "project", "Project PublicTask", 1.0, ("project", "projects"), ("projekt", "projekty")
        ),
        _kind(
            "activity",
            "ProgrammeActivity",
            0.9,
            ("programme activity", "programme activities"),
            ("działanie programu", "działania programów"),
        ),
        _kind(
            "topic",
            "CallTopic",
            0.8,
            ("call topic", "call topics"),
            ("temat naboru", "tematy naborów"),
        ),
        _kind("facility", "Facility", 1.0, ("facility", "facilities"), ("obiekt", "obiekty")),
        _kind("team", "Team", 0.9, ("team", "teams"), ("zespół", "zespoły")),
        _kind(
            "policy",
            "Policy",
            0.9,
            ("policy", "policies"),
            ("dokument strategiczny", "dokumenty strategiczne"),
        ),
        _kind("agreement", "Agreement", 0.8, ("agreement", "agreements"), ("umowa", "umowy")),
        _kind(
            "source",
            "SourceGraph ReferenceGraph ImportedGraph",
            0.8,
            ("source", "sources"),
            ("źródło", "źródła"),
        ),
        _kind(
            "document",
            "SourceDocument",
            0.7,
            ("source document", "source documents"),
            ("dokument źródłowy", "dokumenty źródłowe"),
        ),
        _kind("concept", "skos:Concept", 0.7, ("concept", "concepts"), ("pojęcie", "pojęcia")),
        _kind(
            "scheme",
            "skos:ConceptScheme",
            0.6,
            ("code list", "code lists"),
            ("lista kodów", "listy kodów"),
        ),
    )
}

_CODE_LIST: Final = re.compile(r"scheme-[a-z0-9-]+")
_GROUPS: Final[Mapping[str, Sequence[str]]] = {
    "territory": ("country", "region", "locality"),
    "agent": ("cluster", "organisation", "funder", "network", "person"),
}


def kinds_named(names: Sequence[str]) -> tuple[str, ...]:
    """The names of kinds that `names` stand for: `territory` and `agent` stand for several.

    `scheme-role` are the concepts of that code list alone. Raises ParameterError for what is no
    kind.
    """
    found: dict[str, None] = {}
    for name in names:
        if name not in KINDS and name not in _GROUPS and not _CODE_LIST.fullmatch(name):
            raise ParameterError(
                f"“{name}” is no kind of thing.",
                hint=f"The kinds are: {', '.join((*KINDS, *_GROUPS))}.",
            )
        found.update(dict.fromkeys(_GROUPS.get(name, (name,))))
    return tuple(found)
