"""H3: a degree word is added to a head that stays, dropped from it, or gives way to one of another rank."""

from __future__ import annotations

from collections.abc import Iterator

from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.kinds.limit.insertions import one_sided
from diple.mark.kinds.limit.scope import STRONG, came_alone, is_description, stressed_by
from diple.mark.sentence.differing import Differing, differing
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.renamed import survives_changed
from diple.mark.text.context import Context
from diple.mark.vocabulary import Hit
from diple.mark.vocabulary.glosses import glossed
from diple.model import Direction, Quote, Span

KIND = "intensity"
STANCES = ("tone_negative", "endorsement", "opposition")
UNRANKED = ("degree_alone", "a degree word was added or dropped by itself")
UNLISTED = ("plain_degree", "no pack holds this degree word")

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
            yield intensified(pair, hit, side, "degree.word")


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


def adverb(pair: Edited, context: Context) -> Iterator[Finding]:
    """An adverb that no list holds is added right before a verb of stance, or dropped: "sincerely regrets"."""
    if pair.reworded or not context.same_clause(pair) or any(differences(pair)):
        return
    for change in pair.changes:
        quote, added = one_sided(change)
        side = pair.new if added else pair.old
        if quote and is_adverb(pair, side, quote) and judges_next(side, quote.end):
            yield intensified(pair, unlisted(quote), side, "degree.adverb")


def differences(pair: Edited) -> Iterator[bool]:
    """Whether the clauses differ in listed degree words, clause by clause."""
    return (bool(one.swaps or one.gained or one.lost) for one in differing(pair, KIND))


def is_adverb(pair: Edited, side: Side, quote: Quote) -> bool:
    """Whether a change is one adverb of degree that the other side lacks."""
    said = quote.quote.strip().lower()
    other = pair.old if side is pair.new else pair.new
    ending = said.isalpha() and said.endswith(tuple(side.words.words("adverb_endings")) or ("\0",))
    return ending and said not in other.keys and said not in side.words.words("not_degrees")


def judges_next(side: Side, at: int) -> bool:
    """Whether a verb of stance begins right after a place."""
    return any(0 <= hit.start - at <= 1 for hit in side.of(STANCES))


def unlisted(quote: Quote) -> Hit:
    """An adverb that no list holds, as a degree word without a rank."""
    start = quote.start + len(quote.quote) - len(quote.quote.lstrip())
    said = quote.quote.strip()
    return Hit(KIND, None, start, start + len(said), said, "a degree")


def has_head(side: Side, hit: Hit) -> bool:
    """Whether a degree word has a head: an adjective needs a noun after it ("deep concern", not "deep at sea")."""
    form, endings = hit.form.lower(), (*side.words.words("adverb_endings"), "ly")
    if " " in form or form in side.words.words("adverb_forms") or form.endswith(endings):
        return True
    after = next((t for t in side.tokens if t.start >= hit.end), None)
    return not side.words.spaced or (after is not None and after in side.content_tokens)


def intensified(pair: Edited, hit: Hit, side: Side, rule: str) -> Finding:
    """A claim on a degree word; one of slight degree weakens where it is added and strengthens where it goes."""
    span, added = Span(hit.start, hit.end), side is pair.new
    old, new = ((), (span,)) if added else ((span,), ())
    strong = hit.rank is None or hit.rank >= STRONG
    direction: Direction = "strengthened" if added == strong else "softened"
    why = f"{glossed(hit)} is {'added' if added else 'dropped'}: “{clause(side, *span)}”."
    return Finding(
        "H3",
        rule,
        direction,
        stressed_by(side, hit),
        why,
        old,
        new,
        pair.touching(old, new),
        (hit.concept,) if hit.concept else (),
        (UNRANKED,) if rule == "degree.word" else (UNRANKED, UNLISTED),
    )


RULES = (replaced, word, adverb)
