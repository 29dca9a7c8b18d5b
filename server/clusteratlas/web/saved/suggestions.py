"""Things by name, from the search index."""

from __future__ import annotations

from collections.abc import Sequence

from clusteratlas.errors import SearchNotReady
from clusteratlas.web.saved.things import Choice
from clusteratlas.web.searching import find_by_name

_MOST = 8


def look_up(text: str, kind: str) -> Sequence[Choice]:
    """The things that `text` may be the name of, the likeliest first.

    None while there is no index: what is wrong with the text can be told without it.
    """
    try:
        found = find_by_name(text, [kind] if kind else [], _MOST)
    except SearchNotReady:
        return ()
    return [Choice(each.iri, each.label, each.summary) for each in found]
