"""What an event, an actor or a place is called (A2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.sentence.pair import Edited
from diple.mark.text.context import Context

LABELS = (
    "label", "actor_label", "atrocity", "breach_label", "territory_label", "hold_label", "deed_label", "coercion_label",
    "slump_label", "burden_label", "hunger_label", "health_label", "fraud_label", "speech_label", "treatment_label",
    "removal_label", "spill_label",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LabelRule(LadderRule):
    """A change of label; a word that only narrows what is forbidden or asked is none."""

    def __call__(self, pair: Edited, context: Context) -> Iterator[Finding]:
        return (found for found in LadderRule.__call__(self, pair, context) if not narrows(pair, found))


def narrows(pair: Edited, found: Finding) -> bool:
    """Whether two labels differ in a word that narrows: "shall impose no discriminatory restrictions"."""
    ends = (pair.old, found.old[0]), (pair.new, found.new[0])
    short, long = sorted(([t.key for t in side.between(*span)] for side, span in ends), key=len)
    more = long[: len(long) - len(short)]
    return bool(more) and long[len(more) :] == short and pair.words.words("excess").issuperset(more)


event = LabelRule("label.event", "A2", LABELS, "the blame in the words “{object}”", 1.0, adjacent=True, noun=True)
# Turned round: the higher the rank the graver the reproach.
threat = LabelRule(
    "label.threat", "A2", ("threat_label",), "the danger seen in {object}", 0.5, adjacent=True, noun=True
)

RULES = (event, threat)
