"""What a mapping says of every row, and how such a value is checked."""

from __future__ import annotations

from typing import Final

from clusteratlas.importers import territories
from clusteratlas.importers.classification import units
from clusteratlas.importers.mapping import codes, identifiers
from clusteratlas.importers.mapping.document import Node
from clusteratlas.importers.mapping.funds import FUNDS, code_of, is_period
from clusteratlas.importers.mapping.meanings import MEANINGS, NOTHING
from clusteratlas.terms import ID

_CLUSTER: Final = f"{ID}cluster/"


def constants(node: Node) -> dict[str, str]:
    """The constants, by meaning; a problem for each that cannot be."""
    names = {name for name, meaning in MEANINGS.items() if meaning.type == "string"} - {NOTHING}
    return {name: sound(name, value) for name, value in node.block(names).items()}


def sound(means: str, node: Node) -> str:
    """A value of a meaning, as the atlas has it; '' with a problem where it is none."""
    meaning = MEANINGS[means]
    if meaning.codes:
        what = meaning.codes.replace("-", " ")
        return node.choice(codes.of(meaning.codes), what)
    if means.endswith(".country"):
        return _country(node)
    if means.endswith(".nuts"):
        return _nuts(node)
    if means == "project.fund":
        return fund(node)
    value = node.text()
    if means == "project.funding-period" and value and not is_period(value):
        node.problem(f"“{value}” is no programming period: write it like 2014-2020.")
    if means == "cluster.address" and value:
        name = identifiers.cluster(value)
        if not name:
            node.problem(f"“{value}” is no address of a cluster: these begin with {_CLUSTER}.")
        return name
    return value


def fund(node: Node) -> str:
    """The Commission's code of a fund; '' with a problem where there is no such fund."""
    return code_of(node.text()) or node.choice(FUNDS, "fund")


def _country(node: Node) -> str:
    value = node.text()
    iso = territories.country_of(value) if value else ""
    if iso is None:
        node.problem(f"unknown country “{value}”: give its code (ISO 3166-1), such as PL.")
    return iso or ""


def _nuts(node: Node) -> str:
    value = node.text()
    if value and value not in units():
        node.problem(f"unknown NUTS code “{value}”.")
    return value
