"""H3: a degree word is added to a head that stays, dropped from it, or gives way to one of another rank."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from diple.lexicon.vocabulary import Hit
from diple.lexicon.vocabulary.glosses import glossed
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding, claim, concepts_of, on_side
from diple.mark.kinds.ladders import LadderRule
from diple.mark.kinds.limit.scope import STRONG, came_alone, is_description, stressed_by
from diple.mark.sentence.differing import differing
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited, other_side
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
    for one in differing(pair, KIND) if context.same_clause(pair) else ():
        if not one.swaps:
            yield from first_degree(pair, pair.new, one.gained)
            yield from first_degree(pair, pair.old, one.lost)


def first_degree(pair: Edited, side: Side, hits: list[Hit]) -> Iterator[Finding]:
    """The claim on the first degree word that only one of two clauses has, and that has a head."""
    found = (hit for hit in hits if is_degree_of_what_stays(pair, side, hit))
    yield from (intensified(pair, hit, side) for hit in islice(found, 1))


def is_degree_of_what_stays(pair: Edited, side: Side, hit: Hit) -> bool:
    """Whether a word gives degree to what both sides have, and does no more than that."""
    if not came_alone(pair, side, hit) or not has_head(side, hit) or is_description(side, hit):
        return False
    return not (side.words.words("instrumental_endings") and survives_changed(side, other_side(pair, side), hit))


def has_head(side: Side, hit: Hit) -> bool:
    """Whether a degree word has a head: an adjective needs a noun after it ("deep concern", not "deep at sea")."""
    form, endings = hit.form.lower(), (*side.words.words("adverb_endings"), "ly")
    after = next(iter(side.after(hit.end)), None)
    return " " in form or form.endswith(endings) or after in side.content_tokens


def intensified(pair: Edited, hit: Hit, side: Side) -> Finding:
    """A claim on a degree word; one of slight degree weakens where it is added and strengthens where it goes."""
    span, strong = Span(hit.start, hit.end), hit.rank is None or hit.rank >= STRONG
    old, new = on_side(pair, side, span)
    direction: Direction = "strengthened" if bool(new) == strong else "softened"
    why = f"{glossed(hit)} is {'added' if new else 'dropped'}: “{clause(side, *span)}”."
    about, concepts = stressed_by(side, hit), concepts_of(hit)
    return claim(pair, "H3", "degree.word", direction, about, why, old, new, concepts, (ALONE,))


RULES = (replaced, word)
