"""Killed before any of its steps, a backup leaves no half file and a restore no half store."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from clusteratlas.dataset.backup import back_up

# One process that forks: what was loaded stays loaded, and only a child of one thread is killed.
DRIVER = """
import json, os, shutil, sys, traceback
from pathlib import Path
from clusteratlas.dataset.backup import back_up
from clusteratlas.dataset.directory import find_store
from clusteratlas.dataset.restoring import restore
from clusteratlas.errors import StoreError, StoreNotFound

STEPS = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate"}
store, file, target = map(Path, sys.argv[2:])

def killed_before_step(number, action):
    child = os.fork()
    if child == 0:
        left = number
        def count(event, arguments):
            nonlocal left
            if event in STEPS:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), 9)
        sys.addaudithook(count)
        try:
            action()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, -9), code
    return code == -9

def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "lock" not in path.name
    }

def silent(done, total):
    pass

def killing_backups(told):
    back_up(store, file, silent)
    whole = file.read_bytes()
    file.write_bytes(b"older")
    number = 1
    while killed_before_step(number, lambda: back_up(store, file, silent)):
        content = file.read_bytes()
        told.append("older" if content == b"older" else "whole" if content == whole else "half")
        if content == whole:
            file.write_bytes(b"older")
        number += 1
    assert file.read_bytes() == whole
    assert [path.name for path in file.parent.iterdir()] == [file.name]

def killing_restores(told):
    whole = contents(store)
    number = 1
    while killed_before_step(number, lambda: restore(file, target, silent)):
        try:
            find_store(target)
        except StoreNotFound:
            told.append("none")
            restore(file, target, silent)
        else:
            told.append("whole")
        assert contents(target) == whole
        shutil.rmtree(target)
        number += 1
    assert contents(target) == whole

told = []
{"backup": killing_backups, "restore": killing_restores}[sys.argv[1]](told)
print(json.dumps(told))
"""


@pytest.mark.parametrize(
    ("action", "outcomes"), [("backup", ["older", "whole"]), ("restore", ["none", "whole"])]
)
def test_killed_before_any_step(
    atlas: Path, tmp_path: Path, action: str, outcomes: list[str]
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    file = folder / "b.tar.zst"
    if action == "restore":
        back_up(atlas, file, lambda *_: None, all_versions=True)
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, action, atlas, file, tmp_path / "target"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert len(told) > 20
    assert sorted(set(told)) == outcomes
