"""The page of the ontology, and those of its alignments: each term at its anchor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import Response
from pyoxigraph import NamedNode

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import plain, select
from clusteratlas.entities.naming import Named, labels
from clusteratlas.languages import pick
from clusteratlas.terms import CA, PREFIXES, shorten
from clusteratlas.web.linked.reading import Definitions
from clusteratlas.web.linked.vocabulary import Vocabulary, vocabularies
from clusteratlas.web.pages import page_language, render_page

_RDFS, _OWL, _DC = PREFIXES["rdfs"], PREFIXES["owl"], PREFIXES["dcterms"]
_PROPERTIES = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")

_EXAMPLES = """
SELECT ?class ?thing {
  VALUES ?class { $classes }
  LATERAL { SELECT ?class ?thing { ?thing a ?class FILTER(isIRI(?thing)) } LIMIT 2 }
}
"""


@dataclass(frozen=True)
class TermView:
    """A term as people read it; texts are by language, terms that it names have what they are
    called."""

    iri: str
    anchor: str
    labels: Mapping[str, str]
    comment: Mapping[str, str]
    superterms: Sequence[Named]
    domain: Sequence[Named]
    range: Sequence[Named]
    examples: Sequence[Named] = ()


@dataclass(frozen=True)
class Mapped:
    """A statement of an alignment."""

    subject: Named
    relation: Named
    object: Named


def page(engine: Engine, vocabulary: Vocabulary) -> Response:
    """The page of the ontology, with examples out of the engine's version."""
    definitions = Definitions(vocabulary.triples)
    classes = _own(definitions.subjects(f"{_OWL}Class"))
    properties = {iri for kind in _PROPERTIES for iri in _own(definitions.subjects(_OWL + kind))}
    examples = _examples(engine, classes)
    return render_page(
        "ontology.html",
        iri=vocabulary.iri,
        title=definitions.texts(vocabulary.iri, f"{_DC}title"),
        definition=definitions.texts(vocabulary.iri, f"{_DC}description"),
        number=definitions.texts(vocabulary.iri, f"{_OWL}versionInfo").get("", ""),
        classes=_sorted(_view(definitions, iri, examples.get(iri, ())) for iri in classes),
        properties=_sorted(_view(definitions, iri, ()) for iri in properties),
        alignments=[
            Named(one.iri, Definitions(one.triples).texts(one.iri, f"{_DC}title"))
            for iri, one in vocabularies().items()
            if one.is_alignment and one.iri == iri
        ],
    )


def alignment_page(vocabulary: Vocabulary) -> Response:
    """The page of an alignment: what is mapped to what."""
    definitions = Definitions(vocabulary.triples)
    ontology = Definitions(vocabularies()[CA.removesuffix("#")].triples)
    statements = [
        Mapped(*(_named(ontology, iri) for iri in (subject.value, predicate.value, object_.value)))
        for subject, predicate, object_ in (
            (triple.subject, triple.predicate, triple.object) for triple in vocabulary.triples
        )
        if isinstance(subject, NamedNode)
        and isinstance(object_, NamedNode)
        and CA in (f"{subject.value.partition('#')[0]}#", f"{object_.value.partition('#')[0]}#")
        and subject.value != vocabulary.iri
    ]
    return render_page(
        "alignment.html",
        iri=vocabulary.iri,
        title=definitions.texts(vocabulary.iri, f"{_DC}title"),
        definition=definitions.texts(vocabulary.iri, f"{_DC}description"),
        statements=sorted(statements, key=lambda mapped: mapped.subject.iri),
    )


def _own(iris: Iterable[str]) -> list[str]:
    return [iri for iri in iris if iri.startswith(CA)]


def _view(definitions: Definitions, iri: str, examples: Sequence[Named]) -> TermView:
    def named(property_: str) -> list[Named]:
        return [_named(definitions, one) for one in definitions.things(iri, _RDFS + property_)]

    return TermView(
        iri,
        anchor=iri.removeprefix(CA),
        labels=definitions.texts(iri, f"{_RDFS}label"),
        comment=definitions.texts(iri, f"{_RDFS}comment"),
        superterms=[*named("subClassOf"), *named("subPropertyOf")],
        domain=named("domain"),
        range=named("range"),
        examples=examples,
    )


def _named(definitions: Definitions, iri: str) -> Named:
    return Named(iri, definitions.texts(iri, f"{_RDFS}label") or {"": shorten(iri)})


def _sorted(terms: Iterable[TermView]) -> list[TermView]:
    return sorted(terms, key=lambda term: pick(term.labels, page_language()).casefold())


def _examples(engine: Engine, classes: Sequence[str]) -> dict[str, list[Named]]:
    """Two things of each class, by the class; two queries."""
    things: defaultdict[str, list[str]] = defaultdict(list)
    for class_, thing in select(engine, _EXAMPLES, classes=classes):
        things[plain(class_)].append(plain(thing))
    names = labels(engine, [thing for some in things.values() for thing in some])
    return {
        class_: [Named(thing, names[thing]) for thing in sorted(some)]
        for class_, some in things.items()
    }
