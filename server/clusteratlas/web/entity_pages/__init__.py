"""The pages of things, each laid out for its kind, by the classes that a thing belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from flask import Response

from clusteratlas.engine.protocol import Engine
from clusteratlas.terms import CA, PREFIXES
from clusteratlas.web.entity_pages import (
    cluster,
    document,
    event,
    funder,
    organisation,
    passage,
    person,
    programme,
    project,
    source_graph,
    territory,
)

EntityPage: TypeAlias = Callable[[Engine, str], Response]
"""Makes the page of the thing with that IRI, in the reader's language."""

PAGES: Mapping[str, EntityPage] = MappingProxyType(
    {
        f"{CA}Cluster": cluster.page,
        f"{CA}Project": project.page,
        f"{CA}PublicTask": project.page,
        f"{CA}Event": event.page,
        f"{CA}StudyVisit": event.page,
        f"{CA}Conference": event.page,
        f"{CA}Workshop": event.page,
        f"{CA}Training": event.page,
        f"{CA}Session": event.page,
        f"{CA}EventSeries": event.page,
        f"{PREFIXES['foaf']}Person": person.page,
        f"{CA}Funder": funder.page,
        f"{CA}Organisation": organisation.page,
        f"{CA}ClusterOrganisation": organisation.page,
        f"{CA}Network": organisation.page,
        f"{CA}Programme": programme.page,
        f"{CA}ProgrammeActivity": programme.page,
        f"{CA}CallTopic": programme.page,
        f"{CA}Country": territory.page,
        f"{CA}Region": territory.page,
        f"{CA}BioRegion": territory.page,
        f"{CA}Locality": territory.page,
        f"{CA}MacroArea": territory.page,
        f"{CA}SourceGraph": source_graph.page,
        f"{CA}ReferenceGraph": source_graph.page,
        f"{CA}SourceDocument": document.page,
        f"{CA}Passage": passage.page,
    }
)
"""By class, in order of preference: a thing of several classes gets the page of the first."""


def page_for(classes: Iterable[str]) -> EntityPage | None:
    """What makes the page of a thing of these classes; None where no kind has a page of its own."""
    given = set(classes)
    return next((page for class_, page in PAGES.items() if class_ in given), None)
