"""The application as the worker processes host it: one kind reads, the other writes as well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask

from clusteratlas import assets
from clusteratlas.catalogue import load_catalogue
from clusteratlas.dataset.store import current_version, open_current, open_version
from clusteratlas.engine.guard import Limits
from clusteratlas.engine.network import Network
from clusteratlas.gateway.current import CurrentVersion
from clusteratlas.settings import Settings
from clusteratlas.web.app import create_app
from clusteratlas.web.contents import ContentsOfVersions, counts_in_manifests
from clusteratlas.web.context import Atlas
from clusteratlas.web.current import CurrentEngine, OlderVersions

if TYPE_CHECKING:
    from clusteratlas.dataset.writing import Writer


def reader(store: Path, settings: Settings) -> Flask:
    """The application on the versions of `store`, for reading."""
    return create_app(_atlas(store, settings, None), settings)


def writer(store: Path, settings: Settings) -> Flask:
    """The application that changes `store`."""
    from clusteratlas.dataset.writing import WriteOptions, Writer
    from clusteratlas.validation.gate import ShapeGate

    gate = ShapeGate(assets.shapes()) if settings.shape_gate else None
    if gate is not None:
        gate.prepare()
    options = WriteOptions(
        keep_versions=settings.keep_versions,
        limits=query_limits(settings),
        network=Network(settings.federation_allow),
        gate=gate,
    )
    atlas = _atlas(store, settings, Writer(store, options))
    return create_app(atlas, settings)


def query_limits(settings: Settings) -> Limits:
    """How long and how deep a query may be."""
    return Limits(
        length=settings.query_max_length,
        depth=settings.query_max_depth,
        operators=settings.query_max_operators,
    )


def _atlas(store: Path, settings: Settings, writer_: Writer | None) -> Atlas:
    limits, network = query_limits(settings), Network(settings.federation_allow)
    return Atlas(
        current=CurrentEngine(
            CurrentVersion(store, lambda: current_version(store)).id_or_error,
            lambda: open_current(store, limits=limits, network=network),
        ),
        older=OlderVersions(
            lambda version: open_version(store, version, limits=limits, network=network)
        ),
        catalogue=load_catalogue(),
        contents=ContentsOfVersions(counts_in_manifests(store)),
        writer=writer_,
    )
