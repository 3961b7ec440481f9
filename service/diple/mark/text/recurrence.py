"""Phrases of a changed sentence that other texts have, word for word: what recurs, comes back, is taken over.

A phrase is as long as those texts agree, and is cut to what changed; numbers, months and names that roll on from text
to text bound it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from diple.mark.sentence.frames import Side
from diple.mark.text.parties import months
from diple.mark.text.series import Reading, Series, Three, Word
from diple.model import Span

SHORTEST = 3  # words of a phrase
GAP = 3  # words that stayed between two that changed, up to which both are of one phrase
TELLING = 2  # content words that a phrase must have
MANY = 3  # pieces of content from which words that recur in a row did not meet by chance
TOGETHER = 0.4  # share of the places of a short phrase's rarest word that must be the phrase
NAMES = 0.7  # share of a phrase's content words in capitals from which it is a list of names
LEADING = 0.5  # and from which it is somebody's deed, where a name comes first

Enough = Callable[[int], bool]


class Phrase(NamedTuple):
    """A stretch of a changed sentence: its place, its stems, what it speaks of, and a bit for each text that has it."""

    span: Span
    stems: tuple[str, ...]
    content: frozenset[str]
    texts: int


def phrases(side: Side, series: Series, enough: Enough, fewest: int = TELLING) -> Iterator[Phrase]:
    """The changed phrases of a side that enough texts have in the same words, the longest at each place."""
    elsewhere = series.of_new if side.statement is series.old else series.of_old
    for span in side.spans:
        words = series.tongue.words(side.text, span)
        lost = list(lost_words(side, words, elsewhere))
        for first, last, texts in runs(words, series, enough) if lost else ():
            for group in groups_without_names(side, words, [place for place in lost if first <= place < last]):
                found = phrase_of(words, (first, last), group, series, texts, fewest)
                if found:
                    yield found


def groups_without_names(side: Side, words: Sequence[Word], lost: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The groups of changed words that are more than names."""
    return (group for group in groups(lost) if not is_names(side, words, group))


def coinages(side: Side, series: Series) -> Iterator[Phrase]:
    """Two changed words of content side by side that other parties' texts have so twice, and none of one's own."""
    elsewhere = series.of_new if side.statement is series.old else series.of_old
    for pair in changed_twos(side, series, elsewhere):
        foreign = texts_with(series.foreign, pair)
        if foreign.bit_count() >= TELLING and not texts_with(series.readings, pair):
            yield phrase_over(pair, series, foreign << len(series.own))


def texts_with(readings: Sequence[Reading], words: Sequence[Word]) -> int:
    """The texts that have some words in a row, a bit for each."""
    stems = [word.stem for word in words]
    return sum(1 << at for at, reading in enumerate(readings) if reading.has(stems))


def revivals(side: Side, series: Series) -> Iterator[Phrase]:
    """Two changed words of content side by side, of which the old text has neither and an earlier one has both so.

    They must mostly be together: two common words may meet again by chance.
    """
    for pair in changed_twos(side, series, series.of_old):
        if side.text[pair[0].end : pair[1].start].strip() or any(texts_with(series.readings[-1:], [w]) for w in pair):
            continue
        texts = texts_with(series.readings[:-1], pair)
        found = phrase_over(pair, series, texts)
        if texts and is_set_phrase(found, series):
            yield found


def changed_twos(side: Side, series: Series, elsewhere: frozenset[Three]) -> Iterator[Sequence[Word]]:
    """Each two words of content side by side that both changed and are no names, where spaces part words."""
    for span in side.spans if series.tongue.spaced else ():
        words = series.tongue.words(side.text, span)
        lost = set(lost_words(side, words, elsewhere))
        for place in sorted(lost & {place - 1 for place in lost}):
            if words[place].content and words[place + 1].content and not is_names(side, words, (place, place + 1)):
                yield words[place : place + TELLING]


def runs(words: Sequence[Word], series: Series, enough: Enough) -> Iterator[tuple[int, int, int]]:
    """Stretches whose words are in a row in enough texts: first word, word after the last, the texts."""
    masks = [series.texts_with(*(w.stem for w in words[at : at + SHORTEST])) for at in range(len(words) - SHORTEST + 1)]
    first = 0
    while first < len(masks):
        texts, last = masks[first], first + 1
        if enough(texts):
            while last < len(masks) and enough(texts & masks[last]):
                texts &= masks[last]
                last += 1
            yield first, last + SHORTEST - 1, texts
        first = last


def lost_words(side: Side, words: Sequence[Word], elsewhere: frozenset[Three]) -> Iterator[int]:
    """Places of words that changed and are not in the other text among the same neighbours."""
    kept = kept_places([word.stem for word in words], elsewhere)
    for place, word in enumerate(words):
        if place not in kept and side.touched(word.start, word.end) and not rolls_on(side, word):
            yield place


def kept_places(stems: Sequence[str], elsewhere: frozenset[Three]) -> set[int]:
    """Places of words that the other text has among the same neighbours."""
    threes = enumerate(zip(stems, stems[1:], stems[2:], strict=False))
    return {place for at, three in threes if three in elsewhere for place in range(at, at + SHORTEST)}


def rolls_on(side: Side, word: Word) -> bool:
    """Whether a word is a number or month, which rolls on from text to text."""
    shown = side.text[word.start : word.end].lower()
    return shown[0].isdigit() or shown in months(side.words.language)


def groups(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and last of places that are close together."""
    group: list[int] = []
    for place in places:
        if group and place - group[-1] > GAP + 1:
            yield group[0], group[-1]
            group = []
        group.append(place)
    if group:
        yield group[0], group[-1]


def phrase_of(
    words: Sequence[Word], run: tuple[int, int], group: tuple[int, int], series: Series, texts: int, fewest: int
) -> Phrase | None:
    """The phrase between two words, with a neighbour where it is short; None where too few content words changed."""
    tongue = series.tongue
    first, last = trimmed(words, *group, tongue.stop)
    changed = sum(word.content for word in words[first : last + 1])
    if changed < (fewest if tongue.spaced else SHORTEST) and not is_adverbial(words[first : last + 1], series):
        return None
    if changed < TELLING:
        first, last = widened(first, last, run)
    else:
        first = next(at for at in range(first, last + 1) if words[at].stem not in tongue.stop)
    return phrase_over(words[first : last + 1], series, texts)


def phrase_over(words: Sequence[Word], series: Series, texts: int) -> Phrase:
    """Some words in a row as a phrase."""
    stems = tuple(word.stem for word in words)
    return Phrase(Span(words[0].start, words[-1].end), stems, series.tongue.content_of(stems), texts)


def is_adverbial(words: Sequence[Word], series: Series) -> bool:
    """Whether three words or more begin like "for a considerable time", of which one content word is enough."""
    tongue = series.tongue
    long = len(words) >= SHORTEST and tongue.spaced and words[0].stem in tongue.stop
    return long and any(word.content for word in words)


def trimmed(words: Sequence[Word], first: int, last: int, stop: Container[str]) -> tuple[int, int]:
    """The places of a group without the function words at its end."""
    return first, next((at for at in range(last, first, -1) if words[at].stem not in stop), first)


def widened(first: int, last: int, run: tuple[int, int]) -> tuple[int, int]:
    """The places of a short group, widened inside its run to the shortest phrase, first towards the front."""
    first = min(first, max(run[0], last - SHORTEST + 1))
    return first, max(last, min(run[1] - 1, first + SHORTEST - 1))


def is_set_phrase(phrase: Phrase, series: Series) -> bool:
    """Whether the words of a short phrase mostly occur next to one another: a chance meeting is no formula."""
    if len(phrase.content) > MANY:
        return True
    pieces = phrase.content if series.tongue.spaced else [" ".join(piece) for piece in phrase.content]
    rarest = min((series.count(piece) for piece in sorted(pieces)), default=0)
    return series.count(" ".join(phrase.stems)) >= TOGETHER * rarest


def is_names(side: Side, words: Sequence[Word], group: tuple[int, int]) -> bool:
    """Whether a phrase is mostly names, or begins with them: who voted, who came, whose deed it was."""
    capitals = [side.text[word.start].isupper() for word in words[group[0] : group[1] + 1] if word.content]
    share = sum(capitals) / max(1, len(capitals))
    return share > NAMES or (share >= LEADING and capitals[0])


def part_of(side: Side, span: Span) -> Side:
    """A stretch of a side as a side of its own."""
    return Side(side.statement, [span], [span], side.lexicon, side.reader)


def sentence_of(side: Side, span: Span) -> Side:
    """The sentence of a side in which a stretch is."""
    return part_of(side, side.span_at(span.start))
