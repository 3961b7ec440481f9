"""What a theme is called: words of the texts that most of its sentences have and those of other themes have not.

A heading gives the name where there is one. Else the noun phrases of the sentences that hold the most telling words are
the candidates. What a word tells of a theme is the log likelihood of its spread: how many sentences of the theme have
it, times how much more often they have it than all sentences do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from math import log
from typing import NamedTuple

from diple.align.vectors import names_a_topic
from diple.grammar.reading import read_sentence
from diple.grammar.sentence import NounPhrase
from diple.mark.events.cohesion import STEM
from diple.mark.events.words import Word, words_of
from diple.mark.weigh.states import parties_of, state_of
from diple.model import Span, Statement
from diple.themes.sections import Sections
from diple.themes.sentences import Row

MOST_WORDS = 5  # words of a name
READ = 8  # sentences of a theme in which a name is looked for
TELLING = 6  # words that decide which sentences these are

Stems = tuple[str, ...]


class Candidate(NamedTuple):
    """Words that may be a name: as the text has them, and the stems of its words of content."""

    name: str
    stems: Stems


class _Texts:
    """The words of all sentences by their stems, and how many sentences have each."""

    def __init__(self, old: Statement, new: Statement, row: Row) -> None:
        self.texts = (old, new)
        self.row = row
        self.words = [self._words(number) for number in range(len(row.sentences))]
        self.stems = [frozenset(stem_of(word) for word in words) for words in self.words]
        self.spread = Counter(stem for stems in self.stems for stem in stems)
        self.parties = parties_of(old) | parties_of(new)

    def _words(self, number: int) -> list[Word]:
        sentence = self.row.sentences[number]
        statement = self.texts[sentence.side]
        return [
            word for word in words_of(statement.text, *sentence.span, statement.language) if self.tells(word, statement)
        ]

    def tells(self, word: Word, statement: Statement) -> bool:
        """Whether a word can be the subject of a theme."""
        return (
            word.is_content
            and not word.is_figure
            and names_a_topic(statement.text[word.start : word.end], statement.language)
        )

    def told(self, group: Sequence[int]) -> dict[str, float]:
        """What each stem tells of a group of sentences."""
        inside = Counter(stem for number in group for stem in self.stems[number])
        share = len(self.stems) / max(1, len(group))
        return {stem: count * log(count * share / self.spread[stem]) for stem, count in inside.items()}


def stem_of(word: Word) -> str:
    """The letters by which two forms of a word count as one."""
    return word.key[:STEM]


def names_of(
    old: Statement, new: Statement, row: Row, groups: Sequence[Sequence[int]], sections: Sections
) -> list[str]:
    """A name for each group of sentences, all different where the texts allow it."""
    texts = _Texts(old, new, row)
    names: list[str] = []
    for group in groups:
        told = texts.told(group)
        found = [*_of_headings(texts, group, sections), *_ranked(texts, group, told)]
        names.append(next((name for name in found if name not in names), found[0] if found else _opening(texts, group)))
    return names


def _of_headings(texts: _Texts, group: Sequence[int], sections: Sections) -> Iterator[str]:
    """The headings of the longest section of a group: short ones, the newest first."""
    inside = set(group)
    mine = [
        (len(members), heads)
        for members, heads in zip(sections.groups, sections.headings, strict=True)
        if inside.issuperset(members)
    ]
    for _, heads in sorted(mine, key=lambda one: -one[0])[:1]:
        for number in reversed(heads):
            sentence = texts.row.sentences[number]
            words = texts.texts[sentence.side].text[slice(*sentence.span)].split()
            if len(words) <= MOST_WORDS:
                yield " ".join(words)


def _ranked(texts: _Texts, group: Sequence[int], told: dict[str, float]) -> list[str]:
    """The candidates of a group, the most telling first; of equal ones the shorter, then the first."""
    telling = set(nlargest(TELLING, told, key=lambda stem: (told[stem], stem)))
    worth = {number: sum(told[stem] for stem in texts.stems[number] & telling) for number in group}
    read = sorted(nlargest(READ, group, key=lambda number: (worth[number], -number)))
    seen = Counter(candidate for number in read for candidate in candidates(texts, number))
    best: dict[str, tuple[float, int]] = {}
    for candidate, count in seen.items():
        value = sum(told.get(stem, 0.0) for stem in candidate.stems) / (1 + 0.5 * (len(candidate.stems) - 1))
        best[candidate.name] = max(best.get(candidate.name, (0.0, 0)), (value, count))
    return sorted(best, key=lambda name: (-best[name][0], -best[name][1], len(name), name))


def candidates(texts: _Texts, number: int) -> Iterator[Candidate]:
    """The names that a sentence offers."""
    sentence = texts.row.sentences[number]
    statement = texts.texts[sentence.side]
    read = read_sentence(statement.text, *sentence.span, statement.language)
    spans = _phrases(read.phrases) if read.words else _runs(texts.words[number])
    for span in spans:
        words = words_of(statement.text, *span, statement.language)
        while words and not words[0].is_content:
            words = words[1:]
        content = [word for word in words if texts.tells(word, statement)]
        if content and len(words) <= MOST_WORDS and not _parties_alone(texts, content, statement):
            name = " ".join(statement.text[words[0].start : words[-1].end].split())
            yield Candidate(name[0].upper() + name[1:], tuple(stem_of(word) for word in content))


def _parties_alone(texts: _Texts, words: Iterable[Word], statement: Statement) -> bool:
    return all(state_of(word._replace(is_name=True), statement.language) in texts.parties for word in words)


def _phrases(phrases: Iterable[NounPhrase]) -> Iterator[Span]:
    """The base phrases and the whole ones."""
    for phrase in phrases:
        for base in phrase.members or (phrase,):
            yield Span(base.start, base.base_end)
        if phrase.end != phrase.base_end:
            yield Span(phrase.start, phrase.end)


def _runs(words: Sequence[Word]) -> Iterator[Span]:
    """Words of content that follow one another, one to three."""
    for at, word in enumerate(words):
        end = word.end
        yield Span(word.start, end)
        for following in words[at + 1 : at + 3]:
            if following.start - end > 1:
                break
            end = following.end
            yield Span(word.start, end)


def _opening(texts: _Texts, group: Sequence[int]) -> str:
    """The first words of a group that offers no name."""
    sentence = texts.row.sentences[group[0]]
    return " ".join(texts.texts[sentence.side].text[slice(*sentence.span)].split()[:MOST_WORDS])
