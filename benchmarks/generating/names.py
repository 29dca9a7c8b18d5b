"""Invented names and texts: syllables that were put together, in no language."""

from __future__ import annotations

from random import Random

_STARTS = (
    "Bra", "Ce", "Dol", "Fe", "Gra", "Hel", "Ju", "Ka", "Lo", "Mi", "Nor", "Ost", "Pe", "Que", "Ro",
    "Sa", "Tur", "Ur", "Ve", "Wil", "Ża", "Łu", "Ör", "É",
)  # fmt: skip
_MIDDLES = (
    "ba", "den", "for", "gi", "kel", "lan", "mo", "nar", "pi", "rus", "ser", "ta", "ven", "wi",
    "zo", "ño", "ště", "ską",
)  # fmt: skip
_ENDS = (
    "burg", "grad", "holm", "ica", "issa", "mont", "na", "ne", "ów", "polis", "sk", "stad", "tal",
    "ville", "wice", "øy", "ção", "heim",
)  # fmt: skip
_BODIES = {
    "HES": ("University of {}", "Universität {}", "Politechnika {}", "Università di {}"),
    "REC": ("Institute for {} Research", "Centre de recherche {}", "Instytut {}"),
    "PRC": ("{} GmbH", "{} SRL", "{} SP ZOO", "{} Limited", "{} AB", "{} & Filles SAS"),
    "PUB": ("City of {}", "Ministry of {}", "Gmina {}", "Region {}"),
    "OTH": ("{} Foundation", "Association {}", "Klaster {}", "{} e.V."),
}
_CONTENT = 120_000


def place(random: Random) -> str:
    """A name such as a town has."""
    middle = random.choice(_MIDDLES) if random.random() < 0.6 else ""
    return random.choice(_STARTS) + middle + random.choice(_ENDS)


def organisation(random: Random, kind: str, shouted: float = 0.4) -> str:
    """A name such as an organisation of that kind has; lists often have it all in capitals."""
    own = f"{place(random)} {place(random)}" if random.random() < 0.9 else place(random)
    name = random.choice(_BODIES[kind]).format(own)
    return name.upper() if random.random() < shouted else name


def acronym(name: str) -> str:
    """The first letters of the words of a name, and a bit more."""
    words = name.split()
    return "".join(word[: 2 if len(words) < 3 else 1] for word in words).upper()


class Prose:
    """Text of any length, cut out of one that is made once."""

    def __init__(self, random: Random) -> None:
        words: list[str] = []
        length = 0
        while length < _CONTENT:
            word = place(random).lower()
            words.append(f"{word}." if random.random() < 0.08 else word)
            length += len(words[-1]) + 1
        self._text = " ".join(words)

    def cut(self, random: Random, length: int) -> str:
        start = random.randrange(_CONTENT - length)
        return self._text[start : start + length].strip(" .").capitalize()
