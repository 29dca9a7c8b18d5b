"""The documents that the atlas's terms are defined in: the ontology, its alignments, the shapes.

They come from the files that the program has with it, so that they can be had from any store, as
Turtle with the comments of those who wrote them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import NamedNode, RdfFormat, Triple

from clusteratlas import assets
from clusteratlas.dataset.blank_nodes import named_apart
from clusteratlas.rdf.formats import GraphFormat
from clusteratlas.rdf.reading import read_triples
from clusteratlas.terms import BASE, PREFIXES
from clusteratlas.web.linked.edition import Edition
from clusteratlas.web.linked.representation import serialise

ONTOLOGY = f"{BASE}ontology"
SHAPES = f"{BASE}shapes"
META_SHAPES = f"{SHAPES}/meta"
"""The rules that the ontology and the schemes are held to themselves."""

_ALIGNMENTS = f"{ONTOLOGY}/alignments/"
_VERSION_IRI = PREFIXES["owl"] + "versionIRI"


@dataclass(frozen=True)
class Vocabulary:
    """A document of definitions: its IRI, its files, what they say."""

    iri: str
    files: tuple[Path, ...]
    triples: tuple[Triple, ...]

    @classmethod
    def read(cls, iri: str, files: Sequence[Path]) -> Vocabulary:
        """The document that `files` make together."""
        triples = (
            triple
            for number, file in enumerate(files)
            for triple in named_apart(read_triples(file), f"f{number}b")
        )
        return cls(iri, tuple(files), tuple(triples))

    @property
    def is_alignment(self) -> bool:
        """Whether it maps to another vocabulary."""
        return self.iri.startswith(_ALIGNMENTS)

    @property
    def has_shapes(self) -> bool:
        """Whether it holds rules."""
        return self.iri in (SHAPES, META_SHAPES)

    @property
    def edition(self) -> Edition:
        """Which content it has, and when that last changed."""
        changed = max(file.stat().st_mtime for file in self.files)
        return Edition.of_content(self._source(), changed)

    def body(self, format_: GraphFormat) -> bytes:
        """The document in a format; in Turtle as it was written."""
        if format_.pyoxigraph == RdfFormat.TURTLE:
            return self._source()
        return serialise(self.triples, format_, (self.iri,))

    def _source(self) -> bytes:
        """The text of the files. Each declares its prefixes anew, as Turtle allows anywhere."""
        return b"\n".join(file.read_bytes() for file in self.files)


@lru_cache(maxsize=1)
def vocabularies() -> Mapping[str, Vocabulary]:
    """The documents by their IRIs, and by the IRIs of their versions."""
    found: dict[str, Vocabulary] = {}
    for vocabulary in _read():
        found[vocabulary.iri] = vocabulary
        for triple in vocabulary.triples:
            if triple.predicate.value == _VERSION_IRI and isinstance(triple.object, NamedNode):
                found[triple.object.value] = vocabulary
    return MappingProxyType(found)


def _read() -> Iterator[Vocabulary]:
    folder = assets.ontology()
    yield Vocabulary.read(ONTOLOGY, [folder / "clusteratlas.ttl"])
    for file in sorted((folder / "alignments").glob("*.ttl")):
        yield Vocabulary.read(_ALIGNMENTS + file.stem, [file])
    # In order of their names, behind the one that has the shapes' own description.
    shapes = sorted(assets.shapes().glob("*.ttl"), key=lambda file: (file.stem != "prefixes", file))
    yield Vocabulary.read(SHAPES, shapes)
    yield Vocabulary.read(META_SHAPES, sorted((assets.shapes() / "meta").glob("*.ttl")))
