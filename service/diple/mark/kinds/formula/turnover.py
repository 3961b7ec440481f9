"""What became of the formulas of one place: each is dropped (F1), added (F2), substituted (F3) or restored (F4)."""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.formula import added, dropped, restored, substituted
from diple.mark.kinds.formula.lone import Lone, holders, is_free, lone_formulas
from diple.mark.kinds.formula.recurring import gone_by_change, in_its_place, lost_phrases
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Pair, is_edited
from diple.mark.text.context import Context

COMMAS = (",", "，", "،")


def turnover(pair: Pair, context: Context) -> Iterator[Finding]:
    """F1 to F4 on the formulas of the lexicon and the rungs of an analyst's own ladders."""
    steps = substituted.rungs(pair, context) if is_edited(pair) else []
    yield from steps
    spans = {span for step in steps for span in (*step.old, *step.new)}
    lost, gained = ([hit for hit in hits if (hit.start, hit.end) not in spans] for hits in lone_formulas(pair, context))
    if is_edited(pair) and lost and gained and not pair.doubtful:
        if are_one_ladder(lost[0], gained[0]):
            return
        if leads_up(pair.old, lost[0]) == leads_up(pair.new, gained[0]):
            yield substituted.formula(pair, context, lost.pop(0), gained.pop(0))
        else:
            lost, gained = without_outranked(lost, gained)
    yield from gone(pair, context, lost)
    yield from come(pair, context, gained)


def without_outranked(lost: list[Hit], gained: list[Hit]) -> Lone:
    """The formulas without the one that the other outranks."""
    turn = substituted.direction_of(lost[0], gained[0])
    if turn == "strengthened":
        return Lone(lost[1:], gained)
    return Lone(lost, gained[1:]) if turn == "softened" else Lone(lost, gained)


def gone(pair: Pair, context: Context, lost: list[Hit]) -> Iterator[Finding]:
    """F1 of each formula that went; F3 where a phrase that no pack knows took its place."""
    for hit in lost:
        instead = substituted.phrase_in_place(pair, hit, context) if is_edited(pair) else None
        if instead and is_edited(pair):
            yield substituted.gave_way(pair, context, hit, instead)
        else:
            yield dropped.formula(pair, context, hit)


def come(pair: Pair, context: Context, gained: list[Hit]) -> Iterator[Finding]:
    """F2 of each formula that is new, F4 where an earlier text had it."""
    for hit in gained:
        holds = holders(pair.new, hit, context) if pair.new else []
        yield (restored.formula if any(holds) else added.formula)(pair, context, hit)


@needs(earlier=True)
def recurring(pair: Pair, context: Context) -> Iterator[Finding]:
    """F1 or F3 on wording that recurs in the earlier texts; of a dropped sentence dropped.py decides what is said."""
    if pair.new is None and context.mode == "revision":
        return
    for lost in gone_by_change(pair, context):
        yield dropped.recurring(pair, context, lost)
    if is_edited(pair):
        for phrase in lost_phrases(pair, context):
            if instead := in_its_place(pair, phrase, context):
                yield substituted.recurring(pair, context, phrase, instead)


def are_one_ladder(old: Hit, new: Hit) -> bool:
    """Whether two formulas are rungs of one ladder that has a rule of its own."""
    return old.kind == new.kind and old.rank is not None and new.rank is not None and not is_free(old.kind)


def leads_up(side: Side, hit: Hit) -> bool:
    """Whether a formula is the phrase before the comma with which a sentence begins, and so what nobody claims."""
    after = next((t for t in side.tokens if t.start >= hit.end), None)
    opens = any(span.start == hit.start for span in side.spans)
    return opens and after is not None and after.key in COMMAS


RULES = (turnover, recurring)
