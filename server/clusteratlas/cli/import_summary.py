"""What an import did, in words and for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clusteratlas.dataset.imports.outcome import Outcome


def import_json(outcome: Outcome) -> str:
    """The outcome as a JSON document."""
    document = {**asdict(outcome), "report": None}
    return json.dumps(document, ensure_ascii=False, indent=2, default=str)


def import_text(outcome: Outcome, language: str) -> str:
    """The outcome as a person reads it."""
    del language
    return import_json(outcome)
