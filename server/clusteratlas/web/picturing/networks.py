"""`/network`: who works with whom around a thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.collaboration import Asked, By, Collaboration, collaboration
from clusteratlas.entities.naming import Names
from clusteratlas.entities.surroundings import kind_of
from clusteratlas.pictures.network import Link, NetworkPicture, Node
from clusteratlas.web.address import href
from clusteratlas.web.picturing.asked import Years
from clusteratlas.web.picturing.figure import Picture
from clusteratlas.web.picturing.queries import network_query
from clusteratlas.web.picturing.wording import label, number, text, words

SIZES = ("100", "400", "1000", "3000")
_COLOURS = 5


@dataclass(frozen=True)
class AskedNetwork:
    """What the address asks for."""

    about: str
    by: By
    years: Years
    country: str
    size: str

    @property
    def arguments(self) -> dict[str, str]:
        """The arguments of the address that reproduces the network."""
        given = {
            "about": self.about, "by": self.by.value, "from": self.years.first,
            "to": self.years.last, "country": self.country, "size": self.size,
        }  # fmt: skip
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True)
class Network:
    """The picture, and the countries that its actors are in, with their numbers."""

    picture: Picture
    countries: Sequence[tuple[str, str, int]]


def network(engine: Engine, asked: AskedNetwork, page: int) -> Network:
    """The network that is asked for."""
    question = Asked(
        asked.about, asked.by, asked.years.first_day, asked.years.last_day, asked.country
    )
    found = collaboration(engine, question, int(asked.size))
    names = Names()
    names.want(asked.about, asked.country, *found.ends, *found.country_of.values())
    names.look_up(engine)
    in_country = Counter(found.country_of.values())
    in_country.pop("", None)
    own = found.country_of.get(asked.about, "")
    ranked = sorted(in_country.items(), key=lambda item: (item[0] != own, -item[1], item[0]))
    chart = _chart(asked, found, names, [country for country, _ in ranked])
    picture = Picture(
        chart,
        "/network",
        asked.arguments,
        network_query(question, kind_of(engine, asked.about), int(asked.size)),
        _notes(found),
        page,
    )
    countries = [(country, label(names, country), count) for country, count in ranked]
    return Network(picture, countries)


def _chart(
    asked: AskedNetwork, found: Collaboration, names: Names, countries: Sequence[str]
) -> NetworkPicture:
    name = label(names, asked.about)
    coloured = list(countries[:_COLOURS])
    kinds = [label(names, country) for country in coloured]
    if found.programmes:
        kinds = [text("pic_programmes"), *kinds[: _COLOURS - 1]]
        coloured = ["", *coloured[: _COLOURS - 1]]
    has_others = any(
        found.country_of.get(end, "") not in coloured or not found.country_of.get(end)
        for end in found.ends
        if end not in found.programmes
    )
    if has_others:
        kinds.append(text("pic_elsewhere"))

    def kind(end: str) -> int:
        if end in found.programmes:
            return 0
        country = found.country_of.get(end, "")
        return coloured.index(country) if country and country in coloured else len(coloured)

    ends = found.ends or [asked.about]
    nodes = [
        Node(
            end,
            label(names, end),
            min(kind(end), max(0, len(kinds) - 1)),
            href(end),
            _country_note(found, names, end),
            is_centre=end == asked.about,
        )
        for end in ends
    ]
    links = [Link(tie.source, tie.target, tie.projects) for tie in found.ties]
    described = words(text("pic_network_title", name=name), *_sentences(found, names))
    return NetworkPicture(
        "network", described, nodes, links, kinds, measured=text("pic_shared_projects"),
        most_links=int(asked.size),
    )  # fmt: skip


def _country_note(found: Collaboration, names: Names, end: str) -> str:
    country = found.country_of.get(end, "")
    return label(names, country) if country else ""


def _sentences(found: Collaboration, names: Names) -> Sequence[str]:
    sentences = [
        text(
            "pic_network_counts",
            actors=number(found.actors),
            projects=number(found.projects),
            links=number(found.found),
        )
    ]
    if found.ties:
        strongest = found.ties[0]
        sentences.append(
            text(
                "pic_network_strongest",
                one=label(names, strongest.source),
                other=label(names, strongest.target),
                projects=number(strongest.projects),
            )
        )
    return sentences


def _notes(found: Collaboration) -> Sequence[str]:
    notes = []
    if len(found.ties) < found.found:
        shown, total = number(len(found.ties)), number(found.found)
        notes.append(text("pic_network_strongest_only", shown=shown, total=total))
    if found.is_more:
        notes.append(text("pic_projects_bound", projects=number(found.projects)))
    return notes
