"""Limiters (H1), provisos (H2) and degree words (H3)."""

from __future__ import annotations

from collections.abc import Iterator

from diple.mark.evidence import HEAD, Context, Finding, Pair, Side, stem
from diple.mark.ladders import LadderRule
from diple.mark.referents import clause, matter
from diple.mark.vocabulary import Hit
from diple.model import Change, Direction, Span

NAMES = {"hedge": ("H1", "hedges.limiter"), "caveat": ("H2", "hedges.proviso")}

ALONE = ("degree_alone", "a degree word came or went by itself")
NEAR = 2  # content words on either side of a limiter or degree word
degree_swap = LadderRule("hedges.degree", "H3", ("intensity",), "the force of {object}", 1.0, adjacent=True)


def limiter(pair: Pair, context: Context) -> Iterator[Finding]:
    """H1 and H2: a limiter or proviso enters a clause that stays, or leaves it."""
    if pair.old is None or pair.new is None or not context.same_clause(pair):
        return
    for kind in NAMES:
        lost, gained = pair.lost(kind), pair.gained(kind)
        if lost and gained:
            continue
        for hit in [h for h in gained if comes_alone(pair, pair.new, h)][:1]:
            stronger = any((b.rank or 0) > (a.rank or 0) for a, b in pair.swaps("modality"))
            yield limited(pair, hit, pair.new, kind, "mixed" if stronger else "softened")
        for hit in [h for h in lost if comes_alone(pair, pair.old, h)][:1]:
            weaker = any((b.rank or 0) < (a.rank or 0) for a, b in pair.swaps("modality"))
            yield limited(pair, hit, pair.old, kind, "mixed" if weaker else "strengthened")


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
    """Whether one of the words next to a phrase stands on the other side too: what it limits or stresses."""
    near = [t for t in side.content_tokens if t.end <= hit.start][-NEAR:]
    near += [t for t in side.content_tokens if t.start >= hit.end][:NEAR]
    return not near or any(stem(t.key) in other.stems for t in near)


def swaps_words(pair: Pair, change: Change, side: Side, other: Side, hit: Hit) -> bool:
    """Whether a change puts as many words for others as it takes, the phrase among them."""
    here, there = (change.new, change.old) if side is pair.new else (change.old, change.new)
    if not here or not there or not (here.start < hit.end and hit.start < here.end):
        return False
    content = any(there.start <= t.start < there.end for t in other.content_tokens)
    return content and len(here.quote.split()) == len(there.quote.split())


def appended_proviso(pair: Pair, context: Context) -> Iterator[Finding]:
    """H2: a whole sentence is added or dropped that qualifies what stands before it."""
    for side, direction in ((pair.new, "softened"), (pair.old, "strengthened")):
        if side is None or (pair.old and pair.new) or not side.words.may_open("caveat", side.keys):
            continue
        for hit in provisos(side)[:1]:
            yield limited(pair, hit, side, "caveat", "softened" if direction == "softened" else "strengthened")


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
        f"how far it holds: {limited_matter(side, span)}",
        f"“{hit.form}” ({hit.means}) {verb} “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
        (hit.concept,) if hit.concept else (),
    )


def limited_matter(side: Side, span: Span) -> str:
    """What a limiter limits: the clause before it where there is one, for limiters mostly follow."""
    from diple.mark.referents import subject

    return subject(side, span.start, 10) or matter(side, span)


def degree_word(pair: Pair, context: Context) -> Iterator[Finding]:
    """H3: a degree word is added to a head that stays, or dropped from it."""
    if pair.old is None or pair.new is None or not context.same_clause(pair):
        return
    lost, gained = pair.lost("intensity"), pair.gained("intensity")
    if lost and gained:
        return
    for hit in [h for h in gained if comes_alone(pair, pair.new, h) and has_head(pair.new, h)][:1]:
        yield intensified(pair, hit, pair.new)
    for hit in [h for h in lost if comes_alone(pair, pair.old, h) and has_head(pair.old, h)][:1]:
        yield intensified(pair, hit, pair.old)


def has_head(side: Side, hit: Hit) -> bool:
    """Whether a degree word has a head: an adjective needs a noun after it ("deep concern", not "deep at sea")."""
    if " " in hit.form or hit.form.lower() in side.words.words("adverb_forms") or hit.form.endswith("ly"):
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
        f"the force of {matter(side, span)}",
        f"“{hit.form}” ({hit.means}) is {'added' if added else 'dropped'}: “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
        (hit.concept,) if hit.concept else (),
        (ALONE,) if hit.concept else (ALONE, ("plain_degree", "no pack holds this degree word")),
    )


RULES = (limiter, appended_proviso, degree_swap, degree_word)
