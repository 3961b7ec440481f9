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
    diple.compare("Warm. Up.", "Warmed. Up.")
    begun = time.perf_counter()
    diple.compare(old, new, markers="--markers" in options)
    print(json.dumps({"seconds": time.perf_counter() - begun, "megabytes": _peak_megabytes()}))


def _peak_megabytes() -> float:
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
