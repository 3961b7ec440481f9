"""`make chaos`: processes of the service are killed at random while clients store.

Each client sends until it has a receipt, with the same Idempotency-Key. Exit 1 where a receipt leads to anything but
its comparison, or more is kept than there are receipts: nothing accepted is lost, nothing is stored twice.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from uuid import uuid4

import diple
from benchmarks.serving.service import ROOT, URL, Service, asked, pair, running, written
from diple.archive import open_archive, place_from
from diple.render import render

_CLIENTS = 8
_TEXTS = 12
_PATIENCE = 5.0  # seconds in which something should be stored between two kills
_LOOK_EVERY = 0.05
_LIMITS = {"DIPLE_MAX_STORED_HOURLY": "1000000", "DIPLE_MAX_KEPT_EACH": "1000000", "DIPLE_MAX_KEPT": "1000000"}
_LIMITS |= {"DIPLE_MAX_JOBS": "100000", "DIPLE_MAX_JOBS_EACH": "100000"}


class Client(threading.Thread):
    """Stores one pair after another, each third as a job."""

    def __init__(self, service: Service, bodies: list[bytes], stop: threading.Event, at: int) -> None:
        super().__init__(daemon=True)
        self._service, self._bodies, self._stop, self._at = service, bodies, stop, at
        self.receipts: list[tuple[int, str]] = []
        self.told: Counter[str] = Counter()

    def run(self) -> None:
        while not self._stop.is_set():
            self._at += 1
            which = self._at % len(self._bodies)
            headers = {"Idempotency_Key": str(uuid4())} | ({"Prefer": "respond-async"} if self._at % 3 == 0 else {})
            place = self._receipt(self._bodies[which], headers)
            if place:
                self.receipts.append((which, place))

    def _receipt(self, body: bytes, headers: dict[str, str]) -> str | None:
        """The address of what is kept, however often it has to be asked for; none where a job was given up."""
        while True:
            status, found = self._asked("POST", URL, body, headers)
            if status == 201:
                return found["url"]
            if status == 202:
                return self._of_job(found["url"])

    def _of_job(self, place: str) -> str | None:
        while True:
            _, job = self._asked("GET", place)
            if job.get("state") == "failed":
                self.told["jobs given up"] += 1
                return None
            if job.get("answer"):
                status, found = self._asked("GET", job["answer"])
                if status == 201:
                    return found["url"]
            time.sleep(0.1)

    def _asked(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None):
        connection = self._service.connection()
        try:
            status, _, content = asked(connection, method, path, body, **(headers or {}))
            found = json.loads(content)
            self.told[found.get("code", str(status))] += 1
        except (OSError, HTTPException) as error:
            self.told[type(error).__name__] += 1
            time.sleep(0.05)
            return 0, {}
        finally:
            connection.close()
        return status, found


def kill_one(service: Service, dice: random.Random) -> str:
    """Kills a worker, a process that forks, or a child, and says which; waits where there is none for the moment."""
    below = service.processes()
    while not below[service.pid]:
        time.sleep(_LOOK_EVERY)
        below = service.processes()
    workers = below[service.pid]
    nurseries = [each for worker in workers for each in below.get(worker, [])]
    kinds = {"worker": workers, "nursery": nurseries, "child": [c for each in nurseries for c in below.get(each, [])]}
    kind = dice.choice([kind for kind, found in kinds.items() if found])
    with suppress(ProcessLookupError):
        os.kill(dice.choice(kinds[kind]), signal.SIGKILL)
    return kind


def chaos(service: Service, kills: int, every: float, settings: dict[str, str]) -> bool:
    """Kills so many processes, waits for the clients, and looks at all that is kept."""
    texts = [pair("s300", seed) for seed in range(_TEXTS)]
    bodies = [written({**each, "store": True}) for each in texts]
    expected = [render(diple.compare(each["old"], each["new"]), "json") for each in texts]
    stop, dice = threading.Event(), random.Random(7)
    clients = [Client(service, bodies, stop, at) for at in range(_CLIENTS)]
    for client in clients:
        client.start()
    killed = Counter()
    for _ in range(kills):
        before = _stored(clients)
        time.sleep(every)
        until = time.monotonic() + _PATIENCE
        while _stored(clients) == before and time.monotonic() < until:  # who never stores anything loses nothing
            time.sleep(_LOOK_EVERY)
        killed[kill_one(service, dice)] += 1
    stop.set()
    for client in clients:
        client.join()
    receipts = [receipt for client in clients for receipt in client.receipts]
    print(f"killed {dict(killed)}; told {dict(sum((client.told for client in clients), Counter()))}")
    wrong = [place for which, place in receipts if _kept(service, place) != expected[which]]
    held = open_archive(place_from(settings)).purge().kept
    print(f"{len(receipts)} receipts, {len(set(receipts))} places, {held} results kept, {len(wrong)} lost or wrong")
    return bool(receipts) and not wrong and held == len(set(receipts)) == len(receipts)


def _stored(clients: list[Client]) -> int:
    return sum(len(client.receipts) for client in clients)


def _kept(service: Service, place: str) -> bytes:
    for _ in range(100):
        with suppress(OSError, HTTPException):
            status, _, content = asked(service.connection(), "GET", place)
            if status in (200, 404):
                return content
        time.sleep(0.1)
    return b""


def main() -> int:
    parser = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="(default: 200)")
    parser.add_argument("--every", type=float, default=0.5, help="seconds between two, at least (default: 0.5)")
    parser.add_argument("--postgresql", action="store_true", help="in a PostgreSQL of its own instead of SQLite")
    given = parser.parse_args()
    if given.postgresql:
        sys.path += [str(ROOT / "tests"), str(ROOT / "tests" / "archive")]
        import cluster

        with cluster.running() as url:
            return _run(given.kills, given.every, {"DIPLE_DATABASE_URL": url})
    return _run(given.kills, given.every, {})


def _run(kills: int, every: float, database: dict[str, str]) -> int:
    with running(2, DIPLE_LOG="off", **_LIMITS, **database) as service:
        folder = Path(f"/proc/{service.pid}/environ").read_bytes().decode().split("\0")
        data = next(each for each in folder if each.startswith("DIPLE_DATA="))
        return 0 if chaos(service, kills, every, {"DIPLE_DATA": data.partition("=")[2], **database}) else 1


if __name__ == "__main__":
    sys.exit(main())
