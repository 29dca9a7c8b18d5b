"""Which requests write. All others read, whatever their method."""

from __future__ import annotations

QUERY_PATH = "/sparql"
UPDATE_PATH = "/update"
DATA_PATH = "/data"
_READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def is_write(method: str, path: str) -> bool:
    """Whether a request changes the data, if it is allowed to."""
    writes_here = path in (UPDATE_PATH, DATA_PATH) or path.startswith(f"{DATA_PATH}/")
    return writes_here and method not in _READING_METHODS
