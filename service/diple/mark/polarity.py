"""Negation (P1): what was affirmed is denied, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diple.mark.evidence import Context, Finding, Pair, Side
from diple.mark.referents import clause, matter
from diple.mark.vocabulary import Hit
from diple.model import Span

_NUMBER = re.compile(r"s?\.?\s*\d")
THOUGHT = 4  # content words above which a change is a thought of its own
SAME = 0.6  # share of the content words that must stay for the predicate to be the same


def flip(pair: Pair, context: Context) -> Iterator[Finding]:
    """P1: the count of denials in one predicate changes from even to odd. Double denials cancel out."""
    if pair.old is None or pair.new is None or pair.common < SAME:
        return
    before, after = denials(pair.old), denials(pair.new)
    if len(before) % 2 == len(after) % 2:
        return
    denied = len(after) > len(before)
    side, hits = (pair.new, after) if denied else (pair.old, before)
    changed = [hit for hit in hits if side.touched(hit.start, hit.end) and not is_whole_clause(side, hit)]
    if not changed:
        return
    hit = changed[0]
    span = Span(hit.start, hit.end)
    old, new = ((), (span,)) if denied else ((span,), ())
    yield Finding(
        "P1",
        "polarity.flip",
        "mixed",
        f"the statement about {matter(side, span)}",
        f"What was {'affirmed' if denied else 'denied'} is now {'denied' if denied else 'affirmed'}: "
        f"“{hit.form}” is {'added' if denied else 'dropped'} in “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


def denials(side: Side) -> list[Hit]:
    """The words that deny; "No. 5" is a number."""
    return [hit for hit in side.of(["negation"]) if not _NUMBER.match(side.text, hit.end)]


def is_whole_clause(side: Side, hit: Hit) -> bool:
    """Whether a denial came or went with a thought of its own, and so denies nothing that stays."""
    around = next((s for s in side.changed if s.start < hit.end and hit.start < s.end), None)
    return around is not None and sum(around.start <= t.start < around.end for t in side.content_tokens) > THOUGHT


RULES = (flip,)
