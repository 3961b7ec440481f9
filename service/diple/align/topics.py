"""Two statements of a series share few words: their sentences are linked by what they speak of.

A sentence is a vector of its word stems and pairs of neighbouring stems, weighed by how rare they are in both texts
(K. Spärck Jones, 1972); what its neighbours speak of counts a little. Links are made best first, one to one, and only
where each is among the other's best.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from math import log, sqrt

from diple.align import in_order, realign
from diple.align.links import Link
from diple.normalise import fold_text

# Cosine from which two sentences are held to speak of the same thing.
SAME_TOPIC = 0.2
# Cosine from which the wording is so close that a diff can be read.
SAME_WORDING = 0.6
# Letters of a word that serve as its stem; endings carry grammar, not topic.
STEM = 7
# Stems that stand in more than this share of the sentences say nothing of the topic.
COMMON_STEM = 0.15
# How much the neighbours of a sentence count beside itself.
CONTEXT = 0.25
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

Vector = dict[str, float]


def link_by_topic(links: Sequence[Link], old: Sequence[str], new: Sequence[str], *, spaced: bool) -> list[Link]:
    """The links, with dropped and added sentences that speak of the same thing linked as reworded."""
    if list(new) < list(old):
        mirrored = link_by_topic([link.mirrored for link in links], new, old, spaced=spaced)
        return in_order([link.mirrored for link in mirrored if link.old and link.new], old, new)
    kept = [link for link in links if link.old and link.new]
    free = [i for link in links if not link.new for i in link.old]
    fresh = [j for link in links if not link.old for j in link.new]
    vectors = _vectors([*old, *new], spaced)
    made = _best_first(_candidates(sorted(free), sorted(fresh), vectors[: len(old)], vectors[len(old) :]))
    return realign([*kept, *made], old, new)


def _best_first(candidates: Sequence[tuple[float, int, int]]) -> list[Link]:
    held_old: set[int] = set()
    held_new: set[int] = set()
    made = []
    for unlike, i, j in candidates:
        if i not in held_old and j not in held_new:
            held_old.add(i)
            held_new.add(j)
            made.append(Link((i,), (j,), "changed" if 1 - unlike >= SAME_WORDING else "reworded"))
    return made


def _candidates(
    free: Sequence[int], fresh: Sequence[int], olds: Sequence[Vector], news: Sequence[Vector]
) -> list[tuple[float, int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for j in fresh:
        for stem in news[j]:
            holders[stem].append(j)
    found = []
    for i in free:
        products: dict[int, float] = defaultdict(float)
        for stem, weight in olds[i].items():
            for j in holders.get(stem, ()):
                products[j] += weight * news[j][stem]
        found += [(round(1 - cosine, 4), i, j) for j, cosine in products.items() if cosine >= SAME_TOPIC]
    return sorted(found)


def _vectors(sentences: Sequence[str], spaced: bool) -> list[Vector]:
    """Each sentence as weighed stems and pairs of stems, of length one."""
    stems = [_stems(fold_text(sentence), spaced) for sentence in sentences]
    features = [Counter([*words, *(f"{a} {b}" for a, b in pairwise(words))]) for words in stems]
    spread = Counter(feature for counted in features for feature in counted)
    most = max(COMMON_STEM * len(sentences), 2)
    vectors = []
    for counted in features:
        weighed = {
            feature: (1 + log(count)) * log(1 + len(sentences) / spread[feature])
            for feature, count in counted.items()
            if 1 < spread[feature] <= most
        }
        length = sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        vectors.append({feature: weight / length for feature, weight in weighed.items()})
    return vectors


def _stems(folded: str, spaced: bool) -> list[str]:
    if not spaced:
        return [folded[at : at + 2] for at in range(max(len(folded) - 1, 1))]
    return [word[:STEM] for word in _WORD.findall(folded) if len(word) > 2 or word.isdecimal()]
