"""What is wrong with a query, and what is doubtful in it, without asking it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from clusteratlas.engine.guard import Limits, refuse_harmful
from clusteratlas.engine.syntax import require_query_syntax
from clusteratlas.errors import QueryError
from clusteratlas.rdf.sparql_tokens import Kind, Token, significant_tokens
from clusteratlas.web.editor.double_counting import adds_sources_up
from clusteratlas.web.editor.prologue import (
    Addition,
    missing_declarations,
    undeclared_prefixes,
)
from clusteratlas.web.problems import problem_of


class Code(StrEnum):
    """What a remark is about; the page has a sentence for each but the first."""

    PARSER = "parser"
    UNKNOWN_PREFIX = "unknown-prefix"
    DOUBLE_COUNTING = "double-counting"


@dataclass(frozen=True)
class Remark:
    """What there is to say of the characters from `begin` to before `end`.

    These count from 0 in UTF-16 code units, as scripts count; `line` and `column` count from 1, in
    characters, and are 0 for a remark about the whole query. `message` and `hint` are the parser's;
    `subject` is what our own sentence is about.
    """

    code: Code
    is_error: bool
    message: str = ""
    hint: str = ""
    subject: str = ""
    line: int = 0
    column: int = 0
    begin: int = 0
    end: int = 0


@dataclass(frozen=True)
class Checked:
    """The remarks, and what declares the prefixes that the query lacks and that are known.

    `added` counts characters as a remark does.
    """

    remarks: tuple[Remark, ...] = ()
    added: Addition | None = None

    def as_json(self) -> dict[str, object]:
        """The check as the editor reads it."""
        return {
            "remarks": [asdict(remark) for remark in self.remarks],
            "added": None if self.added is None else asdict(self.added),
        }


def check(text: str, known: Mapping[str, str], limits: Limits) -> Checked:
    """Check the query `text`. Prefixes that are `known` count as declared."""
    try:
        refuse_harmful(text, limits)
    except QueryError as error:
        return Checked((_error(text, error),))
    missing = missing_declarations(text, known)
    added = None if missing is None else replace(missing, at=_units(text[: missing.at]))
    unknown = [
        _unknown(text, prefix) for prefix in undeclared_prefixes(text) if prefix not in known
    ]
    if unknown:
        return Checked(tuple(unknown), added)
    try:
        require_query_syntax(_declared(text, known), "")
    except QueryError as error:
        return Checked((_error(text, error, lines_before=1),), added)
    doubled = adds_sources_up(text)
    if doubled is None:
        return Checked(added=added)
    return Checked((_at(text, doubled, Code.DOUBLE_COUNTING, is_error=False),), added)


def _declared(text: str, known: Mapping[str, str]) -> str:
    """`text` with its prefixes declared on a line before it, so that places stay what they are."""
    missing = [prefix for prefix in undeclared_prefixes(text) if prefix in known]
    return " ".join(f"PREFIX {prefix}: <{known[prefix]}>" for prefix in missing) + f"\n{text}"


def _unknown(text: str, prefix: str) -> Remark:
    first = next(
        token
        for token in significant_tokens(text)
        if token.kind is Kind.PREFIXED_NAME and token.text.startswith(f"{prefix}:")
    )
    return _at(text, first, Code.UNKNOWN_PREFIX, is_error=True, subject=f"{prefix}:")


def _at(text: str, token: Token, code: Code, *, is_error: bool, subject: str = "") -> Remark:
    before = text[: token.start]
    return Remark(
        code,
        is_error,
        subject=subject or token.text,
        line=before.count("\n") + 1,
        column=token.start - before.rfind("\n"),
        begin=_units(before),
        end=_units(text[: token.end]),
    )


def _error(text: str, error: QueryError, lines_before: int = 0) -> Remark:
    problem = problem_of(error)
    line = problem.line - lines_before
    if line < 1:
        return Remark(
            Code.PARSER, is_error=True, message=problem.detail, hint=problem.hint, end=_units(text)
        )
    position = sum(len(earlier) + 1 for earlier in text.split("\n")[: line - 1])
    begin, end = _marked(text, min(position + problem.column - 1, len(text)))
    return Remark(
        Code.PARSER,
        is_error=True,
        message=problem.detail,
        hint=problem.hint,
        line=line,
        column=problem.column,
        begin=_units(text[:begin]),
        end=_units(text[:end]),
    )


def _marked(text: str, position: int) -> tuple[int, int]:
    """The characters of the token at `position`; at the end of the text, of the last one."""
    read = significant_tokens(text)
    found = next((token for token in read if token.end > position), None)
    if found is not None:
        return max(position, found.start), found.end
    return (read[-1].start, read[-1].end) if read else (0, 0)


def _units(text: str) -> int:
    """The length of `text` in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
