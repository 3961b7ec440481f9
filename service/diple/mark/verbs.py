"""Verbs of stance (V1 to V4) and their objects (O1), on two axes that are never mixed: tone and binding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from diple.mark.evidence import UNLISTED, Context, Finding, Pair, Side, stem
from diple.mark.frames import OBJECT, noun_group
from diple.mark.ladders import LadderRule
from diple.mark.referents import clause, phrase, sentence_tokens
from diple.mark.vocabulary import Hit, Token
from diple.model import Direction, Span

STANCE = {
    "tone_negative": 2.0,
    "endorsement": 2.5,
    "opposition": 0.0,
}  # with the rank from which it is more than a note
NOTE = 1.0  # rank of a verb of censure that only takes note
CROSSINGS = (
    ("endorsement", "opposition", "softened"),
    ("opposition", "endorsement", "strengthened"),
    ("endorsement", "tone_negative", "softened"),
    ("tone_negative", "endorsement", "strengthened"),
)
AGENTIVE = 2  # letters of the ending that makes a deed its doer: attack, attacker


class StanceRule(LadderRule):
    """V3, or C1 where the stance is on Taiwan."""

    def finding(self, pair: Pair, old: Hit, new: Hit) -> Finding:
        """The change of stance, under the code of its object."""
        found = LadderRule.finding(self, pair, old, new)
        if about_taiwan(pair, old):
            return replace(found, code="C1", referent=f"the commitment on Taiwan: {found.referent}")
        return found


tone = LadderRule("verbs.tone", "V1", ("tone_negative",), "censure of {object}", 0.9, same_head=False)
commands = LadderRule("verbs.directive", "V2", ("directive",), "the call for {object}", 1.0)
endorsement = StanceRule("verbs.endorsement", "V3", ("endorsement", "opposition"), "the stance on {object}", 1.0)
reaffirmation = LadderRule("verbs.reaffirmation", "V4", ("reaffirmation",), "renewed commitment to {object}", 0.5)
degree = LadderRule("verbs.degree", "H3", ("tone_negative",), "the force of censure of {object}", 0.5, same_head=True)


def about_taiwan(pair: Pair, old: Hit) -> bool:
    """Whether a stance is on Taiwan, whose forms have a kind of their own."""
    assert pair.old
    return any(abs(hit.start - old.end) < 60 for hit in pair.old.of(["taiwan_matter"]))


def directive(pair: Pair, context: Context) -> Iterator[Finding]:
    """V2: a directive of another rank; "are required to" and "are advised to" are modals, which M1 tells."""
    for finding in commands(pair, context):
        sides = ((pair.old, finding.old), (pair.new, finding.new))
        if not all(side and any(in_modal(side, span) for span in spans) for side, spans in sides):
            yield finding


def in_modal(side: Side, span: Span) -> bool:
    """Whether a stretch lies inside a modal phrase."""
    return any(hit.start <= span.start and span.end <= hit.end for hit in side.of(["modality"]))


def renewal(pair: Pair, context: Context) -> Iterator[Finding]:
    """V4: what was reaffirmed is merely noted, or the reverse: "noted" stands on another ladder."""
    if pair.old is None or pair.new is None or not (pair.lost("reaffirmation") or pair.gained("reaffirmation")):
        return
    if not context.same_clause(pair):
        return
    for facing in pair.facings:
        for here, there, direction in ((facing.old, facing.new, "softened"), (facing.new, facing.old, "strengthened")):
            if here is None or there is None or there.of("reaffirmation") or not here.of("reaffirmation"):
                continue
            renewed = here.of("reaffirmation")[0]
            note = next((h for h in there.of("tone_negative") if (h.rank or 0) <= NOTE), None)
            before, after = head_of(here.side, renewed), note and head_of(there.side, note)
            if (
                note
                and before
                and after
                and stem(before.key) == stem(after.key)
                and pair.stands_changed(*((renewed, note) if here is facing.old else (note, renewed)))
            ):
                old, new = (renewed, note) if here is facing.old else (note, renewed)
                found = stance_turned(pair, old, new, "softened" if direction == "softened" else "strengthened")
                thing = found.referent.removeprefix("the stance on ")
                yield replace(found, code="V4", rule="verbs.renewal", referent=f"renewed commitment to {thing}")


def crossing(pair: Pair, context: Context) -> Iterator[Finding]:
    """A censure that becomes support, or support that becomes opposition: V3, by the side it ends on."""
    for lost, gained, direction in CROSSINGS:
        if pair.old and pair.new and not pair.gained(lost) and not pair.lost(gained):
            for old, new in zip(pair.lost(lost), pair.gained(gained), strict=False):
                if pair.stands_changed(old, new) and judges(old) and judges(new):
                    yield stance_turned(pair, old, new, "softened" if direction == "softened" else "strengthened")


def judges(hit: Hit) -> bool:
    """Whether a verb of censure or support does more than take note."""
    return (hit.rank or 0) >= STANCE[hit.kind]


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
    """Verbs of stance that answer one another, of the same ladder, clause by clause; the new one is as strong."""
    if pair.old is None or pair.new is None or not STANCE.keys() & pair.old.by_kind.keys() & pair.new.by_kind.keys():
        return
    places = [(pair.old.by_kind, pair.new.by_kind)]
    if any(len(side.get(kind, ())) > 1 for side in places[0] for kind in STANCE):
        places = [(one.old.by_kind, one.new.by_kind) for one in pair.facings if one.old and one.new]
    for olds, news in places:
        for kind, least in STANCE.items():
            if len(olds.get(kind, ())) == len(news.get(kind, ())):
                both = zip(olds.get(kind, ()), news.get(kind, ()), strict=True)
                yield from ((a, b) for a, b in both if least <= (a.rank or 0) <= (b.rank or 0))


def head_of(side: Side, verb: Hit) -> Token | None:
    """The head noun of the object: the last content word before the first preposition, mark or verb."""
    if not side.words.spaced:
        return None
    after = [t for t in sentence_tokens(side, verb.end) if t.start >= verb.end][:OBJECT]
    group = noun_group(side, after)
    return group[-1] if group else None


def exchanged(pair: Pair, before: Token, after: Token) -> bool:
    """Whether two heads are different words which both stand in changed wording."""
    assert pair.old and pair.new
    if not (pair.old.touched(before.start, before.end) and pair.new.touched(after.start, after.end)):
        return False
    if stem(before.key) == stem(after.key):
        return is_doer(pair.old, before, after) or is_doer(pair.old, after, before)
    return stem(after.key) not in pair.old.stems and stem(before.key) not in pair.new.stems


def is_doer(side: Side, doer: Token, deed: Token) -> bool:
    """Whether one word names who does what the other names: "attackers", "attacks"."""
    one, other = doer.key.removesuffix("s"), deed.key.removesuffix("s")
    return one[:-AGENTIVE] == other and one[-AGENTIVE:] in side.words.words("doer_endings")


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
    elif is_vague(pair.new, after) and not is_vague(pair.old, before):
        direction = "softened"
    elif is_vague(pair.old, before) and not is_vague(pair.new, after):
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


def is_vague(side: Side, token: Token) -> bool:
    """Whether a word names a state of things, and no deed of anyone."""
    return token.key in side.words.words("vague_objects") | side.words.words("weak_objects")


RULES = (tone, directive, endorsement, crossing, reaffirmation, renewal, degree, object_swap)
