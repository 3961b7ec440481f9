"""A passage that only one text has (G1, G2), whatever its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from diple.grammar import Word
from diple.lexicon.vocabulary import Hit
from diple.mark.events import Event
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.general.subject import subject_of
from diple.mark.sentence.frames import Side
from diple.mark.sentence.hits import hits_at
from diple.mark.text.context import Context
from diple.mark.text.passages import side_at
from diple.model import Direction, Span, Statement

# What a passage does by its main verb, from the rank on its ladder on which it does so.
ACTS = {"directive": (5.0, "the call concerning"), "tone_negative": (5.0, "the censure concerning")}


# The rules of a passage that the other text has as well, less often: G1 and G2.
REPEATED = ("passage.repeated_before", "passage.repeated_now")


class Act(NamedTuple):
    """What the main verb of a passage does: it demands or judges."""

    hit: Hit
    named: str


def passage_dropped(event: Event, context: Context) -> Finding:
    """G1: sentences of the old text without a counterpart in the new one.

    Softened where the main verb demands or judges: what was demanded or judged is so no longer.
    """
    side = side_at(context.old, event.old, context)
    about, direction = read(side, "softened")
    if is_kept(event.old, context.old, context.new):
        why = f"The new text has this passage on {subject_of(side)} too, but fewer times."
        return Finding("G1", REPEATED[0], "neutral", subject_of(side), why, event.old, (), event.changes)
    why = f"The new text has no counterpart to this passage on {subject_of(side)}."
    return Finding("G1", "passage.passage_dropped", direction, about, why, event.old, (), event.changes)


def passage_added(event: Event, context: Context) -> Finding:
    """G2: sentences of the new text without a counterpart in the old one.

    Strengthened where the main verb demands or judges.
    """
    side = side_at(context.new, event.new, context)
    about, direction = read(side, "strengthened")
    if is_kept(event.new, context.new, context.old):
        why = f"The old text has this passage on {subject_of(side)} too, but fewer times."
        return Finding("G2", REPEATED[1], "neutral", subject_of(side), why, (), event.new, event.changes)
    why = f"The old text has no counterpart to this passage on {subject_of(side)}."
    return Finding("G2", "passage.passage_added", direction, about, why, (), event.new, event.changes)


def is_kept(spans: Sequence[Span], here: Statement, there: Statement) -> bool:
    """Whether another text has some passages word for word."""
    text = plain(there.text)
    return all(plain(here.text[span.start : span.end]) in text for span in spans)


@lru_cache(maxsize=8)
def plain(text: str) -> str:
    """A text with single blanks between its words and before the first and behind the last of them."""
    return f" {' '.join(text.split())} "


def read(side: Side, moved: Direction) -> tuple[str, Direction]:
    """What a passage is about, and the direction that the act of its main verb gives."""
    act = act_of(side)
    about = subject_of(side)
    return (f"{act.named} {about}", moved) if act else (about, "neutral")


def act_of(side: Side) -> Act | None:
    """The demand or censure that the main verb of the first sentence expresses; None where it does neither."""
    sentence = side.parsed_at(side.start)
    main = sentence.main_clause() if sentence else None
    if main is None or main.verb.negated:
        return None
    if decides_for_itself(side, main.verb.main):
        return None
    acts = (act for kind in ACTS for act in acts_at(side, kind, main.verb.main.start))
    return next(acts, None)


def decides_for_itself(side: Side, verb: Word) -> bool:
    """Whether a verb says what its subject itself decided to do, and demands it of nobody: "decided to keep"."""
    decided = verb.form.casefold() in side.words.words("deciding_verbs")
    return decided and side.key_after(verb.end) in side.words.words("infinitive")


def acts_at(side: Side, kind: str, at: int) -> Iterator[Act]:
    """The phrases of a kind around an offset that are strong enough to demand or judge."""
    least, named = ACTS[kind]
    return (Act(hit, named) for hit in hits_at(side.of((kind,)), at) if (hit.rank or 0) >= least)
