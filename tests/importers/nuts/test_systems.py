"""Metres turned into degrees: the examples of IOGP Guidance Note 7-2, and single places."""

from __future__ import annotations

import pytest

from clusteratlas.importers.nuts.systems import IN_METRES

PLACES = [
    pytest.param("3035", (3962799.45, 2999718.85), (5, 50), id="3035, Guidance Note"),
    pytest.param("3035", (4321000, 3210000), (10, 52), id="3035, origin"),
    pytest.param(
        "3857", (-11169055.58, 2800000.00), (-100.3333333, 24.3817869), id="3857, Guidance Note"
    ),
    pytest.param("3857", (0, 0), (0, 0), id="3857, origin"),
]


@pytest.mark.parametrize(("system", "metres", "degrees"), PLACES)
def test_examples(system: str, metres: tuple[float, float], degrees: tuple[float, float]) -> None:
    assert IN_METRES[system](*metres) == pytest.approx(degrees, abs=1e-7)
