"""Where things of a list are: countries and regions, by code or name; regions worked out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from clusteratlas.importers import territories
from clusteratlas.importers.classification import iso_of, units
from clusteratlas.importers.mapping import reasons
from clusteratlas.importers.mapping.binding import Column
from clusteratlas.importers.mapping.context import Context, List
from clusteratlas.importers.mapping.said import Row
from clusteratlas.importers.ntriples import slug, thing
from clusteratlas.importers.statements import INFERENCE_REASONS, inferred_place, located


def country(iso: str, context: Context) -> str:
    """The term of a country, which is described the first time."""
    node = territories.country(iso)
    if context.is_first_mention(node):
        context.report.linked["country"] += 1
        context.say(territories.country_triples(iso))
    return node


def region(nuts: str, context: Context) -> str:
    """The term of a region that there is, which is described the first time."""
    node = territories.region(nuts)
    if context.is_first_mention(node):
        context.report.linked["region" if len(nuts) > 2 else "country"] += 1
        context.say(territories.region_triples(nuts) or "")
    return node


def named_region(row: Row, means: str, iso: str, of: List) -> tuple[str, str]:
    """The NUTS code of a region that is given by name, and the name as given; '' where none is.

    Of several columns the first whose name is known decides.
    """
    given = [(name, column) for name, column in row.regions if column.field.means == means]
    for name, column in given:
        nuts = _nuts_of(name, iso, column)
        if nuts:
            return nuts, name
    if not given:
        return "", ""
    name, column = given[0]
    of.note(row.line, column.title, name, reasons.REGION_UNKNOWN)
    return "", name


def named_regions(row: Row, means: str, iso: str, of: List) -> list[str]:
    """The NUTS codes of all regions of a column that lists several; see named_region."""
    listed = [
        (name, column)
        for name, column in row.regions
        if column.field.means == means and column.field.delimiter
    ]
    if not listed:
        nuts, _ = named_region(row, means, iso, of)
        return [nuts] if nuts else []
    found = {name: _nuts_of(name, iso, column) for name, column in listed}
    for name, column in listed:
        if not found[name]:
            of.note(row.line, column.title, name, reasons.REGION_UNKNOWN)
    return [nuts for nuts in dict.fromkeys(found.values()) if nuts]


def _nuts_of(name: str, iso: str, column: Column) -> str:
    """The NUTS code of a region that is given by its name, or by the code itself."""
    if name in units():
        return name
    return (territories.nuts_of_name(name, iso, column.field.level) or "") if iso else ""


def territories_of(row: Row, of: List) -> tuple[tuple[str, ...], str]:
    """The territories in which an organisation sits, and its region as the list names it."""
    iso = row.texts.get("organisation.country", "")
    nuts = row.texts.get("organisation.nuts", "")
    iso = iso or iso_of(nuts[:2])
    found, name = named_region(row, "organisation.region", iso, of)
    nuts = nuts or found
    if len(nuts) > 2 and iso_of(nuts[:2]) != iso:
        of.reject(row.line, of.column("organisation.nuts"), nuts, reasons.NUTS_FOREIGN)
        nuts = ""
    terms = [country(iso, of.context)] if iso else []
    if len(nuts) > 2:
        terms.append(region(nuts, of.context))
    return tuple(terms), name


def point(row: Row, of: List) -> tuple[str, str] | None:
    """Latitude and longitude of an organisation."""
    latitude, longitude = (row.texts.get(f"organisation.{name}") for name in _DEGREES)
    if not latitude or not longitude:
        return None
    if abs(float(latitude)) <= 90 and abs(float(longitude)) <= 180:
        return latitude, longitude
    given = f"{latitude}, {longitude}"
    of.reject(row.line, of.column("organisation.latitude"), given, reasons.POINT_MALFORMED)
    return None


def worked_out(
    row: Row, organisation: str, known: Sequence[str], degrees: tuple[str, str] | None, of: List
) -> None:
    """Say in which region an organisation sits where postcode or coordinates tell and nothing else.

    A row that gives both a region of level 3 and a postcode teaches the gazetteer.
    """
    context = of.context
    iso = row.texts.get("organisation.country", "")
    postcode = row.texts.get("organisation.postcode", "")
    nuts = row.texts.get("organisation.nuts", "")
    if len(nuts) == 5 and iso and postcode:
        context.gazetteer.learn(iso, postcode, nuts)
    if len(known) > 1 or not iso or not (postcode or degrees):
        return
    at = (float(degrees[0]), float(degrees[1])) if degrees else None
    found = context.gazetteer.locate(iso, postcode, at)
    if found is None:
        return
    node = thing("inference", slug(f"{_name(organisation)} {found.nuts}"))
    if context.is_new(node, "inference"):
        reason = INFERENCE_REASONS[found.derived_from]
        found_region = region(found.nuts, context)
        context.say(located(organisation, found_region))
        context.say(inferred_place(node, organisation, found_region, reason))


def _name(node: str) -> str:
    return node.strip("<>").rpartition("/")[2]


_DEGREES: Final = ("latitude", "longitude")
