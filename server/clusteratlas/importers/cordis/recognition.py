"""Which of CORDIS's tables a table is: told by its columns, since files are renamed."""

from __future__ import annotations

from enum import Enum

from clusteratlas.importers.tables.header import Header


class Kind(Enum):
    """The tables, in the order in which they are read: what names things before what uses them."""

    PROJECTS = "project.csv"
    ORGANISATIONS = "unique_org.csv"
    PARTICIPATIONS = "organization.csv"
    EDGES = "edges.csv"
    LEGAL_BASES = "legalBasis.csv"
    TOPICS = "topics.csv"
    SUBJECTS = "euroSciVoc.csv"
    WEB_LINKS = "webLink.csv"
    NOT_IMPORTED = ""


_PROJECT = ("projectID", "projectRcn", "projectReference")
_OF_PROJECTS = ("acronym", "ecMaxContribution", "frameworkProgramme", "fundingScheme", "grantDoi")
_ORGANISATION = ("organisationID", "organizationID", "new_org_id")


def recognise(header: Header) -> Kind | None:
    """The kind of a table; None where it is none of CORDIS's."""
    of_project = header.find(*_PROJECT) is not None
    if of_project:
        return _about_projects(header)
    if header.find("id", "reference", "rcn") is not None and header.find(*_OF_PROJECTS) is not None:
        return Kind.PROJECTS
    if header.has("name", "country") and header.find(*_ORGANISATION) is not None:
        # Figures of a network that somebody computed from the lists say nothing new.
        return Kind.NOT_IMPORTED if header.has("degree") else Kind.ORGANISATIONS
    return None


def _about_projects(header: Header) -> Kind:
    if header.has("name", "country"):
        return Kind.PARTICIPATIONS
    if header.has("ecMaxContribution"):
        return Kind.PROJECTS
    for column, kind in (
        ("euroSciVocCode", Kind.SUBJECTS),
        ("topic", Kind.TOPICS),
        ("legalBasis", Kind.LEGAL_BASES),
        ("physUrl", Kind.WEB_LINKS),
    ):
        if header.has(column):
            return kind
    if header.find(*_ORGANISATION) is not None:
        return Kind.EDGES
    # Publications, deliverables, summaries of reports, images, shares of policies.
    return Kind.NOT_IMPORTED
