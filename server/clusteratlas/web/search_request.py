"""What a search asks: its parameters, read once, and written again for each link of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from clusteratlas.errors import ParameterError
from clusteratlas.search.asking import FACETS, LAST_PAGE, Filters, Sort
from clusteratlas.search.index import COUNTRY, KIND
from clusteratlas.search.kinds import kinds_named
from clusteratlas.terms import ID

_YEAR = re.compile(r"\d{4}")
_CODE = re.compile(r"[a-z]{2}", re.IGNORECASE)


@dataclass(frozen=True)
class SearchRequest:
    """The words, what they are narrowed down to, and which page in which order.

    `chosen` has the values of each facet as they stand in the address: names of kinds, and IRIs
    without what those of the atlas's things all begin with (`region/slaskie`); a country's code
    is enough. `version` is that of `?version=`.
    """

    text: str = ""
    chosen: Mapping[str, Sequence[str]] = ()  # type: ignore[assignment]
    since: str = ""
    until: str = ""
    page: int = 1
    sort: Sort = Sort.RELEVANCE
    version: str = ""

    @property
    def filters(self) -> Filters:
        """What results are narrowed down to. Raises ParameterError for what is no kind."""
        values = {name: [_iri(name, value) for value in self.chosen[name]] for name in FACETS[1:]}
        kinds = kinds_named(self.chosen[KIND])
        return Filters({KIND: kinds, **values}, int(self.since or 0), int(self.until or 0))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words narrows it down."""
        return any(self.chosen.values()) or bool(self.since or self.until)

    def query_string(self, **changes: object) -> str:
        """The address's query string, with changes; the page begins anew unless it is changed."""
        changed = replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]
        pairs = [("q", changed.text)]
        pairs += [(name, value) for name in FACETS for value in changed.chosen[name]]
        pairs += [("from", changed.since), ("to", changed.until), ("version", changed.version)]
        pairs.append(("sort", "" if changed.sort is Sort.RELEVANCE else changed.sort.value))
        pairs.append(("page", "" if changed.page == 1 else str(changed.page)))
        return urlencode([pair for pair in pairs if pair[1]], safe="/")

    def toggled(self, name: str, value: str) -> str:
        """The query string with one value of a facet more, or less where it is chosen."""
        values = list(self.chosen[name])
        if value in values:
            values.remove(value)
        else:
            values.append(value)
        return self.query_string(chosen={**self.chosen, name: values})


def read_search(arguments: MultiDict[str, str]) -> SearchRequest:
    """The request that the arguments of an address make. Raises ParameterError."""
    return SearchRequest(
        text=arguments.get("q", "").strip(),
        chosen={
            name: [_short(name, value) for value in arguments.getlist(name) if value]
            for name in FACETS
        },
        since=_year(arguments, "from"),
        until=_year(arguments, "to"),
        page=_page(arguments.get("page", "")),
        sort=_sort(arguments.get("sort", "")),
        version=arguments.get("version", ""),
    )


def short_value(name: str, value: str) -> str:
    """A facet's value as it stands in addresses."""
    return _short(name, value)


def _short(name: str, value: str) -> str:
    short = value.removeprefix(ID)
    if name == COUNTRY and _CODE.fullmatch(short):
        return f"country/{short.lower()}"
    return short


def _iri(name: str, value: str) -> str:
    return value if name == KIND or ":" in value else ID + value


def _year(arguments: MultiDict[str, str], name: str) -> str:
    year = arguments.get(name, "").strip()
    if year and not _YEAR.fullmatch(year):
        raise ParameterError(f"“{name}” is “{year}”, which is no year.", hint="Such as 2014.")
    return year


def _page(page: str) -> int:
    if page and not (page.isascii() and page.isdigit() and 1 <= int(page) <= LAST_PAGE):
        raise ParameterError(
            f"“page” is “{page}”: pages are numbered from 1 to {LAST_PAGE}.",
            hint="Narrow the search down to see what comes later.",
        )
    return int(page or 1)


def _sort(sort: str) -> Sort:
    try:
        return Sort(sort) if sort else Sort.RELEVANCE
    except ValueError as error:
        known = ", ".join(each.value for each in Sort)
        raise ParameterError(f"“sort” is “{sort}”; it is one of: {known}.") from error
