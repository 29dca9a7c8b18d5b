"""The gateway as an ASGI application: from a request to a worker and back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Any
from urllib.parse import parse_qs

from clusteratlas.access import Access, Scope
from clusteratlas.errors import (
    ClusterAtlasError,
    DeadlineExceeded,
    Interrupted,
    Killed,
    MemoryExceeded,
    Overloaded,
    UnsupportedMediaType,
)
from clusteratlas.gateway.access_log import AccessLog
from clusteratlas.gateway.answers import VERSION, Send, send_cached, send_problem, send_whole
from clusteratlas.gateway.bodies import Body, ClientLeft, Receive, read_body
from clusteratlas.gateway.cache import AnswerCache, CachedAnswer, Headers, Key
from clusteratlas.gateway.current import CurrentVersion
from clusteratlas.gateway.frames import Kind, request_payload, split_answer
from clusteratlas.gateway.jobs import Job, Jobs
from clusteratlas.gateway.metrics import Metrics
from clusteratlas.gateway.pool import Evicted, Pool
from clusteratlas.gateway.process import WorkerProcess
from clusteratlas.gateway.request import ABORT, FORM, Request
from clusteratlas.gateway.service import OwnRoutes
from clusteratlas.gateway.watch import ClientGone
from clusteratlas.settings import Settings
from clusteratlas.web.operations import DATA_PATH, QUERY_PATH, UPDATE_PATH
from clusteratlas.web.problems import INTERNAL, problem_of

_LONGEST_TEXT = 10_000
_OK = 200
# A worker that took much for one request is not kept for the next: allocators seldom give back.
_MUCH_RUN_SECONDS = 0.5
_MUCH_MEMORY_SHARE = 4


class BrokenOff(Exception):
    """The answer cannot be finished, and its client has the beginning of it already."""


@dataclass
class Parts:
    """What the gateway is made of."""

    settings: Settings
    access: Access
    jobs: Jobs
    readers: Pool
    writer: Pool
    cache: AnswerCache
    current: CurrentVersion
    metrics: Metrics
    log: AccessLog
    own: OwnRoutes


class Gateway:
    """Answers each request: by itself, from the cache, or through a worker."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._settings = parts.settings

    def pool_of(self, job: Job) -> Pool:
        """The workers that a job is for."""
        return self._parts.writer if job.is_write else self._parts.readers

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """See the ASGI specification, HTTP. Nothing but HTTP is spoken."""
        if scope["type"] != "http":
            return
        request = Request.of(scope)
        begun = monotonic()
        counted = _CountingSend(send)
        outcome = await self._outcome(request, receive, counted)
        self._record(request, outcome, counted, monotonic() - begun)

    async def _outcome(self, request: Request, receive: Receive, send: _CountingSend) -> str:
        """Answer, and tell how it went, in a word."""
        try:
            own = self._parts.own.find(request.path)
            if own is not None:
                await own(request, send)
            else:
                await self._forward(request, receive, send)
        except (ClientGone, ClientLeft):
            return "client-gone"
        except BrokenOff as error:
            _break_off(request)
            return _word(error.__cause__)
        except ClusterAtlasError as error:
            if send.status:
                _break_off(request)
            else:
                await send_problem(send, request, problem_of(error))
            return _word(error)
        except Exception:
            logging.getLogger(__name__).exception("%s %s failed", request.method, request.path)
            if send.status:
                _break_off(request)
            else:
                await send_problem(send, request, INTERNAL)
            return "failed"
        return "ok" if send.status < 400 else "refused" if send.status < 500 else "failed"

    async def _forward(self, request: Request, receive: Receive, send: _CountingSend) -> None:
        """Let the application answer, if it did not answer the same before."""
        settings = self._settings
        authorization = request.headers.get(b"authorization")
        identity = self._parts.access.permit(
            None if authorization is None else authorization.decode("latin-1"),
            Scope.WRITE if request.is_write else Scope.READ,
        )
        coding = request.coding
        if request.method in ("GET", "HEAD"):
            await self._read(request, send, coding, Body())
            return
        _refuse_encoded(request)
        limit = settings.upload_max_bytes if request.is_write else settings.body_max_bytes
        with await read_body(receive, request.headers.get(b"content-length"), limit) as body:
            if request.is_write:
                head = request.for_worker(identity.name, coding, body.path)
                job = self._job(request, body, head, settings.update_timeout)
                await self._ask(job, request, send, None)
            else:
                await self._read(request, send, coding, body)

    async def _read(self, request: Request, send: _CountingSend, coding: str, body: Body) -> None:
        key = request.key(coding, body.data) if body.file is None else None
        if key is not None and self._settings.cache_bytes:
            cached = self._parts.cache.get(self._parts.current.id(), key)
            self._parts.metrics.count_lookup("miss" if cached is None else "hit")
            if cached is not None:
                send.is_cached = True
                await send_cached(send, request, cached)
                return
        head = request.for_worker("", coding, body.path)
        job = self._job(request, body, head, self._settings.query_timeout)
        await self._ask(job, request, send, key)

    def _job(self, request: Request, body: Body, head: dict[str, Any], timeout: float) -> Job:
        return Job(
            method=request.method,
            path=request.path,
            client=request.client,
            is_write=request.is_write,
            payload=request_payload(head, body.data),
            timeout=request.timeout(timeout, body.data),
            is_gone=request.is_gone,
            break_off=partial(_break_off, request),
            text=lambda: _text(request, body),
        )

    async def _ask(self, job: Job, request: Request, send: _CountingSend, key: Key | None) -> None:
        """Have a worker answer, and send its answer on."""
        pool = self.pool_of(job)
        self._parts.jobs.add(job)
        send.job = job
        try:
            worker = await pool.acquire(job)
            while True:
                try:
                    kind, answer = await worker.next_frame()
                except Evicted:
                    pool.release(worker)
                    worker = await pool.requeue(job)
                else:
                    break
            status, headers, whole = split_answer(answer)
            if kind is Kind.WHOLE:
                self._give_back(job)
                await send_whole(send, request, status, headers, whole)
            else:
                job.is_sending = True
                whole = await _stream(send, status, headers, worker, self._parts.cache.largest)
                self._give_back(job)
            if key is not None and status == _OK and whole and request.method != "HEAD":
                self._keep(key, headers, whole)
        finally:
            self._parts.jobs.remove(job)
            if job.worker is not None:
                # It was stopped in the middle: what the worker still says is nobody's answer.
                job.worker.kill(ClientGone())
                self._give_back(job)
            pool.end_long(job)

    def _give_back(self, job: Job) -> None:
        worker = job.worker
        if worker is None:
            return
        bound = self._settings.worker_memory_bytes // _MUCH_MEMORY_SHARE
        if job.running > _MUCH_RUN_SECONDS and worker.memory_bytes() > bound:
            worker.kill(ClientGone())
        job.worker = None
        self.pool_of(job).release(worker)

    def _keep(self, key: Key, headers: Headers, body: bytes) -> None:
        """Keep an answer for the next who asks, where it depends on nothing but the version."""
        found = dict(headers)
        version = found.get(VERSION, b"").decode("latin-1")
        if b"no-store" in found.get(b"cache-control", b"") or not version:
            return
        if version == self._parts.current.id():
            answer = CachedAnswer(headers, body, found.get(b"etag", b""))
            self._parts.cache.put(version, key, answer)

    def _record(self, request: Request, outcome: str, sent: _CountingSend, seconds: float) -> None:
        parts = self._parts
        operation = _operation(request)
        parts.metrics.count_request(operation, outcome, seconds)
        members = {
            "client": request.client,
            "method": request.method,
            "path": request.path,
            "status": sent.status,
            "outcome": outcome,
            "seconds": round(seconds, 6),
            "bytes": sent.bytes,
            "cached": sent.is_cached,
        }
        if parts.log.is_on:
            parts.log.write(**members)
        if sent.job is not None and parts.log.is_slow(seconds):
            parts.log.write_slow(sent.job.text(), **members)


class _CountingSend:
    """ASGI's `send`, with what went through it."""

    def __init__(self, send: Send) -> None:
        self.status = 0
        self.bytes = 0
        self.is_cached = False
        self.job: Job | None = None
        self._send = send

    async def __call__(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.bytes += len(message["body"])
        await self._send(message)


async def _stream(
    send: Send, status: int, headers: Headers, worker: WorkerProcess, kept_bytes: int
) -> bytes:
    """Send an answer as it comes. Raises BrokenOff when it does not come to its end.

    Gives the whole body when it has at most `kept_bytes`, else nothing.
    """
    await send({"type": "http.response.start", "status": status, "headers": headers})
    kept: list[bytes] | None = []
    length = 0
    try:
        while True:
            kind, block = await worker.next_frame()
            if kind is Kind.BROKEN:
                raise BrokenOff
            if kind is Kind.END:
                break
            length += len(block)
            if length > kept_bytes:
                kept = None
            if kept is not None:
                kept.append(block)
            await send({"type": "http.response.body", "body": block, "more_body": True})
    except ClusterAtlasError as error:
        raise BrokenOff from error
    await send({"type": "http.response.body", "body": b""})
    return b"".join(kept) if kept is not None else b""


def _break_off(request: Request) -> None:
    abort: Callable[[], None] | None = request.scope.get(ABORT)
    if abort is not None:
        abort()


def _refuse_encoded(request: Request) -> None:
    """Raise UnsupportedMediaType for a body in a content coding: a small one may hold much."""
    coding = request.headers.get(b"content-encoding", b"identity").strip().lower()
    if coding not in (b"", b"identity"):
        raise UnsupportedMediaType(
            "The body is in a content coding, which is not read here.",
            hint="Send it as it is, without Content-Encoding.",
        )


def _text(request: Request, body: Body) -> str:
    """The query or update that a request asks, for people."""
    beginning = body.beginning(_LONGEST_TEXT * 3)
    forms = [request.query_string]
    if request.headers.get(b"content-type", b"").startswith(FORM):
        forms.append(beginning)
    for form in forms:
        fields = parse_qs(form.decode("latin-1"))
        for name in ("query", "update"):
            if name in fields:
                return fields[name][0]
    return beginning.decode("utf-8", "replace")


def _operation(request: Request) -> str:
    """The operation in a word, from a fixed few: metrics have a series for each."""
    if request.is_write:
        return "update" if request.path == UPDATE_PATH else "data-write"
    if request.path == QUERY_PATH:
        return "query"
    return "data-read" if request.path == DATA_PATH else "other"


_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (DeadlineExceeded, "timeout"),
    (MemoryExceeded, "memory"),
    (Killed, "killed"),
    (Interrupted, "lost"),
    (Overloaded, "overloaded"),
    (ClusterAtlasError, "refused"),
)


def _word(error: BaseException | None) -> str:
    return next((word for kind, word in _WORDS if isinstance(error, kind)), "failed")
