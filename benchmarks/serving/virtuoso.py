"""Virtuoso's open edition (Debian: virtuoso-opensource), where its programs are on the PATH."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from serving.processes import Recipe, free_port, running

NAME = "Virtuoso"
_GRAPH = "urn:default"
_SETTINGS = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DirsAllowed = {folder}
ServerThreads = 100
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 40
MaxKeepAlives = 40
KeepAliveTimeout = 60
[SPARQL]
ResultSetMaxRows = 10000000
"""


def is_installed() -> bool:
    """Whether both of its programs are there."""
    return bool(shutil.which("virtuoso-t") and shutil.which("isql-vt"))


def loaded(quads: Path) -> Recipe:
    """Virtuoso with the quads of a file loaded and on disk."""
    folder = quads.with_suffix(".virtuoso")
    folder.mkdir()
    sql_port = free_port()
    settings = folder / "virtuoso.ini"

    def command(port: int) -> list[str]:
        settings.write_text(_SETTINGS.format(folder=folder, port=port, sql_port=sql_port))
        return ["virtuoso-t", "-f", "+configfile", str(settings)]

    # Its own default graph holds all graphs, also those of the system.
    recipe = Recipe(NAME, command, f"/sparql?default-graph-uri={_GRAPH}&query=", {})
    shutil.copy(quads, folder / "data.nq")
    load = f"DB.DBA.TTLP_MT(file_open('{folder}/data.nq'), '', '{_GRAPH}', 512); checkpoint;"
    with running([recipe], folder):
        subprocess.run(
            ["isql-vt", f"127.0.0.1:{sql_port}", "dba", "dba", "ERRORS=STDOUT", f"exec={load}"],
            check=True,
            capture_output=True,
        )
    return recipe
