"""On excerpts of published lists as they are imported, with faults, both validators find the same.

Each excerpt has things of each class of the list with all that they refer to. `test_whole_samples`
compares the lists whole.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from .conftest import Comparison, State
from .published import LISTS, SAMPLES, excerpt, generated, imported, with_faults

COHESION = [name for name in LISTS if name.startswith("cohesion")]
GROUPS = {"cohesion-pl": COHESION, "cordis-2023": ["cordis-2023"], "h2020-2016": ["h2020-2016"]}
THINGS, FAULTS = 10, 60
"""pySHACL needs seconds for so many."""


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the published lists are not at hand")
@pytest.mark.parametrize("group", GROUPS)
def test_excerpts_of_published_lists(
    group: str, terms: State, shapes: Graph, compare: Comparison
) -> None:
    quads = set()
    for name in GROUPS[group]:
        whole = imported(LISTS[name].importer, LISTS[name].paths)
        quads |= excerpt(whole, name, THINGS)
    assert compare(terms | with_faults(quads, group, FAULTS), shapes) > 0


def test_an_excerpt_of_generated_data(
    tmp_path: Path, terms: State, shapes: Graph, compare: Comparison
) -> None:
    quads = excerpt(imported("cordis", generated(tmp_path, 500)), "generated", THINGS)
    assert compare(terms | with_faults(quads, "generated", FAULTS), shapes) > 0
