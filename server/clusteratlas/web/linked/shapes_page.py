"""The page of the shapes: what each rule demands, in words, at its anchor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import Response

from clusteratlas.entities.naming import Named
from clusteratlas.languages import pick
from clusteratlas.terms import PREFIXES, shorten
from clusteratlas.web.linked.reading import Definitions
from clusteratlas.web.linked.vocabulary import META_SHAPES, ONTOLOGY, Vocabulary, vocabularies
from clusteratlas.web.pages import page_language, render_page

_SH, _RDFS = PREFIXES["sh"], PREFIXES["rdfs"]
_PARTS = ("property", "node")
_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")


@dataclass(frozen=True)
class Rule:
    """A constraint: its name and what it tells who breaks it, by language; its severity.

    `anchor` is '' where the rule stands on the page already, for another shape.
    """

    anchor: str
    name: Mapping[str, str]
    message: Mapping[str, str]
    severity: str


@dataclass(frozen=True)
class ShapeView:
    """A node shape: whom it holds for, and its rules. Without a rule it is a part of others."""

    anchor: str
    targets: Sequence[Named]
    rules: Sequence[Rule]


def page(vocabulary: Vocabulary) -> Response:
    """The page of the shapes."""
    definitions = Definitions(vocabulary.triples)
    ontology = Definitions(vocabularies()[ONTOLOGY].triples)
    namespace = f"{vocabulary.iri}#"
    views = (_view(definitions, ontology, iri) for iri in definitions.subjects(f"{_SH}NodeShape"))
    shapes = _anchored(sorted((view for view in views if view.rules), key=_order))
    shown = {shape.anchor for shape in shapes}
    shown |= {rule.anchor for shape in shapes for rule in shape.rules}
    named = {_local(iri) for iri in definitions.named() if iri.startswith(namespace)}
    return render_page(
        "shapes.html",
        iri=vocabulary.iri,
        is_meta=vocabulary.iri == META_SHAPES,
        shapes=shapes,
        helpers=sorted(named - shown),
    )


def _view(definitions: Definitions, ontology: Definitions, iri: str) -> ShapeView:
    targets = [
        Named(target, ontology.texts(target, f"{_RDFS}label") or {"": shorten(target)})
        for kind in _TARGETS
        for target in definitions.things(iri, _SH + kind)
    ]
    parts = (part for kind in _PARTS for part in definitions.things(iri, _SH + kind))
    rules = [_rule(definitions, part) for part in (iri, *parts)]
    return ShapeView(_local(iri), targets, [rule for rule in rules if rule.message])


def _rule(definitions: Definitions, iri: str) -> Rule:
    severity = next(iter(definitions.things(iri, f"{_SH}severity")), f"{_SH}Violation")
    return Rule(
        _local(iri),
        definitions.texts(iri, f"{_SH}name"),
        _message(definitions, iri),
        severity.removeprefix(_SH),
    )


def _message(definitions: Definitions, iri: str) -> Mapping[str, str]:
    """What a rule tells who breaks it; of one that is a query, the query may tell it."""
    queries = definitions.things(iri, f"{_SH}sparql")
    texts = (definitions.texts(one, f"{_SH}message") for one in (iri, *queries))
    return next(filter(None, texts), {})


def _anchored(shapes: Sequence[ShapeView]) -> list[ShapeView]:
    """The shapes with each anchor at one place."""
    taken = {shape.anchor for shape in shapes}
    anchored = []
    for shape in shapes:
        rules = []
        for rule in shape.rules:
            rules.append(rule if rule.anchor not in taken else replace(rule, anchor=""))
            taken.add(rule.anchor)
        anchored.append(replace(shape, rules=rules))
    return anchored


def _local(iri: str) -> str:
    return iri.partition("#")[2]


def _order(shape: ShapeView) -> tuple[str, str]:
    labels = shape.targets[0].labels if shape.targets else {}
    return pick(labels, page_language()).casefold() or "\uffff", shape.anchor
