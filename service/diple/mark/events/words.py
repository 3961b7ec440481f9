"""The words of a text with what each carries, and whether a text has a word in any form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache, partial
from itertools import accumulate
from typing import NamedTuple

from diple.mark.events.rarity import rarities, unlisted_rarity
from diple.normalise import key

# A number with its decimals and sign of percent, or a word with inner apostrophes and hyphens. Plain words in Latin
# letters are said first, since that is the cheapest to try.
TOKEN = re.compile(r"[A-Za-z]++(?=[ ,;:.)\n])|\d+(?:[.,]\d+)*%?|[^\W\d_]+(?:[-'’\u2010\u2011][^\W\d_]+)*")
TOKENS = re.compile(f"({TOKEN.pattern})")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
HYPHENS = re.compile(r"[-\u2010\u2011]")
JOINTS = re.compile(r"[-'\u2010\u2011]")
FOR_THE, THE = "لل", "ال"  # the Arabic article behind "for", which is written together, and alone
CLITIC = 2  # letters of an elided article, a contracted verb: l'accord, we're
LONGEST_HAN = 4  # characters of the longest Chinese word that is looked up
FUNCTION_RARITY = 1.0  # words below are function words: they carry grammar and no content
FEW = 4  # letters that forms of one word share at least
STEM = 5  # letters that words of one stem share at least
SHARED = 0.7  # share of the longer of two words that they have in common from the start when they are forms of one word


class Word(NamedTuple):
    """A word or number of a text: its key, its span in code points, its rarity, and what it looks like."""

    key: str
    start: int
    end: int
    rarity: float
    is_name: bool
    is_figure: bool

    @property
    def is_content(self) -> bool:
        """Whether it carries content."""
        return self.is_figure or self.rarity >= FUNCTION_RARITY


MAKE_WORD = partial(tuple.__new__, Word)  # a third of the time of Word(…), which is made by the thousand


def words_of(text: str, start: int, end: int, language: str) -> list[Word]:
    """The words of `text[start:end]` in order; the first one counts as a name only where it has two capitals."""
    if language == "zh":
        return _chinese_words(text, start, end)
    parts = TOKENS.split(text[start:end])
    places = list(accumulate(map(len, parts), initial=start))
    looks = [looks_of(surface, language) for surface in parts[1::2]]
    found = [
        MAKE_WORD((key, first, last, value, capital, figure))
        for (key, value, figure, capital, _), first, last in zip(looks, places[1:-1:2], places[2::2], strict=True)
    ]
    if found:
        key, first, last, value, _, figure = found[0]
        found[0] = MAKE_WORD((key, first, last, value, looks[0][4], figure))
    return found


def _chinese_words(text: str, start: int, end: int) -> list[Word]:
    """The same of Chinese text, whose runs of characters are cut by the table of rarities."""
    rarity, other = rarities("zh"), unlisted_rarity("zh")
    found: list[Word] = []
    for match in TOKEN.finditer(text, start, end):
        surface = match.group()
        if HAN.match(surface):
            found += _han_words(surface, match.start(), rarity, other)
            continue
        key, value, figure, capital, shouted = looks_of(surface, "zh")
        found.append(MAKE_WORD((key, *match.span(), value, capital if found else shouted, figure)))
    return found


@lru_cache(maxsize=65_536)
def looks_of(surface: str, language: str) -> tuple[str, float, bool, bool, bool]:
    """Key and rarity of a word, whether it is a figure, has a capital, and has two."""
    rarity, other = rarities(language), unlisted_rarity(language)
    figure = surface[0].isdigit()
    value = other if figure else rarity_of(surface.lower(), rarity, other)
    capital = not figure and surface[0].isupper()
    return key_of(surface), value, figure, capital, capital and len(surface) > 1 and surface[1:].upper() == surface[1:]


def rarity_of(word: str, listed: dict[str, float], other: float) -> float:
    """The rarity of a word in small letters; of a compound, an elided or a contracted word that of its rarest part."""
    value = listed.get(word)
    if value is not None:
        return value
    bare = word.replace("’", "'").removesuffix("'s")
    least = CLITIC if "'" in bare else 0
    return max([listed.get(part, other) for part in JOINTS.split(bare) if len(part) > least] or [0.0])


@lru_cache(maxsize=65_536)
def key_of(surface: str) -> str:
    """What spellings of a word share: small letters, no hyphens, possessive or elided article, z as s, ё as е."""
    word = surface.lower().replace("’", "'").removesuffix("'s")
    if word.startswith(FOR_THE):
        word = THE + word.removeprefix(FOR_THE)
    article, _, rest = word.partition("'")
    if len(article) <= CLITIC < len(rest):
        word = rest
    return HYPHENS.sub("", word).replace("z", "s").replace("ё", "е")


def _han_words(run: str, start: int, listed: dict[str, float], other: float) -> Iterator[Word]:
    """The words of a run of Chinese characters: from the left, the longest that the table lists."""
    at = 0
    run = simplified(run)
    while at < len(run):
        size = next((n for n in range(min(LONGEST_HAN, len(run) - at), 1, -1) if run[at : at + n] in listed), 1)
        word = run[at : at + size]
        yield Word(word, start + at, start + at + size, listed.get(word, other), False, False)
        at += size


@lru_cache(maxsize=16_384)
def simplified(run: str) -> str:
    """A run of Chinese characters in the simplified script, which the tables are in, where its length stays."""
    folded = key(run, "zh")
    return folded if len(folded) == len(run) else run


def is_form_of(word: str, other: str) -> bool:
    """Whether two keys are forms of one word: a common beginning of most of the longer, or one begins the other."""
    size, shared = min(len(word), len(other)), shared_start(word, other)
    return shared >= FEW and (shared == size > FEW or shared >= SHARED * max(len(word), len(other)))


def shared_start(one: str, other: str) -> int:
    """How many letters two words have in common from the start."""
    size = min(len(one), len(other))
    return next((at for at in range(size) if one[at] != other[at]), size)


class Keys:
    """The keys of some words, asked whether they hold a word in any form."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = frozenset(keys)

    def hold(self, key: str) -> bool:
        """Whether a form of the word is among them."""
        if key in self.keys:
            return True
        if len(key) < FEW or not key[0].isalpha():
            return False
        return any(is_form_of(key, known) for known in self._by_start.get(key[:FEW], ()))

    def hold_stem(self, key: str) -> bool:
        """Whether one of the same stem is among them, in another part of speech: "освободят", "освобождению"."""
        least = max(STEM, len(key) / 2)
        return any(shared_start(key, known) >= least for known in self._by_start.get(key[:FEW], ()))

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        """The keys by their first letters."""
        found: dict[str, list[str]] = {}
        for known in self.keys:
            if len(known) >= FEW:
                found.setdefault(known[:FEW], []).append(known)
        return found


class TextWords:
    """All words of a text, gathered once, for the questions whether and how often a word occurs in it."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self._held: dict[str, bool] = {}

    @cached_property
    def _counts(self) -> Counter[str]:
        """How often each key occurs."""
        found: Counter[str] = Counter()
        for surface, count in Counter(TOKEN.findall(self.text)).items():
            found[key_of(surface)] += count
        return found

    @cached_property
    def _keys(self) -> Keys:
        return Keys(self._counts)

    def hold(self, key: str) -> bool:
        """Whether the text has the word in any form; a Chinese word, whether its characters occur in a row."""
        known = self._held.get(key)
        if known is None:
            chinese = self.language == "zh" and HAN.match(key)
            known = self._held[key] = key in self.text if chinese else self._keys.hold(key)
        return known

    def count(self, key: str) -> int:
        """How often the text has the word in this form."""
        if self.language == "zh" and HAN.match(key):
            return self.text.count(key)
        return self._counts[key]


@lru_cache(maxsize=4)
def text_words(text: str, language: str) -> TextWords:
    """The words of a text; those of the last texts are kept, since several rules ask."""
    return TextWords(text, language)
