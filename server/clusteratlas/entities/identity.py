"""Which thing a merged record is."""

from __future__ import annotations

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import plain, select
from clusteratlas.terms import SCHEME

_ACCEPTED = f"{SCHEME}identity-status/accepted"

# The default graph of an atlas names the last thing of a chain already; a plain store may not.
_CANONICAL = """
SELECT ?canonical {
  ?statement ca:record $record ; ca:identityStatus $accepted ; ca:canonical ?canonical
  FILTER(isIRI(?canonical))
}
ORDER BY ?canonical
LIMIT 1
"""


def canonical(engine: Engine, record: str) -> str | None:
    """The thing that `record` is merged into by an accepted statement, chains followed to the end.

    None where it is not merged, or where the statements run in a circle.
    """
    passed = [record]
    while True:
        found = select(engine, _CANONICAL, record=passed[-1], accepted=_ACCEPTED)
        following = next((plain(thing) for (thing,) in found), None)
        if following is None:
            return passed[-1] if len(passed) > 1 else None
        if following in passed:
            return None
        passed.append(following)
