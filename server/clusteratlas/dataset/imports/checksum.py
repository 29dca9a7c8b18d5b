"""The checksum of what is imported: the same one means that importing again changes nothing."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from clusteratlas.errors import ImportRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_BLOCK = 1024 * 1024


def input_checksum(
    importer: str, parameters: str, files: Sequence[Path], progress: Callable[[int, int], None]
) -> str:
    """SHA-256, in hexadecimal, over the importer with its version, its parameters and the files.

    The files' order and folders do not matter, their names do. Raises ImportRefused for one that
    cannot be read.
    """
    total = sum(_size(file) for file in files)
    done = 0
    digest = sha256(f"{importer}\n{parameters}\n".encode())
    parts = []
    for file in files:
        own = sha256()
        try:
            with file.open("rb") as content:
                while block := content.read(_BLOCK):
                    own.update(block)
                    done += len(block)
                    progress(done, total)
        except OSError as error:
            raise _unreadable(file, error) from error
        parts.append(f"{file.name}\0{own.hexdigest()}\n")
    digest.update("".join(sorted(parts)).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError as error:
        raise _unreadable(file, error) from error


def _unreadable(file: Path, error: OSError) -> ImportRefused:
    return ImportRefused(f"{file} cannot be read: {error.strerror}.", hint="Is it the right file?")
