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
from diple.grammar.tagger import LABEL_ORIGIN, WEIGHT_ORIGIN, Tagger, classes_of, window

SEED = 20_24
FEWEST = 3

Sample = tuple[list[str], list[str]]  # the forms of a sentence, and their tags


class Prepared(NamedTuple):
    """A sample with its padded words and their dictionary classes.

    `still` has for each word the features that need no tags; none for a word that the table of sure words decides.
    """

    forms: list[str]
    tags: list[str]
    words: list[str]
    classes: list[str]
    still: list[list[str]]


class Weights(NamedTuple):
    """The weights of one feature by label, and what each was in sum over the steps, for the average."""

    now: dict[int, float]
    total: dict[int, float]


@dataclass(frozen=True, slots=True)
class Settings:
    """What is chosen before training; each value was measured on the development part of EWT."""

    rounds: int = 3
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
        self.steps = 0
        sentences = [self._prepare(*sample) for sample in samples]
        self.weights = {feature: Weights({}, {}) for feature in self._frequent(sentences)}
        self.sentences = [(sample, [self._known(features) for features in sample.still]) for sample in sentences]

    def _prepare(self, forms: list[str], tags: list[str]) -> Prepared:
        words, shapes = window(forms)
        classes = classes_of(words, shapes, self.dictionary.known)
        sure = self.dictionary.sure
        still = [[] if form in sure else still_features(words, shapes, classes, at) for at, form in enumerate(forms)]
        return Prepared(forms, tags, words, classes, still)

    def _frequent(self, sentences: Iterable[Prepared]) -> list[str]:
        counts: Counter[str] = Counter()
        for _, tags, words, classes, still in sentences:
            last = earlier = OUTSIDE
            for at, tag in enumerate(tags):
                if still[at]:
                    counts.update(still[at])
                    counts.update(moving_features(words, classes, at, last, earlier))
                earlier, last = last, tag
        return [feature for feature, count in counts.items() if count >= self.settings.fewest]

    def _known(self, features: Iterable[str]) -> list[Weights]:
        get = self.weights.get
        return [found for found in map(get, features) if found is not None]

    def train(self) -> Tagger:
        """The tagger after all rounds."""
        order = list(range(len(self.sentences)))
        generator = random.Random(SEED)
        for _ in range(self.settings.rounds):
            generator.shuffle(order)
            for index in order:
                self._learn(*self.sentences[index])
        return self._tagger()

    def _learn(self, sample: Prepared, still: list[list[Weights]]) -> None:
        last = earlier = OUTSIDE
        for at, form in enumerate(sample.forms):
            guess = self.dictionary.sure.get(form)
            if guess is None:
                moving = moving_features(sample.words, sample.classes, at, last, earlier)
                features = still[at] + self._known(moving)
                guess = self._guess(features, sample.words[at + 2])
                self.steps += 1
                if guess != sample.tags[at]:
                    self._update(features, sample.tags[at], guess)
            earlier, last = last, guess

    def _guess(self, features: list[Weights], word: str) -> str:
        scores = [0.0] * len(self.labels)
        for now, _ in features:
            for label, weight in now.items():
                scores[label] += weight
        if word in self.dictionary.limited:
            return max(self.dictionary.known[word].split("|"), key=lambda label: scores[self.number[label]])
        return self.labels[scores.index(max(scores))]

    def _update(self, features: list[Weights], right: str, wrong: str) -> None:
        for label, change in ((self.number[right], 1.0), (self.number[wrong], -1.0)):
            passed = change * self.steps
            for now, total in features:
                now[label] = now.get(label, 0.0) + change
                total[label] = total.get(label, 0.0) + passed

    def _tagger(self) -> Tagger:
        means = {
            feature: {label: weight - total[label] / self.steps for label, weight in now.items()}
            for feature, (now, total) in self.weights.items()
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
