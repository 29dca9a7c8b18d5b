"""What pictures say: labels, titles and sentences in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from clusteratlas.entities.naming import Names
from clusteratlas.languages import pick
from clusteratlas.pictures.words import Words, plain
from clusteratlas.web.pages import page_language
from clusteratlas.web.texts import TEXTS


def text(key: str, **values: str) -> str:
    """A text of the pages, its places filled."""
    said = TEXTS[page_language()][key]
    return said.format(**values) if values else said


def number(value: float) -> str:
    """A number as the reader's language writes it."""
    return plain(value, page_language())


def label(names: Names, iri: str) -> str:
    """What a thing is called."""
    return pick(names[iri].labels, page_language())


def picked(texts: Mapping[str, str]) -> str:
    """The text of several in the reader's language."""
    return pick(texts, page_language())


def words(title: str, *sentences: str) -> Words:
    """The words of a picture."""
    return Words(title, " ".join(filter(None, sentences)), page_language())
