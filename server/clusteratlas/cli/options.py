"""Options that several commands have, and the settings behind them."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from clusteratlas.languages import LANGUAGES
from clusteratlas.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

Command = TypeVar("Command", bound=Callable[..., Any])


def settings() -> Settings:
    """The settings of this process's environment."""
    return Settings.from_environment(os.environ)


def store_option(command: Command) -> Command:
    """`--store DIR`."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path),
        default=lambda: settings().store,
        show_default="CLUSTERATLAS_STORE or .clusteratlas",
        metavar="DIR",
        help="The directory of the store.",
    )(command)


def language_option(command: Command) -> Command:
    """`--lang en|pl`."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(LANGUAGES),
        default=LANGUAGES[0],
        show_default=True,
        help="The language of labels and messages.",
    )(command)


def format_option(formats: Sequence[str], text: str) -> Callable[[Command], Command]:
    """`--format` with the given choices, the first of which is the default."""
    return click.option(
        "--format",
        "format_name",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help=text,
    )


def author_option(command: Command) -> Command:
    """`--author NAME`."""
    return click.option(
        "--author",
        default=_login,
        show_default="your login name",
        metavar="NAME",
        help="The name that the log gives.",
    )(command)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # As in a container, whose user has no name.
        return f"user {os.getuid()}"
