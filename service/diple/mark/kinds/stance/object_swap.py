"""What a verb of stance is about (O1): the deed condemned, the thing upheld, the act demanded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from diple.grammar import Clause, NounPhrase
from diple.lexicon.vocabulary import Hit, Token, vocabulary
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import UNLISTED, Finding
from diple.mark.sentence.frames import OBJECT, Side, noun_group
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause, sentence_tokens
from diple.mark.sentence.phrases.objects import Object, object_of, token_at
from diple.mark.sentence.phrases.whole import words_of
from diple.mark.sentence.uses import same_use
from diple.mark.text.context import Context
from diple.model import Direction, Quote, Span

# The ladders, with the rank from which a verb is more than a note.
STANCE = {"tone_negative": 2.0, "endorsement": 2.5, "opposition": 0.0, "directive": 2.0}
LABELS = ("label", "scope_label", "actor_label")
COUNTING = ("quantifier",)  # kinds whose nouns only count an object
GRADED = {*LABELS, "deed_label"}  # ladders of deeds, by which the direction of a swap is read
LETTERS = 5  # that forms of one noun share: killing, killed
Places = tuple[dict[str, list[Hit]], dict[str, list[Hit]]]
SHORT = 7  # words of a phrase of means


@needs(kinds=STANCE)
def swap(pair: Edited, context: Context) -> Iterator[Finding]:
    """O1: the verb of stance stays or rises, and what it is about becomes something else."""
    for old, new in stance_pairs(pair):
        before, after = object_of(pair.old, old), object_of(pair.new, new)
        if before and after and stem(before.head.key) == stem(after.head.key) and old.kind != "directive":
            before, after = whose(pair.old, before), whose(pair.new, after)
        if before is None or after is None or not same_use(pair, old, new) or not is_swap(pair, before, after):
            continue
        direction = direction_of(pair, old, before, after)
        if is_certain(pair, context, old, new, before, after, direction):
            yield swapped(pair, old, new, before.head, after.head, direction)


def stance_pairs(pair: Edited) -> Iterator[tuple[Hit, Hit]]:
    """Verbs of stance that answer one another, of the same ladder, clause by clause; the new one is as strong."""
    kinds = [kind for kind in STANCE if kind in pair.old.by_kind and kind in pair.new.by_kind]
    places: list[Places] = [(pair.old.by_kind, pair.new.by_kind)]
    if any(len(side.by_kind[kind]) > 1 for side in (pair.old, pair.new) for kind in kinds):
        places = [(one.old.by_kind, one.new.by_kind) for one in pair.facings if one.old and one.new]
    for (olds, news), kind in product(places, kinds):
        if len(olds.get(kind, ())) == len(news.get(kind, ())):
            both = zip(olds.get(kind, ()), news.get(kind, ()), strict=True)
            yield from ((a, b) for a, b in both if STANCE[kind] <= (a.rank or 0) <= (b.rank or 0))


def whose(side: Side, thing: Object) -> Object | None:
    """Whose a thing is, where "of" ties it to a person or body: "the courage of the pilots"; else the thing itself."""
    after = [t for t in sentence_tokens(side, thing.head.end) if t.start >= thing.head.end][:OBJECT]
    if not after or after[0].key not in side.words.words("actor_of"):
        return thing
    group = noun_group(side, after[1:])
    if not group or not is_somebody(side, group[-1]):
        return thing
    labelled = any(hit.start <= group[-1].start < hit.end for hit in side.of(LABELS))
    return thing if labelled else Object(group[-1])  # A2 claims what a deed is called


def is_somebody(side: Side, noun: Token) -> bool:
    """Whether a noun is one for people or for an actor."""
    listed = noun.key in side.words.union("group_nouns", "actor_nouns", "generic_persons")
    return listed or noun.key.endswith(tuple(side.words.words("group_endings")) or "\0")


def is_swap(pair: Edited, before: Object, after: Object) -> bool:
    """Whether two objects are different things; what only counts a thing is none."""
    if is_counted(pair.old, before) or is_counted(pair.new, after) or on_one_ladder(pair, before, after):
        return False
    return is_exchanged(pair, before.head, after.head) or is_governed(pair, before, after)


def on_one_ladder(pair: Edited, before: Object, after: Object) -> bool:
    """Whether both objects are phrases of one ladder, whose kind claims the step: "relationship", "partnership"."""
    kinds = [
        {hit.kind for hit in side.hits if hit.rank is not None and hit.start <= thing.head.start < hit.end}
        for side, thing in ((pair.old, before), (pair.new, after))
    ]
    return not kinds[0].isdisjoint(kinds[1] - GRADED)


def is_counted(side: Side, thing: Object) -> bool:
    """Whether an object is only how many there are of it: "a handful of States"."""
    return any(hit.start <= thing.head.start < hit.end for hit in side.of(COUNTING))


def is_exchanged(pair: Edited, before: Token, after: Token) -> bool:
    """Whether two heads are different words which both changed, and neither occurs on the other side."""
    changed = pair.old.touched(before.start, before.end) and pair.new.touched(after.start, after.end)
    return changed and not occurs(pair.old, after) and not occurs(pair.new, before)


def occurs(side: Side, word: Token) -> bool:
    """Whether a word occurs on a side in any form."""
    return any(t.key[:LETTERS] == word.key[:LETTERS] for t in side.content_tokens)


def is_governed(pair: Edited, before: Object, after: Object) -> bool:
    """Whether one object now depends on the other: "the right of Maravel" for "Maravel"; either way round."""
    return governs(pair.new, after.head, before.head, pair.old) or governs(pair.old, before.head, after.head, pair.new)


def governs(side: Side, above: Token, below: Token, other: Side) -> bool:
    """Whether a head that is new on a side governs the head of the other side by a preposition."""
    if occurs(other, above) or not side.touched(above.start, above.end):
        return False
    wrapped = any(hit.start <= above.start < hit.end for hit in side.of(["wrapper"]))  # M2 claims that
    if wrapped or above.key in side.words.words("thin_objects"):
        return False
    rest = [t for t in sentence_tokens(side, above.start) if t.start >= above.end][:OBJECT]
    tied = bool(rest) and rest[0].key in side.words.words("object_ties")
    return tied and any(t.key[:LETTERS] == below.key[:LETTERS] for t in rest)


def is_certain(
    pair: Edited, context: Context, old: Hit, new: Hit, before: Object, after: Object, direction: Direction
) -> bool:
    """Whether the claim holds where sentences are linked by topic only, and of calls, whose objects are addressees."""
    governed = is_governed(pair, before, after)
    if old.kind == "directive" and (direction == "mixed" or governed):
        return False
    if pair.doubtful and (direction == "mixed" or old.form != new.form):
        return False
    return governed or pair.answering or not (context.mode == "succession" and pair.reworded)


def direction_of(pair: Edited, verb: Hit, before: Object, after: Object) -> Direction:
    """Which way the object moved: by the weight of the deeds, or by what governs what; mixed where neither shows it."""
    if governs(pair.new, after.head, before.head, pair.old):
        return "softened"
    if governs(pair.old, before.head, after.head, pair.new):
        return "strengthened"
    asked = verb.kind == "directive"
    one, other = weight(pair.old, before, asked), weight(pair.new, after, asked)
    if one is not None and other is not None and one != other:
        return "strengthened" if other > one else "softened"
    vague = not asked and is_vague(pair.old, before), not asked and is_vague(pair.new, after)
    return "mixed" if vague[0] == vague[1] else "strengthened" if vague[0] else "softened"


def is_vague(side: Side, thing: Object) -> bool:
    """Whether an object is a state of things, and no deed of anyone."""
    return not thing.people and thing.head.key in side.words.union("vague_objects", "weak_objects")


def weight(side: Side, thing: Object, asked: bool) -> float | None:
    """How grave what is judged is, or how much what is asked; None where no list has it."""
    known = weights(side.words.language, "asked" if asked else "gravity")
    if asked or thing.head.key in known:
        return known.get(thing.head.key)
    if thing.people:
        return max(known.values(), default=None)
    if is_vague(side, thing):
        return min(known.values(), default=0.0)
    return next((h.rank for h in side.of(LABELS) if h.start <= thing.head.start < h.end), None)


@cache
def weights(language: str, name: str) -> dict[str, float]:
    """Words with their weight, from a table of a language whose keys are weights."""
    table: dict[str, list[str]] = vocabulary(language).tables.get(name, {})
    return {word: float(rank) for rank, words in table.items() for word in words}


def swapped(pair: Edited, old: Hit, new: Hit, before: Token, after: Token, direction: Direction) -> Finding:
    """A claim of O1."""
    spans = Span(old.start, max(old.end, before.end)), Span(new.start, max(new.end, after.end))
    words = pair.old.quote(before.start, before.end), pair.new.quote(after.start, after.end)
    return Finding(
        "O1",
        "object_swap.swap",
        direction,
        f"the {words[0]} as the object of “{old.form}”",
        f"The object of “{new.form}” changes from “{words[0]}” to “{words[1]}” in “{clause(pair.new, *spans[1])}”.",
        (spans[0],),
        (spans[1],),
        pair.touching([spans[0]], [spans[1]]),
        terms=(UNLISTED,) if direction == "mixed" else (),
    )


def decided(pair: Edited, context: Context) -> Iterator[Finding]:
    """O1: a body decides the same deed as before on something else: "to establish a tribunal", "a fund"."""
    deciding = pair.words.words("deciding")
    if deciding.isdisjoint(pair.old.keys & pair.new.keys) or context.mode == "succession":
        return
    old, new = decision_of(pair.old), decision_of(pair.new)
    if old is None or new is None or old.verb.main.lemma != new.verb.main.lemma or not old.object or not new.object:
        return
    one, other = token_at(pair.old, old.object), token_at(pair.new, new.object)
    if one and other and is_swap(pair, Object(one), Object(other)) and is_exchanged(pair, one, other):
        yield decided_otherwise(pair, old, old.object, new.object)


def decision_of(side: Side) -> Clause | None:
    """The clause of the first deed that a verb of deciding governs."""
    deciding = side.words.words("deciding")
    for sentence in side.parsed:
        for deed in sentence.clauses:
            above = sentence.clauses[deed.governor] if deed.governor is not None else None
            if above and deed.kind == "infinitive" and above.verb.main.form.casefold() in deciding:
                return deed
    return None


def decided_otherwise(pair: Edited, old: Clause, one: NounPhrase, other: NounPhrase) -> Finding:
    """A claim of O1 on what is decided."""
    was, now = words_of(pair.old, one), words_of(pair.new, other)
    spans = (Span(one.start, one.end),), (Span(other.start, other.end),)
    deed = pair.old.quote(old.verb.start, old.verb.end)
    return Finding(
        "O1",
        "object_swap.decided",
        "mixed",
        f"the decision {deed} {was}",
        f"The object of the decision “{deed}” changes from “{was}” to “{now}”.",
        *spans,
        pair.touching(*spans),
        terms=(UNLISTED,),
    )


def means(pair: Edited, context: Context) -> Iterator[Finding]:
    """O1: what is opposed is opposed only where it comes "by force", or no longer only there."""
    for change in pair.changes if not pair.reworded else ():
        if change.old is None and change.new:
            yield from means_in(pair, pair.new, change.new)
        elif change.old and change.new is None:
            yield from means_in(pair, pair.old, change.old)


def means_in(pair: Edited, side: Side, quote: Quote) -> Iterator[Finding]:
    """The claim on means that only one side names."""
    tokens = [t for t in side.tokens if quote.start <= t.start < quote.end and t.key[0].isalnum()]
    verb = next((h for h in side.of(("opposition", "tone_negative")) if h.end <= quote.start), None)
    if verb and is_means(side, tokens):
        yield narrowed(pair, side, verb, Span(tokens[0].start, tokens[-1].end))


def is_means(side: Side, tokens: list[Token]) -> bool:
    """Whether a few words name forcible means: "by force of arms"."""
    if not 1 < len(tokens) <= SHORT or tokens[0].key not in side.words.words("means_links"):
        return False
    return not side.words.words("forcible_means").isdisjoint(t.key for t in tokens)


def narrowed(pair: Edited, side: Side, verb: Hit, span: Span) -> Finding:
    """A claim of O1 on the side where the means are named."""
    old, new = ((span,), ()) if side is pair.old else ((), (span,))
    return Finding(
        "O1",
        "object_swap.means",
        "softened" if new else "strengthened",
        f"what “{verb.form}” is about: {side.quote(verb.end, span.start)}",
        f"“{side.quote(*span)}” is {'added and narrows' if new else 'dropped, which widens'} what is opposed: "
        f"“{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


RULES = (swap, decided, means)
