"""Organisations of a list: one record for each name (or identifier) and country."""

from __future__ import annotations

from typing import Final

from clusteratlas.importers.mapping import places, reasons
from clusteratlas.importers.mapping.context import List, key
from clusteratlas.importers.mapping.said import Row
from clusteratlas.importers.ntriples import thing
from clusteratlas.importers.statements import Organisation, organisation

_ABOUT: Final = ("identifier", "vat", "pic", "lei", "city", "postcode", "short-name")


def say(row: Row, of: List) -> tuple[str, str]:
    """Say what a row tells of an organisation: its term, and its place as the list names it.

    '' where the row names none; what it says of one is then set aside.
    """
    name = row.texts.get("organisation.name", "")
    if not name:
        if of.mapping.says("organisation.name"):
            given = " | ".join(filter(None, (row.texts.get(f"organisation.{a}") for a in _ABOUT)))
            of.reject(row.line, of.column("organisation.name"), given, reasons.NO_NAME)
        return "", ""
    located_in, place = places.territories_of(row, of)
    node = thing("organisation", f"{of.context.graph}-{_key(row, name)}")
    degrees = places.point(row, of)
    of.context.is_new(node, "organisation")
    of.context.say_once(organisation(node, _told(row, name, located_in, degrees)))
    places.worked_out(row, node, located_in, degrees, of)
    return node, place


def _told(
    row: Row, name: str, located_in: tuple[str, ...], degrees: tuple[str, str] | None
) -> Organisation:
    def value(last: str) -> str:
        return row.texts.get(f"organisation.{last}", "")

    return Organisation(
        name=name,
        alternative=value("short-name"),
        pic=value("pic"),
        vat=value("vat"),
        lei=value("lei"),
        ror=value("ror"),
        identifier=value("identifier"),
        located_in=located_in,
        street=value("street"),
        postcode=value("postcode"),
        locality=value("city"),
        homepage=value("homepage"),
        kind=value("kind"),
        sme=row.sme,
        point=degrees,
    )


def _key(row: Row, name: str) -> str:
    """What tells the organisation from others: its PIC or number, else country and name."""
    pic = row.texts.get("organisation.pic")
    if pic:
        return pic
    country = row.texts.get("organisation.country", "")
    identifier = row.texts.get("organisation.identifier")
    return key(country, identifier) if identifier else key(country, name)
