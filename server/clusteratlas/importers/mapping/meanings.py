"""What a column can mean: the words that a mapping may write after `means:`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from clusteratlas.importers.mapping import codes

Type = Literal["string", "number", "date", "boolean"]
"""The types of a Table Schema that columns are read as."""

NOTHING: Final = "nothing"
"""The meaning of a column that the atlas has no place for."""
FUNDING: Final = "funding."
"""What an amount is begins so, with a code of `scheme/funding-kind` after it."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column says. `says` explains it to whoever writes a mapping.

    `codes` names the code list that its values are of, '' where there is none. Where it is `many`,
    several columns may mean it. Where it is `labelled`, its values name things of their own, whose
    labels a mapping may give.
    """

    says: str
    type: Type = "string"
    codes: str = ""
    many: bool = False
    labelled: bool = False


def _project() -> Mapping[str, Meaning]:
    return {
        "project.title": Meaning("The title, in the list's language."),
        "project.acronym": Meaning("The short name."),
        "project.identifier": Meaning("The number of the contract, project or operation."),
        "project.description": Meaning("A summary; it may run over several lines."),
        "project.start": Meaning("The first day; or its year, or month and year.", "date"),
        "project.end": Meaning("The last day; or its year, or month and year.", "date"),
        "project.programme": Meaning("The programme, by its name.", labelled=True),
        "project.strand": Meaning("What the programme is a part of, by its name.", labelled=True),
        "project.fund": Meaning(
            "The fund, by the Commission's code (ERDF, ESF+, CF …); of this and the funding period "
            "a programme is made."
        ),
        "project.funding-period": Meaning("The programming period, such as 2014-2020."),
        "project.call": Meaning("The call for proposals, by its number or name."),
        "project.scheme": Meaning("The type of action or instrument."),
        "project.status": Meaning("How far the project is.", codes="project-status"),
        "project.subject": Meaning(
            "The field, theme or objective, in some classification.", many=True, labelled=True
        ),
        "project.coverage": Meaning("What the project covers, in words.", labelled=True),
        "project.nuts": Meaning("The NUTS code of the region that the project is for."),
        "project.region": Meaning(
            "The region that the project is for, by its name or NUTS code; several in a cell need "
            "`delimiter`."
        ),
        "project.homepage": Meaning("The address of its own website."),
    }


def _organisation() -> Mapping[str, Meaning]:
    return {
        "organisation.name": Meaning("The beneficiary, partner or member, by its name."),
        "organisation.short-name": Meaning("Its short name."),
        "organisation.identifier": Meaning("Its number in the list, or in a national register."),
        "organisation.vat": Meaning(
            "Its VAT number; where it lacks the letters of the country, those of its country are "
            "added."
        ),
        "organisation.pic": Meaning("Its PIC, by which the Commission knows it: nine digits."),
        "organisation.lei": Meaning("Its Legal Entity Identifier: twenty letters and digits."),
        "organisation.ror": Meaning("Its address at ror.org."),
        "organisation.country": Meaning("Its country, by code or name."),
        "organisation.nuts": Meaning("The NUTS code of its region."),
        "organisation.region": Meaning(
            "The name of its region; of several such columns the first that helps is taken.",
            many=True,
        ),
        "organisation.street": Meaning("Street and number."),
        "organisation.postcode": Meaning("The postcode."),
        "organisation.city": Meaning("The town."),
        "organisation.latitude": Meaning("Degrees north (WGS 84).", "number"),
        "organisation.longitude": Meaning("Degrees east (WGS 84).", "number"),
        "organisation.homepage": Meaning("The address of its website."),
        "organisation.kind": Meaning("What sort of body it is.", codes="organisation-kind"),
        "organisation.sme": Meaning("Whether it is a small or medium-sized enterprise.", "boolean"),
    }


def _cluster() -> Mapping[str, Meaning]:
    return {
        "cluster.name": Meaning("A cluster, by its name (in English or Polish)."),
        "cluster.address": Meaning(
            "A cluster that the atlas has, by its address "
            "(https://w3id.org/clusteratlas/id/cluster/…)."
        ),
        "cluster.homepage": Meaning("The address of its website."),
        "cluster.country": Meaning("Its country, by code or name."),
        "cluster.nuts": Meaning("The NUTS code of its region."),
        "cluster.region": Meaning("The name of its region."),
        "cluster.sector": Meaning("The field it works in.", codes="sector", many=True),
        "membership.level": Meaning("The level of membership.", codes="membership-level"),
        "membership.start": Meaning("The day of joining, or its year.", "date"),
        "membership.end": Meaning("The day of leaving, or its year.", "date"),
    }


_AMOUNTS: Final = {
    "co-financing": "A part of the cost, where the list does not say whose.",
    "eu-contribution": "What the EU pays.",
    "national-contribution": "What the state or a region pays of its own.",
    "net-eu-contribution": "What of the EU's money stays with the partner itself.",
    "programme-support": "What a programme gives, where the list does not say of what sort.",
    "public-grant": "What an authority grants under an agreement.",
    "total-cost": "The cost as the agreement has it: total eligible costs are such.",
    "total-value": "The whole value, from all sources together.",
}


def _money() -> Mapping[str, Meaning]:
    amounts = {
        f"{FUNDING}{kind}": Meaning(_AMOUNTS[kind], "number", many=True)
        for kind in sorted(codes.of("funding-kind"))
    }
    return amounts | {
        "funding.rate": Meaning(
            "The share that the EU pays, in percent, of the total cost (else of the total value): "
            "it gives the EU contribution, or is compared with it where the list has both.",
            "number",
        ),
        "funding.currency": Meaning("The currency of all amounts of the row.", codes="currency"),
        "participation.role": Meaning("The role of the organisation in the project.", codes="role"),
    }


MEANINGS: Final[Mapping[str, Meaning]] = MappingProxyType(
    dict(_project())
    | dict(_organisation())
    | dict(_cluster())
    | dict(_money())
    | {NOTHING: Meaning("The column is known, and not taken.", many=True)}
)
"""Every meaning by the word for it."""
