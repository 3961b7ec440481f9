"""Two statements of a series share few words: their sentences are linked by what they are about.

How likely two sentences are to be about the same thing is a regression (`agreement`). The links are those that together
are most likely to be right (`assignment`), so that no sentence takes the partner that another needs more. A sentence
that is left over joins the link beside it where it is about the same thing. A weak partner is no partner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.align import in_order, realign
from diple.align.agreement import Chances, Judged, Rows, chances
from diple.align.assignment import heaviest_matching
from diple.align.links import Link, bag, likeness, shingles
from diple.align.matching import ALIKE
from diple.normalise import fold_text

# Chance from which two sentences are linked, from which one joins the link beside it, one farther away, and one farther
# away a link that is read as a diff. Measured on evaluation/links.tsv without the pair: linked from .40, .45 and .50,
# of the links .949, .964 and .969 are the same thing or near it, and of the sentences left free .262, .251 and .269
# have a partner. Joined from afar on .5, they are .955 and .241, and a sentence leaves the passage that it belongs to:
# of what the briefs report .67 is among the first ten, for .68.
LINKED = 0.45
JOINS = 0.45
JOINS_FAR = 0.75
JOINS_EDITED = 0.85
# The share of runs of words in common from which words in common are in order.
IN_ORDER = 0.1
# Things that each of two changed sentences names and the other does not, from which they need a chance to stay linked.
# Of 120 changed pairs in the statements of evaluation/links.tsv, 4 have none, all the same thing with one or none of
# their own; "meet in Oslo" and "meet in Bern" have one.
OWN_THINGS = 2
# How many sentences of one side a link holds.
MOST_JOINED = 4
# Chances as whole numbers, which add up exactly.
_PARTS = 10_000

Group = tuple[list[int], list[int]]


def link_by_topic(links: Sequence[Link], old: Sequence[str], new: Sequence[str], *, spaced: bool) -> list[Link]:
    """The links with dropped and added sentences that are about the same thing linked, as changed or reworded.

    Equal and changed sentences stay linked, unless a change left only the frame of a sentence (`_stays`); what `align`
    only held to be possibly reworded is judged anew.
    """
    if list(new) < list(old):
        mirrored = link_by_topic([link.mirrored for link in links], new, old, spaced=spaced)
        return in_order([link.mirrored for link in mirrored if link.old and link.new], old, new)
    judged = Judged.of(old, new, spaced=spaced)
    rated = chances(judged)
    kept = [link for link in links if link.kind == "same" or (link.kind == "changed" and _stays(link, judged, rated))]
    free = _free(kept, len(old), len(new))
    answers = _answers(rated.partners, free)
    edited = [link for link in kept if link.kind == "changed"]
    groups = [([i], [j]) for i, j in answers.items()]
    widened = [(list(link.old), list(link.new)) for link in edited]
    _join([*groups, *widened], rated, free, len(groups))
    made = [_link(tuple(sorted(one)), tuple(sorted(two)), old, new, spaced) for one, two in groups]
    made += [Link(tuple(sorted(one)), tuple(sorted(two)), "changed") for one, two in widened]
    return realign([link for link in kept if link.kind == "same"] + made, old, new)


def _stays(link: Link, judged: Judged, rated: Chances) -> bool:
    """Whether two changed sentences share more than who speaks and how: "The Presidents agreed that schools …" and
    "The Presidents launched a cable …" are alike in letters only."""
    if len(link.old) > 1 or len(link.new) > 1:
        return True
    i, j = link.old[0], link.new[0]
    return rated.partners[i].get(j, 0.0) >= LINKED or judged.own_things(i, j) < OWN_THINGS


def _free(kept: Sequence[Link], olds: int, news: int) -> tuple[set[int], set[int]]:
    """The numbers of the old and new sentences that no link holds."""
    return (
        set(range(olds)).difference(*(link.old for link in kept)),
        set(range(news)).difference(*(link.new for link in kept)),
    )


def _answers(partners: Rows, free: tuple[set[int], set[int]]) -> dict[int, int]:
    """New numbers by old ones: the links that together are most likely to be right."""
    numbers = sorted(free[0])
    worths = [
        {j: round((chance - LINKED) * _PARTS) for j, chance in partners[i].items() if chance > LINKED and j in free[1]}
        for i in numbers
    ]
    return {numbers[at]: j for at, j in heaviest_matching(worths).items()}


def _join(groups: Sequence[Group], rated: Chances, free: tuple[set[int], set[int]], loose: int) -> None:
    """Joins free sentences to the group that restates them, the likeliest first.

    Sentences from afar need a higher chance, and a still higher one behind the first `loose` groups: the others are
    read as a diff.
    """
    holders: tuple[dict[int, int], dict[int, int]] = (
        {i: at for at, group in enumerate(groups) for i in group[0]},
        {j: at for at, group in enumerate(groups) for j in group[1]},
    )
    for chance, side, number, across in sorted(_joinable(rated, free, holders)):
        at = holders[1 - side][across]
        least = JOINS_FAR if at < loose else JOINS_EDITED
        if number not in holders[side] and _may_join(groups[at][side], number, -chance >= least):
            groups[at][side].append(number)
            holders[side][number] = at


def _joinable(
    rated: Chances, free: tuple[set[int], set[int]], holders: tuple[dict[int, int], dict[int, int]]
) -> Iterator[tuple[float, int, int, int]]:
    """Free sentences that a linked one across is likely to restate, as (minus the chance, side, number, across)."""
    for side, rows in enumerate((rated.old_restated, rated.new_restated)):
        for i, row in enumerate(rows):
            for j, chance in row.items():
                number, across = (i, j) if side == 0 else (j, i)
                if (
                    chance >= JOINS
                    and number in free[side]
                    and number not in holders[side]
                    and across in holders[1 - side]
                ):
                    yield -chance, side, number, across


def _may_join(mine: Sequence[int], number: int, from_afar: bool) -> bool:
    """Whether a group has room for a sentence, which is the neighbour of one of its own or may come from afar."""
    near = number - 1 in mine or number + 1 in mine
    return len(mine) < MOST_JOINED and (near or from_afar)


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
