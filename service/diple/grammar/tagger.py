"""Parts of speech: a linear model over windows of words, applied from left to right.

A form that has one tag in nearly all of the treebank takes it from a table. Any other word gets the tag whose features
have the largest sum of weights (Collins 2002, averaged perceptron). The time is linear in the number of words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from struct import Struct

from diple.grammar.features import (
    OUTSIDE,
    features_of_classes,
    features_of_pairs,
    features_of_tag_and_next,
    features_of_tag_and_word,
    features_of_tags,
    features_of_word_after,
    features_of_word_before,
    own_features,
    shape_of,
)

# Weights are whole numbers, each one character of the model file, this far above its value.
WEIGHT_ORIGIN = 0x2000
LABEL_ORIGIN = 0x30
# Scores of all labels are one whole number with a lane for each label, so that one addition adds a feature to all. A
# word has 29 features with weights up to 120 either way: a sum stays far inside a lane.
LANE = 16
LANE_ORIGIN = 1 << (LANE - 1)
# Sums of each kind that are kept, about 2 MB: a long statement has fewer different words.
KEPT = 8192
# Words whose tags are kept with what is around them, about 8 MB: the changes of a text of 60,000 words have fewer.
KEPT_TAGS = 16_384
# After these marks a capital letter says nothing.
_OPENERS = frozenset("\"'“”„«»‘([{.:;!?•–—-")
UNKNOWN = "?"
AROUND = 5  # words that are read for a tag: the word and two on either side
LONGEST_ENDING = 3
SHORTEST_STEM = 3


class Lanes(dict[str, int]):
    """The weights of a feature for all labels as one number; decoded from `packed` when first asked for."""

    def __init__(self, packed: dict[str, str]) -> None:
        super().__init__()
        self.packed = packed

    def __missing__(self, feature: str) -> int:
        packed = self.packed[feature]
        self[feature] = found = sum(
            (ord(weight) - WEIGHT_ORIGIN) << (ord(label) - LABEL_ORIGIN) * LANE
            for label, weight in zip(packed[::2], packed[1::2], strict=True)
        )
        return found


Row = tuple[str, ...]
Sum = Callable[..., int]  # the weights of some features, added up for each label in its lane


@dataclass(slots=True)
class Tagger:
    """The tagger of one language.

    `labels` are the tags; `sure` maps a form to its only tag; `known` maps a word in small letters to the tags that the
    treebank has for it, joined by "|"; `limited` are the words for which no other tag is considered. `packed` maps a
    feature to its weights: pairs of characters, a label and a weight.
    """

    labels: list[str]
    sure: dict[str, str]
    known: dict[str, str]
    limited: frozenset[str]
    packed: dict[str, str]
    layout: Struct = field(init=False, repr=False, compare=False)
    origin: int = field(init=False, repr=False, compare=False)
    lanes: Lanes = field(init=False, repr=False, compare=False)
    own: Sum = field(init=False, repr=False, compare=False)
    before: Sum = field(init=False, repr=False, compare=False)
    after: Sum = field(init=False, repr=False, compare=False)
    classed: Sum = field(init=False, repr=False, compare=False)
    tagged: Sum = field(init=False, repr=False, compare=False)
    tagged_word: Sum = field(init=False, repr=False, compare=False)
    tagged_next: Sum = field(init=False, repr=False, compare=False)
    tag_of: Callable[[Row, Row, str, str], str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepares the sums of the features that recur: those of one word, of known tags, and of the tags before."""
        self.layout = Struct(f"<{len(self.labels)}H")
        self.origin = sum(LANE_ORIGIN << label * LANE for label in range(len(self.labels)))
        self.lanes = Lanes(self.packed)
        self.own = self._kept(own_features)
        self.before = self._kept(features_of_word_before)
        self.after = self._kept(features_of_word_after)
        self.classed = self._kept(features_of_classes)
        self.tagged = self._kept(features_of_tags)
        self.tagged_word = self._kept(features_of_tag_and_word)
        self.tagged_next = self._kept(features_of_tag_and_next)
        self.tag_of = lru_cache(maxsize=KEPT_TAGS)(self._tag_of)

    def _kept(self, features: Callable[..., list[str]]) -> Sum:
        """The sum of the weights of some features, by what these are made of; the last `KEPT` sums are remembered."""
        total = self._sum
        return lru_cache(maxsize=KEPT)(lambda *parts: total(features(*parts)))

    def tags(self, forms: Sequence[str]) -> list[str]:
        """The tag of each word of a sentence.

        Old and new sentences have most words in common, and statements their formulas: a tag is worked out once.
        """
        words, shapes = window(forms)
        tags: list[str] = []
        last = earlier = OUTSIDE
        for at, form in enumerate(forms):
            tag = self.sure.get(form)
            if tag is None:
                tag = self.tag_of(words[at : at + AROUND], shapes[at : at + AROUND], last, earlier)
            tags.append(tag)
            earlier, last = last, tag
        return tags

    def _tag_of(self, words: Row, shapes: Row, last: str, earlier: str) -> str:
        """The tag of the word in the middle of `words`; `last` and `earlier` are the tags before it."""
        return self._best(self._scores(words, shapes, last, earlier), words[AROUND // 2])

    def _scores(self, words: Row, shapes: Row, last: str, earlier: str) -> tuple[int, ...]:
        """The sum of weights for each label, in the order of the labels, each `LANE_ORIGIN` above its value."""
        _, before, word, after, _ = words
        own, following, second = classes_of(words[2:], shapes[2:], self.known)
        total = (
            self.origin
            + self.own(word, shapes[2], own)
            + self.before(before)
            + self.after(after)
            + self.classed(own, following, second)
            + self.tagged(last, earlier, own)
            + self.tagged_word(last, word)
            + self.tagged_next(last, after, following)
            + self._sum(features_of_pairs(words, shapes, 0))
        )
        return self.layout.unpack(total.to_bytes(self.layout.size, "little"))

    def _sum(self, features: Iterable[str]) -> int:
        """The weights of some features, added up for each label in its lane."""
        return sum(map(self.lanes.__getitem__, filter(self.packed.__contains__, features)))

    def _best(self, scores: Sequence[int], word: str) -> str:
        if word in self.limited:
            index = self.labels.index
            return max(self.known[word].split("|"), key=lambda label: scores[index(label)])
        return self.labels[scores.index(max(scores))]


def window(forms: Sequence[str]) -> tuple[Row, Row]:
    """Words in small letters and their shapes, each with two places of padding around."""
    lowered = [form.lower() for form in forms]
    beyond = OUTSIDE, OUTSIDE
    previous = ["", *forms][:-1]
    shapes = [shape_of(form, not before or before in _OPENERS) for form, before in zip(forms, previous, strict=True)]
    return (*beyond, *lowered, *beyond), (*beyond, *shapes, *beyond)


def classes_of(words: Row, shapes: Row, known: dict[str, str]) -> Row:
    """The tags known for each of some words, or what represents them; padding stays."""
    return tuple(
        [
            OUTSIDE if shape == OUTSIDE else known.get(word) or guess_of(word, shape, known)
            for word, shape in zip(words, shapes, strict=True)
        ]
    )


def guess_of(word: str, shape: str, known: dict[str, str]) -> str:
    """What represents the tags of an unknown word: its shape, and its ending with the tags of the known word before it.

    "underlines" is "?c s VERB.base" if "underline" is known.
    """
    for length in range(1, LONGEST_ENDING + 1):
        stem = word[:-length]
        if len(stem) < SHORTEST_STEM:
            break
        for whole in (stem, stem + "e"):
            if whole in known:
                return f"{UNKNOWN}{shape} {word[-length:]} {known[whole].partition('|')[0]}"
    return UNKNOWN + shape
