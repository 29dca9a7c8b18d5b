"""What importers say of organisations, projects, participations and money, as N-Triples.

Each function gives the triples of one thing. Arguments that are called `node`, or that name another
thing, are terms (see `ntriples`); the others are plain values, '' where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from clusteratlas.importers.ntriples import TYPE, code, external, term, text, thing, typed

INFERENCE_REASONS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "postcode": {
            "en": "The source gives no NUTS code; the region was found by the postcode.",
            "pl": "Źródło nie podaje kodu NUTS; region ustalono na podstawie kodu pocztowego.",
        },
        "coordinates": {
            "en": "The source gives no NUTS code; the region was found by the coordinates.",
            "pl": "Źródło nie podaje kodu NUTS; region ustalono na podstawie współrzędnych.",
        },
    }
)
"""Why an organisation is said to sit in a region that no source gives, by what told it."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """What one row says of an organisation.

    `name` and `alternative` are as given; `located_in` are terms of territories, `kind` is a code
    of `scheme/organisation-kind`, `point` latitude and longitude in degrees (WGS 84).
    """

    name: str
    alternative: str = ""
    pic: str = ""
    vat: str = ""
    lei: str = ""
    ror: str = ""
    identifier: str = ""
    located_in: tuple[str, ...] = ()
    street: str = ""
    postcode: str = ""
    locality: str = ""
    homepage: str = ""
    kind: str = ""
    sme: bool | None = None
    point: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """What one row says of a project; `language` is that of its title and description.

    `programme`, `period`, `subjects` and `applies_to` are terms; `coverage` says in words, by
    language, what the project covers.
    """

    title: str
    language: str
    acronym: str = ""
    identifier: str = ""
    description: str = ""
    programmes: tuple[str, ...] = ()
    period: str = ""
    call: str = ""
    funding_scheme: str = ""
    homepage: str = ""
    subjects: tuple[str, ...] = ()
    applies_to: tuple[str, ...] = ()
    coverage: tuple[tuple[str, str], ...] = ()


class Funding(NamedTuple):
    """Money for `funded`; `amount` in plain decimal digits, `printed` where it was given otherwise.

    `kind` and `currency` are codes of their schemes; `programme` and `funder` are terms.
    """

    funded: str
    kind: str
    amount: str
    currency: str
    printed: str = ""
    programme: str = ""
    funder: str = ""


def organisation(node: str, told: Organisation) -> str:
    """An organisation (ca:Organisation); its names have no language, since none is known."""
    parts = [_line(node, TYPE, _ORGANISATION), _line(node, _NAME, text(told.name))]
    parts += _texts(
        node,
        (_ALTERNATIVE_NAME, told.alternative),
        (_PIC, told.pic),
        (_VAT, told.vat),
        (_LEI, told.lei),
        (_IDENTIFIER, told.identifier),
        (_STREET, told.street),
        (_POSTCODE, told.postcode),
        (_LOCALITY, told.locality),
    )
    parts += _links(node, (_EXACT_MATCH, told.ror), (_HOMEPAGE, told.homepage))
    parts += [_line(node, _LOCATED_IN, place) for place in told.located_in]
    if told.kind:
        parts.append(_line(node, _ORGANISATION_KIND, code("organisation-kind", told.kind)))
    if told.sme is not None:
        parts.append(_line(node, _SME, typed("true" if told.sme else "false", "boolean")))
    if told.point:
        parts.append(_geometry(node, *told.point))
    return "".join(parts)


def project(node: str, told: Project) -> str:
    """A project (ca:Project), without its participations."""
    parts = [
        _line(node, TYPE, _PROJECT),
        _line(node, _PREF_LABEL, text(told.title, told.language)),
    ]
    parts += _texts(
        node,
        (_NAME, told.acronym),
        (_IDENTIFIER, told.identifier),
        (_CALL, told.call),
        (_FUNDING_SCHEME, told.funding_scheme),
    )
    if told.description:
        parts.append(_line(node, _DESCRIPTION, text(told.description, told.language)))
    if told.period:
        parts.append(_line(node, _DURING, told.period))
    parts += [_line(node, _UNDER_PROGRAMME, programme) for programme in told.programmes]
    parts += [_line(node, _SUBJECT, subject) for subject in told.subjects]
    parts += [_line(node, _APPLIES_TO, territory) for territory in told.applies_to]
    parts += [_line(node, _COVERAGE, text(words, tag)) for tag, words in told.coverage]
    parts += _links(node, (_HOMEPAGE, told.homepage))
    return "".join(parts)


def participation(
    node: str,
    in_project: str,
    participant: str,
    role: str,
    name: str,
    passage: str,
    place: str = "",
) -> str:
    """A participation (ca:Participation); `role` is a code, `name` and `place` are as printed."""
    lines = (
        f"{in_project} {_HAS_PARTICIPATION} {node} .\n"
        f"{node} {TYPE} {_PARTICIPATION} .\n"
        f"{node} {_PARTICIPANT} {participant} .\n"
        f"{node} {_ROLE} {code('role', role)} .\n"
        f"{node} {_NAME_AS_GIVEN} {text(name)} .\n"
        f"{node} {_STATED_IN} {passage} .\n"
    )
    return lines + _line(node, _PLACE_AS_GIVEN, text(place)) if place else lines


def funding(node: str, told: Funding, passage: str) -> str:
    """Money for one thing (ca:Funding)."""
    lines = (  # written at one go, since an import makes millions of them
        f"{node} {TYPE} {_FUNDING} .\n"
        f"{node} {_FUNDED} {told.funded} .\n"
        f"{node} {_FUNDING_KIND} {code('funding-kind', told.kind)} .\n"
        f"{node} {_AMOUNT} {typed(told.amount, 'decimal')} .\n"
        f"{node} {_CURRENCY} {code('currency', told.currency)} .\n"
        f"{node} {_STATED_IN} {passage} .\n"
    )
    if told.printed:
        lines += _line(node, _AMOUNT_AS_PRINTED, text(told.printed))
    if told.programme:
        lines += _line(node, _UNDER_PROGRAMME, told.programme)
    if told.funder:
        lines += _line(node, _FUNDER, told.funder)
    return lines


def period(start: str, end: str) -> tuple[str, str]:
    """A period (ca:Period) from one day to another, its term and what is said of it.

    What is '' stays open. It is named by its days: things that share them share the period, also
    where two lists tell of one project.
    """
    node = thing("period", f"{start or 'until'}-{end or 'on'}")
    parts = [_line(node, TYPE, _PERIOD)]
    for day, bounds in ((start, _START_BOUNDS), (end, _END_BOUNDS)):
        if day:
            parts += [_line(node, bound, typed(day, "date")) for bound in bounds]
    return node, "".join(parts)


def status(node: str, about: str, name: str, passage: str) -> str:
    """How far a project is (ca:StatusReport); `name` is a code of `scheme/project-status`."""
    return (
        _line(node, TYPE, _STATUS_REPORT)
        + _line(node, _ABOUT, about)
        + _line(node, _STATUS, code("project-status", name))
        + _line(node, _STATED_IN, passage)
    )


def membership(node: str, member: str, of: str, passage: str, level: str = "") -> str:
    """A membership that is held (ca:Membership); `level` is a code."""
    lines = (
        _line(node, TYPE, _MEMBERSHIP)
        + _line(node, _MEMBER, member)
        + _line(node, _MEMBER_OF, of)
        + _line(node, _REALISATION, code("realisation", "held"))
        + _line(node, _STATED_IN, passage)
    )
    return lines + _line(node, _LEVEL, code("membership-level", level)) if level else lines


def cluster(
    node: str,
    name: str,
    language: str,
    located_in: Iterable[str] = (),
    homepage: str = "",
    sectors: Iterable[str] = (),
) -> str:
    """A cluster (ca:Cluster); `sectors` are codes. It may be one that the atlas has, by its IRI."""
    parts = [_line(node, TYPE, _CLUSTER)]
    if name:
        parts.append(_line(node, _PREF_LABEL, text(name, language)))
    parts += [_line(node, _LOCATED_IN, place) for place in located_in]
    parts += [_line(node, _SECTOR, code("sector", sector)) for sector in sectors]
    parts += _links(node, (_HOMEPAGE, homepage))
    return "".join(parts)


def during(node: str, span: str) -> str:
    """The period that something holds in."""
    return _line(node, _DURING, span)


def located(node: str, territory: str) -> str:
    """The territory in which an agent sits."""
    return _line(node, _LOCATED_IN, territory)


def stated(node: str, passage: str) -> str:
    """Where in a source a thing is spoken of."""
    return _line(node, _STATED_IN, passage)


def labelled(node: str, kind: str, labels: Mapping[str, str]) -> str:
    """A thing of a class of the ontology (such as `Programme`), with its preferred labels."""
    return _line(node, TYPE, term("ca", kind)) + _labels(node, labels)


def part_of(node: str, whole: str) -> str:
    """An activity of a programme and the like: what it is a part of."""
    return _line(node, _IS_PART_OF, whole)


def concept(node: str, scheme: str, labels: Mapping[str, str], notation: str = "") -> str:
    """A concept (skos:Concept) of a classification."""
    lines = _line(node, TYPE, _CONCEPT) + _line(node, _IN_SCHEME, scheme) + _labels(node, labels)
    return lines + _line(node, _NOTATION, text(notation)) if notation else lines


def concept_scheme(node: str, labels: Mapping[str, str]) -> str:
    """A classification (skos:ConceptScheme)."""
    return _line(node, TYPE, _CONCEPT_SCHEME) + _labels(node, labels)


def other_title(node: str, title: str, language: str) -> str:
    """A title beside the preferred one."""
    return _line(node, _ALT_LABEL, text(title, language))


def inferred(node: str, reason: Mapping[str, str]) -> str:
    """Why a claim that no source states was made all the same, by language."""
    return "".join(_line(node, _INFERENCE_REASON, text(told, tag)) for tag, told in reason.items())


def inferred_place(
    node: str, organisation_node: str, region: str, reason: Mapping[str, str]
) -> str:
    """That an organisation's region was worked out (ca:Inference), and from what."""
    return (
        _line(node, TYPE, _INFERENCE)
        + _line(node, _CONCERNS, organisation_node)
        + _line(node, _INFERRED_PROPERTY, _LOCATED_IN)
        + _line(node, _INFERRED_VALUE, region)
        + inferred(node, reason)
    )


def _geometry(node: str, latitude: str, longitude: str) -> str:
    name = "-".join(node.strip("<>").rsplit("/", 2)[1:])
    shape = thing("geometry", name)
    return (
        _line(node, _HAS_GEOMETRY, shape)
        + _line(shape, TYPE, _GEOMETRY)
        + _line(shape, _AS_WKT, f'"POINT({longitude} {latitude})"^^{_WKT}')
    )


def _labels(node: str, labels: Mapping[str, str]) -> str:
    return "".join(_line(node, _PREF_LABEL, text(label, tag)) for tag, label in labels.items())


def _texts(node: str, *pairs: tuple[str, str]) -> Iterable[str]:
    return [_line(node, predicate, text(value)) for predicate, value in pairs if value]


def _links(node: str, *pairs: tuple[str, str]) -> Iterable[str]:
    found = [(predicate, external(value)) for predicate, value in pairs if value]
    return [_line(node, predicate, iri) for predicate, iri in found if iri]


def _line(subject: str, predicate: str, value: str) -> str:
    return f"{subject} {predicate} {value} .\n"


_CLUSTER: Final = term("ca", "Cluster")
_ORGANISATION: Final = term("ca", "Organisation")
_PROJECT: Final = term("ca", "Project")
_PARTICIPATION: Final = term("ca", "Participation")
_FUNDING: Final = term("ca", "Funding")
_PERIOD: Final = term("ca", "Period")
_STATUS_REPORT: Final = term("ca", "StatusReport")
_MEMBERSHIP: Final = term("ca", "Membership")
_INFERENCE: Final = term("ca", "Inference")
_CONCEPT: Final = term("skos", "Concept")
_CONCEPT_SCHEME: Final = term("skos", "ConceptScheme")
_GEOMETRY: Final = term("geo", "Geometry")
_HAS_GEOMETRY: Final = term("geo", "hasGeometry")
_AS_WKT: Final = term("geo", "asWKT")
_WKT: Final = term("geo", "wktLiteral")
_STREET: Final = term("vcard", "street-address")
_POSTCODE: Final = term("vcard", "postal-code")
_LOCALITY: Final = term("vcard", "locality")
_NAME: Final = term("foaf", "name")
_HOMEPAGE: Final = term("foaf", "homepage")
_ALTERNATIVE_NAME: Final = term("schema", "alternateName")
_VAT: Final = term("schema", "vatID")
_LEI: Final = term("schema", "leiCode")
_IDENTIFIER: Final = term("dcterms", "identifier")
_DESCRIPTION: Final = term("dcterms", "description")
_COVERAGE: Final = term("dcterms", "coverage")
_IS_PART_OF: Final = term("dcterms", "isPartOf")
_PREF_LABEL: Final = term("skos", "prefLabel")
_ALT_LABEL: Final = term("skos", "altLabel")
_EXACT_MATCH: Final = term("skos", "exactMatch")
_IN_SCHEME: Final = term("skos", "inScheme")
_NOTATION: Final = term("skos", "notation")
_PIC: Final = term("ca", "pic")
_SECTOR: Final = term("ca", "sector")
_SME: Final = term("ca", "sme")
_LOCATED_IN: Final = term("ca", "locatedIn")
_ORGANISATION_KIND: Final = term("ca", "organisationKind")
_CALL: Final = term("ca", "call")
_FUNDING_SCHEME: Final = term("ca", "fundingScheme")
_SUBJECT: Final = term("ca", "subject")
_APPLIES_TO: Final = term("ca", "appliesTo")
_DURING: Final = term("ca", "during")
_UNDER_PROGRAMME: Final = term("ca", "underProgramme")
_HAS_PARTICIPATION: Final = term("ca", "hasParticipation")
_PARTICIPANT: Final = term("ca", "participant")
_ROLE: Final = term("ca", "role")
_NAME_AS_GIVEN: Final = term("ca", "nameAsGiven")
_PLACE_AS_GIVEN: Final = term("ca", "placeAsGiven")
_STATED_IN: Final = term("ca", "statedIn")
_FUNDED: Final = term("ca", "funded")
_FUNDING_KIND: Final = term("ca", "fundingKind")
_AMOUNT: Final = term("ca", "amount")
_AMOUNT_AS_PRINTED: Final = term("ca", "amountAsPrinted")
_CURRENCY: Final = term("ca", "currency")
_FUNDER: Final = term("ca", "funder")
_START_BOUNDS: Final = (term("ca", "earliestStart"), term("ca", "latestStart"))
_END_BOUNDS: Final = (term("ca", "earliestEnd"), term("ca", "latestEnd"))
_ABOUT: Final = term("ca", "about")
_STATUS: Final = term("ca", "status")
_MEMBER: Final = term("ca", "member")
_MEMBER_OF: Final = term("ca", "memberOf")
_LEVEL: Final = term("ca", "membershipLevel")
_REALISATION: Final = term("ca", "realisation")
_CONCERNS: Final = term("ca", "concerns")
_INFERRED_PROPERTY: Final = term("ca", "inferredProperty")
_INFERRED_VALUE: Final = term("ca", "inferredValue")
_INFERENCE_REASON: Final = term("ca", "inferenceReason")
