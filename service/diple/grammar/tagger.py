"""Parts of speech: a linear model over windows of words, applied from left to right.

A form that has one tag in nearly all of the treebank takes it from a table. Any other word gets the tag whose features
have the largest sum of weights (Collins 2002, averaged perceptron). The time is linear in the number of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from diple.grammar.features import OUTSIDE, moving_features, shape_of, still_features

# Weights are whole numbers, each one character of the model file, this far above its value.
WEIGHT_ORIGIN = 0x2000
LABEL_ORIGIN = 0x30
# After these marks a capital letter says nothing.
_OPENERS = frozenset("\"'“”„«»‘([{.:;!?•–—-")
UNKNOWN = "?"
LONGEST_ENDING = 3
SHORTEST_STEM = 3


@dataclass(slots=True)
class Tagger:
    """The tagger of one language.

    `labels` are the tags; `sure` maps a form to its only tag; `known` maps a word in small letters to the tags that the
    treebank has for it, joined by "|"; `limited` are the words for which no other tag is considered. `packed` maps a
    feature to its weights: pairs of characters, a label and a weight, decoded when the feature is first met.
    """

    labels: list[str]
    sure: dict[str, str]
    known: dict[str, str]
    limited: frozenset[str]
    packed: dict[str, str]
    weights: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def tags(self, forms: Sequence[str]) -> list[str]:
        """The tag of each word of a sentence."""
        words, shapes, classes = window(forms, self.known)
        tags: list[str] = []
        last = earlier = OUTSIDE
        for at, form in enumerate(forms):
            tag = self.sure.get(form)
            if tag is None:
                features = still_features(words, shapes, classes, at)
                features += moving_features(words, classes, at, last, earlier)
                tag = self._best(self.scores(features), words[at + 2])
            tags.append(tag)
            earlier, last = last, tag
        return tags

    def scores(self, features: Sequence[str]) -> list[int]:
        """The sum of weights for each label."""
        scores, weights = [0] * len(self.labels), self.weights
        for feature in features:
            found = weights.get(feature)
            if found is None:
                found = self._unpack(feature)
            for label, weight in found:
                scores[label] += weight
        return scores

    def _best(self, scores: list[int], word: str) -> str:
        if word in self.limited:
            index = self.labels.index
            return max(self.known[word].split("|"), key=lambda label: scores[index(label)])
        return self.labels[scores.index(max(scores))]

    def _unpack(self, feature: str) -> list[tuple[int, int]]:
        packed = self.packed.get(feature, "")
        found = [
            (ord(label) - LABEL_ORIGIN, ord(weight) - WEIGHT_ORIGIN)
            for label, weight in zip(packed[::2], packed[1::2], strict=True)
        ]
        if packed:
            self.weights[feature] = found
        return found


def window(forms: Sequence[str], known: dict[str, str]) -> tuple[list[str], list[str], list[str]]:
    """Words in small letters, their shapes and the tags known for them, each with two places of padding around."""
    lowered = [form.lower() for form in forms]
    beyond = [OUTSIDE, OUTSIDE]
    previous = ["", *forms][:-1]
    shapes = [shape_of(form, not before or before in _OPENERS) for form, before in zip(forms, previous, strict=True)]
    classes = [known.get(word) or guess_of(word, shape, known) for word, shape in zip(lowered, shapes, strict=True)]
    return beyond + lowered + beyond, beyond + shapes + beyond, beyond + classes + beyond


def guess_of(word: str, shape: str, known: dict[str, str]) -> str:
    """What stands for the tags of an unknown word: its shape, and its ending with the tags of the known word before it.

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
