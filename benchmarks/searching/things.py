"""A version with any number of named things: organisations, and the projects that they are in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from generating import names
from pyoxigraph import RdfFormat, Store

from clusteratlas.terms import CA, ID, PREFIXES

_ORGANISATIONS = 0.6
"""The share of organisations among the things; the others are projects."""
_KINDS = ("HES", "REC", "PRC", "PRC", "PRC", "PUB", "OTH")
_RARE = 0.3
_AT_ONCE = 50_000
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_LABEL, _NAME = f"<{PREFIXES['skos']}prefLabel>", f"<{PREFIXES['foaf']}name>"
_SHORT, _CODE = f"<{PREFIXES['schema']}alternateName>", f"<{PREFIXES['dcterms']}identifier>"
_COUNTRIES = ("AT", "BE", "DE", "ES", "FR", "IT", "NL", "PL", "PT", "SE")
_REGIONS = 20
_PERIODS = 400
_PROGRAMMES = 12


def write_version(folder: Path, things: int, seed: int = 1) -> None:
    """Write a dataset of so many things, and as many participations, into `folder`."""
    store = Store(str(folder))
    block: list[str] = []
    for line in _lines(things, Random(seed)):
        block.append(line)
        if len(block) == _AT_ONCE:
            store.bulk_load("\n".join(block).encode(), RdfFormat.N_TRIPLES)
            block = []
    store.bulk_load("\n".join(block).encode(), RdfFormat.N_TRIPLES)
    store.flush()


def _lines(things: int, random: Random) -> Iterator[str]:
    yield from _around()
    organisations = int(things * _ORGANISATIONS)
    for number in range(organisations):
        yield from _organisation(random, number)
    for number in range(things - organisations):
        yield from _project(random, number, organisations)


def _around() -> Iterator[str]:
    for code in _COUNTRIES:
        country = _thing("country", code.lower())
        yield f"{country} {_TYPE} {_class('Country')} ."
        yield f'{country} {_LABEL} "Country {code}"@en .'
        for number in range(_REGIONS):
            region = _thing("region", f"{code.lower()}{number}")
            yield f"{region} {_TYPE} {_class('Region')} ."
            yield f'{region} {_LABEL} "Region {code} {number}"@en .'
            yield f"{region} <{PREFIXES['skos']}broader> {country} ."
    for number in range(_PROGRAMMES):
        yield f"{_thing('programme', number)} {_TYPE} {_class('Programme')} ."
        yield f'{_thing("programme", number)} {_LABEL} "Programme {number}"@en .'
    for number in range(_PERIODS):
        period, year = _thing("period", number), 2000 + number % 25
        yield f"{period} {_TYPE} {_class('Period')} ."
        yield f'{period} <{CA}earliestStart> "{year}-01-01" .'
        yield f'{period} <{CA}latestEnd> "{year + 1 + number // 100}-12-31" .'


def _organisation(random: Random, number: int) -> Iterator[str]:
    name = names.organisation(random, random.choice(_KINDS))
    if random.random() < _RARE:
        name = f"{names.place(random)}{names.place(random).lower()} {name}"
    country = random.choice(_COUNTRIES).lower()
    thing = _thing("organisation", number)
    yield f"{thing} {_TYPE} {_class('Organisation')} ."
    yield f'{thing} {_NAME} "{name}" .'
    yield f'{thing} {_SHORT} "{names.acronym(name)}{number % 97}" .'
    yield f'{thing} <{CA}pic> "{900_000_000 + number}" .'
    yield f"{thing} <{CA}locatedIn> {_thing('country', country)} ."
    yield f"{thing} <{CA}locatedIn> {_thing('region', f'{country}{random.randrange(_REGIONS)}')} ."


def _project(random: Random, number: int, organisations: int) -> Iterator[str]:
    title = " ".join(names.place(random) for _ in range(random.randint(4, 9)))
    thing = _thing("project", number)
    yield f"{thing} {_TYPE} {_class('Project')} ."
    yield f'{thing} {_LABEL} "{title}"@en .'
    yield f'{thing} {_NAME} "{names.acronym(title)[:8]}" .'
    yield f'{thing} {_CODE} "{100_000_000 + number}" .'
    yield f"{thing} <{CA}underProgramme> {_thing('programme', number % _PROGRAMMES)} ."
    yield f"{thing} <{CA}during> {_thing('period', number % _PERIODS)} ."
    for place in range(random.choice((1, 1, 2, 3, 5))):
        participation = _thing("participation", f"{number}-{place}")
        # A few take part in very much, most in one project.
        organisation = int(organisations * random.random() ** 3)
        yield f"{thing} <{CA}hasParticipation> {participation} ."
        yield f"{participation} <{CA}participant> {_thing('organisation', organisation)} ."


def _thing(kind: str, slug: object) -> str:
    return f"<{ID}{kind}/{slug}>"


def _class(name: str) -> str:
    return f"<{CA}{name}>"
