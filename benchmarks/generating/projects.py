"""Invented projects with their participations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from . import measured, names
from .draws import Amounts, Counts, Shares, ranked
from .organisations import Organisation, Organisations, Places

_FIRST_ID = 101_000_000
_LAST_DAY = 28  # which every month has


@dataclass(frozen=True, slots=True)
class Participation:
    """One row of organization.csv; amounts in cents, None where the field is empty."""

    organisation: Organisation
    order: int
    role: str
    contribution: int | None
    net_contribution: int
    cost: int


@dataclass(frozen=True, slots=True)
class Project:
    """One row of project.csv, and what the other files say of it."""

    identifier: str
    acronym: str
    title: str
    objective: str
    status: str
    start: date
    end: date
    programme_part: str
    topic: str
    topic_title: str
    scheme: str
    subjects: Sequence[Subject]
    participations: Sequence[Participation]

    @property
    def cost(self) -> int:
        return sum(each.cost for each in self.participations)

    @property
    def contribution(self) -> int:
        return sum(each.contribution or 0 for each in self.participations)


@dataclass(frozen=True, slots=True)
class Subject:
    """A EuroSciVoc concept: numbers and titles from the field down."""

    code: str
    path: str
    title: str


class Projects:
    """Projects one after another, the same for the same seed and number of participations."""

    def __init__(self, seed: int, participations: int) -> None:
        self._random = Random(seed)
        self._left = participations
        self._organisations = Organisations(seed)
        self._places = Places(self._random, participations)
        self._sizes = Counts(measured.PARTICIPATIONS_OF_PROJECT)
        self._alone = Amounts(measured.CONTRIBUTION_ALONE)
        self._coordinating = Amounts(measured.CONTRIBUTION_OF_COORDINATOR)
        self._participating = Amounts(measured.CONTRIBUTION_OF_PARTICIPANT)
        self._roles = Shares(measured.ROLES)
        self._years = Shares(measured.YEARS)
        self._months = Shares(measured.MONTHS)
        self._parts = Shares(measured.PROGRAMME_PARTS)
        self._schemes = Shares(measured.SCHEMES_ALONE), Shares(measured.SCHEMES_OF_SEVERAL)
        self._statuses = Shares(measured.STATUSES)
        self._prose = names.Prose(self._random)
        self._subject_counts = Shares(measured.SUBJECTS_OF_PROJECT)
        self._subjects = ranked(_subjects(self._random), measured.CROWDING_OF_SUBJECTS)
        self._topics = ranked(_topics(self._random), measured.CROWDING_OF_TOPICS)

    def __iter__(self) -> Iterator[Project]:
        number = 0
        while self._left > 0:
            size = min(self._sizes.draw(self._random), self._left)
            self._left -= size
            yield self._project(_FIRST_ID + number, size)
            number += 1

    def _project(self, number: int, size: int) -> Project:
        random = self._random
        start = date(self._years.draw(random), random.randrange(1, 13), 1)
        topic, topic_title = self._topics.draw(random)
        title = self._prose.cut(random, int(random.triangular(16, 199, 60)))
        return Project(
            identifier=str(number),
            acronym=names.acronym(title)[:20],
            title=title,
            objective=self._prose.cut(random, int(random.triangular(300, 2500, 1900))),
            status=self._statuses.draw(random),
            start=start,
            end=_later(start, self._months.draw(random)),
            programme_part=self._parts.draw(random),
            topic=topic,
            topic_title=topic_title,
            scheme=self._schemes[size > 1].draw(random),
            subjects=self._some_subjects(),
            participations=self._participations(size),
        )

    def _participations(self, size: int) -> Sequence[Participation]:
        drawn = self._places.draw(size)
        return [
            self._participation(self._organisations.describe(*each), order, size)
            for order, each in enumerate(drawn, 1)
        ]

    def _participation(self, organisation: Organisation, order: int, size: int) -> Participation:
        random = self._random
        if order == 1:
            role = "coordinator"
            contribution = (self._alone if size == 1 else self._coordinating).draw(random)
        else:
            role = self._roles.draw(random)
            paid = role == "participant"
            contribution = self._participating.draw(random) if paid else 0
        # Two of five have cents.
        contribution = contribution if random.random() < 0.4 else contribution // 100 * 100
        in_full = random.random() < measured.PAID_IN_FULL
        passed_on = random.random() < measured.PASSED_ON
        participation = Participation(
            organisation=organisation,
            order=order,
            role=role,
            contribution=contribution,
            net_contribution=contribution * 3 // 4 if passed_on else contribution,
            cost=contribution if in_full else round(contribution / measured.PAID_IN_PART),
        )
        # A partner without a contribution has an empty field, a third party a zero.
        return replace(participation, contribution=None) if role == "partner" else participation

    def _some_subjects(self) -> Sequence[Subject]:
        count = self._subject_counts.draw(self._random)
        return list({self._subjects.draw(self._random): None for _ in range(count)})


def _later(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    return date(start.year + years, month + 1, _LAST_DAY)


def _subjects(random: Random) -> list[Subject]:
    steps = Shares(measured.STEPS_OF_SUBJECT)
    fields = Shares(enumerate(measured.FIELDS))
    titles = [f"{names.place(random).lower()} sciences" for _ in measured.FIELDS]
    subjects = []
    for number in range(measured.SUBJECTS):
        field = fields.draw(random)
        codes, path = [str(21 + 2 * field)], [titles[field]]
        for step in range(1, steps.draw(random)):
            # Few branches near the field, many at the ends.
            branch = number % 4**step
            codes.append(str(100 * step + branch if step < 4 else 48_000_000 + number))
            path.append(f"{names.place(Random(f'{field}/{codes}')).lower()} studies {codes[-1]}")
        code = "/" + "/".join(codes)
        subjects.append(Subject(code, "/" + "/".join(path), path[-1]))
    return list({subject.code: subject for subject in subjects}.values())


def _topics(random: Random) -> list[tuple[str, str]]:
    return [
        (
            f"{names.place(random).upper()[:5]}-{number:04}-{random.randrange(2014, 2021)}",
            f"{names.place(random)} and {names.place(random)}, with a comma",
        )
        for number in range(measured.TOPICS)
    ]
