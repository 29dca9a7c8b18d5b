"""The W3C SPARQL 1.1 test suite as values: its manifests read into frozen dataclasses.

Vocabularies: https://www.w3.org/2009/sparql/docs/tests/README.html (mf:, qt:, ut:), and for the
tests of the protocols http: and cnt:. Nothing here runs a test or opens a connection.

How the tests are counted: `manifest-all.ttl` includes 625. 505 of them are those of the query and
update languages, the result formats and federation; 50 are those of the protocols (Protocol 34,
Graph Store Protocol 13, Service Description 3); 70 ask for an entailment regime above simple
entailment, and are out of scope here. `http-rdf-update` is not included: its tests are deprecated
in favour of `graph-store-protocol`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

ROOT: Final = Path(__file__).resolve().parents[3] / "shared" / "w3c" / "sparql11"
"""Where the suite lies: beside the checkout."""

ABSENT: Final = "the suite is not beside the checkout (../shared/w3c/sparql11)"

BASE: Final = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
"""The canonical address of the suite, against which its relative IRIs resolve."""

MF: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT: Final = "http://www.w3.org/2009/sparql/tests/test-update#"
HT: Final = "http://www.w3.org/2011/http#"
CNT: Final = "http://www.w3.org/2011/content#"
SD: Final = "http://www.w3.org/ns/sparql-service-description#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"

RDF_FORMATS: Final[Mapping[str, RdfFormat]] = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
}

PROTOCOL_GROUPS: Final[tuple[str, ...]] = (
    "protocol",
    "graph-store-protocol",
    "service-description",
)
"""The groups beside the 505: what they test is not a language but a protocol."""


@dataclass(frozen=True)
class Resource:
    """A file of the suite, with the canonical address that its relative IRIs resolve against."""

    path: Path
    iri: str

    @property
    def suffix(self) -> str:
        return self.path.suffix

    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")


@dataclass(frozen=True)
class DatasetFiles:
    """The files of a dataset: those of the default graph, and by name those of the others."""

    default: tuple[Resource, ...] = ()
    named: tuple[tuple[str, Resource], ...] = ()


@dataclass(frozen=True)
class Test:
    """What all tests have. `group` is the directory of the manifest."""

    __test__ = False

    iri: str
    name: str
    group: str


@dataclass(frozen=True)
class QueryTest(Test):
    """A query, its dataset, what other services hold, and the result."""

    query: Resource
    data: DatasetFiles
    services: tuple[tuple[str, DatasetFiles], ...]
    result: Resource


@dataclass(frozen=True)
class UpdateTest(Test):
    """A request to update, and the dataset before and after it."""

    request: Resource
    before: DatasetFiles
    after: DatasetFiles


@dataclass(frozen=True)
class SyntaxTest(Test):
    """A text that is a query (or an update) or is none."""

    text: Resource
    is_update: bool
    is_legal: bool


@dataclass(frozen=True)
class Expected:
    """What is said of a response; None and empty where nothing is said."""

    statuses: frozenset[str]
    boolean: bool | None
    format: str | None
    content_type: str | None
    body: str | None
    location: str | None


@dataclass(frozen=True)
class Exchange:
    """A request and what is expected of its response."""

    method: str
    path: str
    content_type: str | None
    accept: str | None
    body: bytes | None
    expected: Expected


@dataclass(frozen=True)
class HttpTest(Test):
    """Exchanges, one after the other, with a service that holds `before`.

    `requires` names the optional features without which the test says nothing.
    """

    before: DatasetFiles
    exchanges: tuple[Exchange, ...]
    requires: frozenset[str]


@dataclass(frozen=True)
class DescriptionTest(Test):
    """A statement about the service description; which one, only the name of the test says."""


@dataclass(frozen=True)
class Suite:
    """The tests, and how many were left out since they need an entailment regime."""

    tests: tuple[Test, ...]
    with_entailment: int


def read_suite(root: Path = ROOT) -> Suite:
    """Read `manifest-all.ttl` and all that it includes."""
    tests: list[Test] = []
    with_entailment = 0
    for manifest in _manifests(root, "manifest-all.ttl"):
        for entry in manifest.entries():
            if manifest.needs_entailment(entry):
                with_entailment += 1
            else:
                tests.append(_test(manifest, entry))
    return Suite(tuple(tests), with_entailment)


Term = NamedNode | BlankNode | Literal | Triple


class Manifest:
    """One manifest as a graph that is walked from node to node."""

    def __init__(self, root: Path, name: str) -> None:
        self.root = root
        self.group = Path(name).parent.name
        self.iri = BASE + name
        self._values: dict[tuple[Term, str], list[Term]] = {}
        for triple in parse(path=root / name, format=RdfFormat.TURTLE, base_iri=self.iri):
            key = triple.subject, triple.predicate.value
            self._values.setdefault(key, []).append(triple.object)

    def values(self, node: Term, predicate: str) -> list[Term]:
        return self._values.get((node, predicate), [])

    def value(self, node: Term, predicate: str) -> Term | None:
        values = self.values(node, predicate)
        return values[0] if values else None

    def text(self, node: Term, predicate: str) -> str | None:
        value = self.value(node, predicate)
        return value.value if isinstance(value, Literal | NamedNode) else None

    def members(self, node: Term | None) -> Iterator[Term]:
        while node is not None and node != NamedNode(RDF + "nil"):
            first = self.value(node, RDF + "first")
            assert first is not None
            yield first
            node = self.value(node, RDF + "rest")

    def included(self) -> list[str]:
        included = self.members(self.value(NamedNode(self.iri), MF + "include"))
        return [node.value.removeprefix(BASE) for node in included if isinstance(node, NamedNode)]

    def entries(self) -> Iterator[Term]:
        return self.members(self.value(NamedNode(self.iri), MF + "entries"))

    def needs_entailment(self, entry: Term) -> bool:
        """Whether the test names regimes, and simple entailment is none of them."""
        action = self.value(entry, MF + "action")
        regimes = self.values(action, SD + "entailmentRegime") if action else []
        named = {node for regime in regimes for node in (regime, *self._listed(regime))}
        return bool(named) and NamedNode("http://www.w3.org/ns/entailment/Simple") not in named

    def _listed(self, node: Term) -> Iterator[Term]:
        return self.members(node) if isinstance(node, BlankNode) else iter(())

    def resource(self, node: Term | None) -> Resource:
        assert isinstance(node, NamedNode), f"{node} is no file of {self.iri}"
        return Resource(self.root / node.value.removeprefix(BASE), node.value)

    def dataset(self, node: Term | None, vocabulary: str) -> DatasetFiles:
        """The dataset that qt: or ut: describes at a node."""
        if node is None or isinstance(node, Literal):
            return DatasetFiles()
        default = [self.resource(file) for file in self.values(node, vocabulary + "data")]
        named = [
            self._named(graph, vocabulary) for graph in self.values(node, vocabulary + "graphData")
        ]
        return DatasetFiles(tuple(default), tuple(sorted(named, key=lambda graph: graph[0])))

    def _named(self, node: Term, vocabulary: str) -> tuple[str, Resource]:
        """A named graph: a file that is its own name, or one that is given a name."""
        if isinstance(node, NamedNode):
            return node.value, self.resource(node)
        name = self.text(node, RDFS + "label")
        assert name is not None
        return name, self.resource(self.value(node, vocabulary + "graph"))


def _manifests(root: Path, name: str) -> Iterator[Manifest]:
    manifest = Manifest(root, name)
    yield manifest
    for included in manifest.included():
        yield from _manifests(root, included)


_SYNTAX: Final = {
    "PositiveSyntaxTest11": (False, True),
    "NegativeSyntaxTest11": (False, False),
    "PositiveUpdateSyntaxTest11": (True, True),
    "NegativeUpdateSyntaxTest11": (True, False),
}
"""Per type of test: whether its text is an update, and whether it is legal."""


def _test(manifest: Manifest, entry: Term) -> Test:
    assert isinstance(entry, NamedNode)
    kind = (manifest.text(entry, RDF + "type") or "").removeprefix(MF)
    common = (entry.value, manifest.text(entry, MF + "name") or "", manifest.group)
    action = manifest.value(entry, MF + "action")
    if kind in _SYNTAX:
        return SyntaxTest(*common, manifest.resource(action), *_SYNTAX[kind])
    match kind:
        case "ServiceDescriptionTest":
            return DescriptionTest(*common)
        case "ProtocolTest" | "GraphStoreProtocolTest":
            return _http_test(manifest, entry, common)
    assert action is not None
    result = manifest.value(entry, MF + "result")
    match kind:
        case "QueryEvaluationTest" | "CSVResultFormatTest":
            return QueryTest(
                *common,
                manifest.resource(manifest.value(action, QT + "query")),
                manifest.dataset(action, QT),
                tuple(_services(manifest, action)),
                manifest.resource(result),
            )
        case "UpdateEvaluationTest":
            return UpdateTest(
                *common,
                manifest.resource(manifest.value(action, UT + "request")),
                manifest.dataset(action, UT),
                manifest.dataset(result, UT),
            )
    raise ValueError(f"{entry.value} is of a type that is not known here: {kind}")


def _services(manifest: Manifest, action: Term) -> Iterator[tuple[str, DatasetFiles]]:
    for node in manifest.values(action, QT + "serviceData"):
        yield manifest.text(node, QT + "endpoint") or "", manifest.dataset(node, QT)


def _http_test(manifest: Manifest, entry: Term, common: tuple[str, str, str]) -> HttpTest:
    connection = manifest.value(entry, MF + "action")
    assert connection is not None
    requests = manifest.members(manifest.value(connection, HT + "requests"))
    features = manifest.values(entry, MF + "requires")
    return HttpTest(
        *common,
        manifest.dataset(entry, UT),
        tuple(_exchange(manifest, request) for request in requests),
        frozenset(node.value.removeprefix(MF) for node in features if isinstance(node, NamedNode)),
    )


def _exchange(manifest: Manifest, request: Term) -> Exchange:
    headers = _headers(manifest, request)
    response = manifest.value(request, HT + "resp")
    assert response is not None
    return Exchange(
        manifest.text(request, HT + "methodName") or "POST",
        manifest.text(request, HT + "absolutePath") or "",
        headers.get("content-type"),
        headers.get("accept"),
        _body(manifest, request),
        _expected(manifest, response),
    )


def _expected(manifest: Manifest, response: Term) -> Expected:
    boolean = manifest.text(response, MF + "expectedBoolean")
    body = _body(manifest, response)
    statuses = manifest.values(response, MF + "expectedStatus")
    return Expected(
        frozenset(node.value.partition("#")[2] for node in statuses if isinstance(node, NamedNode)),
        None if boolean is None else boolean == "true",
        manifest.text(response, MF + "expectedFormat"),
        _headers(manifest, response).get("content-type"),
        None if body is None else body.decode(),
        manifest.text(response, MF + "expectedLocation"),
    )


def _headers(manifest: Manifest, message: Term) -> dict[str, str]:
    return {
        (manifest.text(header, HT + "fieldName") or "").lower(): manifest.text(
            header, HT + "fieldValue"
        )
        or ""
        for header in manifest.members(manifest.value(message, HT + "headers"))
    }


def _body(manifest: Manifest, message: Term) -> bytes | None:
    body = manifest.value(message, HT + "body")
    if body is None:
        return None
    encoding = manifest.text(body, CNT + "characterEncoding") or "UTF-8"
    return (manifest.text(body, CNT + "chars") or "").encode(encoding)
