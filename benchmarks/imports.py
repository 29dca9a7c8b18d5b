"""An import's speed and memory beside morph-kgc and beside a plain bulk load, on generated data.

python benchmarks/imports.py
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from generate import generate
from importing.runs import Ran, run, run_child

MAPPING = Path(__file__).parent / "importing" / "cordis.rml.ttl"
EPILOG = """\
Each step runs in a process of its own: the import into an atlas of nothing else, the build of the
atlas with what was imported, pyoxigraph's bulk load of the same triples as N-Triples (the limit),
and morph-kgc (RML, one process) on the same files where --morph names a Python that has it. That
needs an older pyoxigraph, so give it an environment of its own:

  python -m venv /tmp/morph && /tmp/morph/bin/pip install morph-kgc
  python benchmarks/imports.py --participations 10000 100000 --morph /tmp/morph/bin/python

30 million triples are some 700,000 participations.
"""
MIB = 2**20


@dataclass(frozen=True)
class Measured:
    """What was measured on one size. `parts` are seconds of the processor inside of the import."""

    participations: int
    triples: int
    parts: dict[str, float]
    imported: Ran
    built: Ran
    loaded: Ran
    store_bytes: int
    loaded_bytes: int
    mapped: Ran | None
    mapped_triples: int


def measure(participations: int, work: Path, morph: str) -> Measured:
    """All steps on data of that size; files are left in `work`."""
    files, store = work / "files", work / "store"
    generate(files, participations, seed=1)
    run_child("build", store)
    imported = run_child("import", files, store)
    told = json.loads(imported.output.splitlines()[-1])
    version = store / "versions" / told["version"]
    run_child("dump", version, work / "graph.nt")
    loaded = run_child("load", work / "graph.nt", work / "plain")
    mapped, mapped_triples = _mapped(files, work, morph) if morph else (None, 0)
    store_bytes, loaded_bytes = _size(version / "data"), _size(work / "plain")
    built = run_child("build", store)
    return Measured(
        participations=participations,
        triples=told["triples"],
        parts=told["parts"],
        imported=imported,
        built=built,
        loaded=loaded,
        store_bytes=store_bytes,
        loaded_bytes=loaded_bytes,
        mapped=mapped,
        mapped_triples=mapped_triples,
    )


def _mapped(files: Path, work: Path, python: str) -> tuple[Ran, int]:
    mapping = work / "mapping.ttl"
    mapping.write_text(MAPPING.read_text(encoding="utf-8").replace("FOLDER", str(files)))
    output = work / "mapped.nt"
    options = work / "morph.ini"
    options.write_text(
        f"[CONFIGURATION]\noutput_file: {output}\nnumber_of_processes: 1\n"
        f"[CORDIS]\nmappings: {mapping}\n"
    )
    ran = run([python, "-m", "morph_kgc", options])
    with output.open("rb") as file:
        return ran, sum(1 for _ in file)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def report(measured: Measured) -> None:
    """What was measured, for a person; ratios of processor time."""
    limit = measured.loaded.cpu
    checking = measured.parts["validation"]
    without = measured.imported.cpu - checking
    print(f"\n{measured.participations:,} participations, {measured.triples:,} triples")
    rows = [
        ("import, all", measured.imported, measured.triples),
        ("build with the import", measured.built, measured.triples),
        ("plain bulk load (limit)", measured.loaded, measured.triples),
    ]
    if measured.mapped:
        rows.append(("morph-kgc, to a file", measured.mapped, measured.mapped_triples))
    print(f"{'':26}{'s':>8}{'cpu s':>8}{'x limit':>9}{'MiB':>7}{'triples/cpu s':>15}")
    for name, ran, triples in rows:
        print(
            f"{name:26}{ran.seconds:8.1f}{ran.cpu:8.1f}{ran.cpu / limit:9.1f}"
            f"{ran.peak / MIB:7.0f}{triples / ran.cpu:15,.0f}"
        )
    print(f"import without validation  {without:.1f} cpu s, {without / limit:.1f} x limit")
    print(f"validation to the rest of the import  {checking / without:.2f}")
    parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in measured.parts.items())
    print(f"cpu s within the import: {parts}")
    print(
        f"store {measured.store_bytes / MIB:,.0f} MiB (graph and default graph), "
        f"plain {measured.loaded_bytes / MIB:,.0f} MiB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description="What an import costs.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--participations", type=int, nargs="+", default=[10_000], help="sizes, one after another"
    )
    parser.add_argument("--morph", default="", metavar="PYTHON", help="one that has morph-kgc")
    parser.add_argument("--folder", type=Path, help="where the files go, and stay")
    options = parser.parse_args()
    for participations in options.participations:
        work = Path(tempfile.mkdtemp(prefix="imports-", dir=options.folder))
        try:
            report(measure(participations, work, options.morph))
        finally:
            if options.folder is None:
                shutil.rmtree(work)


if __name__ == "__main__":
    main()
