"""`make soak`: requests of all sizes for a while; exit 1 where memory grows by more than a twentieth after warm-up."""

from __future__ import annotations

import argparse
import sys
import threading
import time

from benchmarks.serving.service import URL, Service, asked, pair, running, written

_CLIENTS = 4
_MOST_GROWTH = 0.05
_WARM_UP = 0.3  # of the time
_SIZES = {"s300": 40, "s6k": 8, "s60k": 1}


def _bodies() -> list[bytes]:
    """Of each size so many, each another text."""
    return [written(pair(size, seed)) for size, count in _SIZES.items() for seed in range(count)]


def _ask(service: Service, bodies: list[bytes], start: int, end: float) -> None:
    connection, at = service.connection(f"127.0.0.{start + 1}"), start
    while time.monotonic() < end:
        asked(connection, "POST", URL, bodies[at % len(bodies)])
        at += 1


def main() -> int:
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=300, help="(default: 300)")
    given = parser.parse_args()
    bodies = _bodies()
    with running(2) as service:
        began = time.monotonic()
        end = began + given.seconds
        clients = [threading.Thread(target=_ask, args=(service, bodies, at, end)) for at in range(_CLIENTS)]
        for client in clients:
            client.start()
        weights = []
        while any(client.is_alive() for client in clients):
            time.sleep(min(1, given.seconds / 50))
            weights.append((time.monotonic() - began, service.megabytes()))
        return _judged([weight for at, weight in weights if at > _WARM_UP * given.seconds])


def _judged(weights: list[float]) -> int:
    """The mean of the last third beside that of the first: what is weighed at one moment depends on who is at work."""
    third = max(1, len(weights) // 3)
    first, last = (sum(part) / len(part) for part in (weights[:third], weights[-third:]))
    print(f"memory after warm-up {first:.0f} MB, at the end {last:.0f} MB: {100 * (last / first - 1):+.1f} %")
    return 0 if last <= (1 + _MOST_GROWTH) * first else 1


if __name__ == "__main__":
    sys.exit(main())
