"""H1: a limiter, a condition or an "any" is added to a clause that stays, or dropped from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.lexicon.vocabulary import Hit, Token
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.limit.insertions import Insertion, claimed, insertions
from diple.mark.kinds.limit.limiting import limited, limiting_changes
from diple.mark.sentence.facings import Facing
from diple.mark.sentence.frames import Frame, Side
from diple.mark.sentence.pair import ALIKE, Edited
from diple.mark.sentence.phrases.referents import held_thing
from diple.mark.sentence.restated import answered, survives_changed
from diple.mark.text.context import Context
from diple.model import Direction

PROMISING = ("modality", "hedge", "wrapper")


@needs(kinds=("hedge",))
def limiter(pair: Edited, context: Context) -> Iterator[Finding]:
    """A limiter is added to a clause that stays, or dropped; one limiter for another is no change."""
    return limiting_changes(pair, context, "hedge", "H1", "hedge.limiter")


def condition(pair: Edited, context: Context) -> Iterator[Finding]:
    """A clause of condition, time or exception is added or dropped."""
    for one in insertions(pair):
        if opens_condition(one) and not is_said_otherwise(one):
            direction: Direction = "softened" if one.added else "strengthened"
            why = f"A condition is {'added' if one.added else 'dropped'}, “{one.side.quote(*one.span)}”:"
            yield claimed(pair, "H1", "hedge.condition", one, direction, held_thing(one.side, one.span), why)


def is_said_otherwise(one: Insertion) -> bool:
    """Whether the other side has the condition in other words."""
    return survives_changed(one.side, one.other, one.span) or answered(one.side, one.other, one.span)


def opens_condition(one: Insertion) -> bool:
    """Whether a stretch opens with a word of condition; "as", "so" and "only" do so before some words alone."""
    words, said = one.side.words, one.words
    first, second = said[0].key, said[1].key if len(said) > 1 else ""
    if not second or first not in words.words("conditions"):
        return False
    loose = first in words.words("loose_conditions") and second not in words.words("condition_seconds")
    return not loose and not is_degree(one.side, said)


def is_degree(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether a phrase of degree or stance holds the whole stretch: "that could not be more outright", "as ever"."""
    start, end = tokens[0].start, tokens[-1].end
    return any(h.start <= start and end <= h.end for h in side.of(("intensity", "reaffirmation", "endorsement")))


@needs(words=("indefinites",))
def indefinite(pair: Edited, context: Context) -> Iterator[Finding]:
    """What is to be done is now to be done to "any" of it that there may be, or the reverse."""
    if pair.reworded or pair.common < ALIKE:
        return
    for facing in pair.facings:
        for side, token in indefinites(pair, facing):
            hit = Hit("hedge", None, token.start, token.end, token.key, "if there is one at all")
            yield limited(pair, hit, side, "H1", "hedge.indefinite", "softened" if side is pair.new else "strengthened")


def indefinites(pair: Edited, facing: Facing) -> Iterator[tuple[Side, Token]]:
    """The words for "any" that only one of two promising clauses has, before a word that both have."""
    old, new = facing.old, facing.new
    if old is None or new is None or old.negations or new.negations:
        return
    for side, frame, other in ((pair.new, new, old), (pair.old, old, new)):
        words = side.words.words("indefinites") if frame.of(*PROMISING) else ()
        yield from ((side, t) for t in frame.tokens if t.key in words and is_new_before(side, t, other))


def is_new_before(side: Side, token: Token, other: Frame) -> bool:
    """Whether a word is in changed wording, before a word that the other clause has too."""
    after = next((t for t in side.content_tokens if t.start >= token.end), None)
    return side.touched(token.start, token.end) and after is not None and stem(after.key) in other.stems


RULES = (limiter, condition, indefinite)
