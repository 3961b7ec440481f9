"""Deeds of one kind by strength (M2, O1), opposite deeds (P1), and what a decision is about (O1).

A promise to lift a measure and one to suspend it share modal, object and speaker: only the deed tells them apart. The
deeds stand in the language's list by kind and rank; one is read where it gives way to another of its kind, in what is
promised, decided or agreed, and done to the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diple.lexicon.vocabulary import Hit, Token, deed_vocabulary
from diple.lexicon.vocabulary.glosses import with_meaning
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import UNLISTED, Finding
from diple.mark.kinds.ladders import neighbours
from diple.mark.sentence.frames import Side, frame_at
from diple.mark.sentence.pair import AKIN, Edited
from diple.mark.sentence.phrases.cutting import clause, is_break, phrase, sentence_tokens
from diple.mark.sentence.phrases.referents import asked, bound, complement, matter
from diple.mark.text.context import Context
from diple.model import Direction, Span

BEFORE, AFTER = 3, 5  # content words beside a deed, one of which both sides must have: what it is done to
PLANNED = 1  # rank of a phrase that tells how far an act has come, where it is only planned
BINDING = ("modality", "directive")
OBJECT = 10  # words of what is decided
ROOT = 5  # letters that a verb and its noun share
WORDS = 2  # content words from which what is decided can be told from what was
HEAD = 16  # tokens of a sentence among which it decides


class Decision(NamedTuple):
    """What a sentence decides: the verb of deciding, the deed, and the words of its object."""

    verb: Token
    deed: Token
    thing: tuple[Token, ...]


@needs(words=("deed_words",))
def deed_change(pair: Edited, context: Context) -> Iterator[Finding]:
    """M2, O1 or P1: a deed that is promised, decided or agreed gives way to another of its kind."""
    if pair.doubtful or not context.same_clause(pair):
        return
    if context.mode == "succession" and pair.common < AKIN:
        return
    before, after = deeds_of(pair.old), deeds_of(pair.new)
    for kind in sorted(before.keys() & after.keys()):
        old, new = answering(before[kind], after[kind])
        if old and new and swapped(pair, old, new):
            yield found(pair, old, new)


def deeds_of(side: Side) -> dict[str, list[Hit]]:
    """The deeds of a side by kind, the longest phrase at a place."""
    listed: dict[str, list[Hit]] = {}
    for hit in deed_vocabulary(side.words.language).hits(side.text, side.tokens):
        rest = listed.setdefault(hit.kind, [])
        if not rest or rest[-1].end <= hit.start:
            rest.append(hit)
    return listed


def answering(olds: list[Hit], news: list[Hit]) -> tuple[Hit | None, Hit | None]:
    """The one deed that was lost and the one that was gained, where there is one each."""
    lost = [hit for hit in olds if hit.rank not in {other.rank for other in news}]
    gained = [hit for hit in news if hit.rank not in {other.rank for other in olds}]
    return (lost[0], gained[0]) if len(lost) == 1 == len(gained) else (None, None)


def swapped(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether both deeds changed, are promised and not denied, and are done to the same thing."""
    sides = ((pair.old, old), (pair.new, new))
    if not all(side.touched(hit.start, hit.end) and not is_denied(side, hit) for side, hit in sides):
        return False
    if any(told_by_noun(side, deed) or stands(side, deed) for side, deed in ((pair.new, old), (pair.old, new))):
        return False
    if not old.kind.startswith("outcome.") and not all(is_bound(side, hit) for side, hit in sides):
        return False
    things = [neighbours(side, hit, BEFORE, AFTER) for side, hit in sides]
    return not things[0].isdisjoint(things[1])


def told_by_noun(other: Side, deed: Hit) -> bool:
    """Whether the other side tells a deed by a word of the same root: "provide assistance", "assist"."""
    root = "" if " " in deed.form else deed.form.casefold()[:ROOT]
    return len(root) == ROOT and any(t.key.startswith(root) for t in other.content_tokens)


def stands(other: Side, deed: Hit) -> bool:
    """Whether the other side has all words of a deed, in whatever order."""
    return other.keys.issuperset(deed.form.casefold().split())


def is_denied(side: Side, deed: Hit) -> bool:
    """Whether something else in its clause denies a deed."""
    frame = frame_at(side, deed.start)
    return frame is not None and any(hit.end <= deed.start for hit in frame.negations)


def is_bound(side: Side, deed: Hit) -> bool:
    """Whether a deed stands behind a modal, a call or a verb of deciding, and is not told as done."""
    if is_done(side, deed):
        return False
    return bond(side, deed) is not None or decider(side, deed) is not None


def is_done(side: Side, deed: Hit) -> bool:
    """Whether a deed is told as done or under way: "was lifted", but not "will be lifted"."""
    stages = [hit for hit in side.of(["phase"]) if hit.start <= deed.start <= hit.end + 1]
    told = any(hit.end > deed.start and (hit.rank or 0) > PLANNED for hit in stages)
    return told and not any((hit.rank or 0) <= PLANNED for hit in stages)


def bond(side: Side, deed: Hit) -> Hit | None:
    """The last modal or call before a deed in its sentence."""
    tokens = sentence_tokens(side, deed.start)
    before = [hit for hit in side.of(BINDING) if tokens[0].start <= hit.start < deed.start]
    return max(before, key=lambda hit: hit.start, default=None)


def decider(side: Side, deed: Hit) -> Token | None:
    """The last verb of deciding before a deed in its sentence."""
    known = side.words.union("deciding", "deciding_verbs")
    before = [t for t in sentence_tokens(side, deed.start) if t.end <= deed.start and t.key in known]
    return before[-1] if before else None


def named(side: Side, deed: Hit) -> str:
    """What was promised, decided or agreed: "the commitment to lift the levy", "the agreement on the levy"."""
    verb = bond(side, deed)
    if deed.kind.startswith("outcome."):
        return f"the agreement on {matter(side, Span(deed.start, deed.end))}"
    if verb is None:
        said = phrase(side, [t for t in sentence_tokens(side, deed.start) if t.start >= deed.start], OBJECT)
        return f"the decision to {said}"
    said = complement(side, verb.end)
    return bound(side, verb, said) if verb.kind == "modality" else asked(side, verb, said)


def found(pair: Edited, old: Hit, new: Hit) -> Finding:
    """A finding of M2, of O1 where what is used differs, or of P1 where one deed is the other's opposite."""
    assert old.rank is not None and new.rank is not None
    spans = (Span(old.start, old.end),), (Span(new.start, new.end),)
    direction: Direction = "strengthened" if new.rank > old.rank else "softened"
    family = old.kind.partition(".")[0]
    if family == "course":
        code, rule, direction = "P1", "strength.opposite", "mixed"
    elif family == "object":
        code, rule = "O1", "strength.used"
    else:
        code, rule = "M2", "strength.deed"
    return Finding(
        code,
        rule,
        direction,
        named(pair.old, old),
        f"{with_meaning(old.form, old.means)} becomes {with_meaning(new.form, new.means)} "
        f"in “{clause(pair.new, new.start, new.end)}”.",
        *spans,
        pair.touching(*spans),
    )


@needs(kinds=BINDING)
def decided_otherwise(pair: Edited, context: Context) -> Iterator[Finding]:
    """O1: a body decides the same deed as before on something else altogether: "to establish a tribunal", "a fund"."""
    if context.mode == "succession":
        return
    if pair.old.words.words("deciding").isdisjoint(pair.old.keys & pair.new.keys):
        return
    old, new = decision(pair.old), decision(pair.new)
    if old is None or new is None or (old.verb.key, old.deed.key) != (new.verb.key, new.deed.key):
        return
    if not something_else(pair.old, old, pair.new) or not something_else(pair.new, new, pair.old):
        return
    spans = (span_of(old.thing),), (span_of(new.thing),)
    was, now = phrase(pair.old, old.thing, OBJECT), phrase(pair.new, new.thing, OBJECT)
    yield Finding(
        "O1",
        "strength.decided",
        "mixed",
        f"the decision to {old.deed.key} {was}",
        f"What “{new.verb.key} to {new.deed.key}” is about changes from “{was}” to “{now}”.",
        *spans,
        pair.touching(*spans),
        terms=(UNLISTED,),
    )


def decision(side: Side) -> Decision | None:
    """What a sentence decides "to" do at its head, and to what: the words up to the first mark or clause."""
    words, tokens = side.words, side.tokens[:HEAD]
    deciding, to = words.words("deciding"), words.words("infinitive")
    at = next((i for i, t in enumerate(tokens) if t.key in deciding), None)
    place = None if at is None else next((i for i in (at + 1, at + 2) if i < len(tokens) and tokens[i].key in to), None)
    if at is None or place is None or place + 1 >= len(side.tokens):
        return None
    thing = []
    for token in side.tokens[place + 2 :][:OBJECT]:
        if is_break(token) or token.key in words.union("relatives", "complementisers"):
            break
        thing.append(token)
    if not has_object(side, thing):
        return None
    return Decision(tokens[at], side.tokens[place + 1], tuple(thing))


def has_object(side: Side, said: list[Token]) -> bool:
    """Whether a noun, and no place, time or manner, stands right behind a deed."""
    words = side.words
    end = next((at for at, t in enumerate(said) if t.key in words.words("object_ends")), len(said))
    no_nouns = words.union("stop", "adverbs", "particles")
    return any(t.key not in no_nouns for t in said[:end])


def something_else(side: Side, decided: Decision, other: Side) -> bool:
    """Whether nothing of what is decided on stands on the other side, whatever it is for."""
    words = side.words
    ends = words.words("object_ends") - words.words("actor_of")
    thing = [t for t in decided.thing if t.key not in words.words("stop")]
    end = next((t.start for t in decided.thing if t.key in ends), side.end)
    direct = {stem(t.key) for t in thing if t.start < end and t.key not in words.words("particles")}
    return len(thing) >= WORDS and bool(direct) and direct.isdisjoint(other.stems)


def span_of(tokens: tuple[Token, ...]) -> Span:
    """The stretch of some words."""
    return Span(tokens[0].start, tokens[-1].end)


RULES = (deed_change, decided_otherwise)
