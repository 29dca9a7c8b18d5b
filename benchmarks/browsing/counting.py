"""How many queries a page asks: the application in this process, on an engine that counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from clusteratlas.gateway import hosted
from clusteratlas.settings import Settings


class _Counting:
    """An engine that counts what it is asked; all else is the engine's own."""

    def __init__(self, engine: Any, asked: list[str]) -> None:
        self._engine = engine
        self._asked = asked

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def query(self, request: Any) -> Any:
        self._asked.append(request.query)
        return self._engine.query(request)


class Counter:
    """Counts the queries of pages of a store."""

    def __init__(self, store: Path) -> None:
        self._asked: list[str] = []
        open_current = hosted.open_current

        def counting(*arguments: Any, **named: Any) -> Any:
            return _Counting(open_current(*arguments, **named), self._asked)

        hosted.open_current = counting  # type: ignore[assignment]
        self._client = hosted.reader(store, Settings()).test_client()

    def queries(self, path: str) -> int:
        """The queries of a page, when nothing is remembered that other pages asked before."""
        self._client.get(path, headers={"Accept": "text/html"})
        self._asked.clear()
        self._client.get(path, headers={"Accept": "text/html"})
        return len(self._asked)
