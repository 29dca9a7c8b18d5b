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
]


@pytest.mark.parametrize(("variable", "value", "allowed"), WRONG)
def test_a_wrong_value_names_its_variable(variable: str, value: str, allowed: str) -> None:
    with pytest.raises(SettingError, match=f"{variable} is “{value}”.*{allowed}") as caught:
        Settings.from_environment({variable: value})
    assert caught.value.hint


def test_every_setting_is_described() -> None:
    descriptions = Settings.descriptions()
    assert all(one.variable.startswith("CLUSTERATLAS_") and one.meaning for one in descriptions)
    assert len({one.variable for one in descriptions}) == len(descriptions)
