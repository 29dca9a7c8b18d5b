"""The classes and properties that are used, also where the manifest does not count properties."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import NamedNode

from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.terms import PREFIXES
from clusteratlas.web.contents import ContentsOfVersions
from clusteratlas.web.editor import vocabulary
from clusteratlas.web.editor.cells import labels_of
from clusteratlas.web.editor.vocabulary import Vocabularies, Vocabulary, gather

PREF_LABEL = f"{PREFIXES['skos']}prefLabel"
VALUE = f"{PREFIXES['ca']}value"


def uses(found: Vocabulary) -> dict[str, int]:
    return {term.iri: term.uses for term in found.properties}


@pytest.mark.parametrize("is_counted", [True, False], ids=["counted", "before-0.4"])
def test_uses(engine: EmbeddedEngine, is_counted: bool) -> None:
    contents = ContentsOfVersions().of(engine)
    if not is_counted:
        contents = replace(contents, properties=None)
    found = gather(engine, contents)
    assert {iri: uses(found)[iri] for iri in (PREF_LABEL, VALUE)} == {PREF_LABEL: 2, VALUE: 1}
    assert [term.uses for term in found.properties] == sorted(uses(found).values(), reverse=True)


def test_counting_ends_at_a_bound(engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "COUNTED", 1)
    contents = replace(ContentsOfVersions().of(engine), properties=None)
    assert uses(gather(engine, contents))[PREF_LABEL] == 2
    engine.update("INSERT DATA { <urn:a> <http://www.w3.org/2004/02/skos/core#prefLabel> 'A' }")
    assert uses(gather(engine, contents))[PREF_LABEL] == 2


def test_what_no_ontology_declares_is_there_under_its_iri(engine: EmbeddedEngine) -> None:
    engine.update("INSERT DATA { <urn:a> a <urn:B> ; <urn:c> 1 }")
    found = gather(engine, ContentsOfVersions().of(engine))
    (thing,) = (term for term in found.classes if term.iri == "urn:B")
    assert (thing.name, thing.uses) == ("<urn:B>", 1)
    assert "urn:c" in thing.properties


def test_a_version_is_gathered_once(engine: EmbeddedEngine) -> None:
    vocabularies, contents = Vocabularies(), ContentsOfVersions()
    first = vocabularies.of(engine, contents)
    assert vocabularies.of(engine, contents) is first
    engine.update("INSERT DATA { <urn:a> a <urn:B> }")
    assert vocabularies.of(engine, contents) is not first


def test_labels_of_many_things_are_asked_in_parts(engine: EmbeddedEngine) -> None:
    rows = [(NamedNode(f"https://example.org/{'x' * 500}{number}"),) for number in range(2100)]
    bioib = NamedNode("https://w3id.org/clusteratlas/id/cluster/bioib")
    found = labels_of(engine, [*rows, (bioib,)])
    assert len(found) == 2101
    assert found[bioib.value] == {"en": "Bioib"}
