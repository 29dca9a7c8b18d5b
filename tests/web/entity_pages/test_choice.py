"""Which page a thing of several classes gets."""

from __future__ import annotations

import pytest

from clusteratlas.terms import CA, PREFIXES
from clusteratlas.web.entity_pages import (
    EntityPage,
    cluster,
    event,
    funder,
    organisation,
    page_for,
    person,
    project,
)

CHOSEN: dict[str, tuple[list[str], EntityPage | None]] = {
    "cluster": ([f"{CA}Cluster"], cluster.page),
    "public task": ([f"{CA}PublicTask", f"{CA}Project"], project.page),
    "funder that is an organisation": ([f"{CA}Organisation", f"{CA}Funder"], funder.page),
    "study visit": ([f"{CA}StudyVisit", f"{CA}Event"], event.page),
    "network": ([f"{CA}Network"], organisation.page),
    "person": ([f"{PREFIXES['foaf']}Person"], person.page),
    "claim": ([f"{CA}Membership"], None),
}


@pytest.mark.parametrize(("classes", "page"), CHOSEN.values(), ids=CHOSEN)
def test_the_most_telling_class_decides(classes: list[str], page: EntityPage | None) -> None:
    assert page_for(classes) is page
