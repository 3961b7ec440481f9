"""An averaged perceptron (Collins 2002) for the tagger of `diple.grammar`, in plain Python.

Features that occur fewer than `FEWEST` times are left out before the training. The order of sentences comes from a
seeded generator, and ties are decided by the order of labels, so that the same treebank gives the same weights.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from diple.grammar.features import OUTSIDE, moving_features, still_features
from diple.grammar.tagger import LABEL_ORIGIN, WEIGHT_ORIGIN, Tagger, window

SEED = 20_24
FEWEST = 3

Sample = tuple[list[str], list[str]]  # the forms of a sentence, and their tags


class Prepared(NamedTuple):
    """A sample with its padded words and their dictionary classes, and the features of each word that need no tags."""

    forms: list[str]
    tags: list[str]
    words: list[str]
    classes: list[str]
    still: list[list[str]]


@dataclass(frozen=True, slots=True)
class Settings:
    """What is chosen before training; each value was measured on the development part of EWT."""

    rounds: int = 4
    fewest: int = FEWEST
    sure_count: int = 10
    sure_share: float = 0.995
    known_count: int = 3
    known_share: float = 0.02
    limited_count: int = 20
    range: int = 120


class Dictionary:
    """What the training part says about words alone: `sure`, `known` and `limited` of `Tagger`."""

    def __init__(self, samples: Iterable[Sample], settings: Settings) -> None:
        forms: dict[str, Counter[str]] = {}
        lowered: dict[str, Counter[str]] = {}
        for words, tags in samples:
            for word, tag in zip(words, tags, strict=True):
                forms.setdefault(word, Counter())[tag] += 1
                lowered.setdefault(word.lower(), Counter())[tag] += 1
        self.sure = {
            form: tags.most_common(1)[0][0]
            for form, tags in sorted(forms.items())
            if tags.total() >= settings.sure_count and tags.most_common(1)[0][1] >= settings.sure_share * tags.total()
        }
        self.known = {
            word: "|".join(_often(tags, settings))
            for word, tags in sorted(lowered.items())
            if tags.total() >= settings.known_count
        }
        self.limited = frozenset(word for word in self.known if lowered[word].total() >= settings.limited_count)


def _often(tags: Counter[str], settings: Settings) -> list[str]:
    ranked = sorted(tags.items(), key=lambda item: (-item[1], item[0]))
    return [tag for tag, count in ranked if count >= settings.known_share * tags.total()]


class Trainer:
    """Weights by feature and label while they are learned."""

    def __init__(self, samples: Sequence[Sample], settings: Settings) -> None:
        self.settings = settings
        self.dictionary = Dictionary(samples, settings)
        self.labels = sorted({tag for _, tags in samples for tag in tags})
        self.number = {label: index for index, label in enumerate(self.labels)}
        self.weights: dict[str, dict[int, float]] = {}
        self.totals: dict[str, dict[int, float]] = {}
        self.steps = 0
        self.sentences = [self._prepare(*sample) for sample in samples]
        self._keep_frequent()

    def _prepare(self, forms: list[str], tags: list[str]) -> Prepared:
        words, shapes, classes = window(forms, self.dictionary.known)
        still = [still_features(words, shapes, classes, at) for at in range(len(forms))]
        return Prepared(forms, tags, words, classes, still)

    def _keep_frequent(self) -> None:
        counts: Counter[str] = Counter()
        for _, tags, words, classes, still in self.sentences:
            last = earlier = OUTSIDE
            for at, tag in enumerate(tags):
                counts.update(still[at])
                counts.update(moving_features(words, classes, at, last, earlier))
                earlier, last = last, tag
        self.weights = {feature: {} for feature, count in counts.items() if count >= self.settings.fewest}
        self.totals = {feature: {} for feature in self.weights}
        for *_, still in self.sentences:
            still[:] = [[feature for feature in features if feature in self.weights] for features in still]

    def train(self) -> Tagger:
        """The tagger after all rounds."""
        order = list(range(len(self.sentences)))
        generator = random.Random(SEED)
        for _ in range(self.settings.rounds):
            generator.shuffle(order)
            for index in order:
                self._learn(self.sentences[index])
        return self._tagger()

    def _learn(self, sample: Prepared) -> None:
        forms, tags, words, classes, still = sample
        last = earlier = OUTSIDE
        for at, form in enumerate(forms):
            guess = self.dictionary.sure.get(form)
            if guess is None:
                features = still[at] + moving_features(words, classes, at, last, earlier)
                guess = self._guess(features, words[at + 2])
                self.steps += 1
                if guess != tags[at]:
                    self._update(features, tags[at], guess)
            earlier, last = last, guess

    def _guess(self, features: list[str], word: str) -> str:
        scores = [0.0] * len(self.labels)
        for feature in features:
            found = self.weights.get(feature)
            if found:
                for label, weight in found.items():
                    scores[label] += weight
        if word in self.dictionary.limited:
            return max(self.dictionary.known[word].split("|"), key=lambda label: scores[self.number[label]])
        return self.labels[scores.index(max(scores))]

    def _update(self, features: list[str], right: str, wrong: str) -> None:
        for feature in features:
            weights = self.weights.get(feature)
            if weights is not None:
                totals = self.totals[feature]
                for label, change in ((self.number[right], 1.0), (self.number[wrong], -1.0)):
                    weights[label] = weights.get(label, 0.0) + change
                    totals[label] = totals.get(label, 0.0) + change * self.steps

    def _tagger(self) -> Tagger:
        means = {
            feature: {label: weight - self.totals[feature][label] / self.steps for label, weight in weights.items()}
            for feature, weights in self.weights.items()
        }
        largest = max(abs(weight) for weights in means.values() for weight in weights.values())
        unit = largest / self.settings.range
        packed = {feature: pack(means[feature], unit) for feature in sorted(means)}
        dictionary = self.dictionary
        return Tagger(
            self.labels, dictionary.sure, dictionary.known, dictionary.limited, {k: v for k, v in packed.items() if v}
        )


def pack(weights: dict[int, float], unit: float) -> str:
    """The weights of a feature as characters, in multiples of `unit`; those that round to none are left out."""
    whole = ((label, round(weight / unit)) for label, weight in sorted(weights.items()))
    return "".join(chr(LABEL_ORIGIN + label) + chr(WEIGHT_ORIGIN + weight) for label, weight in whole if weight)
