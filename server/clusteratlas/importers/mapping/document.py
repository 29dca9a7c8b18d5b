"""A file in YAML with the line of everything in it, and the problems found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final

import yaml

from clusteratlas.errors import ImportRefused

TO_COMPLETE: Final = "TODO"
"""What stands in a sketch where only a person knows what to write."""
_TOLD: Final = 12
# What people write instead, where other tools call it so.
_SYNONYMS: Final = {
    "separator": "delimiter",
    "sep": "delimiter",
    "charset": "encoding",
    "sheet": "sheetName",
    "header": "headerRows",
    "skip": "headerRows",
    "decimal": "decimalChar",
    "thousands": "groupChar",
    "column": "name",
    "maps_to": "means",
    "meaning": "means",
    "multiplier": "factor",
    "codes": "values",
    "lang": "language",
    "licence": "licenses",
    "license": "licenses",
    "homepage": "sources",
    "source": "sources",
    "file": "path",
    "files": "path",
    "fields": "schema",
    "columns": "schema",
}


class Problems:
    """What is wrong with a file that is typed by hand: all of it, so that it is mended at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: set[tuple[int, str]] = set()

    def add(self, line: int, sentence: str) -> None:
        """Note what is wrong on a line."""
        self._found.add((line, sentence))

    def __iter__(self) -> Iterator[str]:
        return (f"line {line}: {sentence}" for line, sentence in sorted(self._found))

    def raise_any(self, hint: str) -> None:
        """Raise ImportRefused with the file, and each line with what is wrong on it."""
        found = list(self)
        if not found:
            return
        if len(found) == 1:
            raise ImportRefused(f"{self.file}, {found[0]}", hint=hint)
        shown = found[:_TOLD]
        if len(found) > _TOLD:
            shown.append(f"… and {len(found) - _TOLD} more")
        listed = "".join(f"\n  {sentence}" for sentence in shown)
        raise ImportRefused(f"{self.file} has {len(found)} problems:{listed}", hint=hint)


def suggestion(name: str, known: Iterable[str]) -> str:
    """`; did you mean “delimiter”?` where one of the known names is close, else ''."""
    names = tuple(known)
    by_folded = {other: meant for other, meant in _SYNONYMS.items() if meant in names}
    by_folded |= {candidate.casefold(): candidate for candidate in names}
    close = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    return f"; did you mean “{by_folded[close[0]]}”?" if close else ""


class Node:
    """A place in the document. Asked for what it does not hold, it notes a problem."""

    def __init__(self, node: yaml.Node, problems: Problems, name: str) -> None:
        self._node = node
        self.problems = problems
        self.name = name

    @property
    def line(self) -> int:
        """The line on which it begins, from 1."""
        return self._node.start_mark.line + 1

    def problem(self, sentence: str) -> None:
        """Note what is wrong here."""
        self.problems.add(self.line, sentence)

    def is_text(self) -> bool:
        """Whether it is a text, a number or a date: all are read as they are written."""
        return isinstance(self._node, yaml.ScalarNode) and bool(self._node.value.strip())

    def is_list(self) -> bool:
        """Whether it is a list."""
        return isinstance(self._node, yaml.SequenceNode)

    def is_block(self) -> bool:
        """Whether it is a block of properties."""
        return isinstance(self._node, yaml.MappingNode)

    def text(self) -> str:
        """The text, as it is written; '' with a problem where it is none."""
        if isinstance(self._node, yaml.ScalarNode) and self._node.tag != "tag:yaml.org,2002:null":
            value = str(self._node.value).strip()
            if not value.startswith(TO_COMPLETE):
                return value
            self.problem(f"“{self.name}” is still to be completed: {TO_COMPLETE} stands there.")
            return ""
        self.problem(f"“{self.name}” must be a text.")
        return ""

    def choice(self, known: Iterable[str], what: str) -> str:
        """A text that is one of those known; '' with a problem where it is not."""
        value, names = self.text(), sorted(known)
        if value in names or not value:
            return value
        close = suggestion(value, names)
        few = f" (one of {', '.join(names)})" if len(names) <= _TOLD and not close else ""
        self.problem(f"unknown {what} “{value}”{close or f'{few}.'}")
        return ""

    def integer(self, least: int) -> int:
        """A whole number, at least `least`; `least` with a problem where it is none."""
        value = self.text()
        if value.isdigit() and int(value) >= least:
            return int(value)
        if value:
            self.problem(
                f"“{self.name}” must be a whole number, {least} or greater, not “{value}”."
            )
        return least

    def items(self) -> list[Node]:
        """What a list holds; a single thing is a list of one."""
        if isinstance(self._node, yaml.SequenceNode):
            return [Node(item, self.problems, self.name) for item in self._node.value]
        return [self]

    def texts(self) -> tuple[str, ...]:
        """The texts of a list, or a single one."""
        return tuple(value for item in self.items() if (value := item.text()))

    def strings(self) -> tuple[str, ...]:
        """Like `texts`, the empty ones included and spaces kept."""
        scalars = [item._node for item in self.items()]  # noqa: SLF001
        return tuple(str(node.value) for node in scalars if isinstance(node, yaml.ScalarNode))

    def block(self, known: Iterable[str] | None = None) -> dict[str, Node]:
        """The properties of a block; a problem for each that is unknown, or is there twice."""
        if not isinstance(self._node, yaml.MappingNode):
            self.problem(f"“{self.name}” must be a block of properties, each with a colon.")
            return {}
        names = None if known is None else sorted(known)
        found: dict[str, Node] = {}
        for key_node, value_node in self._node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if names is not None and key not in names:
                close = suggestion(key, names)
                if ":" in key:
                    close = ": put a space behind the colon."
                self.problems.add(line, f"unknown property “{key}”{close or '.'}")
            elif key in found:
                self.problems.add(line, f"“{key}” is there twice.")
            else:
                found[key] = Node(value_node, self.problems, key)
        return found


def parse(text: str, file: str) -> Node:
    """The document's outermost block. Raises ImportRefused where it is no YAML."""
    for number, line in enumerate(text.splitlines(), 1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            raise ImportRefused(
                f"{file}, line {number}: this line is indented with a tab.",
                hint="YAML is indented with spaces: put two for each step.",
            )
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _no_yaml(error, file) from error
    except yaml.YAMLError as error:
        raise ImportRefused(f"{file} is no YAML: {error}.") from error
    if root is None:
        raise ImportRefused(f"{file} is empty.", hint="The guide shows what a mapping looks like.")
    return Node(root, Problems(file), "the mapping")


def _no_yaml(error: yaml.MarkedYAMLError, file: str) -> ImportRefused:
    """What is wrong with YAML, in words for those who do not know it well."""
    mark, what = error.problem_mark or error.context_mark, f"this is no YAML: {error.problem}."
    if "quoted scalar" in (error.context or ""):
        mark, what = error.context_mark, "the quote that opens here is not closed."
    elif "<block end>" in (error.problem or ""):
        what = "this line is not indented like those of its list or block above it."
    place = f", line {mark.line + 1}" if mark else ""
    return ImportRefused(
        f"{file}{place}: {what}",
        hint="Texts with a colon, a hash or a sign in front need quotes; indent with spaces.",
    )
