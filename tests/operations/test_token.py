"""`clusteratlas token` makes tokens that the service knows, and keeps only their hashes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clusteratlas.access import Access, Scope
from clusteratlas.cli import main
from clusteratlas.settings import Settings


def make(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["token", *map(str, arguments)])


def permitted(file: Path, token: str, scope: Scope) -> str:
    access = Access.from_settings(Settings(tokens_file=file))
    return access.permit(f"Bearer {token}", scope).name


def test_the_token_alone_is_on_standard_output_and_its_line_beside_it(tmp_path: Path) -> None:
    result = make("curation", "--scope", "write", "--scope", "read")
    assert result.exit_code == 0
    (token,) = result.stdout.splitlines()
    assert token not in result.stderr
    file = tmp_path / "tokens"
    file.write_text(result.stderr.splitlines()[-1], encoding="utf-8")
    assert permitted(file, token, Scope.WRITE) == "curation"


@pytest.mark.parametrize("before", [None, "", "# head", "# head\n"], ids=repr)
def test_tokens_are_added_to_a_file(tmp_path: Path, before: str | None) -> None:
    file = tmp_path / "tokens"
    if before is not None:
        file.write_text(before, encoding="utf-8")
    tokens = {
        name: make(name, "--scope", "admin", "--append", file).stdout.strip()
        for name in ("first", "second")
    }
    for name, token in tokens.items():
        assert permitted(file, token, Scope.ADMIN) == name
        assert token not in file.read_text(encoding="utf-8")
    assert file.read_text(encoding="utf-8").startswith(before or "")


REFUSED = [
    ("no-scope", ["name"], "--scope"),
    ("unknown-scope", ["name", "--scope", "all"], "'all' is not one of"),
    ("name", ["a b", "--scope", "write"], "“a b” is no name of a token"),
    ("no-folder", ["name", "--scope", "write", "--append", "{}/no/tokens"], "was not added"),
    ("bad-file", ["name", "--scope", "write", "--append", "{}/bad"], "bad, line 1: "),
]


@pytest.mark.parametrize(
    ("arguments", "message"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_is_wrong_is_told_and_no_token_is_shown(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    bad = tmp_path / "bad"
    bad.write_text("one two", encoding="utf-8")
    result = make(*(argument.format(tmp_path) for argument in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert bad.read_text(encoding="utf-8") == "one two"
