"""The command line, called in this process."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from clusteratlas.cli import main

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
