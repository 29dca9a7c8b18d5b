"""A saved query: what its file says, as a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clusteratlas.catalogue.binding import bind, has_place, stands_for_all
from clusteratlas.catalogue.header import read_header, split_header
from clusteratlas.catalogue.parameters import Parameter, read_texts
from clusteratlas.errors import DataError, ParameterError

KNOWN_KEYS = frozenset({"question", "summary", "description", "tags", "parameters"})


@dataclass(frozen=True)
class SavedQuery:
    """One `.rq` file of the catalogue. `summary` and `description` are by language tag.

    `collection` is the name of the folder that the file is in, '' for none.
    """

    name: str
    summary: Mapping[str, str]
    description: Mapping[str, str]
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    source: str
    text: str
    collection: str = ""

    @classmethod
    def read(cls, path: Path) -> SavedQuery:
        """The query in the file `path`. Raises DataError when the header is not as it should be."""
        try:
            source = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise DataError(f"{path}: the file is not UTF-8 text (byte {error.start}).") from error
        return replace(cls.parse(path.stem, source, str(path)), collection=path.parent.name)

    @classmethod
    def parse(cls, name: str, source: str, where: str) -> SavedQuery:
        """The query that `source` holds. Raises DataError, opening with `where`, as `read` does."""
        yaml_text, text = split_header(source)
        header = read_header(yaml_text, where)
        unknown = sorted(set(header) - KNOWN_KEYS)
        if unknown:
            raise DataError(
                f"{where}: the header has an unknown entry “{unknown[0]}”.",
                hint=f"Known are: {', '.join(sorted(KNOWN_KEYS))}.",
            )
        parameters = _read_parameters(header.get("parameters") or [], where)
        for parameter in parameters:
            if not has_place(text, parameter.name):
                raise DataError(
                    f"{where}: the query has no place for the parameter “{parameter.name}”.",
                    hint=f"Write: VALUES ?{parameter.name} {{ … }}, with its default in it.",
                )
        return cls(
            name=name,
            summary=read_texts(header.get("summary"), f"{where}: summary"),
            description=read_texts(header.get("description", {}), f"{where}: description"),
            tags=tuple(str(tag) for tag in header.get("tags") or ()),
            parameters=parameters,
            source=source,
            text=text,
        )

    @classmethod
    def plain(cls, name: str, source: str) -> SavedQuery:
        """The query of a person's own: without a header, so without parameters."""
        return cls(name, {}, {}, (), (), source, source)

    def is_optional(self, parameter: Parameter) -> bool:
        """Whether the query asks for everything when `parameter` has no value.

        Otherwise its default is its example.
        """
        return stands_for_all(self.text, parameter.name)

    def bound(self, values: Mapping[str, Sequence[str]]) -> str:
        """The query's text with the given parameters bound; the others keep their default.

        `values` are as a person types them, by parameter name. Raises ParameterError for a
        parameter that the query does not have and for a value that is not of its type.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        text = self.text
        for name, given in values.items():
            if name not in known:
                raise ParameterError(
                    f"The query “{self.name}” has no parameter “{name}”.",
                    hint=f"It has: {', '.join(known)}." if known else "It has none.",
                )
            text = bind(text, name, known[name].terms(given))
        return text


def _read_parameters(entries: Any, where: str) -> tuple[Parameter, ...]:
    if not isinstance(entries, list):
        raise DataError(f"{where}: “parameters” is not a list.")
    parameters = tuple(
        Parameter.read(entry, f"{where}: parameter {number}")
        for number, entry in enumerate(entries, 1)
    )
    names = [parameter.name for parameter in parameters]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise DataError(f"{where}: the parameter “{twice}” is declared twice.")
    return parameters
