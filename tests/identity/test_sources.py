"""What matching reads is the same whether a graph is in the store or still text."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from clusteratlas.dataset.matching.records import RecordReader, stated_of
from clusteratlas.dataset.matching.sources import SourcesTogether, StoreSource, TextSource
from clusteratlas.terms import GRAPH, ID, PREFIXES

OLD, NEW = f"{GRAPH}old", f"{GRAPH}new"
TEXTS = {
    OLD: """
graph:old a ca:ImportedGraph ; ca:importer "cordis 1" .
country:pl a ca:Country ; ca:countryCode "PL" .
region:malopolskie a ca:Region ; ca:nutsCode "PL21" ; skos:broader country:pl .
organisation:old-1 a ca:Organisation ; foaf:name "Kompania Zefiriada" ; ca:locatedIn country:pl .
project:old-1 a ca:Project ; dcterms:identifier "632927" ; skos:prefLabel "A project"@en .
""",
    NEW: """
graph:new a ca:ImportedGraph ; ca:importer "cordis 2" .
country:pl a ca:Country ; skos:prefLabel "Poland"@en .
organisation:new-1 a ca:Organisation ; foaf:name "KOMPANIA \\"Zefiriada\\"" , "Zefiriada" ;
    schema:alternateName "KZ" ; ca:pic "999000001" ; ca:locatedIn region:malopolskie , locality:x .
locality:x skos:prefLabel "Kraków"@pl ; ca:locatedIn region:malopolskie .
project:new-1 a ca:Project ; ca:rcn "193157" ; dcterms:identifier "632927" .
participation:new-1 a ca:Participation ; ca:participant organisation:new-1 .
""",
}


def turtle(text: str) -> bytes:
    kinds = ("country", "locality", "organisation", "participation", "project", "region")
    prefixes = {**PREFIXES, "graph": GRAPH, **{kind: f"{ID}{kind}/" for kind in kinds}}
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items()).encode() + (
        text.encode()
    )


def loaded(*graphs: str) -> Store:
    store = Store()
    for graph in graphs:
        store.load(turtle(TEXTS[graph]), RdfFormat.TURTLE, to_graph=NamedNode(graph))
    return store


def as_text(graph: str) -> TextSource:
    content = loaded(graph).dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(graph))
    assert content is not None
    source = TextSource(graph, "cordis")
    source.read(content[:-1].split(b"\n"))
    return source


@pytest.mark.parametrize("new", [NEW, OLD], ids=["new", "old"])
def test_records_are_the_same_in_the_store_and_in_text(new: str) -> None:
    (old,) = TEXTS.keys() - {new}
    whole, part = loaded(OLD, NEW), loaded(old)
    in_store = RecordReader(StoreSource(whole), stated_of(whole), NamedNode(new))
    in_text = RecordReader(
        SourcesTogether((StoreSource(part), as_text(new))), stated_of(part), NamedNode(new)
    )
    expected = {(each.iri, each.kind): each for each in in_store.read()}
    assert len(expected) == 6
    assert {(each.iri, each.kind): each for each in in_text.read()} == expected


def test_what_is_no_triple_is_not_read() -> None:
    source = TextSource(NEW, "cordis")
    source.read([b"nonsense", b"", b"<a> <b>"])
    assert not list(source.typed([NamedNode(f"{ID}x")]))
