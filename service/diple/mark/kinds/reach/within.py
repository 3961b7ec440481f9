"""A land that is itself to be something, or in which something is to be (S1).

"The island shall be a free port" gives the whole of it; "a free port on the island" leaves open how much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.lexicon.vocabulary import Token
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Frame, Side, noun_group
from diple.mark.sentence.pair import Edited, Pair
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
    if pair.doubtful or pair.common < SAME:
        return
    for whole, part in ((pair.old, pair.new), (pair.new, pair.old)):
        for turned in filter(None, map(turned_in, whole.frames)):
            place = placed(part, turned.land)
            if place and placed(whole, turned.land) is None and stands(turned.thing, part):
                yield finding(pair, whole, turned, place)
                return


def turned_in(frame: Frame) -> Turned | None:
    """What a clause without a denial says that a land is or becomes."""
    words, tokens = frame.side.words, frame.tokens
    becoming, carried = words.words("becoming"), words.union("finite", "infinitive")
    at = next((i for i, t in enumerate(tokens) if t.key in becoming), 0)
    first = last = at
    while first and tokens[first - 1].key in carried:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].key in becoming | carried:
        last += 1
    if not first or frame.negations or not is_subject(frame, first - 1):
        return None
    thing = named(frame.side, tokens[last + 1 :])
    return Turned(tokens[first - 1], thing) if thing else None


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
    return thing if len(thing) >= WORDS or (thing and thing[-1].key in side.words.words("extent_nouns")) else ()


def placed(side: Side, land: Token) -> Span | None:
    """Where a side says "in the land"."""
    inside, articles = side.words.words("inside_words"), side.words.words("articles_before_names")
    for at, token in enumerate(side.tokens):
        if token.key != land.key or (land.capital and not token.capital):
            continue
        before = at - 1 if at and side.tokens[at - 1].key not in articles else at - 2
        if before >= 0 and side.tokens[before].key in inside:
            return Span(side.tokens[before].start, token.end)
    return None


def stands(thing: Sequence[Token], side: Side) -> bool:
    """Whether a side has all words of a thing."""
    return {token.key for token in thing} <= side.keys


def finding(pair: Pair, whole: Side, turned: Turned, place: Span) -> Finding:
    """A finding of S1: the land on one side, the place in it on the other."""
    part = pair.new if whole is pair.old else pair.old
    assert part
    span = Span(turned.land.start, turned.thing[-1].end)
    old, new = ((span,), (place,)) if whole is pair.old else ((place,), (span,))
    thing = noun_phrase(whole, Span(turned.thing[0].start, turned.thing[-1].end))
    land = whole.quote(turned.land.start, turned.land.end)
    was, now = ("was", "is only") if old[0] is span else ("is", "was only")
    return Finding(
        "S1",
        "within.within",
        "softened" if whole is pair.old else "strengthened",
        f"the reach of {thing}",
        f"“{land}” itself {was} to be “{thing}”, which {now} to be “{part.quote(*place)}”: “{clause(part, *place)}”.",
        old,
        new,
        pair.touching(old, new),
    )
