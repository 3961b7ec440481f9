"""What readers keep of made pages, and what they leave in the text, piece by piece."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.pages.made import Made
from diple.readers.html.reader import read_html


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
