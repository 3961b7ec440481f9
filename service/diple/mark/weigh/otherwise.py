"""Whether one side of a change says a word of the other side otherwise: by a synonym, initials or a kindred word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.mark.events.alike import bases
from diple.mark.events.words import Word, is_form_of, shared_start
from diple.mark.weigh.equals import empty_words, groups_of, phrases_of

FEW = 5  # letters that two kindred words share from the start at least: "verify", "verification"
KINDRED = 0.75  # share of the shorter of two kindred words that they have in common
INITIALS = range(2, 7)  # letters of initials


def said_otherwise(
    words: Sequence[Word], others: Sequence[Word], beside: Sequence[Word], language: str
) -> frozenset[int]:
    """Where those changed words start that the other side says otherwise, as offsets in code points.

    `others` are the changed words of the other side, `beside` all words of this one: initials in brackets repeat those
    of the name before them.
    """
    given = by_groups(words, others, language) | empty_words(words, language)
    grouped = frozenset(word.start for word in words if not given.isdisjoint(bases(word.key, language)))
    initials = {word.key for word in others if word.is_name}
    names = (word.start for word in words if abbreviates(word, others, beside))
    return grouped.union(names, with_kin(words, others), initialled(words, initials))


def with_kin(words: Sequence[Word], others: Sequence[Word]) -> Iterator[int]:
    """Where the words start that have a kindred word on the other side."""
    kin: dict[str, set[str]] = {}
    for other in plain_words(others):
        kin.setdefault(other.key[:FEW], set()).add(other.key)
    return (word.start for word in words if any(are_kindred(word.key, key) for key in kin.get(word.key[:FEW], ())))


def abbreviates(word: Word, others: Sequence[Word], beside: Sequence[Word]) -> bool:
    """Whether a name is made of the initials of words of the other side, or of its own."""
    return word.is_name and (is_initials_of(word, others) or is_initials_of(word, beside))


def plain_words(words: Sequence[Word]) -> list[Word]:
    """The content words without the figures."""
    return [word for word in words if word.is_content and not word.is_figure]


def by_groups(words: Sequence[Word], others: Sequence[Word], language: str) -> set[str]:
    """Those of some words, by key, that are in one group of equal meaning with words of the other side."""
    mine, theirs = phrases_of(words, language), phrases_of(others, language)
    said = theirs.keys() | {group for word in others for group in groups_of(word.key, language)}
    alone = {word.key for word in words if not said.isdisjoint(groups_of(word.key, language))}
    return alone.union(*(parts for group, parts in mine.items() if group in said))


def are_kindred(word: str, other: str) -> bool:
    """Whether two words look derived from one another: "verify" and "verification"."""
    shared = shared_start(word, other)
    return shared >= FEW and (is_form_of(word, other) or shared >= KINDRED * min(len(word), len(other)))


def is_initials_of(word: Word, others: Sequence[Word]) -> bool:
    """Whether a word is made of the initials of words in a row: "EEZ" of "exclusive economic zone"."""
    return word.key in {made for made, _ in runs(others, {len(word.key)})}


def initialled(words: Sequence[Word], initials: set[str]) -> Iterator[int]:
    """Where the words start whose initials, in a row, are one of some words."""
    for made, run in runs(words, {len(each) for each in initials}):
        if made in initials:
            yield from (word.start for word in run)


def runs(words: Sequence[Word], sizes: set[int]) -> Iterator[tuple[str, Sequence[Word]]]:
    """The content words in a row, as many as some initials have letters, with their initials."""
    content = plain_words(words)
    for size in sorted(sizes & set(INITIALS)):
        for at in range(len(content) - size + 1):
            run = content[at : at + size]
            yield "".join(word.key[0] for word in run), run
