"""What of made pages is kept and left, beside trafilatura: `python -m benchmarks.pages [--manner NAME] [--show]`.

Exit 0 where every bar of Diple holds, 1 where one does not.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.pages.made import MANNERS, pages
from benchmarks.pages.tallies import readers, tally

LEAST_KEPT, MOST_LEFT, MOST_SECONDS = 0.99, 0.12, 0.15


def main() -> int:
    """Prints a line for each manner and reader."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--manner", action="append", choices=MANNERS, help="only pages of this manner")
    parser.add_argument("--show", action="store_true", help="name each piece that Diple lost or left")
    arguments = parser.parse_args()
    made = list(pages(arguments.manner or MANNERS))
    tallies = {name: tally(read, made) for name, read in readers().items()}
    for manner in (*(arguments.manner or MANNERS), "all"):
        told = (f"{name}: kept {each.kept(manner):.3f}, left {each.left(manner):.3f}" for name, each in tallies.items())
        print(f"{manner:12} {'; '.join(told)}")
    print(*(f"{name}: the slowest page took {each.slowest:.3f} s" for name, each in tallies.items()), sep="\n")
    ours = tallies["Diple"]
    if arguments.show:
        print(*ours.misses, sep="\n")
    return int(ours.kept() < LEAST_KEPT or ours.left() > MOST_LEFT or ours.slowest > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
