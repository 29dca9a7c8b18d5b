"""Taking back a write or an import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from clusteratlas.dataset.history import Action, Change, read_change, read_steps
from clusteratlas.dataset.patch import Sign
from clusteratlas.engine.changes import Changes, carry_over
from clusteratlas.errors import NothingToUndo

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

    from clusteratlas.dataset.directory import StoreDirectory


def last_write(found: StoreDirectory) -> Change:
    """The write or import that led to what is current now; undone ones count as never made.

    Raises NothingToUndo.
    """
    version = found.current()
    change = read_change(found, version)
    while change is not None and change.action is Action.UNDO:
        undone = read_change(found, change.undoes)
        # The undo led back to where the undone write had begun.
        change = None if undone is None else read_change(found, undone.predecessor)
    if change is None or change.action not in (Action.WRITE, Action.IMPORT):
        raise NothingToUndo(
            f"There is no write to undo: the version “{version}” holds what "
            f"{'an unknown change' if change is None else f'`{change.action.value}`'} made.",
            hint="`clusteratlas log` shows what was changed.",
        )
    return change


def taken_back(found: StoreDirectory, change: Change, store: Store) -> Changes:
    """Undo a change in `store`, which holds what the change led to."""
    undone: dict[Sign, set[Quad]] = {sign: set() for sign in Sign}
    for sign, quad in read_steps(found, change.version):
        undone[sign.inverse].add(quad)
    changes = Changes(frozenset(undone[Sign.ADD]), frozenset(undone[Sign.DELETE]))
    carry_over(store, changes)
    for graph in change.graphs_removed:
        store.add_graph(NamedNode(graph))
    for graph in change.graphs_added:
        store.remove_graph(NamedNode(graph))
    return changes
