"""The files of CORDIS, in its current schema."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from .faults import Row, Seeded, Seeder
from .projects import Participation, Project

COLUMNS: Mapping[str, Sequence[str]] = {
    "project.csv": (
        "id", "acronym", "status", "title", "startDate", "endDate", "totalCost",
        "ecMaxContribution", "legalBasis", "topics", "ecSignatureDate", "frameworkProgramme",
        "masterCall", "subCall", "fundingScheme", "nature", "objective", "contentUpdateDate", "rcn",
        "grantDoi",
    ),
    "organization.csv": (
        "projectID", "projectAcronym", "organisationID", "vatNumber", "name", "shortName", "SME",
        "activityType", "street", "postCode", "city", "country", "nutsCode", "geolocation",
        "organizationURL", "contactForm", "contentUpdateDate", "rcn", "order", "role",
        "ecContribution", "netEcContribution", "totalCost", "endOfParticipation", "active",
    ),
    "euroSciVoc.csv": ("projectID", "euroSciVocCode", "euroSciVocPath", "euroSciVocTitle"),
    "topics.csv": ("projectID", "topic", "title"),
    "legalBasis.csv": ("projectID", "legalBasis", "title", "uniqueProgrammePart"),
}  # fmt: skip
_UPDATED = "2023-04-05 13:15:00"
_SIGNED = "-12-15"  # of the year before the start


class Files:
    """The open files of a folder; a context."""

    def __init__(self, folder: Path, seeder: Seeder) -> None:
        self._seeder = seeder
        self._stack = ExitStack()
        self._lines = dict.fromkeys(COLUMNS, 1)
        self.rows = dict.fromkeys(COLUMNS, 0)
        self._writers = {name: self._writer(folder / name, COLUMNS[name]) for name in COLUMNS}
        # What was seeded stands beside the folder's files, in a form of its own.
        self._faults = self._writer(folder / "faults.tsv", Seeded._fields, "\t")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def write(self, project: Project) -> None:
        """The rows of one project, in each file."""
        self._row("project.csv", _project(project))
        for participation in project.participations:
            self._row("organization.csv", _organization(project, participation))
        for name, values in _others(project):
            self._row(name, dict(zip(COLUMNS[name], values, strict=True)))

    def _row(self, name: str, row: Row) -> None:
        line = self._lines[name] + 1
        row, seeded = self._seeder.seed(name, row, line)
        self._writers[name].writerow(row)
        self._lines[name] = line + sum(value.count("\n") for value in row.values())
        self.rows[name] += 1
        if seeded:
            self._faults.writerow(seeded._asdict())

    def _writer(
        self, path: Path, columns: Sequence[str], delimiter: str = ","
    ) -> csv.DictWriter[str]:
        file = self._stack.enter_context(path.open("w", encoding="utf-8", newline=""))
        writer = csv.DictWriter(
            file, columns, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n"
        )
        writer.writeheader()
        return writer


def _project(project: Project) -> Row:
    signed = f"{project.start.year - 1}{_SIGNED}"
    values = (
        project.identifier, project.acronym, project.status, project.title,
        project.start.isoformat(), project.end.isoformat(), _with_comma(project.cost),
        _with_comma(project.contribution), project.programme_part, project.topic, signed, "H2020",
        project.topic, project.topic, project.scheme, "", project.objective, _UPDATED,
        str(int(project.identifier) - 100_800_000), f"10.3030/{project.identifier}",
    )  # fmt: skip
    return dict(zip(COLUMNS["project.csv"], values, strict=True))


def _organization(project: Project, participation: Participation) -> Row:
    who = participation.organisation
    given = participation.contribution
    values = (
        project.identifier, project.acronym, who.pic, who.vat, who.name, who.short_name, who.sme,
        who.kind, who.street, who.postcode, who.city, who.country, who.nuts, who.geolocation,
        who.homepage, f"https://contact.example/{who.pic}/{project.identifier}", _UPDATED, who.rcn,
        str(participation.order), participation.role, "" if given is None else _float(given),
        _float(participation.net_contribution), _with_comma(participation.cost), "False", "",
    )  # fmt: skip
    return dict(zip(COLUMNS["organization.csv"], values, strict=True))


def _others(project: Project) -> Iterator[tuple[str, tuple[str, ...]]]:
    own = project.identifier
    for subject in project.subjects:
        yield "euroSciVoc.csv", (own, subject.code, subject.path, subject.title)
    yield "topics.csv", (own, project.topic, project.topic_title)
    part = project.programme_part
    yield "legalBasis.csv", (own, part, f"Invented title of {part}", "True")


def _float(cents: int) -> str:
    """As ecContribution is written: `1788682.0`, `118287.62`."""
    return repr(cents / 100)


def _with_comma(cents: int) -> str:
    """As totalCost is written: `2555260`, `771225,1`."""
    return f"{cents / 100:.2f}".rstrip("0").rstrip(".").replace(".", ",")
