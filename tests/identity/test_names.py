"""A name, read: legal forms, meanings, aside names."""

from __future__ import annotations

import pytest

from clusteratlas.identity.legal_forms import forms_conflict, split_form
from clusteratlas.identity.names import initials, read_names
from clusteratlas.identity.spelling import folded
from clusteratlas.identity.words import meanings

# A name, what is left of it, and a group of legal forms that it is of; '' for none.
FORMS = {
    "gmbh": ("BioCon Valley GmbH", "biocon valley", "limited"),
    "sp-z-oo": ("Adamed Sp. z o.o.", "adamed", "limited"),
    "sp-z-oo-spelled-out": (
        "ADAMED SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ",
        "adamed",
        "limited",
    ),
    "sp-z-oo-sp-k": ("Armapak sp. z o.o. sp. k.", "armapak", "partnership"),
    "within": ("Oczyszczalnia Sp. z o.o. w Kutnie", "oczyszczalnia w kutnie", "limited"),
    "sa": ("Comarch S.A.", "comarch", "stock"),
    "spa": ("Engineering S.p.A.", "engineering", "stock"),
    "ltd": ("Health Clusternet Limited", "health clusternet", "limited"),
    "oy": ("Teknologian tutkimuskeskus VTT Oy", "teknologian tutkimuskeskus vtt", "limited"),
    "ab": ("Clusterland Sweden AB", "clusterland sweden", "limited"),
    "leading": ("SIA Rīgas satiksme", "rigas satiksme", "limited"),
    "sc-before-srl": ("SC SIVECO ROMANIA SRL", "siveco romania", "limited"),
    "kg": ("Meotec GmbH & Co. KG", "meotec", "partnership"),
    "kft": ("Medtec Kft.", "medtec", "limited"),
    "sro": ("Honeywell, spol. s r.o.", "honeywell", "limited"),
    "doo": ("Pipistrel d.o.o.", "pipistrel", "limited"),
    "eood": ("Infra EOOD", "infra", "limited"),
    "as": ("Skoda Auto a.s.", "skoda auto", "stock"),
    "ev": ("CLIB2021 e.V.", "clib2021", "non-profit"),
    "only-a-form": ("GmbH", "gmbh", ""),
    "none": ("Uniwersytet Jagielloński", "uniwersytet jagiellonski", ""),
}
MEANINGS = {
    "uniwersytet": ("=university",),
    "universitetet": ("=university",),
    "panepistimio": ("=university",),
    "politechnika": ("=technical", "=university"),
    "universitatsklinikum": ("=university", "=hospital"),
    "forschungszentrum": ("=research", "=centre"),
    "linneuniversitetet": ("linne", "=university"),
    "universtiy": ("=university",),
    "gmina": ("=municipality",),
    "miasto": ("=city",),
    "of": (),
    "jagiellonski": ("jagiellonski",),
    # No meaning although they begin as one.
    "parker": ("parker",),
    "belgrade": ("belgrade",),
    "generali": ("generali",),
    "skogstekniska": ("skogstekniska",),
}
NAMES = {
    "without-own-acronym": ("KTH Kungliga Tekniska högskolan", ["=national =technical =college"]),
    "aside": ("Byggvarubedömningen (BVB Service AB)", ["bygvarubedomningen"]),
    "patron": (
        "Politechnika Krakowska im. Tadeusza Kościuszki",
        ["=technical =university krakow tadeusza kosciuszki", "=technical =university krakow"],
    ),
    "patron-then-place": (
        "Szpital im. Jana Pawła II w Bełchatowie",
        ["=hospital john paul i belchatowie", "=hospital belchatowie"],
    ),
    "nothing": ("???", []),
}


@pytest.mark.parametrize(("text", "left", "group"), FORMS.values(), ids=FORMS)
def test_legal_forms(text: str, left: str, group: str) -> None:
    split = split_form(tuple(folded(text).split()))
    assert " ".join(split.words) == left
    assert group in split.forms if group else not split.forms


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        pytest.param({"limited"}, {"stock"}, True, id="limited-and-stock"),
        pytest.param({"limited"}, {"limited", "stock"}, False, id="one-in-common"),
        pytest.param({"limited"}, set(), False, id="one-has-none"),
    ],
)
def test_conflict_of_forms(one: set[str], other: set[str], conflict: bool) -> None:
    assert forms_conflict(frozenset(one), frozenset(other)) is conflict


@pytest.mark.parametrize(("word", "expected"), MEANINGS.items(), ids=MEANINGS)
def test_meanings(word: str, expected: tuple[str, ...]) -> None:
    assert meanings(word) == expected


@pytest.mark.parametrize(("text", "expected"), NAMES.values(), ids=NAMES)
def test_names(text: str, expected: list[str]) -> None:
    assert [" ".join(name.tokens) for name in read_names(text).names] == expected


def test_parentheses_are_an_aside() -> None:
    (aside,) = read_names("Byggvarubedömningen (BVB Service AB)").asides
    assert aside.words == ("bvb", "service")


@pytest.mark.parametrize(
    "text",
    [
        "TIWAH UG (HAFTUNGSBESCHRAENKT)",
        "TIWAH UG (haftungsbeschränkt)",
        "Tiwah Unternehmergesellschaft(haftungsbeschränkt)",
        "Tiwah (GmbH)",
    ],
)
def test_a_legal_form_in_parentheses_is_no_name(text: str) -> None:
    assert [name.words for name in read_names(text).names] == [("tiwah",)]
    assert not read_names(text).asides


def test_initials_are_of_all_words_and_of_the_weighty_ones() -> None:
    words = ("centre", "national", "de", "la", "recherche", "scientifique")
    assert initials(words) == {"cndlrs", "cnrs"}
