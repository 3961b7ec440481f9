"""Deeds of one family by strength (M2), by what is used (O1), and opposite deeds (P1).

A promise to lift a measure and one to suspend it share modal, object and speaker: only the deed differs. The deeds are
listed by family and rank (`deeds.toml`); one is read where it gives way to another of its family, in what is promised,
decided or agreed, and done to the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diple.lexicon.vocabulary import Hit, deed_vocabulary
from diple.lexicon.vocabulary.glosses import with_meaning
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding, by_rank, claim
from diple.mark.kinds.ladders import neighbours
from diple.mark.sentence.frames import Side, frame_at
from diple.mark.sentence.hits import hits_at
from diple.mark.sentence.pair import AKIN, Edited
from diple.mark.sentence.phrases.cutting import clause, sentence_tokens
from diple.mark.sentence.phrases.referents import asked, bound, complement, matter
from diple.mark.text.context import Context
from diple.model import Span

BEFORE, AFTER = 3, 5  # content words beside a deed, one of which both sides must have: what it is done to
MATTER = 2  # content words behind an outcome that two sentences must share that are otherwise written afresh
PLANNED = 1  # rank of a phrase by which an act is only planned
BINDING = ("modality", "directive")
ROOT = 5  # letters that a verb and its noun share
OUTCOME = "outcome."  # the families of what came of a meeting, which no modal promises
# The code and the rule of each family.
FAMILIES = {
    "deed": ("M2", "deed.weaker"),
    "outcome": ("M2", "deed.weaker"),
    "object": ("O1", "deed.used"),
    "course": ("P1", "deed.opposite"),
}


class Deeds(NamedTuple):
    """Two deeds of one family that answer one another."""

    old: Hit
    new: Hit


@needs(words=("deed_words",))
def deed(pair: Edited, context: Context) -> Iterator[Finding]:
    """M2, O1, P1: a deed gives way to another of its family: weaker or stronger, with other means, or its opposite."""
    if not context.same_clause(pair) or (context.mode == "succession" and pair.common < AKIN):
        return
    for deeds in swapped_deeds(pair):
        if not pair.doubtful or is_outcome_of_one(pair, deeds):
            yield finding(pair, deeds, *FAMILIES[deeds.old.kind.partition(".")[0]])


def is_outcome_of_one(pair: Edited, deeds: Deeds) -> bool:
    """Whether two deeds say what came of a meeting on one matter, in sentences that are otherwise written afresh."""
    shared = neighbours(pair.old, deeds.old, 0, AFTER) & neighbours(pair.new, deeds.new, 0, AFTER)
    return deeds.old.kind.startswith(OUTCOME) and len(shared) >= MATTER


def swapped_deeds(pair: Edited) -> Iterator[Deeds]:
    """The deeds of which one gives way to another of its family."""
    before, after = deeds_of(pair.old), deeds_of(pair.new)
    for kind in sorted(before.keys() & after.keys()):
        lost, gained = of_other_rank(before[kind], after[kind]), of_other_rank(after[kind], before[kind])
        if len(lost) == 1 == len(gained) and is_swap(pair, lost[0], gained[0]):
            yield Deeds(lost[0], gained[0])


def of_other_rank(hits: list[Hit], others: list[Hit]) -> list[Hit]:
    """The deeds whose rank no deed of the other side has."""
    return [hit for hit in hits if hit.rank not in {other.rank for other in others}]


def deeds_of(side: Side) -> dict[str, list[Hit]]:
    """The deeds of a side by kind, the longest phrase at a place."""
    listed: dict[str, list[Hit]] = {}
    for hit in deed_vocabulary(side.words.language).hits(side.text, side.tokens):
        rest = listed.setdefault(hit.kind, [])
        if not rest or rest[-1].end <= hit.start:
            rest.append(hit)
    return listed


def is_swap(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether both deeds are promised and not denied, and are done to the same thing."""
    sides = ((pair.old, old), (pair.new, new))
    if occurs(pair.new, old) or occurs(pair.old, new) or any(is_denied(*one) for one in sides):
        return False
    promised = old.kind.startswith(OUTCOME) or all(is_promised(*one) for one in sides)
    return promised and not neighbours(*sides[0], BEFORE, AFTER).isdisjoint(neighbours(*sides[1], BEFORE, AFTER))


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
    """Whether a deed follows a modal or a call, and is not under way or done."""
    return modal_of(side, deed) is not None and not is_done(side, deed)


def is_done(side: Side, deed: Hit) -> bool:
    """Whether a phrase says that a deed is under way or done, and none that it is planned."""
    stages = [hit for hit in side.of(["phase"]) if hit.start <= deed.start <= hit.end + 1]
    return bool(hits_at(stages, deed.start)) and min((hit.rank or 0) for hit in stages) > PLANNED


def modal_of(side: Side, deed: Hit) -> Hit | None:
    """The last modal or call before a deed in its sentence."""
    tokens = sentence_tokens(side, deed.start)
    before = [hit for hit in side.of(BINDING) if tokens[0].start <= hit.start < deed.start]
    return max(before, key=lambda hit: hit.start, default=None)


def promise_of(side: Side, deed: Hit) -> str:
    """What was promised, decided or agreed: "the commitment to lift the levy", "the agreement on the levy"."""
    verb = modal_of(side, deed)
    if verb is None:
        named = matter(side, Span(deed.start, deed.end))
        is_act = deed.form.rpartition(" ")[2].casefold() in side.words.words("infinitive")
        return f"the agreement {'to' if is_act else 'on'} {named}"
    said = complement(side, verb.end)
    return bound(side, verb, said) if verb.kind == "modality" else asked(side, verb, said)


def finding(pair: Edited, deeds: Deeds, code: str, rule: str) -> Finding:
    """The claim that one deed gives way to the other; of opposites neither is the weaker."""
    old, new = deeds
    spans = (Span(old.start, old.end),), (Span(new.start, new.end),)
    why = f"{with_meaning(old.form, old.means)} becomes {with_meaning(new.form, new.means)} "
    why += f"in “{clause(pair.new, new.start, new.end)}”."
    direction = "mixed" if code == "P1" else by_rank(old.rank or 0, new.rank or 0)
    return claim(pair, code, rule, direction, promise_of(pair.old, old), why, *spans)


RULES = (deed,)
