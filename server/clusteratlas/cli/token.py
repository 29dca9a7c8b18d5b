"""`clusteratlas token`: make a bearer token for the service."""

from __future__ import annotations

import os
from pathlib import Path

import click

from clusteratlas.access import Scope, check_tokens_file, new_token, token_line
from clusteratlas.errors import SettingError

_SCOPES = tuple(scope.value for scope in Scope)


@click.command(
    short_help="Make a token for writing or administration.",
    epilog="""\b
Examples:
  clusteratlas token curation --scope write --append /etc/clusteratlas/tokens
  clusteratlas token anna@example.org --scope read --scope write
  clusteratlas token operator --scope admin
  curl -H "Authorization: Bearer $TOKEN" …""",
)
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice(_SCOPES),
    multiple=True,
    required=True,
    help="What the token is for; may be given several times.",
)
@click.option(
    "--append",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Add the token's line to this file, which CLUSTERATLAS_TOKENS_FILE names.",
)
def token(name: str, *, scopes: tuple[str, ...], file: Path | None) -> None:
    """Make a random token and print it, once: only its hash is kept, with NAME and scopes.

    The records of changes and the logs show NAME. To take a token back, remove its line: a service
    that runs follows the file.
    """
    made = new_token()
    line = token_line(name, [Scope(scope) for scope in scopes], made)
    if file is None:
        told = f"The line for the file that CLUSTERATLAS_TOKENS_FILE names:\n{line}"
    else:
        _append(file, line)
        told = f"Its line was added to {file}."
    click.echo(made)
    click.echo(f"This is the token; it is not shown again. {told}", err=True)


def _append(file: Path, line: str) -> None:
    """Add a line in one write, so that no reader finds half of it. Raises SettingError."""
    if file.exists():
        check_tokens_file(file)
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            size = os.fstat(descriptor).st_size
            ends_open = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
            before = "\n" if ends_open else ""
            os.write(descriptor, f"{before}{line}\n".encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise SettingError(
            f"The token was not added to {file}: {error.strerror}.",
            hint="Is its folder there and yours to write to?",
        ) from error
