"""The rule that most kinds share: a phrase of one ladder gives way to another of a different rank."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from diple.lexicon.vocabulary import Hit, Token
from diple.lexicon.vocabulary.glosses import glossed
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import Needs
from diple.mark.kinds.finding import Finding, by_rank, claim, concepts_of
from diple.mark.places.stretch import overlap
from diple.mark.sentence.differing import swaps
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited, Swap
from diple.mark.sentence.phrases.cutting import LONGEST, clause, phrase, tokens_after
from diple.mark.sentence.phrases.referents import complement, is_pronoun, matter
from diple.mark.sentence.phrases.whole import phrase_at
from diple.mark.sentence.uses import same_use
from diple.mark.text.context import Context
from diple.model import Quote, Span

CLOSE = 0.75  # share of content words from which phrases of one ladder answer one another wherever they are
BEFORE, AFTER = 3, 5  # content words beside a phrase
OBJECT = 3  # content words after a phrase that name what it is about
PREFIX = 5  # letters that spellings of one word share
MOOD = 2.5  # ranks so far apart or more are two moods of a modal, and no spellings: "deberán", "deberían"
ONE_WORD = ("V1", "V2", "V3", "V4")  # kinds whose phrases say the same where only the form of a word differs
MODALS = ("M1",)  # kinds of which the same holds, but for moods
VERBS = (*ONE_WORD, *MODALS, "M3")  # kinds whose phrases must be used alike on both sides
DEGREES_APART = ("V3", "F3")  # kinds whose phrases hold degree words that H3 speaks of
SMALL_STEP = ("small_step", "the two phrases are neighbours on the ladder")


@dataclass(frozen=True, slots=True)
class LadderRule:
    """Claims a change of rank on one of `kinds`.

    `referent` is a template with `{object}`, what the phrase governs; `told_as` takes its place where the grammar of
    the phrase decides how its object is named. `small` is the difference of ranks up to which the step counts as
    small, `least` the one up to which it is none. `same_head` asks for phrases with the same head, or with two heads.
    `adjacent` lets a phrase that takes the very place of another answer it. `noun` is true where the phrases are
    themselves what is spoken of.
    """

    id: str
    code: str
    kinds: tuple[str, ...]
    referent: str
    small: float = 1.0
    same_head: bool | None = None
    least: float = 0.0
    adjacent: bool = False
    noun: bool = False
    told_as: Callable[[Side, Hit, str], str] | None = None

    @property
    def needs(self) -> Needs:
        """A phrase of the ladder in changed wording, in a sentence that stays."""
        return Needs(touched=frozenset(self.kinds))

    def __call__(self, pair: Edited, context: Context) -> Iterator[Finding]:
        for old, new in self.steps(pair, context):
            yield self.finding(pair, old, new)

    def steps(self, pair: Edited, context: Context) -> Iterator[Swap]:
        """The phrases that answer one another and differ in rank."""
        kinds = self.kinds if context.same_clause(pair) else ()
        answering = (swap for kind in kinds for swap in self.swaps(pair, kind))
        yield from (swap for swap in answering if self.applies(*swap) and not self.is_idle(pair, *swap))

    def is_idle(self, pair: Edited, old: Hit, new: Hit) -> bool:
        """Whether two phrases say the same, are used otherwise or of another thing, or differ in what H3 claims."""
        idle = any(self.code in codes and holds(pair, old, new) for codes, holds in IDLE)
        return idle or not on_one_thing(pair, old, new)

    def swaps(self, pair: Edited, kind: str) -> list[Swap]:
        """Phrases that answer one another; where there are none, one that took another's very place beside its words.

        "The end of A and B" that becomes "the decline of A and the end of B" gave up what it said of A.
        """
        return swaps(pair, kind) or (in_place(pair, kind) if self.adjacent else [])

    def applies(self, old: Hit, new: Hit) -> bool:
        """Whether two phrases differ in rank, and share their head as far as the rule asks."""
        if old.rank is None or new.rank is None or abs(old.rank - new.rank) <= self.least:
            return False
        return self.same_head is None or self.same_head == (bool(old.head) and old.head == new.head)

    def finding(self, pair: Edited, old: Hit, new: Hit) -> Finding:
        """The change of rank, with both phrases and what they bear on."""
        before, after = old.rank or 0.0, new.rank or 0.0
        thing = noun_phrase(pair.old, old) if self.noun else object_of(pair.old, pair.new, old, new)
        about = self.told_as(pair.old, old, thing) if self.told_as else self.referent.format(object=thing)
        why = f"{glossed(old)} becomes {glossed(new)} in “{clause(pair.new, new.start, new.end)}”."
        spans = (Span(old.start, old.end),), (Span(new.start, new.end),)
        terms = (SMALL_STEP,) if abs(after - before) <= self.small else ()
        direction = by_rank(before, after)
        return claim(pair, self.code, self.id, direction, about, why, *spans, concepts_of(old, new), terms)


def in_place(pair: Edited, kind: str) -> list[Swap]:
    """Phrases of one kind that one change puts in the place of others."""
    met = product(pair.changes, pair.old.by_kind.get(kind, ()), pair.new.by_kind.get(kind, ()))
    return [(old, new) for change, old, new in met if holds(change.old, old) and holds(change.new, new)]


def holds(quote: Quote | None, hit: Hit) -> bool:
    """Whether a changed stretch overlaps a phrase."""
    return quote is not None and overlap(hit.start, hit.end, quote.start, quote.end)


def one_word(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether two phrases hold the same content words in other forms: "it is regrettable", "regrettably"."""
    thin = pair.old.words.words("thin_words")
    sides = ((pair.old, old), (pair.new, new))
    before, after = ({t.key[:PREFIX] for t in inside(side, hit) if t.key not in thin} for side, hit in sides)
    return pair.old.words.spaced and bool(before) and before == after


def one_mood(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether two phrases are forms of one modal that are near one another on the ladder."""
    return abs((old.rank or 0.0) - (new.rank or 0.0)) < MOOD and one_word(pair, old, new)


def inside(side: Side, hit: Hit) -> list[Token]:
    """The content words of a phrase."""
    return side.content_between(hit.start, hit.end)


def neighbours(side: Side, hit: Hit, back: int, on: int) -> set[str]:
    """Stems of the content words next to a phrase in its sentence: the few before it and those after it."""
    span = side.sentence_at(hit.start)
    before = [t for t in side.content_between(span.start, hit.start) if t.end <= hit.start]
    after = side.content_between(hit.end, span.end)
    return {stem(t.key) for t in (*before[max(0, len(before) - back) :], *after[:on])}


def on_one_thing(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether two phrases have a content word beside them in common, as they need where their sentences differ much."""
    if is_close(pair):
        return True
    reach = (0, OBJECT) if pair.reworded else (BEFORE, AFTER)
    before, after = neighbours(pair.old, old, *reach), neighbours(pair.new, new, *reach)
    return not (before and after) or not before.isdisjoint(after)


def is_close(pair: Edited) -> bool:
    """Whether phrases of one ladder answer one another wherever they are in two sentences."""
    return not pair.old.words.spaced or pair.answering or (pair.common >= CLOSE and not pair.reworded)


def is_used_otherwise(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether one of two phrases only describes, or is used otherwise than the other."""
    return not same_use(pair, old, new)


def only_degree_changed(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether only a degree word changed inside the phrases, so that H3 claims it."""
    sides = ((pair.old, old), (pair.new, new))
    changed = [side.only_degree(hit.start, hit.end) for side, hit in sides if side.touched(hit.start, hit.end)]
    return bool(changed) and all(changed)


def noun_phrase(side: Side, hit: Hit) -> str:
    """A phrase with the words that belong to it: "citizens abroad", "war of aggression against Ilvania"."""
    return phrase(side, tokens_after(side, hit.start), LONGEST)


def object_of(old_side: Side, new_side: Side, old: Hit, new: Hit) -> str:
    """What the two phrases bear on, by preference as the old text has it."""
    for side, hit in ((old_side, old), (new_side, new)):
        governed = complement(side, hit.end)
        if governed and not is_pronoun(side, governed):
            return governed
    return phrase_at(new_side, Span(new.start, new.end)) or matter(old_side, Span(old.start, old.end))


# When a step on a ladder is none, by the codes for which that is asked.
IDLE = ((DEGREES_APART, only_degree_changed), (ONE_WORD, one_word), (MODALS, one_mood), (VERBS, is_used_otherwise))
