"""What a verb of stance is about (O1): the deed condemned, the thing upheld, the act demanded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from diple.lexicon.vocabulary import Hit, Token, vocabulary
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import UNLISTED, Finding
from diple.mark.sentence.frames import OBJECT, Side, noun_group
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause, sentence_tokens
from diple.mark.sentence.uses import agree
from diple.mark.text.context import Context
from diple.model import Direction, Span

# The ladders, with the rank from which a verb is more than a note.
STANCE = {"tone_negative": 2.0, "endorsement": 2.5, "opposition": 0.0, "directive": 2.0}
LABELS = ("label", "scope_label", "actor_label")
EXTENT = "_scope"  # ending of the kinds that are ladders of classes
AGENTIVE = 2  # letters of the ending that makes a deed its doer: attack, attacker
LETTERS = 5  # that a deed and its verb share: killing, killed
DOERS = 4  # words from a verb to "those who"
SHORT = 7  # words of a phrase that tells by what means


class Object(NamedTuple):
    """The head of what a verb of stance is about; `people` where it is "those who"."""

    head: Token
    people: bool = False


@needs(kinds=STANCE)
def object_swap(pair: Edited, context: Context) -> Iterator[Finding]:
    """O1: the verb of stance stays or rises, and what it is about becomes something else."""
    for old, new in stance_pairs(pair):
        if pair.reworded and not pair.answering and not agree(pair.old, old, pair.new, new):
            continue
        before, after = object_of(pair.old, old), object_of(pair.new, new)
        if before and after and stem(before.head.key) == stem(after.head.key) and old.kind != "directive":
            before, after = whose(pair.old, before), whose(pair.new, after)
        if before is None or after is None or not may_swap(pair, before, after):
            continue
        linked = not pair.answering and context.mode == "succession" and pair.reworded
        if linked and not is_governed(pair, before, after):
            continue  # two sentences on one topic support two things
        direction = direction_of(pair, old, before, after)
        if pair.doubtful and (direction == "mixed" or old.form != new.form):
            continue
        if old.kind == "directive" and (direction == "mixed" or is_governed(pair, before, after)):
            continue
        yield swapped(pair, old, new, before.head, after.head, direction)


def whose(side: Side, thing: Object) -> Object | None:
    """Whose a thing is, where "of" ties it to somebody: "the courage of the pilots"; the thing itself where nothing."""
    after = [t for t in sentence_tokens(side, thing.head.end) if t.start >= thing.head.end][:OBJECT]
    if not after or after[0].key not in side.words.words("actor_of"):
        return thing
    group = noun_group(side, after[1:])
    if not group or not is_somebody(side, group[-1]):
        return thing
    if any(hit.start <= group[-1].start < hit.end for hit in side.of(LABELS)):
        return thing  # A2 tells what a deed is called
    return Object(group[-1])


def is_somebody(side: Side, noun: Token) -> bool:
    """Whether a noun is one for people or for an actor."""
    words = side.words
    if any(noun.key in words.words(name) for name in ("group_nouns", "actor_nouns", "generic_persons")):
        return True
    return noun.key.endswith(tuple(words.words("group_endings")) or ("\0",))


def stance_pairs(pair: Edited) -> Iterator[tuple[Hit, Hit]]:
    """Verbs of stance that answer one another, of the same ladder, clause by clause; the new one is as strong."""
    if not STANCE.keys() & pair.old.by_kind.keys() & pair.new.by_kind.keys():
        return
    places = [(pair.old.by_kind, pair.new.by_kind)]
    if any(len(side.get(kind, ())) > 1 for side in places[0] for kind in STANCE):
        places = [(one.old.by_kind, one.new.by_kind) for one in pair.facings if one.old and one.new]
    for olds, news in places:
        for kind, least in STANCE.items():
            if len(olds.get(kind, ())) == len(news.get(kind, ())):
                both = zip(olds.get(kind, ()), news.get(kind, ()), strict=True)
                yield from ((a, b) for a, b in both if least <= (a.rank or 0) <= (b.rank or 0))


def object_of(side: Side, verb: Hit) -> Object | None:
    """The head noun of the object: the last content word before the first preposition, mark or verb."""
    if not side.words.spaced:
        return None
    after = [t for t in sentence_tokens(side, verb.end) if t.start >= verb.end][:OBJECT]
    if any(t.key in side.words.words("complementisers") for t in after[:1]):
        return None
    relatives, people = side.words.words("relatives"), side.words.words("people_pronouns")
    for at, token in enumerate(after[:DOERS]):
        if any(t in side.content_tokens for t in after[:at]):
            break
        if token.key in people and at + 1 < len(after) and after[at + 1].key in relatives:
            acted = next((t for t in side.content_tokens if t.start > after[at + 1].start), None)
            return Object(acted, people=True) if acted else None
    group = noun_group(side, after)
    if not group or group[-1].key in side.words.words("no_objects"):
        return None
    if group[-1].key.endswith(tuple(side.words.words("adverb_endings")) or ("\0",)) or goes_on(side, group[-1]):
        return None
    return Object(group[-1])


def goes_on(side: Side, last: Token) -> bool:
    """Whether an adjective stands where the head should, its noun behind an "and": "economic and social renewal"."""
    after = next((t for t in side.tokens if t.start >= last.end), None)
    endings = tuple(side.words.words("adjective_endings")) or ("\0",)
    described = last.key.endswith(endings) or last.key in side.words.words("plain_adjectives")
    return after is not None and after.key in side.words.words("list_links") and described


def may_swap(pair: Edited, before: Object, after: Object) -> bool:
    """Whether two objects are different things, the new one in changed wording; how many is no thing."""
    if is_counted(pair.old, before) or is_counted(pair.new, after) or on_one_ladder(pair, before.head, after.head):
        return False
    if not (
        pair.old.touched(before.head.start, before.head.end) or not stands(pair.new, before.head)
    ) and not is_governed(pair, before, after):
        return False
    return exchanged(pair, before.head, after.head) or is_governed(pair, before, after)


def on_one_ladder(pair: Edited, before: Token, after: Token) -> bool:
    """Whether both things are classes of one ladder, the wider and the narrower: S1 tells that."""
    classes = [
        {hit.kind for hit in side.hits if hit.kind.endswith(EXTENT) and hit.start <= head.start < hit.end}
        for side, head in ((pair.old, before), (pair.new, after))
    ]
    return not classes[0].isdisjoint(classes[1])


def is_counted(side: Side, found: Object) -> bool:
    """Whether what a stance is about is only how many there are of it: "the backing of a handful of States"."""
    return any(hit.start <= found.head.start < hit.end for hit in side.of(["quantifier"]))


def exchanged(pair: Edited, before: Token, after: Token) -> bool:
    """Whether two heads are different words which both stand in changed wording, and neither on the other side."""
    if not (pair.old.touched(before.start, before.end) and pair.new.touched(after.start, after.end)):
        return False
    if stem(before.key) == stem(after.key):
        return is_doer(pair.old, before, after) or is_doer(pair.old, after, before)
    return not stands(pair.old, after) and not stands(pair.new, before)


def stands(side: Side, word: Token) -> bool:
    """Whether a word stands on a side in any form."""
    return any(t.key[:LETTERS] == word.key[:LETTERS] for t in side.content_tokens)


def is_governed(pair: Edited, before: Object, after: Object) -> bool:
    """Whether one object now hangs on the other: "the right of Maravel" for "Maravel"; either way round."""
    return governs(pair.new, after.head, before.head, pair.old) or governs(pair.old, before.head, after.head, pair.new)


def governs(side: Side, above: Token, below: Token, other: Side) -> bool:
    """Whether a head that is new on a side stands before the head of the other side and is tied to it."""
    if above.key[:LETTERS] == below.key[:LETTERS] or stands(other, above) or not side.touched(above.start, above.end):
        return False
    if above.key in side.words.words("thin_objects") or is_act_itself(side, above):
        return False
    if any(hit.start <= above.start < hit.end for hit in side.of(["wrapper"])):
        return False  # M2 tells that
    rest = [t for t in sentence_tokens(side, above.start) if t.start >= above.end][:OBJECT]
    if not rest or rest[0].key not in side.words.words("object_ties"):
        return False
    return any(t.key[:LETTERS] == below.key[:LETTERS] for t in rest)


def is_act_itself(side: Side, noun: Token) -> bool:
    """Whether a noun only names that something is done: "the carrying out of"."""
    before = next((t for t in reversed(side.tokens) if t.end <= noun.start), None)
    return noun.key.endswith("ing") and (before is None or before not in side.content_tokens)


def is_doer(side: Side, doer: Token, deed: Token) -> bool:
    """Whether one word names who does what the other names: "attackers", "attacks"."""
    one, other = doer.key.removesuffix("s"), deed.key.removesuffix("s")
    return one[:-AGENTIVE] == other and one[-AGENTIVE:] in side.words.words("doer_endings")


def direction_of(pair: Edited, verb: Hit, before: Object, after: Object) -> Direction:
    """Which way the object moved: by the weight of the deeds, or by what hangs on what; mixed where neither tells."""
    if governs(pair.new, after.head, before.head, pair.old):
        return "softened"
    if governs(pair.old, before.head, after.head, pair.new):
        return "strengthened"
    if before.people and after.people:
        return "mixed"
    asked = verb.kind == "directive"
    ranks = weight(pair.old, before, asked), weight(pair.new, after, asked)
    vague = not asked and is_vague(pair.old, before), not asked and is_vague(pair.new, after)
    if ranks[0] is None or ranks[1] is None or ranks[0] == ranks[1]:
        return "mixed" if vague[0] == vague[1] else "strengthened" if vague[0] else "softened"
    return "strengthened" if ranks[1] > ranks[0] else "softened"


def is_vague(side: Side, thing: Object) -> bool:
    """Whether an object is a state of things, and no deed of anyone."""
    words = side.words
    return not thing.people and thing.head.key in words.union("vague_objects", "weak_objects")


def weight(side: Side, thing: Object, asked: bool) -> float | None:
    """How grave what is judged is, or how much what is asked; None where no list tells."""
    key = thing.head.key
    if asked:
        return weights(side.words.language, "asked").get(key)
    known = weights(side.words.language, "gravity")
    if thing.people:
        return max(known.values(), default=None)
    if key in known:
        return known[key]
    if key in side.words.words("vague_objects") or key in side.words.words("weak_objects"):
        return min(known.values(), default=0.0)
    head = thing.head
    return next((h.rank for h in side.of(LABELS) if h.start <= head.start < h.end), None)


@cache
def weights(language: str, name: str) -> dict[str, float]:
    """Words with their weight, from a table of a language whose keys are weights."""
    table: dict[str, list[str]] = vocabulary(language).tables.get(name, {})
    return {word: float(rank) for rank, words in table.items() for word in words}


def swapped(pair: Edited, old: Hit, new: Hit, before: Token, after: Token, direction: Direction) -> Finding:
    """A finding of O1."""
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


def means(pair: Edited, context: Context) -> Iterator[Finding]:
    """O1: what is opposed is opposed only where it comes "by force", or no longer only there."""
    if pair.reworded:
        return
    for change in pair.changes:
        side, quote = (pair.new, change.new) if change.old is None else (pair.old, change.old)
        if quote is None or side is None or (change.old and change.new):
            continue
        tokens = [t for t in side.tokens if quote.start <= t.start < quote.end and t.key[0].isalnum()]
        verb = next((h for h in side.of(("opposition", "tone_negative")) if h.end <= quote.start), None)
        if not verb or not 1 < len(tokens) <= SHORT or tokens[0].key not in side.words.words("means_links"):
            continue
        if side.words.words("forcible_means").isdisjoint(t.key for t in tokens):
            continue
        span = Span(tokens[0].start, tokens[-1].end)
        old, new = ((span,), ()) if side is pair.old else ((), (span,))
        yield Finding(
            "O1",
            "verbs.object_means",
            "softened" if new else "strengthened",
            f"what “{verb.form}” is about: {side.quote(verb.end, span.start)}",
            f"“{side.quote(*span)}” is {'added and narrows' if new else 'dropped, which widens'} what is opposed: "
            f"“{clause(side, *span)}”.",
            old,
            new,
            pair.touching(old, new),
        )


RULES = (object_swap, means)
