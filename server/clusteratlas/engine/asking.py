"""Asking a pyoxigraph store, with its errors in terms of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
)

from clusteratlas.engine.federation import may_call, reason, routed
from clusteratlas.engine.network import Network
from clusteratlas.engine.protocol import Term
from clusteratlas.engine.syntax import query_syntax_error, require_query_syntax
from clusteratlas.errors import QueryError, QueryEvaluationError

_Item = TypeVar("_Item")
_UNKNOWN_FUNCTION = re.compile(r"The custom function <([^>]*)> is not supported")
_MOST_UNKNOWN_FUNCTIONS = 20


@dataclass(frozen=True)
class Dataset:
    """The dataset of a query (SPARQL 1.1 Query §13) by the IRIs of its graphs.

    `named` may be None: all the named graphs of the store.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] | None = ()


@dataclass(frozen=True)
class Asked:
    """A query: its text, the IRI that relative ones stand against, its dataset if not the store."""

    text: str
    base: str = ""
    dataset: Dataset | None = None


def ask(
    store: Store, asked: Asked, network: Network
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """What pyoxigraph answers; a SERVICE is carried out through `network`.

    Raises QuerySyntaxError, ForbiddenQuery, QueryEvaluationError, and QueryError for a dataset of
    what are no IRIs.
    """
    text = asked.text
    if may_call(text):
        require_query_syntax(text, asked.base)
        text = routed(text, network, asked.base)
    try:
        return _answer(store, text, asked)
    except SyntaxError as error:
        raise query_syntax_error(text, error) from error
    except ValueError as error:
        raise QueryError(
            f"A graph of the dataset is not named by an IRI: {error}.",
            hint="default-graph-uri and named-graph-uri take absolute IRIs.",
        ) from error
    except (OSError, RuntimeError) as error:
        raise evaluation_error(error, network) from error


def _answer(store: Store, text: str, asked: Asked) -> QuerySolutions | QueryBoolean | QueryTriples:
    """What pyoxigraph answers, whatever functions the query calls.

    A function that is not known is an error of its expression, which is then unbound, or false in a
    filter (SPARQL 1.1 Query §17.6); pyoxigraph refuses the whole query instead, and names it.
    """
    unknown: dict[NamedNode, Callable[..., Term | None]] = {}
    dataset = asked.dataset
    while True:
        try:
            if dataset is None:
                return store.query(text, base_iri=asked.base or None, custom_functions=unknown)
            named = dataset.named
            return store.query(
                text,
                base_iri=asked.base or None,
                default_graph=[NamedNode(iri) for iri in dataset.default],
                named_graphs=None if named is None else [NamedNode(iri) for iri in named],
                custom_functions=unknown,
            )
        except RuntimeError as error:
            function = _UNKNOWN_FUNCTION.search(str(error))
            if function is None or len(unknown) >= _MOST_UNKNOWN_FUNCTIONS:
                raise
            unknown[NamedNode(function[1])] = _no_value


def _no_value(*_arguments: object) -> None:
    """The value of an unknown function: none."""


def translated(results: Iterable[_Item], network: Network) -> Iterator[_Item]:
    """`results` as they come. Raises QueryEvaluationError."""
    try:
        yield from results
    except (OSError, RuntimeError) as error:
        raise evaluation_error(error, network) from error


def evaluation_error(error: Exception, network: Network) -> QueryEvaluationError:
    """What is told of an error of the engine while it answers."""
    why = reason(str(error), network).rstrip(".")
    return QueryEvaluationError(f"The query could not be answered: {why}.")
