"""The classes and properties that a version uses, for completion: with labels and counts.

Which properties a class has is seen from some of its instances. How often each is used the manifest
of the version says; in those of before 0.4, which do not, counts end at a bound. So on ten million
triples this takes as long as on one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import language, plain, select
from clusteratlas.terms import ID, PREFIXES, SCHEME, prefixed_name, shorten
from clusteratlas.web.contents import Contents, ContentsOfVersions

SAMPLED = 50
"""Instances of a class that are looked at."""

COUNTED = 10_000
"""Uses of a property that are counted; one more says that there are more."""

_DECLARED = """
SELECT DISTINCT ?kind ?term WHERE {
  VALUES ?kind {
    owl:Class rdfs:Class
    owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty rdf:Property
  }
  ?term a ?kind
  FILTER(isIRI(?term))
}
"""

_PROPERTIES_OF_CLASSES = """
SELECT DISTINCT ?class ?property WHERE {
  VALUES ?class { $classes }
  LATERAL { SELECT ?class ?thing WHERE { ?thing a ?class } LIMIT $sampled }
  ?thing ?property ?value
}
"""

_NAMESPACES = f"""
SELECT DISTINCT ?namespace WHERE {{
  VALUES ?class {{ $classes }}
  LATERAL {{ SELECT ?class ?thing WHERE {{ ?thing a ?class }} LIMIT $sampled }}
  FILTER(STRSTARTS(STR(?thing), "{ID}"))
  BIND(IRI(REPLACE(STR(?thing), "[^/]*$", "")) AS ?namespace)
}}
"""

_SCHEMES = f"""
SELECT ?namespace WHERE {{
  ?scheme a skos:ConceptScheme
  FILTER(STRSTARTS(STR(?scheme), "{SCHEME}"))
  BIND(IRI(CONCAT(STR(?scheme), "/")) AS ?namespace)
}}
"""

_USES = """
SELECT ?property (COUNT(*) AS ?uses) WHERE {
  VALUES ?property { $properties }
  LATERAL { SELECT ?property ?thing WHERE { ?thing ?property ?value } LIMIT $bound }
}
GROUP BY ?property
"""

_TEXTS = """
SELECT ?term ?predicate ?text WHERE {
  VALUES ?term { $terms }
  VALUES ?predicate { rdfs:label rdfs:comment }
  ?term ?predicate ?text
}
"""

_CLASSES = frozenset({PREFIXES["owl"] + "Class", PREFIXES["rdfs"] + "Class"})
_LABEL = PREFIXES["rdfs"] + "label"


@dataclass(frozen=True)
class VocabularyTerm:
    """A class or a property: labels and comments by language, and how often it is used.

    `uses` are the instances of a class and the statements with a property (in versions of before
    0.4 at most one more than COUNTED); `properties` are the IRIs of those that a class's instances
    have.
    """

    iri: str
    uses: int
    labels: Mapping[str, str]
    comments: Mapping[str, str]
    properties: Sequence[str] = ()

    @property
    def name(self) -> str:
        """The prefixed name, or the IRI in angle brackets: as it stands in a query."""
        return shorten(self.iri) if prefixed_name(self.iri) else f"<{self.iri}>"


@dataclass(frozen=True)
class Vocabulary:
    """What can be completed: terms, the most used first, and prefixes with their namespaces."""

    classes: Sequence[VocabularyTerm] = ()
    properties: Sequence[VocabularyTerm] = ()
    prefixes: Mapping[str, str] = field(default_factory=lambda: dict(PREFIXES))

    def as_json(self) -> dict[str, object]:
        """The vocabulary as the editor reads it. A class names its properties by their place."""
        place = {term.iri: number for number, term in enumerate(self.properties)}
        return {
            "prefixes": dict(self.prefixes),
            "classes": [
                _as_json(term) | {"properties": sorted(place[iri] for iri in term.properties)}
                for term in self.classes
            ],
            "properties": [_as_json(term) for term in self.properties],
        }


def gather(engine: Engine, contents: Contents) -> Vocabulary:
    """The vocabulary of the engine's version, which holds `contents`."""
    instances = contents.classes
    used = sorted(instances)
    of_class = _properties(engine, used)
    declared_classes, declared_properties = _declared(engine)
    classes = declared_classes.union(used)
    properties = declared_properties.union(*of_class.values(), contents.properties or ())
    uses = contents.properties
    if uses is None:
        uses = _uses(engine, sorted(properties))
    texts = _texts(engine, sorted(classes | properties))
    return Vocabulary(
        classes=_sorted(
            VocabularyTerm(
                iri, instances.get(iri, 0), *texts.get(iri, ({}, {})), sorted(of_class.get(iri, ()))
            )
            for iri in classes
        ),
        properties=_sorted(
            VocabularyTerm(iri, uses.get(iri, 0), *texts.get(iri, ({}, {}))) for iri in properties
        ),
        prefixes=dict(PREFIXES) | _prefixes(engine, used),
    )


def _as_json(term: VocabularyTerm) -> dict[str, object]:
    return {
        "iri": term.iri,
        "name": term.name,
        "uses": term.uses,
        "labels": dict(term.labels),
        "comments": dict(term.comments),
    }


def _sorted(terms: Iterable[VocabularyTerm]) -> Sequence[VocabularyTerm]:
    return sorted(terms, key=lambda term: (-term.uses, term.name))


def _declared(engine: Engine) -> tuple[set[str], set[str]]:
    """The classes and the properties that ontologies in the atlas declare."""
    classes: set[str] = set()
    properties: set[str] = set()
    for kind, term in select(engine, _DECLARED):
        (classes if plain(kind) in _CLASSES else properties).add(plain(term))
    return classes, properties


def _properties(engine: Engine, classes: Sequence[str]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    rows = select(engine, _PROPERTIES_OF_CLASSES, classes=classes, sampled=SAMPLED)
    for class_, property_ in rows:
        found.setdefault(plain(class_), set()).add(plain(property_))
    return found


def _uses(engine: Engine, properties: Sequence[str]) -> Mapping[str, int]:
    rows = select(engine, _USES, properties=properties, bound=COUNTED + 1)
    return {plain(property_): int(plain(uses)) for property_, uses in rows}


def _texts(
    engine: Engine, terms: Sequence[str]
) -> Mapping[str, tuple[dict[str, str], dict[str, str]]]:
    """Labels and comments by language, for each term that has some."""
    found: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
    for term, predicate, text in select(engine, _TEXTS, terms=terms):
        labels, comments = found.setdefault(plain(term), ({}, {}))
        texts = labels if plain(predicate) == _LABEL else comments
        texts[language(text)] = plain(text)
    return found


def _prefixes(engine: Engine, classes: Sequence[str]) -> dict[str, str]:
    """The prefixes of the kinds of things and of the concept schemes; see terms.prefixed_name."""
    rows = [*select(engine, _NAMESPACES, classes=classes, sampled=SAMPLED)]
    rows += select(engine, _SCHEMES)
    named = [prefixed_name(f"{plain(namespace)}x") for (namespace,) in rows]
    return {name.prefix: name.namespace for name in named if name is not None}


class Vocabularies:
    """Remembers the vocabulary of the version last asked for: a version does not change."""

    def __init__(self) -> None:
        self._last: tuple[str, Vocabulary] | None = None

    def of(self, engine: Engine, contents: ContentsOfVersions) -> Vocabulary:
        """The vocabulary of the engine's version, with the counts of its `contents`."""
        remembered = self._last
        if remembered is not None and remembered[0] == engine.version:
            return remembered[1]
        found = gather(engine, contents.of(engine))
        self._last = (engine.version, found)
        return found
