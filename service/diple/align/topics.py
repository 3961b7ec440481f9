"""Two statements of a series share few words: their sentences are linked by what they speak of.

A sentence is a vector of its word stems and pairs of neighbouring stems, weighed by how rare they are in both texts
(K. Spärck Jones, 1972). Sure links are made first, best first and one to one; then those that stand beside them.
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

# Cosine from which two sentences surely speak of the same thing; what they stand between then helps the others.
SURELY = 0.35
# Cosine from which they are held to, and what it is worth that neighbours answer one another.
SAME_TOPIC = 0.24
BESIDE = 0.07
# Cosine from which the wording is so close that a diff can be read.
SAME_WORDING = 0.6
# Sentences of very unequal length, a heading and a paragraph, speak of the same thing less.
UNEQUAL = 0.3
# Letters of a word that serve as its stem; endings carry grammar, not topic.
STEM = 7
# Stems that stand in more than this share of the sentences say nothing of the topic.
COMMON_STEM = 0.15
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
    found = _candidates(free, fresh, vectors[: len(old)], vectors[len(old) :], old, new)
    held = {i: j for link in kept for i in link.old for j in link.new}
    made = _best_first([candidate for candidate in found if 1 - candidate[0] >= SURELY])
    held.update({link.old[0]: link.new[0] for link in made})
    taken = {j for link in made for j in link.new}
    rest = [(_beside(held, *pair), *pair[1:]) for pair in found if pair[1] not in held and pair[2] not in taken]
    made += _best_first(sorted(pair for pair in rest if 1 - pair[0] >= SAME_TOPIC))
    return realign([*kept, *made], old, new)


def _best_first(candidates: Sequence[tuple[float, int, int]]) -> list[Link]:
    """Links from candidates in order, each sentence once."""
    held_old: set[int] = set()
    held_new: set[int] = set()
    made = []
    for unlike, i, j in candidates:
        if i not in held_old and j not in held_new:
            held_old.add(i)
            held_new.add(j)
            made.append(Link((i,), (j,), "changed" if 1 - unlike >= SAME_WORDING else "reworded"))
    return made


def _beside(held: dict[int, int], unlike: float, i: int, j: int) -> float:
    """The unlikeness of a pair, less where a sentence close to one answers a sentence close to the other."""
    near = any(abs(held.get(i + step, -9) - j - step) <= 1 for step in (-2, -1, 1, 2))
    return round(unlike - BESIDE, 4) if near else unlike


def _candidates(
    free: Sequence[int],
    fresh: Sequence[int],
    olds: Sequence[Vector],
    news: Sequence[Vector],
    old: Sequence[str],
    new: Sequence[str],
) -> list[tuple[float, int, int]]:
    """Pairs that may speak of the same thing, as (unlikeness, old number, new number), best first."""
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
        for j, cosine in products.items():
            short, long = sorted((len(old[i]), len(new[j])))
            likeness = cosine * (short / long) ** UNEQUAL if long > 3 * short else cosine
            if likeness >= SAME_TOPIC - BESIDE:
                found.append((round(1 - likeness, 4), i, j))
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
