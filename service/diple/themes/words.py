"""The words of all sentences of both texts, and what words tell of some sentences: what parts these from the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from math import log

from diple.align.vectors import names_a_topic, topic_stem
from diple.mark.events.words import Word, words_of
from diple.mark.weigh.states import parties_of, state_of, states_in
from diple.model import Statement
from diple.statement import common_language
from diple.themes.sentences import Row
from diple.themes.subjects import Mention, subjects

MOST_WORDS = 5  # words of a name
LONGEST = 60  # characters of a name
COMMON = 0.25  # share of all sentences from which a word or a subject is that of the whole statement
FEW_SENTENCES = 12  # what fewer sentences have is never that of the whole statement
LONGEST_OPENING = 100  # characters before a colon that say what a paragraph is on


class Texts:
    """The words of all sentences by their stems, and which sentences have each."""

    def __init__(self, old: Statement, new: Statement, row: Row) -> None:
        self.texts = (old, new)
        self.row = row
        self.language = common_language(old, new)
        self.words = [self._words(number) for number in range(len(row.sentences))]
        self.all_stems = [[self.stem(word) for word in words] for words in self.words]
        self.lines = [line_of(stems) for stems in self.all_stems]
        self.tell = [self._tell(number) for number in range(len(row.sentences))]
        self.stems = [frozenset(self.telling(number)) for number in range(len(row.sentences))]
        self.holders: dict[str, list[int]] = {}
        for number, stems in enumerate(self.all_stems):
            for stem in set(stems):
                self.holders.setdefault(stem, []).append(number)
        self.parties = parties_of(old) | parties_of(new)
        self.mentions = [self._mentions(number) for number in range(len(row.sentences))]

    def statement(self, number: int) -> Statement:
        """The text that a sentence is of."""
        return self.texts[self.row.sentences[number].side]

    def text(self, number: int) -> str:
        """The text of a sentence."""
        return self.statement(number).text[slice(*self.row.sentences[number].span)]

    def stem(self, word: Word) -> str:
        """The letters by which the forms of a word are one."""
        return topic_stem(word.key, self.language)

    def line(self, words: Iterable[Word]) -> str:
        """The stems of words as one line, to be searched for words in a row."""
        return line_of(map(self.stem, words))

    def _words(self, number: int) -> list[Word]:
        statement = self.statement(number)
        return words_of(statement.text, *self.row.sentences[number].span, statement.language)

    def _tell(self, number: int) -> list[bool]:
        """Whether each word of a sentence can be the subject of a theme."""
        statement = self.statement(number)
        return [tells(word, statement) for word in self.words[number]]

    def _mentions(self, number: int) -> list[Mention]:
        """The subjects that a sentence names, but for the states that speak."""
        words, language = self.words[number], self.statement(number).language
        return [
            one
            for one in subjects(language).mentions(words)
            if self.parties.isdisjoint(states_in(words[one.first : one.last], language))
        ]

    def opening(self, number: int) -> str:
        """The words before a colon that open a paragraph and say what it is on; "" where there are none."""
        text = self.text(number).replace("：", ":")
        opening, colon, rest = text.partition(":")
        return (
            opening
            if colon and rest.strip() and self.row.opens_block(number) and len(opening) <= LONGEST_OPENING
            else ""
        )

    def telling(self, number: int) -> Iterator[str]:
        """The stems of a sentence that can be the subject of a theme."""
        return (stem for stem, tell in zip(self.all_stems[number], self.tell[number], strict=True) if tell)

    def is_common(self, stem: str) -> bool:
        """Whether so many sentences have a stem that it parts none."""
        return len(self.holders[stem]) > max(FEW_SENTENCES, COMMON * len(self.words))

    def telling_in(self, opening: str, number: int) -> Set[str]:
        """Those of them that are in its first words."""
        end = self.row.sentences[number].span.start + len(opening)
        statement = self.statement(number)
        words = [word for word in self.words[number] if word.end <= end and tells(word, statement)]
        return {self.stem(word) for word in words}

    def are_parties(self, words: Iterable[Word], statement: Statement) -> bool:
        """Whether some words name nothing but the states that speak."""
        return all(state_of(word._replace(is_name=True), statement.language) in self.parties for word in words)

    def third_states(self, number: int) -> set[str]:
        """The states that a sentence names and that are no party."""
        return states_in(self.words[number], self.statement(number).language) - self.parties

    def told(self, group: Sequence[int]) -> dict[str, float]:
        """What each stem says of a group of sentences."""
        inside = Counter(stem for number in group for stem in self.stems[number])
        return {stem: self._likelihood(count, len(self.holders[stem]), group) for stem, count in inside.items()}

    def told_by(self, words: Sequence[Word], group: Sequence[int]) -> float:
        """What words in a row tell of a group of sentences."""
        line, inside = self.line(words), frozenset(group)
        rarest = min((self.holders[self.stem(word)] for word in words), key=len)
        having = [number for number in rarest if line in self.lines[number]]
        return self._likelihood(len(inside.intersection(having)), len(having), group)

    def _likelihood(self, count: int, everywhere: int, group: Sequence[int]) -> float:
        return count * log(count * len(self.words) / (len(group) * everywhere)) if count else 0.0


def line_of(stems: Iterable[str]) -> str:
    """Stems as one line."""
    return " " + "".join([f"{stem} " for stem in stems])


def is_short(text: str) -> bool:
    """Whether a text is short enough for a name."""
    return len(text.split()) <= MOST_WORDS and len(text) <= LONGEST


def tells(word: Word, statement: Statement) -> bool:
    """Whether a word can be the subject of a theme."""
    return (
        word.is_content
        and not word.is_figure
        and (word.end - word.start > 1 or not word.key.isascii())
        and names_a_topic(statement.text[word.start : word.end], statement.language)
    )
