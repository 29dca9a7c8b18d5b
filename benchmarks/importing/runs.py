"""Programs that are run as processes of their own, and what they took."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CHILD = Path(__file__).parent / "child.py"
_KIB = 1024


class Failed(Exception):
    """A program that did not end well, with the end of what it said."""


@dataclass(frozen=True)
class Ran:
    """`seconds` on the clock, `cpu` of all processors, `peak` bytes of memory, what was printed.

    Where others work on the same machine, compare `cpu`.
    """

    seconds: float
    cpu: float
    peak: int
    output: str


def run(command: Sequence[str | Path]) -> Ran:
    """Run a program to its end. Raises Failed."""
    begin = time.perf_counter()
    with (
        subprocess.Popen(
            [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as process,
    ):
        assert process.stdout is not None
        output = process.stdout.read().decode(errors="replace")
        # wait4, since it alone tells what this process used.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Failed(f"{command[0]} ended with {process.returncode}:\n{output[-2000:]}")
    return Ran(
        seconds=time.perf_counter() - begin,
        cpu=usage.ru_utime + usage.ru_stime,
        peak=usage.ru_maxrss * _KIB,
        output=output,
    )


def run_child(*arguments: str | Path) -> Ran:
    """Run one of the steps in `child.py`."""
    return run([sys.executable, CHILD, *arguments])
