"""The formula of a demand is weaker or stronger by its ladder (F3): a ceasefire, denuclearisation, net zero."""

from __future__ import annotations

from diple.mark.kinds.ladders import LadderRule

KINDS = ("ceasefire", "korea_denuke", "alliance_guarantee", "net_zero", "derisk", "ua_duration")

rank = LadderRule("demand.rank", "F3", KINDS, "the formula of {object}", 0.5, adjacent=True, noun=True)

RULES = (rank,)
