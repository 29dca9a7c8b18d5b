"""Blocking: of all pairs of records those few that may be one thing.

Two records are compared when they share a key: a rare word, two words, all words, the first letters
of all words. A key is the skeleton of a word, so that misspelled words share it too.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

from clusteratlas.identity.names import initials
from clusteratlas.identity.spelling import skeleton
from clusteratlas.identity.words import is_common

if TYPE_CHECKING:
    from clusteratlas.identity.names import Name
    from clusteratlas.identity.rarity import Rarity
    from clusteratlas.identity.scoring import Reading

_WORDS_ALONE: Final = 3
_WORDS_PAIRED: Final = 4
_LEAST_WEIGHT: Final = 5.0
"""Of a word that is a key alone."""
_LARGEST_BLOCK: Final = 60
_WINDOW: Final = 8
_MOST_WORDS_OF_ACRONYM: Final = 12
_INDEX_BITS: Final = 24


def candidates(readings: Sequence[Reading], rarity: Rarity) -> Iterator[tuple[int, int]]:
    """Pairs of places in `readings` that are worth comparing, each once, the lower place first.

    Pairs of records that are known to be in different countries are none; nor, unless their names
    have all words in common, those that have different numbers of one register. Of a block that is
    too large, neighbours in the order of place and name are taken: its other keys find the rest.
    """
    blocks, blocks_of = _blocks(readings, rarity)
    registered = [dict(reading.record.identifiers) for reading in readings]
    for first, own in enumerate(blocks_of):
        country = readings[first].record.country
        close: set[int] = set()
        near: set[int] = set()
        for number in own:
            block = blocks[number]
            (close if block.is_exact else near).update(_partners(block.members, first))
        for second in sorted(near | close):
            other = readings[second].record.country
            if country and other and country != other:
                continue
            if second in close or not _contradict(registered[first], registered[second]):
                yield first, second


def _contradict(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether two records have different numbers of one register."""
    return any(scheme in other and other[scheme] != value for scheme, value in one.items())


class _Block(NamedTuple):
    """Readings that share a key, by their places; `is_exact` where it is all of a name."""

    members: array[int]
    is_exact: bool


def _blocks(readings: Sequence[Reading], rarity: Rarity) -> tuple[list[_Block], list[array[int]]]:
    """The blocks, and those of each reading."""
    entries = array("Q")
    for index, reading in enumerate(readings):
        entries.extend(key << _INDEX_BITS | index for key in _keys(reading, rarity))
    blocks: list[_Block] = []
    blocks_of = [array("I") for _ in readings]
    members = array("I")
    current = -1
    for entry in (*sorted(entries), -1):
        if entry >> _INDEX_BITS != current:
            if len(members) > 1:
                for member in members:
                    blocks_of[member].append(len(blocks))
                blocks.append(_Block(_ordered(members, readings), bool(current & 1)))
            members, current = array("I"), entry >> _INDEX_BITS
        if entry >= 0:
            members.append(entry & (1 << _INDEX_BITS) - 1)
    return blocks, blocks_of


def _ordered(members: array[int], readings: Sequence[Reading]) -> array[int]:
    """The members of a block, those of a large one in the order of place and name."""
    if len(members) <= _LARGEST_BLOCK:
        return members
    return array("I", sorted(members, key=lambda index: (_order(readings[index]), index)))


def _order(reading: Reading) -> tuple[str, list[str], str]:
    compact = reading.names[0].compact if reading.names else ""
    return reading.record.country, sorted(reading.places), compact


def _partners(block: array[int], first: int) -> Iterator[int]:
    """The later readings of a block that `first` is compared with."""
    if len(block) > _LARGEST_BLOCK:
        place = block.index(first)
        near = block[max(place - _WINDOW, 0) : place + _WINDOW + 1]
    else:
        near = block
    return (second for second in near if second > first)


def _keys(reading: Reading, rarity: Rarity) -> set[int]:
    """The keys of a reading as numbers; those of whole names are odd."""
    keys: set[int] = set()
    for name in (*reading.names, *reading.short_names):
        keys.update(crc32(key.encode()) << 1 | 1 for key in _whole_keys(name))
        keys.update(crc32(key.encode()) << 1 for key in _part_keys(name, rarity))
    return keys


def _whole_keys(name: Name) -> Iterator[str]:
    yield "all " + " ".join(sorted(map(_key, name.tokens)))
    yield "written " + skeleton(name.compact)


def _part_keys(name: Name, rarity: Rarity) -> Iterator[str]:
    by_weight = sorted(
        name.tokens, key=lambda token: (0.0 if is_common(token) else -rarity.weigh(token), token)
    )
    for token in by_weight[:_WORDS_ALONE]:
        if not is_common(token) and rarity.weigh(token) >= _LEAST_WEIGHT:
            yield "word " + skeleton(token)
    for pair in combinations(by_weight[:_WORDS_PAIRED], 2):
        yield "words " + " ".join(sorted(map(_key, pair)))
    if len(name.words) == 1:
        yield "letters " + name.words[0]
    elif 2 < len(name.words) <= _MOST_WORDS_OF_ACRONYM:
        yield from (f"letters {acronym}" for acronym in initials(name.words) if len(acronym) > 2)


def _key(token: str) -> str:
    return token if is_common(token) else skeleton(token)
