"""Clusters of a list, and their members."""

from __future__ import annotations

from clusteratlas.importers.mapping import days, places, reasons
from clusteratlas.importers.mapping.context import List, key
from clusteratlas.importers.mapping.said import Row
from clusteratlas.importers.ntriples import thing
from clusteratlas.importers.statements import cluster, during, membership, stated


def say(row: Row, organisation: str, passage: str, of: List) -> None:
    """Say what a row tells of a cluster, and that `organisation` (where not '') is a member."""
    node = _cluster(row, passage, of)
    if not node:
        given = row.texts.get("organisation.name", "")
        of.reject(row.line, of.column("cluster.name"), given, reasons.NO_CLUSTER)
    elif organisation:
        _membership(row, node, organisation, passage, of)


def _cluster(row: Row, passage: str, of: List) -> str:
    address, name = row.texts.get("cluster.address"), row.texts.get("cluster.name", "")
    if not address and not name:
        return ""
    node = thing("cluster", address or f"{of.context.graph}-{key(name)}")
    language = next(
        (given.language for given in of.mapping.fields if given.means == "cluster.name"), "en"
    )
    iso = row.texts.get("cluster.country", "")
    nuts = row.texts.get("cluster.nuts", "")
    if not nuts:
        nuts, _ = places.named_region(row, "cluster.region", iso, of)
    located_in = [places.country(iso, of.context)] if iso else []
    located_in += [places.region(nuts, of.context)] if nuts else []
    if name:
        of.context.is_new(node, "cluster")
    elif of.context.is_first_mention(node):
        of.context.report.linked["cluster"] += 1
    homepage = row.texts.get("cluster.homepage", "")
    of.context.say(cluster(node, name, language, located_in, homepage, row.sectors))
    if name:
        of.context.say(stated(node, passage))
    return node


def _membership(row: Row, node: str, organisation: str, passage: str, of: List) -> None:
    name = "-".join(term.strip("<>").rpartition("/")[2] for term in (organisation, node))
    part = thing("membership", name)
    if not of.context.is_new(part, "membership"):
        given = row.texts.get("organisation.name", "")
        of.note(row.line, of.column("organisation.name"), given, reasons.MEMBER_AGAIN)
    level = row.texts.get("membership.level", "")
    of.context.say(membership(part, organisation, node, passage, level))
    start, end = row.texts.get("membership.start", ""), row.texts.get("membership.end", "")
    if days.is_before(end, start):
        of.reject(row.line, of.column("membership.end"), end, reasons.END_BEFORE_START)
        end = ""
    if start or end:
        span, described = days.period(start, end)
        of.context.say(described + during(part, span))
