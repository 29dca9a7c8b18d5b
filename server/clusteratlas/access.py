"""Who may do what: bearer tokens, their names and their scopes.

A token is 256 random bits, so its SHA-256 is as safe to keep as a slow, salted hash would be: there
is nothing to guess. For the same reason the file of tokens may be read by others, but not written.
One line of it is one token:

    # name    scopes      hash
    curation  read,write  sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
"""

from __future__ import annotations

import logging
import re
import secrets
import stat
import time
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from hmac import compare_digest
from typing import TYPE_CHECKING

from clusteratlas.errors import AccessDenied, SettingError, Unauthenticated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from clusteratlas.settings import Settings

_LOG = logging.getLogger(__name__)
_SECONDS_BETWEEN_LOOKS = 1.0
_SHORTEST_TOKEN = 22
"""Characters of base 64 that hold 128 bits."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_HASH = re.compile(r"sha256:([0-9a-f]{64})")
_BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/-]+=*) *", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*")
_NEW_TOKEN = "Make a token with `clusteratlas token NAME --scope write`."  # noqa: S105


class Scope(Enum):
    """What a token is for. None includes another."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


@dataclass(frozen=True)
class Identity:
    """Who asks: the name of the token, as logs and records of changes keep it."""

    name: str
    scopes: frozenset[Scope]


ANONYMOUS = Identity("anonymous", frozenset({Scope.READ}))
SETTINGS_TOKEN = Identity("write-token", frozenset(Scope))
"""Who bears the token of the setting `write_token`."""

_RESERVED = frozenset({ANONYMOUS.name, SETTINGS_TOKEN.name})


@dataclass(frozen=True)
class _Token:
    identity: Identity
    digest: bytes


class Access:
    """The tokens of a service. Safe to use from several threads.

    The file of tokens is looked at again when it changed, at most once a second: a token that is
    added or taken out counts from then on. A file that became bad is logged, and what it said
    before goes on to hold until it is mended.
    """

    def __init__(
        self, tokens: tuple[_Token, ...], file: Path | None, *, read_needs_token: bool
    ) -> None:
        self._fixed = tokens
        self._file = file
        self._read_needs_token = read_needs_token
        self._stamp = _stamp(file) if file else None
        self._tokens = tokens + _read(file) if file else tokens
        self._looked = time.monotonic()

    @classmethod
    def from_settings(cls, settings: Settings) -> Access:
        """The tokens that the settings name.

        Raises SettingError for a token that no client could send, for a file that cannot be read,
        that everybody may write to or that has a wrong line, and where reads need a token and no
        token is for reading.
        """
        fixed: tuple[_Token, ...] = ()
        if settings.write_token:
            if not _TOKEN.fullmatch(settings.write_token):
                raise SettingError(
                    "CLUSTERATLAS_WRITE_TOKEN has characters that no bearer token may have.",
                    hint=_NEW_TOKEN,
                )
            fixed = (_Token(SETTINGS_TOKEN, _digest(settings.write_token)),)
        access = cls(fixed, settings.tokens_file, read_needs_token=settings.read_needs_token)
        if settings.read_needs_token and not access._any(Scope.READ):
            raise SettingError(
                "Reads need a token, and no token is for reading: nobody could read.",
                hint="Name a file of tokens in CLUSTERATLAS_TOKENS_FILE. " + _NEW_TOKEN,
            )
        return access

    @property
    def accepts_writes(self) -> bool:
        """Whether any token is for writing."""
        self._look_again()
        return self._any(Scope.WRITE)

    def permit(self, authorization: str | None, scope: Scope) -> Identity:
        """Who asks, by the value of the request's Authorization header (RFC 6750 §2.1).

        Raises Unauthenticated where a token is needed and none that we know is borne, AccessDenied
        where the token is not for `scope`, or none at all is.
        """
        self._look_again()
        found = self._bearer(authorization or "")
        if scope is Scope.READ and not self._read_needs_token:
            return found or ANONYMOUS
        if not self._any(scope):
            raise AccessDenied(
                "This service takes no writes."
                if scope is Scope.WRITE
                else f"No token of this service is for the scope “{scope.value}”.",
                hint="Whoever runs the service can set CLUSTERATLAS_WRITE_TOKEN or "
                "CLUSTERATLAS_TOKENS_FILE.",
            )
        if found is None:
            raise Unauthenticated(
                "The token of this request is not known."
                if authorization
                else "This needs a token.",
                hint="Send the header “Authorization: Bearer TOKEN”, with a token for the scope "
                f"“{scope.value}”.",
            )
        if scope not in found.scopes:
            raise AccessDenied(
                f"The token “{found.name}” is not for the scope “{scope.value}”.",
                hint=f"It is for: {_names(found.scopes)}.",
            )
        return found

    def _any(self, scope: Scope) -> bool:
        return any(scope in token.identity.scopes for token in self._tokens)

    def _bearer(self, authorization: str) -> Identity | None:
        borne = _BEARER.fullmatch(authorization.strip())
        if borne is None:
            return None
        digest = _digest(borne[1])
        found = None
        # Every token is compared, and each in constant time: how long it takes says nothing.
        for token in self._tokens:
            if compare_digest(token.digest, digest):
                found = token.identity
        return found

    def _look_again(self) -> None:
        now = time.monotonic()
        if self._file is None or now - self._looked < _SECONDS_BETWEEN_LOOKS:
            return
        self._looked = now
        stamp = _stamp(self._file)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._tokens = self._fixed + _read(self._file)
        except SettingError as error:
            _LOG.error("%s What it said before still holds.", error.message)


def concerns(settings: Settings) -> Iterator[str]:
    """What an operator should know of the tokens although it is no error."""
    if settings.write_token and len(settings.write_token) < _SHORTEST_TOKEN:
        yield (
            f"CLUSTERATLAS_WRITE_TOKEN is shorter than {_SHORTEST_TOKEN} characters and may be "
            f"guessed. {_NEW_TOKEN}"
        )


def new_token() -> str:
    """A token of 256 random bits."""
    return f"ca_{secrets.token_urlsafe(32)}"


def token_line(name: str, scopes: Iterable[Scope], token: str) -> str:
    """The line of the file of tokens for `token`. Raises SettingError for a name it cannot have."""
    if why := _name_fault(name):
        raise SettingError(f"“{name}” {why}.", hint="Such as: curation, anna@example.org")
    return f"{name} {_names(scopes)} sha256:{_digest(token).hex()}"


def check_tokens_file(path: Path) -> None:
    """Raise SettingError, with the line, where the file cannot be read or has a wrong line."""
    _read(path)


def _names(scopes: Iterable[Scope]) -> str:
    asked = set(scopes)
    return ",".join(scope.value for scope in Scope if scope in asked)


def _name_fault(name: str) -> str:
    if not _NAME.fullmatch(name):
        return "is no name of a token: letters, digits and . _ @ - are, 64 at most"
    return "is the name of something else here" if name in _RESERVED else ""


def _digest(token: str) -> bytes:
    return sha256(token.encode("utf-8")).digest()


def _stamp(path: Path) -> tuple[int, int, int, int] | None:
    """What changes when the file does; None where there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_mode


def _read(path: Path) -> tuple[_Token, ...]:
    try:
        mode = path.stat().st_mode
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error
    if mode & stat.S_IWOTH:
        raise SettingError(
            f"Everybody may write to {path}, and so give themselves a token.",
            hint=f"chmod o-w {path}",
        )
    seen: dict[bytes, int] = {}
    tokens = []
    for number, line in enumerate(lines, start=1):
        content = line.partition("#")[0].split()
        if not content:
            continue
        token = _parse(path, number, content)
        if (first := seen.setdefault(token.digest, number)) != number:
            raise _wrong(path, number, f"it has the hash of line {first} again")
        tokens.append(token)
    return tuple(tokens)


def _parse(path: Path, number: int, content: list[str]) -> _Token:
    if len(content) != len(("name", "scopes", "hash")):
        raise _wrong(path, number, "it is not a name, scopes and a hash")
    name, scope_names, hash_ = content
    if why := _name_fault(name):
        raise _wrong(path, number, f"“{name}” {why}")
    known = {scope.value: scope for scope in Scope}
    for scope in scope_names.split(","):
        if scope not in known:
            raise _wrong(path, number, f"“{scope}” is no scope; scopes are {', '.join(known)}")
    digest = _HASH.fullmatch(hash_)
    if digest is None:
        # Not shown: it may be the token itself.
        raise _wrong(path, number, "its hash is not sha256: and 64 digits 0-9 a-f")
    scopes = frozenset(known[scope] for scope in scope_names.split(","))
    return _Token(Identity(name, scopes), bytes.fromhex(digest[1]))


def _wrong(path: Path, line: int, why: str) -> SettingError:
    return SettingError(
        f"{path}, line {line}: {why}.", hint="`clusteratlas token` makes lines for this file."
    )


def _unreadable(path: Path, error: Exception) -> SettingError:
    why = error.strerror if isinstance(error, OSError) else error
    return SettingError(
        f"The file of tokens {path} cannot be read: {why}.",
        hint="Unset CLUSTERATLAS_TOKENS_FILE, or let it name a file that may be read.",
    )
