"""How far an act has come (M3): done, under way, planned; by its verb group, or by a phrase of its own."""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Hit
from diple.lexicon.vocabulary.glosses import with_meaning
from diple.mark.kinds.finding import Finding, by_rank, claim
from diple.mark.kinds.ladders import LadderRule
from diple.mark.places.stretch import overlap
from diple.mark.sentence.aspects import DONE, PLANNED, Aspect, aspects
from diple.mark.sentence.differing import swaps
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.referents import done
from diple.mark.text.context import Context
from diple.model import Span

phase = LadderRule("aspect.phase", "M3", ("phase",), "progress on {object}", 0.0)
settled = LadderRule("aspect.settled", "M3", ("settlement",), "the settlement of {object}", 0.0)


def shift(pair: Edited, context: Context) -> Iterator[Finding]:
    """M3: the same verb passes from deed to plan, or from plan to deed."""
    for old, new in shifts(pair):
        yield shifted(pair, old, new)


def shifts(pair: Edited) -> list[tuple[Aspect, Aspect]]:
    """The verbs that both sides have and whose act has come less far, or farther, on the new one."""
    if pair.reworded or not may_shift(pair):
        return []
    moved = moved_on(list(aspects(pair.old)), list(aspects(pair.new)))
    return [(old, new) for old, new in moved if changed(pair, old, new) and not is_rule_in_force(pair.old, old, new)]


def moved_on(olds: list[Aspect], news: list[Aspect]) -> Iterator[tuple[Aspect, Aspect]]:
    """Each verb whose act has come as far nowhere on the new side, with the first form of it there."""
    after = {aspect.verb: aspect for aspect in reversed(news)}
    stages = {(new.verb, new.rank) for new in news}
    yield from ((old, after[old.verb]) for old in olds if old.verb in after and (old.verb, old.rank) not in stages)


def may_shift(pair: Edited) -> bool:
    """Whether an auxiliary changed; cheap, so asked before verbs are read."""
    return not pair.words.union("auxiliaries", "planning").isdisjoint(pair.changed_keys)


def changed(pair: Edited, old: Aspect, new: Aspect) -> bool:
    """Whether one of two verb groups changed."""
    return pair.old.touched(old.start, old.end) or pair.new.touched(new.start, new.end)


def is_rule_in_force(side: Side, old: Aspect, new: Aspect) -> bool:
    """Whether a rule is only given in the present: "shall be renewed", "is renewed"."""
    planned = old.auxiliary if old.rank == PLANNED else new.auxiliary
    return planned in side.words.words("normative") and DONE in (old.rank, new.rank)


def is_in_shift(pair: Edited, side: Side, hit: Hit) -> bool:
    """Whether M3 is claimed where a phrase is: no modal and no wrapper is claimed there."""
    at = int(side is pair.new)
    verbs = [act[at] for act in shifts(pair) if DONE in (act[0].rank, act[1].rank)]
    places = [(verb.start, verb.end) for verb in verbs] + [swap[at][2:4] for swap in swaps(pair, "settlement")]
    return any(overlap(hit.start, hit.end, *place) for place in places)


def shifted(pair: Edited, old: Aspect, new: Aspect) -> Finding:
    """A claim of M3."""
    spans = Span(old.start, old.end), Span(new.start, new.end)
    forms = with_meaning(pair.old.quote(*spans[0]), old.means), with_meaning(pair.new.quote(*spans[1]), new.means)
    why = f"{forms[0]} becomes {forms[1]} in “{clause(pair.new, *spans[1])}”."
    direction = by_rank(old.rank, new.rank)
    about = f"progress on {done(pair.old, spans[0])}"
    return claim(pair, "M3", "aspect.shift", direction, about, why, spans[:1], spans[1:])


RULES = (shift, phase, settled)
