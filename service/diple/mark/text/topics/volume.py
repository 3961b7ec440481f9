"""The share of a text that speaks of a topic: by mentions of a word, and by the length of its section."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from operator import itemgetter

from diple.lexicon.vocabulary import Token, Vocabulary, token_capital
from diple.lexicon.vocabulary.stems import stem
from diple.mark.sentence.frames import Side
from diple.mark.text.context import Context
from diple.mark.text.topics.room import Topic, names_a_topic
from diple.model import Statement

CANDIDATES = 12  # topics whose sentences are counted
RATIO = 2.0  # how many times more a topic must have on one side
SENTENCES = 2  # sentences it must have more; one is enough where so great a share is at stake:
GREAT_SHARE = 0.3
SHARES = ((120, 0.25), (600, 0.2), (3000, 0.1))  # least difference of shares in texts of up to so many words …
LEAST_SHARE = 0.04  # … and in longer ones
SECTION_WORDS = 20  # words that a section must have more


GONE = 3  # mentions from which a topic that is wholly gone is one of volume


@dataclass(frozen=True)
class Volume:
    """The sentences of a text with their lengths in words, and which of them go on with what the one before says."""

    statement: Statement
    words: Vocabulary

    @cached_property
    def lowered(self) -> str:
        """The text in small letters."""
        return self.statement.text.lower()

    @cached_property
    def lengths(self) -> list[int]:
        """Words of each sentence; characters where words are not spaced."""
        text = self.statement.text
        if self.words.spaced:
            return [text.count(" ", *span) + 1 for span in self.statement.sentences]
        return [end - start for start, end in self.statement.sentences]

    @cached_property
    def total(self) -> int:
        """Words of the text."""
        return max(1, sum(self.lengths))

    @cached_property
    def sections(self) -> dict[str, list[int]]:
        """The sentences under each heading, by its words; those under one heading that occurs twice count together."""
        starts = {block.start: block for block in self.statement.blocks if block.kind == "heading"}
        found: dict[str, list[int]] = {}
        title = ""
        for number, (start, _) in enumerate(self.statement.sentences if starts else ()):
            if start in starts:
                block = starts[start]
                title = self.statement.text[block.label.end if block.label else start : block.end].strip(" #*\t")
            elif title:
                found.setdefault(title, []).append(number)
        return found

    def mentions(self, key: str) -> list[int]:
        """The numbers of the sentences that hold a stem or a pair of signs, once for each mention."""
        if self.words.spaced:
            places = [match.start() for match in re.finditer(rf"\b{re.escape(key)}", self.lowered)]
        else:
            places = [match.start() for match in re.finditer(re.escape(key), self.lowered)]
        sentences = self.statement.sentences
        return [bisect_right(sentences, at, key=itemgetter(0)) - 1 for at in places]

    def speaking(self, mentions: Iterable[int]) -> set[int]:
        """Those sentences and the ones right after them that go on with it ("Its ports …")."""
        told = set(mentions)
        for number in sorted(told):
            while number + 1 < len(self.lengths) and number + 1 not in told and self.carries_on(number + 1):
                number += 1
                told.add(number)
        return told

    def carries_on(self, number: int) -> bool:
        """Whether a sentence begins with a word that points back."""
        start, end = self.statement.sentences[number]
        return first_word(self.lowered[start : min(end, start + 16)]) in self.words.tables["topics"]["carries_on"]

    def share(self, sentences: Iterable[int]) -> float:
        """The share of the text's words in some sentences."""
        return self.count(sentences) / self.total

    def count(self, sentences: Iterable[int]) -> int:
        """The words of some sentences."""
        return sum(self.lengths[number] for number in sentences)


def volumes(context: Context, words: Vocabulary, least: int, old: Volume, new: Volume) -> Iterator[Topic]:
    """The topics whose mentions, and the sections whose lengths, differ clearly."""
    series = context.mode == "succession"
    for key, name in shifted(context, words, least):
        if topic := measured(key, name, old, new, series):
            yield topic
    yield from section_volumes(old, new)


def section_volumes(old: Volume, new: Volume) -> Iterator[Topic]:
    """The sections that are under the same heading in both texts, where their shares differ clearly."""
    before, after = old.sections, new.sections
    for title in before if min(len(before), len(after)) > 1 else ():
        if title in after:
            shares = old.share(before[title]), new.share(after[title])
            more = abs(old.count(before[title]) - new.count(after[title]))
            if more >= SECTION_WORDS and is_clear(shares, old, new):
                yield Topic(title, frozenset(before[title]), frozenset(after[title]), *shares, more)


def is_clear(shares: tuple[float, float], old: Volume, new: Volume) -> bool:
    """Whether two shares differ clearly, by ratio and by what they take of texts as long as these."""
    least = next((share for words, share in SHARES if max(old.total, new.total) <= words), LEAST_SHARE)
    return max(shares) >= RATIO * min(shares) and abs(shares[0] - shares[1]) >= least


def shifted(context: Context, words: Vocabulary, least: int) -> list[tuple[str, str]]:
    """Topic words that changed places have clearly more often on one side, those with the greatest shift first."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for pair in context.pairs:
        for side in pair.sides:
            for key, name in topic_words(side, words):
                counts[key] += -1 if side is pair.old else 1
                names.setdefault(key, name)
    likely = sorted((-abs(count), at, key) for at, (key, count) in enumerate(counts.items()) if abs(count) >= least)
    return [(key, names[key]) for _, _, key in likely[:CANDIDATES]]


def topic_words(side: Side, words: Vocabulary) -> Iterator[tuple[str, str]]:
    """The words of a side that may name a topic: their stem and how they are there."""
    if not words.spaced:
        yield from pairs_of_signs(side, words)
        return
    table, offices = words.tables["topics"], in_names_of_offices(side)
    stop, but, endings = table["stop"], table["but"], tuple(table["not_endings"])
    for token in side.content_tokens:
        if token.start not in offices and names_a_topic(token, stop, but, endings):
            yield stem(token.key), side.text[token.start : token.end].removesuffix("'s").removesuffix("’s")


def in_names_of_offices(side: Side) -> set[int]:
    """Where words are that belong to the name of a body or office: the Federal Open Market Committee."""
    runs = (list(run) for capital, run in groupby(side.tokens, key=token_capital) if capital)
    return {token.start for run in runs if is_of_an_office(side, run) for token in run}


def is_of_an_office(side: Side, run: Sequence[Token]) -> bool:
    """Whether capitalised words in a row name a body or office: a common noun is among them."""
    common = side.words.words("common_capitals")
    return len(run) > 1 and any(token.key in common for token in run)


def pairs_of_signs(side: Side, words: Vocabulary) -> Iterator[tuple[str, str]]:
    """Neighbouring signs of Chinese neither of which is a common one."""
    stop = words.tables["topics"]["stop"]
    tokens = side.content_tokens
    for one, two in pairwise(tokens):
        if one.end == two.start and one.key not in stop and two.key not in stop:
            yield one.key + two.key, one.key + two.key


def measured(key: str, name: str, old: Volume, new: Volume, series: bool) -> Topic | None:
    """A topic with its shares, None where the change is not clear. In a series a topic must be in both texts."""
    gone, come = old.mentions(key), new.mentions(key)
    if not (gone and come) and (series or max(len(gone), len(come)) < GONE):
        return None
    before, after = old.speaking(gone), new.speaking(come)
    shares, mentions = (old.share(before), new.share(after)), abs(len(gone) - len(come))
    if not mentions or not is_clear(shares, old, new) or is_small(abs(len(before) - len(after)), mentions, shares):
        return None
    return Topic(name, frozenset(before), frozenset(after), *shares, mentions)


def is_small(sentences: int, mentions: int, shares: tuple[float, float]) -> bool:
    """Whether a difference is of no sentence, or of one that has but one mention or makes no great share."""
    great = mentions >= SENTENCES and abs(shares[0] - shares[1]) >= GREAT_SHARE
    return sentences < (1 if great else SENTENCES)


def first_word(text: str) -> str:
    """The first word of a text in small letters; the first sign where words are not spaced."""
    match = re.match(r"\W*([㐀-鿿]|[^\W\d_]+)", text)
    return match.group(1) if match else ""
