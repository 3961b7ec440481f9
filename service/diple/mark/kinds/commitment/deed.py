"""Deeds of one family by strength (M2), by what is used (O1), and opposite deeds (P1).

A promise to lift a measure and one to suspend it share modal, object and speaker: only the deed differs. The deeds are
listed by family and rank (`deeds.toml`); one is read where it gives way to another of its family, in what is promised,
decided or agreed, and done to the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diple.lexicon.vocabulary import Hit, Token, deed_vocabulary
from diple.lexicon.vocabulary.glosses import with_meaning
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import neighbours
from diple.mark.sentence.frames import Side, frame_at
from diple.mark.sentence.pair import AKIN, Edited
from diple.mark.sentence.phrases.cutting import clause, phrase, sentence_tokens
from diple.mark.sentence.phrases.referents import asked, bound, complement, matter
from diple.mark.text.context import Context
from diple.model import Direction, Span

BEFORE, AFTER = 3, 5  # content words beside a deed, one of which both sides must have: what it is done to
PLANNED = 1  # rank of a phrase by which an act is only planned
BINDING = ("modality", "directive")
OBJECT = 10  # words of what is decided
ROOT = 5  # letters that a verb and its noun share
OUTCOME = "outcome."  # the families of what came of a meeting, which no modal promises


class Deeds(NamedTuple):
    """Two deeds of one family that answer one another."""

    old: Hit
    new: Hit


@needs(words=("deed_words",))
def weaker(pair: Edited, context: Context) -> Iterator[Finding]:
    """M2: a deed that is promised, decided or agreed gives way to a weaker or stronger one of its family."""
    for deeds in swapped_deeds(pair, context, ("deed", "outcome")):
        yield finding(pair, deeds, "M2", "deed.weaker", direction_of(deeds))


@needs(words=("deed_words",))
def used(pair: Edited, context: Context) -> Iterator[Finding]:
    """O1: what is used for a deed gives way to something weaker or stronger."""
    for deeds in swapped_deeds(pair, context, ("object",)):
        yield finding(pair, deeds, "O1", "deed.used", direction_of(deeds))


@needs(words=("deed_words",))
def opposite(pair: Edited, context: Context) -> Iterator[Finding]:
    """P1: a deed gives way to its opposite."""
    for deeds in swapped_deeds(pair, context, ("course",)):
        yield finding(pair, deeds, "P1", "deed.opposite", "mixed")


def swapped_deeds(pair: Edited, context: Context, families: tuple[str, ...]) -> Iterator[Deeds]:
    """The deeds of some families of which one gives way to the other."""
    if pair.doubtful or not context.same_clause(pair) or (context.mode == "succession" and pair.common < AKIN):
        return
    before, after = deeds_of(pair.old), deeds_of(pair.new)
    for kind in sorted(before.keys() & after.keys()):
        if kind.partition(".")[0] in families:
            lost = [hit for hit in before[kind] if hit.rank not in {other.rank for other in after[kind]}]
            gained = [hit for hit in after[kind] if hit.rank not in {other.rank for other in before[kind]}]
            if len(lost) == 1 == len(gained) and is_swap(pair, lost[0], gained[0]):
                yield Deeds(lost[0], gained[0])


def deeds_of(side: Side) -> dict[str, list[Hit]]:
    """The deeds of a side by kind, the longest phrase at a place."""
    listed: dict[str, list[Hit]] = {}
    for hit in deed_vocabulary(side.words.language).hits(side.text, side.tokens):
        rest = listed.setdefault(hit.kind, [])
        if not rest or rest[-1].end <= hit.start:
            rest.append(hit)
    return listed


def is_swap(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether both deeds changed, are promised and not denied, and are done to the same thing."""
    sides = ((pair.old, old), (pair.new, new))
    if not all(side.touched(hit.start, hit.end) and not is_denied(side, hit) for side, hit in sides):
        return False
    if occurs(pair.new, old) or occurs(pair.old, new):
        return False
    if not old.kind.startswith(OUTCOME) and not all(is_promised(side, hit) for side, hit in sides):
        return False
    return not neighbours(pair.old, old, BEFORE, AFTER).isdisjoint(neighbours(pair.new, new, BEFORE, AFTER))


def occurs(other: Side, deed: Hit) -> bool:
    """Whether a side has a deed in a word of the same root, or all of its words: "assist", "provide assistance"."""
    words = deed.form.casefold().split()
    root = words[0][:ROOT] if len(words) == 1 else ""
    rooted = len(root) == ROOT and any(t.key.startswith(root) for t in other.content_tokens)
    return rooted or other.keys.issuperset(words)


def is_denied(side: Side, deed: Hit) -> bool:
    """Whether something else in its clause denies a deed."""
    frame = frame_at(side, deed.start)
    return frame is not None and any(hit.end <= deed.start for hit in frame.negations)


def is_promised(side: Side, deed: Hit) -> bool:
    """Whether a deed follows a modal, a call or a verb of deciding, and is not done yet."""
    stages = [hit for hit in side.of(["phase"]) if hit.start <= deed.start <= hit.end + 1]
    done = any(hit.end > deed.start and (hit.rank or 0) > PLANNED for hit in stages)
    if done and not any((hit.rank or 0) <= PLANNED for hit in stages):
        return False
    return modal_of(side, deed) is not None or decider_of(side, deed) is not None


def modal_of(side: Side, deed: Hit) -> Hit | None:
    """The last modal or call before a deed in its sentence."""
    tokens = sentence_tokens(side, deed.start)
    before = [hit for hit in side.of(BINDING) if tokens[0].start <= hit.start < deed.start]
    return max(before, key=lambda hit: hit.start, default=None)


def decider_of(side: Side, deed: Hit) -> Token | None:
    """The last verb of deciding before a deed in its sentence."""
    known = side.words.union("deciding", "deciding_verbs")
    before = [t for t in sentence_tokens(side, deed.start) if t.end <= deed.start and t.key in known]
    return before[-1] if before else None


def direction_of(deeds: Deeds) -> Direction:
    """Strengthened where the new deed ranks higher."""
    return "strengthened" if (deeds.new.rank or 0) > (deeds.old.rank or 0) else "softened"


def promise_of(side: Side, deed: Hit) -> str:
    """What was promised, decided or agreed: "the commitment to lift the levy", "the agreement on the levy"."""
    verb = modal_of(side, deed)
    if deed.kind.startswith(OUTCOME):
        return f"the agreement on {matter(side, Span(deed.start, deed.end))}"
    if verb is None:
        said = phrase(side, [t for t in sentence_tokens(side, deed.start) if t.start >= deed.start], OBJECT)
        return f"the decision to {said}"
    said = complement(side, verb.end)
    return bound(side, verb, said) if verb.kind == "modality" else asked(side, verb, said)


def finding(pair: Edited, deeds: Deeds, code: str, rule: str, direction: Direction) -> Finding:
    """The claim that one deed gives way to the other."""
    old, new = deeds
    spans = (Span(old.start, old.end),), (Span(new.start, new.end),)
    return Finding(
        code,
        rule,
        direction,
        promise_of(pair.old, old),
        f"{with_meaning(old.form, old.means)} becomes {with_meaning(new.form, new.means)} "
        f"in “{clause(pair.new, new.start, new.end)}”.",
        *spans,
        pair.touching(*spans),
    )


RULES = (weaker, used, opposite)
