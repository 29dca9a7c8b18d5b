"""The funds of the European Union that lists of operations name, and their programming periods."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from clusteratlas.importers.ntriples import slug, thing

Labels = Mapping[str, str]

FUNDS: Final[Mapping[str, Labels]] = MappingProxyType(
    {
        "AMIF": {
            "en": "Asylum, Migration and Integration Fund",
            "pl": "Fundusz Azylu, Migracji i Integracji",
        },
        "BMVI": {
            "en": "Border Management and Visa Instrument",
            "pl": "Instrument Wsparcia na rzecz Zarządzania Granicami i Polityki Wizowej",
        },
        "CF": {"en": "Cohesion Fund", "pl": "Fundusz Spójności"},
        "EAFRD": {
            "en": "European Agricultural Fund for Rural Development",
            "pl": "Europejski Fundusz Rolny na rzecz Rozwoju Obszarów Wiejskich",
        },
        "EFF": {"en": "European Fisheries Fund", "pl": "Europejski Fundusz Rybacki"},
        "EMFAF": {
            "en": "European Maritime, Fisheries and Aquaculture Fund",
            "pl": "Europejski Fundusz Morski, Rybacki i Akwakultury",
        },
        "EMFF": {
            "en": "European Maritime and Fisheries Fund",
            "pl": "Europejski Fundusz Morski i Rybacki",
        },
        "ERDF": {
            "en": "European Regional Development Fund",
            "pl": "Europejski Fundusz Rozwoju Regionalnego",
        },
        "ESF": {"en": "European Social Fund", "pl": "Europejski Fundusz Społeczny"},
        "ESF+": {"en": "European Social Fund Plus", "pl": "Europejski Fundusz Społeczny Plus"},
        "FEAD": {
            "en": "Fund for European Aid to the Most Deprived",
            "pl": "Europejski Fundusz Pomocy Najbardziej Potrzebującym",
        },
        "Interreg": {"en": "Interreg", "pl": "Interreg"},
        "ISF": {
            "en": "Internal Security Fund",
            "pl": "Fundusz Bezpieczeństwa Wewnętrznego",
        },
        "JTF": {
            "en": "Just Transition Fund",
            "pl": "Fundusz na rzecz Sprawiedliwej Transformacji",
        },
        "RRF": {
            "en": "Recovery and Resilience Facility",
            "pl": "Instrument na rzecz Odbudowy i Zwiększania Odporności",
        },
        "YEI": {
            "en": "Youth Employment Initiative",
            "pl": "Inicjatywa na rzecz zatrudnienia ludzi młodych",
        },
    }
)
"""Labels of each fund by the code that the Commission uses."""

_NATIONAL: Final = {
    **dict.fromkeys(("CF", "FS", "KF", "FC", "FDC", "KA", "KS", "ÜF", "ΤΣ", "КФ"), "CF"),
    **dict.fromkeys(("ERDF", "EFRE", "EFRR", "EFRO", "FEDER", "FESR", "ERUF", "EAKR"), "ERDF"),
    **dict.fromkeys(("FEDR", "EFRU", "ERFA", "ERAF", "EFRJ", "ESRR", "ERPF"), "ERDF"),
    **dict.fromkeys(("ΕΤΠΑ", "ЕФРР"), "ERDF"),
    **dict.fromkeys(("ESF", "EFS", "FSE", "ESZA", "ESR", "ESS", "ΕΚΤ", "ЕСФ"), "ESF"),
    **dict.fromkeys(("ESF+", "EFS+", "FSE+", "ESZA+", "ESR+", "ESS+", "ΕΚΤ+", "ЕСФ+"), "ESF+"),
    **dict.fromkeys(("JTF", "FST", "FTJ", "FSJ", "FJT", "ΤΔΜ", "ФСП"), "JTF"),
    **dict.fromkeys(("EAFRD", "ELER", "EFRROW", "FEADER", "FEASR"), "EAFRD"),
    **dict.fromkeys(("YEI", "IEJ", "YEI/IEJ", "BEI", "IOG"), "YEI"),
}  # fmt: skip
"""Codes that lists use, in all languages of the Union as far as no two funds share one."""
_PLUS: Final = re.compile(r"\s*(?:\+|\bplus\b)", re.IGNORECASE)
_PERIOD: Final = re.compile(r"(19|20)[0-9]{2}-(19|20)[0-9]{2}")


def is_period(text: str) -> bool:
    """Whether it is a programming period, such as `2014-2020`."""
    if not _PERIOD.fullmatch(text):
        return False
    first, _, last = text.partition("-")
    return first < last


def code_of(given: str) -> str:
    """The Commission's code of a fund; '' if unknown.

    It may be given by a code of some language, or by its name in English or Polish.
    """
    code = _PLUS.sub("+", given.strip()).upper()
    return _by_name().get(code) or _NATIONAL.get(code, "")


@cache
def _by_name() -> Mapping[str, str]:
    names = {
        _PLUS.sub("+", label).upper(): code
        for code, labels in FUNDS.items()
        for label in labels.values()
    }
    return names | {code.upper(): code for code in FUNDS}


@cache
def programme(fund: str, period: str) -> tuple[str, Labels]:
    """A fund in a period as a programme: its term and its labels; `period` may be ''."""
    labels = FUNDS[fund]
    name = slug(f"{fund.replace('+', ' plus')} {period}")
    shown = period.replace("-", "–")
    return thing("programme", name), {
        tag: f"{label} {shown}".strip() for tag, label in labels.items()
    }
