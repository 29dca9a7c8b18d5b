"""Files that hold no table that can be read, by how they begin: each with what to do about it."""

from __future__ import annotations

from typing import Final, NamedTuple

from clusteratlas.errors import ImportRefused

HEAD: Final = 512
"""How many bytes tell what a file is."""

_SAVE_ANEW: Final = "Open it in a spreadsheet program, and save it as .xlsx or as CSV in UTF-8."


class _Foreign(NamedTuple):
    begins: tuple[bytes, ...]
    what: str
    hint: str


_FOREIGN: Final = (
    _Foreign(
        (b"\xd0\xcf\x11\xe0",),
        "an Excel workbook in the old format (.xls), or one that is locked with a password",
        _SAVE_ANEW,
    ),
    _Foreign((b"%pdf",), "a PDF document", "Ask its publisher for the table that it was made of."),
    _Foreign(
        (b"<!doctype html", b"<html", b"<table"),
        "a web page, and no table",
        "Download the list itself; where it was opened in Excel before, save it as .xlsx.",
    ),
    _Foreign((b"<?xml",), "an XML document", _SAVE_ANEW),
    _Foreign((b"{\\rtf",), "a text document", _SAVE_ANEW),
    _Foreign((b"7z\xbc\xaf", b"rar!"), "an archive that is no zip", "Unpack it first."),
)
_OPEN_DOCUMENT: Final = b"mimetypeapplication/vnd.oasis.opendocument"


def refuse(name: str, head: bytes) -> None:
    """Raises ImportRefused where a file is known to be no table; `head` is how it begins."""
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for foreign in _FOREIGN:
        if begin.startswith(foreign.begins):
            raise ImportRefused(f"{name} is {foreign.what}.", hint=foreign.hint)
    if head.startswith(b"PK") and _OPEN_DOCUMENT in head:
        raise ImportRefused(f"{name} is an OpenDocument file (.ods).", hint=_SAVE_ANEW)
