"""Errors become exit codes, in one table."""

from __future__ import annotations

from clusteratlas.errors import ClusterAtlasError, DataError

DONE = 0
DATA_IS_WRONG = 1
CALL_IS_WRONG = 2

# The first class that fits decides.
_EXIT_CODES: tuple[tuple[type[ClusterAtlasError], int], ...] = (
    (DataError, DATA_IS_WRONG),
    (ClusterAtlasError, CALL_IS_WRONG),
)


def exit_code(error: ClusterAtlasError) -> int:
    """The exit code that tells a script what kind of error it was."""
    return next(code for kind, code in _EXIT_CODES if isinstance(error, kind))
