"""Measures Diple beside other tools and prints tables: `python -m benchmarks [--seed N] [--write]`.

Exit 0 where every bar holds, 1 where one does not.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import measure
from benchmarks.table import bars, tables, write

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description="Speed and quality beside other tools.")
    parser.add_argument("--seed", type=int, default=7, help="the dice of the inputs (default: 7)")
    parser.add_argument("--write", action="store_true", help=f"keep the tables in {PAGE.name}")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        measured = measure(arguments.seed, Path(folder), lambda step: print(f"… {step}", file=sys.stderr, flush=True))
    text = tables(measured, arguments.seed)
    print(text)
    if arguments.write:
        write(PAGE, text)
    failing = [bar for bar in bars(measured) if not bar.holds]
    print(f"\n{len(bars(measured)) - len(failing)} bars hold, {len(failing)} do not")
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main())
