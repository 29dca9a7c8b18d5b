"""The command line, called in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clusteratlas.cli import main
from clusteratlas.dataset.store import init_plain_store
from clusteratlas.dataset.writing import WriteOptions, Writer
from clusteratlas.engine.guard import Limits
from clusteratlas.engine.network import Network
from clusteratlas.rdf.protocol import UpdateRequest

Call = Callable[..., Result]


@pytest.fixture
def call() -> Call:
    """Calls `clusteratlas` with the given arguments, and the given standard input."""

    def call(*arguments: object, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def plain_store(tmp_path: Path) -> Path:
    """A plain store that was written to twice."""
    store = tmp_path / "plain"
    init_plain_store(store)
    writer = Writer(store, WriteOptions(10, Limits(), Network()))
    writer.update(UpdateRequest("INSERT DATA { <urn:a> <urn:p> 1 }"), "Anna")
    update = "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:p> 1, 2 } }"
    writer.update(UpdateRequest(update), "Łukasz")
    return store
