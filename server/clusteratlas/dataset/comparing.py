"""What two datasets differ in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clusteratlas.dataset.patch import Sign, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store


def compare(old: Store, new: Store) -> Iterator[Step]:
    """The steps that lead from one dataset to the other, worked out as they are read.

    Two stores give their quads in one and the same order, so that most are found equal as they
    come, side by side; what is not is looked up. In another order it would be right as well, only
    slower.
    """
    olds, news = iter(old), iter(new)
    before, after = next(olds, None), next(news, None)
    while before is not None or after is not None:
        if before == after:
            before, after = next(olds, None), next(news, None)
            continue
        stays = before is not None and before in new
        was_there = after is not None and after in old
        if before is not None and not stays:
            yield Step(Sign.DELETE, before)
        if after is not None and not was_there:
            yield Step(Sign.ADD, after)
        # What both have waits until the other side comes to it.
        is_ahead = stays and after is not None and not was_there
        is_behind = was_there and before is not None and not stays
        if not is_ahead:
            before = next(olds, None)
        if not is_behind:
            after = next(news, None)
