"""The header of a saved query: the lines of a `.rq` file that begin with `#+`, read as YAML.

The form is that of grlc (https://grlc.io), so that its tools can read the files too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from clusteratlas.errors import DataError

MARK = "#+"


def split_header(text: str) -> tuple[str, str]:
    """The header's YAML (marks removed, line numbers kept) and the query below it."""
    lines = text.splitlines(keepends=True)
    count = 0
    while count < len(lines) and lines[count].startswith(MARK):
        count += 1
    header = "".join(_without_mark(line) for line in lines[:count])
    return header, "".join(lines[count:]).lstrip("\n")


def _without_mark(line: str) -> str:
    return line.removeprefix(MARK).removeprefix(" ")


def read_header(yaml_text: str, file: str) -> Mapping[str, Any]:
    """The header as a mapping.

    Raises DataError, naming `file` and the line, when it is missing or is no YAML mapping.
    """
    hint = "A saved query opens with lines such as: #+ summary: {en: …, pl: …}"
    if not yaml_text.strip():
        raise DataError(f"{file}: the query has no header.", hint=hint)
    try:
        header = yaml.safe_load(yaml_text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = f"line {mark.line + 1}" if mark else "header"
        raise DataError(f"{file}, {line}: {error.problem}.", hint=hint) from error
    except yaml.YAMLError as error:
        raise DataError(f"{file}: the header is no YAML: {error}", hint=hint) from error
    if not isinstance(header, dict):
        raise DataError(f"{file}: the header is not a mapping of names to values.", hint=hint)
    return header
