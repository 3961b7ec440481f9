"""What speaks for two sentences being of one subject: rare words of both, a link between the texts, nearness.

The features of a sentence are those by which `align` links sentences of a series: stems and pairs of stems, names
weighing more and the words of every statement less.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from heapq import nlargest
from itertools import pairwise

from diple.align.vectors import Topic, topics
from diple.model import Segment
from diple.themes.sentences import Row, Sentence, linked_sentences
from diple.themes.words import Texts

# What neighbours count beside the cosine of two sentences, which is 0 to 1: in one paragraph, and in two. Measured on
# the sections of three texts of 100 to 214 sentences, their headings hidden, by the mean F of pairs of sentences in one
# theme: .61, .65, .64, .65 and .67 with .3, .6, 1, 1.5 and 2 in a paragraph; .64, .65 and .66 with .05, .15 and .25
# between two. With 2 a new state parts no paragraph. On the same texts NEAREST: .63, .65 and .68 with 3, 6 and 10
# sentences; LEAST: .66, .65 and .64 from .05, .1 and .15.
IN_PARAGRAPH = 1.5
IN_TEXT = 0.15
UNDER = 1.0  # what counts that a heading is under another
SHORT = 5  # sentences up to which a paragraph is of one subject; in a longer one neighbours count less
OTHER_STATE = 0.3  # share of it that is left where the second one names a third state that is new in the paragraph
SAME_STATE = 1.0  # what it counts that two sentences name one third state
AKIN = 1.0  # what it counts that two subjects are of one area
LINKED = 1.0  # what a link counts: sentences that answer one another are of one subject
LEAST = 0.1  # cosine from which words in common count
NEAREST = 6  # sentences that one is tied to by its words
MOST_HOLDERS = 40  # a feature of more sentences proposes no pair

Ties = list[dict[int, float]]


def ties_between(
    texts: Texts,
    segments: Sequence[Segment],
    sectioned: Set[int] = frozenset(),
    akin: Iterable[tuple[int, int]] = (),
) -> Ties:
    """For each sentence the others that it is tied to, with the strength of each tie; ties go both ways.

    Where a heading says what sentences speak of (`sectioned`), the states that they name do not.
    """
    row = texts.row
    states = [set() if number in sectioned else texts.third_states(number) for number in range(len(row.sentences))]
    ties: Ties = [{} for _ in row.sentences]
    for one, other, strength in (
        *_neighbours(row, states),
        *_of_one_state(states),
        *((one, other, AKIN) for one, other in akin),
        *_under_headings(row),
        *_links(row, segments),
        *_alike(texts),
    ):
        for left, right in ((one, other), (other, one)) if texts.words[one] and texts.words[other] else ():
            ties[left][right] = ties[left].get(right, 0.0) + strength
    return ties


def _neighbours(row: Row, states: Sequence[set[str]]) -> Iterator[tuple[int, int, float]]:
    sizes = Counter((sentence.side, sentence.block) for sentence in row.sentences)
    named: set[str] = set()
    for number, (one, other) in enumerate(pairwise(row.sentences)):
        if one.side == other.side:
            named = named | states[number] if one.block == other.block else set()
            share = OTHER_STATE if states[number + 1] - named else 1.0
            yield number, number + 1, share * _nearness(one, other, sizes[one.side, one.block])


def _nearness(one: Sentence, other: Sentence, size: int) -> float:
    if one.heading:
        return IN_PARAGRAPH
    return IN_PARAGRAPH * min(1.0, SHORT / size) if one.block == other.block else IN_TEXT


def _of_one_state(states: Sequence[set[str]]) -> Iterator[tuple[int, int, float]]:
    """Each sentence that names a third state with the next that names it."""
    naming: dict[str, list[int]] = {}
    for number, named in enumerate(states):
        for state in sorted(named):
            naming.setdefault(state, []).append(number)
    for numbers in naming.values():
        yield from ((one, other, SAME_STATE) for one, other in pairwise(numbers))


def _under_headings(row: Row) -> Iterator[tuple[int, int, float]]:
    """Each heading with the one that it is under."""
    above: list[int] = []
    for number, sentence in enumerate(row.sentences):
        if sentence.heading:
            while above and not _is_above(row.sentences[above[-1]], sentence):
                above.pop()
            if above:
                yield above[-1], number, UNDER
            above.append(number)


def _is_above(one: Sentence, other: Sentence) -> bool:
    return one.side == other.side and one.depth < other.depth


def _links(row: Row, segments: Sequence[Segment]) -> Iterator[tuple[int, int, float]]:
    for olds, news in linked_sentences(row, segments):
        strength = LINKED / max(len(olds), len(news))
        yield from ((one, other, strength) for one in olds for other in news)


def _alike(texts: Texts) -> Iterator[tuple[int, int, float]]:
    """Each sentence with those nearest to it by their words, each pair once."""
    spaced = all(statement.language != "zh" for statement in texts.texts)
    found = topics([texts.text(number) for number in range(len(texts.words))], spaced=spaced)
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
