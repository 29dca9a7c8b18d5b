"""What the service counts, in Prometheus' text format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120)


class Metrics:
    """Counters of one gateway. `gauges` are asked when the metrics are: name → (help, value)."""

    def __init__(self, gauges: Mapping[str, tuple[str, Callable[[], float]]]) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "clusteratlas_requests",
            "Requests by operation and outcome.",
            ["operation", "outcome"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "clusteratlas_request_seconds",
            "Seconds until an answer was sent, by operation.",
            ["operation"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        lookups = Counter(
            "clusteratlas_cache_lookups",
            "Lookups in the cache of answers.",
            ["result"],
            registry=self._registry,
        )
        self._lookups = {result: lookups.labels(result) for result in ("hit", "miss")}
        # Looked up by the library anew each time, a series would cost more than counting.
        self._series: dict[tuple[str, str], tuple[Counter, Histogram]] = {}
        for name, (meaning, value) in gauges.items():
            Gauge(f"clusteratlas_{name}", meaning, registry=self._registry).set_function(value)

    def count_request(self, operation: str, outcome: str, seconds: float) -> None:
        """A request was dealt with."""
        series = self._series.get((operation, outcome))
        if series is None:
            series = self._requests.labels(operation, outcome), self._seconds.labels(operation)
            self._series[operation, outcome] = series
        counter, histogram = series
        counter.inc()
        histogram.observe(seconds)

    def count_lookup(self, result: str) -> None:
        """The cache was asked: `hit` or `miss`."""
        self._lookups[result].inc()

    def text(self) -> bytes:
        """All of it."""
        return generate_latest(self._registry)
