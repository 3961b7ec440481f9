"""Verbs of censure (V1), and the degree words inside their phrases (H3): condemn, deplore, regret, note."""

from __future__ import annotations

from collections.abc import Iterator

from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.kinds.stance.turned import answers, standalone, turned
from diple.mark.sentence.pair import Edited
from diple.mark.text.context import Context
from diple.model import Direction

REFUSAL = 7.0  # rank of opposition from which a thing is rejected outright
REGRET = 4.5  # rank of censure up to which a thing is only regretted

tone = LadderRule("tone.tone", "V1", ("tone_negative",), "censure of {object}", 0.9, same_head=False)
degree = LadderRule("tone.degree", "H3", ("tone_negative",), "the force of censure of {object}", 0.5, same_head=True)


@needs(touched=("opposition", "tone_negative"))
def regret(pair: Edited, context: Context) -> Iterator[Finding]:
    """V1: what was rejected is only regretted, or the reverse: the two verbs belong to different ladders."""
    if not context.same_clause(pair):
        return
    for lost, gained in (("opposition", "tone_negative"), ("tone_negative", "opposition")):
        if pair.gained(lost) or pair.lost(gained):
            continue
        direction: Direction = "softened" if lost == "opposition" else "strengthened"
        swaps = zip(standalone(pair.old, pair.lost(lost)), standalone(pair.new, pair.gained(gained)), strict=False)
        for old, new in swaps:
            censure, refusal = (new, old) if lost == "opposition" else (old, new)
            firm = (refusal.rank or 0) >= REFUSAL and (censure.rank or 0) <= REGRET
            if firm and answers(pair, old, new):
                yield turned(pair, old, new, "V1", "tone.regret", "censure of {object}", direction)


RULES = (tone, regret, degree)
