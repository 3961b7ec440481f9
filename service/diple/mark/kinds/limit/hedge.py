"""H1: a limiter or a condition is added to a clause that stays, or dropped from it."""

from __future__ import annotations

from collections.abc import Iterator

from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding, weakening
from diple.mark.kinds.limit.insertions import Insertion, claimed, insertions
from diple.mark.kinds.limit.limiting import limiting_changes
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.referents import held_thing
from diple.mark.sentence.restated import answered, survives_changed
from diple.mark.text.context import Context

FEWEST = 2  # words of a condition


@needs(kinds=("hedge",))
def limiter(pair: Edited, context: Context) -> Iterator[Finding]:
    """A limiter is added to a clause that stays, or dropped; one limiter for another is no change."""
    return limiting_changes(pair, context, "hedge", "H1", "hedge.limiter")


def condition(pair: Edited, context: Context) -> Iterator[Finding]:
    """A clause of condition, time or exception is added or dropped."""
    for one in insertions(pair):
        if opens_condition(one) and not is_said_otherwise(one):
            why = f"A condition is {'added' if one.added else 'dropped'}, “{one.side.quote(*one.span)}”:"
            about = held_thing(one.side, one.span)
            yield claimed(pair, "H1", "hedge.condition", one, weakening(pair, one.side), about, why)


def is_said_otherwise(one: Insertion) -> bool:
    """Whether the other side has the condition in other words."""
    return survives_changed(one.side, one.other, one.span) or answered(one.side, one.other, one.span)


def opens_condition(one: Insertion) -> bool:
    """Whether a stretch opens with a word of condition; "as", "so" and "only" do so before some words alone."""
    words, keys = one.side.words, [token.key for token in one.words]
    if len(keys) < FEWEST or keys[0] not in words.words("conditions"):
        return False
    return keys[0] not in words.words("loose_conditions") or keys[1] in words.words("condition_seconds")


RULES = (limiter, condition)
