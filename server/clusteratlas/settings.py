"""The settings that come from the environment, each described once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from clusteratlas.errors import SettingError

_VARIABLE = "variable"
_MEANING = "meaning"
_HIGHEST_PORT = 65535


def _environment(variable: str, meaning: str) -> Mapping[str, str]:
    """Where a field is read from, and what it means."""
    return {_VARIABLE: variable, _MEANING: meaning}


@dataclass(frozen=True)
class SettingDescription:
    """One setting as the documents list it."""

    variable: str
    default: str
    meaning: str


@dataclass(frozen=True)
class Settings:
    """What can be set without touching the program. Whole numbers are at least 1."""

    store: Path = field(
        default=Path(".clusteratlas"),
        metadata=_environment("CLUSTERATLAS_STORE", "directory of the store"),
    )
    host: str = field(
        default="127.0.0.1",
        metadata=_environment("CLUSTERATLAS_HOST", "address that the server listens on"),
    )
    port: int = field(
        default=8000,
        metadata=_environment("CLUSTERATLAS_PORT", "port that the server listens on"),
    )
    query_max_length: int = field(
        default=1024 * 1024,
        metadata=_environment("CLUSTERATLAS_QUERY_MAX_LENGTH", "characters of a query at most"),
    )
    query_max_depth: int = field(
        default=100,
        metadata=_environment(
            "CLUSTERATLAS_QUERY_MAX_DEPTH", "brackets inside one another in a query at most"
        ),
    )
    query_max_operators: int = field(
        default=1000,
        metadata=_environment(
            "CLUSTERATLAS_QUERY_MAX_OPERATORS", "keywords and operators in a query at most"
        ),
    )
    body_max_bytes: int = field(
        default=4 * 1024 * 1024,
        metadata=_environment("CLUSTERATLAS_BODY_MAX_BYTES", "bytes of a request's body at most"),
    )
    keep_versions: int = field(
        default=3,
        metadata=_environment(
            "CLUSTERATLAS_KEEP_VERSIONS", "versions of the dataset that a store keeps"
        ),
    )

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings from environment variables; an empty one counts as not set.

        Raises SettingError when a value is not of its type or out of its range.
        """
        values: dict[str, object] = {}
        for setting in fields(cls):
            variable = setting.metadata[_VARIABLE]
            if text := environ.get(variable, "").strip():
                values[setting.name] = _read(setting.name, variable, text)
        return cls(**values)  # type: ignore[arg-type]

    @classmethod
    def descriptions(cls) -> tuple[SettingDescription, ...]:
        """The table of all settings, for the documents and their test."""
        return tuple(
            SettingDescription(
                setting.metadata[_VARIABLE], str(setting.default), setting.metadata[_MEANING]
            )
            for setting in fields(cls)
        )


def _read(name: str, variable: str, text: str) -> object:
    if name == "store":
        return Path(text)
    if name == "host":
        return text
    highest = _HIGHEST_PORT if name == "port" else None
    if text.isascii() and text.isdigit() and 1 <= int(text) <= (highest or int(text)):
        return int(text)
    allowed = f"from 1 to {highest}" if highest else "of at least 1"
    raise SettingError(
        f"{variable} is “{text}”, which is not a whole number {allowed}.",
        hint=f"Unset it to use the default, or set it to a number {allowed}.",
    )
