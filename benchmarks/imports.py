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
the same load into two graphs, as an atlas keeps them, and morph-kgc (RML, one process) on the same
files where --morph names a Python that has it. That needs an older
pyoxigraph, so give it an environment of its own:

  python -m venv /tmp/morph && /tmp/morph/bin/pip install morph-kgc
  python benchmarks/imports.py --participations 10000 100000 --morph /tmp/morph/bin/python

30 million triples are some 700,000 participations.
"""
MIB = 2**20


@dataclass(frozen=True)
class Measured:
    """What was measured on one size. `parts` are steps inside of the import: seconds by the clock
    and of the processor."""

    participations: int
    triples: int
    parts: dict[str, dict[str, float]]
    imported: Ran
    built: Ran
    loaded: Ran
    loaded_twice: Ran
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
    loaded_twice = run_child("load-twice", work / "graph.nt", work / "twice")
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
        loaded_twice=loaded_twice,
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
    """What was measured, for a person; ratios by the clock and of processor time."""
    limit = measured.loaded
    print(f"\n{measured.participations:,} participations, {measured.triples:,} triples")
    print(f"{'':26}{'s':>8}{'x limit':>9}{'cpu s':>9}{'x limit':>9}{'MiB':>7}")
    rows = [
        ("import, all", measured.imported),
        ("build with the import", measured.built),
        ("plain bulk load (limit)", limit),
        ("the same into two graphs", measured.loaded_twice),
    ]
    if measured.mapped:
        rows.append((f"morph-kgc, {measured.mapped_triples:,} triples", measured.mapped))
    for name, ran in rows:
        _row(name, ran.seconds, ran.cpu, limit, f"{ran.peak / MIB:7.0f}")
    for name, part in measured.parts.items():
        if name != "all":
            _row(f"  of it {name}", part["seconds"], part["cpu"], limit)
    checking = measured.parts["validation"]
    seconds = measured.imported.seconds - checking["seconds"]
    cpu = measured.imported.cpu - checking["cpu"]
    _row("import, no validation", seconds, cpu, limit)
    print(
        f"validation to the rest of the import: {checking['seconds'] / seconds:.2f} by the clock, "
        f"{checking['cpu'] / cpu:.2f} of processor time"
    )
    print(
        f"store {measured.store_bytes / MIB:,.0f} MiB (graph and default graph), "
        f"plain {measured.loaded_bytes / MIB:,.0f} MiB"
    )


def _row(name: str, seconds: float, cpu: float, limit: Ran, memory: str = "") -> None:
    print(
        f"{name:26}{seconds:8.1f}{seconds / limit.seconds:9.1f}"
        f"{cpu:9.1f}{cpu / limit.cpu:9.1f}{memory}"
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
