"""What of made pages is kept and left, beside trafilatura: `python -m benchmarks.pages [--manner NAME] [--show]`.

Exit 0 where every bar of Diple holds, 1 where one does not.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.pages.made import MANNERS, Made, pages
from diple.readers.html.reader import read_html

LEAST_KEPT, MOST_LEFT, MOST_SECONDS = 0.99, 0.12, 0.15


@dataclass(slots=True)
class Tally:
    """What a reader kept of the pieces wanted, and left of those unwanted, by manner; `misses` names pieces."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def add(self, page: Made, text: str) -> None:
        """Counts the pieces of a page in the text that was read from it."""
        text = " ".join(text.split())
        where = f"{page.manner} {page.language} {page.form}"
        lost = [piece for piece in page.wanted if piece not in text]
        left = [piece for piece in page.unwanted if piece in text]
        for manner in (page.manner, "all"):
            self.counts[manner, "wanted"] += len(page.wanted)
            self.counts[manner, "kept"] += len(page.wanted) - len(lost)
            self.counts[manner, "unwanted"] += len(page.unwanted)
            self.counts[manner, "left"] += len(left)
        self.misses += [f"{where}: lost {piece}" for piece in lost] + [f"{where}: left {piece}" for piece in left]

    def kept(self, manner: str = "all") -> float:
        """The share of the pieces wanted that was kept."""
        return self.counts[manner, "kept"] / max(1, self.counts[manner, "wanted"])

    def left(self, manner: str = "all") -> float:
        """The share of the pieces unwanted that was left in the text."""
        return self.counts[manner, "left"] / max(1, self.counts[manner, "unwanted"])


def tally(read: Callable[[str], str], made: Sequence[Made]) -> Tally:
    """What a reader does with pages; time is that of the processor."""
    found = Tally()
    for page in made:
        began = time.process_time()
        text = read(page.source)
        found.slowest = max(found.slowest, time.process_time() - began)
        found.add(page, text)
    return found


def readers() -> dict[str, Callable[[str], str]]:
    """Diple, and trafilatura where it is installed."""
    found: dict[str, Callable[[str], str]] = {"Diple": lambda source: read_html(source).text}
    try:
        from trafilatura import extract
    except ImportError:
        return found
    found["trafilatura"] = lambda source: extract(source, include_comments=False) or ""
    return found


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
