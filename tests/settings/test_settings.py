"""The environment is read into typed settings, or the variable that is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from clusteratlas.errors import SettingError
from clusteratlas.settings import Settings

READ = [
    ({}, Settings()),
    ({"CLUSTERATLAS_STORE": "/srv/atlas"}, Settings(store=Path("/srv/atlas"))),
    ({"CLUSTERATLAS_HOST": "::1", "CLUSTERATLAS_PORT": "80"}, Settings(host="::1", port=80)),
    ({"CLUSTERATLAS_PORT": " 65535 "}, Settings(port=65535)),
    ({"CLUSTERATLAS_PORT": ""}, Settings()),
    ({"CLUSTERATLAS_KEEP_VERSIONS": "1"}, Settings(keep_versions=1)),
    ({"CLUSTERATLAS_QUERY_TIMEOUT": "2.5"}, Settings(query_timeout=2.5)),
    ({"CLUSTERATLAS_SHAPE_GATE": "No"}, Settings(shape_gate=False)),
    (
        {"CLUSTERATLAS_FEDERATION_ALLOW": "a.org, b.org"},
        Settings(federation_allow=("a.org", "b.org")),
    ),
    ({"CLUSTERATLAS_UNKNOWN": "1", "PORT": "1"}, Settings()),
]


@pytest.mark.parametrize(("environ", "settings"), READ, ids=[str(case[0]) for case in READ])
def test_the_environment_is_read(environ: dict[str, str], settings: Settings) -> None:
    assert Settings.from_environment(environ) == settings


WRONG = [
    ("CLUSTERATLAS_PORT", "0", "from 1 to 65535"),
    ("CLUSTERATLAS_PORT", "65536", "from 1 to 65535"),
    ("CLUSTERATLAS_PORT", "http", "from 1 to 65535"),
    ("CLUSTERATLAS_KEEP_VERSIONS", "0", "of at least 1"),
    ("CLUSTERATLAS_KEEP_VERSIONS", "-3", "of at least 1"),
    ("CLUSTERATLAS_BODY_MAX_BYTES", "1e6", "of at least 1"),
    ("CLUSTERATLAS_QUERY_MAX_DEPTH", "٣", "of at least 1"),
    ("CLUSTERATLAS_QUERY_TIMEOUT", "-1", "above 0"),
    ("CLUSTERATLAS_QUERY_TIMEOUT", "inf", "above 0"),
    ("CLUSTERATLAS_QUERY_TIMEOUT", "soon", "above 0"),
    ("CLUSTERATLAS_SHAPE_GATE", "perhaps", "neither true nor false"),
]


@pytest.mark.parametrize(("variable", "value", "allowed"), WRONG)
def test_a_wrong_value_names_its_variable(variable: str, value: str, allowed: str) -> None:
    with pytest.raises(SettingError, match=f"{variable} is “{value}”.*{allowed}") as caught:
        Settings.from_environment({variable: value})
    assert caught.value.hint


READ_FROM_FILE = [
    ('port = 80\nhost = "::1"', {}, Settings(port=80, host="::1")),
    ("port = 80", {"CLUSTERATLAS_PORT": "81"}, Settings(port=81)),
    ("port = 80", {"CLUSTERATLAS_PORT": ""}, Settings(port=80)),
    ("shape_gate = false\nquery_timeout = 0.5", {}, Settings(shape_gate=False, query_timeout=0.5)),
    (
        'federation_allow = ["example.org", "10.0.0.0/8"]',
        {},
        Settings(federation_allow=("example.org", "10.0.0.0/8")),
    ),
]


@pytest.mark.parametrize(
    ("content", "environ", "settings"), READ_FROM_FILE, ids=[case[0] for case in READ_FROM_FILE]
)
def test_a_file_is_read_below_the_environment(
    content: str, environ: dict[str, str], settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "atlas.toml"
    file.write_text(content, encoding="utf-8")
    assert Settings.from_environment({"CLUSTERATLAS_CONFIG": str(file), **environ}) == settings


WRONG_FILES = [
    ("no-toml", "port", "is not TOML"),
    ("unknown-key", "ports = 80", "“ports” is no setting"),
    ("senseless", "port = 0", "port is “0”.*from 1 to 65535"),
    ("a-table", "[port]", "“port” is neither a text"),
    ("no-utf8", b"host = '\xff'", "is not TOML"),
]


@pytest.mark.parametrize(
    ("content", "message"),
    [case[1:] for case in WRONG_FILES],
    ids=[case[0] for case in WRONG_FILES],
)
def test_a_wrong_file_is_named(content: str | bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / "atlas.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SettingError, match=message):
        Settings.from_environment({"CLUSTERATLAS_CONFIG": str(file)})


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"missing\.toml cannot be read"):
        Settings.from_environment({"CLUSTERATLAS_CONFIG": str(tmp_path / "missing.toml")})


def test_secrets_are_not_printed() -> None:
    assert "hidden" not in repr(Settings(write_token="hidden"))


def test_every_setting_is_described() -> None:
    descriptions = Settings.descriptions()
    assert all(one.variable.startswith("CLUSTERATLAS_") and one.meaning for one in descriptions)
    assert len({one.variable for one in descriptions}) == len(descriptions)
