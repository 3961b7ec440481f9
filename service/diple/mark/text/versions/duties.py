"""What one version makes a duty where the other permits it, or bars what the other leaves open.

Duties of both versions answer one another where they mean the same and are of the same words, or about the same
place of the passage: a "right" or "necessary" elsewhere answers no modal. Of those left over two that are of the same
words, or the only ones left, contradict one another. A present tense may be a "shall" or a "may", but no "must".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from diple.facts.mention import Mention
from diple.facts.reading import Facts
from diple.facts.words import BLANK
from diple.mark.text.versions.clauses import BREAK, Clauses
from diple.mark.text.versions.leftovers import take
from diple.mark.text.versions.passages import Passage
from diple.mark.text.versions.surroundings import Placed, is_same_head, placed
from diple.mark.text.versions.wording import Word
from diple.model import Span

BARRED, BOUND, PERMITTED, ABLE = "forbid", "must", "may", "can"
RIGHT, RIGHTLESS = "right", "no_right"
OBLIGED = "obliged"  # a duty that no right renders, as a right to protection may be what "shall be protected"
STRONG = "strong"  # a duty that no present tense or future renders, as it may "shall"
LEAST = 2  # words around two duties that render one another, for duties that contradict one another
FEW = 1  # the same where both are sure
SAME, UNSURE = 2.0, 0.5  # words around two duties that weigh as much as that they mean the same
EXACT = 0.5  # the same for two of which one means no more than the other: "shall refrain" is 不得 rather than 应
SURE = 0.2  # the same for two modals that contradict one another, before a word that only may mean a duty
NEAR, NEARER = 0.35, 0.2  # how far apart two duties are at most, as a share of the passage, where no word links them
BEARERS = 2  # words before a right or an obligation of which one is whose it is
ACTS = 2  # words behind a duty of which one is its act
DENIALS = ("sure", "lexical", "alone")  # denials of which one near a duty may bar what the duty is of


class Duty(NamedTuple):
    """A duty with its number in the passage, its place there from 0 to 1, and the words around it."""

    number: int
    place: float
    words: Placed

    @property
    def mention(self) -> Mention:
        """Where it is written, and what it may mean."""
        return self.words.mention


class Likely(NamedTuple):
    """Two duties, one of each version, with how many words around them render one another, and how far they are."""

    here: Duty
    there: Duty
    shared: int
    apart: float

    @property
    def numbers(self) -> tuple[int, int]:
        """The number of each in its version."""
        return self.here.number, self.there.number

    @property
    def firm(self) -> int:
        """How many of them are sure."""
        return self.here.mention.firm + self.there.mention.firm

    @property
    def agree(self) -> bool:
        """Whether both may mean the same."""
        return not self.here.mention.values.isdisjoint(self.there.mention.values)

    @property
    def is_exact(self) -> bool:
        """Whether one may mean all that the other does."""
        one, other = self.here.mention.values, self.there.mention.values
        return one <= other or other <= one

    @property
    def order(self) -> tuple[float, float, int, int]:
        """The likeliest first: those that agree, but a word that may mean a duty is one less often than a modal."""
        alike = UNSURE if self.firm == 1 else SAME + EXACT * self.is_exact
        bonus = alike if self.agree else SURE * (self.firm == 2)
        return self.apart - self.shared - bonus, self.apart, self.here.number, self.there.number


class Half:
    """The duties of one version, of which those that nothing answers are `free`."""

    def __init__(self, passage: Passage, side: int) -> None:
        self.clauses = Clauses(passage, side)
        version = (passage.one, passage.other)[side]
        self.facts = passage.facts[side]
        start, size = version.span.start, max(1, version.span.end - version.span.start)
        found = placed(self.clauses, self.facts.of("duty"))
        self.duties = [Duty(at, (one.mention.start - start) / size, one) for at, one in enumerate(found)]
        self.free = set(range(len(self.duties)))

    def is_rendered(self, duty: Duty, other: Duty) -> bool:
        """Whether the word of a duty that is not sure is rendered by another word than a duty of the other version.

        What a gap of it has in it is no word of the duty: على الأطراف أن.
        """
        words = self.clauses.inside(duty.mention) if not duty.mention.firm else ()
        answers = self.clauses.rendered(at for at in words if is_at_end(self.clauses.words[at], duty.mention))
        return any(not touches(self.clauses.others[at], other.mention) for at in answers)

    @property
    def denials(self) -> int:
        """How often the version denies for sure."""
        return sum(one.firm for one in self.facts.of("negation"))

    def may_bar(self, duty: Duty) -> bool:
        """Whether a denial in the clause of a duty, before its act or next to it, may bar what the duty is of."""
        acts = [self.clauses.words[at].end for at in duty.words.behind[:ACTS]]
        reach = max(acts, default=self.clauses.span.end)
        return any(
            not BREAK.search(self.clauses.text, min(one.end, duty.mention.end), max(one.start, duty.mention.start))
            for one in self.facts.of("negation")
            if not one.values.isdisjoint(DENIALS) and one.start <= reach + len(BLANK)
        )


def exchanged_duties(passage: Passage) -> Iterator[tuple[Mention, Mention]]:
    """The duties of both versions that contradict one another, the first version's first."""
    if all(facts.of("duty") for facts in passage.facts):
        yield from contradictions(Half(passage, 0), Half(passage, 1))


def contradictions(one: Half, other: Half) -> Iterator[tuple[Mention, Mention]]:
    """The duties of both versions that contradict one another; takes those and what answers."""
    pairs = likely(one, other)
    free = one.free, other.free
    alone = all(sum(each.mention.firm for each in side.duties) == 1 for side in (one, other))
    for each in pairs:
        if not are_free(one, other, each):
            continue
        if each.agree and answers(each, one, other):
            take(free, [each.numbers])
        elif contradicts(each, one, other, alone=alone or is_lone_right(each, one, other)):
            take(free, [each.numbers])
            yield each.here.mention, each.there.mention


def lone_duties(passage: Passage) -> Iterator[tuple[int, Mention, Span]]:
    """What one version says must be, where the other says the same without any word for a duty.

    The side, the word, and the stretch of the other version.
    """
    if sum(map(has_firm, passage.facts)) != 1:
        return
    halves = (Half(passage, 0), Half(passage, 1))
    for side, (here, there) in enumerate((halves, halves[::-1])):
        for duty in here.duties:
            place = unsaid(duty, here, there) if is_express(duty.mention) else None
            if place:
                yield side, duty.mention, place


def unsaid(duty: Duty, here: Half, there: Half) -> Span | None:
    """Where the other version has the words around a duty and no word for a duty that those do not render."""
    answers = here.clauses.rendered((*duty.words.behind, *duty.words.before))
    is_answered = any(
        each.mention.firm or PERMITTED in each.mention.values or not there.is_rendered(each, duty)
        for each in there.duties
    )
    return None if is_answered or len(answers) < LEAST else there.clauses.shown(answers[0])


def has_firm(facts: Facts) -> bool:
    """Whether a version has a duty for sure."""
    return any(one.firm for one in facts.of("duty"))


def is_express(mention: Mention) -> bool:
    """Whether a version that leaves a word for a duty out says something else."""
    return mention.firm and STRONG in mention.values


def likely(one: Half, other: Half) -> list[Likely]:
    """All pairs of duties, the likeliest first."""
    found = []
    for here, there in product(one.duties, other.duties):
        rendered = set(one.clauses.rendered(here.words.around))
        shared = len(rendered & there.words.around) + is_same_head(one.clauses, here.words, there.words)
        found.append(Likely(here, there, shared, abs(here.place - there.place)))
    return sorted(found, key=lambda each: each.order)


def answers(pair: Likely, one: Half, other: Half) -> bool:
    """Whether two duties that may mean the same are of the same words, or near enough."""
    if pair.firm == 1 and (one.is_rendered(pair.here, pair.there) or other.is_rendered(pair.there, pair.here)):
        return False
    return pair.shared > 0 or pair.apart <= (NEARER if pair.firm == 1 else NEAR)


def are_free(one: Half, other: Half, pair: Likely) -> bool:
    """Whether neither of two duties is answered."""
    return pair.here.number in one.free and pair.there.number in other.free


def contradicts(pair: Likely, one: Half, other: Half, *, alone: bool) -> bool:
    """Whether two duties that nothing answers contradict one another."""
    if pair.agree or not is_sure(pair) or not is_placed(pair, alone=alone) or is_owed(pair, one):
        return False
    return bars(pair, one, other) if is_barred(pair) else True


def bars(pair: Likely, one: Half, other: Half) -> bool:
    """Whether what one duty bars is not barred in the other version by another word."""
    barring, open_ = (one, other) if BARRED in pair.here.mention.values else (other, one)
    if is_of_right(pair):
        return not open_.may_bar(pair.there if barring is one else pair.here)
    return barring.denials > open_.denials and not (one.may_bar(pair.here) and other.may_bar(pair.there))


def is_owed(pair: Likely, one: Half) -> bool:
    """Whether one duty is a right of somebody else than who is obliged by the other: of whom each is, is before it."""
    if not any(OBLIGED in each.mention.values for each in (pair.here, pair.there)) or pair.firm == 2:
        return False
    bearers = one.clauses.rendered(pair.here.words.before[:BEARERS])
    return set(bearers).isdisjoint(pair.there.words.before[:BEARERS])


def is_placed(pair: Likely, *, alone: bool) -> bool:
    """Whether two duties are of the same words: more of them show it where one is not sure."""
    if is_of_right(pair):
        return pair.shared >= (FEW if alone else LEAST)
    if pair.firm < 2:
        return pair.shared >= LEAST or (pair.shared >= FEW and pair.apart <= NEARER)
    return alone or pair.shared >= FEW


def is_sure(pair: Likely) -> bool:
    """Whether both are sure, or the other is "can"; a future is no duty for sure, and a right no permission.

    A right contradicts only that one has none or is obliged: "shall be protected" may render "has a right to
    protection".
    """
    if pair.firm != 1:
        return pair.firm == 2
    firm, soft = sorted((pair.here.mention, pair.there.mention), key=lambda one: not one.firm)
    if not firm.values.isdisjoint((RIGHTLESS, OBLIGED)) and RIGHT in soft.values:
        return True
    if RIGHTLESS in firm.values:
        return False
    return ABLE in soft.values and not is_barred(pair)


def is_lone_right(pair: Likely, one: Half, other: Half) -> bool:
    """Whether each version has one word for a right, or for having none, alone."""
    return is_of_right(pair) and all(sum(map(is_right, side.duties)) == 1 for side in (one, other))


def is_right(duty: Duty) -> bool:
    """Whether a word is of a right, or of having none."""
    return not duty.mention.values.isdisjoint((RIGHT, RIGHTLESS))


def is_of_right(pair: Likely) -> bool:
    """Whether one version has a right to what the other has none to."""
    known = pair.here.mention.values | pair.there.mention.values
    return {RIGHT, RIGHTLESS} <= known


def is_barred(pair: Likely) -> bool:
    """Whether one of two duties is what must not be; "shall refrain" is a duty without a denial."""
    both = (pair.here.mention.values, pair.there.mention.values)
    return any(BARRED in values and BOUND not in values for values in both)


def is_at_end(word: Word, mention: Mention) -> bool:
    """Whether a word is the first or the last of a mention, or has a part of it."""
    return word.start <= mention.start or mention.end <= word.end


def touches(word: Word, mention: Mention) -> bool:
    """Whether a word is in a mention, or has a part of it."""
    return word.start < mention.end and mention.start < word.end
