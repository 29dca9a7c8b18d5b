"""What a person reads: one finding for each fault, in the words of its constraint."""

from __future__ import annotations

from pathlib import Path

import pytest

from clusteratlas import assets
from clusteratlas.rdf.reading import read_triples
from clusteratlas.validation.shapes import load_shapes
from clusteratlas.validation.source import Source
from clusteratlas.validation.validate import ValidationOptions, validate

EXAMPLES = Path(__file__).resolve().parents[1] / "cases" / "shapes"
BACKGROUND = [
    assets.ontology() / "clusteratlas.ttl",
    *sorted((assets.ontology() / "schemes").glob("*.ttl")),
]

FINDINGS = [
    ("composition/invalid-share-not-in-percent", "Composition-percent", "nie jest podany w proc"),
    ("composition/invalid-sum-of-101", "Composition-sum", "przekracza 100 procent"),
    ("funding/invalid-amount-without-currency", "Funding-currency", "nie ma waluty"),
    ("membership/invalid-member-of-wrong-kind", "Membership-member-kind", "nie jest organizacją"),
    ("observation/invalid-unit-not-listed", "Observation-unit-list", "nie pochodzi z listy kodów"),
    ("project/invalid-two-leaders", "Project-one-leader", "więcej niż jednego lidera"),
]


def source(path: Path) -> Source:
    return Source.of_file(path.name, path, read_triples(path))


@pytest.mark.parametrize(("example", "constraint", "words"), FINDINGS, ids=[f[0] for f in FINDINGS])
def test_one_fault_is_one_finding(example: str, constraint: str, words: str) -> None:
    report = validate(
        ValidationOptions(
            targets=[source(EXAMPLES / f"{example}.ttl")],
            background=[source(path) for path in BACKGROUND],
            shapes=load_shapes(assets.shapes()),
        )
    )
    (finding,) = report.findings
    assert finding.shape.endswith(f"#{constraint}")
    assert words in finding.messages["pl"]
    assert set(finding.messages) == {"en", "pl"}
