"""The application as the worker processes host it: one kind reads, the other writes as well."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask

from clusteratlas import assets
from clusteratlas.catalogue import load_catalogue
from clusteratlas.dataset.directory import StoreKind, find_store
from clusteratlas.dataset.sources import read_files, read_sources
from clusteratlas.dataset.store import current_version, list_versions, open_current, open_version
from clusteratlas.engine.guard import Limits
from clusteratlas.engine.network import Network
from clusteratlas.gateway.current import CurrentVersion
from clusteratlas.search.opened import OpenIndexes
from clusteratlas.settings import Settings
from clusteratlas.web.app import create_app
from clusteratlas.web.contents import ContentsOfVersions, counts_in_manifests
from clusteratlas.web.context import Atlas
from clusteratlas.web.current import CurrentEngine, OlderVersions
from clusteratlas.web.imports import imports_in

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from clusteratlas.dataset.writing import Gate, Writer


def reader(store: Path, settings: Settings) -> Flask:
    """The application on the versions of `store`, for reading."""
    return create_app(_atlas(store, settings, None), settings)


def writer(store: Path, settings: Settings) -> Flask:
    """The application that changes `store`."""
    from clusteratlas.dataset.writing import WriteOptions, Writer

    gate = _gate(find_store(store).kind) if settings.shape_gate else None
    options = WriteOptions(
        keep_versions=settings.keep_versions,
        limits=Limits.of(settings),
        network=Network(settings.federation_allow),
        gate=gate,
    )
    atlas = _atlas(store, settings, Writer(store, options))
    return create_app(atlas, settings)


def _gate(kind: StoreKind) -> Gate:
    """The shape gate for a kind of store, ready.

    A plain store holds whatever it is given: there the shapes judge only what speaks of the atlas's
    own classes and properties, which they know although the ontology is not in it.
    """
    from clusteratlas.validation.gate import ShapeGate
    from clusteratlas.validation.shapes import load_own_shapes

    if kind is StoreKind.ATLAS:
        gate = ShapeGate(assets.shapes())
    else:
        gate = ShapeGate(assets.shapes(), _reference_triples, load_own_shapes)
    gate.prepare()
    return gate


def _reference_triples() -> Iterator[Triple]:
    """The ontology and all else that data refer to."""
    root = assets.assets_root()
    for source in read_sources(root):
        if source.is_reference:
            for file in read_files(root, source):
                yield from file.triples


def _atlas(store: Path, settings: Settings, writer_: Writer | None) -> Atlas:
    limits, network = Limits.of(settings), Network(settings.federation_allow)
    return Atlas(
        current=CurrentEngine(
            CurrentVersion(store, lambda: current_version(store)).id_or_error,
            lambda: open_current(store, limits=limits, network=network),
        ),
        older=OlderVersions(
            lambda version: open_version(store, version, limits=limits, network=network),
            lambda: [manifest.id for manifest in list_versions(store)],
        ),
        catalogue=load_catalogue(),
        contents=ContentsOfVersions(counts_in_manifests(store)),
        imports=imports_in(store),
        indexes=OpenIndexes(store),
        writer=writer_,
    )
