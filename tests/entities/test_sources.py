"""What sources state: a stretch of a document at a time, as their own graphs hold it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import Count
from clusteratlas.entities.sources.documents import document_page, passage_page
from clusteratlas.entities.sources.graphs import held, source_graph, source_graphs
from clusteratlas.entities.sources.passages import Stretch, neighbours, stretch
from clusteratlas.entities.sources.statements import Stated
from clusteratlas.terms import CA, GRAPH, ID

PREFIXES = """
PREFIX ca: <https://w3id.org/clusteratlas/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
ACCEPTED = "<https://w3id.org/clusteratlas/scheme/identity-status/accepted>"


@pytest.fixture(scope="module")
def list_() -> Iterator[Engine]:
    """A list of 800 rows, of which each tenth spans two lines, beside a short document."""
    rows = "".join(
        f"<urn:row-{number}> ca:paragraph {number} ; dcterms:isPartOf <urn:list> . "
        for number in range(2, 802)
        if number % 10
    )
    paragraphs = "".join(
        f"<urn:p-{number}> ca:paragraph {number} ; dcterms:isPartOf <urn:page> . "
        for number in (1, 2, 4)
    )
    engine = EmbeddedEngine.in_memory()
    engine.update(f"{PREFIXES} INSERT DATA {{ {rows} {paragraphs} }}")
    yield engine
    engine.close()


STRETCHES = {
    "the first rows": ("urn:list", 1, 2, None, 29),
    "further rows": ("urn:list", 29, 29, 4, 57),
    "from a number that no row has": ("urn:list", 30, 31, 5, 58),
    "the last rows": ("urn:list", 795, 795, 770, None),
    "a short document": ("urn:page", 1, 1, None, None),
    "a paragraph of it": ("urn:page", 3, 4, 1, None),
    "beyond the end of it": ("urn:page", 9, 1, None, None),
}


@pytest.mark.parametrize(
    ("document", "start", "first", "before", "after"), STRETCHES.values(), ids=STRETCHES.keys()
)
def test_a_document_is_read_in_stretches(
    list_: Engine, document: str, start: int, first: int, before: int | None, after: int | None
) -> None:
    read = stretch(list_, document, start)
    assert (read.passages[0].paragraph, read.before, read.after) == (first, before, after)
    numbers = [passage.paragraph for passage in read.passages]
    assert numbers == sorted(set(numbers))


def test_beyond_the_end_of_a_list_there_is_nothing(list_: Engine) -> None:
    assert stretch(list_, "urn:list", 5_000) == Stretch((), Count(720), 5_000, 4_975, None, None)


def test_stretches_leave_no_row_out(list_: Engine) -> None:
    start: int | None = 1
    read = []
    while start is not None:
        found = stretch(list_, "urn:list", start)
        read += [passage.paragraph for passage in found.passages]
        start = found.after
    assert read == [number for number in range(2, 802) if number % 10]


def test_the_neighbours_of_a_row(list_: Engine) -> None:
    before, after = neighbours(list_, "urn:list", 31)
    assert before
    assert after
    assert (before.paragraph, after.paragraph) == (29, 32)
    assert neighbours(list_, "urn:list", 801)[1] is None


def _told(found: tuple[Stated, ...], kind: str) -> list[dict[str, list[str]]]:
    return [
        {
            fact.property.removeprefix(CA): [value.iri or value.text for value in fact.values]
            for fact in one.facts
        }
        for one in found
        if CA + kind in one.kinds
    ]


def test_a_paragraph_of_the_project_page_is_told_fact_by_fact(engine: Engine) -> None:
    page = passage_page(engine, f"{ID}passage/mrpo-project-en-p2")
    (money,) = _told(page.stated.claims, "Funding")
    assert money["amountAsPrinted"] == ["1 087 398, 00 zł"]
    assert money["funded"] == [f"{ID}project/mrpo-8-2-bio-region-networks"]
    (duration,) = _told(page.stated.claims, "Observation")
    assert duration["value"] == ["20"]
    assert page.document
    assert page.document.title["en"] == "Klaster in European networks"
    assert page.paragraph == 2
    assert page.before
    assert page.before.paragraph == 1


def test_a_participation_names_its_project(engine: Engine) -> None:
    page = document_page(engine, f"{ID}document/mrpo-project-en", 4)
    stated = page.stated[f"{ID}passage/mrpo-project-en-p5"]
    (genopole,) = _told(stated.claims, "Participation")
    assert genopole["participationIn"] == [f"{ID}project/mrpo-8-2-bio-region-networks"]
    assert genopole["nameAsGiven"] == ["Genopol"]
    assert page.names[f"{ID}organisation/genopole"].labels["en"] == "Genopole"


def test_every_passage_of_the_five_texts_states_something(engine: Engine) -> None:
    texts = [one for one in source_graphs(engine) if one.documents and not one.is_imported]
    assert len(texts) == 5
    for text in texts:
        for document in text.documents:
            page = document_page(engine, document, 1)
            assert page.stretch.passages
            assert page.stretch.after is None
            empty = [
                passage
                for passage, stated in page.stated.items()
                if not stated.claims and not stated.things
            ]
            assert not empty


MERGED = f"""
{PREFIXES}
INSERT DATA {{
  ca:Participation rdfs:subClassOf ca:Claim .
  <urn:graph> ca:describes <urn:list> .
  <urn:row> ca:paragraph 2 ; dcterms:isPartOf <urn:list> .
  <urn:statement> ca:canonical <urn:agent> ; ca:record <urn:record> ;
    ca:identityStatus {ACCEPTED} .
  <urn:agent> foaf:name "Agent" .
  GRAPH <urn:graph> {{
    <urn:record> foaf:name "AGENT LTD" ; ca:statedIn <urn:row> .
    <urn:part> a ca:Participation ; ca:participant <urn:record> ; ca:statedIn <urn:row> .
  }}
  GRAPH <urn:other> {{ <urn:record> foaf:name "Somebody else" }}
}}
"""


def test_a_merged_record_is_told_as_its_source_has_it_and_named_as_the_atlas_does() -> None:
    engine = EmbeddedEngine.in_memory()
    engine.update(MERGED)
    page = passage_page(engine, "urn:row")
    (thing,) = page.stated.things
    assert (thing.subject, thing.thing) == ("urn:record", "urn:agent")
    assert [value.text for fact in thing.facts for value in fact.values] == ["AGENT LTD"]
    ((value,),) = [fact.values for fact in page.stated.claims[0].facts]
    assert (value.iri, value.record) == ("urn:agent", "urn:record")
    assert page.names["urn:agent"].labels == {"": "Agent"}


def test_sources_stand_by_rank_and_reference_data_last(engine: Engine) -> None:
    found = source_graphs(engine)
    ranks = [one.rank for one in found if not one.is_reference]
    assert ranks == sorted(ranks, key=lambda rank: rank or 0)
    assert ranks
    kinds = [one.is_reference for one in found]
    assert kinds == sorted(kinds)
    assert any(kinds)


def test_a_source_tells_where_it_comes_from_and_how_far_it_is_trusted(engine: Engine) -> None:
    source = source_graph(engine, f"{GRAPH}ecri-study-visit")
    assert source.publisher
    assert source.publisher.labels["en"] == "European Cluster Collaboration Platform"
    assert source.address.startswith("https://www.clustercollaboration.eu/")
    assert source.issued == "2018-02-23"
    assert source.rank == 2
    assert set(source.rank_reason) == {"en", "pl"}
    assert source.languages == ("eng",)
    ((document, passages),) = [(one.document.iri, one.passages) for one in held(engine, source)]
    assert document == f"{ID}document/ecri-study-visit"
    assert passages == Count(6)
