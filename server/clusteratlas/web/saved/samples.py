"""Calls of a saved query's REST address as they are written in programs; each runs as it stands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from shlex import quote


@dataclass(frozen=True)
class Sample:
    """A call in one language or tool; `lines` are its text."""

    tool: str
    text: str


def samples(address: str) -> Sequence[Sample]:
    """Samples that read the CSV at `address`."""
    string = json.dumps(address)
    m_string = '"' + address.replace('"', '""') + '"'
    return (
        Sample("curl", f"curl --fail {quote(address)}"),
        Sample("Python", f"import pandas\n\nrows = pandas.read_csv({string})\nprint(rows)"),
        Sample("R", f'rows <- read.csv({string}, encoding = "UTF-8")\nprint(rows)'),
        Sample(
            "JavaScript",
            f"const answer = await fetch({string});\n"
            "if (!answer.ok) throw new Error(await answer.text());\n"
            "console.log(await answer.text());",
        ),
        Sample(
            "Excel (Power Query)",
            "let\n"
            f"  Source = Web.Contents({m_string}),\n"
            '  Rows = Csv.Document(Source, [Delimiter = ",", Encoding = 65001]),\n'
            "  Named = Table.PromoteHeaders(Rows)\n"
            "in\n"
            "  Named",
        ),
    )
