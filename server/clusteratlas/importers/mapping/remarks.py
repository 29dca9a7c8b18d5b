"""Rows of a table that are no data: totals, and remarks below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from clusteratlas.importers import territories
from clusteratlas.importers.mapping.reasons import REMARK, TOTALS
from clusteratlas.importers.reasons import Reason

_TOTALS: Final = re.compile(
    r"(?:grand )?(?:celkem|celkove|gesamt|gesamtsumme|insgesamt|lacznie|ogolem|osszesen|razem|"
    r"spolu|suma|sum|summa|summe|total|totale|totals|итого|общо)(?: (?:general|generale|geral))?"
    r"(?: [0-9 ]+)?"
)
_FEWEST_COLUMNS: Final = 4


def reason(fields: Sequence[str], *, about_projects: bool) -> Reason | None:
    """Why a row is no data, None where it is.

    Totals have few cells. A list of projects says more of each than one cell holds, a list of
    members may not.
    """
    filled = [field for field in fields if field.strip()]
    few = len(filled) * 2 <= len(fields)
    if few and any(_TOTALS.fullmatch(territories.fold(field)) for field in filled):
        return TOTALS
    alone = len(filled) == 1 and len(fields) >= _FEWEST_COLUMNS
    return REMARK if alone and about_projects else None
