"""Verbs of stance (V1 to V4), on two axes that are never mixed: tone and binding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from diple.lexicon.vocabulary import Hit
from diple.lexicon.vocabulary.glosses import glossed
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule, neighbours
from diple.mark.kinds.stance import objects
from diple.mark.kinds.stance.objects import object_of, object_swap
from diple.mark.sentence.frames import Side
from diple.mark.sentence.hits import within_any
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause, phrase, sentence_tokens
from diple.mark.sentence.phrases.referents import asked
from diple.mark.sentence.uses import agree
from diple.mark.text.context import Context
from diple.model import Direction, Span

STANCE = {
    "tone_negative": 2.0,
    "endorsement": 2.5,
    "opposition": 0.0,
}  # with the rank from which it is more than a note
OBJECT = 3  # content words after a verb of stance that name what it is about
NOTE = 1.0  # rank of a verb of censure that only takes note
REFUSAL = 7.0  # rank of opposition from which a thing is rejected outright
WITHHELD = 4.0  # rank of opposition at which support is only withheld: "does not support"
REGRET = 4.5  # rank of censure up to which a thing is only regretted
CROSSINGS = (
    ("endorsement", "opposition", "softened"),
    ("opposition", "endorsement", "strengthened"),
    ("endorsement", "tone_negative", "softened"),
    ("tone_negative", "endorsement", "strengthened"),
)


class StanceRule(LadderRule):
    """V3, or C1 where the stance is on Taiwan."""

    def finding(self, pair: Edited, old: Hit, new: Hit) -> Finding:
        """The change of stance, under the code of its object; where support is withheld, of the support."""
        found = LadderRule.finding(self, pair, old, new)
        if about_taiwan(pair, old):
            return replace(found, code="C1", referent=f"the commitment on Taiwan: {found.referent}")
        return as_support(found) if old.kind == "opposition" and WITHHELD in (old.rank, new.rank) else found


def as_support(found: Finding) -> Finding:
    """A step between refusals told of the support for their object: the firmer the one, the weaker the other."""
    thing = found.referent.removeprefix("the stance on ")
    direction: Direction = "softened" if found.direction == "strengthened" else "strengthened"
    return replace(found, direction=direction, referent=f"the support for {thing}")


tone = LadderRule("verbs.tone", "V1", ("tone_negative",), "censure of {object}", 0.9, same_head=False)
commands = LadderRule("verbs.directive", "V2", ("directive",), "the call for {object}", 1.0, told_as=asked)
endorsement = StanceRule("verbs.endorsement", "V3", ("endorsement", "opposition"), "the stance on {object}", 1.0)
reaffirmation = LadderRule("verbs.reaffirmation", "V4", ("reaffirmation",), "renewed commitment to {object}", 0.5)
degree = LadderRule("verbs.degree", "H3", ("tone_negative",), "the force of censure of {object}", 0.5, same_head=True)


def about_taiwan(pair: Pair, old: Hit) -> bool:
    """Whether a stance is on Taiwan, whose forms have a kind of their own."""
    assert pair.old
    return any(abs(hit.start - old.end) < 60 for hit in pair.old.of(["taiwan_matter"]))


@needs(touched=commands.kinds)
def directive(pair: Edited, context: Context) -> Iterator[Finding]:
    """V2: a directive of another rank; "are required to" and "are advised to" are modals, which M1 tells."""
    for finding in commands(pair, context):
        sides = ((pair.old, finding.old), (pair.new, finding.new))
        if not all(side and any(in_modal(side, span) for span in spans) for side, spans in sides):
            yield finding


def in_modal(side: Side, span: Span) -> bool:
    """Whether a stretch lies inside a modal phrase."""
    return any(hit.start <= span.start and span.end <= hit.end for hit in side.of(["modality"]))


@needs(unlike=("reaffirmation",))
def renewal(pair: Edited, context: Context) -> Iterator[Finding]:
    """V4: what was reaffirmed is merely noted, or the reverse: "noted" stands on another ladder."""
    if not (pair.lost("reaffirmation") or pair.gained("reaffirmation")):
        return
    if not context.same_clause(pair):
        return
    for facing in pair.facings:
        for here, there, direction in ((facing.old, facing.new, "softened"), (facing.new, facing.old, "strengthened")):
            if here is None or there is None or there.of("reaffirmation") or not here.of("reaffirmation"):
                continue
            renewed = here.of("reaffirmation")[0]
            note = next((h for h in there.of("tone_negative") if (h.rank or 0) <= NOTE), None)
            before, after = object_of(here.side, renewed), note and object_of(there.side, note)
            if (
                note
                and before
                and after
                and stem(before.head.key) == stem(after.head.key)
                and pair.stands_changed(*((renewed, note) if here is facing.old else (note, renewed)))
            ):
                old, new = (renewed, note) if here is facing.old else (note, renewed)
                found = stance_turned(pair, old, new, "softened" if direction == "softened" else "strengthened")
                thing = found.referent.removeprefix("the stance on ")
                yield replace(found, code="V4", rule="verbs.renewal", referent=f"renewed commitment to {thing}")


@needs(touched=("endorsement", "opposition", "tone_negative"))
def crossing(pair: Edited, context: Context) -> Iterator[Finding]:
    """A censure that becomes support, or support that becomes opposition: V3, by the side it ends on."""
    for lost, gained, direction in CROSSINGS:
        if not pair.gained(lost) and not pair.lost(gained):
            for old, new in zip(alone(pair.old, pair.lost(lost)), alone(pair.new, pair.gained(gained)), strict=False):
                if pair.stands_changed(old, new) and judges(old) and judges(new) and on_one_thing(pair, old, new):
                    yield stance_turned(pair, old, new, "softened" if direction == "softened" else "strengthened")


@needs(touched=("opposition", "tone_negative"))
def regret(pair: Edited, context: Context) -> Iterator[Finding]:
    """V1: what was rejected is only regretted, or the reverse: rejection stands on another ladder."""
    if not context.same_clause(pair):
        return
    for lost, gained, direction in (("opposition", "tone_negative", "softened"), ("tone_negative", "opposition", "up")):
        if pair.gained(lost) or pair.lost(gained):
            continue
        for old, new in zip(alone(pair.old, pair.lost(lost)), alone(pair.new, pair.gained(gained)), strict=False):
            censure, refusal = (new, old) if lost == "opposition" else (old, new)
            firm = (refusal.rank or 0) >= REFUSAL and (censure.rank or 0) <= REGRET
            if firm and pair.stands_changed(old, new) and on_one_thing(pair, old, new):
                found = stance_turned(pair, old, new, "softened" if direction == "softened" else "strengthened")
                thing = found.referent.removeprefix("the stance on ")
                yield replace(found, code="V1", rule="verbs.regret", referent=f"censure of {thing}")


def on_one_thing(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether two phrases of a series that is linked by topic are used alike, on things that share a word."""
    if not pair.reworded or pair.answering or not pair.old.words.spaced:
        return True
    after, now = neighbours(pair.old, old, 0, OBJECT), neighbours(pair.new, new, 0, OBJECT)
    return agree(pair.old, old, pair.new, new) and not after.isdisjoint(now)


def alone(side: Side, hits: list[Hit]) -> list[Hit]:
    """The hits that are no part of a longer phrase of stance: "find it hard to understand" shows no understanding."""
    longer = [hit for kind in STANCE for hit in side.by_kind.get(kind, ())]
    return [
        hit for hit in hits if not any(o.end - o.start > hit.end - hit.start and within_any(hit, [o]) for o in longer)
    ]


def judges(hit: Hit) -> bool:
    """Whether a verb of censure or support does more than take note."""
    return (hit.rank or 0) >= STANCE[hit.kind]


def stance_turned(pair: Edited, old: Hit, new: Hit, direction: Direction) -> Finding:
    """A finding of V3 across the two ladders of stance."""
    thing = phrase(pair.old, [t for t in sentence_tokens(pair.old, old.end) if t.start >= old.end], 10)
    evidence = Span(old.start, old.end), Span(new.start, new.end)
    return Finding(
        "V3",
        "verbs.crossing",
        direction,
        f"the stance on {thing or clause(pair.old, *evidence[0])}",
        f"{glossed(old)} becomes {glossed(new)} in “{clause(pair.new, *evidence[1])}”.",
        (evidence[0],),
        (evidence[1],),
        pair.touching([evidence[0]], [evidence[1]]),
    )


RULES = (tone, directive, endorsement, crossing, regret, reaffirmation, renewal, degree, object_swap, objects.means)
