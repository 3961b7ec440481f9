"""Claims built from their evidence, and the phrase of a kind that one side alone has."""

from __future__ import annotations

from typing import NamedTuple

from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited, Pair
from diple.model import Direction, Span

Evidence = Span | tuple[Span, ...] | None


class Lone(NamedTuple):
    """A phrase that only one side has; `gained` where that is the new one."""

    side: Side
    other: Side
    hit: Hit
    gained: bool

    @property
    def span(self) -> Span:
        """Where the phrase is."""
        return Span(self.hit.start, self.hit.end)

    @property
    def rank(self) -> float:
        """Its rank; 0 where it has none."""
        return self.hit.rank or 0.0

    @property
    def changed(self) -> bool:
        """Whether it is in changed wording."""
        return self.side.touched(self.hit.start, self.hit.end)


def lone_phrase(pair: Edited, kind: str) -> Lone | None:
    """The first phrase of a kind that came, where none went, or that went, where none came."""
    lost, gained = pair.lost(kind), pair.gained(kind)
    if bool(lost) == bool(gained):
        return None
    return Lone(pair.new, pair.old, gained[0], True) if gained else Lone(pair.old, pair.new, lost[0], False)


def toward(stronger: bool) -> Direction:
    """The direction of a change that strengthens or softens."""
    return "strengthened" if stronger else "softened"


def by_step(step: float) -> Direction:
    """The direction of a step on a scale; a step of nothing is mixed."""
    return toward(step > 0) if step else "mixed"


def claim(
    pair: Pair, rule: tuple[str, str], direction: Direction, about: str, why: str, old: Evidence, new: Evidence
) -> Finding:
    """The claim of a rule, given as its code and id, on the changes that its evidence touches."""
    olds, news = spans_of(old), spans_of(new)
    return Finding(*rule, direction, about, why, olds, news, pair.touching(olds, news))


def claim_alone(pair: Pair, rule: tuple[str, str], side: Side, span: Span, about: str, why: str, up: bool) -> Finding:
    """The claim on wording that one side alone has; it strengthens where it comes if `up`, else where it goes."""
    gained = side is pair.new
    old, new = (None, span) if gained else (span, None)
    return claim(pair, rule, toward(gained == up), about, why, old, new)


def spans_of(evidence: Evidence) -> tuple[Span, ...]:
    """Evidence as a tuple of spans."""
    if evidence is None:
        return ()
    return (evidence,) if isinstance(evidence, Span) else evidence
