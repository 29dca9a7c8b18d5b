"""Web addresses out of tables."""

from __future__ import annotations

import re
from typing import Final

from clusteratlas.importers.cordis.context import Sheet
from clusteratlas.importers.cordis.reasons import ADDRESS_COMPLETED, ADDRESS_UNUSABLE
from clusteratlas.importers.ntriples import external
from clusteratlas.importers.report import ImportReport

_WHOLE: Final = re.compile(r"https?://[^\s/@]+\.[^\s/]+(?:/\S*)?", re.IGNORECASE)
_HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::[0-9]+)?(?:[/?#]\S*)?")


def web_address(raw: str, column: str, sheet: Sheet, report: ImportReport) -> str:
    """An address that RDF takes as an IRI; '' where there is none."""
    address = raw.strip()
    if not address:
        return ""
    if _HOST.fullmatch(address):
        address = f"http://{address}"
        report.note(sheet.name, sheet.cells.line, column, raw, ADDRESS_COMPLETED)
    if not _WHOLE.fullmatch(address) or not external(address):
        report.reject(sheet.name, sheet.cells.line, column, raw, ADDRESS_UNUSABLE)
        return ""
    return address
