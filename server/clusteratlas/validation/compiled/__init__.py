"""Validation that keeps up with an import: shapes as scans of a store's indexes.

pySHACL goes from node to node; a store goes along an index a hundred times faster. So each
constraint asks the store for the few nodes that can break it at all (`candidates`), and judges
those exactly as pySHACL would (`constraints`). What a query or component says that is not compiled,
pySHACL itself judges, on no more than the nodes concerned (`residue`). Results are counted and not
kept, but for some of each kind (`tally`), so that memory does not grow with them.

    paths, literals, constraints    what a shape demands of a node
    reading                         the shapes graph, as those
    targets, sound, candidates      which nodes are asked
    weaker, residue                 the part that is left to pySHACL
    tally, places, validation       results, and the report
"""

from clusteratlas.validation.compiled.validation import Progress, StoreValidation, validate_store

__all__ = ["Progress", "StoreValidation", "validate_store"]
