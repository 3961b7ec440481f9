"""Whether one side of a change says a word of the other side otherwise: by a synonym, initials or a kindred word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.mark.events.words import Word, is_form_of, shared_start
from diple.mark.weigh.equals import empty_words, forms, groups_of, phrases_of

FEW = 5  # letters that two kindred words share from the start at least: "verify", "verification"
KINDRED = 0.75  # share of the shorter of two kindred words that they have in common
INITIALS = range(2, 7)  # letters of initials
NEAR = range(-3, 4)  # words before and after a changed one that may belong to a phrase with it


def said_otherwise(
    words: Sequence[Word],
    others: Sequence[Word],
    beside: Sequence[Word],
    language: str,
    around: Sequence[Word] = (),
) -> frozenset[int]:
    """Where those changed words start that the other side says otherwise, as offsets in code points.

    `others` are the changed words of the other side, `beside` all words of this one: initials in brackets repeat those
    of the name before them. `around` are all words of the other side: what stays may belong to a phrase of which the
    rest changed ("enter into force", "come into force").
    """
    given = by_groups(Changed(words, near(words, beside)), Changed(others, near(others, around)), language)
    given |= empty_words(words, language)
    grouped = frozenset(word.start for word in words if not given.isdisjoint(forms(word.key, language)))
    initials = {word.key for word in others if word.is_name}
    rows = initials_in_row(others), initials_in_row(beside)
    names = (word.start for word in words if abbreviates(word, rows))
    return grouped.union(names, with_kin(words, others), initialled(words, initials))


def with_kin(words: Sequence[Word], others: Sequence[Word]) -> Iterator[int]:
    """Where the words start that have a kindred word on the other side."""
    kin: dict[str, set[str]] = {}
    for other in plain_words(others):
        kin.setdefault(other.key[:FEW], set()).add(other.key)
    return (word.start for word in words if any(are_kindred(word.key, key) for key in kin.get(word.key[:FEW], ())))


def abbreviates(word: Word, rows: Sequence[str]) -> bool:
    """Whether a name is made of the initials of words in a row, of which either side has some: "EEZ"."""
    return word.is_name and len(word.key) in INITIALS and any(word.key in row for row in rows)


def initials_in_row(words: Sequence[Word]) -> str:
    """The first letters of the content words, in order."""
    return "".join(word.key[0] for word in plain_words(words))


def plain_words(words: Sequence[Word]) -> list[Word]:
    """The content words without the figures."""
    return [word for word in words if word.is_content and not word.is_figure]


class Changed(NamedTuple):
    """The changed words of one side, and the words near them."""

    words: Sequence[Word]
    near: Sequence[Word]


def near(words: Sequence[Word], beside: Sequence[Word]) -> Sequence[Word]:
    """The words of a side that stand near changed ones."""
    starts = {word.start for word in words}
    at = {place + step for place, word in enumerate(beside) if word.start in starts for step in NEAR}
    return [word for place, word in enumerate(beside) if place in at]


def by_groups(mine: Changed, theirs: Changed, language: str) -> set[str]:
    """Those of the changed words of one side, by key, that are in one group of equal meaning with the other's."""
    phrases, others = phrases_of(mine.words, language, mine.near), phrases_of(theirs.words, language, theirs.near)
    said = others.keys() | {group for word in theirs.words for group in groups_of(word.key, language)}
    alone = {word.key for word in mine.words if not said.isdisjoint(groups_of(word.key, language))}
    return alone.union(*(parts for group, parts in phrases.items() if group in said))


def are_kindred(word: str, other: str) -> bool:
    """Whether two words look derived from one another: "verify" and "verification"."""
    shared = shared_start(word, other)
    return shared >= FEW and (is_form_of(word, other) or shared >= KINDRED * min(len(word), len(other)))


def initialled(words: Sequence[Word], initials: set[str]) -> Iterator[int]:
    """Where the words start whose initials, in a row, are one of some words."""
    for made, run in runs(words, {len(each) for each in initials}):
        if made in initials:
            yield from (word.start for word in run)


def runs(words: Sequence[Word], sizes: set[int]) -> Iterator[tuple[str, Sequence[Word]]]:
    """The content words in a row, as many as some initials have letters, with their initials."""
    known = sorted(sizes & set(INITIALS))
    content = plain_words(words) if known else []
    for size in known:
        for at in range(len(content) - size + 1):
            run = content[at : at + size]
            yield "".join(word.key[0] for word in run), run
