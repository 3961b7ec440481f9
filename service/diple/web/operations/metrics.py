"""Figures for Prometheus: how long requests and their steps take, how large they are, what is refused, what is kept.

They are off unless DIPLE_METRICS names a port. All processes of a service count into files of one folder, and whichever
is asked adds them up. The functions below do nothing where figures are off, so that whoever counts need not ask.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest, values
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from diple import timing
from diple.errors import DipleError
from diple.version import VERSION
from diple.web.operations.exchange import Exchange
from diple.web.operations.slots import Slots

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
"""From an answer that is known (2 ms) over a pair of 300 words (20 ms) to the longest that gunicorn waits for."""
_BYTES = tuple(4**power for power in range(4, 14))
"""From 256 bytes to 64 MB; a body has 8 MB at most by default."""


@dataclass(frozen=True, slots=True)
class _Figures:
    requests: Histogram
    steps: Histogram
    received: Histogram
    sent: Histogram
    degraded: Counter
    refused: Counter
    queue: Gauge
    remembered: Counter


class _Counting:
    """The figures of this process, or none, and who may touch them."""

    def __init__(self) -> None:
        self.figures: _Figures | None = None
        self.folder: Path | None = None
        # One lock before all of the library's own: a process that forks while another thread counts would hand on a
        # lock that nobody opens.
        self.lock = RLock()
        os.register_at_fork(
            before=self.lock.acquire, after_in_parent=self.lock.release, after_in_child=self.lock.release
        )


_counting = _Counting()


def start() -> None:
    """From now on this process and those that it forks count. To be called before they are forked."""
    if _counting.figures is not None:
        return
    folder = Path(tempfile.mkdtemp(prefix="diple-metrics-"))
    atexit.register(_remove, folder, os.getpid())
    os.environ[_FOLDER] = str(folder)
    values.ValueClass = values.MultiProcessValue(Slots(folder).own)  # type: ignore[no-untyped-call]
    _counting.folder, _counting.figures = folder, _made()
    timing.listen(step_took)


def _remove(folder: Path, process: int) -> None:
    """Removes the folder where the process ends that made it, and no other."""
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)


def _made() -> _Figures:
    own: dict[str, Any] = {"namespace": "diple", "registry": CollectorRegistry()}
    route = ("method", "route")
    return _Figures(
        Histogram("request_seconds", "Until the answer was ready", (*route, "status"), buckets=_SECONDS, **own),
        Histogram("step_seconds", "A step of comparing or writing", ("step",), buckets=_SECONDS, **own),
        Histogram("request_bytes", "Bodies of requests", route, buckets=_BYTES, **own),
        Histogram("answer_bytes", "Bodies of answers", route, buckets=_BYTES, **own),
        Counter("degraded", "Comparisons of which something was done more coarsely", ("code",), **own),
        Counter("refused", "Requests that were refused", ("code",), **own),
        Gauge("queue_length", "Work that waits for a process", multiprocess_mode="sum", **own),
        Counter("remembered", "What was not computed again", ("kind",), **own),
    )


@contextmanager
def _figures() -> Iterator[_Figures | None]:
    if _counting.figures is None:
        yield None
        return
    with _counting.lock:
        yield _counting.figures


def answered(exchange: Exchange) -> None:
    """Counts a request and its answer."""
    with _figures() as figures:
        if figures:
            figures.requests.labels(exchange.method, exchange.route, exchange.status).observe(exchange.seconds)
            figures.received.labels(exchange.method, exchange.route).observe(exchange.received)
            figures.sent.labels(exchange.method, exchange.route).observe(exchange.sent)
            for code in exchange.degraded:
                figures.degraded.labels(code).inc()
            if exchange.refused:
                figures.refused.labels(exchange.refused).inc()


def step_took(step: str, seconds: float) -> None:
    """Counts a step, one of `diple.timing.STEPS`."""
    with _figures() as figures:
        if figures:
            figures.steps.labels(step).observe(seconds)


def refused_unseen(code: str) -> None:
    """Counts a request that was refused before any application saw it."""
    with _figures() as figures:
        if figures:
            figures.refused.labels(code).inc()


def queue_is(length: int) -> None:
    """Says how much work waits in this process; those of all processes are added up.

    A process says so when it begins, too: it may go on with the figures of one that died.
    """
    with _figures() as figures:
        if figures:
            figures.queue.set(length)


def remembered(kind: str) -> None:
    """Counts an answer, or a comparison, that was remembered."""
    with _figures() as figures:
        if figures:
            figures.remembered.labels(kind).inc()


Kept = Callable[[], tuple[int, int]]


def exposition(kept: Kept) -> tuple[bytes, str]:
    """All figures of all processes as Prometheus reads them, and their media type.

    `kept` gives the number of kept results and their bytes, and raises where the place does not answer.
    """
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(_counting.folder))  # type: ignore[no-untyped-call]
    registry.register(_Store(kept))
    return generate_latest(registry), CONTENT_TYPE_LATEST


class _Store(Collector):
    """What is counted when it is asked for."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def collect(self) -> Iterator[GaugeMetricFamily | InfoMetricFamily]:
        yield InfoMetricFamily("diple_build", "Which Diple it is", {"version": VERSION})
        try:
            results, size = self._kept()
        except DipleError:
            yield GaugeMetricFamily("diple_store_answers", "Whether the place of kept results answers", 0)
            return
        yield GaugeMetricFamily("diple_store_answers", "Whether the place of kept results answers", 1)
        yield GaugeMetricFamily("diple_kept_results", "Results that are kept", results)
        yield GaugeMetricFamily("diple_kept_bytes", "Bytes of the results that are kept", size)
