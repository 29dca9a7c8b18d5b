"""The index on the disk: its fields, writing it, changing it, opening it (tantivy)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import tantivy

from clusteratlas.languages import LANGUAGES
from clusteratlas.search.documents import Document
from clusteratlas.search.facts import GIVEN
from clusteratlas.search.folding import fold, identifier, pairs_of, squeezed, words_of
from clusteratlas.terms import prefixed_name

FORMAT: Final = 2
"""Counts up with each change of what is written here, or of `documents` or `folding`."""

WORDS: Final = "words"
"""The words of all names, folded."""
PAIRS: Final = "pairs"
"""Words that stand beside each other in a name, written as one."""
STARTS: Final = "starts"
"""The first one and two letters of each word: so short a beginning stands for too many words."""
WHOLE: Final = "whole"
"""Each name as one word."""
IDENTIFIERS: Final = "identifiers"
IRI, KEPT, WEIGHT, FIRST_YEAR, YEAR = "iri", "kept", "weight", "first_year", "year"
KIND, COUNTRY, REGION, PROGRAMME = "kind", "country", "region", "programme"
NARROW_KIND: Final = "narrow_kind"
"""The kinds, and of a concept that of its code list: `scheme-role`."""

LOCK: Final = ".lock"
"""The suffix of the files that tantivy locks, and makes where they are not there."""

SHORT: Final = 2
"""Letters of a beginning that STARTS has."""

_HEAP_BYTES: Final = 64 * 1024 * 1024
_SPLITTER: Final = "spaces"
_LONGEST_LABEL: Final = 40
_LONGEST_WHOLE: Final = 200
_KEPT_WORDS: Final = 400
"""Words of all names of one thing that are looked through at most."""


def label_field(language: str) -> str:
    """The field by which results are put into the order of their labels."""
    return f"label_{language}"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(IRI, stored=True, tokenizer_name="raw", index_option="basic")
    for name in (WORDS, PAIRS, STARTS):
        builder.add_text_field(name, tokenizer_name=_SPLITTER, index_option="basic")
    for name in (WHOLE, IDENTIFIERS, NARROW_KIND):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (KIND, COUNTRY, REGION, PROGRAMME):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for language in LANGUAGES:
        builder.add_text_field(
            label_field(language), tokenizer_name="raw", index_option="basic", fast=True
        )
    builder.add_unsigned_field(YEAR, indexed=True, fast=True)
    builder.add_unsigned_field(FIRST_YEAR, fast=True)
    builder.add_float_field(WEIGHT, fast=True)
    builder.add_bytes_field(KEPT, stored=True)
    return builder.build()


SCHEMA: Final = _schema()


def write_index(folder: Path, documents: Iterable[Document]) -> int:
    """Write an index into an empty folder. Gives the number of documents."""
    index = tantivy.Index(SCHEMA, path=str(folder))
    count = 0
    with _writing(index) as writer:
        for document in documents:
            writer.add_document(_fields(document))
            count += 1
    return count


def change_index(folder: Path, gone: Iterable[str], documents: Iterable[Document]) -> None:
    """Take the things `gone` out of an index, and put documents in."""
    index = tantivy.Index.open(str(folder))
    with _writing(index) as writer:
        for iri in gone:
            writer.delete_documents_by_term(IRI, iri)
        for document in documents:
            writer.add_document(_fields(document))


def open_index(folder: Path) -> tantivy.Searcher:
    """The index in `folder` as it is now. Raises ValueError where it is damaged."""
    if os.access(folder, os.W_OK):
        return _searcher(folder)
    # Also a reader makes a lock beside the files, which then are opened by other names.
    with TemporaryDirectory(prefix="clusteratlas-search-") as other:
        for file in folder.iterdir():
            if file.suffix != LOCK:
                (Path(other) / file.name).symlink_to(file.resolve())
        return _searcher(Path(other))


def _searcher(folder: Path) -> tantivy.Searcher:
    index = tantivy.Index.open(str(folder))
    index.config_reader("manual")
    return index.searcher()


@contextmanager
def _writing(index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
    splitter = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(_SPLITTER, splitter)
    writer = index.writer(_HEAP_BYTES, 1)
    yield writer
    writer.commit()
    writer.wait_merging_threads()


def _fields(document: Document) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text(IRI, document.iri)
    made.add_bytes(KEPT, document.to_json())
    made.add_float(WEIGHT, document.weight)
    _add_names(made, document)
    for text in {identifier(each) for each in document.identifiers}:
        made.add_text(IDENTIFIERS, text)
    for name, values in (
        (KIND, document.kinds),
        (NARROW_KIND, [*document.kinds, *_code_list(document.iri)]),
        (COUNTRY, document.countries),
        (REGION, document.regions),
        (PROGRAMME, document.programmes),
    ):
        for value in values:
            made.add_text(name, value)
    for year in document.years:
        made.add_unsigned(YEAR, year)
    made.add_unsigned(FIRST_YEAR, document.years[0] if document.years else 0)
    for language in LANGUAGES:
        made.add_text(label_field(language), fold(document.label(language))[:_LONGEST_LABEL])
    return made


def _code_list(iri: str) -> list[str]:
    name = prefixed_name(iri)
    return [name.prefix] if name is not None and name.prefix.startswith("scheme-") else []


def _add_names(made: tantivy.Document, document: Document) -> None:
    words: dict[str, None] = {}
    pairs: dict[str, None] = {}
    wholes: set[str] = set()
    for name in document.names:
        folded = words_of(name.text)
        words.update(dict.fromkeys(folded))
        if name.field != GIVEN:
            pairs.update(dict.fromkeys(pairs_of(folded)))
        wholes.add(squeezed(name.text)[:_LONGEST_WHOLE])
    # What has no name is called by its identifier, whose parts are its words then.
    if not document.names:
        words.update(dict.fromkeys(words_of(" ".join(document.identifiers))))
    kept = list(words)[:_KEPT_WORDS]
    made.add_text(WORDS, " ".join(kept))
    made.add_text(PAIRS, " ".join(list(pairs)[:_KEPT_WORDS]))
    starts = {word[:length] for word in kept for length in range(1, SHORT + 1)}
    made.add_text(STARTS, " ".join(starts))
    for whole in wholes:
        made.add_text(WHOLE, whole)
