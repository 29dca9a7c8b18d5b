"""Engines on versions: on the current one, followed to the next, and on older ones."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import Lock

from clusteratlas.engine.protocol import Engine
from clusteratlas.errors import ClusterAtlasError

_OPEN_AT_ONCE = 4


def _nothing() -> None:
    """What there is to do when an engine is given back that stays open anyway."""


@dataclass(frozen=True)
class Loan:
    """An engine that is in use; `close` is called once, when it is no longer.

    As a context it gives the engine, and closes.
    """

    engine: Engine
    close: Callable[[], None] = _nothing

    def __enter__(self) -> Engine:
        return self.engine

    def __exit__(self, *_exception: object) -> None:
        self.close()


@dataclass
class _Opened:
    version: str
    engine: Engine
    users: int = 0


class CurrentEngine:
    """Lends the engine on the current version.

    `current_version` is asked at each loan, so it has to be cheap. A version that is no longer
    current is closed when its last loan ends, so that an answer under way on it is finished.
    """

    def __init__(
        self, current_version: Callable[[], str], open_current: Callable[[], Engine]
    ) -> None:
        self._current_version = current_version
        self._open_current = open_current
        self._lock = Lock()
        self._opened: _Opened | None = None

    def borrow(self) -> Loan:
        """The engine on the current version, until the loan is closed."""
        opened = self._take()
        return Loan(opened.engine, partial(self._give_back, opened))

    def close(self) -> None:
        """Close the engine as soon as nobody uses it."""
        with self._lock:
            self._retire()

    def _take(self) -> _Opened:
        with self._lock:
            opened = self._follow()
            opened.users += 1
            return opened

    def _give_back(self, opened: _Opened) -> None:
        with self._lock:
            opened.users -= 1
            if opened is not self._opened and not opened.users:
                opened.engine.close()

    def _follow(self) -> _Opened:
        opened = self._opened
        try:
            version = self._current_version()
            if opened is None or opened.version != version:
                fresh = _Opened(version, self._open_current())
                self._retire()
                self._opened = opened = fresh
        except ClusterAtlasError:
            if opened is None:
                raise
            # Better the version that is open than none; the next loan tries again.
            logging.getLogger(__name__).exception("cannot follow to the current version")
        return opened

    def _retire(self) -> None:
        if self._opened is not None and not self._opened.users:
            self._opened.engine.close()
        self._opened = None


class OlderVersions:
    """Engines on versions that are not current, the last used few kept open.

    `kept` lists the ids of the versions that there are, the newest first.
    """

    def __init__(
        self,
        open_version: Callable[[str], Engine],
        kept: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self.kept = kept
        self._open = open_version
        self._opened: OrderedDict[str, Engine] = OrderedDict()

    @contextmanager
    def visit(self, version: str) -> Iterator[Engine]:
        """The engine on `version` for one look, not kept open: an open version is never removed.

        Raises UnknownVersion.
        """
        engine = self._open(version)
        try:
            yield engine
        finally:
            engine.close()

    def get(self, version: str) -> Engine:
        """The engine on `version`. Raises UnknownVersion."""
        engine = self._opened.pop(version, None) or self._open(version)
        self._opened[version] = engine
        if len(self._opened) > _OPEN_AT_ONCE:
            self._opened.popitem(last=False)[1].close()
        return engine
