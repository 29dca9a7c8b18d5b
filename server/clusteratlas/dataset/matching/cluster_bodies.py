"""The legal body of a cluster, stated: it manages the cluster, which is inferred, and why."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from clusteratlas.dataset.matching import vocabulary as v
from clusteratlas.identity.reasons import body_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clusteratlas.dataset.matching.sources import Source
    from clusteratlas.identity.clusters import ClusterBody

_DIGITS = 16


def quads_of_body(body: ClusterBody, names: tuple[str, str], source: Source) -> Iterator[Quad]:
    """The quads that say it, with the passages of `source` that it is inferred from.

    `names` are those of the organisation and of the cluster.
    """
    organisation, cluster = NamedNode(body.organisation), NamedNode(body.cluster)
    digest = sha256(f"{body.organisation}\n{body.cluster}".encode()).hexdigest()
    inference = v.thing("inference", f"match-{digest[:_DIGITS]}")
    yield _quad(organisation, v.TYPE, v.CLUSTER_ORGANISATION)
    yield _quad(organisation, v.MANAGES, cluster)
    yield _quad(inference, v.TYPE, v.INFERENCE)
    yield _quad(inference, v.CONCERNS, organisation)
    yield _quad(inference, v.INFERRED_PROPERTY, v.MANAGES)
    yield _quad(inference, v.INFERRED_VALUE, cluster)
    said = source.said_of([organisation, cluster])
    stated = {passage for about in said.values() for passage in about.get(v.STATED_IN, ())}
    for passage in sorted(stated, key=str):
        yield _quad(inference, v.BASIS, passage)
    for language, text in body_reason(body.score, names).items():
        yield _quad(inference, v.INFERENCE_REASON, Literal(text, language=language))


def _quad(subject: NamedNode, predicate: NamedNode, object_: NamedNode | Literal) -> Quad:
    return Quad(subject, predicate, object_, v.MATCHES)
