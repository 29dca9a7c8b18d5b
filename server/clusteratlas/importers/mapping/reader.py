"""A mapping out of its file. Whatever is wrong is told with its line, all at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.mapping.constants import constants
from clusteratlas.importers.mapping.document import Node, parse
from clusteratlas.importers.mapping.fields import FieldReader
from clusteratlas.importers.mapping.meanings import MEANINGS, NOTHING
from clusteratlas.importers.mapping.model import Field, Mapping, is_amount
from clusteratlas.importers.protocol import Texts
from clusteratlas.importers.tables.reading import Layout

GUIDE: Final = "The guide is server/clusteratlas/importers/mappings/README.md."
IMPORTERS: Final = ("cohesion", "interreg", "table")

_NEEDED: Final = ("importer", "name", "title", "publisher", "language", "schema")
_PROPERTIES: Final = frozenset(_NEEDED).union(
    ("sources", "licenses", "path", "encoding", "dialect", "numbers", "dates"),
    ("constants", "projectKey", "description"),
)
_DIALECT: Final = frozenset(["delimiter", "headerRows", "commentRows", "sheetName", "property"])
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_IRI: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_TABS: Final = {"tab": "\t", "\\t": "\t", "": "\t"}


def load(path: Path) -> Mapping:
    """The mapping in a file. Raises ImportRefused, naming the file and each line that is wrong."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefused(f"{path.name} is not in UTF-8: save it so.") from error
    except OSError as error:
        raise ImportRefused(f"The mapping {path} cannot be read: {error.strerror}.") from error
    return read(text, path.name)


def read(text: str, file: str) -> Mapping:
    """The mapping in a text; `file` is its name for messages. Raises ImportRefused."""
    root = parse(text, file)
    mapping = _mapping(root, text, file)
    if mapping:
        _check_whole(root, mapping)
    root.problems.raise_any(GUIDE)
    assert mapping is not None
    return mapping


def _mapping(root: Node, text: str, file: str) -> Mapping | None:
    known = root.block(_PROPERTIES)
    for name in _NEEDED:
        if name not in known and root.is_block():
            root.problem(f"the mapping has no “{name}”.")
    if not known.keys() >= set(_NEEDED):
        return None
    language = _matching(known["language"], _LANGUAGE, "a language tag such as pl")
    dialect = known["dialect"].block(_DIALECT) if "dialect" in known else {}
    columns = FieldReader(language, known.get("numbers"), known.get("dates"))
    return Mapping(
        file=file,
        text=text,
        importer=known["importer"].choice(IMPORTERS, "importer"),
        name=_matching(known["name"], _SLUG, "small letters, digits and single hyphens"),
        title=_title(known["title"]),
        publisher=known["publisher"].text(),
        address=_first_path(known.get("sources")),
        licence=_first_path(known.get("licenses")),
        language=language,
        path=known["path"].texts() if "path" in known else (),
        layout=_layout(known.get("encoding"), dialect),
        json_property=dialect["property"].text() if "property" in dialect else "",
        comment_rows=_rows(dialect.get("commentRows")),
        constants=constants(known["constants"]) if "constants" in known else {},
        project_key=known["projectKey"].texts() if "projectKey" in known else (),
        fields=_fields(known["schema"], columns),
    )


def _title(node: Node) -> Texts:
    texts = {tag: text.text() for tag, text in node.block().items()}
    for tag in ("en", "pl"):
        if node.is_block() and tag not in texts:
            node.problem(f"“title” has no text in “{tag}”: pages are in English and Polish.")
    return texts


def _matching(node: Node, pattern: re.Pattern[str], what: str) -> str:
    value = node.text()
    if value and not pattern.fullmatch(value):
        node.problem(f"“{node.name}” must be {what}, not “{value}”.")
    return value


def _first_path(node: Node | None) -> str:
    """The address of the first of Data Package's `sources` or `licenses`."""
    paths = []
    for item in node.items() if node else ():
        known = item.block({"name", "title", "path", "email", "version"})
        if "path" in known:
            paths.append(_matching(known["path"], _IRI, "an address that begins with http"))
    return paths[0] if paths else ""


def _layout(encoding: Node | None, dialect: dict[str, Node]) -> Layout:
    delimiter = ""
    if "delimiter" in dialect:
        delimiter = dialect["delimiter"].text()
        delimiter = _TABS.get(delimiter.lower(), delimiter)
        if len(delimiter) != 1:
            dialect["delimiter"].problem(
                f"“delimiter” must be one character, or tab, not “{delimiter}”."
            )
    first, count = _header_rows(dialect["headerRows"]) if "headerRows" in dialect else (1, 1)
    return Layout(
        encoding=_encoding(encoding) if encoding else "",
        delimiter=delimiter,
        skip=first - 1,
        sheet=dialect["sheetName"].text() if "sheetName" in dialect else "",
        titles=count,
    )


def _encoding(node: Node) -> str:
    name = node.text()
    try:
        "".encode(name or "utf-8")
    except LookupError:
        node.problem(f"unknown encoding “{name}”; common ones are utf-8, windows-1250, iso-8859-2.")
    return name


def _header_rows(node: Node) -> tuple[int, int]:
    """The first row of the titles, and how many there are."""
    rows = [item.integer(1) for item in node.items()] or [1]
    if rows != list(range(rows[0], rows[0] + len(rows))):
        node.problem("“headerRows” must name rows that follow one another, such as [3, 4].")
    return rows[0], len(rows)


def _rows(node: Node | None) -> frozenset[int]:
    return frozenset(item.integer(1) for item in node.items()) if node else frozenset()


def _fields(schema: Node, columns: FieldReader) -> tuple[Field, ...]:
    known = schema.block({"fields", "missingValues"})
    if "missingValues" in known:
        columns.missing = frozenset(known["missingValues"].strings())
    if "fields" not in known:
        if schema.is_block():
            schema.problem("“schema” has no “fields”.")
        return ()
    if not known["fields"].is_list():
        known["fields"].problem("“fields” must be a list: each column begins with a hyphen.")
        return ()
    read = (columns.field(item) for item in known["fields"].items())
    return tuple(field for field in read if field is not None)


def _check_whole(root: Node, mapping: Mapping) -> None:
    """What only the whole mapping shows."""
    problems = root.problems
    named: dict[str, Field] = {}
    for field in mapping.fields:
        for name in field.names:
            if name in named and not _tell_apart(named[name], field):
                problems.add(
                    field.line,
                    f"the column “{name}” is there twice. To mean two things, it needs "
                    "“values” or “extract” to say what of it is meant.",
                )
            named[name] = field
    columns = {name for field in mapping.fields for name in field.names}
    for name in mapping.project_key:
        if name not in columns:
            root.block()["projectKey"].problem(f"“projectKey” names “{name}”, which is no column.")
    _check_meanings(root, mapping)


def _check_meanings(root: Node, mapping: Mapping) -> None:
    problems = root.problems
    first: dict[str, int] = {}
    for field in mapping.fields:
        if field.means in first and not _may_repeat(field):
            problems.add(field.line, f"line {first[field.means]} says “{field.means}” already.")
        first.setdefault(field.means, field.line)
        if field.means in mapping.constants:
            problems.add(field.line, f"“{field.means}” is among the constants already.")
        if is_amount(field.means) and not mapping.says("funding.currency"):
            problems.add(field.line, "no currency: add “funding.currency” to “constants”.")
        if field.means == "cluster.name" and field.language not in {"en", "pl"}:
            problems.add(field.line, "names of clusters need “language: en” or “language: pl”.")
    things = ("project.title", "organisation.name", "cluster.name", "cluster.address")
    if mapping.fields and not mapping.says(*things):
        root.problem(
            "no column says what a row is about: one must mean “project.title”, "
            "“organisation.name” or “cluster.name”."
        )
    _check_companions(mapping, first, root)


def _check_companions(mapping: Mapping, lines: dict[str, int], root: Node) -> None:
    """Meanings that say nothing without another one."""
    needs = {
        "project.": ("project.title",),
        "organisation.": ("organisation.name",),
        "participation.": ("project.title",),
        "membership.": ("cluster.address", "cluster.name"),
        "funding.": ("project.title",),
        "funding.rate": ("funding.total-value", "funding.total-cost"),
        "project.fund": ("project.funding-period",),
        "project.strand": ("project.programme",),
    }
    for means, line in lines.items():
        for start, needed in needs.items():
            if means.startswith(start) and means not in needed and not mapping.says(*needed):
                what = "” or “".join(needed)
                root.problems.add(line, f"“{means}” needs a column that means “{what}”.")


def _tell_apart(first: Field, second: Field) -> bool:
    """Whether two fields may take what they mean out of one column."""
    return first.means != second.means and any(f.values or f.extract for f in (first, second))


def _may_repeat(field: Field) -> bool:
    return field.means == NOTHING or MEANINGS[field.means].many
