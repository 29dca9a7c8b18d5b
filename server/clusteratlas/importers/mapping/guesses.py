"""What the columns of a list seem to mean, by their titles and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from clusteratlas.importers import territories
from clusteratlas.importers.classification import units
from clusteratlas.importers.mapping import codes, days
from clusteratlas.importers.mapping.funds import code_of
from clusteratlas.importers.mapping.meanings import FUNDING, MEANINGS, NOTHING
from clusteratlas.importers.mapping.model import is_amount
from clusteratlas.importers.mapping.vocabulary import AT_WORK, MEANT, SORTS, weight
from clusteratlas.importers.tables import numbers

_LEAST: Final = 2
_ABOUT: Final[frozenset[str]] = frozenset(["project.title", "organisation.name", "cluster.name"])
_ELSE: Final = ("organisation", "cluster")
"""Of what else a place, a number or an address may be."""
_ORDER: Final = {means: number for number, means in enumerate(MEANT)}
_SURE: Final = 9
_DAYS: Final = frozenset(["project.start", "project.end", "membership.start"])
_NUMBERED: Final = frozenset(
    [
        "organisation.identifier", "organisation.pic", "organisation.postcode",
        "organisation.sme", "organisation.vat", "project.call", "project.identifier",
        "project.subject",
    ]
)  # fmt: skip
"""Texts that may be written in digits alone."""
_OF_SOMEBODY: Final = re.compile(r"\b(?:benef|begunst|organ|partner|member|mitgl|czlon)")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+")
_DIGITS: Final = re.compile(r"[0-9]+(?:\.0)?")


class Sample(NamedTuple):
    """A column, and the values of its first rows that are not empty."""

    title: str
    values: Sequence[str]

    @property
    def words(self) -> list[str]:
        """The words of the title, folded."""
        return territories.fold(self.title.replace("_", " ")).split()


def meanings(columns: Sequence[Sample]) -> list[str]:
    """A guess for each column; `nothing` where there is none, or where a better one took it."""
    scores = [_scores(column) for column in columns]
    about = _ABOUT.intersection(_assigned(columns, scores))
    for told in scores:
        for means in [means for means in told if not _fits(means, about)]:
            score = told.pop(means)
            others = (f"{kind}.{means.partition('.')[2]}" for kind in _ELSE)
            other = next((one for one in others if one in MEANINGS and _fits(one, about)), "")
            if other and means.startswith(("project.", "organisation.")):
                told[other] = max(score, told.get(other, 0))
    guesses = _assigned(columns, scores)
    if "participation.role" not in guesses:
        return guesses
    # In a list of partners, places are theirs.
    places = {"project.nuts": "organisation.nuts", "project.region": "organisation.region"}
    return [places.get(means, means) for means in guesses]


def _assigned(columns: Sequence[Sample], scores: Sequence[dict[str, int]]) -> list[str]:
    """The meanings that go to columns, the surest first, none to two."""
    # Of two that tell as much, the title with fewer words has less beside it.
    ranked = sorted(
        (-score, len(columns[at].words), at, _ORDER.get(means, 0), means)
        for at, told in enumerate(scores)
        for means, score in told.items()
        if score >= _LEAST
    )
    found: dict[int, str] = {}
    for *_, at, _, means in ranked:
        if at not in found and means not in found.values():
            found[at] = means
    return [found.get(at, NOTHING) for at in range(len(columns))]


def _fits(means: str, about: frozenset[str]) -> bool:
    """Whether a meaning says something of what the list is about."""
    kind = means.partition(".")[0]
    if kind in {"project", "funding", "participation"}:
        return "project.title" in about
    if kind == "membership":
        return "organisation.name" in about and "project.title" not in about
    return f"{kind}.name" in about


def is_day(value: str) -> bool:
    """Whether it is a day in some format, or a year."""
    return any(_reads(form, value) for form in ("%d.%m.%Y", "%m.%d.%Y"))


def _reads(form: str, value: str) -> bool:
    try:
        return bool(days.reader(form, "en")(value)[0])
    except numbers.Unusable:
        return False


def share_of(values: Sequence[str], test: Callable[[str], object]) -> bool:
    """Whether most values pass a test."""
    return sum(bool(test(value)) for value in values) * 5 >= len(values) * 3 > 0


def _scores(column: Sample) -> dict[str, int]:
    words = column.words
    scores = {means: _told(words, means) for means in MEANT}
    kind = _kind(column, max(scores[means] for means in _DAYS))
    scores = {means: score for means, score in scores.items() if score and _suits(means, kind)}
    if SORTS & set(words):
        scores = {means: score - _LEAST for means, score in scores.items()}
    if any(word.startswith(AT_WORK) for word in words):
        for means in ("postcode", "city", "street"):
            scores.pop(f"organisation.{means}", None)
    return _by_amounts(column, scores) if kind == "number" else _by_values(column, scores)


def _by_amounts(column: Sample, scores: dict[str, int]) -> dict[str, int]:
    """The scores of a column of numbers: shares are none of amounts."""
    may_be_rate = "funding.rate" in scores or "%" in column.title
    shares = may_be_rate and all(_number(value) <= 100 for value in column.values)
    for means in scores:
        if means == "funding.rate":
            scores[means] += 2 if shares else -_SURE
        elif is_amount(means) and shares:
            scores[means] -= 4
    return scores


def _told(words: Sequence[str], means: str) -> int:
    """How much a title tells for a meaning: somewhat more where nothing else is in it."""
    weights = [weight(word, means) for word in words]
    return sum(weights) + (bool(weights) and all(weights))


def _by_values(column: Sample, scores: dict[str, int]) -> dict[str, int]:
    """The scores of a column of texts: some are known for what they are."""
    values = set(column.values)
    if not values:
        return scores
    if all(_ADDRESS.fullmatch(value) for value in values):
        return {means: score for means, score in scores.items() if means.endswith("homepage")}
    if all(map(code_of, values)):
        scores["project.fund"] = _SURE
    if values <= codes.of("currency"):
        scores["funding.currency"] = _SURE
    if all(len(value) > 2 and value in units() for value in values):
        of_somebody = bool(_OF_SOMEBODY.search(" ".join(column.words)))
        scores["organisation.nuts"] = _SURE if of_somebody else _SURE - 2
        scores["project.nuts"] = _SURE - 1
    elif "project.nuts" in scores:
        scores["project.region"] = scores.pop("project.nuts")
    if "organisation.country" in scores:
        known = all(map(territories.country_of, values))
        scores["organisation.country"] += 2 if known else -_SURE
    return scores


def _kind(column: Sample, told_of_days: int) -> str:
    """`day`, `number` or `text`, by most of what stands there; '' where nothing does."""
    values = column.values
    if not values:
        return ""
    if share_of(values, is_day) and (told_of_days > 2 or not all(map(_DIGITS.fullmatch, values))):
        return "day"
    return "number" if share_of(values, _is_number) else "text"


def _suits(means: str, kind: str) -> bool:
    if means in _DAYS:
        return kind in {"day", ""}
    if means.startswith(FUNDING) and means != "funding.currency":
        return kind in {"number", ""}
    return kind in {"text", ""} or (kind == "number" and means in _NUMBERED)


def _is_number(value: str) -> bool:
    try:
        return bool(numbers.number(value.strip().removesuffix("%"))[0])
    except numbers.Unusable as unusable:
        return unusable.reason is numbers.AMBIGUOUS


def _number(value: str) -> Decimal:
    try:
        return Decimal(numbers.number(value.strip().removesuffix("%"))[0] or 0)
    except numbers.Unusable:
        return Decimal(1000)
