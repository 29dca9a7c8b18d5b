"""Importer of any table of clusters, organisations or projects, by its mapping."""

from __future__ import annotations

from typing import Final

from clusteratlas.importers.mapping.importing import MappedImporter

IMPORTER: Final = MappedImporter(
    name="table",
    version=2,
    summary={
        "en": "Any CSV, Excel or JSON table of clusters, organisations or projects.",
        "pl": "Dowolna tabela CSV, Excel lub JSON z klastrami, organizacjami lub projektami.",
    },
    usage="""\
clusteratlas import table members.xlsx --mapping members.yaml""",
    rank=20,
    rank_reason={
        "en": "A table of whoever loaded it; official lists go before it.",
        "pl": "Tabela tego, kto ją wczytał; oficjalne wykazy mają pierwszeństwo.",
    },
)
