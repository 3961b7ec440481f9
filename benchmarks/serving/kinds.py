"""gunicorn's kinds of workers beside ours: an honest client with 300 words alone, and while others send 6,000 words.

`python -m benchmarks.serving.kinds` prints the rows of a table of docs/load.md. Each kind has two workers, which
remember nothing.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from benchmarks.serving.load import Client, after, idle, ran
from benchmarks.serving.service import PATIENCE, ROOT, Service, pair, share, written

KINDS = {
    "ours": ("diple.web.worker.Worker", "40"),
    "gthread": ("gthread", "40"),
    "sync": ("sync", "1"),
}
_OTHERS = 8
_SECONDS = 15.0
_OWN = "127.0.0.2"


@contextmanager
def served(kind: str, threads: str) -> Iterator[Service]:
    """A service under a kind of worker."""
    command = [sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:0", "--workers", "2", "--worker-class", kind]
    command += ["--threads", threads, "--preload", "--timeout", "120", "diple.web.wsgi:app"]
    with TemporaryDirectory() as folder:
        own = {"DIPLE_DATA": folder, "DIPLE_LOG": "off", "DIPLE_ACCESS": "open", "DIPLE_REMEMBER_SECONDS": "0"}
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "service"), **own}
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
            found = next(filter(None, (re.search(r"127\.0\.0\.1:(\d+)", line) for line in process.stderr)))
            try:
                yield Service(int(found[1]), process.pid)
            finally:
                process.terminate()
                process.wait(PATIENCE)


def row(name: str, kind: str, threads: str) -> str:
    """The figures of a kind."""
    body, large = written(pair("s300")), written(pair("s6k"))
    with served(kind, threads) as service:
        time.sleep(1)
        alone = share(idle(service, body), 0.5)
        until = after(_SECONDS)
        others = [Client(service, large, until) for _ in range(_OTHERS)]
        for other in others:
            other.start()
        statuses, times = ran([Client(service, body, until, _OWN)])
        for other in others:
            other.join()
        answers = sum(len(other.times) for other in others)
        memory = service.megabytes()
    ends = (share(times, 0.5) / alone, share(times, 0.99) / alone) if times else (0, 0)
    refused = sum(statuses.values()) - len(times)
    return f"| {name} | {ends[0]:.1f} | {ends[1]:.1f} | {len(times)} | {refused} | {answers} | {memory:.0f} MB |"


def main() -> int:
    for name, (kind, threads) in KINDS.items():
        print(row(name, kind, threads), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
