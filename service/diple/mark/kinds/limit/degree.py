"""H3: a degree word is added to a head that stays, dropped from it, or gives way to one of another rank."""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Hit
from diple.lexicon.vocabulary.glosses import glossed
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.kinds.limit.scope import STRONG, came_alone, is_description, stressed_by
from diple.mark.sentence.differing import Differing, differing
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.restated import survives_changed
from diple.mark.text.context import Context
from diple.model import Direction, Span

KIND = "intensity"
ALONE = ("degree_alone", "a degree word was added or dropped by itself")

replaced = LadderRule(
    "degree.replaced", "H3", (KIND,), "the force of {object}", 1.0, adjacent=True, told_as=stressed_by
)


@needs(kinds=(KIND,))
def word(pair: Edited, context: Context) -> Iterator[Finding]:
    """A degree word is added to a head that stays, or dropped from it."""
    if not context.same_clause(pair):
        return
    for one in differing(pair, KIND):
        for side, hit in single(pair, one):
            yield intensified(pair, hit, side)


def single(pair: Edited, one: Differing) -> Iterator[tuple[Side, Hit]]:
    """The first degree word that only one of two clauses has and that has a head; none where degrees are exchanged."""
    if one.swaps or (one.lost and one.gained):
        return
    for side, hits in ((pair.new, one.gained), (pair.old, one.lost)):
        yield from [(side, hit) for hit in hits if is_degree_of_what_stays(pair, side, hit)][:1]


def is_degree_of_what_stays(pair: Edited, side: Side, hit: Hit) -> bool:
    """Whether a word gives degree to what both sides have, and does no more than that."""
    if not came_alone(pair, side, hit) or not has_head(side, hit) or is_description(side, hit):
        return False
    other = pair.old if side is pair.new else pair.new
    return not side.words.words("instrumental_endings") or not survives_changed(side, other, hit)


def has_head(side: Side, hit: Hit) -> bool:
    """Whether a degree word has a head: an adjective needs a noun after it ("deep concern", not "deep at sea")."""
    form, endings = hit.form.lower(), (*side.words.words("adverb_endings"), "ly")
    if " " in form or form in side.words.words("adverb_forms") or form.endswith(endings):
        return True
    after = next((t for t in side.tokens if t.start >= hit.end), None)
    return not side.words.spaced or (after is not None and after in side.content_tokens)


def intensified(pair: Edited, hit: Hit, side: Side) -> Finding:
    """A claim on a degree word; one of slight degree weakens where it is added and strengthens where it goes."""
    span, added = Span(hit.start, hit.end), side is pair.new
    old, new = ((), (span,)) if added else ((span,), ())
    strong = hit.rank is None or hit.rank >= STRONG
    direction: Direction = "strengthened" if added == strong else "softened"
    why = f"{glossed(hit)} is {'added' if added else 'dropped'}: “{clause(side, *span)}”."
    return Finding(
        "H3",
        "degree.word",
        direction,
        stressed_by(side, hit),
        why,
        old,
        new,
        pair.touching(old, new),
        (hit.concept,) if hit.concept else (),
        (ALONE,),
    )


RULES = (replaced, word)
