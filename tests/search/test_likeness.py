"""Which name was meant, what it is mended to, and when it is worth telling."""

from __future__ import annotations

import pytest

from clusteratlas.search.asking import Searcher
from clusteratlas.search.documents import Name
from clusteratlas.search.likeness import mended, says
from clusteratlas.search.wording import Wording


@pytest.mark.parametrize(
    ("typed", "name", "expected"),
    [
        ("lifescince krakow", "Klaster LifeScience Kraków", "LifeScience Kraków"),
        ("univeristy of ljubljana", "University of Ljubljana", "University of Ljubljana"),
        ("krakow", "Kraków", ""),
        ("qwxz kraow", "Kraków", "qwxz Kraków"),
        ("qwxz", "Kraków", ""),
    ],
)
def test_mended(typed: str, name: str, expected: str) -> None:
    assert mended(Wording.of(typed), Name(name, "", "name")) == expected


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("krak", "Klaster LifeScience Kraków", True),
        ("life science", "LifeScience Park", True),
        ("of university", "University Warsaw", True),
        ("hszpania", "Hiszpania", False),
        ("jagielloński", "Jagiellonian University", False),
    ],
)
def test_says(typed: str, text: str, *, expected: bool) -> None:
    assert says(Wording.of(typed), text) is expected


@pytest.mark.parametrize(
    ("typed", "language", "also"),
    [
        ("hszpania", "pl", "Hszpania"),
        ("espana", "en", "España"),
        ("espana", "es", ""),
        ("genopole", "en", ""),
        ("KLK", "en", "KLK"),
        ("PL21", "en", ""),
        ("unlocks innovation potential", "en", ""),
    ],
)
def test_name_that_is_told(searcher: Searcher, typed: str, language: str, also: str) -> None:
    hit = searcher.suggest(typed)[0]
    assert hit.found_by(hit.document.label(language)) == also
