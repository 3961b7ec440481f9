"""The sentences under one heading, where both texts have headings; headings of both texts matched.

A heading answers another by its words, or where most of the sentences under both are linked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from diple.mark.events.cohesion import Subject, Subjects, cohesion
from diple.mark.events.words import words_of
from diple.model import Segment, Statement
from diple.themes.sentences import Row, linked_sentences

FEWEST = 3  # headings that make a text one with headings, each with a sentence under it
COVERED = 0.5  # share of the sentences of each text that are under headings
LONGEST = 20  # sentences of a section that is one subject: a longer one may have several
# Cohesion from which two headings are one; also the share of the sentences of the smaller section that are linked with
# those of the other, from which these are one.
SAME_WORDS = 0.5


def sections_of(old: Statement, new: Statement, row: Row, segments: Sequence[Segment]) -> list[list[int]]:
    """The numbers of the sentences of two sections with one subject, one of each text; none unless headings part both.

    A section that is alone or long may have several subjects, and what the other text says of them is elsewhere: these
    part it. Of 300 leading changes .92 are then under a name that shows their subject, .89 where sections that are
    alone stay whole.
    """
    sides = _parted(old, new, row)
    sides = [{head: members for head, members in side.items() if len(members) <= LONGEST} for side in sides]
    matched = _matched(old, new, row, segments, sides)
    whole = [{head: [head, *members] for head, members in side.items()} for side in sides]
    return [members + whole[1][matched[head]] for head, members in whole[0].items() if head in matched]


def under_headings(old: Statement, new: Statement, row: Row) -> frozenset[int]:
    """The numbers of all sentences under a heading, of the headings too; none unless headings part both texts."""
    return frozenset(
        number for side in _parted(old, new, row) for head, members in side.items() for number in (head, *members)
    )


def _parted(old: Statement, new: Statement, row: Row) -> list[dict[int, list[int]]]:
    """Of each text the sentences under each heading; none unless headings part both texts."""
    sides = [_under_headings(old, row, 0), _under_headings(new, row, 1)]
    return sides if all(_is_parted(side, row, number) for number, side in enumerate(sides)) else [{}, {}]


def _under_headings(statement: Statement, row: Row, side: int) -> dict[int, list[int]]:
    """The numbers of the sentences under each heading, by that of the heading."""
    found: dict[int, list[int]] = {}
    head = -1
    for number, sentence in enumerate(row.sentences):
        if sentence.side != side:
            continue
        if sentence.heading:
            head = number if any(map(str.isalpha, statement.text[slice(*sentence.span)])) else -1
        elif head >= 0:
            found.setdefault(head, []).append(number)
    return found


def _is_parted(side: dict[int, list[int]], row: Row, number: int) -> bool:
    sentences = sum(1 for sentence in row.sentences if sentence.side == number and not sentence.heading)
    return len(side) >= FEWEST and sum(map(len, side.values())) >= COVERED * sentences


def _matched(
    old: Statement, new: Statement, row: Row, segments: Sequence[Segment], sides: Sequence[dict[int, list[int]]]
) -> dict[int, int]:
    """The new heading that answers an old one, by their numbers."""
    texts = (old, new)

    def subject(head: int, side: int) -> Subject:
        return Subject(words_of(texts[side].text, *row.sentences[head].span, texts[side].language))

    subjects = [{head: subject(head, side) for head in sides[side]} for side in (0, 1)]
    likely = _links_between(row, segments, sides)
    heads = list(subjects[1])
    having = Subjects(subjects[1].values())
    for at, (head, mine) in enumerate(subjects[0].items()):
        for other in map(heads.__getitem__, having.sharing(mine, at / len(subjects[0]))):
            alike = cohesion(mine, subjects[1][other])
            likely[head, other] = max(alike, likely.get((head, other), 0.0))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for value, head, other in sorted((-value, *pair) for pair, value in likely.items()):
        if -value >= SAME_WORDS and head not in found and other not in taken:
            found[head] = other
            taken.add(other)
    return found


def _links_between(
    row: Row, segments: Sequence[Segment], sides: Sequence[dict[int, list[int]]]
) -> dict[tuple[int, int], float]:
    """The share of the linked sentences of the smaller of two sections that are linked with the other."""
    heads = {number: head for side in sides for head, members in side.items() for number in members}
    count: Counter[tuple[int, int]] = Counter()
    for olds, news in linked_sentences(row, segments):
        if olds[0] in heads and news[0] in heads:
            count[heads[olds[0]], heads[news[0]]] += 1
    return {
        pair: linked / min(len(sides[0][pair[0]]), len(sides[1][pair[1]]))
        for pair, linked in count.items()
        if linked > 1
    }
