"""Reads the report graph of pySHACL into findings."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from typing import Protocol

from pyoxigraph import NamedNode
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DC, SH, XSD
from rdflib.term import Node

from clusteratlas.terms import PREFIXES, shorten
from clusteratlas.validation.bridge import to_term
from clusteratlas.validation.messages import messages_by_language
from clusteratlas.validation.report import Finding, Report, Severity, Texts, Total
from clusteratlas.validation.source import Source

_LABELS = tuple(
    URIRef(PREFIXES[prefix] + name)
    for prefix, name in (
        ("skos", "prefLabel"),
        ("dcterms", "title"),
        ("foaf", "name"),
        ("rdfs", "label"),
        ("ca", "nameAsGiven"),
    )
)
_PLAIN = (XSD.boolean, XSD.decimal, XSD.integer)
"""Datatypes whose literals Turtle writes without quotes."""

_SUFFIXED_PATHS = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


class Places(Protocol):
    """Knows who says what a finding is about."""

    def of(self, focus: Node | None, path: Node | None, value: Node | None, /) -> tuple[str, int]:
        """The file or document, '' for none, and the line in it, 0 for none."""
        ...


class ResultReader:
    """Turns the results of one validation into a Report.

    `data` is the validated graph, `places` knows who says what is in it.
    """

    def __init__(self, results: Graph, data: Graph, shapes: Graph, places: Places) -> None:
        self._results = results
        self._data = data
        self._shapes = shapes
        self._places = places

    def report(self, focus_in: set[str], totals: Iterable[Total] = ()) -> Report:
        """The report on the focus nodes in `focus_in`; a blank node is always reported.

        `totals` are given where the results are not all that were found.
        """
        self._remove_details()
        findings = []
        for result in list(self._results.subjects(RDF.type, SH.ValidationResult)):
            focus = self._results.value(result, SH.focusNode)
            if isinstance(focus, URIRef) and str(focus) not in focus_in:
                self._drop(result)
                continue
            finding = self._finding(result)
            findings.append(finding)
            self._complete(result, finding)
        self._conclude(conforms=not findings)
        return Report(tuple(sorted(findings, key=_order)), self._turtle(), tuple(totals))

    def _remove_details(self) -> None:
        """A detail (sh:detail) repeats without our message what its result says with it."""
        for result, detail in list(self._results.subject_objects(SH.detail)):
            self._results.remove((result, SH.detail, detail))
            self._results.remove((detail, None, None))

    def _drop(self, result: Node) -> None:
        self._results.remove((result, None, None))
        self._results.remove((None, SH.result, result))

    def _complete(self, result: Node, finding: Finding) -> None:
        """Write the file and the languages of the messages into the W3C report."""
        if finding.file:
            self._results.add((result, DC.source, Literal(finding.file)))
        self._results.remove((result, SH.resultMessage, None))
        for language, message in finding.messages.items():
            self._results.add((result, SH.resultMessage, Literal(message, lang=language or None)))

    def _conclude(self, *, conforms: bool) -> None:
        for report in list(self._results.subjects(RDF.type, SH.ValidationReport)):
            self._results.set((report, SH.conforms, Literal(conforms)))

    def _turtle(self) -> str:
        for prefix, namespace in PREFIXES.items():
            self._results.bind(prefix, namespace)
        self._results.bind("sh", SH)
        self._results.bind("dc", DC)
        with warnings.catch_warnings():
            # What offends may be a number that is none; that is the finding.
            warnings.filterwarnings("ignore", "Serializing weird numerical", UserWarning)
            return self._results.serialize(format="turtle")

    def _finding(self, result: Node) -> Finding:
        def one(predicate: URIRef) -> Node | None:
            return self._results.value(result, predicate)

        focus, path, value = one(SH.focusNode), one(SH.resultPath), one(SH.value)
        shape, constraint = one(SH.sourceShape), one(SH.sourceConstraint)
        file, line = self._places.of(focus, path, value)
        return Finding(
            focus=str(focus) if isinstance(focus, URIRef) else _written(focus),
            labels=self._texts(self._data, focus, _LABELS),
            property=self._path(path) if path is not None else "",
            property_labels=self._property_labels(path, shape),
            value=_written(value) if value is not None else self._present(focus, path),
            messages=messages_by_language(
                self._results.objects(result, SH.resultMessage), self._shapes, (shape, constraint)
            ),
            severity=severity_of(one(SH.resultSeverity)),
            file=file,
            line=line,
            shape=str(shape) if isinstance(shape, URIRef) else "",
            constraint=str(one(SH.sourceConstraintComponent) or ""),
        )

    def _present(self, focus: Node | None, path: Node | None) -> str:
        """The values that the thing has, where they offend as a whole: there are too many, say."""
        if focus is None or not isinstance(path, URIRef):
            return ""
        return ", ".join(sorted(_written(value) for value in self._data.objects(focus, path)))

    def _property_labels(self, path: Node | None, shape: Node | None) -> Texts:
        if path is None:
            return {}
        return self._texts(self._data, path, _LABELS) or self._texts(
            self._shapes, shape, (SH.name,)
        )

    @staticmethod
    def _texts(graph: Graph, thing: Node | None, predicates: Iterable[URIRef]) -> Texts:
        """The texts of the first of `predicates` that `thing` has, by language."""
        if thing is None:
            return {}
        for predicate in predicates:
            texts = {
                text.language or "": str(text)
                for text in sorted(graph.objects(thing, predicate), key=str)
                if isinstance(text, Literal)
            }
            if texts:
                return texts
        return {}

    def _path(self, path: Node) -> str:
        """A property path (SHACL §2.3.1) in SPARQL's notation."""
        if isinstance(path, URIRef):
            return shorten(str(path))
        graph = self._shapes
        if (path, RDF.first, None) in graph:
            return "/".join(self._step(step) for step in Collection(graph, path))
        choices = graph.value(path, SH.alternativePath)
        if choices is not None:
            return "|".join(self._path(step) for step in Collection(graph, choices))
        inverse = graph.value(path, SH.inversePath)
        if inverse is not None:
            return "^" + self._step(inverse)
        for predicate, suffix in _SUFFIXED_PATHS.items():
            inner = graph.value(path, predicate)
            if inner is not None:
                return self._step(inner) + suffix
        return ""

    def _step(self, path: Node) -> str:
        """A path inside another one: in brackets unless it is a name, or one inverted."""
        text = self._path(path)
        is_single = isinstance(path, URIRef) or (path, SH.inversePath, None) in self._shapes
        return text if is_single else f"({text})"


class FilePlaces:
    """Places in files, which are asked in the order in which they are given."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._subjects: dict[str, list[Source]] = {}
        for source in sources:
            for subject in source.subjects():
                self._subjects.setdefault(subject, []).append(source)

    def of(self, focus: Node | None, path: Node | None, value: Node | None, /) -> tuple[str, int]:
        """The file that states the offending triple, else the first that describes the thing."""
        described_in = self._subjects.get(str(focus), [])
        stating = (source for source in described_in if _states(source, focus, path, value))
        source = next(stating, described_in[0] if described_in else None)
        return (source.name, source.lines.get(str(focus), 0)) if source else ("", 0)


def _states(source: Source, focus: Node | None, path: Node | None, value: Node | None) -> bool:
    if value is None or not isinstance(path, URIRef):
        return False
    return any(
        isinstance(triple.subject, NamedNode)
        and triple.subject.value == str(focus)
        and triple.predicate.value == str(path)
        and to_term(triple.object) == value
        for triple in source.triples
    )


def _written(term: Node | None) -> str:
    """The term as Turtle writes it, with prefixed names."""
    if isinstance(term, URIRef):
        return shorten(str(term))
    if isinstance(term, Literal):
        if term.datatype in _PLAIN and not term.ill_typed:
            return str(term)
        text = Literal(str(term)).n3()
        if term.language:
            return f"{text}@{term.language}"
        return f"{text}^^{shorten(str(term.datatype))}" if term.datatype else text
    return "_:" + str(term) if isinstance(term, BNode) else ""


def severity_of(term: Node | None) -> Severity:
    """The severity, Violation for one that is not known here."""
    name = str(term).removeprefix(str(SH))
    return Severity(name) if name in {member.value for member in Severity} else Severity.VIOLATION


_RANK = {severity: rank for rank, severity in enumerate(Severity)}


def _order(finding: Finding) -> tuple[str, int, str, int, str, str]:
    """A curator works through a file from top to bottom, at each thing from bad to less bad."""
    rank = _RANK[finding.severity]
    return (finding.file, finding.line, finding.focus, rank, finding.property, finding.value)
