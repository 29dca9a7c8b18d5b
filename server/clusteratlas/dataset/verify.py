"""Verifying a store or a backup end to end: everything in it is read, and held against the rest."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Store

from clusteratlas.dataset.backup import kept_versions
from clusteratlas.dataset.comparing import compare
from clusteratlas.dataset.damage import Damage, DamageKind
from clusteratlas.dataset.directory import StoreDirectory, StoreKind, find_store
from clusteratlas.dataset.history import Change, read_change, read_steps
from clusteratlas.dataset.imports.soundness import damages_of_imports
from clusteratlas.dataset.manifest import Manifest, read_manifest
from clusteratlas.dataset.restoring import restore
from clusteratlas.dataset.soundness import damages_of_data, damages_of_derivation, looks
from clusteratlas.errors import DataError, StoreError, StoreNotFound

Progress = Callable[[str, int, int], None]
"""Told what is read (the id of a version, or '' for a backup), how much of it is, and how much
there is."""


@dataclass(frozen=True)
class Verification:
    """What was read to the end: the quads of which versions, how many records; what is wrong."""

    versions: dict[str, int]
    current: str
    records: int
    damages: tuple[Damage, ...]


def verify_backup(file: Path, progress: Progress) -> Verification:
    """Check a backup: its checksums, and the store that is restored from it for the time being.

    That store is in the system's folder for temporary files, which TMPDIR names. Raises StoreError
    where it cannot be made.
    """
    with TemporaryDirectory(prefix="clusteratlas-verify-") as folder:
        store = Path(folder) / "store"
        try:
            restore(file, store, lambda done, total: progress("", done, total))
        except DataError as error:
            damage = Damage(DamageKind.ARCHIVE, file, {"reason": error.message})
            return Verification({}, "", 0, (damage,))
        return verify_store(store, progress)


def verify_store(store: Path, progress: Progress) -> Verification:
    """Check a store, which may be served and written meanwhile.

    Raises StoreNotFound where there is none, or nothing in it yet.
    """
    try:
        found = find_store(store)
        current = found.current()
    except StoreNotFound:
        raise
    except StoreError as error:
        damage = Damage(DamageKind.STORE, store, {"reason": error.message})
        return Verification({}, "", 0, (damage,))
    with ExitStack() as leases:
        kept = [id_ for id_ in kept_versions(found) if found.lease_until(leases, id_)]
        check = _Check(found, progress)
        for id_ in kept:
            check.version(id_)
        records = check.history(current)
    return Verification(check.read, current, records, tuple(check.damages))


class _Check:
    """A store that is being checked: what was read, and what is wrong."""

    def __init__(self, found: StoreDirectory, progress: Progress) -> None:
        self.read: dict[str, int] = {}
        self.damages: list[Damage] = []
        self._found = found
        self._progress = progress
        self._sound: set[str] = set()

    def version(self, id_: str) -> None:
        """Read a version to its end."""
        manifest = self._manifest(id_)
        if manifest is None:
            return
        data = self._found.version(id_) / "data"
        tick = self._ticker(id_, looks(manifest))
        damages = list(damages_of_data(data, manifest, tick))
        if all(damage.kind is not DamageKind.DATA for damage in damages):
            self._sound.add(id_)
            self.read[id_] = manifest.triples + sum(manifest.graphs.values())
            if self._found.kind is StoreKind.ATLAS:
                damages += damages_of_derivation(data, tick)
                damages += damages_of_imports(self._found.version(id_))
        self.damages += damages

    def history(self, current: str) -> int:
        """Follow the records from the current version to the first. Gives how many there are."""
        version, count = current, 0
        while version:
            path = self._record(version)
            try:
                change = self._change(version, path)
                if change.has_patch and {version, change.predecessor} <= self._sound:
                    self._compare(path, change)
            except StoreError as error:
                self.damages.append(Damage(DamageKind.RECORD, path, {"reason": error.message}))
                return count
            version, count = change.predecessor, count + 1
        return count

    def _manifest(self, id_: str) -> Manifest | None:
        path = self._found.version(id_) / "manifest.json"
        try:
            manifest = read_manifest(path)
        except StoreError as error:
            self.damages.append(Damage(DamageKind.MANIFEST, path, {"reason": error.message}))
            return None
        if manifest.id == id_:
            return manifest
        self.damages.append(Damage(DamageKind.OTHER_MANIFEST, path, {"found": manifest.id}))
        return None

    def _ticker(self, id_: str, total: int) -> Callable[[int], None]:
        done = 0

        def tick(more: int) -> None:
            nonlocal done
            done = min(done + more, total)
            self._progress(id_, done, total)

        return tick

    def _record(self, version: str) -> Path:
        """Where the record is, or should be."""
        places = self._found.records(version)
        return next((path for path in places if path.exists()), places[0])

    def _change(self, version: str, path: Path) -> Change:
        change = read_change(self._found, version)
        if change is None:
            raise StoreError(f"The record {path} is missing.")
        return change

    def _compare(self, path: Path, change: Change) -> None:
        """Hold a record against the two versions that it leads from and to."""
        before, after = (
            Store.read_only(str(self._found.version(id_) / "data"))
            for id_ in (change.predecessor, change.version)
        )
        if set(read_steps(self._found, change.version)) != set(compare(before, after)):
            details = {"before": change.predecessor}
            self.damages.append(Damage(DamageKind.OTHER_RECORD, path, details))
