"""Whether one side of a change says a word of the other side otherwise: by a synonym, initials or a kindred word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from diple.mark.events.grouping import Group
from diple.mark.events.words import Word, is_form_of, shared_start
from diple.mark.weigh.closed import ordinal_endings
from diple.mark.weigh.equals import empty_words, forms, groups_of, phrases_of
from diple.mark.weigh.romanised import romanised
from diple.mark.weigh.stems import stem_of

FEW = 5  # letters that two kindred words share from the start at least: "verify", "verification"
KINDRED = 0.75  # share of the shorter of two kindred words that they have in common
INITIALS = range(2, 7)  # letters of initials
GAPS = range(2)  # signs between a figure and the ending of its ordinal: 1st, 1.º
NEAR = range(-3, 4)  # words before and after a changed one that may belong to a phrase with it


class Changed:
    """The changed words of one side of an event, and what they say by the table "alike".

    `beside` are all words of the side: initials in brackets repeat those of the name before them, and what stays may
    belong to a phrase of which the rest changed ("enter into force", "come into force").
    """

    def __init__(self, words: Sequence[Word], beside: Sequence[Word], language: str) -> None:
        self.words = words
        self.beside = beside
        self.language = language

    @cached_property
    def initials(self) -> str:
        """The first letters of the content words, figures left out."""
        return initials_of(self.words)

    @cached_property
    def initials_beside(self) -> str:
        """The same of all words of the side."""
        return initials_of(self.beside)

    @cached_property
    def phrases(self) -> dict[int, set[str]]:
        """The groups of equal meaning to which phrases of them belong, each with the words of its phrases."""
        return phrases_of(self.words, self.language, near(self.words, self.beside))

    @cached_property
    def groups(self) -> frozenset[int]:
        """The groups of equal meaning of the words and phrases."""
        return frozenset(self.phrases).union(*(groups_of(word.key, self.language) for word in self.words))


def otherwise_in(group: Group, name: str, language: str) -> frozenset[int]:
    """The same for one side of an event, which is worked out for both sides when first asked."""
    if not group.otherwise:
        old, new = (Changed(group.changed(side), group.words(side), language) for side in ("old", "new"))
        group.otherwise |= {"old": said_otherwise(old, new), "new": said_otherwise(new, old)}
    return group.otherwise[name]


def said_otherwise(mine: Changed, theirs: Changed) -> frozenset[int]:
    """Where those changed words start that the other side says otherwise, as offsets in code points."""
    words, others, language = mine.words, theirs.words, mine.language
    given = by_groups(mine, theirs) | empty_words(words, language)
    grouped = frozenset([word.start for word in words if given and not given.isdisjoint(forms(word.key, language))])
    initials = {word.key for word in others if word.is_name}
    names = (word.start for word in words if word.is_name and is_made_of(word, theirs.initials, mine.initials_beside))
    plain = (with_kin(words, others), with_stem(words, others, language))
    written = (initialled(words, initials), other_spellings(words, others), behind_figures(mine))
    return grouped.union(names, *plain, *written)


def with_kin(words: Sequence[Word], others: Sequence[Word]) -> Iterator[int]:
    """Where the words start that have a kindred word on the other side."""
    kin: dict[str, set[str]] = {}
    for other in plain_words(others):
        kin.setdefault(other.key[:FEW], set()).add(other.key)
    return (word.start for word in words if any(are_kindred(word.key, key) for key in kin.get(word.key[:FEW], ())))


def with_stem(words: Sequence[Word], others: Sequence[Word], language: str) -> Iterator[int]:
    """Where the words start that share their stem with a word of the other side; names are no forms of words."""
    stems = {stem_of(other.key, language) for other in plain_words(others) if not other.is_name} - {None}
    plain = (word for word in words if not (word.is_name or word.is_figure)) if stems else ()
    return (word.start for word in plain if stem_of(word.key, language) in stems)


def other_spellings(words: Sequence[Word], others: Sequence[Word]) -> Iterator[int]:
    """Where the names start that the other side transliterates in another way, or gives by their first letter.

    Ilya is Ilia, and Leo is L.
    """
    names = {other.key for other in names_in(others)}
    spelt = {romanised(name) for name in names if len(name) > 1}
    firsts, letters = {name[0] for name in names}, {name for name in names if len(name) == 1}
    for word in names_in(words):
        is_letter = len(word.key) == 1
        if word.key in firsts if is_letter else word.key[0] in letters or romanised(word.key) in spelt:
            yield word.start


def behind_figures(side: Changed) -> Iterator[int]:
    """Where the words start that only make an ordinal of the figure before them: 1st, 1er, 1.º."""
    endings = ordinal_endings(side.language)
    if any(word.key in endings for word in side.words):
        ends = {word.end + gap for word in side.beside if word.is_figure for gap in GAPS}
        yield from (word.start for word in side.words if word.key in endings and word.start in ends)


def names_in(words: Sequence[Word]) -> list[Word]:
    """The names among some words."""
    return [word for word in words if word.is_name and not word.is_figure]


def is_made_of(word: Word, *initials: str) -> bool:
    """Whether a word is made of some initials in a row: "EEZ" of those of "exclusive economic zone"."""
    return len(word.key) in INITIALS and any(word.key in each for each in initials)


def initials_of(words: Sequence[Word]) -> str:
    """The first letters of the content words, figures left out."""
    return "".join(word.key[0] for word in plain_words(words))


def plain_words(words: Sequence[Word]) -> list[Word]:
    """The content words without the figures."""
    return [word for word in words if word.is_content and not word.is_figure]


def near(words: Sequence[Word], beside: Sequence[Word]) -> Sequence[Word]:
    """The words of a side that are near changed ones."""
    starts = {word.start for word in words}
    at = {place + step for place, word in enumerate(beside) if word.start in starts for step in NEAR}
    return [word for place, word in enumerate(beside) if place in at]


def by_groups(mine: Changed, theirs: Changed) -> set[str]:
    """Those of the changed words of one side, by key, that are in one group of equal meaning with the other's."""
    said = theirs.groups | drifted(mine, theirs)
    alone = {word.key for word in mine.words if not said.isdisjoint(groups_of(word.key, mine.language))}
    return alone.union(*(parts for group, parts in mine.phrases.items() if group in said))


def drifted(mine: Changed, theirs: Changed) -> frozenset[int]:
    """The groups of Chinese words of a side that the other side does not have, whether they changed or not.

    Words are cut from the left, so that a character more cuts the equal ones behind it otherwise: 每四, 每隔四.
    """
    if mine.language != "zh":
        return frozenset()
    known = {word.key for word in mine.beside}
    words = (word.key for word in theirs.beside if word.key not in known)
    return frozenset().union(*(groups_of(word, "zh") for word in words))


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
