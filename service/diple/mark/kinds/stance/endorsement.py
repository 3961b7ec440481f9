"""Verbs of support and opposition (V3): endorse, welcome, take note; support, respect, oppose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import inf

from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.kinds.stance.turned import TurnedRule
from diple.mark.sentence.pair import Edited
from diple.mark.text.context import Context
from diple.model import Direction

WITHHELD = 4.0  # rank of opposition at which support is only withheld: "does not support"
POSITION = "taiwan_matter"  # the kind of phrases that name a matter on which the stance is a position of its own (C1)
STANCE = "the stance on {object}"
ladder = LadderRule("endorsement.endorsement", "V3", ("endorsement", "opposition"), STANCE, 1.0)
# A censure becomes support, or support becomes opposition or censure; taking note is neither.
crossing = TurnedRule(
    "endorsement.crossing",
    "V3",
    (
        ("endorsement", "opposition", "softened"),
        ("opposition", "endorsement", "strengthened"),
        ("endorsement", "tone_negative", "softened"),
        ("tone_negative", "endorsement", "strengthened"),
    ),
    {"tone_negative": (2.0, inf), "endorsement": (2.5, inf), "opposition": (-inf, inf)},
    STANCE,
)


@needs(touched=ladder.kinds)
def endorsement(pair: Edited, context: Context) -> Iterator[Finding]:
    """V3: a stance of another rank; C1 where it is taken on a position; of the support, where support is withheld."""
    for old, new in ladder.steps(pair, context):
        found = ladder.finding(pair, old, new)
        position = next(iter(pair.old.of([POSITION])), None)
        if position:
            found = replace(found, code="C1", referent=f"the commitment on {position.form}: {found.referent}")
        elif WITHHELD in (old.rank, new.rank):
            found = as_support(found)
        yield found


def as_support(found: Finding) -> Finding:
    """A step between refusals as one of the support for their object: the firmer the one, the weaker the other."""
    thing = found.referent.removeprefix("the stance on ")
    direction: Direction = "softened" if found.direction == "strengthened" else "strengthened"
    return replace(found, direction=direction, referent=f"the support for {thing}")


RULES = (endorsement, crossing)
