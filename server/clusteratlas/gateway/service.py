"""The gateway's own routes: `/health`, `/metrics`, `/admin/queries`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from clusteratlas.access import Access, Scope
from clusteratlas.errors import Killed, MethodNotAllowed
from clusteratlas.gateway.answers import Send, encoded, send_json, send_problem, send_whole
from clusteratlas.gateway.current import CurrentVersion
from clusteratlas.gateway.jobs import Job, Jobs
from clusteratlas.gateway.metrics import CONTENT_TYPE, Metrics
from clusteratlas.gateway.pool import Pool
from clusteratlas.gateway.request import Request
from clusteratlas.web.problems import Problem

_JOBS = "/admin/queries"
_LONGEST_TEXT = 10_000
_NO_JOB = Problem(404, "Not Found", "No query of this number is running.")

Route = Callable[[Request, Send], Awaitable[int]]

PATHS = ("/health", "/metrics", _JOBS)
"""The routes, for the documents and their test."""


class OwnRoutes:
    """Answers about the service. Each gives the status that it sent."""

    def __init__(
        self, access: Access, jobs: Jobs, current: CurrentVersion, readers: Pool, metrics: Metrics
    ) -> None:
        self._access = access
        self._jobs = jobs
        self._current = current
        self._readers = readers
        self._metrics = metrics
        self.is_draining = False

    def find(self, path: str) -> Route | None:
        """The route of a path; None for the paths of the application."""
        if path == "/health":
            return self._health
        if path == "/metrics":
            return self._show_metrics
        if path == _JOBS or path.startswith(f"{_JOBS}/"):
            return self._show_jobs
        return None

    async def _health(self, request: Request, send: Send) -> int:
        """Live whenever it answers; ready when there is a version and a process to ask it."""
        _allow(request, "GET", "HEAD")
        version = self._current.id()
        ready = bool(version) and self._readers.ready > 0 and not self.is_draining
        content = {
            "status": "ok" if ready else "not ready",
            "live": True,
            "ready": ready,
            "version": version,
        }
        status = 200 if ready else 503
        await send_json(send, request, status, content)
        return status

    async def _show_metrics(self, request: Request, send: Send) -> int:
        _allow(request, "GET", "HEAD")
        headers = encoded({"content-type": CONTENT_TYPE, "cache-control": "no-store"})
        await send_whole(send, request, 200, headers, self._metrics.text())
        return 200

    async def _show_jobs(self, request: Request, send: Send) -> int:
        self._access.permit(_authorization(request), Scope.ADMIN)
        if request.path == _JOBS:
            _allow(request, "GET", "HEAD")
            content = {"queries": [_described(job) for job in self._jobs]}
            await send_json(send, request, 200, content)
            return 200
        _allow(request, "GET", "HEAD", "DELETE")
        number = request.path.removeprefix(f"{_JOBS}/")
        job = next((job for job in self._jobs if str(job.id) == number), None)
        if job is None:
            await send_problem(send, request, _NO_JOB)
            return _NO_JOB.status
        if request.method == "DELETE":
            job.end(
                Killed(
                    "An administrator ended this query.",
                    hint="Ask for less, or ask whoever runs the service.",
                )
            )
            await send_whole(send, request, 204, [], b"")
            return 204
        await send_json(send, request, 200, _described(job))
        return 200


def _described(job: Job) -> dict[str, object]:
    return {
        "id": job.id,
        "state": "running" if job.worker is not None else "waiting",
        "age_seconds": round(job.age, 3),
        "running_seconds": round(job.running, 3),
        "timeout_seconds": job.timeout,
        "client": job.client,
        "operation": f"{job.method} {job.path}",
        "process": job.worker.pid if job.worker is not None else None,
        "memory_bytes": job.worker.memory_bytes() if job.worker is not None else 0,
        "text": job.text()[:_LONGEST_TEXT],
    }


def _authorization(request: Request) -> str | None:
    value = request.headers.get(b"authorization")
    return None if value is None else value.decode("latin-1")


def _allow(request: Request, *methods: str) -> None:
    if request.method not in methods:
        raise MethodNotAllowed(
            f"{request.method} has no meaning here.", hint=f"Use {' or '.join(methods)}."
        )
