"""The version of the dataset, or of a file, that a document is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from clusteratlas.web.frame import made


@dataclass(frozen=True)
class Edition:
    """`version` names it; `moment`, None where it has no time, says when it was made."""

    version: str
    moment: datetime | None

    @classmethod
    def of_version(cls, version: str) -> Edition:
        """That of a version of the dataset."""
        return cls(version, made(version))

    @classmethod
    def of_content(cls, content: bytes, changed: float | None = None) -> Edition:
        """That of what stands in files, which last changed at `changed` (seconds since 1970)."""
        moment = None if changed is None else datetime.fromtimestamp(changed, UTC)
        return cls(sha256(content).hexdigest()[:32], moment)
