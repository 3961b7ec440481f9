"""Limiters (H1), provisos (H2) and degree words (H3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from diple.lexicon.vocabulary import Hit, Token
from diple.lexicon.vocabulary.glosses import glossed
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.places.stretch import HEAD
from diple.mark.sentence.differing import differing, swaps
from diple.mark.sentence.frames import Frame, Side
from diple.mark.sentence.hits import within_any
from diple.mark.sentence.pair import ALIKE, Alone, Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.phrasing import force
from diple.mark.sentence.phrases.referents import held_thing
from diple.mark.sentence.quantities.reading import quantities
from diple.mark.sentence.renamed import answered, survives_changed
from diple.mark.text.context import Context
from diple.model import Change, Direction, Span

NAMES = {"hedge": ("H1", "hedges.limiter"), "caveat": ("H2", "hedges.proviso")}

ALONE = ("degree_alone", "a degree word came or went by itself")
PLAIN = ("plain_degree", "no pack holds this degree word")
QUALIFIER = 4  # signs over which a degree is a phrase, where no spaces part words
NEXT = 3  # code points in which the phrase of a limiter begins with it
NEAR = 2  # content words on either side of a limiter or degree word
OTHER_SCALE = ("other_scale", "the two words are not of one scale")


@dataclass(frozen=True, slots=True)
class DegreeRule(LadderRule):
    """A change of degree; between how long and how far, rank tells less of the direction."""

    def finding(self, pair: Edited, old: Hit, new: Hit) -> Finding:
        """The change of degree, with its doubt."""
        found = LadderRule.finding(self, pair, old, new)
        scales = scale_of(pair.old, old), scale_of(pair.new, new)
        if found.terms or not all(scales) or scales[0] == scales[1]:
            return found
        return replace(found, terms=(OTHER_SCALE,))


def scale_of(side: Side | None, hit: Hit) -> str:
    """What a degree word measures: how long, how far, on what terms, how soon; "" where it is force alone."""
    scales: dict[str, list[str]] = side.words.tables.get("scales", {}) if side else {}
    form = hit.form.lower()
    return next((name for name, words in scales.items() if form.startswith(tuple(words))), "")


degree_swap = DegreeRule(
    "hedges.degree", "H3", ("intensity",), "the force of {object}", 1.0, adjacent=True, told_as=force
)


@needs(kinds=NAMES)
def limiter(pair: Edited, context: Context) -> Iterator[Finding]:
    """H1 and H2: a limiter or proviso enters a clause that stays, or leaves it; one for another is no change.

    Where provisos are chained, each clause counts for itself: one more than before is one that came.
    """
    if not context.same_clause(pair):
        return
    for kind in NAMES:
        for one in differing(pair, kind):
            for hit in [h for h in one.gained if limits(pair, pair.new, h)][:1]:
                stronger = any((b.rank or 0) > (a.rank or 0) for a, b in swaps(pair, "modality"))
                yield limited(pair, hit, pair.new, kind, "mixed" if stronger else "softened")
            for hit in [h for h in one.lost if limits(pair, pair.old, h)][:1]:
                weaker = any((b.rank or 0) < (a.rank or 0) for a, b in swaps(pair, "modality"))
                yield limited(pair, hit, pair.old, kind, "mixed" if weaker else "strengthened")


def limits(pair: Pair, side: Side, hit: Hit) -> bool:
    """Whether a limiter or proviso came or went by itself; "subject to national law" is one limiter, no proviso too."""
    if hit.kind == "caveat" and within_any(hit, side.of(["hedge"])):
        return False
    other = pair.old if side is pair.new else pair.new
    if other and (survives_changed(side, other, hit) or answered(side, other, hit)):
        return False
    if is_whole_without(side, hit):
        return False
    return comes_alone(pair, side, hit) and not bounds_number(side, hit)


def is_whole_without(side: Side, hit: Hit) -> bool:
    """Whether all that changed in a phrase are signs without which it says the same: 之前 and 前, 如果 and 如."""
    fillers = side.words.words("fillers")
    changed = [t.key for t in side.changed_tokens if hit.start <= t.start < hit.end] if fillers else []
    return bool(changed) and fillers.issuperset(changed)


def bounds_number(side: Side, hit: Hit) -> bool:
    """Whether a limiter only bounds the number behind it, which N1 tells: "nearly 79 million", "roughly a third of"."""
    if side.text[hit.end : hit.end + 2].strip().isdigit():
        return True
    return any(q.start <= hit.start and hit.end <= q.at for q in quantities(side))


def indefinite(pair: Edited, context: Context) -> Iterator[Finding]:
    """H1: what was to be done is to be done to "any" of it there may be, or the reverse."""
    if pair.reworded or pair.common < ALIKE:
        return
    words = pair.old.words.words("indefinites")
    if words.isdisjoint(pair.old.keys ^ pair.new.keys):
        return
    for facing in pair.facings:
        for side, frame, other in ((pair.new, facing.new, facing.old), (pair.old, facing.old, facing.new)):
            if (
                frame is None
                or other is None
                or frame.negations
                or other.negations
                or not frame.of("modality", "hedge", "wrapper")
            ):
                continue
            for token in frame.tokens:
                if token.key in words and is_new_before(side, token, other):
                    hit = Hit("hedge", None, token.start, token.end, token.key, "if there is one at all")
                    yield limited(pair, hit, side, "hedge", "softened" if side is pair.new else "strengthened")


def is_new_before(side: Side, token: Token, other: Frame) -> bool:
    """Whether a word stands in changed wording, before a word that the other clause has too."""
    after = next((t for t in side.content_tokens if t.start >= token.end), None)
    return side.touched(token.start, token.end) and after is not None and stem(after.key) in other.stems


def comes_alone(pair: Pair, side: Side, hit: Hit) -> bool:
    """Whether a phrase stands in changed wording and no other word merely gave way to it.

    An adjective for an adjective ("limited" for "regional") is another thought, no degree or limit of the same one.
    """
    other = pair.old if side is pair.new else pair.new
    if not side.touched(hit.start, hit.end) or not (other and bears_on_what_stays(side, other, hit)):
        return False
    if " " in hit.form or any(hit.form.lower().endswith(ending) for ending in side.words.words("adverb_endings")):
        return True
    return not any(swaps_words(pair, change, side, other, hit) for change in pair.changes)


def bears_on_what_stays(side: Side, other: Side, hit: Hit) -> bool:
    """Whether one of the words next to a phrase stands on the other side too: what it limits or stresses.

    A proviso that came or went with its whole phrase bears on what stands around the phrase.
    """
    if hit.kind in NAMES and " " in hit.form:
        reach = NEXT if hit.kind == "hedge" else side.end
        around = next((s for s in side.changed if s.start <= hit.start < min(s.end, s.start + reach)), None)
        hit = hit._replace(end=max(hit.end, around.end)) if around else hit
    near = [t for t in side.content_tokens if t.end <= hit.start][-NEAR:]
    near += [t for t in side.content_tokens if t.start >= hit.end][:NEAR]
    return not near or any(stem(t.key) in other.stems for t in near)


def swaps_words(pair: Pair, change: Change, side: Side, other: Side, hit: Hit) -> bool:
    """Whether a change puts as many words for others as it takes, the phrase among them.

    "Some" for "immense" is no other thought: it takes the degree away.
    """
    here, there = (change.new, change.old) if side is pair.new else (change.old, change.new)
    if not here or not there or not (here.start < hit.end and hit.start < here.end):
        return False
    faint = other.words.words("parts")
    content = any(there.start <= t.start < there.end and t.key not in faint for t in other.content_tokens)
    return content and len(here.quote.split()) == len(there.quote.split())


def appended_proviso(pair: Alone, context: Context) -> Iterator[Finding]:
    """H2: a whole sentence is added or dropped that qualifies what stands before it."""
    for side, direction in ((pair.new, "softened"), (pair.old, "strengthened")):
        if side is None or not may_open_with_proviso(side):
            continue
        for hit in provisos(side)[:1]:
            yield limited(pair, hit, side, "caveat", "softened" if direction == "softened" else "strengthened")


def may_open_with_proviso(side: Side) -> bool:
    """Whether the first words of a sentence may be those of a proviso: a doubt before it is read."""
    return side.words.may_hold("caveat", side.words.keys_of(side.text[side.start : side.start + HEAD]))


def provisos(side: Side) -> list[Hit]:
    """The provisos with which a sentence begins: one further on limits that sentence, not what stands before it."""
    hits = (*side.head, *side.concepts)
    return [hit for hit in hits if hit.kind == "caveat" and hit.end <= side.start + HEAD]


def limited(pair: Pair, hit: Hit, side: Side, kind: str, direction: Direction) -> Finding:
    """A finding of H1 or H2 on the side where the limiter stands."""
    code, rule = NAMES[kind]
    span = Span(hit.start, hit.end)
    old, new = ((span,), ()) if side is pair.old else ((), (span,))
    verb = "now limits" if new else "no longer limits"
    return Finding(
        code,
        rule,
        direction,
        held_thing(side, span),
        f"{glossed(hit)} {verb} “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
        (hit.concept,) if hit.concept else (),
    )


def degree_word(pair: Edited, context: Context) -> Iterator[Finding]:
    """H3: a degree word is added to a head that stays, or dropped from it."""
    if not context.same_clause(pair):
        return
    told = False
    for one in differing(pair, "intensity"):
        told = told or bool(one.swaps or one.gained or one.lost)
        if one.swaps or (one.lost and one.gained):
            continue
        for side, other, hits in ((pair.new, pair.old, one.gained), (pair.old, pair.new, one.lost)):
            for hit in [h for h in hits if comes_alone(pair, side, h) and has_head(side, h)][:1]:
                if not side.words.words("instrumental_endings") or not survives_changed(side, other, hit):
                    yield intensified(pair, hit, side)
    if not told and not pair.reworded:
        yield from plain_adverb(pair)


def plain_adverb(pair: Pair) -> Iterator[Finding]:
    """H3: an adverb that no list holds comes right before a verb of stance, or goes: "sincerely regrets"."""
    for change in pair.changes:
        side, quote = (pair.new, change.new) if change.old is None else (pair.old, change.old)
        if side is None or quote is None or (change.old and change.new):
            continue
        word = quote.quote.strip().lower()
        other = pair.old if side is pair.new else pair.new
        adverb = (
            word.isalpha()
            and (other is None or word not in other.keys)
            and word.endswith(tuple(side.words.words("adverb_endings")) or ("\0",))
        )
        if adverb and word not in side.words.words("not_degrees") and judges_next(side, quote.end):
            start = quote.start + len(quote.quote) - len(quote.quote.lstrip())
            hit = Hit("intensity", None, start, start + len(word), quote.quote.strip(), "a degree")
            yield intensified(pair, hit, side)


def judges_next(side: Side, at: int) -> bool:
    """Whether a verb of stance begins right after a place."""
    return any(0 <= hit.start - at <= 1 for hit in side.of(("tone_negative", "endorsement", "opposition")))


def has_head(side: Side, hit: Hit) -> bool:
    """Whether a degree word has a head: an adjective needs a noun after it ("deep concern", not "deep at sea")."""
    form, endings = hit.form.lower(), (*side.words.words("adverb_endings"), "ly")
    if " " in form or form in side.words.words("adverb_forms") or form.endswith(endings):
        return True
    after = next((t for t in side.tokens if t.start >= hit.end), None)
    return not side.words.spaced or (after is not None and after in side.content_tokens)


def intensified(pair: Pair, hit: Hit, side: Side) -> Finding:
    """A finding of H3; a word of slight degree weakens where it comes and strengthens where it goes."""
    span = Span(hit.start, hit.end)
    added = side is pair.new
    old, new = ((), (span,)) if added else ((span,), ())
    strong = hit.rank is None or hit.rank >= 5
    return Finding(
        "H3",
        "hedges.degree",
        "strengthened" if added == strong else "softened",
        force(side, hit, ""),
        f"{glossed(hit)} is {'added' if added else 'dropped'}: “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
        (hit.concept,) if hit.concept else (),
        (ALONE,) if hit.concept or is_qualifier(side, hit) else (ALONE, PLAIN),
    )


def is_qualifier(side: Side, hit: Hit) -> bool:
    """Whether a degree is a whole phrase, which means the same wherever it stands: "on an equal footing"."""
    return " " in hit.form or (not side.words.spaced and len(hit.form) > QUALIFIER)


RULES = (limiter, indefinite, appended_proviso, degree_swap, degree_word)
