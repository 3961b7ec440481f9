"""Whole sentences and clauses that no pack knows: dropped (F1), added (F2) or restored (F4), with evidence for it."""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Hit
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.formula.formulas import LONG_STANDING, age_terms
from diple.mark.kinds.formula.mined import mined_formulas
from diple.mark.places.stretch import overlap
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import (
    BINDING,
    NO_DUTY,
    REASON,
    UNKNOWN,
    is_courtesy,
    speaks_of_weight,
    strict,
    unlisted_terms,
)
from diple.mark.sentence.pair import Alone, Edited, Pair
from diple.mark.sentence.phrases.cutting import clause, sentence_tokens
from diple.mark.sentence.phrases.referents import spoken_of
from diple.mark.sentence.renamed import roots
from diple.mark.text.absence import sentences_with
from diple.mark.text.context import Context
from diple.mark.text.recurrence import part_of, phrases, revivals
from diple.mark.text.series import SAME
from diple.model import Span, Statement

GONE = 0.6  # share of a clause's content words found in another changed place, from which it counts as kept
CONTENT = 3  # content words a clause must have to be worth a finding of its own
WHOLE = 0.99  # share of the content of a few words that an earlier sentence must hold
REFERENT = 14  # words of a referent


def clause_change(pair: Alone, context: Context) -> Iterator[Finding]:
    """F1 or F2 on a whole sentence without a formula of a pack: it bound or judged, and nothing answers it.

    Earlier texts say how long it stood; what they tell of an added sentence is said in novelty.py. Without them, that a
    sentence came or went is to be seen as a change already: a strict duty, demand or censure on a weighty matter is
    marked, and faintly what else was said of one.
    """
    side = pair.sides[0]
    if context.mode != "revision":
        return
    if context.earlier and pair.new:
        return
    weighty = speaks_of_weight(side, side.start)
    if not context.earlier and not weighty and not side.words.may_hold("posture", side.keys):
        return
    hits = [hit for hit in side.of(BINDING) if hit.kind != "endorsement" or (hit.rank or 0) >= 5]
    hits = hits if context.earlier else strict(side, hits)
    mined = list(mined_formulas(pair, context)) if context.series.own else []
    if not context.earlier and not weighty:
        hits = side.of(["posture"])  # of a routine matter only what one stands ready for, or has a right to
        if not hits:
            return
    whole = (hits or weighty) and len(side.stems) >= CONTENT and not is_quiet(side) and not answered(side, context)
    if whole and (not mined or (hits and stood_long(side, context))):
        yield whole_clause(pair, context, side, hits[0] if hits else None)
    else:
        yield from mined


def stood_long(side: Side, context: Context) -> bool:
    """Whether a sentence as a whole stood in three texts in a row."""
    return context.series.row(stood(side, context)) >= LONG_STANDING


def is_quiet(side: Side) -> bool:
    """Whether a sentence is a courtesy or only a proviso."""
    return is_courtesy(side) or bool(side.of(["caveat"]))


def whole_clause(pair: Pair, context: Context, side: Side, hit: Hit | None) -> Finding:
    """A finding on a dropped or added sentence; `hit` is what binds or judges in it."""
    gone = side.statement is context.old
    span = Span(side.start, side.end)
    holds = stood(side, context) if gone else []
    text = (clause(side, hit.start, hit.end) if hit else side.quote(*span)).strip(" ,;")
    what = f"that binds or judges (“{hit.form}”)" if hit else "on a weighty matter"
    age = f" It stood {context.series.age(holds)}." if any(holds[-1:]) else ""
    evidence: tuple[tuple[Span, ...], tuple[Span, ...]] = ((span,), ()) if gone else ((), (span,))
    return Finding(
        "F1" if gone else "F2",
        "formulas.sentence_dropped" if gone else "formulas.sentence_added",
        "softened" if gone else "strengthened",
        spoken_of(side, hit),
        f"A sentence {what} is {'dropped' if gone else 'added'}, and nothing in the {'new' if gone else 'old'} text "
        f"answers it: “{text}”.{age}",
        evidence[0],
        evidence[1],
        pair.touching(*evidence),
        terms=(*sentence_terms(pair, context, side, hit), *age_terms(context, holds)),
    )


def opening(side: Side) -> str:
    """The first words of a sentence."""
    words = sentence_tokens(side, side.start)[: REFERENT if side.words.spaced else 2 * REFERENT]
    return side.quote(side.start, words[-1].end).strip(" .,;:。，；") if words else side.quote(side.start, side.end)


def sentence_terms(pair: Pair, context: Context, side: Side, hit: Hit | None) -> Iterator[tuple[str, str]]:
    """What lowers a finding on wording that no pack holds."""
    if context.earlier:
        terms = unlisted_terms(side, (hit or side).start)
        yield from terms
        if "routine_matter" in dict(terms) and pair.new is None and not stood_long(side, context):
            yield "whole_sentence", "that a sentence went is to be seen as a change already"
        return
    yield UNKNOWN
    if not speaks_of_weight(side, side.start):
        yield "routine_matter", REASON
    if not (pair.old and pair.new):
        yield "whole_sentence", "that a sentence came or went is to be seen as a change already"
    if hit is None:
        yield NO_DUTY


def answered(side: Side, context: Context) -> bool:
    """Whether some sentence of the other text, changed or not, says much the same."""
    statement = context.new if side.statement is context.old else context.old
    likely = sentences_with(statement, longest_words(side))
    return any(spells(statement.text[start:end].lower(), side) for start, end in likely)


def spells(sentence: str, side: Side) -> bool:
    """Whether most of a side's stems stand in a sentence in small letters."""
    return sum(part in sentence for part in side.stems) >= GONE * len(side.stems)


def told_in_change(inside: Side, other: Side) -> bool:
    """Whether changed wording of the other side has most words of a clause: then its voice or order changed."""
    words = roots(inside, inside.content_tokens)
    return len(words & roots(other, other.changed_tokens)) >= GONE * len(words)


def longest_words(side: Side) -> list[str]:
    """The three longest content words of a side, as written: two of them stand wherever the thought stands."""
    words = {side.text[t.start : t.end] for t in side.content_tokens}
    return sorted(words, key=lambda word: (-len(word), word))[:3]


def stood(side: Side, context: Context) -> list[bool]:
    """For each earlier text whether it has a sentence that says much the same; none is read where there is none."""
    if not context.series.own:
        return []
    shares = context.series.shares(context.series.content(side.text[side.start : side.end]))
    return [share >= SAME for share in shares[:-1]]


def part_change(pair: Edited, context: Context) -> Iterator[Finding]:
    """F1 or F2 on a clause inside a sentence that stays: a whole thought that binds or judges comes or goes."""
    if context.mode != "revision" or pair.reworded:
        return
    for change in pair.changes:
        quote, side = (change.old, pair.old) if change.new is None else (change.new, pair.new)
        if quote and (change.old is None or change.new is None):
            inside = part_of(side, Span(quote.start, quote.end))
            hits = inside.of(BINDING)
            limits = inside.of(["caveat", "hedge", "wrapper", "venue"])
            if (
                hits
                and not limits
                and len(inside.stems) > CONTENT + (not inside.words.spaced)
                and not answered(inside, context)
                and not told_in_change(inside, pair.new if side is pair.old else pair.old)
            ):
                yield whole_clause(pair, context, inside, hits[0])


@needs(earlier=True)
def restored_wording(pair: Pair, context: Context) -> Iterator[Finding]:
    """F4: wording comes in that an earlier text of the series had and the old text had not."""
    series = context.series
    if pair.new is None or not series.own:
        return
    own = (1 << len(series.own)) - 1
    longer = list(phrases(pair.new, series, lambda texts: bool(texts & own)))
    pairs = [two for two in revivals(pair.new, series) if not any(overlap(*two.span, *one.span) for one in longer)]
    for found in (*longer, *pairs):
        if series.shares(found.content)[-1] >= WHOLE or is_courtesy(pair.new):
            continue
        last = (found.texts & own).bit_length() - 1
        yield restored(pair, context, part_of(pair.new, found.span), series.own[last])


def restored(pair: Pair, context: Context, inside: Side, before: Statement) -> Finding:
    """A finding of F4 on wording that no pack need know."""
    span, words = Span(inside.start, inside.end), inside.quote(inside.start, inside.end)
    assert pair.new
    return Finding(
        "F4",
        "formulas.wording_restored",
        "strengthened",
        words,
        f"“{words}” last stood in {context.series.label(before)}, is not in the old text, and is back: "
        f"“{clause(pair.new, *span)}”.",
        (),
        (span,),
        pair.touching((), (span,)),
        terms=tuple(unlisted_terms(pair.new, span.start, span)),
    )


RULES = (clause_change, part_change, restored_wording)
