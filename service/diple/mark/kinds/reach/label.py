"""What an event, an actor or a place is called (A2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.kinds.reach.party import is_given, may_read
from diple.mark.sentence.frames import Side
from diple.mark.sentence.names.moves import name_moves
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.restated import survives
from diple.mark.text.context import Context
from diple.model import Span

LABELS = (
    "label", "actor_label", "atrocity", "breach_label", "territory_label", "hold_label", "deed_label", "coercion_label",
    "slump_label", "burden_label", "hunger_label", "health_label", "fraud_label", "speech_label", "treatment_label",
    "removal_label", "spill_label",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LabelRule(LadderRule):
    """A change of label; a word that only narrows what is forbidden or asked is none."""

    def __call__(self, pair: Edited, context: Context) -> Iterator[Finding]:
        for found in LadderRule.__call__(self, pair, context):
            if not narrows_a_duty(pair, found) and is_replaced(pair, found):
                yield found


def narrows_a_duty(pair: Edited, found: Finding) -> bool:
    """Whether two labels differ in a word that narrows a ban or duty: "shall impose no discriminatory restrictions"."""
    if not pair.new.of(("modality", "directive", "negation")):
        return False
    words = [
        [t.key for t in side.tokens if any(span.start <= t.start < span.end for span in spans)]
        for side, spans in ((pair.old, found.old), (pair.new, found.new))
    ]
    short, long = sorted(words, key=len)
    more = set(long[: -len(short)])
    return len(long) > len(short) and long[-len(short) :] == short and more <= pair.words.words("excess")


def is_replaced(pair: Edited, found: Finding) -> bool:
    """Whether one phrase gives way to the other, and does not only occur apart there: "neighbours on good terms"."""
    sides = ((pair.old, pair.new, found.old[0]), (pair.new, pair.old, found.new[0]))
    return is_longer(pair, found) or not any(occurs_apart(here, there, span) for here, there, span in sides)


def is_longer(pair: Edited, found: Finding) -> bool:
    """Whether one phrase is the other with words before it, in a language without spaces: 全面战略伙伴关系."""
    old, new = pair.old.quote(*found.old[0]), pair.new.quote(*found.new[0])
    return not pair.old.words.spaced and old != new and (new.endswith(old) or old.endswith(new))


def occurs_apart(here: Side, there: Side, span: Span) -> bool:
    """Whether all words of a phrase of several occur on the other side too."""
    tokens = [t for t in here.content_tokens if span.start <= t.start < span.end]
    return len(tokens) > 1 and survives(there, tokens)


event = LabelRule("label.event", "A2", LABELS, "the blame in the words “{object}”", 1.0, adjacent=True, noun=True)
# Turned round: the higher the rank the graver the reproach.
threat = LabelRule(
    "label.threat", "A2", ("threat_label",), "the danger seen in {object}", 0.5, adjacent=True, noun=True
)


def renamed(pair: Edited, context: Context) -> Iterator[Finding]:
    """A2: a thing or place is given another name: "known in our maps as Vell"."""
    if not may_read(pair, context):
        return
    for old, new in name_moves(pair).swaps:
        if is_given(pair.old, old) and is_given(pair.new, new):
            spans = (Span(old.start, old.end),), (Span(new.start, new.end),)
            words = pair.old.quote(*spans[0][0]), pair.new.quote(*spans[1][0])
            yield Finding(
                "A2",
                "label.renamed",
                "mixed",
                f"what it is called: {words[0]}",
                f"The name “{words[0]}” becomes “{words[1]}”, in “{clause(pair.new, *spans[1][0])}”.",
                *spans,
                pair.touching(*spans),
            )


RULES = (event, threat, renamed)
