"""A land that is itself to be something, or in which something is to be (S1).

"The island shall be a free port" gives the whole of it; "a free port on the island" leaves open how much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from diple.lexicon.vocabulary import Token
from diple.mark.kinds.asking import needs
from diple.mark.kinds.claiming import claim, toward
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Frame, Side, noun_group
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.whole import noun_phrase
from diple.mark.text.context import Context
from diple.model import Span

SAME = 0.5  # share of content words that must stay
LINKED = 3  # tokens between "be" and the article of what it is to be: "be set up as a"
WORDS = 2  # words of what it is to be, from which it is no mere quality


class Turned(NamedTuple):
    """A land and what it is to be."""

    land: Token
    thing: tuple[Token, ...]


@needs(words=("inside_words",))
def within(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: what a land was to be is now only in it, or the reverse."""
    sides = () if pair.doubtful or pair.common < SAME else ((pair.old, pair.new), (pair.new, pair.old))
    found = ((whole, part, turned) for whole, part in sides for turned in map(turned_in, whole.frames) if turned)
    yield from islice((finding for one in found for finding in confined(pair, *one)), 1)


def confined(pair: Edited, whole: Side, part: Side, turned: Turned) -> Iterator[Finding]:
    """The claim that what a land is to be on one side is only in it on the other."""
    place = placed(part, turned.land)
    if place and placed(whole, turned.land) is None and {token.key for token in turned.thing} <= part.keys:
        yield finding(pair, whole, part, turned, place)


def turned_in(frame: Frame) -> Turned | None:
    """What a clause without a denial says that a land is or becomes."""
    words, keys = frame.side.words, [token.key for token in frame.tokens]
    becoming, carried = words.words("becoming"), words.union("finite", "infinitive", "becoming")
    at = next((i for i, key in enumerate(keys) if key in becoming), 0)
    first = at - len(list(takewhile(carried.__contains__, reversed(keys[:at]))))
    last = at + len(list(takewhile(carried.__contains__, keys[at + 1 :])))
    if not first or frame.negations or not is_subject(frame, first - 1):
        return None
    thing = named(frame.side, frame.tokens[last + 1 :])
    return Turned(frame.tokens[first - 1], thing) if thing else None


def is_subject(frame: Frame, at: int) -> bool:
    """Whether a land is at a place, and nothing before it in its clause but what opens that, and its article."""
    words, land = frame.side.words, frame.tokens[at]
    opening = words.union("articles_before_names", "complementisers", "joints")
    named_land = land.capital or land.key in words.words("land_nouns")
    return named_land and all(t.key in opening or (land.capital and t.capital) for t in frame.tokens[:at])


def named(side: Side, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The noun after "be" with its article, at once or after "made into"; none for "be bounded by the sea"."""
    articles = side.words.words("articles_before_names")
    at = next((i for i, t in enumerate(tokens[: LINKED + 1]) if t.key in articles), None)
    if at is None or (at and tokens[at - 1].key not in side.words.words("turning_links")):
        return ()
    thing = noun_group(side, tokens[at + 1 :])
    return thing if len(thing) >= WORDS else ()


def placed(side: Side, land: Token) -> Span | None:
    """Where a side says "in the land"."""
    inside, articles = side.words.words("inside_words"), side.words.words("articles_before_names")
    for at, token in enumerate(side.tokens):
        if token.key == land.key and token.capital >= land.capital:
            before = [t for t in side.tokens[max(0, at - 2) : at] if t.key not in articles][-1:]
            if before and before[0].key in inside:
                return Span(before[0].start, token.end)
    return None


def finding(pair: Edited, whole: Side, part: Side, turned: Turned, place: Span) -> Finding:
    """A finding of S1: the land on one side, the place in it on the other."""
    narrows = whole is pair.old
    span = Span(turned.land.start, turned.thing[-1].end)
    old, new = (span, place) if narrows else (place, span)
    thing = noun_phrase(whole, Span(turned.thing[0].start, turned.thing[-1].end))
    land = whole.quote(turned.land.start, turned.land.end)
    was, now = ("was", "is only") if narrows else ("is", "was only")
    why = f"“{land}” itself {was} to be “{thing}”, which {now} to be “{part.quote(*place)}”: “{clause(part, *place)}”."
    return claim(pair, ("S1", "within.within"), toward(not narrows), f"the reach of {thing}", why, old, new)
