"""How far a commitment is renewed (V4): reaffirm, reiterate, recall, note."""

from __future__ import annotations

from math import inf

from diple.mark.kinds.ladders import LadderRule
from diple.mark.kinds.stance.turned import TurnedRule

NOTE = 1.0  # rank of a verb of censure that only takes note
RENEWED = "renewed commitment to {object}"

reaffirmation = LadderRule("reaffirmation.reaffirmation", "V4", ("reaffirmation",), RENEWED, 0.5)
# What was reaffirmed is merely noted, or the reverse.
renewal = TurnedRule(
    "reaffirmation.renewal",
    "V4",
    (("reaffirmation", "tone_negative", "softened"), ("tone_negative", "reaffirmation", "strengthened")),
    {"reaffirmation": (-inf, inf), "tone_negative": (-inf, NOTE)},
    RENEWED,
)

RULES = (reaffirmation, renewal)
