"""The rule that most kinds share: a phrase of one ladder gives way to another of a different rank."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from diple.lexicon.vocabulary import Hit, Token
from diple.lexicon.vocabulary.glosses import glossed
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import Needs
from diple.mark.kinds.finding import Finding
from diple.mark.places.stretch import overlap
from diple.mark.sentence.differing import swaps
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited, Swap
from diple.mark.sentence.phrases.cutting import LONGEST, clause, phrase, sentence_tokens
from diple.mark.sentence.phrases.referents import complement, is_pronoun, matter
from diple.mark.sentence.uses import agree
from diple.mark.text.context import Context
from diple.model import Direction, Span

CLOSE = 0.75  # share of content words from which phrases of one ladder answer one another wherever they stand
BEFORE, AFTER = 3, 5  # content words next to a phrase
PREFIX = 5  # letters that spellings of one word share
NEXT = 2  # content words right before and after
ONE_WORD = ("V1", "V2", "V3", "V4", "M1")  # kinds whose phrases say the same where only the form of a word differs
STANCES = ("V1", "V2", "V3", "V4")  # kinds of verbs, which answer one another in one use only
DEGREES_APART = ("V3", "F3")  # kinds whose phrases hold degree words that H3 speaks of


@dataclass(frozen=True, slots=True)
class LadderRule:
    """Marks a change of rank on one of `kinds`.

    `referent` is a template with `{object}`, what the phrase governs. `small` is the difference of ranks up to
    which the step counts as small, `least` the one up to which it is none. `adjacent` asks for the same words next to
    both phrases, as labels and degree words need. `noun` is true where the phrases are themselves what is spoken of.
    `told_as` takes the place of the template where the phrase's grammar decides how its object is named.
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
        if not self.may_speak(pair) or not context.same_clause(pair):
            return
        for kind in self.kinds:
            for old, new in self.answering(pair, kind):
                if (
                    self.applies(old, new)
                    and in_one_place(self, pair, old, new)
                    and not told_by_degree(self, pair, old, new)
                    and not (self.code in ONE_WORD and one_word(pair, old, new))
                    and not (self.same_head and both_stand(pair, old, new))
                ):
                    yield self.finding(pair, old, new)

    def may_speak(self, pair: Edited) -> bool:
        """Whether both sides have phrases of a kind; only where they have several need clauses be told apart."""
        if not pair.swapped_kinds.isdisjoint(self.kinds):
            return True
        old, new = pair.old.by_kind, pair.new.by_kind
        both = [kind for kind in self.kinds if kind in old and kind in new]
        return any(len(old[kind]) + len(new[kind]) > 2 + (not self.adjacent) for kind in both)

    def answering(self, pair: Edited, kind: str) -> list[Swap]:
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
        """The change of rank, told with both phrases and what they bear on."""
        assert old.rank is not None and new.rank is not None
        direction: Direction = "strengthened" if new.rank > old.rank else "softened"
        thing = noun_phrase(pair.old, old) if self.noun else object_of(pair.old, pair.new, old, new)
        terms = (("small_step", "the two phrases are neighbours on the ladder"),)
        return Finding(
            self.code,
            self.id,
            direction,
            self.told_as(pair.old, old, thing) if self.told_as else self.referent.format(object=thing),
            f"{glossed(old)} becomes {glossed(new)} in “{clause(pair.new, new.start, new.end)}”.",
            (Span(old.start, old.end),),
            (Span(new.start, new.end),),
            pair.touching([Span(old.start, old.end)], [Span(new.start, new.end)]),
            concepts=tuple(hit.concept for hit in (old, new) if hit.concept),
            terms=terms if abs(new.rank - old.rank) <= self.small else (),
        )


def in_place(pair: Edited, kind: str) -> list[Swap]:
    """Phrases of one kind that one change puts in the place of others."""
    olds, news = pair.old.by_kind.get(kind, ()), pair.new.by_kind.get(kind, ())
    return [
        (a, b)
        for change in pair.changes
        if change.old and change.new
        for a in olds
        for b in news
        if a.value != b.value
        and overlap(a.start, a.end, change.old.start, change.old.end)
        and overlap(b.start, b.end, change.new.start, change.new.end)
    ]


def in_one_place(rule: LadderRule, pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether two phrases stand among the same words, as they need where the sentences differ much.

    Between such sentences a small step is no sign of anything.
    """
    if not pair.old.words.spaced:
        return True
    if same_words(pair.old, pair.new, old, new):
        return False
    if not rule.adjacent and ((pair.common >= CLOSE and not pair.reworded) or pair.answering):
        return True
    if pair.reworded and not pair.answering and rule.code in STANCES and not agree(pair.old, old, pair.new, new):
        return False
    if pair.reworded and not pair.answering and abs((old.rank or 0) - (new.rank or 0)) <= rule.small:
        return False
    reach = (NEXT, NEXT) if rule.adjacent else (0, NEXT + 1) if pair.reworded else (BEFORE, AFTER)
    before, after = neighbours(pair.old, old, *reach), neighbours(pair.new, new, *reach)
    return not before or not after or not before.isdisjoint(after)


def same_words(old_side: Side, new_side: Side, old: Hit, new: Hit) -> bool:
    """Whether both sides have all the words of both phrases, in whatever spelling: then only one of them was known."""
    words = {t.key[:PREFIX] for side, hit in ((old_side, old), (new_side, new)) for t in inside(side, hit)}
    if len(words) < 2 or old.concept is None or new.concept is None:
        return False
    return all(words <= {t.key[:PREFIX] for t in side.content_tokens} for side in (old_side, new_side))


def one_word(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether two phrases hold the same content words in other forms: "it is regrettable", "regrettably"."""
    if not pair.old.words.spaced:
        return False
    thin = pair.old.words.words("thin_words")
    sides = ((pair.old, old), (pair.new, new))
    before, after = ({t.key[:PREFIX] for t in inside(side, hit) if t.key not in thin} for side, hit in sides)
    return bool(before) and before == after


def both_stand(pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether both sides have all the words of both phrases: then only their order or their voice changed."""
    words = {t.key for side, hit in ((pair.old, old), (pair.new, new)) for t in inside(side, hit)}
    return len(words) > 1 and words <= pair.old.keys and words <= pair.new.keys


def inside(side: Side, hit: Hit) -> list[Token]:
    """The content words of a phrase."""
    return [t for t in side.content_tokens if hit.start <= t.start < hit.end]


def neighbours(side: Side, hit: Hit, back: int, on: int) -> set[str]:
    """Stems of the content words next to a phrase in its sentence: the few before it and those after it."""
    span = next((s for s in side.spans if s.start <= hit.start < s.end), None)
    words = [t for t in side.content_tokens if span is None or span.start <= t.start < span.end]
    before = [t for t in words if t.end <= hit.start][-back:] if back else []
    after = [t for t in words if t.start >= hit.end][:on]
    return {stem(t.key) for t in (*before, *after)}


def told_by_degree(rule: LadderRule, pair: Edited, old: Hit, new: Hit) -> bool:
    """Whether only a degree word changed inside the phrases, so that H3 tells it better."""
    if rule.code not in DEGREES_APART:
        return False
    sides = ((pair.old, old), (pair.new, new))
    told = [side.only_degree(hit.start, hit.end) for side, hit in sides if side.touched(hit.start, hit.end)]
    return bool(told) and all(told)


def noun_phrase(side: Side, hit: Hit) -> str:
    """A phrase with the words that go on with it: "citizens abroad", "war of aggression against Ilvania"."""
    return phrase(side, [t for t in sentence_tokens(side, hit.start) if t.start >= hit.start], LONGEST)


def object_of(old_side: Side, new_side: Side, old: Hit, new: Hit) -> str:
    """What the two phrases bear on, by preference as the old text says it."""
    for side, hit in ((old_side, old), (new_side, new)):
        governed = complement(side, hit.end)
        if governed and not is_pronoun(side, governed):
            return governed
    return matter(old_side, Span(old.start, old.end)) or matter(new_side, Span(new.start, new.end))
