"""Finding saved queries: by collection, by tag, by words in any of their texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clusteratlas.catalogue import SavedQuery
from clusteratlas.identity.spelling import folded
from clusteratlas.web.texts import TEXTS


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for; '' where there is no wish."""

    words: str = ""
    collection: str = ""
    tag: str = ""

    def arguments(self, **changed: str) -> dict[str, str]:
        """What an address says of it, with some of it changed."""
        wanted = {"q": self.words, "collection": self.collection, "tag": self.tag, **changed}
        return {name: value for name, value in wanted.items() if value}


@dataclass(frozen=True)
class Found:
    """The queries that fit; how many of them each collection and tag has."""

    queries: Sequence[SavedQuery]
    collections: Mapping[str, int]
    tags: Mapping[str, int]


def find(catalogue: Iterable[SavedQuery], wanted: Wanted) -> Found:
    """The queries of `catalogue` that have every word, the best first; else by their names.

    A word is found at the beginning of any word of the name, the summary, the description, the
    tags and the parameters, in all languages, whatever the case and the diacritics.
    """
    words = folded(wanted.words).split()
    ranked = [(_rank(query, words), query) for query in catalogue]
    fitting = [query for rank, query in sorted(ranked, key=_order) if rank is not None]
    of_collection = [q for q in fitting if wanted.collection in ("", q.collection)]
    return Found(
        [query for query in of_collection if not wanted.tag or wanted.tag in query.tags],
        Counter(query.collection for query in fitting if query.collection),
        dict(Counter(tag for query in of_collection for tag in query.tags).most_common()),
    )


def tag_label(tag: str, texts: Mapping[str, str]) -> str:
    """The tag in the reader's language; itself where nobody translated it."""
    return texts.get(f"saved_tag_{tag}", tag)


def _order(entry: tuple[int | None, SavedQuery]) -> tuple[int, str]:
    rank, query = entry
    return (rank or 0, query.name)


def _rank(query: SavedQuery, words: Sequence[str]) -> int | None:
    """0 when the name and the summaries have all words, 1 when all texts do, else None."""
    if _has_all([query.name, *query.summary.values()], words):
        return 0
    tags = [tag_label(tag, texts) for tag in query.tags for texts in TEXTS.values()]
    parameters = [text for p in query.parameters for text in (p.name, *p.description.values())]
    others = [*query.tags, *tags, *parameters, *query.description.values()]
    everything = [query.name, *query.summary.values(), *others]
    return 1 if _has_all(everything, words) else None


def _has_all(texts: Iterable[str], words: Sequence[str]) -> bool:
    text = f" {folded(' '.join(texts))}"
    return all(f" {word}" in text for word in words)
