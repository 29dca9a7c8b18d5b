"""Answers are given again within a bound of bytes, and only from their version."""

from __future__ import annotations

import pytest

from clusteratlas.gateway.cache import AnswerCache, CachedAnswer


def answer(length: int) -> CachedAnswer:
    return CachedAnswer([(b"content-type", b"text/csv")], b"x" * length)


def test_an_answer_is_given_again() -> None:
    cache = AnswerCache(100_000)
    kept = answer(10)
    cache.put("v1", ("q",), kept)
    assert cache.get("v1", ("q",)) is kept
    assert cache.get("v1", ("other",)) is None


def test_a_version_knows_nothing_of_another() -> None:
    cache = AnswerCache(100_000)
    cache.put("v1", ("q",), answer(10))
    assert cache.get("v2", ("q",)) is None
    cache.put("v2", ("p",), answer(10))
    assert cache.get("v1", ("q",)) is None
    assert len(cache) == 1


def test_the_least_recently_used_goes_first() -> None:
    cache = AnswerCache(20 * answer(1000).size)
    for number in range(20):
        cache.put("v1", (number,), answer(1000))
    assert cache.get("v1", (0,)) is not None
    cache.put("v1", (20,), answer(1000))
    assert cache.get("v1", (0,)) is not None
    assert cache.get("v1", (1,)) is None


@pytest.mark.parametrize("sizes", [[10] * 500, [5000, 1] * 100, [12_000] * 10, [1_000_000]])
def test_the_bound_holds(sizes: list[int]) -> None:
    cache = AnswerCache(100_000)
    for number, size in enumerate(sizes):
        cache.put("v1", (number % 50,), answer(size))
        assert cache.bytes <= 100_000
        kept = [cache.get("v1", (key,)) for key in range(50)]
        assert cache.bytes == sum(one.size for one in kept if one is not None)


def test_the_questions_count_as_well() -> None:
    """A query of a megabyte with an answer of a line is a megabyte that is kept."""
    cache = AnswerCache(10_000)
    for number in range(100):
        cache.put("v1", ("POST", b"%d" % number * 500), answer(1))
    assert len(cache) < 15
    assert cache.bytes <= 10_000
