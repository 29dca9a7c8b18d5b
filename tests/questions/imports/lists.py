"""Published lists in memory, as their importers read them, and the raw files beside them.

The lists are not published into a store here: what publishing adds (identity, history) has tests of
its own, and the raw files know no merged organisations.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from pyoxigraph import RdfFormat, Store

from clusteratlas.catalogue import SavedQuery
from clusteratlas.importers.gazetteer import NoGazetteer
from clusteratlas.importers.ntriples import document, term, text
from clusteratlas.importers.protocol import Request
from clusteratlas.importers.registry import importer
from clusteratlas.importers.report import ImportReport

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT.parent / "shared" / "samples"
QUERIES = ROOT / "queries" / "imports"

# importer and files of each sample
LISTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "h2020-2016": ("cordis", ("projects.csv", "edges.csv", "unique_org.csv")),
    "cordis-2023": (
        "cordis",
        (
            "h2020_organizations_out_formatted_latest.csv",
            "h2020_projects_out_formatted_latest.csv",
        ),
    ),
    "cordis-he-2025": (
        "cordis",
        (
            "head_project_df_100.csv",
            "head_organization_df_100.csv",
            "head_euroSciVoc_df_100.csv",
            "head_legalBasis_df_100.csv",
        ),
    ),
    "cohesion-pl": (
        "cohesion",
        (
            "Poland_CF_2007_2013.csv",
            "Poland_CF_2014_2020.csv",
            "Poland_ERDF_2014_2020.csv",
            "Poland_ESF_2014_2020.csv",
        ),
    ),
    "interreg-se": ("interreg", ("rawdata.json",)),
}
ISO = {"EL": "GR", "UK": "GB"}
ENCODINGS = {"cohesion-pl": "windows-1250"}
SEPARATORS = {"h2020-2016": "\t", "cohesion-pl": ";"}

Row = tuple[str, ...]


@cache
def store(sample: str) -> Store:
    """The sample as its importer reads it; read once in each process."""
    name, files = LISTS[sample]
    opened = importer(name).open(Request([SAMPLES / sample / file for file in files]))
    loaded = Store()
    for block in opened.reading.blocks(NoGazetteer(), ImportReport()):
        loaded.bulk_load(block.encode(), format=RdfFormat.N_TRIPLES)
    for slug, title in opened.documents.items():
        node = document(opened.graph, slug)
        title_triple = f"{node} {term('dcterms', 'title')} {text(title)} .\n"
        loaded.load(title_triple.encode(), format=RdfFormat.N_TRIPLES)
    return loaded


@cache
def raw(sample: str, file: str) -> pd.DataFrame:
    """A file of a sample, every field as text."""
    return pd.read_csv(
        SAMPLES / sample / file,
        dtype=str,
        keep_default_na=False,
        sep=SEPARATORS.get(sample, ","),
        encoding=ENCODINGS.get(sample, "utf-8"),
    )


def amounts(column: pd.Series[str]) -> pd.Series[float]:
    """Numbers with a comma or a point; nothing where the field is empty."""
    return pd.to_numeric(column.str.strip().str.replace(",", "."))


def bound(name: str, values: Mapping[str, list[str]]) -> str:
    """A saved query of the imports, with these parameters."""
    return SavedQuery.read(QUERIES / f"{name}.rq").bound(values)


def marks(sample: str) -> list[pytest.MarkDecorator]:
    """A sample is read by one worker only, and skipped where it is not beside the checkout."""
    absent = not (SAMPLES / sample).exists()
    return [
        pytest.mark.xdist_group(f"sample {sample}"),
        pytest.mark.skipif(absent, reason="the samples of real data are not beside this checkout"),
    ]
