"""Verbs of censure (V1), and the degree words inside their phrases (H3): condemn, deplore, regret, note."""

from __future__ import annotations

from math import inf

from diple.mark.kinds.ladders import LadderRule
from diple.mark.kinds.stance.turned import TurnedRule

REFUSAL = 7.0  # rank of opposition from which a thing is rejected outright
REGRET = 4.5  # rank of censure up to which a thing is only regretted
CENSURE = "censure of {object}"

tone = LadderRule("tone.tone", "V1", ("tone_negative",), CENSURE, 0.9, same_head=False)
degree = LadderRule("tone.degree", "H3", ("tone_negative",), f"the force of {CENSURE}", 0.5, same_head=True)
# What was rejected is only regretted, or the reverse.
regret = TurnedRule(
    "tone.regret",
    "V1",
    (("opposition", "tone_negative", "softened"), ("tone_negative", "opposition", "strengthened")),
    {"opposition": (REFUSAL, inf), "tone_negative": (-inf, REGRET)},
    CENSURE,
)

RULES = (tone, regret, degree)
