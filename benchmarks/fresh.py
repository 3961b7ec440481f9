"""What only a fresh process can tell: the cost of importing and of the first comparison, and peak memory.

    python -m benchmarks.fresh start FOLDER NAME
    python -m benchmarks.fresh whole FOLDER NAME [--markers]

prints figures as JSON; FOLDER holds NAME-old.txt and NAME-new.txt.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

# Characters compared before the time is taken; runs, and the seconds after which there is no further one.
_WARMING_UP = 40_000
_RUNS = 5
_LONG_ENOUGH = 4.0


def main(what: str, folder: str, name: str, *options: str) -> None:
    old, new = ((Path(folder) / f"{name}-{side}.txt").read_text(encoding="utf-8") for side in ("old", "new"))
    begun = time.perf_counter()
    import diple

    imported = time.perf_counter()
    if what == "start":
        diple.compare(old, new)
        done = time.perf_counter()
        print(json.dumps({"import ms": (imported - begun) * 1000, "first comparison ms": (done - begun) * 1000}))
        return
    markers = "--markers" in options
    diple.compare(old[:_WARMING_UP], new[:_WARMING_UP], markers=markers)
    spent: list[float] = []
    while len(spent) < _RUNS and sum(spent) < _LONG_ENOUGH:
        begun = time.perf_counter()
        diple.compare(old, new, markers=markers)
        spent.append(time.perf_counter() - begun)
    print(json.dumps({"seconds": sorted(spent)[len(spent) // 2], "megabytes": _peak_megabytes()}))


def _peak_megabytes() -> float:
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
