"""Whole sentences and clauses that only one text has and no pack knows: when F1, F2 or F4 speak of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.limit.insertions import one_sided
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import (
    BINDING,
    NO_DUTY,
    REASON,
    UNKNOWN,
    is_courtesy,
    speaks_of_weight,
    stand,
    strict,
    unlisted_terms,
)
from diple.mark.sentence.pair import Edited, Pair, other_side
from diple.mark.sentence.phrases.cutting import clause, sentence_tokens
from diple.mark.sentence.restated import roots
from diple.mark.text.absence import sentences_with
from diple.mark.text.context import Context
from diple.mark.text.recurrence import part_of
from diple.mark.text.series import SAME
from diple.model import Span

GONE = 0.6  # share of a clause's content words found in another place, from which it counts as said there
CONTENT = 3  # content words a clause must have to be worth a claim of its own
REFERENT = 14  # words of a referent
FRESH = 0.75  # share of a sentence's content words in changed wording from which it is a sentence of its own
NEAR = 0.5  # share of its content that an earlier sentence has, from which it is no novelty
LIMITING = ("caveat", "hedge", "wrapper", "venue")


class Only(NamedTuple):
    """A sentence or clause that only one text has: the phrase by which it binds or judges, and the terms of a claim."""

    side: Side
    hit: Hit | None
    terms: tuple[tuple[str, str], ...] = ()

    @property
    def ground(self) -> str:
        """Why it is claimed."""
        return f"that binds or judges (“{self.hit.form}”)" if self.hit else "on a weighty matter"


def only_sentence(side: Side, context: Context) -> Only | None:
    """A sentence that came or went, if it binds or judges or is on a weighty matter and nothing answers it.

    Earlier texts are evidence by themselves. Without them only a strict duty, demand or censure on a weighty matter
    counts, and on any matter what one is ready for, or has a right to.
    """
    weighty = speaks_of_weight(side, side.start)
    hit = binding(side, weighty, context)
    if not (hit or weighty) or is_courtesy(side) or side.of(["caveat"]):
        return None
    return None if is_answered(side, context) else Only(side, hit, terms_of(side, hit, context))


def binding(side: Side, weighty: bool, context: Context) -> Hit | None:
    """The phrase by which a sentence binds or judges; how strictly it must depends on its matter."""
    if context.earlier:
        return stand(side)
    if not weighty:
        return next(iter(side.of(["posture"])), None)
    return next((hit for hit in strict(side, side.of(BINDING)) if is_of_main_verb(side, hit)), None)


def is_of_main_verb(side: Side, hit: Hit) -> bool:
    """Whether a phrase belongs to a finite verb, or opens what it governs; true where no grammar shows it."""
    verbs = [clause.verb for sentence in side.parsed for clause in sentence.clauses if clause.kind != "participial"]
    return not verbs or any(verb.start < hit.end and hit.start <= verb.end + 1 for verb in verbs)


def terms_of(side: Side, hit: Hit | None, context: Context) -> tuple[tuple[str, str], ...]:
    """What lowers a claim on wording that no pack knows."""
    if context.earlier:
        return tuple(unlisted_terms(side, (hit or side).start))
    routine = () if speaks_of_weight(side, side.start) else (("routine_matter", REASON),)
    return (UNKNOWN, *routine, *(() if hit else (NO_DUTY,)))


def is_answered(side: Side, context: Context) -> bool:
    """Whether some sentence of the other text, changed or not, says much the same."""
    statement = context.new if side.statement is context.old else context.old
    words = {side.text[t.start : t.end] for t in side.content_tokens}
    longest = sorted(words, key=lambda word: (-len(word), word))[:3]
    likely = (statement.text[slice(*span)].lower() for span in sentences_with(statement, longest))
    return any(sum(part in sentence for part in side.stems) >= GONE * len(side.stems) for sentence in likely)


def clauses_alone(pair: Edited, side: Side, context: Context) -> Iterator[Only]:
    """The clauses of one side that bind or judge, as whole insertions or deletions, and that nothing answers."""
    if context.mode != "revision" or pair.reworded:
        return
    for change in pair.changes:
        quote, added = one_sided(change)
        if quote and added == (side is pair.new):
            inside = part_of(side, Span(quote.start, quote.end))
            yield from binding_clause(inside, other_side(pair, side), context)


def binding_clause(inside: Side, other: Side, context: Context) -> Iterator[Only]:
    """A stretch as a clause that binds or judges; nothing where it is none, or is said elsewhere."""
    hit = next(iter(inside.of(BINDING)), None)
    if hit and is_clause(inside) and not (is_answered(inside, context) or is_in_change(inside, other)):
        yield Only(inside, hit, terms_of(inside, hit, context))


def is_clause(inside: Side) -> bool:
    """Whether a stretch has the content of a clause, and limits nothing."""
    return not inside.of(LIMITING) and len(inside.stems) > CONTENT + (not inside.words.spaced)


def is_in_change(inside: Side, other: Side) -> bool:
    """Whether changed wording of the other side has most words of a clause: then its voice or order changed."""
    words = roots(inside, inside.content_tokens)
    return len(words & roots(other, other.changed_tokens)) >= GONE * len(words)


def similar_in(side: Side, context: Context) -> list[bool]:
    """For each earlier text whether it has a sentence that says much the same; none is read where there is none."""
    shares = context.series.shares(context.series.content(side.text[side.start : side.end]))
    return [share >= SAME for share in shares[:-1]]


def fresh_sentences(pair: Pair, context: Context) -> Iterator[tuple[Side, list[float]]]:
    """The new sentences of a place, each with the share of its content that a sentence of each text before it has."""
    if pair.new is None or not context.series.own:
        return
    for span in pair.new.spans:
        side = part_of(pair.new, span)
        if len(side.stems) >= CONTENT and is_fresh(pair.new, span) and not is_courtesy(side):
            yield side, context.series.shares(context.series.content(side.text[span.start : span.end]))


def is_fresh(side: Side, span: Span) -> bool:
    """Whether a sentence is new as a whole, not an old one that was edited."""
    words = side.content_between(*span)
    return sum(side.touched(t.start, t.end) for t in words) >= FRESH * len(words)


def opening(side: Side) -> str:
    """The first words of a sentence."""
    words = sentence_tokens(side, side.start)[: REFERENT if side.words.spaced else 2 * REFERENT]
    return side.quote(side.start, words[-1].end).strip(" .,;:。，；") if words else side.quote(side.start, side.end)


def quoted(only: Only) -> str:
    """The sentence, shortened around what binds in it."""
    hit = only.hit or only.side
    return clause(only.side, hit.start, hit.end).strip(" ,;")
