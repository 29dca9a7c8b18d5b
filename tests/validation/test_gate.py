"""A write that adds a violation is refused, with what it adds; any other write passes."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pyoxigraph import Store
from rdflib import Graph
from rdflib.namespace import RDF, SH

from clusteratlas import assets
from clusteratlas.engine.changes import Changes
from clusteratlas.errors import DataError, RdfSyntaxError, ShapeViolation
from clusteratlas.terms import PREFIXES
from clusteratlas.validation import evaluation
from clusteratlas.validation.gate import ShapeGate
from clusteratlas.validation.report import Report, Severity
from clusteratlas.validation.writers import findings_as_json, report_text

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
ID = "https://w3id.org/clusteratlas/id/"

TOTAL = "<https://w3id.org/clusteratlas/id/funding/mrpo-8-2-total-value>"
DURATION = "<https://w3id.org/clusteratlas/id/observation/mrpo-8-2-duration>"
CLUSTER = "<https://w3id.org/clusteratlas/id/cluster/medsilesia>"
MEMBER = "<https://w3id.org/clusteratlas/id/participation/mrpo-8-2-skema-business-school>"
SKEMA = "<https://w3id.org/clusteratlas/id/organisation/skema-business-school>"
SHARE = "<https://w3id.org/clusteratlas/id/observation/klaster-lifescience-krakow-stakeholders-sme>"
PERIOD = "<https://w3id.org/clusteratlas/id/period/2011-q2-2012-q4>"
BELGIUM = "<https://w3id.org/clusteratlas/id/country/be>"


@dataclass(frozen=True)
class Write:
    """An update, and the shapes of the violations that it adds: none, and it passes."""

    name: str
    update: str
    adds: frozenset[str] = field(default_factory=frozenset)

    def __str__(self) -> str:
        return self.name


def write(name: str, update: str, *adds: str) -> Write:
    return Write(name, update, frozenset(adds))


WRITES = [
    write("nothing", "DELETE { ?s ?p ?o } INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }"),
    write("a-comment", f'INSERT DATA {{ {TOTAL} rdfs:comment "As printed."@en }}'),
    write("another-spelling", f'INSERT DATA {{ {CLUSTER} skos:altLabel "MedSilesia 2"@en }}'),
    write("currency-dropped", f"DELETE WHERE {{ {TOTAL} ca:currency ?c }}", "Funding-currency"),
    write("amount-as-text", f'INSERT DATA {{ {TOTAL} ca:amount "much" }}',
          "Funding-amount-datatype", "Funding-amount-once"),
    write("role-dropped", f"DELETE WHERE {{ {MEMBER} ca:role ?r }}", "Participation-role"),
    write("dangling-reference",
          f"DELETE WHERE {{ {MEMBER} ca:participant ?p }} ;"
          f" INSERT DATA {{ {MEMBER} ca:participant <{ID}organisation/nobody> }}",
          "Participation-participant-kind"),
    write("type-of-what-others-refer-to", f"DELETE WHERE {{ {SKEMA} a ?class }}",
          "Participation-participant-kind", "Vocabulary-typed-class"),
    write("a-warning",
          f"DELETE WHERE {{ {DURATION} ca:value ?v }} ; INSERT DATA {{ {DURATION} ca:value 22 }}"),
    write("shares-above-the-whole",
          f"DELETE WHERE {{ {SHARE} ca:value ?v }} ; INSERT DATA {{ {SHARE} ca:value 52 }}",
          "Composition-sum"),
    write("ends-of-a-period-swapped",
          "DELETE { ?p ca:earliestStart ?s ; ca:latestEnd ?e }"
          " INSERT { ?p ca:earliestStart ?e ; ca:latestEnd ?s }"
          f" WHERE {{ BIND({PERIOD} AS ?p) ?p ca:earliestStart ?s ; ca:latestEnd ?e }}",
          "Period-end-after-start", "Period-end-order", "Period-start-order"),
    write("two-names-in-a-language",
          f'INSERT DATA {{ {CLUSTER} skos:prefLabel "Other"@en }}', "Labelled-prefLabel-once"),
    write("misspelt-property", f"INSERT DATA {{ {TOTAL} ca:amuont 5 }}", "Vocabulary-property"),
    write("misspelt-class", f"INSERT DATA {{ {TOTAL} a ca:Fnuding }}", "Vocabulary-class"),
    write("property-no-longer-declared", "DELETE WHERE { ca:currency a ?kind }",
          "Vocabulary-property"),
    write("thing-without-class", f"INSERT DATA {{ <{ID}funding/new> ca:currency <urn:x> }}",
          "Vocabulary-typed-class"),
    write("a-word-of-another-vocabulary", f"INSERT DATA {{ {TOTAL} dcterms:tittle 5 }}"),
    write("about-what-no-shape-knows", "INSERT DATA { <urn:a> <urn:b> <urn:c> }"),
    write("a-thing-and-all-about-it", f"DELETE WHERE {{ {TOTAL} ?p ?o }}"),
]  # fmt: skip


@pytest.fixture
def after(atlas: Store) -> Store:
    copy = Store()
    copy.extend(atlas)
    return copy


def update(store: Store, text: str) -> None:
    store.update(PROLOGUE + text)


def refusal(gate: ShapeGate, before: Store, after: Store) -> Report | None:
    """The report of the refusal, None when the write passes."""
    try:
        gate(before, after, Changes.between(before, after))
    except ShapeViolation as refused:
        assert isinstance(refused.report, Report)
        return refused.report
    return None


def violated(report: Report | None) -> set[str]:
    return {
        finding.shape.rpartition("#")[2]
        for finding in (report.findings if report else ())
        if finding.severity is Severity.VIOLATION
    }


@pytest.mark.parametrize("case", WRITES, ids=str)
def test_write(gate: ShapeGate, atlas: Store, after: Store, case: Write) -> None:
    update(after, case.update)
    assert violated(refusal(gate, atlas, after)) == case.adds


@pytest.mark.parametrize("case", [case for case in WRITES if case.adds], ids=str)
def test_what_mends_a_violation_passes(
    gate: ShapeGate, atlas: Store, after: Store, case: Write
) -> None:
    update(after, case.update)
    assert refusal(gate, after, atlas) is None


def test_a_violation_that_was_there_does_not_refuse_a_write_that_adds_none(
    gate: ShapeGate, atlas: Store, after: Store
) -> None:
    update(after, f"DELETE WHERE {{ {TOTAL} ca:currency ?c }}")
    before = Store()
    before.extend(after)
    update(after, f'INSERT DATA {{ {TOTAL} rdfs:comment "As printed."@en }}')
    assert refusal(gate, before, after) is None
    update(after, f"DELETE WHERE {{ {TOTAL} ca:fundingKind ?k }}")
    assert violated(refusal(gate, before, after)) == {"Funding-fundingKind"}


def test_warnings_that_are_new_go_along_with_a_refusal(
    gate: ShapeGate, atlas: Store, after: Store
) -> None:
    update(after, f"INSERT DATA {{ {TOTAL} dcterms:tittle 5 ; ca:amuont 5 }}")
    report = refusal(gate, atlas, after)
    assert report is not None
    assert [(finding.severity, finding.property) for finding in report.findings] == [
        (Severity.VIOLATION, "ca:amuont"),
        (Severity.WARNING, "dcterms:tittle"),
    ]


def test_what_no_shape_looks_at_is_not_judged(
    gate: ShapeGate, atlas: Store, after: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluation.Evaluator, "results", None)
    update(after, "INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    assert refusal(gate, atlas, after) is None


@pytest.fixture
def report(gate: ShapeGate, atlas: Store, after: Store) -> Report:
    update(after, f"DELETE WHERE {{ {BELGIUM} ca:countryCode ?c }}")
    found = refusal(gate, atlas, after)
    assert found is not None
    return found


TEXTS = {
    "en": ("Belgium", "country code", "violation: ca:countryCode (country code) = (missing)"),
    "pl": ("Belgia", "kod państwa", "błąd: ca:countryCode (kod państwa) = (brak)"),
}


@pytest.mark.parametrize("language", TEXTS)
def test_findings_in_the_language_asked_for(report: Report, language: str) -> None:
    label, property_label, line = TEXTS[language]
    (finding,) = findings_as_json(report, language)
    messages = report.findings[0].messages
    assert finding == {
        "severity": "Violation",
        "focus": BELGIUM[1:-1],
        "label": label,
        "property": "ca:countryCode",
        "propertyLabel": property_label,
        "value": "",
        "message": messages[language],
        "shape": PREFIXES["cash"] + "Country-countryCode",
        "constraint": str(SH.MinCountConstraintComponent),
    }
    assert set(messages) == {"en", "pl"}
    text = report_text(report, language)
    assert line in text
    assert text.startswith(f"  {label} <")


def test_turtle_holds_only_what_is_new(report: Report) -> None:
    graph = Graph().parse(data=report.turtle, format="turtle")
    (result,) = graph.subjects(RDF.type, SH.ValidationResult)
    assert str(graph.value(result, SH.focusNode)) == BELGIUM[1:-1]
    assert {text.language for text in graph.objects(result, SH.resultMessage)} == {"en", "pl"}


WRONG = frozenset({"Funding-amount-datatype", "Funding-amount-once"})
ODD = [
    ("quoted-triple", "<<( <urn:a> <urn:b> <urn:c> )>>", frozenset()),
    ("direction", '"x"@ar--rtl', WRONG),
    ("huge-number", "9" * 5000, WRONG),
    ("no-number", '"1,5"^^xsd:decimal', WRONG),
    ("no-date", '"2011-02-31"^^xsd:date', WRONG),
    ("infinity", '"-INF"^^xsd:double', WRONG | {"Funding-amount-negative"}),
    ("no-duration", '"P1Y2"^^xsd:duration', WRONG),
    ("broken-xml", '"<a"^^rdf:XMLLiteral', WRONG),
    ("thing", "<urn:a>", WRONG),
    ("blank-node", "[ rdfs:comment 1 ]", WRONG),
]
"""Amounts for which rdflib has no word, or no value. The shapes do not see a quoted triple."""


@pytest.mark.parametrize(
    ("amount", "adds"), [case[1:] for case in ODD], ids=[case[0] for case in ODD]
)
def test_odd_terms(
    gate: ShapeGate, atlas: Store, after: Store, amount: str, adds: frozenset[str]
) -> None:
    update(after, f"INSERT DATA {{ {TOTAL} ca:amount {amount} }}")
    assert violated(refusal(gate, atlas, after)) == adds


def test_what_cannot_be_evaluated_is_refused_with_the_reason(
    gate: ShapeGate, atlas: Store, after: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise TypeError("no ordering of these")

    monkeypatch.setattr(evaluation.Evaluator, "results", fails)
    update(after, f"INSERT DATA {{ {TOTAL} ca:amount 5.0 }}")
    with pytest.raises(DataError, match="no ordering of these"):
        refusal(gate, atlas, after)


def test_background_is_validated_with_a_store_that_has_no_ontology(atlas: Store) -> None:
    gate = ShapeGate(assets.shapes(), lambda: [quad.triple for quad in atlas])
    before, after = Store(), Store()
    update(after, f'INSERT DATA {{ {TOTAL} rdfs:comment "As printed."@en }}')
    assert refusal(gate, before, after) is None
    update(after, f"INSERT DATA {{ {TOTAL} ca:currency <{ID}nothing> }}")
    assert "Funding-currency-once" in violated(refusal(gate, before, after))


def test_a_gate_can_be_sent_to_the_process_that_writes() -> None:
    assert isinstance(pickle.loads(pickle.dumps(ShapeGate(assets.shapes()))), ShapeGate)


BROKEN = [
    ("none", "", DataError),
    ("no-turtle", "<urn:a> <urn:b>", RdfSyntaxError),
    ("rules", "<urn:s> <http://www.w3.org/ns/shacl#rule> <urn:r> .", DataError),
]


@pytest.mark.parametrize(
    ("shapes", "error"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_shapes_that_cannot_be_used(tmp_path: Path, shapes: str, error: type[Exception]) -> None:
    if shapes:
        (tmp_path / "shapes.ttl").write_text(shapes, encoding="utf-8")
    with pytest.raises(error):
        ShapeGate(tmp_path).prepare()
