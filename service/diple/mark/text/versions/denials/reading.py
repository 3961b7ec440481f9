"""The denials of one version: how each denies, the words that it is, and those that it denies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.facts.mention import Mention
from diple.facts.reading import Facts
from diple.facts.words import denials, is_near
from diple.lexicon.tables import language_table
from diple.mark.text.versions.clauses import BREAK, Clauses
from diple.mark.text.versions.wording import is_small

AHEAD = 6  # words behind a denial of which the first is denied
IDIOMS = ((4, 1), (4, 2))  # characters of a Chinese word that need not deny, and of the denial in it: 前所未有
SECOND = frozenset(("concord", "alone"))  # words that may go beside another of one denial
SPACE = 1  # code points between "not" and "prevent"
WORD = re.compile(r"[^\W\d_]+")


class Denial(NamedTuple):
    """A denial, how it denies, the words that it is or has a part of, and those that it denies, by their numbers.

    Where it is `twice`, it is a phrase in which what denies by its own meaning is denied: 不禁止.
    """

    mention: Mention
    kind: str
    own: tuple[int, ...]
    targets: tuple[int, ...]
    twice: bool = False

    @property
    def words(self) -> tuple[int, ...]:
        """The words that it is and those that it denies."""
        return self.own + self.targets


class Reader:
    """Reads the denials of one version."""

    def __init__(self, language: str, facts: Facts, clauses: Clauses) -> None:
        self.language, self.facts, self.clauses = language, facts, clauses
        # Where "ne" may be bare, and in a language of double denials, one goes before the other or behind: aucune … ne.
        self.is_double = not {"bare", "doubled"}.isdisjoint(language_table(language, "facts").get("expletive", {}))

    def read(self) -> Iterator[Denial]:
        """The denials in order; "not prevent" denies once, and so do two words of one denial: no … nunca."""
        every = [one for one in self.facts.of("negation") if not self.is_letter(one)]
        sure = [one for one in every if one.firm and "alone" not in one.values]
        for one in every:
            kind = "lexical" if self.in_idiom(one) else "sure" if self.is_bar(one) else kind_of(one)
            if not self.is_second(one, kind, sure):
                yield self.denial(one, kind)

    def denial(self, one: Mention, kind: str) -> Denial:
        """A denial with its words."""
        words = self.clauses.inside(one)
        if kind == "sure" and self.is_twice(one):
            return Denial(one, kind, (), words + self.targets(one), twice=True)
        return Denial(one, kind, words, () if kind == "sure" and self.is_part(one) else self.targets(one))

    def is_bar(self, one: Mention) -> bool:
        """Whether what goes beside another denial is the head of what must not be: ولا يجوز."""
        bars = (each for each in self.facts.of("duty") if each.firm and "forbid" in each.values)
        return "concord" in one.values and any(one.start == each.start for each in bars)

    def is_twice(self, one: Mention) -> bool:
        """Whether a Chinese phrase denies what denies by its own meaning."""
        inner = denials(self.clauses.text, one.start + 1, one.end, "zh") if self.language == "zh" else ()
        return any("lexical" in each.values and each.end == one.end for each in inner)

    def is_part(self, one: Mention) -> bool:
        """Whether a Chinese character denies the rest of its word, and none behind it: 不变."""
        return self.language == "zh" and one.end - one.start == 1 and any(length > 1 for length in self.lengths(one))

    def is_second(self, one: Mention, kind: str, sure: Sequence[Mention]) -> bool:
        """Whether a word denies nothing that one of those that are sure does not."""
        if kind == "lexical" and any(0 <= one.start - each.end <= SPACE for each in sure):
            return True
        starts = [each.start for each in sure]
        if kind == "concord" and is_near(starts, one.start):
            return True
        return "alone" in one.values and any(self.goes_with(one, at) for at in starts)

    def goes_with(self, one: Mention, other: int) -> bool:
        """Whether a word that denies by itself goes with a denial at a place: nobody … not."""
        is_before = self.is_double or other < one.start or is_near([other], one.start)
        return is_before and self.clauses.is_one_sentence(one.start, other)

    def targets(self, denial: Mention) -> tuple[int, ...]:
        """The words behind a denial that are no duties, nor a second word of the denial: n'a en rien entravé.

        Where only small words are behind it, the word before it: принято не было.
        """
        second = [one for one in self.facts.of("negation") if one.values & SECOND and one.start > denial.start]
        found = self.clauses.ahead(denial, AHEAD, without=[*self.facts.of("duty"), *second])
        return found or (self.clauses.back(denial, 1) if self.is_last(denial) else ())

    def is_last(self, denial: Mention) -> bool:
        """Whether there are words behind a denial in its clause, all of them small."""
        stop = BREAK.search(self.clauses.text, denial.end, self.clauses.span.end)
        rest = self.clauses.text[denial.end : stop.start() if stop else self.clauses.span.end]
        return bool(WORD.search(rest)) and are_small(rest, self.language)

    def is_letter(self, denial: Mention) -> bool:
        """Whether what denies in part is but a part of a Chinese word: 限制."""
        size = denial.end - denial.start
        return (
            self.language == "zh" and "weak" in denial.values and any(size < length for length in self.lengths(denial))
        )

    def in_idiom(self, denial: Mention) -> bool:
        """Whether a denial is in a Chinese word that need not deny: 前所未有."""
        size = denial.end - denial.start
        return self.language == "zh" and any((length, size) in IDIOMS for length in self.lengths(denial))

    def lengths(self, denial: Mention) -> list[int]:
        """How long the words are that a denial has a part of."""
        words = self.clauses.words
        return [words[at].end - words[at].start for at in self.clauses.inside(denial)]


def kind_of(one: Mention) -> str:
    """How a word denies: for sure, by its meaning, beside another, or in part."""
    if one.firm:
        return "sure"
    return next((kind for kind in ("lexical", "concord") if kind in one.values), "weak")


def are_small(text: str, language: str) -> bool:
    """Whether all words of a text are small."""
    return all(is_small(word.lower(), language) for word in WORD.findall(text))
