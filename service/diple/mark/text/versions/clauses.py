"""Where the words of a version are among others: those behind a place, those around a word within one sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from diple.facts.forms import Sighting
from diple.facts.mention import Mention
from diple.mark.places.stretch import trimmed
from diple.mark.text.versions.passages import Passage
from diple.mark.text.versions.wording import Word, product
from diple.model import Span

SHOWN = 3  # words before a word that are quoted with it
STOP = re.compile(r"[.;:!?。；：！？؛؟\n]")
PAUSE = re.compile(r"[,，،、]")
INSERTION = re.compile(r"\s*[,，،][^,，،.;:!?。；：！？؛؟\n]*[,，،]")  # what is put in between commas
BREAK = re.compile(f"{STOP.pattern}|{PAUSE.pattern}")


class Clauses:
    """The words of one version of a passage, by their numbers."""

    def __init__(self, passage: Passage, side: int) -> None:
        version = (passage.one, passage.other)[side]
        self.text, self.span = version.statement.text, version.span
        self.words, self.others = passage.wording.sides[side], passage.wording.sides[1 - side]
        self.links = passage.wording.links[side]
        self.answered = passage.wording.links[1 - side]
        self.starts = [word.start for word in self.words]

    def after(self, place: int) -> int:
        """The number of the first word that begins at a place or behind it."""
        return bisect_left(self.starts, place)

    def is_one_sentence(self, start: int, end: int) -> bool:
        """Whether no sentence ends between two places."""
        return not STOP.search(self.text, min(start, end), max(start, end))

    def is_one_clause(self, start: int, end: int) -> bool:
        """Whether neither a sentence nor a clause ends between two places."""
        return not BREAK.search(self.text, min(start, end), max(start, end))

    def inside(self, mention: Mention | Sighting) -> tuple[int, ...]:
        """The words that a mention, or a form, has a part of."""
        first = max(0, self.after(mention.start) - 1)
        last = self.after(mention.end)
        return tuple(at for at in range(first, last) if self.words[at].end > mention.start)

    def ahead(self, mention: Mention, most: int, without: Sequence[Mention] = ()) -> tuple[int, ...]:
        """The words behind a mention up to the end of its clause, but for those inside some others.

        What is put in between commas right behind it comes last: "shall, as soon as possible, notify".
        """
        start = self.behind_insertion(mention.end)
        inserted = range(self.after(mention.end), self.after(start))
        first = self.after(start)
        found: list[int] = []
        for at in range(first, min(first + most, len(self.words))):
            word = self.words[at]
            if not self.is_one_sentence(start, word.start):
                break
            if found and PAUSE.search(self.text, start, word.start):
                break
            found.append(at)
        return tuple(at for at in (*found, *inserted[:most]) if not is_inside(self.words[at], without))

    def behind_insertion(self, place: int) -> int:
        """Where the clause goes on behind what is put in between two commas at a place."""
        match = INSERTION.match(self.text, place, self.span.end)
        return match.end() if match else place

    def back(self, mention: Mention, most: int) -> tuple[int, ...]:
        """The words before a mention in its sentence, the last first."""
        last = self.after(mention.start)
        found: list[int] = []
        for at in range(last - 1, max(-1, last - 1 - most), -1):
            if not self.is_one_sentence(self.words[at].end, mention.start):
                break
            found.append(at)
        return tuple(found)

    def window(self, word: int, reach: tuple[int, int]) -> tuple[int, int]:
        """The first and the last word of those before and behind a word in its sentence."""
        low = high = word
        while low > max(0, word - reach[0]) and self.is_one_sentence(self.words[low - 1].end, self.words[low].start):
            low -= 1
        last = min(len(self.words) - 1, word + reach[1])
        while high < last and self.is_one_sentence(self.words[high].end, self.words[high + 1].start):
            high += 1
        return low, high

    def beginning(self, word: int, most: int) -> int:
        """The first of so many words before a word that are in its clause."""
        low = word
        while low > max(0, word - most) and not BREAK.search(self.text, self.words[low - 1].end, self.words[low].start):
            low -= 1
        return low

    def shown(self, word: int) -> Span:
        """What is quoted of a word: it and the words of its clause before it, small ones too."""
        low = self.beginning(word, SHOWN)
        start = self.words[low - 1].end if low else self.span.start
        breaks = [match.end() for match in BREAK.finditer(self.text, start, self.words[word].start)]
        return trimmed(self.text, Span(breaks[-1] if breaks else start, self.words[word].end))

    def is_within(self, mention: Mention, word: int, reach: tuple[int, int]) -> bool:
        """Whether a mention is among the words around a word."""
        low, high = self.window(word, reach)
        place = self.after(mention.start)
        return low <= place <= high + 1 and self.is_one_sentence(mention.start, self.words[word].start)

    def rendered(self, words: Iterable[int]) -> list[int]:
        """The words of the other version that render some words, in their order."""
        return [self.links[word] for word in words if word in self.links]

    def strength(self, word: int) -> float:
        """How alike a word and its rendering are."""
        return product(self.words[word].meaning, self.others[self.links[word]].meaning)


def is_inside(word: Word, mentions: Sequence[Mention]) -> bool:
    """Whether a word begins inside one of some mentions."""
    return any(one.start <= word.start < one.end for one in mentions)
