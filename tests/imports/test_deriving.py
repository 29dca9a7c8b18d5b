"""The default graph after an import: records that matching merges, in every way of making it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from clusteratlas.dataset.identities import (
    ACCEPTED,
    ALTERNATIVE,
    CANONICAL,
    PREFERRED,
    RECORD,
    STATUS,
    Identities,
)
from clusteratlas.dataset.imports import difference
from clusteratlas.dataset.imports.canonical import CanonicalText
from clusteratlas.dataset.imports.difference import compare_texts
from clusteratlas.dataset.imports.making import MATCHES
from clusteratlas.dataset.matching.sources import TextSource
from clusteratlas.engine.changes import Changes
from clusteratlas.terms import ID, PREFIXES

from .conftest import Build, ImportRows, check_whole, quads, with_match

GRAPH_OF_MATCHES = NamedNode(MATCHES)
Merges = Iterable[tuple[str, str]]


def organisation(name: str) -> NamedNode:
    return NamedNode(f"{ID}organisation/{name}")


class StatedMatches:
    """A matcher that merges what it is told to, as far as it is spoken of."""

    def __init__(self, *merges: tuple[str, str]) -> None:
        self.merges = merges

    def __call__(self, store: Store, graph: str, text: TextSource | None = None) -> Changes:
        del graph
        there = store.quads_for_pattern(None, None, None, GRAPH_OF_MATCHES)
        return Changes.between(there, set(self._statements(store, text)))

    def _statements(self, store: Store, text: TextSource | None) -> Iterator[Quad]:
        for record, canonical in self.merges:
            node = organisation(record)
            in_text = text is not None and bool(text.said_of([node]))
            if in_text or next(store.quads_for_pattern(node, None, None, None), None) is not None:
                statement = NamedNode(f"{ID}identity-statement/match-{record}-{canonical}")
                for predicate, value in (
                    (STATUS, ACCEPTED),
                    (RECORD, node),
                    (CANONICAL, organisation(canonical)),
                ):
                    yield Quad(statement, predicate, value, GRAPH_OF_MATCHES)


# Each: merges while the first list is imported, and while the second one is.
MERGES: dict[str, tuple[Merges, Merges]] = {
    "none": ([], []),
    "a new record into a thing of the sources": ([], [("second-1", "alpha")]),
    "a new record into an imported one": ([], [("second-1", "first-1")]),
    "along a chain": ([("first-1", "alpha")], [("first-1", "alpha"), ("second-1", "first-1")]),
    "two older ones because of a new one": (
        [("first-1", "alpha")],
        [("first-1", "alpha"), ("second-1", "alpha"), ("first-2", "alpha")],
    ),
    "an older record into a new one, which is labelled": ([], [("first-1", "second-1")]),
    "a thing of the sources into a new one": ([], [("beta", "second-1")]),
    "no more": ([("first-1", "alpha")], []),
    "into another thing": ([("first-1", "alpha")], [("first-1", "beta")]),
}


@pytest.mark.parametrize("few", [50_000, 0], ids=["in a copy", "anew"])
@pytest.mark.parametrize(("first", "second"), MERGES.values(), ids=MERGES)
def test_the_default_graph_says_what_the_graphs_say_of_canonical_things(
    store: Path,
    import_rows: ImportRows,
    build_project: Build,
    monkeypatch: pytest.MonkeyPatch,
    first: Merges,
    second: Merges,
    few: int,
) -> None:
    monkeypatch.setattr(difference, "_FEW_LINES", few)
    import_rows(
        ("1", "One"), ("2", "Two"), graph="first", options=with_match(StatedMatches(*first))
    )
    check_whole(store)
    matches = StatedMatches(*second)
    import_rows(("1", "Uno"), graph="second", options=with_match(matches))
    check_whole(store)
    wanted = quads(store)
    import_rows(("1", "Ein"), ("3", "Drei"), graph="second", options=with_match(matches))
    check_whole(store)
    import_rows(("1", "Uno"), graph="second", options=with_match(matches))
    check_whole(store)
    assert quads(store) == wanted
    build_project(matches)
    assert quads(store) == wanted
    monkeypatch.setattr("clusteratlas.dataset.imports.rebuilding.__version__", "9")
    build_project(matches)
    assert quads(store) == wanted
    check_whole(store)


# --- The same rules on text ----------------------------------------------------------------------

THINGS = [organisation(name) for name in ("a", "b", "c", "d")] + [NamedNode("urn:x")]
PREDICATES = [PREFERRED, ALTERNATIVE, RECORD, CANONICAL, NamedNode(PREFIXES["rdfs"] + "label")]
TEXTS = [
    "",
    "a",
    '"',
    "\\",
    "\n",
    f"x {THINGS[0]} .",
    f"<{THINGS[1].value}> .\n",
    '" .\n',
    "é\u2028",
]
LITERALS = [Literal(text) for text in TEXTS]
LITERALS += [Literal(text, language=tag) for text in TEXTS for tag in ("en", "pl-PL")]
LITERALS += [Literal(THINGS[0].value, datatype=THINGS[1]), Literal(1)]
TRIPLES = st.builds(
    Triple,
    st.sampled_from(THINGS),
    st.sampled_from(PREDICATES),
    st.sampled_from([*THINGS, *LITERALS]),
)


@settings(deadline=None)
@given(st.lists(TRIPLES, max_size=12), st.permutations(THINGS), st.integers(0, 4))
def test_text_is_rewritten_as_triples_are_merged(
    triples: list[Triple], order: list[NamedNode], merged: int
) -> None:
    labelled = frozenset(
        (triple.subject, triple.object.language)
        for triple in triples
        if triple.predicate == PREFERRED
        and isinstance(triple.object, Literal)
        and isinstance(triple.subject, NamedNode)
    )
    canonical = {record: order[-1] for record, _ in list(pairwise(order))[:merged]}
    identities = Identities(canonical, labelled)
    text = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    rewriting = CanonicalText(canonical, lambda thing, language: (thing, language) in labelled)
    rewritten = b"".join(rewriting.rewritten([text]))
    found = [quad.triple for quad in parse(rewritten, format=RdfFormat.N_TRIPLES)]
    assert found == list(identities.merge(triples))


# --- Comparing texts -----------------------------------------------------------------------------

LINES = st.lists(
    st.builds(
        lambda subject, value: f"<urn:{subject}> <urn:p> {value} .\n".encode(),
        st.sampled_from("abcdefg"),
        st.integers(0, 3).map(lambda number: f'"{number}\u2028"'),
    ),
    max_size=20,
)


@settings(deadline=None)
@given(LINES, LINES, st.integers(1, 9))
def test_texts_are_compared_thing_by_thing(
    tmp_path_factory: pytest.TempPathFactory, old: list[bytes], new: list[bytes], buckets: int
) -> None:
    folder = tmp_path_factory.mktemp("compared")
    compared = compare_texts("urn:graph", old, [b"".join(new)], folder, (buckets - 1) << 20)
    before, after = _by_subject(old), _by_subject(new)
    found = compared.difference
    both = before.keys() & after.keys()
    assert found.things_added == len(after.keys() - before.keys())
    assert found.things_removed == len(before.keys() - after.keys())
    assert found.things_changed == sum(before[each] != after[each] for each in both)
    assert found.triples_added == len(set(new) - set(old))
    assert found.triples_removed == len(set(old) - set(new))
    touched = {each for each in before | after if before.get(each) != after.get(each)}
    assert compared.subjects == touched
    assert sorted(compared.lines) == sorted(
        line.rstrip(b"\n") for each in touched for line in after.get(each, ())
    )
    assert not list(folder.iterdir())


def _by_subject(lines: list[bytes]) -> dict[bytes, set[bytes]]:
    found: dict[bytes, set[bytes]] = {}
    for line in lines:
        found.setdefault(line.split(b" ")[0], set()).add(line)
    return found
