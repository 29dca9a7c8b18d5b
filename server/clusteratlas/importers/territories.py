"""Countries and regions as importers mention them: found by code or name, and described.

Every importer takes the description of a country or region from here, so that each graph stands on
its own and all say the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

from babel import Locale
from babel.core import get_global

from clusteratlas.importers.classification import Unit, iso_of, nuts_of, units
from clusteratlas.importers.ntriples import TYPE, integer, term, text, thing, typed

LANGUAGES: Final = ("en", "pl")
"""The languages in which countries are named."""

_LOCALES: Final = (
    *LANGUAGES,
    *("bg", "bs", "cs", "da", "de", "el", "es", "et", "fi", "fr", "ga", "hr", "hu", "is", "it"),
    *("lt", "lv", "mk", "mt", "nb", "nl", "pt", "ro", "sk", "sl", "sq", "sr", "sv", "tr", "uk"),
)
"""The languages in which names of countries are understood; where two differ, the first counts."""
_NO_COUNTRIES: Final = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)
"""Two-letter codes that are reserved, or stand for groups of countries or for none."""
_OTHER_NAMES: Final = MappingProxyType(
    {
        "brunei darussalam": "BN",
        "cabo verde": "CV",
        "cote d ivoire": "CI",
        "czech republic": "CZ",
        "england": "GB",
        "former yugoslav republic of macedonia": "MK",
        "fyrom": "MK",
        "great britain": "GB",
        "hellas": "GR",
        "holland": "NL",
        "hong kong": "HK",
        "iran islamic republic of": "IR",
        "ivory coast": "CI",
        "korea": "KR",
        "korea republic of": "KR",
        "kosovo under unscr 1244 99": "XK",
        "macedonia": "MK",
        "moldova republic of": "MD",
        "niderlandy": "NL",
        "northern ireland": "GB",
        "palestine": "PS",
        "republic of ireland": "IE",
        "republic of korea": "KR",
        "republic of moldova": "MD",
        "republic of serbia": "RS",
        "republika czeska": "CZ",
        "russian federation": "RU",
        "scotland": "GB",
        "slovak republic": "SK",
        "swaziland": "SZ",
        "tanzania united republic of": "TZ",
        "the former yugoslav republic of macedonia": "MK",
        "the netherlands": "NL",
        "turkey": "TR",
        "united kingdom of great britain and northern ireland": "GB",
        "united states of america": "US",
        "usa": "US",
        "viet nam": "VN",
        "wales": "GB",
        "zjednoczone krolestwo": "GB",
    }
)
"""Names that lists use and that are in no locale's data, folded."""
_GENERIC: Final = frozenset(
    [
        "and", "apskritis", "arr", "county", "e", "et", "fylke", "i", "judet", "kraj", "kreis",
        "kreisfreie", "lan", "land", "landkreis", "landsdel", "maakond", "med", "megye",
        "miasto", "och", "og", "oblast", "prov", "province", "provincia", "region", "regija",
        "regione", "regioni", "stadt", "und", "wojewodztwo", "y", "zupanija",
    ]
)  # fmt: skip
"""Words that say what sort of region it is, or join two names, and that lists leave out."""
# What loses its diacritic by decomposition keeps its letter; these have none to lose.
_LETTERS: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_NO_WORD: Final = re.compile(r"[\W_]+")
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)")

_COUNTRY: Final = term("ca", "Country")
_REGION: Final = term("ca", "Region")
_COUNTRY_CODE: Final = term("ca", "countryCode")
_NUTS_CODE: Final = term("ca", "nutsCode")
_NUTS_EDITION: Final = term("ca", "nutsEdition")
_NUTS_LEVEL: Final = term("ca", "nutsLevel")
_NAME: Final = term("foaf", "name")
_PREFERRED: Final = term("skos", "prefLabel")
_OTHER: Final = term("skos", "altLabel")
_BROADER: Final = term("skos", "broader")
_REPLACES: Final = term("dcterms", "replaces")
_REPLACED_BY: Final = term("dcterms", "isReplacedBy")


def country(iso: str) -> str:
    """The term of a country by its ISO 3166-1 alpha-2 code."""
    return thing("country", iso.lower())


def region(code: str) -> str:
    """The term of the region of a NUTS code; of the country, where the code is of level 0."""
    return country(iso_of(code)) if len(code) == 2 else thing("region", f"nuts-{code.lower()}")


@cache
def country_of(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country that is given by a code or a name.

    Codes of two or three letters are taken, those of NUTS too (EL, UK), and names in the languages
    of Europe. Kosovo is XK. None where it is not known.
    """
    given = fold(name)
    if len(given) == 2:
        iso = iso_of(given.upper())
        return iso if iso in _named("en") else None
    if len(given) == 3 and given.upper() in get_global("territory_aliases"):
        found = get_global("territory_aliases")[given.upper()]
        return found[0] if len(found) == 1 else None
    return _OTHER_NAMES.get(given) or _countries().get(given)


@cache
def country_triples(iso: str) -> str:
    """What is said of a country, as N-Triples. Raises KeyError where the code is none."""
    node = country(iso)
    lines = [f"{node} {TYPE} {_COUNTRY} .\n", f"{node} {_COUNTRY_CODE} {text(iso)} .\n"]
    for language in LANGUAGES:
        label = text(_named(language)[iso].replace(" & ", " and "), language)
        lines.append(f"{node} {_PREFERRED} {label} .\n")
    unit = units().get(nuts_of(iso))
    return "".join([*lines, *(_coded(unit) if unit else ())])


@cache
def region_triples(code: str) -> str | None:
    """What is said of a region and all that it lies in, up to the country, as N-Triples.

    None where no edition that is known has the code.
    """
    unit = units().get(code)
    if unit is None:
        return None
    above = region_triples(unit.parent) if unit.parent else ""
    return unit_triples(code) + (above or "")


def unit_triples(code: str) -> str:
    """What is said of a region alone, or of a country, by its NUTS code, as N-Triples."""
    unit = units()[code]
    if not unit.level:
        return country_triples(unit.country)
    node = region(code)
    lines = [
        f"{node} {TYPE} {_REGION} .\n",
        *_coded(unit),
        f"{node} {_NAME} {text(unit.name)} .\n",
        f"{node} {_BROADER} {region(unit.parent)} .\n",
    ]
    if unit.native:
        lines.append(f"{node} {_OTHER} {text(unit.native, unit.language)} .\n")
    return "".join(lines)


def change_triples(code: str) -> str:
    """What took the place of a region, and whose place it took, as N-Triples; often nothing."""
    unit = units()[code]
    pairs = [(_REPLACED_BY, unit.replaced_by), (_REPLACES, unit.replaces)]
    return "".join(
        f"{region(code)} {change} {region(other)} .\n"
        for change, others in pairs
        for other in others
    )


@cache
def nuts_of_name(name: str, iso: str, level: int | None = None) -> str | None:
    """The NUTS code of a region of a country that is given by its name.

    None where the name is not known or means more than one region: see nuts_candidates. Where a
    region and the larger one that holds nothing else have one name, the smaller is taken.
    """
    found = nuts_candidates(name, iso, level)
    if not found:
        return None
    smallest = max(found, key=len)
    same_ground = all(smallest.startswith(code) and _is_alone(smallest, code) for code in found)
    return smallest if same_ground else None


def nuts_candidates(name: str, iso: str, level: int | None = None) -> tuple[str, ...]:
    """The codes of all regions of a country that a name may mean, those of NUTS 2024 if any."""
    exact, loose = _regions(iso)
    folded = fold(name)
    named = exact.get(folded) or loose.get(_core(folded)) or ()
    found = [units()[code] for code in named if level in {None, len(code) - 2}]
    newest = max((unit.editions[-1] for unit in found), default=0)
    return tuple(unit.code for unit in found if newest in unit.editions)


def fold(name: str) -> str:
    """A name for comparing: small letters without diacritics, words parted by one space."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_NO_WORD.sub(" ", letters).split())


def _core(folded: str) -> str:
    """A folded name without words that say nothing, and without the genitive of Swedish."""
    words = [word for word in folded.split() if word not in _GENERIC]
    if "lan" in folded.split():
        words = [word.removesuffix("s") for word in words]
    return " ".join(words)


def _coded(unit: Unit) -> Iterator[str]:
    node = region(unit.code)
    yield f"{node} {_NUTS_CODE} {text(unit.code)} .\n"
    yield f"{node} {_NUTS_LEVEL} {integer(unit.level)} .\n"
    for edition in unit.editions:
        yield f"{node} {_NUTS_EDITION} {typed(str(edition), 'gYear')} .\n"


@cache
def _named(language: str) -> Mapping[str, str]:
    """The names of all countries in a language, by ISO code."""
    return {
        code: name
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code not in _NO_COUNTRIES
    }


@cache
def _countries() -> Mapping[str, str]:
    """The ISO codes of all countries, by folded name."""
    known = dict[str, str]()
    for language in _LOCALES:
        for iso, name in _named(language).items():
            if iso in _named("en"):
                known.setdefault(fold(name.replace("&", " and ")), iso)
    return known


@cache
def _regions(iso: str) -> tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]:
    """The codes of a country's regions by folded name, and by what is left of the name."""
    exact, loose = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for unit in units().values():
        if unit.country == iso and unit.level and not unit.is_extra_regio:
            for name in _names(unit):
                exact[fold(name)].add(unit.code)
                loose[_core(fold(name))].add(unit.code)
    return _sorted(exact), _sorted(loose)


def _sorted(found: Mapping[str, set[str]]) -> Mapping[str, Sequence[str]]:
    return {name: sorted(codes) for name, codes in found.items()}


def _names(unit: Unit) -> Iterator[str]:
    """All that a unit is called: as a whole, in each language, without what tells it apart."""
    for name in filter(None, (unit.name, unit.native)):
        yield name
        yield _IN_BRACKETS.sub(" ", name)
        yield from name.split("/")


def _is_alone(code: str, above: str) -> bool:
    """Whether the region `above` holds the ground of `code` and no other of its level."""
    editions = set(units()[code].editions)
    return not any(
        len(other) == len(code)
        and other.startswith(above)
        and other != code
        and not unit.is_extra_regio
        and not editions.isdisjoint(unit.editions)
        for other, unit in units().items()
    )
