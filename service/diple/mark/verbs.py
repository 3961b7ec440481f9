"""Verbs of stance (V1 to V4) and their objects (O1), on two axes that are never mixed: tone and binding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from diple.mark.evidence import UNLISTED, Context, Finding, Pair, Side, stem
from diple.mark.ladders import LadderRule
from diple.mark.referents import clause, phrase, sentence_tokens
from diple.mark.vocabulary import Hit, Token
from diple.model import Direction, Span

STANCE = ("tone_negative", "endorsement", "opposition")


class StanceRule(LadderRule):
    """V3, or C1 where the stance is on Taiwan."""

    def finding(self, pair: Pair, old: Hit, new: Hit) -> Finding:
        """The change of stance, under the code of its object."""
        found = LadderRule.finding(self, pair, old, new)
        if about_taiwan(pair, old):
            return replace(found, code="C1", referent=f"the commitment on Taiwan: {found.referent}")
        return found


tone = LadderRule("verbs.tone", "V1", ("tone_negative",), "censure of {object}", 0.9, same_head=False)
directive = LadderRule("verbs.directive", "V2", ("directive",), "the call for {object}", 1.0)
endorsement = StanceRule("verbs.endorsement", "V3", ("endorsement", "opposition"), "the stance on {object}", 1.0)
reaffirmation = LadderRule("verbs.reaffirmation", "V4", ("reaffirmation",), "renewed commitment to {object}", 0.5)
degree = LadderRule("verbs.degree", "H3", ("tone_negative",), "the force of censure of {object}", 0.5, same_head=True)


def about_taiwan(pair: Pair, old: Hit) -> bool:
    """Whether a stance is on Taiwan, whose forms have a kind of their own."""
    assert pair.old
    return any(abs(hit.start - old.end) < 60 for hit in pair.old.of(["taiwan_matter"]))


def crossing(pair: Pair, context: Context) -> Iterator[Finding]:
    """A censure that becomes support, or support that becomes opposition: V3, by the side it ends on."""
    for lost, gained, direction in (
        ("endorsement", "opposition", "softened"),
        ("opposition", "endorsement", "strengthened"),
    ):
        if pair.old and pair.new and not pair.gained(lost) and not pair.lost(gained):
            for old, new in zip(pair.lost(lost), pair.gained(gained), strict=False):
                if pair.stands_changed(old, new):
                    yield stance_turned(pair, old, new, "softened" if direction == "softened" else "strengthened")


def stance_turned(pair: Pair, old: Hit, new: Hit, direction: Direction) -> Finding:
    """A finding of V3 across the two ladders of stance."""
    assert pair.old and pair.new
    thing = phrase(pair.old, [t for t in sentence_tokens(pair.old, old.end) if t.start >= old.end], 10)
    evidence = Span(old.start, old.end), Span(new.start, new.end)
    return Finding(
        "V3",
        "verbs.crossing",
        direction,
        f"the stance on {thing or clause(pair.old, *evidence[0])}",
        f"“{old.form}” ({old.means}) becomes “{new.form}” ({new.means}) in “{clause(pair.new, *evidence[1])}”.",
        (evidence[0],),
        (evidence[1],),
        pair.touching([evidence[0]], [evidence[1]]),
    )


def object_swap(pair: Pair, context: Context) -> Iterator[Finding]:
    """O1: the verb of stance stays or rises, and what it is about becomes something else."""
    if pair.old is None or pair.new is None or pair.doubtful or not (pair.old.changed and pair.new.changed):
        return
    for old, new in stance_pairs(pair):
        before, after = head_of(pair.old, old), head_of(pair.new, new)
        if before and after and exchanged(pair, before, after):
            yield swapped(pair, old, new, before, after)


def stance_pairs(pair: Pair) -> Iterator[tuple[Hit, Hit]]:
    """Verbs of stance that answer one another, of the same ladder, in order."""
    assert pair.old and pair.new
    for kind in STANCE:
        olds, news = pair.old.of([kind]), pair.new.of([kind])
        if len(olds) == len(news):
            yield from ((a, b) for a, b in zip(olds, news, strict=True) if (a.rank or 0) <= (b.rank or 0))


def head_of(side: Side, verb: Hit) -> Token | None:
    """The head noun of the object: the last content word before the first preposition, mark or verb."""
    if not side.words.spaced:
        return None
    stops, skip = side.words.words("object_ends"), side.words.words("stop")
    head = None
    for token in [t for t in sentence_tokens(side, verb.end) if t.start >= verb.end][:8]:
        if token.key in stops or not token.key[0].isalpha():
            if head is not None or token.key not in side.words.words("object_links"):
                break
        elif token.key not in skip:
            head = token
    return head


def exchanged(pair: Pair, before: Token, after: Token) -> bool:
    """Whether two heads are different words which both stand in changed wording."""
    assert pair.old and pair.new
    return (
        stem(before.key) != stem(after.key)
        and stem(after.key) not in pair.old.stems
        and stem(before.key) not in pair.new.stems
        and pair.old.touched(before.start, before.end)
        and pair.new.touched(after.start, after.end)
    )


def swapped(pair: Pair, old: Hit, new: Hit, before: Token, after: Token) -> Finding:
    """A finding of O1; the direction follows from the labels' ranks where both are known."""
    assert pair.old and pair.new
    ranks = [
        next(
            (h.rank for h in side.of(["label", "scope_label", "actor_label"]) if h.start <= t.start < h.end),
            None,
        )
        for side, t in ((pair.old, before), (pair.new, after))
    ]
    direction: Direction = "mixed"
    if ranks[0] is not None and ranks[1] is not None and ranks[0] != ranks[1]:
        direction = "strengthened" if ranks[1] > ranks[0] else "softened"
    elif ranks[1] is None and pair.new.words.words("weak_objects") & {after.key}:
        direction = "softened"
    elif ranks[0] is None and pair.old.words.words("weak_objects") & {before.key}:
        direction = "strengthened"
    spans = Span(old.start, max(old.end, before.end)), Span(new.start, max(new.end, after.end))
    words = pair.old.quote(before.start, before.end), pair.new.quote(after.start, after.end)
    return Finding(
        "O1",
        "verbs.object",
        direction,
        f"the {words[0]} as the object of “{old.form}”",
        f"What “{new.form}” is about changes from “{words[0]}” to “{words[1]}” in “{clause(pair.new, *spans[1])}”.",
        (spans[0],),
        (spans[1],),
        pair.touching([spans[0]], [spans[1]]),
        terms=(UNLISTED,) if direction == "mixed" else (),
    )


RULES = (tone, directive, endorsement, crossing, reaffirmation, degree, object_swap)
