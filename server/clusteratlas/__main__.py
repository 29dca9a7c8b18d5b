"""`python -m clusteratlas` is `clusteratlas`."""

from clusteratlas.cli import main

main(prog_name="clusteratlas")
