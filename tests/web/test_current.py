"""The current version is followed; an answer under way keeps its own."""

from __future__ import annotations

from typing import Any, cast

import pytest

from clusteratlas.engine.protocol import Engine
from clusteratlas.errors import StoreNotFound, UnknownVersion
from clusteratlas.web.current import CurrentEngine


class Fake:
    def __init__(self, version: str) -> None:
        self.version = version
        self.closed = 0

    def close(self) -> None:
        self.closed += 1


class Store:
    """A store whose current version the test sets, and which remembers what was opened."""

    def __init__(self) -> None:
        self.current: Any = "1"
        self.opened: list[Fake] = []

    def current_version(self) -> str:
        if isinstance(self.current, Exception):
            raise self.current
        return str(self.current)

    def open_current(self) -> Engine:
        if self.current == "broken":
            raise UnknownVersion("gone")
        self.opened.append(Fake(self.current))
        return cast("Engine", self.opened[-1])


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def current(store: Store) -> CurrentEngine:
    return CurrentEngine(store.current_version, store.open_current)


def version(current: CurrentEngine) -> str:
    with current.borrow() as engine:
        return engine.version


def test_one_version_is_opened_once(store: Store, current: CurrentEngine) -> None:
    assert [version(current), version(current)] == ["1", "1"]
    assert [fake.closed for fake in store.opened] == [0]


def test_a_new_version_is_followed_and_the_old_one_closed(
    store: Store, current: CurrentEngine
) -> None:
    version(current)
    store.current = "2"
    assert version(current) == "2"
    assert [fake.closed for fake in store.opened] == [1, 0]


def test_an_answer_under_way_keeps_its_version_open(store: Store, current: CurrentEngine) -> None:
    with current.borrow() as old:
        with current.borrow():
            store.current = "2"
            assert version(current) == "2"
        assert old.version == "1"
        assert store.opened[0].closed == 0
    assert [fake.closed for fake in store.opened] == [1, 0]


@pytest.mark.parametrize("current_now", ["broken", StoreNotFound("away")], ids=["broken", "away"])
def test_without_a_usable_version_the_open_one_goes_on(
    store: Store, current: CurrentEngine, current_now: object
) -> None:
    version(current)
    store.current = current_now
    assert version(current) == "1"
    store.current = "2"
    assert version(current) == "2"


def test_without_any_version_the_error_is_told(store: Store, current: CurrentEngine) -> None:
    store.current = StoreNotFound("away")
    with pytest.raises(StoreNotFound):
        version(current)


@pytest.mark.parametrize("in_use", [False, True], ids=["idle", "in-use"])
def test_close(store: Store, current: CurrentEngine, in_use: bool) -> None:
    with current.borrow():
        if in_use:
            current.close()
    if not in_use:
        current.close()
    assert [fake.closed for fake in store.opened] == [1]
