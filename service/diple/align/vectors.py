"""What each sentence speaks of, as weighed stems: what two sentences share shows whether they share a topic.

A feature is a stem or a pair of neighbouring stems, weighed by how rare it is in both texts (K. Spärck Jones, 1972).
Names weigh more; the words of every statement (`reaffirm`, `co-operation`), which are in the data file beside this
module, weigh less. Words that open sentences again and again (`the Presidents`, `both sides agreed`) say who speaks and
how, hardly what of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, islice, pairwise
from math import log, sqrt
from pathlib import Path
from typing import NamedTuple

from diple.align.fields import Weights, weighed
from diple.lexicon.tables import parsed
from diple.normalise import fold_text

# What a name, a word of every statement, and a number count beside another word, and a pair beside its two stems.
# Measured on the pairs of evaluation/links.tsv, by average precision of the cosine: .76 with these; .68 with 1.5, .5,
# .6, .75 and stems of seven letters, which were guessed.
NAME = 1.1
REGISTER = 0.9
NUMBER = 0.6
PAIR = 0.75
# What a pair of which one or both are words of every statement counts.
WEAK_PAIR = 0.75
EMPTY_PAIR = 0.7
# A word opens sentences where it is among the first four that carry content in so many sentences (at least three, and
# this share of all) and in at least half of those that have it. What such a word counts beside another, and a pair
# that holds one. Measured on evaluation/links.tsv without the pair, area of the regression: .884 without this, .889
# with the first three words, .892 with four, .882 with five.
OPENING = 4
OPENED = 3
OPENED_SHARE = 0.05
MOSTLY_OPENING = 0.5
OPENER = 0.3
OPENER_PAIR = 0.6
# Features that are in more than this share of the sentences say nothing of the topic.
COMMON = 0.3
# Sentences whose features are kept, about 8 MB: themes ask again for those that were linked.
KEPT = 1024
# Letters that serve as the stem of a word once its ending is cut.
STEM = 5
# A heading is shorter than this, in characters, and ends without a mark.
LONGEST_HEADING = 120
_END_MARKS = ".;:!?…。；：！？؟"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Topic(NamedTuple):
    """The features of one sentence with their weights, whose squares sum to the square of `length`.

    `proofs` is nothing for a word of every statement and for a pair that holds one: these say nothing of the topic.
    `fields` are the fields of affairs that its words speak of.
    """

    features: dict[str, float]
    proofs: dict[str, int]
    length: float
    heading: bool
    fields: Weights


class _Words(NamedTuple):
    """The words of one language: those without content, the stems of those of every statement, the endings."""

    language: str
    empty: frozenset[str]
    register: frozenset[str]
    ending: re.Pattern[str]


_NO_WORDS = _Words("und", frozenset(), frozenset(), re.compile(r"(?!)"))


def topics(sentences: Sequence[str], *, spaced: bool, openers: bool = False) -> list[Topic]:
    """The topic of each sentence, rare features weighed by all `sentences` (those of both texts).

    Where words are not spaced, pairs of characters serve as stems. With `openers`, words that open sentences again and
    again weigh less: they tell two sentences of one theme, and hardly two that say the same.
    """
    said = [_said(sentence) for sentence in sentences]
    words = _NO_WORDS
    if spaced:
        words = _language_words(said)
        counted = [_features(sentence, words.language) for sentence in sentences]
    else:
        folded = [fold_text(sentence) for sentence in sentences]
        counted = [{fold[at : at + 2]: 1.0 for at in range(max(len(fold) - 1, 1))} for fold in folded]
    spread = Counter(feature for features in counted for feature in features)
    opening = _openers(sentences, counted, spread) if openers and spaced else frozenset[str]()
    fields = weighed(said, words.language)
    idle = words.register | opening
    return [
        _weighed(_less(features, opening), spread, len(sentences), idle)._replace(
            heading=is_heading(sentence), fields=spoken
        )
        for features, sentence, spoken in zip(counted, sentences, fields, strict=True)
    ]


def is_heading(sentence: str) -> bool:
    """Whether a sentence looks like a heading: short, and without a mark at its end."""
    return len(sentence) < LONGEST_HEADING and sentence[-1:] not in _END_MARKS


def _openers(
    sentences: Sequence[str], counted: Sequence[Mapping[str, float]], spread: Mapping[str, int]
) -> frozenset[str]:
    """The stems that open sentences: those of the parties and of what they do, not of what it is about."""
    opening = Counter(
        feature
        for sentence, features in zip(sentences, counted, strict=True)
        if not is_heading(sentence)
        for feature in islice(features, OPENING)
        if " " not in feature
    )
    least = max(OPENED, OPENED_SHARE * len(sentences))
    return frozenset(
        stem for stem, times in opening.items() if times >= least and times >= MOSTLY_OPENING * spread[stem]
    )


def _less(features: Mapping[str, float], openers: frozenset[str]) -> Mapping[str, float]:
    """The features with those that hold a word that opens sentences made lighter."""
    if openers.isdisjoint(features):
        return features
    return {feature: value * _opener_counts(feature.split(" "), openers) for feature, value in features.items()}


def _opener_counts(stems: Sequence[str], openers: frozenset[str]) -> float:
    opening = sum([stem in openers for stem in stems])
    if opening == len(stems):
        return OPENER
    return OPENER_PAIR if opening else 1.0


def _weighed(features: Mapping[str, float], spread: Counter[str], sentences: int, register: frozenset[str]) -> Topic:
    most = max(COMMON * sentences, 2)
    weighed = {
        feature: value * log(1 + sentences / max(spread[feature], 2))
        for feature, value in features.items()
        if spread[feature] <= most and (spread[feature] > 1 or " " not in feature)
    }
    proofs = {feature: _proof(feature, register) for feature in weighed}
    return Topic(weighed, proofs, sqrt(sum(weight * weight for weight in weighed.values())) or 1.0, False, {})


def _proof(feature: str, register: frozenset[str]) -> int:
    left, _, right = feature.partition(" ")
    if left in register or right in register:
        return 0
    return -1 if right else 1


@lru_cache(maxsize=KEPT)
def _said(sentence: str) -> tuple[str, ...]:
    """The folded words of a sentence."""
    return tuple(_WORD.findall(fold_text(sentence)))


@lru_cache(maxsize=KEPT)
def _features(sentence: str, language: str) -> Mapping[str, float]:
    """Stems and pairs of stems of a sentence, each with what it counts before rarity; nobody changes them."""
    words, said = _by_language().get(language, _NO_WORDS), _said(sentence)
    written = _WORD.findall(sentence)
    names = set() if is_heading(sentence) else _names(written)
    features: dict[str, float] = {}
    found = []
    for word in _content(written, said, words.empty):
        stem = topic_stem(word, language)
        found.append(stem)
        features[stem] = max(features.get(stem, 0.0), _counts(word, stem, names, words.register))
    for left, right in pairwise(found):
        features[f"{left} {right}"] = _pair_counts(left in words.register, right in words.register)
    return features


def _content(written: Sequence[str], said: Sequence[str], empty: frozenset[str]) -> list[str]:
    """The words that carry content: longer than two letters, or numbers, or short names in capitals (`EU`, `6G`)."""
    short = {_folded(word) for word in written if len(word) == 2 and word == word.upper()}
    return [word for word in said if (len(word) > 2 and word not in empty) or word in short or word.isdecimal()]


def _names(written: Sequence[str]) -> set[str]:
    """The folded words that begin with a capital, but for the first of the sentence."""
    return {_folded(word) for word in written[1:] if word[0].isupper()}


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    """A word folded, kept: the names of a text recur."""
    return fold_text(word)


def _counts(word: str, stem: str, names: set[str], register: frozenset[str]) -> float:
    if word[0].isdecimal():
        return NUMBER
    if stem in register:
        return REGISTER
    return NAME if word in names else 1.0


def _pair_counts(left_register: bool, right_register: bool) -> float:
    if left_register and right_register:
        return EMPTY_PAIR
    return WEAK_PAIR if left_register or right_register else PAIR


def _stem(word: str, ending: re.Pattern[str]) -> str:
    return ending.sub("", ending.sub("", word))[:STEM]


def _language_words(said: Iterable[Sequence[str]]) -> _Words:
    """The words of the language whose words without content are in the sentences most often."""
    found = Counter(chain.from_iterable(said))
    tables = _tables()
    return max(tables, key=lambda table: sum([found[word] for word in found.keys() & table.empty]))


@lru_cache(maxsize=65_536)
def names_a_topic(word: str, language: str) -> bool:
    """Whether a word can tell the topic: it is neither without content nor a word of every statement."""
    words, folded = _by_language().get(language, _NO_WORDS), fold_text(word)
    return folded not in words.empty and _stem(folded, words.ending) not in words.register


@lru_cache(maxsize=65_536)
def topic_stem(word: str, language: str) -> str:
    """The letters by which the forms of a word are one."""
    return _stem(word, _by_language().get(language, _NO_WORDS).ending)


def _tables() -> tuple[_Words, ...]:
    """The words of each language, the first being that of texts in none of them."""
    return (_NO_WORDS, *_by_language().values())


@cache
def _by_language() -> dict[str, _Words]:
    table = parsed(Path(__file__).with_name("topics.toml"))
    return {tag: _read(tag, language) for tag, language in table.items() if isinstance(language, dict)}


def _read(tag: str, language: dict[str, list[str]]) -> _Words:
    folded = {key: [fold_text(word) for word in words] for key, words in language.items()}
    ending = re.compile(rf"(?<=\w{{4}})(?:{'|'.join(map(re.escape, folded['endings']))})$")
    register = frozenset(_stem(word, ending) for word in folded["register"])
    return _Words(tag, frozenset(folded["empty"]), register, ending)
