"""What a verb of stance is about (O1): the deed condemned, the thing upheld, the act demanded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from diple.lexicon.vocabulary import Hit, Token, vocabulary
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import UNLISTED, Finding, by_rank, claim
from diple.mark.sentence.frames import OBJECT, Side
from diple.mark.sentence.hits import hits_at
from diple.mark.sentence.pair import Edited, other_side
from diple.mark.sentence.phrases.cutting import clause, sentence_tokens
from diple.mark.sentence.phrases.objects import object_of
from diple.mark.sentence.uses import same_use
from diple.mark.text.context import Context
from diple.model import Direction, Span

# The ladders, with the rank from which a verb is more than a note.
STANCE = {"tone_negative": 2.0, "endorsement": 2.5, "opposition": 0.0}
LABELS = ("label", "scope_label", "actor_label")
COUNTING = ("quantifier",)  # kinds whose nouns only count an object
GRADED = {*LABELS, "deed_label"}  # ladders of deeds, by which the direction of a swap is read
POSSESSIVES = ("'s", "’s")
APOSTROPHES = ("'", "’")
LETTERS = 5  # that forms of one noun share: killing, killed
Places = tuple[dict[str, list[Hit]], dict[str, list[Hit]]]


class Swapped(NamedTuple):
    """Two verbs of stance that answer one another, and what each is about."""

    old: Hit
    new: Hit
    before: Token
    after: Token


@needs(kinds=STANCE)
def swap(pair: Edited, context: Context) -> Iterator[Finding]:
    """O1: the verb of stance stays or rises, and what it is about becomes something else."""
    for old, new in stance_pairs(pair):
        one = objects(pair, old, new)
        if one and same_use(pair, old, new) and is_swap(pair, one.before, one.after) and is_certain(pair, context, one):
            yield swapped(pair, one)


def stance_pairs(pair: Edited) -> Iterator[tuple[Hit, Hit]]:
    """Verbs of stance that answer one another, of the same ladder, clause by clause; the new one is as strong."""
    for (olds, news), (kind, least) in product(places_of(pair), STANCE.items()):
        if len(olds.get(kind, ())) == len(news.get(kind, ())):
            both = zip(olds.get(kind, ()), news.get(kind, ()), strict=True)
            yield from ((a, b) for a, b in both if least <= (a.rank or 0) <= (b.rank or 0))


def places_of(pair: Edited) -> list[Places]:
    """The phrases of both sides by kind; clause by clause where a side has several verbs of one ladder."""
    if not any(is_repeated(pair, kind) for kind in STANCE):
        return [(pair.old.by_kind, pair.new.by_kind)]
    return [(one.old.by_kind, one.new.by_kind) for one in pair.clause_pairs if one.old and one.new]


def is_repeated(pair: Edited, kind: str) -> bool:
    """Whether both sides have verbs of a ladder, and one of them several."""
    counts = [len(side.by_kind.get(kind, ())) for side in (pair.old, pair.new)]
    return 0 not in counts and max(counts) > 1


def objects(pair: Edited, old: Hit, new: Hit) -> Swapped | None:
    """What two verbs are about, where both show it."""
    before, after = object_of(pair.old, old), object_of(pair.new, new)
    return Swapped(old, new, before.head, after.head) if before and after else None


def is_swap(pair: Edited, before: Token, after: Token) -> bool:
    """Whether two objects are different things; what only counts a thing is none."""
    if hits_at(pair.old.of(COUNTING), before.start) or on_one_ladder(pair, before, after):
        return False
    exchanged = not occurs(pair.old, after) and not occurs(pair.new, before)
    return exchanged or is_governed(pair, before, after)


def on_one_ladder(pair: Edited, before: Token, after: Token) -> bool:
    """Whether both objects are phrases of one ladder, whose kind claims the step: "relationship", "partnership"."""
    kinds = [
        {hit.kind for hit in hits_at(side.hits, head.start)} for side, head in ((pair.old, before), (pair.new, after))
    ]
    return not kinds[0].isdisjoint(kinds[1] - GRADED)


def occurs(side: Side, word: Token) -> bool:
    """Whether a word occurs on a side in any form."""
    return any(t.key[:LETTERS] == word.key[:LETTERS] for t in side.content_tokens)


def is_governed(pair: Edited, before: Token, after: Token) -> bool:
    """Whether one object now depends on the other: "the right of Maravel" for "Maravel"; either way round."""
    return governs(pair, pair.new, after, before) or governs(pair, pair.old, before, after)


def governs(pair: Edited, side: Side, above: Token, below: Token) -> bool:
    """Whether a head that is new on a side governs the head of the other side by a preposition."""
    if not side.touched(above.start, above.end) or occurs(other_side(pair, side), above):
        return False
    if hits_at(side.of(["wrapper"]), above.start):
        return False  # M2 claims a wrapper
    rest = [t for t in sentence_tokens(side, above.start) if t.start >= above.end][:OBJECT]
    return is_tied(side, rest) and any(t.key[:LETTERS] == below.key[:LETTERS] and not is_owner(side, t) for t in rest)


def is_owner(side: Side, word: Token) -> bool:
    """Whether a word only says whose the thing behind it is: "its members' land"."""
    return word.key.endswith(POSSESSIVES) or side.text[word.end : word.end + 1] in APOSTROPHES


def is_tied(side: Side, rest: list[Token]) -> bool:
    """Whether some words open with a preposition that ties one thing to another."""
    return bool(rest) and rest[0].key in side.words.words("object_ties")


def is_certain(pair: Edited, context: Context, one: Swapped) -> bool:
    """Whether the claim holds where two sentences may not answer one another."""
    if pair.doubtful:
        return False
    topical = context.mode == "succession" and pair.reworded
    return not topical or pair.answering or is_governed(pair, one.before, one.after)


def direction_of(pair: Edited, one: Swapped) -> Direction:
    """Which way the object moved: by what governs what, or by the weight of the deeds; mixed where neither shows it."""
    if governs(pair, pair.new, one.after, one.before):
        return "softened"
    if governs(pair, pair.old, one.before, one.after):
        return "strengthened"
    before, after = weight(pair.old, one.before), weight(pair.new, one.after)
    if before is not None and after is not None and before != after:
        return by_rank(before, after)
    return by_rank(is_vague(pair.new, one.after), is_vague(pair.old, one.before))


def is_vague(side: Side, thing: Token) -> bool:
    """Whether an object is a state of things, and no deed of anyone."""
    return thing.key in side.words.union("vague_objects", "weak_objects")


def weight(side: Side, thing: Token) -> float | None:
    """How grave what is judged is; None where no list has it."""
    labels = [hit.rank for hit in hits_at(side.of(LABELS), thing.start)]
    return weights(side.words.language).get(thing.key, labels[0] if labels else None)


@cache
def weights(language: str) -> dict[str, float]:
    """Words with their weight, from a table of a language whose keys are weights."""
    table: dict[str, list[str]] = vocabulary(language).tables.get("gravity", {})
    return {word: float(rank) for rank, words in table.items() for word in words}


def swapped(pair: Edited, one: Swapped) -> Finding:
    """A claim of O1."""
    (old, new, before, after), direction = one, direction_of(pair, one)
    was, now = pair.old.quote(before.start, before.end), pair.new.quote(after.start, after.end)
    spans = (Span(old.start, max(old.end, before.end)),), (Span(new.start, max(new.end, after.end)),)
    about = f"the {was} as the object of “{old.form}”"
    why = f"The object of “{new.form}” changes from “{was}” to “{now}” in “{clause(pair.new, *spans[1][0])}”."
    terms = (UNLISTED,) if direction == "mixed" else ()
    return claim(pair, "O1", "object_swap.swap", direction, about, why, *spans, terms=terms)


RULES = (swap,)
