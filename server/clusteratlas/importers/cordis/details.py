"""What further tables say of projects: parts of programmes, topics, subjects, web pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from clusteratlas.importers.cordis.context import Context, Sheet
from clusteratlas.importers.cordis.projects import ProjectColumns
from clusteratlas.importers.cordis.reasons import (
    CODE_MISSING,
    PROJECT_UNKNOWN,
    SUBJECT_UNUSABLE,
    TITLE_QUOTED,
)
from clusteratlas.importers.cordis.web import web_address
from clusteratlas.importers.ntriples import term, thing
from clusteratlas.importers.reasons import Reason

_QUOTED: Final = re.compile(r'"([^"]+)"')
_SUBJECT: Final = term("ca", "subject")
_UNDER_TOPIC: Final = term("ca", "underTopic")
_UNDER_PROGRAMME: Final = term("ca", "underProgramme")
_HOMEPAGE: Final = term("foaf", "homepage")
_SEE_ALSO: Final = term("rdfs", "seeAlso")


class _Details:
    """Reads a table that says one more thing of a project in each row."""

    def __init__(self, sheet: Sheet, context: Context) -> None:
        self._sheet = sheet
        self._context = context
        self._project = ProjectColumns(sheet, context)

    def row(self, line: int, fields: list[str]) -> None:
        """Read one row; `fields` ends in an empty one."""
        del line
        project, _ = self._project.find(fields)
        if project is None:
            self._reject(self._project.column, self._project.raw(fields), PROJECT_UNKNOWN)
            return
        said = self._said(fields)
        if said:
            predicate, value = said
            self._context.say(f"{thing('project', project)} {predicate} {value} .\n")

    def end(self) -> None:
        """Nothing is left to say."""

    def _said(self, fields: Sequence[str]) -> tuple[str, str] | None:
        """The predicate and the value that a row adds to its project, if any."""
        raise NotImplementedError

    def _text(self, index: int, fields: Sequence[str]) -> str:
        return self._sheet.cells.text(self._sheet.columns.name(index), fields[index])

    def _title_of(self, index: int, fields: Sequence[str]) -> str:
        """A title, without quotes around the whole of it, as some editions write them."""
        title = self._text(index, fields)
        quoted = _QUOTED.fullmatch(title)
        if not quoted:
            return title
        line, column = self._sheet.cells.line, self._sheet.columns.name(index)
        self._context.report.note(self._sheet.name, line, column, title, TITLE_QUOTED)
        return quoted[1].strip()

    def _reject(self, column: str, value: str, reason: Reason) -> None:
        line = self._sheet.cells.line
        self._context.report.reject(self._sheet.name, line, column, value, reason)


class LegalBasisRows(_Details):
    """Parts of programmes, with their titles."""

    def __init__(self, sheet: Sheet, context: Context) -> None:
        super().__init__(sheet, context)
        self._part = sheet.columns.index("legalBasis")
        self._title = sheet.columns.index("title")

    def _said(self, fields: Sequence[str]) -> tuple[str, str] | None:
        number = fields[self._part].strip()
        if not number:
            self._reject("legalBasis", "", CODE_MISSING)
            return None
        part = self._context.programmes.part(number, self._title_of(self._title, fields))
        return _UNDER_PROGRAMME, part


class TopicRows(_Details):
    """Topics of calls, with their titles."""

    def __init__(self, sheet: Sheet, context: Context) -> None:
        super().__init__(sheet, context)
        self._topic = sheet.columns.index("topic")
        self._title = sheet.columns.index("title")

    def _said(self, fields: Sequence[str]) -> tuple[str, str] | None:
        number = fields[self._topic].strip()
        if not number:
            self._reject("topic", "", CODE_MISSING)
            return None
        return _UNDER_TOPIC, self._context.topics.topic(number, self._title_of(self._title, fields))


class SubjectRows(_Details):
    """Fields of science, by EuroSciVoc."""

    def __init__(self, sheet: Sheet, context: Context) -> None:
        super().__init__(sheet, context)
        self._code = sheet.columns.index("euroSciVocCode")
        self._path = sheet.columns.index("euroSciVocPath")
        self._title = sheet.columns.index("euroSciVocTitle")

    def _said(self, fields: Sequence[str]) -> tuple[str, str] | None:
        code = fields[self._code].strip()
        subject = self._context.subjects.subject(
            code, self._text(self._path, fields), self._text(self._title, fields)
        )
        if subject is None:
            self._reject("euroSciVocCode", code, SUBJECT_UNUSABLE)
            return None
        return _SUBJECT, subject


class WebLinkRows(_Details):
    """Pages of projects, and documents of theirs on the web."""

    def __init__(self, sheet: Sheet, context: Context) -> None:
        super().__init__(sheet, context)
        self._address = sheet.columns.index("physUrl")
        self._type = sheet.columns.index("type")

    def _said(self, fields: Sequence[str]) -> tuple[str, str] | None:
        column = self._sheet.columns.name(self._address)
        address = web_address(fields[self._address], column, self._sheet, self._context.report)
        if not address:
            return None
        is_home = "website" in fields[self._type].lower()
        return (_HOMEPAGE if is_home else _SEE_ALSO), f"<{address}>"
