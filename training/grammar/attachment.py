"""Learns the weights of `diple.grammar.attachment` from the trees of a treebank."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence

from diple.grammar.attachment import Place, attachment_features
from diple.grammar.reading import drafts_of, places_of
from diple.grammar.sentence import Word, upos_of
from training.grammar.perceptron import SEED
from training.grammar.treebank import Gold, Tree

ROUNDS = 8
FEWEST = 2
RANGE = 99

_SAME_PHRASE = frozenset(("flat", "flat:name", "compound", "conj", "appos"))


def gold_words(gold: Sequence[Gold]) -> tuple[Word, ...]:
    """The words of a treebank's sentence with the tags and lemmas that it gives them."""
    return tuple(Word(*each.piece, each.tag, each.lemma or each.piece.form.lower(), upos_of(each.tag)) for each in gold)


def attachment_cases(tree: Tree, gold: Sequence[Gold], language: str) -> Iterable[tuple[Place, bool]]:
    """The places of a tree, each with whether the prepositional phrase depends on the noun before."""
    words = gold_words(gold)
    node = {each.piece.start: each.node for each in gold}
    for place in places_of(words, drafts_of(words, language)):
        left, right = node[place.left.start], node[place.right.start]
        yield place, tree.nodes[right].head - 1 in _heads(tree, left)


def _heads(tree: Tree, node: int) -> set[int]:
    """A word and the first words of the name and of the enumeration that it is part of."""
    found = {node}
    while tree.nodes[node].relation in _SAME_PHRASE:
        node = tree.nodes[node].head - 1
        found.add(node)
    return found


def learn_attachment(cases: Sequence[tuple[Place, bool]]) -> dict[str, int]:
    """The weights, as whole numbers; an averaged perceptron over the frequent features."""
    counts = Counter(feature for place, _ in cases for feature in attachment_features(place))
    samples = [([f for f in attachment_features(place) if counts[f] >= FEWEST], right) for place, right in cases]
    weights: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    generator, step = random.Random(SEED), 0
    for _ in range(ROUNDS):
        generator.shuffle(samples)
        for features, right in samples:
            step += 1
            if (sum(weights[feature] for feature in features) > 0) != right:
                change = 1 if right else -1
                for feature in features:
                    weights[feature] += change
                    totals[feature] += change * step
    means = {feature: weight - totals[feature] / step for feature, weight in weights.items()}
    unit = max(map(abs, means.values()), default=1.0) / RANGE
    return {feature: whole for feature in sorted(means) if (whole := round(means[feature] / unit))}
