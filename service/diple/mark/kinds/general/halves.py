"""The two halves of a label: a phrase of each text, with the words of it that changed, and what may be said of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from diple.align.fields import fields_of
from diple.mark.events import Event
from diple.mark.events.cohesion import STEM
from diple.mark.events.generic import is_generic
from diple.mark.events.places import Place
from diple.mark.events.words import Keys, Word
from diple.mark.kinds.finding import Spans
from diple.mark.kinds.general.candidates import content_words
from diple.mark.kinds.general.phrase import MOST, count, quoted
from diple.mark.places.stretch import touches_any
from diple.mark.sentence.frames import Side
from diple.mark.weigh.states import parties_of, state_of
from diple.model import Span

REPEATED = (
    0.6  # information of a half that the other text repeats outside of its own half: then it neither went nor came
)
KEPT = 0.3  # share of the content words of a phrase that stay, from which it is quoted beside what it was


class Halves(NamedTuple):
    """What is quoted of the old and of the new text, whole phrases; a side is empty where it has nothing to quote."""

    old: Spans
    new: Spans


NOTHING = Halves((), ())


def halves_of(spans: tuple[Spans, Spans], event: Event, old: Side, new: Side) -> Halves:
    """The whole phrases around the news of either side; where only one has news, with what its phrase was or became."""
    before, after = own = own_halves(spans, event, old, new)
    if after and not before and is_kept(after, event, "new", new):
        return own._replace(old=counterpart(after, event, "new", old))
    if before and not after and is_kept(before, event, "old", old):
        return own._replace(new=counterpart(before, event, "old", new))
    return own


def repeated(halves: Halves, old: Side, new: Side) -> tuple[bool, bool]:
    """Whether most of each half is said in the other text's sentences, and not in the half beside it.

    "The board will monitor prices" did not become "The board eases credit" where the new sentence goes on "and will
    monitor prices". Words that both halves have are what stays of the one phrase.
    """
    return repeated_share(halves.old, old, halves.new, new) >= REPEATED, (
        repeated_share(halves.new, new, halves.old, old) >= REPEATED
    )


def repeated_share(mine: Spans, side: Side, theirs: Spans, other: Side) -> float:
    """The share of the information of one half that the other side says outside of its half alone."""
    words = [word for piece in mine for word in content_words(side, *piece)]
    inside, outside = keys_in_and_out(theirs, other)
    again = (word for word in words if outside.hold(word.key) and not inside.hold(word.key))
    return information_of(again) / (information_of(words) or 1)


def keys_in_and_out(pieces: Spans, side: Side) -> tuple[Keys, Keys]:
    """The content words of a side within some pieces, and those outside of them."""
    words = content_words(side, side.start, side.end)
    inside = {word.start for word in words if touches_any(word, pieces)}
    return Keys(word.key for word in words if word.start in inside), Keys(
        word.key for word in words if word.start not in inside
    )


def information_of(words: Iterable[Word]) -> float:
    """The information of some words, as the sum of their rarities."""
    return sum(word.rarity for word in words)


def own_halves(spans: tuple[Spans, Spans], event: Event, old: Side, new: Side) -> Halves:
    """The whole phrases around the news of either side."""
    before, after = (
        quoted(own, side, changed_at(event, name)) if own else ()
        for own, side, name in zip(spans, (old, new), ("old", "new"), strict=True)
    )
    return Halves(before, after)


def changed_at(event: Event, name: str) -> frozenset[int]:
    """Where the changed words of one side of an event begin."""
    return frozenset(word.start for word in event.group.changed(name))


def is_kept(pieces: Spans, event: Event, name: str, side: Side) -> bool:
    """Whether much of a phrase did not change."""
    return kept_share(pieces, event, name, side) > KEPT


def kept_share(pieces: Spans, event: Event, name: str, side: Side) -> float:
    """The share of the content words of some phrases that did not change."""
    changed = changed_at(event, name)
    content = [word for piece in pieces for word in content_words(side, *piece)]
    return sum(word.start not in changed for word in content) / max(1, len(content))


def counterpart(pieces: Spans, event: Event, name: str, other: Side) -> Spans:
    """The phrase of the other side that has the words of some phrases that stay; none where it is long or the same."""
    found = [span for place in event.group.places for span in answering(place, name, pieces)]
    if not found:
        return ()
    phrases = quoted([Span(min(one.start for one in found), max(one.end for one in found))], other)
    return phrases if count(phrases, other) <= MOST else ()


def answering(place: Place, name: str, pieces: Spans) -> Iterator[Span]:
    """Where the other side of a place has the words that stay of some phrases of one side."""
    mine, theirs = (place.old, place.new) if name == "old" else (place.new, place.old)
    if mine is None or theirs is None:
        return
    kept, answers = staying(mine.words, mine.changed), staying(theirs.words, theirs.changed)
    if [word.key for word in kept] != [word.key for word in answers]:
        return
    inside = (answer for word, answer in zip(kept, answers, strict=True) if touches_any(word, pieces))
    yield from (Span(word.start, word.end) for word in inside)


def staying(words: Sequence[Word], changed: Sequence[Word]) -> list[Word]:
    """The words that did not change."""
    starts = {word.start for word in changed}
    return [word for word in words if word.start not in starts]


def share_noun(halves: Halves, old: Side, new: Side) -> bool:
    """Whether both halves have a telling noun or name."""
    before, after = (
        {word.key[:STEM] for word in telling_words(pieces, side) if may_be_noun(word, side)}
        for pieces, side in ((halves.old, old), (halves.new, new))
    )
    return not before.isdisjoint(after)


def share_field(halves: Halves, old: Side, new: Side) -> bool:
    """Whether both halves speak of one field of affairs."""
    before, after = (
        {field for word in telling_words(pieces, side) for field in fields_of(word.key, side.statement.language)}
        for pieces, side in ((halves.old, old), (halves.new, new))
    )
    return not before.isdisjoint(after)


def telling_words(pieces: Spans, side: Side) -> list[Word]:
    """The words of some phrases that say of what is spoken."""
    return [word for piece in pieces for word in content_words(side, *piece) if is_of_matter(word, side)]


def may_be_noun(word: Word, side: Side) -> bool:
    """Whether a word is no verb or adverb here; true where grammar shows nothing."""
    sentence = side.parsed_at(word.start)
    read = sentence.word_at(word.start) if sentence else None
    return read is None or read.upos not in ("VERB", "AUX", "ADV")


def is_of_matter(word: Word, side: Side) -> bool:
    """Whether a word says of what is spoken: no word for anything, no name of a party."""
    language = side.statement.language
    is_party = word.is_name and state_of(word, language) in parties_of(side.statement)
    return not (is_party or word.is_figure or is_generic(word, language))
