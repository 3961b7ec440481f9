"""Formulas that no pack holds, mined from the earlier texts: what recurs there word for word and stands nowhere now.

The evidence is where it stood. What merely changed its wording is no loss: where one sentence of the new text holds
most of what the phrase speaks of, it survives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.formula.formulas import LONG_STANDING, age_terms, formula_hits, is_absent
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import binds_at, is_courtesy, unlisted_terms
from diple.mark.sentence.pair import Edited, Pair, is_edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.mark.text.recurrence import TELLING, Phrase, is_set_phrase, phrases, sentence_of
from diple.mark.text.series import Series
from diple.model import Span

FEW = 3  # pieces of content that must stand close together, for they may be anywhere in a long sentence
APART = 3  # words more than the phrase has, in which they must stand
SURVIVES = 0.66  # share of a phrase's content in one sentence of the new text from which it is only reworded
SHORT = ("short_phrase", "two words, which may recur by chance")


@needs(earlier=True)
def mined_change(pair: Pair, context: Context) -> Iterator[Finding]:
    """F1 or F3 on mined formulas; of a dropped sentence of a revision thoughts.py decides what is said."""
    if pair.new is not None or context.mode != "revision":
        yield from mined_formulas(pair, context)


def mined_formulas(pair: Pair, context: Context) -> Iterator[Finding]:
    """F1, or F3 where another phrase stands in its place, on phrases that stood in two earlier texts and the old."""
    if pair.old is None or len(context.series.own) < LONG_STANDING - 1:
        return
    gone: dict[tuple[str, ...], list[Phrase]] = {}
    for phrase in lost_phrases(pair.old, pair.new, context):
        instead = in_its_place(pair, phrase, context)
        if instead and is_edited(pair):
            yield replaced(pair, context, phrase, instead)
        else:
            gone.setdefault(pair.touching((phrase.span,), ()), []).append(phrase)
    for lost in gone.values():
        yield dropped(pair, context, lost)


def lost_phrases(old: Side, new: Side | None, context: Context) -> Iterator[Phrase]:
    """The recurring phrases of a side that the new text has not; those that a pack knows are told elsewhere."""
    series = context.series
    known = [hit for hit in formula_hits(old, new) if is_absent(old, hit, context, context.new)]
    for phrase in phrases(old, series, recurs(series)):
        start, end = phrase.span
        if (
            any(start < hit.end and hit.start < end for hit in known)
            or survives(phrase, series)
            or not is_set_phrase(phrase, series)
        ):
            continue
        if not is_courtesy(sentence_of(old, phrase.span)):
            yield phrase


def recurs(series: Series) -> Callable[[int], bool]:
    """Whether a phrase of the old text stands in enough earlier texts of the series to be a formula."""
    own = (1 << len(series.own)) - 1
    return lambda texts: (texts & own).bit_count() >= LONG_STANDING - 1


def survives(phrase: Phrase, series: Series) -> bool:
    """Whether the new text has a phrase, or most of what it speaks of in one sentence."""
    if series.renewed.has(phrase.stems):
        return True
    least = SURVIVES * len(phrase.content)
    for line in series.renewed.lines:
        if len(phrase.content & line.content) >= least:
            near = len(phrase.stems) + APART
            if len(phrase.content) > FEW or stand_close(
                series.tongue.content_of, line.stems, phrase.content, near, least
            ):
                return True
    return False


def stand_close(
    content_of: Callable[[Sequence[str]], frozenset[str]],
    stems: Sequence[str],
    content: frozenset[str],
    near: int,
    least: float,
) -> bool:
    """Whether `near` words in a row of a sentence hold as much of some content as `least`."""
    places = range(max(1, len(stems) - near + 1))
    return any(len(content & content_of(stems[at : at + near])) >= least for at in places)


def in_its_place(pair: Pair, phrase: Phrase, context: Context) -> Span | None:
    """The wording that one change put where a phrase stood, if it says something of its own that is new."""
    if pair.new is None or pair.reworded:
        return None
    start, end = phrase.span
    new = [c.new for c in pair.changes if c.old and c.new and c.old.start < end and start < c.old.end]
    if not new:
        return None
    words = context.series.tongue.words(pair.new.text, Span(new[0].start, new[-1].end))
    if sum(word.content for word in words) < TELLING or context.series.readings[-1].has([word.stem for word in words]):
        return None
    return Span(new[0].start, new[-1].end)


def holders(phrase: Phrase, series: Series) -> list[bool]:
    """For each earlier text whether it has the phrase."""
    return [bool(phrase.texts >> place & 1) for place in range(len(series.own))]


def where(phrase: Phrase, series: Series) -> str:
    """Where a phrase stood, for a rationale."""
    holds = holders(phrase, series)
    labels = [series.label(text) for text, held in zip(series.own, holds, strict=True) if held]
    named = (
        f"{', '.join(labels[:-1])} and {labels[-1]}" if len(labels) <= LONG_STANDING else f"{labels[0]} to {labels[-1]}"
    )
    return f"It stood {series.age(holds) or 'in ' + str(len(labels)) + ' earlier texts'} ({named})"


def dropped(pair: Pair, context: Context, lost: Sequence[Phrase]) -> Finding:
    """F1 on the mined formulas that one change took."""
    assert pair.old
    side = sentence_of(pair.old, lost[0].span)
    best = max(lost, key=lambda phrase: (binds_at(side, phrase.span), len(phrase.content), -phrase.span.start))
    words = pair.old.quote(*best.span)
    others = [f"“{pair.old.quote(*phrase.span)}”" for phrase in lost if phrase is not best]
    spans = tuple(phrase.span for phrase in lost)
    return Finding(
        "F1",
        "formulas.mined",
        "softened",
        words,
        f"“{words}” recurs in the texts held and stands nowhere in the new one. {where(best, context.series)}: "
        f"“{clause(pair.old, *best.span)}”.{' So do ' + ', '.join(others) + '.' if others else ''}",
        spans,
        (),
        pair.touching(spans, ()),
        terms=weighed(pair.old, context, best),
    )


def replaced(pair: Edited, context: Context, phrase: Phrase, new: Span) -> Finding:
    """F3 on a mined formula."""
    words = pair.old.quote(*phrase.span)
    return Finding(
        "F3",
        "formulas.mined_replaced",
        "mixed",
        words,
        f"“{words}” gives way to “{pair.new.quote(*new)}”. {where(phrase, context.series)}, "
        "and stands nowhere in the new text.",
        (phrase.span,),
        (new,),
        pair.touching((phrase.span,), (new,)),
        terms=weighed(pair.old, context, phrase),
    )


def weighed(side: Side, context: Context, phrase: Phrase) -> tuple[tuple[str, str], ...]:
    """The score terms of a mined formula: little where its clause binds nobody and speaks of nothing weighty."""
    short = [SHORT] if len(phrase.content) <= TELLING and context.series.tongue.spaced else []
    terms = unlisted_terms(sentence_of(side, phrase.span), phrase.span.start, phrase.span)
    if stood_always(phrase, context.series):
        terms = [term for term in terms if term[0] != "no_commitment"]
    return (*short, *terms, *age_terms(context, holders(phrase, context.series)))


def stood_always(phrase: Phrase, series: Series) -> bool:
    """Whether a phrase of three words stood in all texts held: its constancy commits, whatever its words are."""
    return len(phrase.content) > TELLING and all(holders(phrase, series))


RULES = (mined_change,)
