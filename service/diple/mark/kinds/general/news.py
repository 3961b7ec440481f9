"""The words of an event that carry its news: those that the other side does not have, with the phrase around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from diple.grammar import Sentence
from diple.mark.events import Event
from diple.mark.events.places import Side as Place
from diple.mark.events.words import Keys, Word
from diple.mark.kinds.general.subject import NAME
from diple.mark.places.stretch import lies_in
from diple.mark.sentence.frames import Side
from diple.model import Span

MOST = 12  # words that a label shows of a side
NEARLY = 0.6  # share of the information of the best stretch from which one that begins with a verb is preferred
DULL = 0.15  # share of the information of a stretch below which the words at its ends add nothing


def news_of(event: Event, name: str, read: Side) -> Span | None:
    """The at most `MOST` words of one side of an event that carry most of what the other side lacks.

    They begin with a verb where such words carry nearly as much. Fewer words are taken where most of their content did
    not change, since it is neither gone nor new. None where the other side has every content word. `read` is the same
    side as rules read it.
    """
    rows = rows_of_side(event, name)
    best = best_of(stretch(row, range(len(row))) for row in rows)
    if not worth_of(best):
        return None
    led = led_by_verb(rows, read)
    words = led if worth_of(led) >= NEARLY * worth_of(best) else best
    words = words if is_news(words) else best_of(densest(row) for row in rows)
    return whole(Span(words[0].word.start, words[-1].word.end), read)


def densest(row: Sequence[Worth]) -> Sequence[Worth]:
    """The most informative stretch of which most content changed."""
    telling = [at for at, one in enumerate(row) if one.value]
    ends = ((at, end) for at in telling for end in telling if 0 <= end - at < MOST)
    return best_of(part for at, end in ends if is_news(part := row[at : end + 1]))


def repeats(event: Event, name: str, span: Span) -> bool:
    """Whether at least half of the content words of a stretch of one side did not change."""
    words = (one for row in rows_of_side(event, name) for one in row)
    return not is_news([one for one in words if lies_in(one.word.start, span)])


def is_news(row: Sequence[Worth]) -> bool:
    """Whether more than half of the content words of a stretch changed."""
    content = [one for one in row if one.word.is_content]
    return 2 * sum(one.is_changed for one in content) > len(content)


def led_by_verb(rows: Sequence[Sequence[Worth]], read: Side) -> Sequence[Worth]:
    """The most informative stretch that begins with a finite verb."""
    clauses = (clause for sentence in read.parsed for clause in sentence.clauses)
    verbs = {clause.verb.start for clause in clauses if clause.verb.form == "finite"}
    return best_of(stretch(row, [at for at, one in enumerate(row) if one.word.start in verbs]) for row in rows)


def best_of(stretches: Iterable[Sequence[Worth]]) -> Sequence[Worth]:
    """The stretch that carries most information; an empty one where there is none."""
    return max(stretches, key=worth_of, default=())


class Worth(NamedTuple):
    """A word with the information that it adds, and whether it changed."""

    word: Word
    value: float
    is_changed: bool


def rows_of_side(event: Event, name: str) -> list[list[Worth]]:
    """The words of each sentence of one side of an event."""
    other = event.group.keys("new" if name == "old" else "old")
    return [row for side in event.group.sides(name) for row in rows_of(side, other)]


def rows_of(side: Place, other: Keys) -> Iterator[list[Worth]]:
    """The words of each sentence of a place, those that did not change with no value."""
    changed = {word.start for word in side.changed}
    row = [worth(word, other, word.start in changed) for word in side.words]
    return ([one for one in row if lies_in(one.word.start, span)] for span in side.spans)


def worth(word: Word, other: Keys, is_changed: bool) -> Worth:
    """A word with the information that it adds: none where it did not change."""
    return Worth(word, value(word, other) if is_changed else 0.0, is_changed)


def stretch(row: Sequence[Worth], starts: Iterable[int]) -> Sequence[Worth]:
    """The most informative `MOST` words that begin at one of some places, without words at the end that add little."""
    best = best_of(row[at : at + MOST] for at in starts)
    least = min(DULL * worth_of(best), max((one.value for one in best), default=0.0))
    last = max((at for at, one in enumerate(best) if one.value >= least > 0), default=-1)
    return best[: last + 1]


def worth_of(row: Sequence[Worth]) -> float:
    """The information of some words together."""
    return sum(one.value for one in row)


def value(word: Word, other: Keys) -> float:
    """The information of a word, 0 where the other side has it in any form; a name counts more."""
    return word.rarity + NAME * word.is_name if word.is_content and not other.hold(word.key) else 0.0


def whole(span: Span, side: Side) -> Span:
    """A stretch widened to the verb or noun phrase that it begins in and the one that it ends in."""
    sentence = side.parsed_at(span.start)
    if sentence is None or not sentence.words:
        return span
    wide = Span(begin(span.start, sentence), end(span.end, sentence))
    return wide if len(side.quote(*wide).split()) <= MOST else span


def begin(at: int, sentence: Sentence) -> int:
    """Where the smallest phrase or verb group that holds an offset begins."""
    bases = ((phrase.start, phrase.base_end) for phrase in sentence.phrases)
    groups = ((clause.verb.start, clause.verb.end) for clause in sentence.clauses)
    return smallest([span for span in (*bases, *groups) if span[0] <= at < span[1]], at).start


def end(at: int, sentence: Sentence) -> int:
    """Where the smallest phrase that holds the last of some words ends."""
    return smallest([(p.start, p.base_end) for p in sentence.phrases if p.start < at <= p.base_end], at).end


def smallest(spans: Sequence[tuple[int, int]], at: int) -> Span:
    """The shortest of some spans; an empty one at an offset where there is none."""
    return Span(*min(spans, key=lambda span: span[1] - span[0], default=(at, at)))
