"""What is left of names: letters of all scripts become small Latin ones."""

from __future__ import annotations

import pytest

from clusteratlas.search.folding import fold, identifier, pairs_of, squeezed, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Małopolska", "malopolska"),
        ("ŻÓŁĆ gęślą", "zolc gesla"),
        ("Ørsted A/S", "orsted a s"),
        ("Straße", "strasse"),
        ("L’Oréal", "loreal"),
        ("Bio-Region", "bio region"),
        ("R&D", "r and d"),
        ("Αττική", "attiki"),
        ("Ελλάδα", "ellada"),
        ("Югозападен", "yugozapaden"),
        ("България", "balgariya"),
        ("თბილისი", "tbilisi"),
        ("Երևան", "erevan"),
        ("北京", "beijing"),
        ("ﬁnance", "finance"),
        ("ＡＢＣ", "abc"),
        ("", ""),
        ("—", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("LifeScience Kraków", "lifescience krakow life science"),
        ("MedSilesia", "medsilesia med silesia"),
        ("USA GmbH", "usa gmbh"),
        ("McDonald", "mcdonald mc donald"),
        ("iPhone", "iphone"),
    ],
)
def test_words_of(name: str, words: str) -> None:
    assert words_of(name) == words.split()


def test_pairs_of() -> None:
    assert pairs_of(["life", "science", "park"]) == ["lifescience", "sciencepark"]


def test_squeezed() -> None:
    assert squeezed("Life-Science Kraków") == "lifesciencekrakow"


@pytest.mark.parametrize(
    ("text", "compared"),
    [("PL 21", "pl21"), ("H2020-EU.2.1.2.", "h2020eu212"), ("999 895 013", "999895013")],
)
def test_identifier(text: str, compared: str) -> None:
    assert identifier(text) == compared
