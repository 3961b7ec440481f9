"""What became of the formulas of one place: each is dropped (F1), added (F2), substituted (F3) or restored (F4)."""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.formula import added, dropped, restored, substituted
from diple.mark.kinds.formula.lone import Lone, holders, is_compared, lone_formulas
from diple.mark.kinds.formula.recurring import in_its_place, lost_phrases
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited, Pair, is_edited
from diple.mark.text.context import Context

COMMAS = (",", "，", "،")


def turnover(pair: Pair, context: Context) -> Iterator[Finding]:
    """F1 to F4 on the formulas of the lexicon and the rungs of an analyst's own ladders."""
    steps = substituted.rungs(pair, context) if is_edited(pair) else []
    yield from steps
    lone = unclaimed(lone_formulas(pair, context), steps)
    if is_edited(pair) and not pair.doubtful and lone.lost and lone.gained:
        yield from exchanged(pair, context, lone)
    else:
        yield from (*gone(pair, context, lone.lost), *come(pair, context, lone.gained))


def unclaimed(lone: Lone, steps: list[Finding]) -> Lone:
    """The formulas of which no step on a ladder speaks."""
    spans = {span for step in steps for span in (*step.old, *step.new)}
    return Lone(*([hit for hit in hits if (hit.start, hit.end) not in spans] for hits in lone))


def exchanged(pair: Edited, context: Context, lone: Lone) -> Iterator[Finding]:
    """F3 on the first formulas that went and came, and what became of the rest; a ladder's own rule speaks of it."""
    old, new = lone.lost[0], lone.gained[0]
    if are_one_ladder(old, new):
        return
    left = outranking(lone)
    if leads_up(pair.old, old) == leads_up(pair.new, new):
        yield substituted.formula(pair, context, old, new)
        left = Lone(lone.lost[1:], lone.gained[1:])
    yield from (*gone(pair, context, left.lost), *come(pair, context, left.gained))


def outranking(lone: Lone) -> Lone:
    """The formulas without the first one that the first one of the other side outranks."""
    direction = substituted.direction_of(lone.lost[0], lone.gained[0])
    return Lone(lone.lost[direction == "strengthened" :], lone.gained[direction == "softened" :])


def gone(pair: Pair, context: Context, lost: list[Hit]) -> Iterator[Finding]:
    """F1 of each formula that went; F3 where a phrase that no pack knows took its place."""
    for hit in lost:
        instead = substituted.phrase_in_place(pair, hit, context) if is_edited(pair) else None
        if instead and is_edited(pair):
            yield substituted.gave_way(pair, context, hit, instead)
        else:
            yield dropped.formula(pair, context, hit)


def come(pair: Pair, context: Context, gained: list[Hit]) -> Iterator[Finding]:
    """F2 of each formula that is new, F4 where an earlier text had it that is surely before the old one."""
    for hit in gained:
        holds = holders(pair.new, hit, context) if pair.new else []
        texts = sum(1 << place for place, held in enumerate(holds) if held)
        if texts and not texts & context.series.unordered:
            yield restored.formula(pair, context, hit)
        else:
            yield added.formula(pair, context, hit, is_first=not texts)


@needs(earlier=True)
def recurring(pair: Pair, context: Context) -> Iterator[Finding]:
    """F1 or F3 on wording that recurs in the earlier texts; of a dropped sentence dropped.py decides what is said."""
    if pair.new is None and context.mode == "revision":
        return
    for phrase in lost_phrases(pair, context):
        instead = in_its_place(pair, phrase)
        if instead and is_edited(pair):
            yield substituted.recurring(pair, context, phrase, instead)
        else:
            yield dropped.recurring(pair, context, phrase)


def are_one_ladder(old: Hit, new: Hit) -> bool:
    """Whether two formulas are rungs of one ladder that has a rule of its own."""
    return old.kind == new.kind and is_compared(old)


def leads_up(side: Side, hit: Hit) -> bool:
    """Whether a formula is the phrase before the comma with which a sentence begins, and so what nobody claims."""
    after = next((token for token in side.tokens if token.start >= hit.end), None)
    opens = any(span.start == hit.start for span in side.spans)
    return opens and after is not None and after.key in COMMAS


RULES = (turnover, recurring)
