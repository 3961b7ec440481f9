"""What a rule claims of a changed place, before it is weighed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from diple.lexicon.vocabulary import Hit
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Pair
from diple.mark.text.context import Context
from diple.model import Direction, Span

Spans = tuple[Span, ...]
Terms = tuple[tuple[str, str], ...]

UNLISTED = ("unlisted_wording", "the lexicon does not have this wording; the rule reads only its place in the sentence")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says about a pair, before scoring.

    `terms` name the score terms that apply besides the kind's own weight, each with its reason. `old` and `new`
    are spans of evidence. `said` are the phrases of either text that say the news, where the rule chose them.
    """

    code: str
    rule: str
    direction: Direction
    referent: str
    rationale: str
    old: Spans
    new: Spans
    changes: tuple[str, ...]
    concepts: tuple[str, ...] = ()
    terms: Terms = ()
    contested: bool = False
    counter_reading: str | None = None
    favours: str | None = None
    said: tuple[Spans, Spans] = ((), ())


# A rule on one place; the type of its first parameter (Edited, Removed, Added or Pair) says which places it reads.
Rule = Callable[[Any, Context], Iterator[Finding]]
TextRule = Callable[[Context], Iterator[Finding]]  # of what no single place shows: order, volume, votes, what is kept


def claim(
    pair: Pair,
    code: str,
    rule: str,
    direction: Direction,
    referent: str,
    rationale: str,
    old: Spans,
    new: Spans,
    concepts: tuple[str, ...] = (),
    terms: Terms = (),
) -> Finding:
    """A finding on one place, with the changes that its evidence touches."""
    changes = pair.touching(old, new)
    return Finding(code, rule, direction, referent, rationale, old, new, changes, concepts, terms)


def on_side(pair: Pair, side: Side, span: Span) -> tuple[Spans, Spans]:
    """The evidence of what only one side has: that of the old text, and that of the new."""
    return ((span,), ()) if side is pair.old else ((), (span,))


def concepts_of(*hits: Hit) -> tuple[str, ...]:
    """The concepts of some phrases that have one."""
    return tuple(hit.concept for hit in hits if hit.concept)


def weakening(pair: Pair, side: Side) -> Direction:
    """The direction of a phrase that weakens, by the side that has it: softened where it is added."""
    return "softened" if side is pair.new else "strengthened"


def by_rank(before: float, after: float) -> Direction:
    """The direction of a step between two ranks."""
    if before == after:
        return "mixed"
    return "strengthened" if after > before else "softened"
