"""The subject that each sentence is on: what its paragraph has before a colon, or one that it names.

Subjects are phrases of the lexicon and third states. A sentence that names several is on the one that the sentences
around it name most, rare subjects more. What a large part of all sentences names shows nothing, and neither does a
sentence that only lists many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache

from diple.lexicon.tables import neutral_table
from diple.mark.events.words import Word, words_of
from diple.mark.weigh.states import state_of
from diple.model import Statement
from diple.themes.subjects import OTHER, Subject, subjects
from diple.themes.words import COMMON, FEW_SENTENCES, Texts

STATE = "state "  # before the key of a third state
WEIGHTY = 20  # score of a marker from which one sentence on a conflict is a theme
AROUND = 4  # sentences of the same paragraph before and after one that tell its subject
MOST_LISTED = 3  # subjects that a sentence may name and still be on one that no sentence around it names
FIRST = 0.5  # what it counts to be named first, beside a sentence around that names the subject
PREVAILING = 3  # sentences around one from which their subject leaves none to another that it alone names
ALONE = 2.0  # what a subject counts that one sentence alone names
USUAL = 0.34  # of the times of the most frequent name of a subject, how often a fuller one must be there to be chosen


class Matters:
    """The subject of each sentence by its number, `of`, and the names that subjects have in the texts."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.states: dict[tuple[str, bool, str], str | None] = {}
        self.named = [self._named(number) for number in range(len(texts.words))]
        self.telling = self._telling()
        self.openings = self._openings()
        self.of = {number: key for number in range(len(self.named)) if (key := self._subject(number))}

    def sentences(self, weights: Mapping[int, int], without: Set[int] = frozenset()) -> list[list[int]]:
        """The numbers of the sentences on each subject: two at least, or one of weight that is apart."""
        found: dict[str, list[int]] = {}
        for number, key in self.of.items():
            if number not in without:
                found.setdefault(key, []).append(number)
        return [
            numbers for key, numbers in found.items() if len(numbers) > 1 or self._is_apart(key, numbers[0], weights)
        ]

    def _is_apart(self, key: str, number: int, weights: Mapping[int, int]) -> bool:
        """Whether one sentence is a theme of its own: under words before a colon, or of weight on a conflict."""
        if self.texts.row.sentences[number].place in self.openings:
            return True
        return weights.get(number, 0) >= WEIGHTY and (key in standing_apart() or key.startswith(STATE))

    def name(self, key: str, group: Sequence[int]) -> str:
        """What a group of sentences calls a subject: its fullest name that is usual there; "" where it has none."""
        counts = Counter(one for number in group for one in self.named[number] if one.key == key and one.name)
        most = max(counts.values(), default=0)
        usual = [(one.order, -count, one.name) for one, count in counts.items() if count >= USUAL * most]
        name = min(usual)[-1] if usual else ""
        return name[:1].upper() + name[1:]

    def keys_in(self, phrase: str) -> set[str]:
        """The subjects that a phrase in the language of the texts names."""
        words = words_of(phrase, 0, len(phrase), self.texts.language)
        return {one.subject.key for one in subjects(self.texts.language).mentions(words)} - {OTHER}

    def akin(self, without: Set[int] = frozenset()) -> Iterator[tuple[int, int]]:
        """Sentences on two subjects of one area, the first of each."""
        first: dict[str, int] = {}
        for number, key in self.of.items():
            if number not in without:
                first.setdefault(key, number)
        for keys in neutral_table("subjects")["areas"].values():
            numbers = [first[key] for key in keys if key in first]
            yield from ((one, other) for at, one in enumerate(numbers) for other in numbers[at + 1 :])

    def _named(self, number: int) -> list[Subject]:
        """The subjects of a sentence in their order."""
        words, statement = self.texts.words[number], self.texts.statement(number)
        mentions = self.texts.mentions[number]
        found = [(one.first, one.subject) for one in mentions if one.subject.key]
        taken = {at for one in mentions for at in range(one.first, one.last)}
        for at, word in enumerate(words):
            state = self._state(word, statement.language)
            if state and at not in taken and state not in self.texts.parties:
                found.append((at, _of_state(word, state, statement)))
        return [subject for _, subject in sorted(found)]

    def _state(self, word: Word, language: str) -> str | None:
        """The state that a word names, each word asked once."""
        asked = (word.key, word.is_name, language)
        if asked not in self.states:
            generic = subjects(language).is_generic(word)
            self.states[asked] = None if generic else state_of(word, language)
        return self.states[asked]

    def _telling(self) -> dict[str, float]:
        """What each subject counts: more the fewer sentences name it, nothing where very many do."""
        holders = Counter(key for named in self.named for key in {one.key for one in named})
        most = max(FEW_SENTENCES, COMMON * len(self.named))
        return {key: ALONE - 1 + 1 / count for key, count in holders.items() if count <= most}

    def _openings(self) -> dict[tuple[int, int], str]:
        """The subject of each paragraph that has it before a colon: one that these words name, or these words."""
        found = {}
        for number, sentence in enumerate(self.texts.row.sentences):
            opening = self.texts.opening(number)
            if opening and not sentence.heading:
                end = sentence.span.start + len(opening)
                words = [word for word in self.texts.words[number] if word.end <= end]
                keys = [
                    one.subject.key for one in self.texts.mentions[number] if one.subject.key and one.last <= len(words)
                ]
                found[sentence.place] = keys[0] if len(keys) == 1 else self.texts.line(words)
        return found

    def _subject(self, number: int) -> str | None:
        place = self.texts.row.sentences[number].place
        if place in self.openings:
            return self.openings[place]
        keys = self._shared(self._foreground(one.key for one in self.named[number] if one.key in self.telling))
        if not 0 < len(keys) <= 2 * MOST_LISTED:
            return None
        around = Counter(key for other in self._around(number) for key in {one.key for one in self.named[other]})
        best = max(keys, key=lambda key: self.telling[key] * (around[key] + FIRST * (key == keys[0])))
        said = sum(one.key == best for one in self.named[number])
        return None if around[best] == said == 1 and self._is_passing(best, keys, around) else best

    def _is_passing(self, key: str, keys: Sequence[str], around: Counter[str]) -> bool:
        """Whether a sentence is not on the subject that it alone names: its neighbours are on another."""
        if key in standing_apart() or key.startswith(STATE):
            return False
        prevailing = max(count for key, count in around.items() if key in self.telling)
        return prevailing >= PREVAILING or len(keys) > MOST_LISTED

    def _foreground(self, keys: Iterable[str]) -> list[str]:
        """Different keys in their order, those of the background only where there are no others."""
        found = list(dict.fromkeys(keys))
        return [key for key in found if key not in background()] or found

    def _shared(self, keys: Sequence[str]) -> list[str]:
        """Keys in their order, those that no other sentence names only where there are no others."""
        return [key for key in keys if self.telling[key] < ALONE or self._stands_apart(key)] or list(keys)

    def _stands_apart(self, key: str) -> bool:
        return key in standing_apart() or key.startswith(STATE)

    def _around(self, number: int) -> Iterator[int]:
        """A sentence and those around it in its paragraph."""
        row = self.texts.row.sentences
        for other in range(max(0, number - AROUND), min(len(row), number + AROUND + 1)):
            if row[other].place == row[number].place:
                yield other


@cache
def background() -> frozenset[str]:
    """The subjects that a sentence is on only where it names no other."""
    return frozenset(neutral_table("subjects")["background"])


@cache
def standing_apart() -> frozenset[str]:
    """The subjects that one sentence can be on where its paragraph is on another."""
    return frozenset(neutral_table("subjects")["apart"])


def _of_state(word: Word, state: str, statement: Statement) -> Subject:
    """A third state as a subject, by the name that the text gives it; its adjective is not its name."""
    name = statement.text[word.start : word.start + len(word.key)]
    if "-" in name:  # "Korea-related"
        name = ""
    return Subject(f"{STATE}{state}", name, (word.key,), int(word.key != state))
