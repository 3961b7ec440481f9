"""Whether Chinese characters are whole words where they are: 盟国 is none in 东盟国家, nor 统一 in 系统一体化.

    are_whole("东盟国家出席会议", 1, 3)      # False
    are_whole("盟国出席会议", 0, 2)          # True

A text without blanks is cut into the frequent words whose product of shares is highest (R. Sproat and others, 1996). At
each end of the characters the best cut of the neighbourhood is compared with the best one that parts words there. A
longer word that holds all of the characters proves nothing: 统一 is a word in 和平统一. Four characters seldom lie
across words.
"""

from __future__ import annotations

from functools import cache
from math import log

from diple.lexicon.tables import lines

LANGUAGE = "zh"
# How many characters on either side of an end are cut.
NEAR = 6
LONGEST = 5  # characters of a word of the list
# What a character costs that is no word of the list, in nats, above the rarest word.
UNKNOWN = 2.0
# A form of so many characters is seldom found by accident: of 7,800 forms in real texts none of four or more was.
SURE = 4
# How much better a cut must be, in nats, that has no boundary at an end. Of 7,800 forms in real texts 36 are rejected
# with 2, 5 of them wrongly; with 1 the word 两国 in 两国外长 too.
BETTER = 2.0
FIRST = 3.0  # the rank of the most frequent word, so that the law of G. K. Zipf (1935) fits the first ones


@cache
def costs() -> dict[str, float]:
    """What each word of the list costs: the logarithm of its rank. Words of the packs' own list are as rare as any."""
    listed = [word for line in lines(LANGUAGE, "frequent.txt") for word in line.split()]
    rarest = log(FIRST + len(listed))
    own = {word: rarest for line in lines(LANGUAGE, "words.txt") for word in line.split()}
    return own | {word: log(FIRST + rank) for rank, word in enumerate(listed)}


@cache
def _simple() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in lines(LANGUAGE, "characters.tsv")}


def simplified(text: str) -> str:
    """A text with simplified characters for traditional ones, as long as it was."""
    return text.translate(_simple())


def are_whole(text: str, start: int, end: int) -> bool:
    """Whether words end at both ends of simplified characters `text[start:end]`."""
    return _is_boundary(text, start, start, end) and _is_boundary(text, end, start, end)


def _is_boundary(text: str, place: int, start: int, end: int) -> bool:
    """Whether words end at a place, which is one end of the characters `[start, end)`."""
    if not _may_be_cut(text, place, start, end):
        return True
    first, last = max(0, place - NEAR), min(len(text), place + NEAR)
    free = _cost(text, first, last, start, end)
    parted = _cost(text, first, place, start, end) + _cost(text, place, last, start, end)
    return parted <= free + BETTER


def _may_be_cut(text: str, place: int, start: int, end: int) -> bool:
    """Whether a known word lies across a place that does not hold all of the characters."""
    known = costs()
    for first in range(max(0, place - LONGEST + 1), place):
        for last in range(place + 1, min(len(text), first + LONGEST) + 1):
            if text[first:last] in known and not (first <= start and end <= last):
                return True
    return False


def _cost(text: str, first: int, last: int, start: int, end: int) -> float:
    """The lowest cost of `text[first:last]` cut into words none of which holds `[start, end)` and more."""
    known = costs()
    rare = log(FIRST + len(known))
    unknown = rare + UNKNOWN
    best = [0.0]
    for stop in range(first + 1, last + 1):
        ways = [best[-1] + known.get(text[stop - 1], unknown)]
        for begin in range(max(first, stop - LONGEST), stop - 1):
            holds = begin <= start and end <= stop and (begin, stop) != (start, end)
            cost = None if holds else known.get(text[begin:stop], rare if (begin, stop) == (start, end) else None)
            if cost is not None:
                ways.append(best[begin - first] + cost)
        best.append(min(ways))
    return best[-1]
