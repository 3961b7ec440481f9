"""How likely two sentences of a series are to be about the same thing.

Nine features of a pair go into logistic regressions (`agreement.toml`): how many rare words, names and numbers both
have; how far the pair is ahead of its rivals, the other pairs of either sentence; how well the sentences around them
agree; whether one is a heading and the other is none; and whether they, and the sentences around them, speak of the
same fields of affairs (`fields`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from heapq import nlargest
from math import exp, log, sqrt
from pathlib import Path
from typing import Literal, NamedTuple

from diple.align.fields import Surroundings, agreement, surroundings
from diple.align.vectors import Topic, topics
from diple.lexicon.tables import parsed

# Cosines below this are nothing. Of 91 pairs that a reader called the same thing, 83 pass this and `HOPELESS`.
LEAST = 0.08
# A feature that occurs in more sentences of one text than this proposes no pair.
MOST_HOLDERS = 60
# A pair whose cosine is below this share of its best rival's is not judged.
HOPELESS = 0.4
# Cosine from which one thing in common is enough. Of 17 pairs that a reader called the same thing and that share one
# thing only, 11 are above; of 165 others, 32.
ONE_THING = 0.2
# Which shared words count as evidence: the rarest so many.
RAREST = 3
# Which sentences around a pair are looked at, as steps from it, and what each counts.
AROUND = ((-3, 0.4), (-2, 0.6), (-1, 1.0), (1, 1.0), (2, 0.6), (3, 0.4))
# Added to the cosine of a rival, so that a weak pair without one is not far ahead; and the most that a pair is ahead.
# Of .05, .10, .15 and .25 the third ranks best: average precision without the pair .807, .812, .813, .810.
NO_RIVAL = 0.15
FAR_AHEAD = 2.5
# For each old sentence, by the number of a new one: a cosine, or a chance, 0 to 1.
Rows = list[dict[int, float]]

Kind = Literal["pair", "restated", "nearby"]
"""Whether two sentences are partners, where nothing depends on which is old; whether one is repeated by another
across, beside what else that one repeats; and whether one that nothing answers is of the same matter as another."""
Seen = tuple[float, ...]
"""What a regression sees of two sentences, in the order of its features."""
Model = dict[Kind, tuple[float, tuple[float, ...]]]
"""Of each regression the intercept, and the coefficients in the order of its features."""
_EVIDENCE = ("rare", "things", "around", "parallel", "other_kind", "fields")
_OF_ONE = ("ahead", "found", *_EVIDENCE)
FEATURES: dict[Kind, tuple[str, ...]] = {
    "pair": ("ahead", "ahead_of_best", "found", *_EVIDENCE),
    "restated": _OF_ONE,
    "nearby": (*_OF_ONE, "theme"),
}


class Chances(NamedTuple):
    """How likely pairs are to be about the same thing, 0 to 1, by old and new number.

    `partners`: that both are each other's partner, where every other pair of either is a rival. `old_restated`: that
    the new sentence repeats the old one, whatever else it repeats; `new_restated`: that the old one has the new one.
    """

    partners: Rows
    old_restated: Rows
    new_restated: Rows


def chances(judged: Judged) -> Chances:
    """The chances of all pairs that share enough to be looked at."""
    rated = Chances([], [], [])
    for i, row in enumerate(judged.cosines):
        for rows in rated:
            rows.append({})
        for j, cosine in row.items():
            if judged.trusts(i, j, cosine):
                pair, old_restated, new_restated = judged.features(i, j)
                rated.partners[i][j] = _chance("pair", pair)
                rated.old_restated[i][j] = _chance("restated", old_restated)
                rated.new_restated[i][j] = _chance("restated", new_restated)
    return rated


def same_matter(judged: Judged, i: int, j: int, theme: float) -> tuple[float, float]:
    """The chances that the new sentence is of the matter of the old one, and the old one of that of the new one.

    Nothing has to prove the pair. `theme` says whether both are of one theme, 0 to 1.
    """
    _, old, new = judged.features(i, j)
    return _chance("nearby", (*old, theme)), _chance("nearby", (*new, theme))


def agreed(judged: Judged, i: int, j: int) -> float:
    """The chance that an old and a new sentence are partners; 0 where they share too little to be looked at."""
    return _chance("pair", judged.features(i, j)[0]) if j in judged.cosines[i] else 0.0


class Judged(NamedTuple):
    """Both texts as topics, with the cosines of their pairs and the best of each row and column."""

    olds: Sequence[Topic]
    news: Sequence[Topic]
    old_fields: Sequence[Surroundings]
    new_fields: Sequence[Surroundings]
    cosines: Rows
    best_of_old: Sequence[Sequence[tuple[float, int]]]
    best_of_new: Mapping[int, Sequence[tuple[float, int]]]

    @classmethod
    def of(cls, old: Sequence[str], new: Sequence[str], *, spaced: bool) -> Judged:
        """The topics of both texts, rare words weighed by both together."""
        judged = topics([*old, *new], spaced=spaced, openers=True)
        olds, news = judged[: len(old)], judged[len(old) :]
        cosines = _cosines(olds, news)
        columns: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for i, row in enumerate(cosines):
            for j, cosine in row.items():
                columns[j].append((cosine, i))
        return cls(
            olds,
            news,
            surroundings([topic.fields for topic in olds]),
            surroundings([topic.fields for topic in news]),
            cosines,
            [nlargest(2, [(cosine, j) for j, cosine in row.items()]) for row in cosines],
            {j: nlargest(2, column) for j, column in columns.items()},
        )

    def trusts(self, i: int, j: int, cosine: float) -> bool:
        """Whether a pair may be linked at all."""
        return not self.hopeless(i, j, cosine) and self.proved(i, j, cosine)

    def hopeless(self, i: int, j: int, cosine: float) -> bool:
        """Whether a rival is so far ahead that the pair need not be judged."""
        return cosine < HOPELESS * max(self.best_of_old[i][0][0], self.best_of_new[j][0][0])

    def proved(self, i: int, j: int, cosine: float) -> bool:
        """Whether a pair shares more than words of every statement: two things, or one that is most of a sentence."""
        things = self.things(i, j)
        return things > 1 or (things == 1 and cosine >= ONE_THING)

    def things(self, i: int, j: int) -> int:
        """How many things both sentences name, words of every statement apart; neighbouring words are one thing."""
        olds, news = self.olds[i].proofs, self.news[j].proofs
        shared = [feature for feature in olds.keys() & news.keys() if olds[feature]]
        stems = {feature for feature in shared if " " not in feature}
        pairs = sum([stems.issuperset(feature.split(" ")) for feature in shared if " " in feature])
        return max(len(stems) - pairs, min(len(stems), 1))  # words that are repeated have more neighbours than others

    def own_things(self, i: int, j: int) -> int:
        """How many things each of two sentences names that the other does not: the fewer of both."""
        old, new = self.olds[i], self.news[j]
        return min(_own(old, new), _own(new, old))

    def features(self, i: int, j: int) -> tuple[Seen, Seen, Seen]:
        """What is seen of a pair as partners, of the old sentence as restated, and of the new one."""
        old, new, cosine = self.olds[i], self.news[j], self.cosines[i][j]
        shared = old.features.keys() & new.features.keys()
        around, parallel = self._around(i, j)
        evidence = (
            _rare(old, new, shared),
            log(1 + self.things(i, j)),
            sqrt(around),
            parallel,
            float(old.heading != new.heading),
            agreement(self.old_fields[i], self.new_fields[j]),
        )
        rivals = _rival(self.best_of_old[i], j), _rival(self.best_of_new[j], i)
        ahead = [min(FAR_AHEAD, cosine / (rival + NO_RIVAL)) for rival in rivals]
        found = cosine * new.length / old.length, cosine * old.length / new.length
        best = min(FAR_AHEAD, cosine / (max(rivals) + NO_RIVAL))
        return (
            (sum(ahead) / 2, best, sum(found) / 2, *evidence),
            (ahead[0], found[0], *evidence),
            (ahead[1], found[1], *evidence),
        )

    def _around(self, i: int, j: int) -> tuple[float, float]:
        """How well the sentences around a pair agree, each with each, and each with the one in the same place."""
        around = parallel = 0.0
        for step, weight in AROUND:
            if not 0 <= i + step < len(self.cosines):
                continue
            row = self.cosines[i + step]
            if row:
                around += weight * sum([other * row[j + far] for far, other in AROUND if j + far in row])
                parallel += weight * row.get(j + step, 0.0)
        return around, parallel


def _own(mine: Topic, other: Topic) -> int:
    """How many things a sentence names that another does not."""
    return sum([proof == 1 and stem not in other.features for stem, proof in mine.proofs.items()])


def _rival(best: Sequence[tuple[float, int]], at: int) -> float:
    """The highest cosine of another sentence than `at`."""
    return next((cosine for cosine, other in best if other != at), 0.0)


def _rare(old: Topic, new: Topic, shared: Iterable[str]) -> float:
    """How rare the rarest words that both have are, together."""
    weights = [min(old.features[feature], new.features[feature]) for feature in shared if " " not in feature]
    return sum(nlargest(RAREST, weights))


def _chance(kind: Kind, seen: Seen) -> float:
    """The chance of a pair, 0 to 1, to four places."""
    intercept, weights = _model()[kind]
    logit = intercept + sum([weight * value for weight, value in zip(weights, seen, strict=True)])
    return round(1 / (1 + exp(-logit)), 4)


@cache
def _model() -> Model:
    """The regressions as they were fitted."""
    table = parsed(Path(__file__).with_name("agreement.toml"))
    return {
        kind: (table[kind]["intercept"], tuple(table[kind][name] for name in names)) for kind, names in FEATURES.items()
    }


def _cosines(olds: Sequence[Topic], news: Sequence[Topic]) -> Rows:
    """The cosine of each pair that shares a rare feature, where it is at least `LEAST`."""
    holders: dict[str, list[int]] = defaultdict(list)
    for j, topic in enumerate(news):
        for feature in topic.features:
            holders[feature].append(j)
    return [
        {
            j: cosine
            for j, shared in _shared(topic, news, holders).items()
            if (cosine := shared / (topic.length * news[j].length)) >= LEAST
        }
        for topic in olds
    ]


def _shared(topic: Topic, news: Sequence[Topic], holders: dict[str, list[int]]) -> dict[int, float]:
    """The weight that a topic shares with each new sentence with which it shares a rare feature."""
    shared: dict[int, float] = defaultdict(float)
    common = []
    for feature, weight in topic.features.items():
        found = holders.get(feature, ())
        if len(found) > MOST_HOLDERS:
            common.append((feature, weight))
            continue
        for j in found:
            shared[j] += weight * news[j].features[feature]
    least = LEAST / 2 * topic.length
    likely = {j: weight for j, weight in shared.items() if weight >= least * news[j].length}
    for feature, weight in common:
        for j in likely:
            likely[j] += weight * news[j].features.get(feature, 0.0)
    return likely
