"""Which graph a request of the Graph Store Protocol is about (§4)."""

from __future__ import annotations

from collections.abc import Collection

from clusteratlas.engine.protocol import DEFAULT_GRAPH, GraphName
from clusteratlas.errors import ProtocolError
from clusteratlas.rdf.protocol import Pairs, absolute_iri

_PARAMETERS = ("default", "graph")
_HINT = "Name one graph: ?default, ?graph=<its IRI>, or its own address below /data/."


def names_a_graph(arguments: Pairs) -> bool:
    """Whether the parameters of an address name a graph (§4.2)."""
    return any(name in _PARAMETERS for name, _ in arguments)


def graph_name(arguments: Pairs, own: str, others: Collection[str]) -> GraphName:
    """The graph that `arguments` name (§4.2), or the one whose IRI is the address itself (§4.1).

    `own` is that IRI, '' where the address is the service's; `others` are the parameters that the
    operation has beside. Raises ProtocolError when not exactly one graph is named, when its IRI is
    relative, and for a parameter that is not known: a misspelt one could mean another graph.
    """
    unknown = [name for name, _ in arguments if name not in (*_PARAMETERS, *others)]
    if unknown:
        raise ProtocolError(f"The parameter “{unknown[0][:100]}” has no meaning here.", hint=_HINT)
    named = [(name, value) for name, value in arguments if name in _PARAMETERS]
    if len(named) + bool(own) != 1:
        raise ProtocolError(
            "The request names several graphs." if named else "The request names no graph.",
            hint=_HINT,
        )
    if own:
        return own
    ((name, value),) = named
    if name == "graph":
        return absolute_iri(value, "“graph”")
    if value:
        raise ProtocolError(f"“default” has no value, not “{value[:100]}”.", hint=_HINT)
    return DEFAULT_GRAPH
