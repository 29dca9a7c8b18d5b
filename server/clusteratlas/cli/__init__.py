"""The command line: one module for each command."""

from clusteratlas.cli.main import main

__all__ = ["main"]
