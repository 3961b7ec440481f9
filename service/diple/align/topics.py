"""Two statements of a series share few words: their sentences are linked by what they speak of.

A pair is judged by the words it shares and by its neighbours: what stands beside two sentences that answer one another
is likely to do so too. Links are made best first and one to one; a sentence is not linked to a second choice that is
much worse than its first. What remains joins the link beside it if it speaks of the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

from diple.align import in_order, realign
from diple.align.links import Link, bag, likeness, shingles
from diple.align.matching import ALIKE
from diple.align.vectors import Topic, topics
from diple.normalise import fold_text

# Agreement from which two sentences speak of the same thing, and from which one joins the link beside it.
SAME_TOPIC = 0.32
JOINS = 0.24
# A link must be worth this share of the best that either of its sentences could have.
NEAR_BEST = 0.8
# What it is worth that the neighbours of two sentences agree.
NEIGHBOURS = 0.6
# Which neighbours are looked at, as steps from the sentence, and what each counts.
STEPS = ((-2, 1 / 6), (-1, 1 / 3), (1, 1 / 3), (2, 1 / 6))
# A heading speaks of what a heading speaks of; sentences of which one is more than thrice as long agree less.
OTHER_KIND = 0.5
UNEQUAL = 0.5
# The share of runs of words in common from which words in common stand in order.
IN_ORDER = 0.1
# Agreement below this is nothing.
LEAST = 0.08
# A feature that stands in more sentences of one text than this finds nobody.
MOST_HOLDERS = 60
# How many sentences one may answer.
MOST_JOINED = 3

# How much sentences agree: for each old number, by new number.
Rows = list[dict[int, float]]
# The most that any sentence across agrees with each old and each new one.
Best = tuple[Sequence[float], dict[int, float]]
# A pair as (agreement with a minus, old number, new number): sorts best first, then by place.
Candidate = tuple[float, int, int]
Group = tuple[tuple[int, ...], tuple[int, ...]]


def link_by_topic(links: Sequence[Link], old: Sequence[str], new: Sequence[str], *, spaced: bool) -> list[Link]:
    """The links with dropped and added sentences that speak of the same thing linked, as changed or reworded.

    Equal and changed sentences stay linked; what `align` only held to be possibly reworded is judged anew.
    """
    if list(new) < list(old):
        mirrored = link_by_topic([link.mirrored for link in links], new, old, spaced=spaced)
        return in_order([link.mirrored for link in mirrored if link.old and link.new], old, new)
    kept = [link for link in links if link.kind in ("same", "changed")]
    held = {i for link in kept for i in link.old}, {j for link in kept for j in link.new}
    rows = _with_neighbours(_agreement(topics([*old, *new], spaced=spaced), old, new))
    best = [max(row.values(), default=0.0) for row in rows], _best_of_new(rows)
    ranked = sorted(
        (-worth, i, j)
        for i, row in enumerate(rows)
        if i not in held[0]
        for j, worth in row.items()
        if j not in held[1] and worth >= JOINS
    )
    answers = _one_to_one(ranked, best)
    made = [_link(*group, old, new, spaced) for group in _with_joined(ranked, best, answers)]
    return realign([*kept, *made], old, new)


def _agreement(judged: Sequence[Topic], old: Sequence[str], new: Sequence[str]) -> Rows:
    """How much each old sentence shares with each new one: cosines, by old and new number."""
    olds, news = judged[: len(old)], judged[len(old) :]
    holders: dict[str, list[int]] = defaultdict(list)
    for j, topic in enumerate(news):
        for feature in topic.features:
            holders[feature].append(j)
    rows = []
    for i, topic in enumerate(olds):
        row = {}
        for j, shared in _shared(topic, news, holders).items():
            other = news[j]
            worth = shared / (topic.length * other.length)
            worth *= _alike_in_form(topic.heading != other.heading, len(old[i]), len(new[j]))
            if worth >= LEAST:
                row[j] = worth * _trusted(topic, other)
        rows.append(row)
    return rows


def _trusted(old: Topic, new: Topic) -> float:
    """How far agreement is trusted, by how many things both say: .4 for none, 1 for two, 1.6 at the most."""
    things = max(sum(old.proofs[feature] for feature in old.features.keys() & new.features.keys()), 0)
    return 1.6 * (things + 0.5) / (things + 2)


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


def _alike_in_form(other_kind: bool, old_length: int, new_length: int) -> float:
    short, long = sorted((old_length, new_length))
    share = (3 * short / long) ** UNEQUAL if long > 3 * short else 1.0
    return share * OTHER_KIND if other_kind else share


def _with_neighbours(rows: Rows) -> Rows:
    """The agreement of pairs, up to twice as much where the sentences before and behind agree too."""
    return [
        {j: round(worth + min(NEIGHBOURS * _beside(rows, i, j), worth), 4) for j, worth in row.items()}
        for i, row in enumerate(rows)
    ]


def _beside(rows: Rows, i: int, j: int) -> float:
    """How well the neighbours of old sentence `i` are answered beside new sentence `j`, and the other way: 0 to 1."""
    near = [rows[i + step] if 0 <= i + step < len(rows) else {} for step, _ in STEPS]
    table = [[row.get(j + step, 0.0) for step, _ in STEPS] for row in near]
    ways = chain(zip(table, STEPS, strict=True), zip(zip(*table, strict=True), STEPS, strict=True))
    total: float = sum(max(line) * weight for line, (_, weight) in ways)
    return total / 2


def _best_of_new(rows: Rows) -> dict[int, float]:
    best: dict[int, float] = defaultdict(float)
    for row in rows:
        for j, worth in row.items():
            best[j] = max(best[j], worth)
    return best


def _one_to_one(ranked: Sequence[Candidate], best: Best) -> dict[int, int]:
    """Old numbers with the new ones that answer them: best first, each once, and none much worse than its best."""
    answers: dict[int, int] = {}
    taken: set[int] = set()
    for unlike, i, j in ranked:
        wanted = max(SAME_TOPIC, NEAR_BEST * max(best[0][i], best[1][j]))
        if -unlike >= wanted and i not in answers and j not in taken:
            answers[i] = j
            taken.add(j)
    return answers


def _with_joined(ranked: Sequence[Candidate], best: Best, answers: dict[int, int]) -> list[Group]:
    """The answers as groups, free sentences joined to the group beside them that is nearly their best."""
    groups: list[tuple[list[int], list[int]]] = [([i], [j]) for i, j in answers.items()]
    of_old = {group[0][0]: group for group in groups}
    of_new = {group[1][0]: group for group in groups}
    for unlike, i, j in ranked:
        if i not in of_old and j in of_new and -unlike >= NEAR_BEST * best[0][i]:
            group, side, number = of_new[j], 0, i
        elif j not in of_new and i in of_old and -unlike >= NEAR_BEST * best[1][j]:
            group, side, number = of_old[i], 1, j
        else:
            continue
        if _may_join(group, side, number):
            group[side].append(number)
            (of_old, of_new)[side][number] = group
    return [(tuple(sorted(numbers)), tuple(sorted(others))) for numbers, others in groups]


def _may_join(group: tuple[list[int], list[int]], side: int, number: int) -> bool:
    """Whether a sentence stands beside those of its side, and one across answers them."""
    mine, across = group[side], group[1 - side]
    return len(across) == 1 and len(mine) < MOST_JOINED and (number - 1 in mine or number + 1 in mine)


def _link(
    numbers: tuple[int, ...], answers: tuple[int, ...], old: Sequence[str], new: Sequence[str], spaced: bool
) -> Link:
    """A link that can be read as a diff where the wording is close: many words in common, some of them in order."""
    left, right = _folded(old, numbers), _folded(new, answers)
    close = likeness(bag(left, spaced), bag(right, spaced)) >= ALIKE
    if close:
        runs, others = shingles(left, spaced), shingles(right, spaced)
        close = 2 * len(runs & others) >= IN_ORDER * (len(runs) + len(others))
    return Link(numbers, answers, "changed" if close else "reworded")


def _folded(sentences: Sequence[str], numbers: tuple[int, ...]) -> str:
    return " ".join(fold_text(sentences[number]) for number in numbers)
