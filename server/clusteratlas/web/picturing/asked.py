"""What the address of a picture asks for: things as IRIs, years, numbers; each checked."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask import request

from clusteratlas.errors import ParameterError
from clusteratlas.terms import ID

_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f-\x9f\ufffd]{1,1000}")
_LOCAL = re.compile(r"[a-z-]{2,40}/[a-z0-9-]{1,200}")
_YEAR = re.compile(r"[12][0-9]{3}")


@dataclass(frozen=True)
class Years:
    """A stretch of years from the address; '' where it is open."""

    first: str
    last: str

    @property
    def first_day(self) -> date | None:
        """The first day of it."""
        return date(int(self.first), 1, 1) if self.first else None

    @property
    def last_day(self) -> date | None:
        """The last day of it."""
        return date(int(self.last), 12, 31) if self.last else None


def asked_thing(parameter: str) -> str:
    """The IRI that a parameter names, '' for none; `cluster/biopmed` is short for one of ours.

    Raises ParameterError for what is neither.
    """
    given = request.args.get(parameter, "").strip()
    if _LOCAL.fullmatch(given):
        return ID + given
    if given and not _IRI.fullmatch(given):
        raise ParameterError(
            f"“{given[:80]}” is no address of a thing.",
            hint=f"?{parameter}= takes an IRI such as {ID}cluster/klaster-lifescience-krakow.",
        )
    return given


def is_name(parameter: str) -> bool:
    """Whether the parameter holds words to be searched for rather than an IRI."""
    given = request.args.get(parameter, "").strip()
    return bool(given) and not _IRI.fullmatch(given) and not _LOCAL.fullmatch(given)


def asked_years() -> Years:
    """The years of `from` and `to`. Raises ParameterError."""
    return Years(_year("from"), _year("to"))


def asked_choice(parameter: str, choices: Collection[str], default: str) -> str:
    """One of some words. Raises ParameterError for another."""
    given = request.args.get(parameter, "") or default
    if given not in choices:
        raise ParameterError(
            f"“{given[:80]}” is not among the values of “{parameter}”.",
            hint=f"It can be {', '.join(choices)}.",
        )
    return given


def _year(parameter: str) -> str:
    given = request.args.get(parameter, "").strip()[:10]
    year = given[:4]
    if given and not _YEAR.fullmatch(year):
        raise ParameterError(
            f"“{given}” is no year.", hint=f"?{parameter}= takes a year such as 2016."
        )
    return year
