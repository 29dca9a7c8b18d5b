"""What pages say of themselves to search engines: schema.org, as JSON-LD in the head.

Each kind of page makes its own data with `thing`, which drops what is not known.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from markupsafe import Markup

from clusteratlas.entities.agents import Agent
from clusteratlas.entities.claims import Money
from clusteratlas.entities.consortium import Consortium
from clusteratlas.entities.dossier import Dossier
from clusteratlas.entities.events import Event
from clusteratlas.entities.naming import Named
from clusteratlas.entities.people import Person
from clusteratlas.entities.projects import Project
from clusteratlas.entities.records import Record
from clusteratlas.languages import pick
from clusteratlas.terms import CA, ID
from clusteratlas.web.pages import page_language

Data: TypeAlias = str | int | float | bool | Sequence["Data"] | Mapping[str, "Data"] | None

# What could end a script element, and what JavaScript takes for the end of a line.
_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def script(data: Mapping[str, Data]) -> Markup:
    """The element that holds `data`; it may hold any text."""
    written = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    for character, escape in _ESCAPES.items():
        written = written.replace(character, escape)
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(written))  # noqa: S704


def thing(kind: str, named: Named, **properties: Data) -> dict[str, Data]:
    """A thing of a schema.org type with its IRI and its names; what is empty is left out."""
    name = pick(named.labels, page_language())
    others = sorted({label for label in named.labels.values() if label != name})
    data: dict[str, Data] = {
        "@type": kind,
        "@id": named.iri,
        "name": name,
        "alternateName": others,
        **properties,
    }
    return {key: value for key, value in data.items() if value not in (None, "", [], (), {})}


def place(dossier: Dossier, found: tuple[str, tuple[str, ...]]) -> dict[str, Data]:
    """A territory in those that it lies in."""
    inner, above = found
    containing: dict[str, Data] | None = None
    for whole in reversed(above):
        containing = thing("AdministrativeArea", dossier[whole], containedInPlace=containing)
    return thing("AdministrativeArea", dossier[inner], containedInPlace=containing)


def agent_data(agent: Agent) -> dict[str, Data]:
    """A cluster or another organisation."""
    dossier, own = agent.dossier, agent.own
    return thing(
        "Organization",
        dossier[own.iri],
        url=own.iri,
        alternateName=[
            spelling.name.value for spelling in agent.names if _is_shown(spelling.labels)
        ],
        foundingDate=own.one("schema:foundingDate"),
        founder=[_organisation(dossier, one) for one in own.all("schema:founder")],
        location=[place(dossier, one) for one in agent.places],
        knowsAbout=[pick(dossier[one].labels, page_language()) for one in own.all("ca:sector")],
        memberOf=[_organisation(dossier, one.network) for one in agent.memberships],
        identifier=identifiers(own),
        vatID=own.one("schema:vatID"),
        address=_address(own),
        sameAs=own.all("skos:exactMatch", "foaf:homepage"),
    )


def identifiers(own: Record) -> list[Data]:
    """The numbers of registers that a thing has, each with the register's name."""
    known = {"ca:pic": "PIC", "ca:lei": "LEI", "ca:rcn": "RCN", "dcterms:identifier": ""}
    return [
        {"@type": "PropertyValue", **({"propertyID": name} if name else {}), "value": value}
        for property_, name in known.items()
        for value in own.all(property_)
    ]


def _organisation(dossier: Dossier, iri: str) -> dict[str, Data]:
    return thing("Organization", dossier[iri])


def _address(own: Record) -> dict[str, Data] | None:
    parts: dict[str, Data] = {
        "streetAddress": own.one("vcard:street-address"),
        "postalCode": own.one("vcard:postal-code"),
        "addressLocality": own.one("vcard:locality"),
    }
    known = {key: value for key, value in parts.items() if value}
    return {"@type": "PostalAddress", **known} if known else None


def _is_shown(labels: Sequence[str]) -> bool:
    """Whether a name is one that people are meant to read, not a misspelling to be found by."""
    return bool(labels) and "skos:hiddenLabel" not in labels


def project_data(project: Project, taking_part: Consortium) -> dict[str, Data]:
    """A project; its participants as far as the page shows them."""
    dossier, own = project.dossier, project.own
    period = dossier.period(own)
    return thing(
        "ResearchProject" if own.one("ca:fundingScheme") else "Project",
        dossier[own.iri],
        url=own.iri,
        alternateName=[one.name.value for one in project.names if _is_shown(one.labels)],
        description=pick(own.texts("dcterms:description"), page_language()),
        identifier=identifiers(own),
        foundingDate=str(period.earliest_start or "") if period else "",
        dissolutionDate=str(period.latest_end or "") if period else "",
        funding=[_grant(dossier, one) for one in project.money],
        member=[_organisation(dossier, one.agent) for one in taking_part.shown],
        sameAs=own.all("skos:exactMatch"),
    )


def _grant(dossier: Dossier, money: Money) -> dict[str, Data]:
    amount: Data = None
    if money.amount is not None:
        amount = {
            "@type": "MonetaryAmount",
            "currency": money.currency.rpartition("/")[2],
            "value": float(money.amount),
        }
    funder = money.funder or money.programme
    return {
        "@type": "Grant",
        "name": pick(dossier[money.kind].labels, page_language()),
        **({"amount": amount} if amount else {}),
        **({"funder": _organisation(dossier, funder)} if funder else {}),
    }


def event_data(event: Event) -> dict[str, Data]:
    """An event. What was only planned has no status of its own at schema.org, so it has none."""
    dossier, own = event.dossier, event.own
    period = dossier.period(own)
    return thing(
        "EventSeries" if f"{CA}EventSeries" in own.all("rdf:type") else "Event",
        dossier[own.iri],
        url=own.iri,
        description=pick(own.texts("dcterms:description"), page_language()),
        startDate=str(period.earliest_start or "") if period else "",
        endDate=str(period.latest_end or "") if period else "",
        location=[place(dossier, one) for one in event.places]
        + [thing("Place", dossier[host]) for host in own.all("ca:host")],
        organizer=[_organisation(dossier, one) for one in own.all("schema:organizer")],
        sponsor=[_organisation(dossier, one) for one in own.all("schema:sponsor")],
        superEvent=[
            thing("Event", dossier[one]) for one in own.all("dcterms:isPartOf") if "/event/" in one
        ],
        attendee=[_attendee(dossier, one.attendee) for one in event.attendances],
    )


def person_data(person: Person) -> dict[str, Data]:
    """A person with the posts and the organisations."""
    dossier = person.dossier
    return thing(
        "Person",
        dossier[person.own.iri],
        url=person.own.iri,
        jobTitle=[pick(dossier[one.post].labels, page_language()) for one in person.posts],
        worksFor=[
            _organisation(dossier, one.organisation) for one in person.posts if one.organisation
        ],
        affiliation=[_organisation(dossier, one) for one in person.own.all("org:memberOf")],
    )


def _attendee(dossier: Dossier, iri: str) -> dict[str, Data]:
    return thing("Person" if iri.startswith(f"{ID}person/") else "Organization", dossier[iri])
