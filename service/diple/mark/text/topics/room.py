"""The room that a topic takes of a short text (X2): one sentence may say at length what another only names.

In a few sentences mentions are too few to count. So what counts is the words of the sentences that speak of a topic
of both texts, and of those that go on with it, where they came or went with matter that the other text has not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diple.lexicon.vocabulary import Token, Vocabulary
from diple.lexicon.vocabulary.stems import stem
from diple.mark.sentence.frames import Side
from diple.mark.text.context import Context
from diple.mark.text.passages import side_at
from diple.model import Statement

SHORT = 160  # words up to which a text is short
LETTERS = 8  # letters of a word, at most so many for each of them in a short text
OWN_WORDS = 8  # words that a topic itself must have more
NOVEL = 6  # stems among them that the other text has not …
MOSTLY = 0.5  # … and their share
PARTS, SENTENCES = 3, 2  # links of a list, or sentences, that it must have more
RATIO, SHARE = 2.0, 0.25
OPENING = 4  # tokens at the head of a sentence in which a topic is set: "On trade …", "Fishing: …"
SHORTEST = 4  # letters of a topic word


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with the sentences that speak of it in either text, and the shares of words they make."""

    name: str
    old: frozenset[int]
    new: frozenset[int]
    before: float
    after: float
    mentions: int

    @property
    def heavier(self) -> frozenset[int]:
        """The sentences of the side that says more."""
        return self.new if self.after > self.before else self.old


@dataclass(frozen=True)
class Brief:
    """The sentences of a short text: their tokens, their stems, and how many words each has."""

    words: Vocabulary
    sentences: tuple[tuple[Token, ...], ...]
    stems: tuple[frozenset[str], ...]
    lengths: tuple[int, ...]

    @property
    def all_stems(self) -> frozenset[str]:
        """The stems of the whole text."""
        return frozenset().union(*self.stems)

    def speaking(self, key: str, shared: frozenset[str]) -> frozenset[int]:
        """The sentences that name a topic and those after them that go on with it."""
        told = {number for number, stems in enumerate(self.stems) if key in stems}
        for number in sorted(told):
            opened = self.opens(number, key)
            while number + 1 < len(self.stems) and number + 1 not in told and self.goes_on(number + 1, opened, shared):
                number += 1
                told.add(number)
        return frozenset(told)

    def opens(self, number: int, key: str) -> bool:
        """Whether a sentence sets its topic at its head: "On trade …", "Trade: …"."""
        head = self.sentences[number][:OPENING]
        openers = self.words.tables["topics"].get("openers", frozenset())
        named = any(stem(token.key) == key for token in head)
        return named and (head[0].key in openers or any(token.key in ":：" for token in head))

    def goes_on(self, number: int, opened: bool, shared: frozenset[str]) -> bool:
        """Whether a sentence goes on with the topic before it: it points back, or no other topic is set."""
        table = self.words.tables["topics"]
        keys = {token.key for token in self.sentences[number]}
        if not keys.isdisjoint(table["carries_on"]):
            return self.stems[number].isdisjoint(shared)
        head = self.sentences[number][:1]
        return (
            opened and not (head and head[0].key in table.get("openers", ())) and self.stems[number].isdisjoint(shared)
        )

    def share(self, numbers: frozenset[int]) -> float:
        """The share of the text's words in some sentences."""
        return self.count(numbers) / max(1, sum(self.lengths))

    def count(self, numbers: frozenset[int]) -> int:
        """The words of some sentences."""
        return sum(self.lengths[number] for number in numbers)

    def parts(self, numbers: frozenset[int]) -> int:
        """The links of lists in some sentences: at length is what names one thing after another."""
        links = self.words.tables["topics"].get("links", frozenset())
        return sum(token.key in links for number in numbers for token in self.sentences[number])

    def matter(self, numbers: frozenset[int]) -> frozenset[str]:
        """The stems of some sentences."""
        return frozenset().union(*(self.stems[number] for number in numbers))


def is_short(context: Context, words: Vocabulary) -> bool:
    """Whether both texts are of a few sentences, in a language whose words are spaced."""
    return words.spaced and max(len(context.old.text), len(context.new.text)) <= SHORT * LETTERS


def rooms(context: Context, words: Vocabulary, counted: Sequence[Topic]) -> Iterator[Topic]:
    """The topics of both texts that one of them says much more of; of those `counted`, the ones of which that holds."""
    old, new = brief(context.old, words, context), brief(context.new, words, context)
    names = {**names_of(context.new, words, context), **names_of(context.old, words, context)}
    shared = old.all_stems & new.all_stems & names.keys()
    found = (topic for key in sorted(shared) if (topic := room(key, names[key], old, new, shared)))
    at_length = (topic for topic in found if is_at_length(topic, old, new))
    yield from (topic for topic in (*counted, *at_length) if says_more(topic, old, new))


def brief(statement: Statement, words: Vocabulary, context: Context) -> Brief:
    """A text sentence by sentence."""
    sides: Sequence[Side] = [side_at(statement, (span,), context) for span in statement.sentences]
    stems = tuple(side.stems for side in sides)
    sentences = tuple(tuple(side.tokens) for side in sides)
    return Brief(words, sentences, stems, tuple(sum(t.key[0].isalnum() for t in tokens) for tokens in sentences))


def names_of(statement: Statement, words: Vocabulary, context: Context) -> dict[str, str]:
    """The words of a text that may name a topic, by stem, as they first are there."""
    table = words.tables["topics"]
    found: dict[str, str] = {}
    for token in side_at(statement, statement.sentences, context).content_tokens:
        if names_a_topic(token, table["stop"], table["but"], tuple(table["not_endings"])):
            found.setdefault(stem(token.key), statement.text[token.start : token.end])
    return found


def names_a_topic(token: Token, stop: frozenset[str], but: frozenset[str], endings: tuple[str, ...]) -> bool:
    """Whether a content word can be a topic: long enough, no word of the genre, no participle or adverb."""
    key = token.key
    if len(key) < SHORTEST or not key[0].isalpha() or key in stop:
        return False
    return key in but or not key.endswith(endings)


def room(key: str, name: str, old: Brief, new: Brief, shared: frozenset[str]) -> Topic | None:
    """The room of one topic in both texts, None where it hardly differs or only the words do."""
    others = shared - {key}
    before, after = old.speaking(key, others), new.speaking(key, others)
    topic = Topic(name, before, after, old.share(before), new.share(after), abs(new.count(after) - old.count(before)))
    most, least = sorted((old.count(before), new.count(after)), reverse=True)
    if most - least < OWN_WORDS or most < RATIO * least or abs(topic.before - topic.after) < SHARE:
        return None
    return topic if (new.count(after) > old.count(before)) == (topic.after > topic.before) else None


def says_more(topic: Topic, old: Brief, new: Brief) -> bool:
    """Whether the text that gives a topic more room says things of it that the other text has not."""
    heavier, other = (new, old) if topic.after > topic.before else (old, new)
    said = heavier.matter(topic.heavier)
    novel = said - other.all_stems
    return len(novel) >= NOVEL and len(novel) >= MOSTLY * len(said)


def is_at_length(topic: Topic, old: Brief, new: Brief) -> bool:
    """Whether one text names one thing after another on a topic, or gives it more sentences."""
    parts = abs(old.parts(topic.old) - new.parts(topic.new))
    return parts >= PARTS or abs(len(topic.old) - len(topic.new)) >= SENTENCES
