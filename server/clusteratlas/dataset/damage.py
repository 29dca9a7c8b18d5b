"""What can be wrong with a store. How it is said, and how to mend it, the faces know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path


class DamageKind(Enum):
    """What is wrong; in brackets what the details of such a damage tell."""

    ARCHIVE = "archive"
    """A backup is not to be unpacked, or not what its checksums say (reason)."""
    STORE = "store"
    """What says which version is current is not to be read (reason)."""
    MANIFEST = "manifest"
    """A version's manifest is not to be read (reason)."""
    OTHER_MANIFEST = "other-manifest"
    """A version's manifest is that of another version (found)."""
    DATA = "data"
    """A version's data are not to be read to the end (reason)."""
    COUNT = "count"
    """A version does not hold as many as its manifest says (what, said, found)."""
    INDEX = "index"
    """An index of a version does not hold what the others hold (index, all, found)."""
    MISSING = "missing"
    """The default graph lacks what source graphs state (count, example)."""
    UNFOUNDED = "unfounded"
    """The default graph says what no source graph states (count, example)."""
    IDENTITY = "identity"
    """The identity statements contradict each other (reason)."""
    IMPORT = "import"
    """What was imported is not to be read, or not what was read from its files (reason)."""
    RECORD = "record"
    """The record of a change is missing or not to be read (reason)."""
    OTHER_RECORD = "other-record"
    """The record does not tell what changed between two versions (before)."""


@dataclass(frozen=True)
class Damage:
    """One damage: where it is, and what."""

    kind: DamageKind
    path: Path
    details: Mapping[str, str] = field(default_factory=dict)
