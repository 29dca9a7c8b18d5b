"""The history of a store: the record of each change, and what two versions differ in.

A record is kept with its version, and longer: it is an RDF Patch, compressed, whose header says who
changed what and when. Records are found from the current version backwards, each naming the one
before it, so that what never became current is in no history.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import zlib
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from itertools import takewhile
from typing import TYPE_CHECKING

from pyoxigraph import Store

from clusteratlas.dataset.comparing import compare
from clusteratlas.dataset.directory import RECORD, StoreDirectory, find_store
from clusteratlas.dataset.manifest import read_manifest
from clusteratlas.dataset.matching.vocabulary import MATCHES
from clusteratlas.dataset.patch import Sign, Step, patch_text, read_patch
from clusteratlas.errors import StoreError, UnknownVersion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Quad

_BODY = "change.body"
_COMPRESSION = 6
_HEADER = "H "


class Action(Enum):
    """What made a version."""

    INIT = "init"
    BUILD = "build"
    WRITE = "write"
    UNDO = "undo"
    IMPORT = "import"


@dataclass(frozen=True)
class Change:
    """One record: what led to `version` from `predecessor`, which is '' for the first one.

    `created` is UTC in ISO 8601; `author` the name of the token, or of the one who called the
    program; `added` and `removed` count triples: of an atlas those of the source graphs, which the
    default graph follows. `undoes` is the version whose change an undo took back, else ''.
    `graphs_added` and `graphs_removed` are the named graphs that came to be and ceased to.
    `has_patch` says whether the record tells each triple: where millions came, it does not.
    `graph` is the one that was imported or removed.
    """

    version: str
    predecessor: str
    created: str
    author: str
    action: Action
    added: int = 0
    removed: int = 0
    undoes: str = ""
    graphs_added: tuple[str, ...] = field(default=())
    graphs_removed: tuple[str, ...] = field(default=())
    has_patch: bool = True
    graph: str = ""

    @property
    def removes_import(self) -> bool:
        """Whether it took an imported graph out: a newer import leaves its graph a graph.

        That of matches ends when the last match does.
        """
        return self.action is Action.IMPORT and any(
            graph != MATCHES.value for graph in self.graphs_removed
        )


def read_log(store: Path) -> Iterator[Change]:
    """The records from the current version backwards, read as they are asked for.

    Raises StoreNotFound where there is no store or nothing was built, StoreError where a record is
    damaged.
    """
    return walk(find_store(store))


def walk(found: StoreDirectory) -> Iterator[Change]:
    """See `read_log`. It ends where the history begins, or where a record is missing."""
    version = found.current()
    while version:
        change = read_change(found, version)
        if change is None:
            return
        yield change
        version = change.predecessor


def change_of(store: Path, version: str) -> Change:
    """The record of one version, kept or removed. Raises StoreNotFound, UnknownVersion."""
    change = read_change(find_store(store), version)
    if change is None:
        raise UnknownVersion(
            f"The store {store} has no record of the version “{version}”.",
            hint="`clusteratlas log` lists those that it has.",
        )
    return change


def read_change(found: StoreDirectory, version: str) -> Change | None:
    """The record of one version, None where there is none. Raises StoreError for a damaged one."""
    with _record(found, version) as rows:
        if rows is None:
            return None
        header = takewhile(lambda row: row.startswith(_HEADER), rows)
        return _change_of_header(version, header)


def read_steps(found: StoreDirectory, version: str) -> Iterator[Step]:
    """The patch of one version's record. Raises StoreError where it is damaged or missing."""
    with _record(found, version) as rows:
        if rows is None:
            raise StoreError(f"The record of the version “{version}” is missing.")
        yield from read_patch(rows)


def diff(store: Path, before: str, after: str) -> Iterator[Step]:
    """The steps that lead from one version to another, older or newer, in the whole dataset.

    The records between them are followed where that is less to read than the two versions, and
    where one of them was removed. Raises StoreNotFound, UnknownVersion, StoreError.
    """
    found = find_store(store)
    older, newer = sorted((before, after))
    between = _changes_between(found, older, newer)
    kept = [_triples(found, version) for version in (older, newer)]
    to_read = None if None in kept else sum(count for count in kept if count is not None)
    if between is not None and (
        to_read is None or sum(change.added + change.removed for change in between) <= to_read
    ):
        steps = _net(found, between)
    elif to_read is not None:
        steps = _compare(found, older, newer)
    else:
        missing = older if kept[0] is None else newer
        raise UnknownVersion(
            f"The store {store} keeps no version “{missing}”, nor what was changed since.",
            hint="`clusteratlas log` lists the versions that can be told apart.",
        )
    return steps if before == older else (Step(sign.inverse, quad) for sign, quad in steps)


def write_steps(building: Path, steps: Iterable[Step]) -> str:
    """Write the patch of a version that is being made. Gives the SHA-256 of its text."""
    digest = sha256()
    with _compressed(building / _BODY) as body:
        for row in patch_text(steps):
            line = row.encode()
            digest.update(line)
            body.write(line)
    return digest.hexdigest()


def write_record(building: Path, change: Change) -> None:
    """Write the record of a version that is being made, with the patch if it was written before."""
    record, body = building / RECORD, building / _BODY
    with _compressed(record) as header:
        header.writelines(row.encode() for row in _header_of_change(change))
    if body.exists():
        # Compressed files one behind the other are the compressed form of the whole.
        with record.open("ab") as whole, body.open("rb") as part:
            shutil.copyfileobj(part, whole)
        body.unlink()


@contextmanager
def _compressed(path: Path) -> Iterator[gzip.GzipFile]:
    """Without the time and the name in it: the same content gives the same bytes."""
    with (
        path.open("wb") as file,
        gzip.GzipFile(
            filename="", mode="wb", fileobj=file, compresslevel=_COMPRESSION, mtime=0
        ) as compressed,
    ):
        yield compressed


@contextmanager
def _record(found: StoreDirectory, version: str) -> Iterator[Iterator[str] | None]:
    """The rows of a record. It is looked for where it stands first, since it only moves on."""
    for path in found.records(version):
        try:
            file = path.open("rb")
        except FileNotFoundError:
            continue
        with file, gzip.open(file) as content:
            try:
                yield io.TextIOWrapper(content, encoding="utf-8", newline="\n")
            except (OSError, EOFError, zlib.error, ValueError, SyntaxError) as error:
                raise StoreError(f"The record {path} is damaged: {error}.") from error
        return
    yield None


def _header_of_change(change: Change) -> Iterator[str]:
    values = [
        ("id", change.version),
        ("prev", change.predecessor),
        ("created", change.created),
        ("author", change.author),
        ("action", change.action.value),
        ("added", str(change.added)),
        ("removed", str(change.removed)),
        ("undoes", change.undoes),
        *(("graph-added", graph) for graph in change.graphs_added),
        *(("graph-removed", graph) for graph in change.graphs_removed),
        *([] if change.has_patch else [("patch", "none")]),
        *([("graph", change.graph)] if change.graph else []),
    ]
    for name, value in values:
        # A text of JSON is a literal of N-Triples as well: they share their escapes.
        yield f"{_HEADER}{name} {json.dumps(value, ensure_ascii=False)} .\n"


def _change_of_header(version: str, rows: Iterable[str]) -> Change:
    values: dict[str, list[str]] = {}
    for row in rows:
        name, _, value = row.removeprefix(_HEADER).rpartition(" .")[0].partition(" ")
        values.setdefault(name, []).append(str(json.loads(value)))
    try:
        (found,), (predecessor,), (undoes,) = values["id"], values["prev"], values["undoes"]
        if found != version:
            raise ValueError(f"it is that of “{found}”")
        return Change(
            version=version,
            predecessor=predecessor,
            created=values["created"][0],
            author=values["author"][0],
            action=Action(values["action"][0]),
            added=int(values["added"][0]),
            removed=int(values["removed"][0]),
            undoes=undoes,
            graphs_added=tuple(values.get("graph-added", ())),
            graphs_removed=tuple(values.get("graph-removed", ())),
            has_patch="patch" not in values,
            graph=values.get("graph", [""])[0],
        )
    except KeyError as error:
        raise ValueError(f"its header lacks {error}") from error


def _changes_between(found: StoreDirectory, older: str, newer: str) -> list[Change] | None:
    """What leads from one version to the other, in order; None if not all of it is recorded."""
    changes: list[Change] = []
    for change in walk(found):
        if change.version == newer or changes:
            if older == newer:
                return []
            changes.append(change)
            if change.predecessor == older:
                return changes[::-1] if all(each.has_patch for each in changes) else None
    return None


def _net(found: StoreDirectory, changes: Iterable[Change]) -> Iterator[Step]:
    """All changes as one: what is added and removed again is in it no more."""
    net: dict[Quad, Sign] = {}
    for change in changes:
        for sign, quad in read_steps(found, change.version):
            if net.get(quad) is sign.inverse:
                del net[quad]
            else:
                net[quad] = sign
    for wanted in (Sign.DELETE, Sign.ADD):
        for quad in sorted((quad for quad, sign in net.items() if sign is wanted), key=str):
            yield Step(wanted, quad)


def _triples(found: StoreDirectory, version: str) -> int | None:
    """How much there is to read in a version; None where it is not kept."""
    try:
        manifest = read_manifest(found.version(version) / "manifest.json")
    except UnknownVersion:
        return None
    return manifest.triples + sum(manifest.graphs.values())


def _compare(found: StoreDirectory, older: str, newer: str) -> Iterator[Step]:
    with ExitStack() as leases:
        for version in (older, newer):
            leases.callback(os.close, found.lease(version))
        old, new = (Store.read_only(str(found.version(id_) / "data")) for id_ in (older, newer))
        yield from compare(old, new)
