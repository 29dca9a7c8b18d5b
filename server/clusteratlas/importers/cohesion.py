"""Importer of the lists of operations that managing authorities publish, each by its mapping."""

from __future__ import annotations

from typing import Final

from clusteratlas.importers.mapping.importing import MappedImporter

IMPORTER: Final = MappedImporter(
    name="cohesion",
    version=2,
    summary={
        "en": "Lists of operations of managing authorities, each through a mapping file.",
        "pl": "Wykazy operacji instytucji zarządzających, każdy przez plik odwzorowania.",
    },
    usage="""\
clusteratlas import cohesion Poland_CF_2007_2013.csv
clusteratlas import cohesion Poland_*.csv --as cohesion-pl
clusteratlas import cohesion vorhaben.csv --mapping vorhaben.yaml""",
    rank=10,
    rank_reason={
        "en": "A list that an authority has to publish by law, of projects that it pays for.",
        "pl": "Wykaz, który instytucja publikuje z mocy prawa, o projektach, za które płaci.",
    },
)
