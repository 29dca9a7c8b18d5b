"""A name of an organisation, read: its words by meaning, its legal form, what is proper to it."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from clusteratlas.identity.legal_forms import is_form, split_form
from clusteratlas.identity.places import place_or_word
from clusteratlas.identity.spelling import folded, sounded
from clusteratlas.identity.words import is_common, meanings

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARENTHESES: Final = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_LONGEST_ACRONYM: Final = 8
_PATRON: Final = re.compile(r" im(?:ienia)? .*?(?= we? |$)")


@dataclass(frozen=True, slots=True)
class Name:
    """`tokens` in order: meanings (`=university`) and proper words, without joining words.

    `words` are all words as they are written, folded, without legal form; `compact` is the same
    without spaces. `forms` are groups of legal forms.
    """

    tokens: tuple[str, ...]
    words: tuple[str, ...]
    forms: frozenset[str]

    @property
    def compact(self) -> str:
        """All words as one."""
        return "".join(self.words)

    @property
    def proper(self) -> tuple[str, ...]:
        """The tokens that are no common meanings."""
        return tuple(token for token in self.tokens if not is_common(token))


class Read(NamedTuple):
    """The names that a text gives: full ones, and what it has in parentheses."""

    names: tuple[Name, ...]
    asides: tuple[Name, ...]


def read_names(text: str) -> Read:
    """The name that a text gives, the one without a patron, and those in its parentheses.

    `Politechnika Krakowska im. Tadeusza Kościuszki` gives two names, `Byggvarubedömningen (BVB
    Service AB)` a name and an aside. Empty where nothing is left of the text.
    """
    inner = [folded(one or other) for one, other in _PARENTHESES.findall(text)]
    outer = folded(_PARENTHESES.sub(" ", text) if inner else text)
    asides = (aside for aside in inner if not is_form(tuple(aside.split())))
    return Read(_known((outer, _without_patron(outer))), _known(asides))


def _known(texts: Iterable[str]) -> tuple[Name, ...]:
    names = (read_name(text) for text in texts)
    return tuple(dict.fromkeys(name for name in names if name is not None))


@lru_cache(maxsize=1 << 16)
def read_name(text: str) -> Name | None:
    """A folded text, read."""
    # Names share most of their words: each word is kept once.
    words, forms = split_form(tuple(map(sys.intern, text.split())))
    words = _without_own_acronym(words)
    tokens: list[str] = []
    for word in words:
        tokens.extend(
            token if is_common(token) else place_or_word(sounded(token)) for token in meanings(word)
        )
    if not tokens:
        tokens = [sounded(word) for word in words]
    return Name(tuple(dict.fromkeys(tokens)), words, forms) if tokens else None


def initials(words: tuple[str, ...]) -> set[str]:
    """The acronyms that a name may have: of all its words, and of those that do not only join."""
    weighty = tuple(word for word in words if meanings(word))
    return {"".join(word[0] for word in part) for part in (words, weighty) if len(part) > 1}


def _without_patron(text: str) -> str:
    """A folded name without whom it honours (`im. …`); Polish institutions often leave that out."""
    return _PATRON.sub("", text)


def _without_own_acronym(words: tuple[str, ...]) -> tuple[str, ...]:
    """`KTH Kungliga Tekniska högskolan` without `KTH`."""
    for place in (0, -1):
        if len(words) < 3 or not 2 <= len(words[place]) <= _LONGEST_ACRONYM:
            continue
        rest = words[1:] if place == 0 else words[:-1]
        if words[place] in initials(rest):
            return rest
    return words
