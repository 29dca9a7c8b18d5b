"""Published lists as they are imported, and invented ones: the triples, and faults among them."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from clusteratlas import assets
from clusteratlas.importers.gazetteer import NoGazetteer
from clusteratlas.importers.ntriples import TYPE, document, text
from clusteratlas.importers.protocol import Request
from clusteratlas.importers.registry import importer
from clusteratlas.importers.report import ImportReport
from clusteratlas.terms import CA, PREFIXES

from ..random_graphs import TYPE as A
from .mutation import DAYS, Mutation

ROOT = assets.assets_root()
SAMPLES = ROOT.parent / "shared" / "samples"
GENERATOR = ROOT / "benchmarks" / "generate.py"


@dataclass(frozen=True)
class Published:
    """A list that was published: the importer that reads it, and its files."""

    importer: str
    folder: str
    files: Sequence[str]

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where the files are."""
        return tuple(SAMPLES / self.folder / name for name in self.files)


LISTS = {
    "cordis-he-2025": Published(
        "cordis",
        "cordis-he-2025",
        (
            "head_project_df_100.csv",
            "head_organization_df_100.csv",
            "head_euroSciVoc_df_100.csv",
            "head_topics_df_100.csv",
            "head_legalBasis_df_100.csv",
            "head_webLink_df_100.csv",
        ),
    ),
    "interreg-se": Published("interreg", "interreg-se", ("rawdata.json",)),
    **{
        f"cohesion-pl {name}": Published("cohesion", "cohesion-pl", (f"Poland_{name}.csv",))
        for name in ("CF_2014_2020", "ERDF_2014_2020", "CF_2007_2013", "ESF_2014_2020")
    },
    "cordis-2023": Published(
        "cordis",
        "cordis-2023",
        (
            "h2020_projects_out_formatted_latest.csv",
            "h2020_organizations_out_formatted_latest.csv",
            "h2020_topics_out.csv",
        ),
    ),
    "h2020-2016": Published(
        "cordis", "h2020-2016", ("projects.csv", "edges.csv", "unique_org.csv")
    ),
}


def generated(folder: Path, participations: int) -> tuple[Path, ...]:
    """Invented files of CORDIS, of whose rows one in twenty has a fault."""
    options = ["--participations", str(participations), "--faults", "0.05", str(folder)]
    subprocess.run([sys.executable, str(GENERATOR), *options], check=True, capture_output=True)
    return tuple(sorted(folder.glob("*.csv")))


def imported(name: str, paths: Sequence[Path]) -> list[Quad]:
    """What the importer of that name makes of the files, with the documents that they are.

    In the order in which it is written, where one may come again.
    """
    opened = importer(name).open(Request(tuple(paths)))
    about = "".join(
        f"{document(opened.graph, slug)} {TYPE} <{CA}SourceDocument> .\n"
        f"{document(opened.graph, slug)} <{PREFIXES['dcterms']}title> {text(title, 'en')} .\n"
        for slug, title in opened.documents.items()
    )
    blocks = (about, *opened.reading.blocks(NoGazetteer(), ImportReport()))
    return [quad for block in blocks for quad in _quads(block)]


def _quads(block: str) -> Iterator[Quad]:
    for quad in parse(block.encode(), format=RdfFormat.N_TRIPLES):
        yield Quad(quad.subject, quad.predicate, quad.object)


def with_faults(quads: set[Quad], seed: str, number: int) -> set[Quad]:
    """The same with that many changes at random, which concern as many things at most."""
    rng = random.Random(seed)
    subjects = sorted(
        {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}, key=str
    )
    chosen = set(rng.sample(subjects, min(len(subjects), number)))
    changed = {quad for quad in quads if quad.subject in chosen}
    rest = quads - changed
    for _ in range(number):
        Mutation(rng, changed, DAYS).apply()
    return rest | changed


def excerpt(quads: Iterable[Quad], seed: str, things: int) -> set[Quad]:
    """So many things of each class at random, and whatever they refer to, directly or through it.

    What refers to them is left out.
    """
    about: defaultdict[object, list[Quad]] = defaultdict(list)
    of_class: defaultdict[object, list[object]] = defaultdict(list)
    for quad in quads:
        about[quad.subject].append(quad)
        if quad.predicate == A:
            of_class[quad.object].append(quad.subject)
    rng = random.Random(seed)
    todo = [
        one
        for members in of_class.values()
        for one in rng.sample(members, min(len(members), things))
    ]
    found = set(todo)
    while todo:
        reached = {quad.object for quad in about[todo.pop()] if quad.object in about} - found
        found |= reached
        todo.extend(reached)
    return {quad for subject in found for quad in about[subject]}
