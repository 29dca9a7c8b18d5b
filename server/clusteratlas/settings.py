"""The settings, each described once: from a TOML file, and from the environment over it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from clusteratlas.errors import SettingError

PREFIX = "CLUSTERATLAS_"
CONFIG = f"{PREFIX}CONFIG"
"""The variable that names the TOML file, whose keys are the settings' names in lower case."""

_HIGHEST_PORT = 65535
_MEBIBYTE = 1024 * 1024


class _SenselessError(ValueError):
    """`why` a text has no sense, and what would have one `instead`."""

    def __init__(self, why: str, instead: str) -> None:
        super().__init__(why)
        self.why = why
        self.instead = instead


_SWITCH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def _switch(text: str) -> bool:
    if text.lower() not in _SWITCH:
        raise _SenselessError("neither true nor false", "true or false")
    return _SWITCH[text.lower()]


def _whole(lowest: int, highest: int | None = None) -> Callable[[str], int]:
    """A reader of whole numbers."""
    allowed = f"from {lowest} to {highest}" if highest else f"of at least {lowest}"

    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and lowest <= int(text) <= (highest or int(text)):
            return int(text)
        raise _SenselessError(f"not a whole number {allowed}", f"a number {allowed}")

    return read


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if 0 < seconds < float("inf"):
        return seconds
    raise _SenselessError("not a number of seconds above 0", "a number such as 2 or 0.5")


def _as(read: Callable[[str], object], meaning: str) -> Mapping[str, object]:
    """How a field is read from its text, and what it means."""
    return {"read": read, "meaning": meaning}


@dataclass(frozen=True)
class SettingDescription:
    """One setting as the documents list it."""

    variable: str
    default: str
    meaning: str


@dataclass(frozen=True)
class Settings:
    """What can be set without touching the program."""

    store: Path = field(default=Path(".clusteratlas"), metadata=_as(Path, "directory of the store"))
    host: str = field(default="127.0.0.1", metadata=_as(str, "address that the server listens on"))
    port: int = field(
        default=8000, metadata=_as(_whole(1, _HIGHEST_PORT), "port that the server listens on")
    )
    workers: int = field(
        default=4,
        metadata=_as(_whole(1), "queries that are answered at once, each in a process of its own"),
    )
    queue_length: int = field(
        default=100, metadata=_as(_whole(0), "requests that wait for a process at most")
    )
    connections: int = field(
        default=1000, metadata=_as(_whole(1), "connections that are open at once at most")
    )
    query_timeout: float = field(
        default=30.0, metadata=_as(_seconds, "seconds that a query may take")
    )
    update_timeout: float = field(
        default=120.0, metadata=_as(_seconds, "seconds that a write may take")
    )
    worker_memory_bytes: int = field(
        default=2048 * _MEBIBYTE,
        metadata=_as(_whole(64 * _MEBIBYTE), "bytes of memory that a query or a write may take"),
    )
    result_max_bytes: int = field(
        default=0, metadata=_as(_whole(0), "bytes of a result at most; 0: no bound")
    )
    query_max_length: int = field(
        default=_MEBIBYTE, metadata=_as(_whole(1), "characters of a query at most")
    )
    query_max_depth: int = field(
        default=100, metadata=_as(_whole(1), "brackets inside one another in a query at most")
    )
    query_max_operators: int = field(
        default=1000, metadata=_as(_whole(1), "keywords, operators and patterns in a query at most")
    )
    body_max_bytes: int = field(
        default=4 * _MEBIBYTE, metadata=_as(_whole(1), "bytes of a query's body at most")
    )
    upload_max_bytes: int = field(
        default=256 * _MEBIBYTE, metadata=_as(_whole(1), "bytes of a write's body at most")
    )
    cache_bytes: int = field(
        default=64 * _MEBIBYTE,
        metadata=_as(_whole(0), "bytes of answers that are kept to be given again; 0: none"),
    )
    write_token: str = field(
        default="",
        repr=False,
        metadata=_as(str, "bearer token for writes and administration; none: no writes"),
    )
    tokens_file: Path | None = field(
        default=None, metadata=_as(Path, "file of hashed tokens with their names and scopes")
    )
    read_needs_token: bool = field(
        default=False, metadata=_as(_switch, "whether reads need a token as well")
    )
    federation_allow: tuple[str, ...] = field(
        default=(),
        metadata=_as(
            _names,
            "hosts that SERVICE and LOAD may call, and networks that are not public",
        ),
    )
    shape_gate: bool = field(
        default=True,
        metadata=_as(_switch, "whether a write that adds a violation of the shapes is refused"),
    )
    keep_versions: int = field(
        default=10, metadata=_as(_whole(1), "versions of the dataset that a store keeps")
    )
    access_log: str = field(
        default="-",
        metadata=_as(
            str, "where each request is logged: a file, `-` for standard error, `none` for nowhere"
        ),
    )
    slow_query_seconds: float = field(
        default=5.0,
        metadata=_as(_seconds, "seconds after which a query is logged as slow, with its text"),
    )
    drain_seconds: float = field(
        default=30.0,
        metadata=_as(_seconds, "seconds that answers under way may still take after SIGTERM"),
    )

    contact: str = field(
        default="",
        metadata=_as(
            str, "address for questions about the data, such as `mailto:…`, for the catalogue"
        ),
    )

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings from environment variables and the file that CLUSTERATLAS_CONFIG names.

        A variable outweighs the file; an empty one counts as not set. Raises SettingError when a
        value is not of its type or out of its range, when the file cannot be read, and for a key
        that is no setting.
        """
        texts = _of_file(environ.get(CONFIG, "").strip())
        unknown = sorted(texts.keys() - {setting.name for setting in fields(cls)})
        if unknown:
            raise SettingError(
                f"{environ[CONFIG]}: “{unknown[0]}” is no setting.",
                hint="README.md lists the settings; a key is the variable's name without its "
                f"{PREFIX}, in lower case.",
            )
        values: dict[str, object] = {}
        for setting in fields(cls):
            variable = PREFIX + setting.name.upper()
            if text := environ.get(variable, "").strip():
                values[setting.name] = _read(setting, variable, text)
            elif setting.name in texts:
                values[setting.name] = _read(setting, setting.name, texts[setting.name])
        return cls(**values)  # type: ignore[arg-type]

    @classmethod
    def descriptions(cls) -> tuple[SettingDescription, ...]:
        """The table of all settings, for the documents and their test."""
        return tuple(
            SettingDescription(
                PREFIX + setting.name.upper(),
                _shown(setting.default),
                setting.metadata["meaning"],
            )
            for setting in fields(cls)
        )


def _read(setting: Field[Any], name: str, text: str) -> object:
    try:
        return setting.metadata["read"](text)
    except _SenselessError as error:
        raise SettingError(
            f"{name} is “{text}”, which is {error.why}.",
            hint=f"Unset it to use the default, or set it to {error.instead}.",
        ) from error


def _of_file(path: str) -> Mapping[str, str]:
    """The keys of a TOML file with their values as text; nothing when no file is named."""
    if not path:
        return {}
    try:
        with Path(path).open("rb") as file:
            content = tomllib.load(file)
    except OSError as error:
        raise SettingError(
            f"The settings in {path} cannot be read: {error.strerror}.",
            hint=f"Unset {CONFIG}, or let it name a file.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(
            f"{path} is not TOML: {error}.", hint='A line is: key = "text", or key = 5.'
        ) from error
    return {key: _as_text(path, key, value) for key, value in content.items()}


def _as_text(path: str, key: str, value: object) -> str:
    """A value as an environment variable would hold it, so that one reader serves both."""
    match value:
        case bool():
            return str(value).lower()
        case str() | int() | float():
            return str(value)
        case list() if all(isinstance(item, str) for item in value):
            return ",".join(value)
    raise SettingError(
        f"{path}: “{key}” is neither a text, a number, true, false nor a list of texts."
    )


def _shown(default: object) -> str:
    """A default as the documents print it."""
    match default:
        case bool():
            return str(default).lower()
        case float() if default.is_integer():
            return str(int(default))
        case None | () | "":
            return ""
    return str(default)
