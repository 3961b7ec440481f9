"""Which events touch what an expert reported: quotes overlap by three words, or by a third of the shorter quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from diple.mark.events import Event
from diple.model import Span

WORD = re.compile(r"\w+")
ENOUGH = 3  # words that two quotes share when they are on one thing


class Text:
    """One text as a row of words."""

    def __init__(self, text: str) -> None:
        found = list(WORD.finditer(text))
        self.words = [match.group().casefold() for match in found]
        self.places = [match.span() for match in found]

    def occurrences(self, quote: str | None) -> list[range]:
        """Everywhere the words of a quote are in a row."""
        wanted = [match.group().casefold() for match in WORD.finditer(quote or "")]
        size = len(wanted)
        if not size:
            return []
        starts = range(len(self.words) - size + 1)
        return [range(at, at + size) for at in starts if self.words[at : at + size] == wanted]

    def words_in(self, span: Span) -> range:
        """The numbers of the words in a span."""
        inside = [at for at, (start, end) in enumerate(self.places) if start < span.end and end > span.start]
        return range(inside[0], inside[-1] + 1) if inside else range(0)


class Touching:
    """The items of a pair, found in both texts."""

    def __init__(self, old: str, new: str, items: Sequence[dict[str, Any]]) -> None:
        self.texts = {"old": Text(old), "new": Text(new)}
        self.items = [(item.get("importance", 1), self.quotes(item)) for item in items]

    def quotes(self, item: dict[str, Any]) -> list[tuple[str, range]]:
        """Where the quotes of an item are, with their side."""
        return [(side, at) for side, text in self.texts.items() for at in text.occurrences(item[f"{side}_quote"])]

    def importance(self, event: Event) -> float:
        """The highest importance of the items that an event touches; 0 where it touches none."""
        marked = [(side, self.texts[side].words_in(span)) for side in self.texts for span in getattr(event, side)]
        return max((weight for weight, quotes in self.items if meets(quotes, marked)), default=0)


def meets(quotes: Iterable[tuple[str, range]], marked: Sequence[tuple[str, range]]) -> bool:
    """Whether a quote and a marked stretch of one side overlap enough."""
    return any(one == other and overlaps(quote, span) for one, quote in quotes for other, span in marked)


def overlaps(quote: range, marked: range) -> bool:
    """Whether two stretches share three words, or a third of the shorter."""
    shared = min(quote.stop, marked.stop) - max(quote.start, marked.start)
    return bool(marked) and shared >= min(ENOUGH, -(-min(len(quote), len(marked)) // 3))
