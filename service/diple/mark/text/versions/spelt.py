"""Names that no table holds, by how they sound: what one version spells with a capital and the other does not name.

It shows an invented or rare name that a version leaves out. A capital proves no name, so nothing of it is more than
minor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from diple.align.anchors import sound
from diple.lexicon.tables import language_table
from diple.mark.places.stretch import lies_in
from diple.mark.text.versions.pairing import Version
from diple.model import Span
from diple.noise.words import words_of

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
UNREAD = re.compile(r"[一-鿿·]{2,}")  # Chinese characters in a row
RUN = 80  # code points of a run of capitals behind an article
TITLE = re.compile(r"\b[Tt]he (?:[A-Z][\w'’-]* (?:and )?)*$")
NAME = 4  # letters of a name
HEARD, HEARD_SMALL = 3, 5  # letters that names begin alike with, and with a word in small letters: velmoranos
SPELT = 2  # characters in a row that spell a name


def lone_names(here: Version, there: Version) -> Iterator[Span]:
    """The name of one version where the other has neither a word like it nor a name left over."""
    names = spelt_names(here)
    if names and not unread_name(there):
        lone = unlike(names, sounds_of(there))
        rest = unlike(spelt_names(there, titles=True), {spelt for spelt, _ in names})
        yield from lone if len(lone) == 1 and not rest else ()


def sounds_of(version: Version) -> set[str]:
    """The words of a version and the parts of its compounds, as they sound."""
    return {sound(word) for match in WORD.finditer(version.text) for word in parts(match)} - {""}


def heard(name: str, version: Version) -> bool:
    """Whether a version may have a name by its sound: three letters of a word with a capital, or five of any other."""
    spelt = sound(name)
    return any(
        spelt[:most] == sound(part)[:most]
        for match in WORD.finditer(version.text)
        for part in parts(match)
        for most in (HEARD if part[0].isupper() else HEARD_SMALL,)
    )


def named_within(version: Version, stretch: Span) -> Iterator[tuple[str, int]]:
    """The words of a stretch with a capital that open no sentence and are no months, and where each begins."""
    for match in inner_words(version):
        word, start = match.group(), span_in(version, match).start
        if word[0].isupper() and lies_in(start, stretch) and word.lower() not in words_of(version.language).months:
            yield word, start


def may_spell(version: Version) -> bool:
    """Whether Chinese may spell a foreign name in a version; Arabic always may."""
    return version.language == "ar" or bool(spelling().search(version.text))


def unlike(names: list[tuple[str, Span]], others: set[str]) -> list[Span]:
    """The names that none of some words begins like as it sounds."""
    return [span for spelt, span in names if not any(alike(spelt, other) for other in others)]


def parts(match: re.Match[str]) -> list[str]:
    """A word without what is elided before it; the parts of a compound."""
    return [part for part in re.split("['’-]", match.group()) if part]


def alike(one: str, other: str) -> bool:
    """Whether two names begin alike as they sound."""
    return one[:NAME] == other[:NAME] or one[:3] == other[:3]


def unread_name(version: Version) -> bool:
    """Whether a version may hold a name that is not read, in Chinese or Arabic, as one of "some states" does not.

    Chinese of which every character is read but for single ones spells no name.
    """
    if version.language not in ("zh", "ar"):
        return False
    if version.language == "zh" and not spells_a_name(version):
        return False
    return "unnamed_states" not in version.senses or bool(spelling().search(version.text))


def spells_a_name(version: Version) -> bool:
    """Whether characters in a row are in Chinese that bear no known sense, or only one by one."""
    begins = version.span.start
    words = [seen for seen in version.sightings if seen.end - seen.start > 1]
    read = {at - begins for seen in words for at in range(seen.start, seen.end)}
    left = "".join(" " if at in read else character for at, character in enumerate(version.text))
    return bool(UNREAD.search(left))


@lru_cache(maxsize=2)
def small_words(text: str) -> frozenset[str]:
    """The words that a text has in small letters: with a capital they are no names."""
    return frozenset(word for word in WORD.findall(text) if word.islower())


def titled(version: Version, start: int) -> bool:
    """Whether an English article is before a run of capitals: "the Joint Monitoring Group" is a title, no name."""
    return version.language == "en" and bool(TITLE.search(version.text[max(0, start - RUN) : start]))


def spelt_names(version: Version, *, titles: bool = False) -> list[tuple[str, Span]]:
    """Words with a capital inside a sentence that no small letters of the text have, as they sound.

    With `titles` also those behind an article, which may be part of a name: "the Amber Gulf".
    """
    found = (match for match in capitals(version) if titles or not titled(version, match.start()))
    spelt = ((sound(without_elision(match.group())), span_in(version, match)) for match in found)
    return [(name, span) for name, span in spelt if name]


def capitals(version: Version) -> Iterator[re.Match[str]]:
    """The words inside a sentence that may be names."""
    matches = inner_words(version) if version.language not in ("zh", "ar") else ()
    return (match for match in matches if may_name(version, without_elision(match.group()), match.end()))


def span_in(version: Version, match: re.Match[str]) -> Span:
    """Where a match in the words of a version is in its text."""
    return Span(version.span.start + match.start(), version.span.start + match.end())


def inner_words(version: Version) -> Iterator[re.Match[str]]:
    """The words of a version that open no sentence."""
    opening = True
    for match in WORD.finditer(version.text):
        if not opening:
            yield match
        opening = version.text[match.end() : match.end() + 1] in (".", ":", "\n", "!", "?")


def without_elision(word: str) -> str:
    """A word without what is elided before it: "l'Orvane"."""
    return word.rpartition("'")[2].rpartition("’")[2]


def may_name(version: Version, word: str, end: int) -> bool:
    """Whether a word has the one capital of a name, is no word in small letters, no month, and bears no known sense."""
    if len(word) < NAME or not word[0].isupper() or word.isupper():
        return False
    small = word.lower()
    if small in small_words(version.statement.text) or small in words_of(version.language).months:
        return False
    at = version.span.start + end - len(word)
    return not any(lies_in(at, seen) for seen in version.sightings)


@cache
def spelling() -> re.Pattern[str]:
    """A name as Chinese spells it by sound."""
    characters = "".join(language_table("zh", "figures")["han_names"].split())
    return re.compile(f"[{characters}]{{{SPELT},}}")
