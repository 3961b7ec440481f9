"""Changed words in a row with the information that each carries: what the news of an event are chosen from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from diple.mark.events import Event
from diple.mark.events.cohesion import Subject, cohesion
from diple.mark.events.places import Side as Place
from diple.mark.events.words import Word
from diple.mark.kinds.finding import Spans
from diple.mark.kinds.general.unsaid import Places
from diple.mark.places.stretch import slice_in, touches_any

NAME = 1.5  # what a proper name adds, in units of rarity
# Share of the content words of a stretch that are news from which it is quoted whole, and how many that are none may be
# between two. Of 99 markers of ten real pairs, read, words repeated in the very sentences were called gone in 6 without
# these, in 2 with them; 12 labels are torn for 9.
MOSTLY = 0.7
BETWEEN = 1
BRIDGE = 2  # unchanged words between two changed ones that are quoted with them

KNOWN = 2.0  # how much more a word counts on which a special kind rests
LEAST = 2.0  # the rarity that such a word counts with at least: a modal has none


class Measure(NamedTuple):
    """What makes a changed word news: the other side does not say it, or a special kind rests on it (`old`, `new`)."""

    unsaid: Places
    old: Spans = ()
    new: Spans = ()

    def value(self, word: Word, name: str) -> float:
        """The information of a changed word of one side, 0 where it is no news; a name counts more."""
        value = word.rarity + NAME * word.is_name if (name, word.start) in self.unsaid else 0.0
        return KNOWN * max(LEAST, value) if touches_any(word, self.evidence(name)) else value

    def evidence(self, name: str) -> Spans:
        """What the special kinds rest on in one text."""
        return self.old if name == "old" else self.new


class Worth(NamedTuple):
    """A word with the information that it adds, and whether it changed."""

    word: Word
    value: float
    is_changed: bool


class Run(NamedTuple):
    """Changed words in a row, in the sentence of that number; `linked` where one of the other text answers that."""

    row: int
    words: Sequence[Worth]
    linked: bool


def runs_of(event: Event, name: str, measure: Measure) -> list[Run]:
    """The changed words of one side of an event, those with at most `BRIDGE` words between them in one run."""
    rows = rows_of_side(event, name, measure)
    answered = answered_rows(event, name)
    return [Run(number, run, number in answered) for number, row in enumerate(rows) for run in runs_in(row)]


def answered_rows(event: Event, name: str) -> set[int]:
    """The sentences of one side, by number, that one of the other side answers: the linked ones, else the most akin."""
    other = "new" if name == "old" else "old"
    flags = [is_linked for side, is_linked in linked_sides(event, name) for _ in side.spans]
    linked = {number for number, is_linked in enumerate(flags) if is_linked}
    return linked or most_akin(sentences_of(event, name), sentences_of(event, other))


def most_akin(mine: Sequence[Sequence[Word]], theirs: Sequence[Sequence[Word]]) -> set[int]:
    """The one of some sentences, by number, that is most akin to one of others; none where they share nothing."""
    others = [Subject(row) for row in theirs]
    akin = [max(cohesion(Subject(row), other) for other in others) for row in mine]
    return {akin.index(most)} if (most := max(akin)) > 0 else set()


def linked_sides(event: Event, name: str) -> Iterator[tuple[Place, bool]]:
    """The sides of that name of the places of an event, and whether the place has both."""
    for place in event.group.places:
        side = place.old if name == "old" else place.new
        if side:
            yield side, bool(place.old and place.new)


def sentences_of(event: Event, name: str) -> list[list[Word]]:
    """The words of each sentence of one side."""
    found: list[list[Word]] = []
    for side in event.group.sides(name):
        starts = [word.start for word in side.words]
        found += [side.words[slice_in(starts, span)] for span in side.spans]
    return found


def rows_of_side(event: Event, name: str, measure: Measure) -> list[list[Worth]]:
    """The words of each sentence of one side of an event."""
    return [row for side in event.group.sides(name) for row in rows_of(side, name, measure)]


def rows_of(side: Place, name: str, measure: Measure) -> Iterator[list[Worth]]:
    """The words of each sentence of a place; what did not change, or is no news, has no value."""
    changed = {word.start for word in side.changed}
    row = [worth(word, name, measure, word.start in changed) for word in side.words]
    starts = [word.start for word in side.words]
    return (row[slice_in(starts, span)] for span in side.spans)


def worth(word: Word, name: str, measure: Measure, is_changed: bool) -> Worth:
    """A word with the information that it adds: none where it did not change."""
    return Worth(word, measure.value(word, name) if is_changed else 0.0, is_changed)


def runs_in(row: Sequence[Worth]) -> Iterator[Sequence[Worth]]:
    """The runs of a sentence, each from a changed word to a changed word, that carry any information."""
    changed = [at for at, one in enumerate(row) if one.is_changed]
    first = 0
    for at, place in enumerate(changed):
        if at + 1 == len(changed) or changed[at + 1] - place > BRIDGE + 1:
            run = row[changed[first] : place + 1]
            first = at + 1
            if worth_of(run):
                yield run


def worth_of(row: Iterable[Worth]) -> float:
    """The information of some words together."""
    return sum(one.value for one in row)


def only_here(row: Sequence[Worth]) -> list[Sequence[Worth]]:
    """The stretches of some words that one text alone says: all of them where most are news, else without the others.

    A word that the other text says as well is neither gone nor new; between two that are, `BETWEEN` such may be.
    """
    content = [at for at, one in enumerate(row) if one.word.is_content]
    news = [at for at in content if row[at].value]
    return [row] if not news or len(news) >= MOSTLY * len(content) else parted(row, content, news)


def parted(row: Sequence[Worth], content: Sequence[int], news: Sequence[int]) -> list[Sequence[Worth]]:
    """The stretches of some words from news to news, with at most `BETWEEN` other content words between two."""
    starts = [at for one, at in pairwise(news) if content.index(at) - content.index(one) > BETWEEN + 1]
    ends = [*(news[news.index(at) - 1] for at in starts), news[-1]]
    return [row[first : last + 1] for first, last in zip([news[0], *starts], ends, strict=True)]
