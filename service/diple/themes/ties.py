"""What speaks for two sentences being of one subject: rare words of both, a link between the texts, nearness.

The features of a sentence are those by which `align` links sentences of a series: stems and pairs of stems, names
weighing more and the words of every statement less.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import pairwise

from diple.align.vectors import Topic, topics
from diple.model import Segment, Statement
from diple.themes.sentences import Row, Sentence, linked_sentences

# What neighbours count beside the cosine of two sentences, which is 0 to 1: in one paragraph, and in two.
IN_PARAGRAPH = 0.3
IN_TEXT = 0.05
LINKED = 1.0  # what a link counts: sentences that answer one another are of one subject
LEAST = 0.1  # cosine from which words in common count
NEAREST = 6  # sentences that one is tied to by its words
MOST_HOLDERS = 40  # a feature of more sentences proposes no pair

Ties = list[dict[int, float]]


def ties_between(old: Statement, new: Statement, row: Row, segments: Sequence[Segment]) -> Ties:
    """For each sentence the others that it is tied to, with the strength of each tie; ties go both ways."""
    ties: Ties = [{} for _ in row.sentences]
    for one, other, strength in (*_neighbours(row), *_links(row, segments), *_alike(old, new, row)):
        for left, right in ((one, other), (other, one)):
            ties[left][right] = ties[left].get(right, 0.0) + strength
    return ties


def _neighbours(row: Row) -> Iterator[tuple[int, int, float]]:
    for number, (one, other) in enumerate(pairwise(row.sentences)):
        if one.side == other.side and not other.heading:
            yield number, number + 1, _nearness(one, other)


def _nearness(one: Sentence, other: Sentence) -> float:
    return IN_PARAGRAPH if one.block == other.block or one.heading else IN_TEXT


def _links(row: Row, segments: Sequence[Segment]) -> Iterator[tuple[int, int, float]]:
    for olds, news in linked_sentences(row, segments):
        strength = LINKED / max(len(olds), len(news))
        yield from ((one, other, strength) for one in olds for other in news)


def _alike(old: Statement, new: Statement, row: Row) -> Iterator[tuple[int, int, float]]:
    """Each sentence with those nearest to it by their words, each pair once."""
    texts = (old.text, new.text)
    spaced = "zh" not in (old.language, new.language)
    found = topics([texts[one.side][one.span.start : one.span.end] for one in row.sentences], spaced=spaced)
    pairs: dict[tuple[int, int], float] = {}
    for number, near in enumerate(_nearest(found)):
        for strength, other in near:
            pairs[min(number, other), max(number, other)] = strength
    for one, other in sorted(pairs):
        yield one, other, pairs[one, other]


def _nearest(found: Sequence[Topic]) -> Iterator[list[tuple[float, int]]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for number, topic in enumerate(found):
        for feature in topic.features:
            holders[feature].append(number)
    for number, topic in enumerate(found):
        shared: dict[int, float] = defaultdict(float)
        for feature, weight in topic.features.items():
            if len(holders[feature]) <= MOST_HOLDERS:
                for other in holders[feature]:
                    shared[other] += weight * found[other].features[feature]
        shared.pop(number, None)
        rated = ((value / (topic.length * found[other].length), -other) for other, value in shared.items())
        yield [(value, -other) for value, other in nlargest(NEAREST, rated) if value >= LEAST]
