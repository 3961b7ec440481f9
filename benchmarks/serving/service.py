"""A service of our own to be measured: started, asked, weighed, and ended."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.pairs import statement

ROOT = Path(__file__).parents[2]
URL = "/api/v1/comparisons"
PATIENCE = 150  # seconds that a client waits for an answer: one may wait for 60, and be at work for 60
Answer = tuple[int, dict[str, str], bytes]


@dataclass(frozen=True)
class Service:
    """A running service: its port, and the process that looks after its workers."""

    port: int
    pid: int

    def connection(self, sender: str = "127.0.0.1") -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE, source_address=(sender, 0))

    def processes(self) -> dict[int, list[int]]:
        """Each process of the service with those that it started."""
        parents = {}
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError, ValueError):
                parents[int(process.name)] = int((process / "stat").read_text().rpartition(")")[2].split()[1])
        found, level = {}, [self.pid]
        while level:
            for each in level:
                found[each] = [pid for pid, parent in parents.items() if parent == each]
            level = [child for each in level for child in found[each]]
        return found

    def megabytes(self) -> float:
        """Its memory, what processes share counted once."""
        return sum(_proportional(pid) for pid in self.processes()) / 1024

    def seconds(self) -> float:
        """Processor time of its processes, and of those that ended and were waited for."""
        return sum(_used(pid) for pid in self.processes())


def _used(pid: int) -> float:
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0


def _proportional(pid: int) -> int:
    with suppress(OSError):
        return int(re.search(r"^Pss: +(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)[1])
    return 0


@contextmanager
def running(workers: int, **settings: str) -> Iterator[Service]:
    """A service on a free port, with a data directory that is gone afterwards."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the service ends with us
    command = [sys.executable, "-m", "diple.cli", "serve", "--port", "0", "--workers", str(workers)]
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "service"), "DIPLE_DATA": folder, **settings}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            service = Service(int(re.search(r":(\d+)/", process.stdout.readline())[1]), process.pid)
            try:
                yield service
            finally:
                process.terminate()
                process.wait(PATIENCE)


def asked(connection: HTTPConnection, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
    """An answer on a connection that is kept open. Raises OSError and HTTPException where there is none."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, body, {"Content-Type": "application/json", **named})
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    except (OSError, HTTPException):
        connection.close()
        raise


def pair(words: str, seed: int = 7) -> dict[str, str]:
    """Two texts of a size of docs/benchmarks.md."""
    made = statement(words, seed)
    return {"old": made.old, "new": made.new}


def written(texts: dict[str, object]) -> bytes:
    return json.dumps(texts).encode()


def timed(connection: HTTPConnection, body: bytes) -> tuple[int, float]:
    """The status of a comparison, and its milliseconds."""
    began = time.perf_counter()
    status, _, _ = asked(connection, "POST", URL, body)
    return status, 1000 * (time.perf_counter() - began)


def share(values: list[float], part: float) -> float:
    """The value below which a part of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
