"""The server: the gateway with its workers behind it, from start to SIGTERM."""

from __future__ import annotations

import asyncio
import logging
import os
import resource
import shutil
import socket
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from signal import SIGHUP, SIGINT, SIGTERM

import uvicorn

from clusteratlas.access import Access
from clusteratlas.dataset.store import current_version
from clusteratlas.errors import SettingError
from clusteratlas.gateway import hosted
from clusteratlas.gateway.access_log import AccessLog
from clusteratlas.gateway.application import Gateway, Parts
from clusteratlas.gateway.cache import AnswerCache
from clusteratlas.gateway.current import CurrentVersion
from clusteratlas.gateway.http import BoundedProtocol
from clusteratlas.gateway.indexing import Indexing
from clusteratlas.gateway.jobs import Jobs
from clusteratlas.gateway.metrics import Metrics
from clusteratlas.gateway.pool import Pool
from clusteratlas.gateway.process import Create, WorkerProcess, preload
from clusteratlas.gateway.service import OwnRoutes
from clusteratlas.gateway.watch import Watch
from clusteratlas.settings import Settings

_FOR_WRITES = ("clusteratlas.dataset.writing", "clusteratlas.validation.gate", "pyshacl")
_KEEP_ALIVE_SECONDS = 15
_BACKLOG = 1024


@dataclass(frozen=True)
class Listener:
    """A socket that is bound, and the address under which clients find it."""

    socket: socket.socket
    address: str

    @classmethod
    def on(cls, host: str, port: int) -> Listener:
        """Bind to `host` and `port`, 0 for any free one. Raises SettingError when it cannot be."""
        try:
            family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            bound = socket.socket(family, socket.SOCK_STREAM)
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind(address)
        except OSError as error:
            raise SettingError(
                f"Cannot listen on {host}, port {port}: {error.strerror}.",
                hint="If another program has the port: --port takes another, 0 any free one.",
            ) from error
        name = f"[{host}]" if ":" in host else host
        return cls(bound, f"http://{name}:{bound.getsockname()[1]}/")


@dataclass(frozen=True)
class Service:
    """What is served: a store, how, and to whom."""

    store: Path
    settings: Settings
    access: Access


def serve(service: Service, listener: Listener, ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT; answers under way are finished.

    `ready` is called when clients are answered.
    """
    writes = service.access.accepts_writes
    preload("clusteratlas.gateway.hosted", *(_FOR_WRITES if writes else ()))
    _allow_files(service.settings)
    runner = asyncio.Runner(loop_factory=_loop)
    with runner:
        runner.run(_serve(service, listener, ready))


def _allow_files(settings: Settings) -> None:
    """Let the process have as many files as its bounds can come to, where the system lets it.

    The usual 1,024 is less than `connections`; without files workers could not be replaced either.
    """
    wanted = 2 * settings.connections + 16 * settings.workers + 512
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    bound = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < bound:
        resource.setrlimit(resource.RLIMIT_NOFILE, (bound, hard))


def _loop() -> asyncio.AbstractEventLoop:
    import uvloop

    return uvloop.new_event_loop()


async def _serve(service: Service, listener: Listener, ready: Callable[[], None]) -> None:
    settings = service.settings
    parts = _parts(service)
    gateway = Gateway(parts)
    pools = [parts.readers, *([parts.writer] if parts.access.accepts_writes else [])]
    watch = Watch(parts.jobs, gateway.pool_of, settings.worker_memory_bytes)
    beside = [asyncio.create_task(watch.run())]
    try:
        await asyncio.gather(*(pool.open() for pool in pools))
        server = _server(gateway, settings)
        listening = asyncio.create_task(server.serve([listener.socket]))
        _stop_on_signals(server, parts.own)
        _reopen_on_signal(parts.log)
        while not server.started and not listening.done():
            await asyncio.sleep(0.01)
        if server.started:
            ready()
            beside.append(asyncio.create_task(Indexing(service.store).run()))
        await listening
    finally:
        for task in beside:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        for pool in (parts.readers, parts.writer):
            pool.close()
        parts.log.close()


def _server(gateway: Gateway, settings: Settings) -> uvicorn.Server:
    class Protocol(BoundedProtocol):
        most_connections = settings.connections

    return _Server(
        uvicorn.Config(
            gateway,
            http=Protocol,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level=logging.WARNING,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            backlog=_BACKLOG,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=max(1, round(settings.drain_seconds)),
        )
    )


class _Server(uvicorn.Server):
    """uvicorn's server without its own way with signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone: `_stop_on_signals` deals with them."""
        yield


def _stop_on_signals(server: uvicorn.Server, own: OwnRoutes) -> None:
    """On the first signal drain, on the second stop at once."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        own.is_draining = True
        server.force_exit = server.should_exit
        server.should_exit = True

    for signal in (SIGTERM, SIGINT):
        loop.add_signal_handler(signal, stop)


def _reopen_on_signal(log: AccessLog) -> None:
    """SIGHUP is what log rotation sends after it moved the file away."""

    def reopen() -> None:
        try:
            log.reopen()
        except SettingError:
            logging.getLogger(__name__).exception("the old access log goes on to be written")

    asyncio.get_running_loop().add_signal_handler(SIGHUP, reopen)


def _parts(service: Service) -> Parts:
    store, settings, access = service.store, service.settings, service.access
    jobs = Jobs()
    current = CurrentVersion(store, lambda: current_version(store))
    cache = AnswerCache(settings.cache_bytes)
    # The processes need to know that there is a token, not which.
    told = replace(settings, write_token="known" if settings.write_token else "")
    readers = Pool(
        _starter(partial(hosted.reader, store, told), settings, settings.result_max_bytes),
        settings.workers,
        settings.queue_length,
    )
    writer = Pool(
        _starter(partial(hosted.writer, store, told), settings, 0), 1, settings.queue_length
    )
    metrics = Metrics(
        {
            "queued_requests": ("Requests that wait for a worker.", lambda: readers.queued),
            "queued_writes": ("Writes that wait for their turn.", lambda: writer.queued),
            "workers": ("Worker processes that read.", lambda: readers.ready),
            "workers_idle": ("Worker processes with nothing to do.", lambda: readers.idle),
            "cache_bytes": ("Bytes of answers that are kept.", lambda: cache.bytes),
            "cache_answers": ("Answers that are kept.", lambda: len(cache)),
            "store_bytes": ("Bytes of the store on disk.", lambda: _bytes_on_disk(store)),
            "store_free_bytes": (
                "Bytes free where the store is.",
                lambda: shutil.disk_usage(store).free,
            ),
            "version_age_seconds": (
                "Seconds since the current version was made current.",
                lambda: _age(store / "CURRENT"),
            ),
        }
    )
    return Parts(
        settings=settings,
        access=access,
        jobs=jobs,
        readers=readers,
        writer=writer,
        cache=cache,
        current=current,
        metrics=metrics,
        log=AccessLog(settings.access_log, settings.slow_query_seconds),
        own=OwnRoutes(access, jobs, current, readers, metrics),
    )


def _starter(
    create: Create, settings: Settings, result_bytes: int
) -> Callable[[], Awaitable[WorkerProcess]]:
    memory = settings.worker_memory_bytes
    return lambda: WorkerProcess.start(create, memory, result_bytes)


def _bytes_on_disk(store: Path) -> int:
    """Files that several versions share are counted once."""
    sizes: dict[int, int] = {}
    for folder, _, names in os.walk(store):
        for name in names:
            with suppress(OSError):
                status = (Path(folder) / name).stat()
                sizes[status.st_ino] = status.st_size
    return sum(sizes.values())


def _age(pointer: Path) -> float:
    try:
        return time.time() - pointer.stat().st_mtime
    except OSError:
        return 0.0
