"""What one version denies and the other, where it renders the same word, does not.

A denial belongs to the word behind it. Denials of both versions that are of the same word render one another, then
those that are left over in order. One that remains is a contradiction where the denied word is rendered and nothing
near its rendering may deny it: no word that denies by its meaning, no prefix, no denial of what it is coordinated with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from diple.align.translation.words import direction, is_known
from diple.facts.forms import folded
from diple.facts.mention import Mention
from diple.facts.words import is_near
from diple.lexicon.tables import language_table
from diple.mark.text.versions.clauses import Clauses
from diple.mark.text.versions.duties import BARRED
from diple.mark.text.versions.leftovers import take
from diple.mark.text.versions.passages import Passage
from diple.mark.text.versions.wording import product
from diple.model import Span

AHEAD = 6  # words behind a denial of which the first is denied
NEAR = 3  # words between the denied words of denials that render one another
WIDE, TIGHT = (8, 5), (2, 1)  # words before and behind a rendering in which a word may deny it; but in part
BESIDE = (4, 4)  # words before and behind a denied word that is not rendered itself
SURE = 0.5  # how alike a denied word and its rendering are at least
RENDERED, SHARE = 3, 0.6  # words around a denied word that are rendered, at least, and their share
FEW = (2, 0.4)  # the same where the other version denies nothing
IDIOMS = ((4, 1), (4, 2))  # characters of a Chinese word that need not deny, and of the denial in it: 前所未有
QUOTED = 4  # letters of a denial that is no quotation in the other language
PART = 4  # letters of a word behind a prefix
ALIKE = {"sure": 0.15, "likely": 0.4}  # how alike a word is to that which its prefix denies; unlike in "inform"
SPACE = 1  # code points between "not" and "prevent"
SAME_DENIAL, SAME_WORD, OTHER_KIND = 0, 1, 2  # how late denials are matched
WORD = re.compile(r"[^\W\d_]+")
KEPT = 5_000  # words of which it is kept whether a prefix denies them


class Denial(NamedTuple):
    """A denial, how it denies, the words that it is or has a part of, and those behind it, by their numbers."""

    mention: Mention
    kind: str
    own: tuple[int, ...]
    targets: tuple[int, ...]


class Half:
    """The denials of one version, of which those that no other renders are `free`."""

    def __init__(self, passage: Passage, side: int) -> None:
        self.side = side
        self.version = (passage.one, passage.other)[side]
        self.facts = passage.facts[side]
        self.clauses = Clauses(passage, side)
        self.words, self.links = self.clauses.words, self.clauses.links
        self.denials = list(self.read())
        self.free = set(range(len(self.denials)))

    def read(self) -> Iterator[Denial]:
        """The denials in order; "not prevent" denies once, and so do two words of one denial: no … nunca."""
        every = [one for one in self.facts.of("negation") if not self.is_letter(one)]
        sure = [one for one in every if one.firm and "alone" not in one.values]
        for one in every:
            kind = "lexical" if self.in_idiom(one) else kind_of(one)
            if not self.is_second(one, kind, sure):
                yield Denial(one, kind, self.clauses.inside(one), self.targets(one))

    def is_second(self, one: Mention, kind: str, sure: Sequence[Mention]) -> bool:
        """Whether a word denies nothing that one of those that are sure does not."""
        if kind == "lexical" and any(0 <= one.start - each.end <= SPACE for each in sure):
            return True
        starts = [each.start for each in sure]
        if kind == "concord" and is_near(starts, one.start):
            return True
        return "alone" in one.values and any(self.clauses.is_one_sentence(one.start, at) for at in starts)

    def targets(self, denial: Mention) -> tuple[int, ...]:
        """The words behind a denial that are no duties, nor a second word of the denial: n'a en rien entravé."""
        second = [one for one in self.facts.of("negation") if "concord" in one.values and one.start > denial.start]
        return self.clauses.ahead(denial, AHEAD, without=[*self.facts.of("duty"), *second])

    def is_letter(self, denial: Mention) -> bool:
        """Whether what denies in part is but a part of a Chinese word: 限制."""
        size = denial.end - denial.start
        return (
            self.version.language == "zh"
            and "weak" in denial.values
            and any(size < length for length in self.lengths(denial))
        )

    def in_idiom(self, denial: Mention) -> bool:
        """Whether a denial is in a Chinese word that need not deny: 前所未有."""
        size = denial.end - denial.start
        return self.version.language == "zh" and any((length, size) in IDIOMS for length in self.lengths(denial))

    def lengths(self, denial: Mention) -> list[int]:
        """How long the words are that a denial has a part of."""
        return [self.words[at].end - self.words[at].start for at in self.clauses.inside(denial)]

    @property
    def sure(self) -> list[int]:
        """The free denials that deny for sure, in order."""
        return [at for at in sorted(self.free) if self.denials[at].kind == "sure"]

    @property
    def is_silent(self) -> bool:
        """Whether a version denies nothing, in no way, but for what a denial of the other for sure renders."""
        taken = not self.free and all(one.firm for one in self.facts.of("negation"))
        return taken and bool(self.words) and not self.has_prefix(0, len(self.words) - 1)

    def is_plain(self, denial: Mention) -> bool:
        """Whether a denial is the only one for sure, and no Chinese character that may render a prefix: 不变."""
        is_letter = self.version.language == "zh" and denial.end - denial.start == 1
        return len(self.sure) == 1 and not is_letter

    def bars(self, denial: Mention) -> bool:
        """Whether what is denied is what must not be."""
        barred = [one for one in self.facts.of("duty") if BARRED in one.values]
        return any(one.start < denial.end and denial.start < one.end for one in barred)

    def denies(self, word: int) -> bool:
        """Whether a word is in a denial or the first behind one."""
        return any(word in (*one.own, *one.targets[:1]) for one in self.denials if one.kind == "sure")

    def denies_beside(self, place: int, most: int) -> bool:
        """Whether more denials than so many are in the sentence of a place: one may deny what is coordinated."""
        inside = [one for one in self.denials if self.clauses.is_one_sentence(one.mention.start, place)]
        return sum(one.kind == "sure" for one in inside) > most

    def denies_before(self, place: int) -> bool:
        """Whether a denial in the sentence of a place is before it."""
        before = [one for one in self.denials if one.kind == "sure" and one.mention.start < place]
        return any(self.clauses.is_one_sentence(one.mention.start, place) for one in before)

    def denies_within(self, first: int, last: int) -> bool:
        """Whether one of some words may be denied: by a free denial, a prefix, or one in the sentence of the last."""
        area = range(self.clauses.window(first, WIDE)[0], self.clauses.window(last, WIDE)[1] + 1)
        if self.has_prefix(area[0], area[-1]):
            return True
        free = {at for each in self.free for at in (*self.denials[each].own, *self.denials[each].targets[:1])}
        return not free.isdisjoint(area) or self.denies_beside(self.words[last].start, 0)

    def has_prefix(self, first: int, last: int) -> bool:
        """Whether a word from one to another has a prefix that denies it, also one without a known meaning."""
        words = WORD.findall(self.clauses.text, self.words[first].start, self.words[last].end)
        return any(is_denial(each.lower(), self.version.language) for each in words)

    def is_rendered(self, word: int) -> bool:
        """Whether a word is rendered for sure."""
        return word in self.links and self.clauses.strength(word) >= SURE

    def rendered_beside(self, word: int, least: tuple[int, float]) -> list[int]:
        """The words around a word that are rendered for sure; none where they are too few."""
        low, high = self.clauses.window(word, BESIDE)
        found = [at for at in range(low, high + 1) if self.is_rendered(at)]
        return found if len(found) >= max(least[0], least[1] * (high + 1 - low)) else []

    def is_inner(self, word: int) -> bool:
        """Whether a word that is denied denies by its own meaning: not to limit, 不限制."""
        stretch = self.words[word]
        return any(
            not one.firm and stretch.start < one.end and one.start < stretch.end for one in self.facts.of("negation")
        )

    def is_whole(self, denial: Mention, word: int) -> bool:
        """Whether a denial is inside one word."""
        stretch = self.words[word]
        return stretch.start <= denial.start and denial.end <= stretch.end

    def may_deny(self, word: int, *, is_inner: bool) -> bool:
        """Whether a free denial or a prefix near a word may deny it; the denial is taken.

        Where a word renders one that denies by its own meaning too, that is no denial of it.
        """
        low, high = self.clauses.window(word, WIDE)
        if self.has_prefix(low, high):
            return True
        for at in sorted(self.free):
            one = self.denials[at]
            if is_inner and one.own == (word,) and one.kind != "sure" and self.is_whole(one.mention, word):
                continue
            reach = WIDE if one.kind in ("lexical", "sure") else TIGHT
            if word in one.own or self.clauses.is_within(one.mention, word, reach):
                self.free.discard(at)
                return True
        return False


def kind_of(one: Mention) -> str:
    """How a word denies: for sure, by its meaning, beside another, or in part."""
    if one.firm:
        return "sure"
    return next((kind for kind in ("lexical", "concord") if kind in one.values), "weak")


@lru_cache(maxsize=KEPT)
def is_denial(word: str, language: str) -> bool:
    """Whether a word is another with a prefix that denies it: unclear, невозможный, indirect."""
    prefixes = language_table(language, "facts").get("prefixes", {})
    return any(
        word.startswith(each) and denies_rest(word, word[len(each) :], language, ALIKE[name])
        for name in ALIKE
        for each in prefixes.get(name, ())
    )


def denies_rest(word: str, rest: str, language: str, least: float) -> bool:
    """Whether what is behind a prefix is a word, and one like the whole, or the whole is none that is known."""
    if len(rest) < PART or not is_known(rest, language):
        return False
    whole, part = direction(word, language), direction(rest, language)
    return not is_known(word, language) or bool(whole and part and product(whole, part) >= least)


def lone_denials(passage: Passage) -> Iterator[tuple[int, Mention, Span]]:
    """The denials of one version alone: its side, the denial, and the stretch of the other with the word undenied."""
    if not any(one.firm for facts in passage.facts for one in facts.of("negation")) or not passage.wording.links[0]:
        return
    halves = (Half(passage, 0), Half(passage, 1))
    match(halves)
    for here, there in (halves, halves[::-1]):
        for at in here.sure:
            found = undenied(here, there, here.denials[at])
            if found is not None:
                yield here.side, here.denials[at].mention, found


def match(halves: tuple[Half, Half]) -> None:
    """Takes from both versions the denials that render one another."""
    found = sorted(likely(*halves))
    free = [half.free for half in halves]
    take(free, ((at, to) for order, _, at, to in found if order <= SAME_WORD))
    take(free, zip(halves[0].sure, halves[1].sure, strict=False))
    take(free, ((at, to) for order, _, at, to in found if order > SAME_WORD))


def likely(one: Half, other: Half) -> Iterator[tuple[int, int, int, int]]:
    """Which denials may render one another, the likeliest having the lowest numbers."""
    for at, here in enumerate(one.denials):
        own, aims = (one.clauses.rendered(words) for words in (here.own, here.targets))
        for to, there in enumerate(other.denials):
            apart = min((abs(x - y) for x in aims for y in there.targets), default=NEAR + 1)
            if not set(own).isdisjoint(there.own):
                yield SAME_DENIAL if here.kind == there.kind else OTHER_KIND, 0, at, to
            elif here.kind == there.kind == "sure" and apart <= NEAR:
                yield SAME_WORD, apart, at, to


def undenied(here: Half, there: Half, denial: Denial) -> Span | None:
    """Where the other version has what is denied and denies it in no way; None where it may."""
    if not denial.targets or is_quoted(here, there, denial.mention):
        return None
    word = denial.targets[0]
    return affirmed(here, there, denial) if here.is_rendered(word) else unrendered(here, there, denial)


def unrendered(here: Half, there: Half, denial: Denial) -> Span | None:
    """The same of what has no rendering of its own: it is sought by the words around it."""
    word = denial.targets[0]
    bars = here.bars(denial.mention)
    if there.is_silent and (bars or here.is_plain(denial.mention)):
        return beside(here, there, word, FEW)
    return beside(here, there, word, (RENDERED, SHARE)) if bars else None


def affirmed(here: Half, there: Half, denial: Denial) -> Span | None:
    """The same of what is rendered by a word: where that is, if nothing there may deny it."""
    answer = here.links[denial.targets[0]]
    coordinated = here.denies_beside(denial.mention.start, 1) and there.denies_before(there.words[answer].start)
    is_inner = here.is_inner(denial.targets[0])
    may_deny = there.denies(answer) or coordinated or there.may_deny(answer, is_inner=is_inner)
    return None if may_deny else there.clauses.shown(answer)


def is_quoted(here: Half, there: Half, denial: Mention) -> bool:
    """Whether the other version has a denial in the same letters, as a quotation has."""
    quote = folded(here.version.statement.text[denial.start : denial.end], "en")
    return len(quote) >= QUOTED and quote in folded(there.version.text, "en")


def beside(here: Half, there: Half, word: int, least: tuple[int, float]) -> Span | None:
    """Where what is denied has no rendering of its own: from what renders the words around it on, all undenied."""
    around = here.rendered_beside(word, least)
    answers = sorted(here.clauses.rendered(around))
    if not answers or there.denies_within(answers[0], answers[-1]):
        return None
    nearest = [*[at for at in around if at < word][-1:], *[at for at in around if at > word][:1]]
    quoted = sorted(here.clauses.rendered(nearest))
    return Span(there.words[quoted[0]].start, there.words[quoted[-1]].end)
