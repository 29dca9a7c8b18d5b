"""The wheel and the sdist carry the styles and scripts of the pages, built if need be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = "server/clusteratlas/web"


class PagesBuildHook(BuildHookInterface[Any]):
    """Runs `client/build.py` before files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, but for an editable installation: there `make` does, when sources change."""
        if version == "editable":
            return
        command = [sys.executable, Path(self.root, WEB, "client", "build.py")]
        subprocess.run(command, check=True)  # noqa: S603
        build_data["artifacts"].append(f"{WEB}/static/built/")
