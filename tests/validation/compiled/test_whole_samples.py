"""On published lists as they are imported, whole and with faults, both validators find the same.

pySHACL needs most of an hour for them all, so that they are asked for: `WHOLE_SAMPLES=1 pytest -s
tests/validation/compiled/test_whole_samples.py` tells the processor seconds of both as well.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from rdflib import Graph

from ..both import compiled, reference, stored
from .conftest import State
from .published import LISTS, SAMPLES, generated, imported, with_faults

PARTICIPATIONS = 3_000
FAULTS = 200
QUICK = {"cordis-he-2025", "interreg-se"}
GENERATED = "generated with faults"


@pytest.mark.parametrize("name", [*LISTS, GENERATED])
def test_whole(name: str, tmp_path: Path, terms: State, shapes: Graph) -> None:
    if name not in QUICK and not os.environ.get("WHOLE_SAMPLES"):
        pytest.skip("pySHACL takes minutes: set WHOLE_SAMPLES=1")
    if name != GENERATED and not SAMPLES.is_dir():
        pytest.skip("the published lists are not at hand")
    if name == GENERATED:
        quads = imported("cordis", generated(tmp_path, PARTICIPATIONS))
    else:
        quads = imported(LISTS[name].importer, LISTS[name].paths)
    store = stored(terms | with_faults(set(quads), name, FAULTS))
    start = time.process_time()
    found = compiled(store, shapes)
    middle = time.process_time()
    expected = reference(store, shapes)
    seconds = f"{middle - start:.1f} s, pySHACL {time.process_time() - middle:.1f} s"
    print(f"\n{name}: {len(store):,} triples, {len(expected or ()):,} results, {seconds}")
    assert expected, "pySHACL cannot evaluate the shapes, or nothing is wrong"
    assert found == expected
