"""What is left of a text when case, diacritics, script and encoding do not count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.identity.places import locality
from clusteratlas.identity.spelling import folded, skeleton, sounded

FOLDED = {
    "case": ("UNIWERSYTET Jagielloński", "uniwersytet jagiellonski"),
    "letters-without-decomposition": ("Łódź, Tromsø, Đuro, Straße", "lodz tromso duro strasse"),
    "dotless-i": ("Işık", "isik"),
    "greek": ("Πανεπιστήμιο Αθηνών", "panepistimio athinon"),
    "greek-digraph": ("Ευρώπη", "evropi"),
    "cyrillic": ("Технически университет", "tehnicheski universitet"),
    "ukrainian": ("Львівська політехніка", "lvivska politehnika"),
    "entity": ("Universit&eacute; &amp; Co", "universite and co"),
    "entity-twice": ("Johnson &amp;amp; Matthey", "johnson and matthey"),
    "ampersand": ("Bang & Olufsen", "bang and olufsen"),
    "mojibake": ("UniversitÃ¤t Bremen", "universitat bremen"),
    "lost-letter": ("Universit\ufffd Paris", "universit paris"),
    "apostrophes": ("L’Oréal, l'Eau", "loreal leau"),
    "soft-hyphen": ("Inno\u00advation", "innovation"),
    "nothing-left": ("—!", ""),
    "other-scripts": ("東京", ""),
}
SAME_SOUND = {
    "umlaut": ("universitaet", "universitat"),
    "o-umlaut": ("goeteborg", "goteborg"),
    "ring": ("aarhus", "arhus"),
    "doubled": ("offenen", "ofenen"),
}
SAME_SKELETON = {
    "vowels": ("genopole", "genopol"),
    "ph": ("photonik", "fotonik"),
    "w": ("warschau", "varschau"),
    "c-and-k": ("cracow", "krakov"),
}
LOCALITIES = {
    "cedex": ("PARIS CEDEX 05", "paris"),
    "postal-district": ("Aarhus C", "arhus"),
    "number": ("1010 Wien", "viena"),
    "exonym": ("Cracow", "krakow"),
    "greek": ("Αθήνα", "athens"),
    "unknown": ("Zielonki", "zielonki"),
}


@pytest.mark.parametrize(("text", "expected"), FOLDED.values(), ids=FOLDED)
def test_folded(text: str, expected: str) -> None:
    assert folded(text) == expected


@pytest.mark.parametrize(("one", "other"), SAME_SOUND.values(), ids=SAME_SOUND)
def test_words_that_sound_alike(one: str, other: str) -> None:
    assert sounded(one) == sounded(other)


@pytest.mark.parametrize(("one", "other"), SAME_SKELETON.values(), ids=SAME_SKELETON)
def test_misspellings_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_different_words_have_different_skeletons() -> None:
    words = ["siemens", "bosch", "thales", "krakow", "gdansk", "2014", "a", "io"]
    assert len({skeleton(word) for word in words}) == len(words)


@pytest.mark.parametrize(("text", "expected"), LOCALITIES.values(), ids=LOCALITIES)
def test_localities(text: str, expected: str) -> None:
    assert locality(text) == sounded(expected)


@given(st.text(max_size=60))
def test_what_is_folded_stays(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert not set(once) - set("abcdefghijklmnopqrstuvwxyz0123456789 ")
