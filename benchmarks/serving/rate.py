"""`make rate`: requests a second of one worker with pairs of 300 words, beside a route that does nothing.

One connection that is kept open, markers in each answer. The same pair again is remembered by the service; another
pair each time is compared. Exit 1 where an answer was an error, or the same pair stays below the bar.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from collections.abc import Iterator

from benchmarks.serving.service import URL, Service, asked, pair, running, written

BAR = 150  # requests a second
_WARM = 40  # requests before it is measured: a child has met the words, and the first look at each module is over


def _bodies(same: bool) -> Iterator[bytes]:
    if same:
        return itertools.repeat(written(pair("s300")))
    return (written(pair("s300", seed)) for seed in itertools.count(100))


def measured(service: Service, method: str, path: str, bodies: Iterator[bytes | None], count: int) -> float:
    """Requests a second by the clock; prints it with the processor time of all processes of the service."""
    connection, sent = service.connection(), list(itertools.islice(bodies, _WARM + count))
    for body in sent[:_WARM]:
        asked(connection, method, path, body)
    used, began = service.seconds(), time.perf_counter()
    for body in sent[_WARM:]:
        status, _, _ = asked(connection, method, path, body)
        if status != 200:
            sys.exit(f"the answer was {status}")
    took, used = time.perf_counter() - began, service.seconds() - used
    print(f"{count / took:.0f} a second by the clock, {1000 * used / count:.2f} ms of a processor each")
    return count / took


def main() -> int:
    parser = argparse.ArgumentParser(prog="make rate", description=__doc__)
    parser.add_argument("--count", type=int, default=400, help="requests of each kind (default: 400)")
    count = parser.parse_args().count
    with running(1, DIPLE_LOG="off") as service:
        print("a route that does nothing: ", end="")
        measured(service, "GET", "/api/v1/healthz", itertools.repeat(None), count)
        print("the same pair again: ", end="")
        same = measured(service, "POST", URL, _bodies(True), count)
        print("another pair each time: ", end="")
        measured(service, "POST", URL, _bodies(False), count)
    return 0 if same >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
