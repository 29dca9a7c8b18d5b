"""The colours of the design can be told apart, in the light theme and in the dark (WCAG 2.2)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clusteratlas import web

TOKENS = Path(web.__file__ or "").parent / "client" / "styles" / "tokens.css"
THEMES = ("light", "dark")

TEXT, GRAPHIC = 4.5, 3.0
"""The least contrast of text (1.4.3, AA) and of what is no text (1.4.11)."""

_GROUNDS = ("ground", "panel", "raised")
PAIRS: list[tuple[str, str, float]] = [
    *((text, ground, TEXT) for text in ("ink", "quiet", "accent") for ground in _GROUNDS),
    *((word, f"{word}-ground", TEXT) for word in ("accent", "good", "caution", "bad")),
    *(("ink", f"{word}-ground", TEXT) for word in ("good", "caution", "bad")),
    ("on-accent", "accent", TEXT),
    ("ink", "water", TEXT),
    ("quiet", "water", TEXT),
    ("accent", "water", TEXT),
    ("ink", "land", TEXT),
    *(("edge", ground, GRAPHIC) for ground in _GROUNDS),
    *((f"series-{number}", "ground", GRAPHIC) for number in range(1, 7)),
    *((f"series-{number}", "raised", GRAPHIC) for number in range(1, 7)),
    ("series-1", "land", GRAPHIC),
    ("series-2", "land", GRAPHIC),
]


def _colours() -> dict[str, tuple[str, str]]:
    found = re.findall(
        r"--([\w-]+): light-dark\(#([0-9a-f]+), #([0-9a-f]+)\)", TOKENS.read_text(encoding="utf-8")
    )
    return {name: (light, dark) for name, light, dark in found}


def _luminance(colour: str) -> float:
    digits = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("upper", "ground", "least"), PAIRS, ids=[f"{upper}-on-{ground}" for upper, ground, _ in PAIRS]
)
def test_contrast(theme: str, upper: str, ground: str, least: float) -> None:
    colours = _colours()
    at = THEMES.index(theme)
    assert contrast(colours[upper][at], colours[ground][at]) >= least


def test_black_on_white_is_as_the_recommendation_has_it() -> None:
    assert contrast("000", "ffffff") == pytest.approx(21)
