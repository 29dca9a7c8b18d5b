"""The atlas's JSON-LD context: a short name for each term, with what its values are.

Properties whose values are things hold IRIs as bare strings, texts in languages are maps by
language, days and decimals are bare strings too. The names of the atlas's own terms come from its
ontology; those of the vocabularies that it reuses stand below. Where two vocabularies have a term
of one name, the one that comes later goes by `prefix_name`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from clusteratlas.terms import BASE, CA, PREFIXES

ID, TYPE = "id", "type"
"""Under which names @id and @type stand in our documents."""

_RDF, _RDFS, _OWL, _XSD = (PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "xsd"))
LINK, IN_LANGUAGES = "@id", "@language"
"""Kinds of values: things, and texts in languages; else a datatype, or '' for what JSON tells."""

_PLAIN = ""
_TEXT_RANGES = frozenset({f"{_RDF}langString", f"{_RDF}PlainLiteral"})
# Of these JSON has values of its own; the others keep their type in the context.
_NATIVE = frozenset(
    f"{_XSD}{name}"
    for name in ("string", "boolean", "integer", "positiveInteger", "nonNegativeInteger")
)

# Kind of values, then the local names: of reused vocabularies no ranges are known here.
_REUSED: Mapping[str, Mapping[str, str]] = {
    "skos": {
        IN_LANGUAGES: "prefLabel altLabel hiddenLabel definition scopeNote example",
        LINK: "broader narrower related exactMatch closeMatch broadMatch narrowMatch relatedMatch "
        "inScheme hasTopConcept topConceptOf",
        _PLAIN: "notation",
    },
    "dcterms": {
        IN_LANGUAGES: "title description rights coverage",
        LINK: "isPartOf hasPart replaces isReplacedBy language license publisher rightsHolder "
        "source conformsTo hasFormat",
        f"{_XSD}date": "created issued modified",
        _PLAIN: "identifier creator",
    },
    "rdfs": {
        IN_LANGUAGES: "label comment",
        LINK: "subClassOf subPropertyOf domain range isDefinedBy seeAlso",
    },
    "owl": {
        LINK: "equivalentClass equivalentProperty inverseOf disjointWith onProperty unionOf "
        "someValuesFrom onDatatype withRestrictions members versionIRI sameAs",
        _PLAIN: "versionInfo",
    },
    "foaf": {
        LINK: "primaryTopic homepage page account",
        _PLAIN: "name",
    },
    "org": {LINK: "memberOf postIn unitOf role member organization"},
    "prov": {LINK: "wasDerivedFrom wasAttributedTo hadPrimarySource"},
    "schema": {
        LINK: "founder organizer sponsor target potentialAction",
        f"{_XSD}date": "foundingDate",
        _PLAIN: "alternateName leiCode vatID",
    },
    "geo": {
        LINK: "hasGeometry",
        f"{PREFIXES['geo']}wktLiteral": "asWKT",
    },
    "vcard": {_PLAIN: "locality postal-code street-address"},
    "vann": {_PLAIN: "preferredNamespacePrefix preferredNamespaceUri"},
    "sh": {
        IN_LANGUAGES: "name message description",
        LINK: "targetClass targetSubjectsOf targetObjectsOf property path node class datatype "
        "nodeKind severity declare prefixes sparql qualifiedValueShape alternativePath inversePath "
        "in or and not xone equals disjoint lessThan lessThanOrEquals",
        _PLAIN: "pattern flags minCount maxCount qualifiedMinCount qualifiedMaxCount select "
        "hasValue prefix closed uniqueLang languageIn",
        f"{_XSD}anyURI": "namespace",
    },
    "hydra": {
        LINK: "collection memberAssertion object property subject view first previous next last "
        "search mapping",
        _PLAIN: "totalItems template variable required",
    },
    "dcat": {_PLAIN: "keyword"},
    "void": {LINK: "inDataset dataDump"},
    "rdf": {LINK: "first rest"},
}
_CLASSES: Mapping[str, str] = {
    "skos": "Concept ConceptScheme",
    "foaf": "Agent Document OnlineAccount Person",
    "owl": "Ontology Class ObjectProperty DatatypeProperty AnnotationProperty Restriction "
    "TransitiveProperty FunctionalProperty InverseFunctionalProperty AllDisjointClasses",
    "org": "Organization Post OrganizationalUnit OrganizationalCollaboration",
    "geo": "Geometry",
    "time": "ProperInterval",
    "prov": "Entity",
    "sh": "NodeShape PropertyShape PrefixDeclaration SPARQLExecutable SPARQLSelectExecutable",
    "hydra": "Collection PartialCollectionView IriTemplate IriTemplateMapping",
    "rdfs": "Datatype",
}
_LINKING = frozenset({f"{_OWL}ObjectProperty"})
_PROPERTIES = frozenset(
    {*_LINKING, f"{_OWL}DatatypeProperty", f"{_OWL}AnnotationProperty", f"{_RDF}Property"}
)
_CLASS_OF = f"{_OWL}Class"


@dataclass(frozen=True)
class Term:
    """A name of the context; `kind` says what its values are."""

    name: str
    iri: str
    kind: str

    def definition(self) -> str | dict[str, str]:
        """The term definition (JSON-LD 1.1 §9.15.1)."""
        if not self.kind:
            return self.iri
        if self.kind == IN_LANGUAGES:
            return {"@id": self.iri, "@container": "@language"}
        return {"@id": self.iri, "@type": self.kind}


class Context:
    """The terms by their IRIs; no name stands twice."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_iri = {term.iri: term for term in terms}

    def find(self, iri: str) -> Term | None:
        """The term of a property or class."""
        return self._by_iri.get(iri)

    def document(self) -> dict[str, object]:
        """The context as a document of its own."""
        return {"@context": self.of(self._by_iri)}

    def of(self, iris: Iterable[str]) -> dict[str, object]:
        """As much of the context as a document needs that uses the terms `iris`."""
        terms = sorted((self._by_iri[iri] for iri in iris), key=lambda term: term.name)
        return {
            ID: "@id",
            TYPE: "@type",
            **{term.name: term.definition() for term in terms},
        }


def context_of(ontology: Iterable[Triple]) -> Context:
    """The context for the terms that `ontology` defines and those that the atlas reuses."""
    taken = {ID, TYPE}
    terms = []
    for prefix, local, iri, kind in (*_own(ontology), *_reused()):
        name = f"{prefix}_{local}" if local in taken else local
        taken.add(name)
        terms.append(Term(name, iri, kind))
    return Context(terms)


def _own(ontology: Iterable[Triple]) -> Iterator[tuple[str, str, str, str]]:
    """Prefix, local name, IRI and kind of each term of the atlas, in a fixed order."""
    classes: dict[str, set[str]] = {}
    ranges: dict[str, str] = {}
    for triple in ontology:
        subject, value = triple.subject, triple.object
        if not isinstance(subject, NamedNode) or not subject.value.startswith(CA):
            continue
        if isinstance(value, NamedNode) and triple.predicate.value == f"{_RDF}type":
            classes.setdefault(subject.value, set()).add(value.value)
        elif isinstance(value, NamedNode) and triple.predicate.value == f"{_RDFS}range":
            ranges[subject.value] = value.value
    for iri in sorted(classes):
        local = iri.removeprefix(CA)
        if classes[iri] & _LINKING:
            yield "ca", local, iri, LINK
        elif classes[iri] & _PROPERTIES:
            yield "ca", local, iri, _kind(ranges.get(iri, ""))
        elif _CLASS_OF in classes[iri]:
            yield "ca", local, iri, _PLAIN


def _kind(range_: str) -> str:
    if range_ in _TEXT_RANGES:
        return IN_LANGUAGES
    return range_ if range_.startswith(_XSD) and range_ not in _NATIVE else _PLAIN


def _reused() -> Iterator[tuple[str, str, str, str]]:
    for prefix, kinds in _REUSED.items():
        for kind, names in kinds.items():
            for local in names.split():
                yield prefix, local, PREFIXES[prefix] + local, kind
    for prefix, names in _CLASSES.items():
        for local in names.split():
            yield prefix, local, PREFIXES[prefix] + local, _PLAIN


CONTEXT_ADDRESS = f"{BASE}context.jsonld"
"""Where the whole context is; documents carry what they use of it."""
