"""The codes of the ontology's lists, so that a mapping can be told which there are."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from clusteratlas import assets

_NOTATION: Final = re.compile(r'^    skos:notation "([^"]+)" ;$', re.MULTILINE)


@cache
def of(scheme: str) -> frozenset[str]:
    """The codes of a list, such as `currency` or `role`."""
    path = assets.ontology() / "schemes" / f"{scheme}.ttl"
    return frozenset(_NOTATION.findall(path.read_text("utf-8")))
