"""From what someone typed to what the index is asked: in tiers, from exact to approximate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from tantivy import Occur, Query, Searcher

from clusteratlas.search.folding import fold, identifier, squeezed
from clusteratlas.search.index import (
    IDENTIFIERS,
    PAIRS,
    SCHEMA,
    SHORT,
    STARTS,
    WHOLE,
    WORDS,
)

MOST_WORDS: Final = 12
_MOST_LETTERS: Final = 200
_ONE_ERROR: Final = 4
_TWO_ERRORS: Final = 8
"""Letters from which so many errors are put up with."""
_SHORTEST_PART: Final = 3
_KNOWN: Final = 3
"""A word that fewer names have may itself be an error."""
_LETTERS_OF_NUMBERS: Final = 3

# Words that names have in one place and lack in another; alone they are looked for like others.
_SLIGHT: Final = frozenset(
    """a an and at for from in of on the to
    do i na o od oraz w we z za ze
    das der des die e et fur im per pour und van von y
    al d da de del della di dla du el en l la las le les los""".split()  # noqa: SIM905
)


class Tier(IntEnum):
    """How well a thing fits. The factors are further apart than any two weights."""

    SOME = 1
    """Some of the words, with errors."""
    NEAR = 20
    """All words, with errors, or joined or split otherwise."""
    BEGINS = 400
    """All words, the last one begun."""
    ALL = 8_000
    """All words."""
    WHOLE = 160_000
    """A whole name, or an identifier."""

    @classmethod
    def of(cls, score: float) -> Tier:
        """The tier of a thing that was found with `score`."""
        return next((tier for tier in sorted(cls, reverse=True) if score >= tier), cls.SOME)


@dataclass(frozen=True)
class Wording:
    """What someone typed, folded. `is_typing`: the last word may be only its beginning."""

    text: str
    words: Sequence[str]

    @classmethod
    def of(cls, text: str) -> Wording:
        """What `text` asks for; its first words where it is a long one."""
        short = text[:_MOST_LETTERS].strip()
        return cls(short, tuple(fold(short).split()[:MOST_WORDS]))

    @property
    def needed(self) -> Sequence[str]:
        """The words without those that names often lack; all where there is nothing else."""
        return [word for word in self.words if word not in _SLIGHT] or self.words

    def strict(self) -> list[Query]:
        """What finds the names without errors: one query for each tier."""
        exact = [_term(WHOLE, squeezed(self.text)), _term(IDENTIFIERS, identifier(self.text))]
        *before, last = self.needed
        begins = [_all([*map(_word, before), _begun(last)])]
        if _has_digit(self.text) and len(identifier(self.text)) >= _LETTERS_OF_NUMBERS:
            begins.append(_begins(IDENTIFIERS, identifier(self.text)))
        tiers = [_tier(Tier.WHOLE, exact), _tier(Tier.BEGINS, begins)]
        if len(last) > SHORT:
            # Two letters are rather the beginning of a word than one.
            tiers.append(_tier(Tier.ALL, [_all(map(_word, words)) for words in self._joined()]))
        return tiers

    def near(self, searcher: Searcher) -> Query:
        """What finds them with errors in the words: in those that no name has, or else in any."""
        strange = {word for word in self.needed if searcher.doc_freq(WORDS, word) < _KNOWN}
        doubtful = strange or set(self.needed)
        found = [
            _all(
                _nearly(searcher, word) if word in doubtful else _begun(word)
                for word in self.needed
            )
        ]
        found += [
            _all(_word(word) if word in self.needed else _like(WORDS, word, 1) for word in words)
            for words in self._joined()[1:]
            if not strange.isdisjoint(set(self.needed) - set(words))
        ]
        return _tier(Tier.NEAR, found)

    def some(self, searcher: Searcher) -> Query:
        """What finds things that lack some of the words."""
        likely = [(Occur.Should, _nearly(searcher, word)) for word in self.needed]
        least = max(1, len(likely) // 2)
        found = Query.boolean_query(likely, minimum_number_should_match=least)
        return _tier(Tier.SOME, [found])

    def _joined(self) -> list[Sequence[str]]:
        """The words, and the words with two neighbours as one."""
        words = list(self.words)
        joined = [
            [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]
            for at in range(len(words) - 1)
        ]
        return [self.needed, *joined]


def closest(queries: Iterable[Query]) -> Query:
    """What any of the tiers finds, each thing by its best."""
    return Query.disjunction_max_query(list(queries))


def _tier(tier: Tier, queries: Sequence[Query]) -> Query:
    return Query.const_score_query(_any(queries), float(tier))


def _any(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _all(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _term(field: str, text: str) -> Query:
    return Query.term_query(SCHEMA, field, text, index_option="basic")


def _word(word: str) -> Query:
    return _any([_term(WORDS, word), _term(PAIRS, word)])


def _begun(word: str) -> Query:
    return _any([_begins(WORDS, word), _term(PAIRS, word)])


def _begins(field: str, word: str) -> Query:
    if field == WORDS and len(word) <= SHORT:
        return _term(STARTS, word)
    return Query.fuzzy_term_query(SCHEMA, field, word, distance=0, prefix=True)


def _nearly(searcher: Searcher, word: str) -> Query:
    """A word with errors, begun, or written as two."""
    found = [_nearly_whole(word), _begins(WORDS, word)]
    if len(word) > _ONE_ERROR and not _has_digit(word):
        found.append(Query.fuzzy_term_query(SCHEMA, WORDS, word, distance=1, prefix=True))
    if not searcher.doc_freq(WORDS, word):
        found += [_all([_term(WORDS, first), _term(WORDS, second)])
                  for first, second in _parts(searcher, word)]  # fmt: skip
    return _any(found)


def _nearly_whole(word: str) -> Query:
    errors = 0 if _has_digit(word) else (len(word) >= _ONE_ERROR) + (len(word) >= _TWO_ERRORS)
    if not errors:
        return _word(word)
    pairs = _like(PAIRS, word, 1) if errors > 1 else _term(PAIRS, word)
    return _any([_like(WORDS, word, errors), pairs])


def _like(field: str, word: str, errors: int) -> Query:
    return Query.fuzzy_term_query(SCHEMA, field, word, distance=errors)


def _parts(searcher: Searcher, word: str) -> list[tuple[str, str]]:
    """The ways in which a word is two words that there are."""
    cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    return [
        (word[:cut], word[cut:])
        for cut in cuts
        if searcher.doc_freq(WORDS, word[:cut]) and searcher.doc_freq(WORDS, word[cut:])
    ]


def _has_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text)
