"""What changed places say about the text as a whole: the fact words of a language, in their context."""

from __future__ import annotations

from diple.lexicon.vocabulary import Hit
from diple.lexicon.vocabulary.glosses import glossed
from diple.mark.kinds.claiming import toward
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.facts import Fact
from diple.model import Direction, Span

SMALL = 1.0  # difference of ranks that is a small step
SMALL_STEP = (("small_step", "the two are neighbours on their ladder"),)


def rank_changed(old: Fact, new: Fact, referent: str, rule: str) -> Finding:
    """One fact of a ladder gave way to another."""
    step = rank_of(new.hit) - rank_of(old.hit)
    return fact_changed(old, new, toward(step > 0), referent, rule, SMALL_STEP if abs(step) <= SMALL else ())


def rank_of(hit: Hit) -> float:
    """The rank of a fact, 0 where it has none."""
    return hit.rank or 0.0


def fact_changed(
    old: Fact | None,
    new: Fact | None,
    direction: Direction,
    referent: str,
    rule: str,
    terms: tuple[tuple[str, str], ...] = (),
) -> Finding:
    """A finding that names both facts, or the one that came or went."""
    olds, news = spans_of(old), spans_of(new)
    pairs = dict.fromkeys(fact.pair for fact in (old, new) if fact)
    changes = (change for pair in pairs for change in pair.touching(olds, news))
    return Finding(
        "X3", rule, direction, referent, rationale(old, new), olds, news, tuple(dict.fromkeys(changes)), terms=terms
    )


def rationale(old: Fact | None, new: Fact | None) -> str:
    """What both texts say of the fact."""
    if old and new:
        return f"{glossed(old.hit)} becomes {glossed(new.hit)}: “{around(old)}” gives way to “{around(new)}”."
    if old:
        return f"{glossed(old.hit)} is gone: the old text says “{around(old)}”."
    return f"{glossed(new.hit)} is new: the new text says “{around(new)}”." if new else ""


def around(fact: Fact) -> str:
    """The sentence of a fact."""
    return clause(fact.facts.side, fact.hit.start, fact.hit.end)


def spans_of(fact: Fact | None) -> tuple[Span, ...]:
    """Where a fact is, as evidence."""
    return (Span(fact.hit.start, fact.hit.end),) if fact else ()
