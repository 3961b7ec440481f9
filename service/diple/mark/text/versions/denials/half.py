"""One of two versions with its denials, and what may deny a word there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from diple.facts.mention import Mention
from diple.facts.words import forms
from diple.mark.text.versions.clauses import BREAK, Clauses
from diple.mark.text.versions.denials.prefixes import is_denial
from diple.mark.text.versions.denials.reading import WORD, Denial, Reader, are_small
from diple.mark.text.versions.denials.sensed import SURE, Links, Sensed, sensed
from diple.mark.text.versions.duties import BARRED
from diple.mark.text.versions.passages import Passage

WIDE, TIGHT = (8, 5), (2, 1)  # words before and behind a rendering in which a word may deny it; but in part
BESIDE = (4, 4)  # words before and behind a denied word that is not rendered itself
BETWEEN = 2  # small words between a denial and the word that it denies: not to be inviolable


class Half:
    """The denials of one version, of which those that no other renders are `free`; the others have `partners`.

    `more` are words with their renderings that the links do not have.
    """

    def __init__(self, passage: Passage, side: int, more: Links) -> None:
        self.side = side
        self.version = (passage.one, passage.other)[side]
        self.facts = passage.facts[side]
        self.clauses = Clauses(passage, side)
        self.words, self.links = self.clauses.words, self.clauses.links
        self.answers = self.links | more
        self.denials = list(Reader(self.version.language, self.facts, self.clauses).read())
        self.free = set(range(len(self.denials)))
        self.partners: dict[int, int] = {}

    @cached_property
    def senses(self) -> list[Sensed]:
        """What each denial bears."""
        return [sensed(self.version, one.mention) for one in self.denials]

    def rendered(self, words: Iterable[int]) -> list[int]:
        """The words of the other version that render some words, in their order."""
        return [self.answers[word] for word in words if word in self.answers]

    def weak_beside(self, other: Half) -> list[Denial]:
        """The words that deny in part, with a partner that does so too."""
        pairs = ((self.denials[at], other.denials[to]) for at, to in self.partners.items())
        return [one for one, there in pairs if one.kind == there.kind == "weak"]

    @property
    def is_answered(self) -> bool:
        """Whether a version denies nothing, in no way, but for what words of the other render."""
        return not self.free and bool(self.words) and not self.has_prefix(0, len(self.words) - 1)

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

    def is_single(self, number: int) -> bool:
        """Whether a denial is the only one for sure in its sentence."""
        return not self.denies_beside(self.denials[number].mention.start, 1)

    def is_of(self, number: int, inner: int) -> bool:
        """Whether a denial is of one that denies by its meaning: only small words are between them."""
        one, other = self.denials[number].mention, self.denials[inner].mention
        between = self.clauses.text[one.end : other.start]
        is_near = len(WORD.findall(between)) <= BETWEEN and not BREAK.search(between)
        return self.denials[inner].kind == "lexical" and is_near and are_small(between, self.version.language)

    def bars(self, denial: Mention) -> bool:
        """Whether what is denied is what must not be."""
        barred = [one for one in self.facts.of("duty") if BARRED in one.values]
        return any(one.start < denial.end and denial.start < one.end for one in barred)

    def denies(self, word: int) -> bool:
        """Whether a word is in a denial or the first behind one, or in a phrase that denies: not expand until."""
        sure = any(word in (*one.own, *one.targets[:1]) for one in self.denials if one.kind == "sure")
        return sure or any(word in one.own and len(one.own) > 1 for one in self.denials if one.kind == "lexical")

    @cached_property
    def ends(self) -> list[int]:
        """Where words are that say how long something is so, or not so: until, пока."""
        found = forms(self.version.language, "expletive").sightings(self.version.statement.text, *self.version.span)
        return [one.start for one in found if "until" in one.senses]

    def is_ended(self, place: int) -> bool:
        """Whether such a word is in the sentence of a place."""
        return any(self.clauses.is_one_sentence(place, at) for at in self.ends)

    def denies_beside(self, place: int, most: int) -> bool:
        """Whether more denials than so many are in the sentence of a place: one may deny what is coordinated."""
        inside = [one for one in self.denials if self.clauses.is_one_sentence(one.mention.start, place)]
        return sum(one.kind == "sure" for one in inside) > most

    def denies_before(self, place: int) -> bool:
        """Whether a denial in the sentence of a place is before it."""
        before = [one for one in self.denials if one.kind == "sure" and one.mention.start < place]
        return any(self.clauses.is_one_sentence(one.mention.start, place) for one in before)

    def denies_within(self, first: int, last: int, denied: Sequence[int]) -> bool:
        """Whether one of some words may be denied: by a free denial, a prefix, or one in the sentence of the last."""
        area = range(self.clauses.window(first, WIDE)[0], self.clauses.window(last, WIDE)[1] + 1)
        if self.has_prefix(area[0], area[-1], denied):
            return True
        free = {at for each in self.free for at in (*self.denials[each].own, *self.denials[each].targets[:1])}
        return not free.isdisjoint(area) or self.denies_beside(self.words[last].start, 0)

    def has_prefix(self, first: int, last: int, denied: Sequence[int] = ()) -> bool:
        """Whether a word from one to another has a prefix that denies it, also one without a known meaning.

        One that renders another word of the other version than those that may be denied is none.
        """
        words = WORD.finditer(self.clauses.text, self.words[first].start, self.words[last].end)
        found = (each.start() for each in words if is_denial(each.group().lower(), self.version.language))
        return any(not self.renders_other(self.clauses.after(place), place, denied) for place in found)

    def renders_other(self, word: int, place: int, denied: Sequence[int]) -> bool:
        """Whether a word at a place renders for sure another than those that may be denied."""
        is_there = word < len(self.words) and self.words[word].start == place
        return is_there and self.is_rendered(word) and self.answers[word] not in denied

    def is_rendered(self, word: int) -> bool:
        """Whether a word is rendered for sure."""
        answer = self.answers.get(word)
        return answer is not None and (answer != self.links.get(word) or self.clauses.strength(word) >= SURE)

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

    def may_deny(self, word: int, *, is_inner: bool, denied: Sequence[int]) -> bool:
        """Whether a free denial or a prefix near a word may deny it; the denial is taken.

        Where a word renders one that denies by its own meaning too, that is no denial of it. `denied` are the words of
        the other version that may be denied.
        """
        low, high = self.clauses.window(word, WIDE)
        if self.has_prefix(low, high, denied):
            return True
        near = [at for at in sorted(self.free) if self.is_beside(self.denials[at], word)]
        found = next((at for at in near if not self.is_other(self.denials[at], word, denied, is_inner=is_inner)), None)
        self.free.discard(-1 if found is None else found)
        return found is not None

    def is_beside(self, denial: Denial, word: int) -> bool:
        """Whether a denial is near enough to a word to deny it."""
        reach = WIDE if denial.kind in ("lexical", "sure") else TIGHT
        return word in denial.own or self.clauses.is_within(denial.mention, word, reach)

    def is_other(self, denial: Denial, word: int, denied: Sequence[int], *, is_inner: bool) -> bool:
        """Whether a denial is the word itself, which denies by its meaning, or in part one that renders another."""
        if denial.kind == "sure":
            return False
        if is_inner and denial.own == (word,) and self.is_whole(denial.mention, word):
            return True
        renders = [self.renders_other(each, self.words[each].start, denied) for each in denial.own]
        return denial.kind == "weak" and bool(renders) and all(renders)
