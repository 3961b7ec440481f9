"""`make load`: many clients, and an honest one beside hostile ones.

The service remembers nothing meanwhile, so that each request is computed. Exit 1 where an answer was an error other
than 429 and 503, or no client had an answer.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable

from benchmarks.serving.service import Service, pair, running, share, timed, written

_HONEST = "127.0.0.2"
_HOSTILE_CLIENTS = 8
HOSTILE = {
    "combining marks, 300,000": {"old": "a" + "\u0327\u0301" * 150_000, "new": "b" + "\u0301\u0327" * 150_000},
    "lines of hyphens, 300,000": {"old": "\n--" * 100_000, "new": "\n--" * 99_999 + "x"},
    "1,000 lines of two languages": {"old": "A b.\n" * 500, "new": "Б в.\n" * 250 + "Г д.\n" * 125},
    "clauses all alike, 90,000": {
        "old": " ".join(f"The Parties {at} shall regret the {at}th attack on port {at * 7}." for at in range(1500)),
        "new": " ".join(f"The Parties {at} should condemn the {at}th attack on port {at * 7}." for at in range(1500)),
    },
    "a table of 500 rows": {
        "old": {
            "text": ("|" + "a|" * 90 + "\n|" + "-|" * 90 + "\n" + ("|" + "b|" * 90 + "\n") * 500),
            "format": "markdown",
        },
        "new": "They shall meet.",
    },
}


class Client(threading.Thread):
    """Sends one body again and again; the statuses, and the milliseconds of what was answered."""

    def __init__(self, service: Service, body: bytes, until: Callable[[], bool], sender: str = "127.0.0.1") -> None:
        super().__init__(daemon=True)
        self._connection = service.connection(sender)
        self._body, self._until = body, until
        self.statuses: Counter[str] = Counter()
        self.times: list[float] = []

    def run(self) -> None:
        while not self._until():
            try:
                status, took = timed(self._connection, self._body)
            except OSError as error:
                self.statuses[type(error).__name__] += 1
                continue
            self.statuses[str(status)] += 1
            if status == 200:
                self.times.append(took)
            elif status in (429, 503):
                time.sleep(0.05)


def after(seconds: float) -> Callable[[], bool]:
    """What says whether so many seconds have gone by."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end


def ran(clients: list[Client]) -> tuple[Counter[str], list[float]]:
    """The statuses that clients had, and the milliseconds of what was answered."""
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return sum((client.statuses for client in clients), Counter()), [t for client in clients for t in client.times]


def idle(service: Service, body: bytes, times: int = 30) -> list[float]:
    """The milliseconds of requests that have the service for themselves."""
    connection = service.connection(_HONEST)
    for _ in range(5):
        timed(connection, body)
    return [timed(connection, body)[1] for _ in range(times)]


def many(service: Service, seconds: float, clients: int, addresses: int) -> bool:
    """64 clients with 6,000 words, beside what as many as there are processors have for themselves."""
    body = written(pair("s6k"))
    alone = share(idle(service, body), 0.5)
    few = _asking(service, body, seconds / 6, os.cpu_count() or 1)[1]
    before = service.megabytes()
    statuses, times = _asking(service, body, seconds, clients, addresses)
    print(f"{clients} clients of {addresses} addresses, 6,000 words, {seconds:g} s: {dict(statuses)}")
    ends = (share(times, 0.5), share(times, 0.99)) if times else (0.0, 0.0)
    print(f"idle median {alone:.0f} ms; under load median {ends[0]:.0f} ms, p99 {ends[1]:.0f} ms")
    print(f"p99 is {ends[1] / alone:.1f} times the idle median")
    print(f"{len(times) / seconds:.2f} answers a second; a client for each processor has {6 * len(few) / seconds:.2f}")
    print(f"memory {before:.0f} MB before, {service.megabytes():.0f} MB after")
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    return bool(times) and not statuses.keys() - {"200", "429", "503"}


def _asking(
    service: Service, body: bytes, seconds: float, clients: int, addresses: int = 1
) -> tuple[Counter[str], list[float]]:
    """What so many clients have, of so many addresses, from 127.0.0.1 on."""
    until = after(seconds)
    return ran([Client(service, body, until, f"127.0.0.{1 + at % addresses}") for at in range(clients)])


def beside(service: Service, seconds: float) -> bool:
    """An honest client with 300 words, alone and beside each hostile load."""
    body, good = written(pair("s300")), True
    alone = idle(service, body, 100)
    print(f"300 words alone: median {share(alone, 0.5):.0f} ms, p99 {share(alone, 0.99):.0f} ms")
    for name, texts in HOSTILE.items():
        until = after(seconds)
        hostile = [Client(service, written(texts), until) for _ in range(_HOSTILE_CLIENTS)]
        for client in hostile:
            client.start()
        statuses, times = ran([Client(service, body, until, _HONEST)])
        for client in hostile:
            client.join()
        told = dict(sum((client.statuses for client in hostile), Counter()))
        ends = (share(times, 0.5), share(times, 0.99)) if times else (0, 0)
        print(
            f"beside {name}: median {ends[0]:.0f} ms, p99 {ends[1]:.0f} ms, {dict(statuses)}; hostile {told}",
            flush=True,
        )
        good = good and bool(times) and not statuses.keys() - {"200", "429", "503"}
    return good


def main() -> int:
    parser = argparse.ArgumentParser(prog="make load", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120, help="of the many clients (default: 120)")
    parser.add_argument("--beside", type=float, default=20, help="seconds of each hostile load (default: 20)")
    parser.add_argument("--clients", type=int, default=64, help="how many (default: 64)")
    parser.add_argument("--workers", type=int, default=2, help="of the service (default: 2)")
    parser.add_argument("--of", choices=("many", "beside"), help="one of the two (default: both)")
    given = parser.parse_args()
    good = True
    with running(given.workers, DIPLE_REMEMBER_SECONDS="0") as service:
        if given.of != "beside":
            for addresses in (given.clients, 1):
                good = many(service, given.seconds, given.clients, addresses) and good
        if given.of != "many":
            good = beside(service, given.beside) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
