"""Invented data of any size in the files of CORDIS, with the shape and the skew of the real ones.

python benchmarks/generate.py --participations 100000 FOLDER
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

from generating.faults import Seeder
from generating.files import Files
from generating.projects import Projects

EPILOG = """\
Writes project.csv, organization.csv, euroSciVoc.csv, topics.csv and legalBasis.csv, and faults.tsv,
which says what is wrong on which line (with --faults). The same seed gives the same files. Memory
does not grow with their size.

example:
  python benchmarks/generate.py --participations 10000 --faults 0.01 /tmp/generated
"""


def generate(folder: Path, participations: int, seed: int, faults: float = 0.0) -> dict[str, int]:
    """Write the files. Returns the number of rows of each."""
    folder.mkdir(parents=True, exist_ok=True)
    with Files(folder, Seeder(Random(f"faults {seed}"), faults)) as files:
        for project in Projects(seed, participations):
            files.write(project)
        return files.rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Invented data in the files of CORDIS, as skewed as the real ones.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, help="where the files go")
    parser.add_argument(
        "--participations", type=int, default=10_000, help="rows of organization.csv"
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other data")
    parser.add_argument(
        "--faults",
        type=float,
        default=0.0,
        metavar="SHARE",
        help="of rows that get one, such as 0.01",
    )
    options = parser.parse_args()
    rows = generate(options.folder, options.participations, options.seed, options.faults)
    for name, count in rows.items():
        print(f"{count:>10,}  {name}")


if __name__ == "__main__":
    main()
