"""Hyphens at line ends: whether a word goes on in the next line, or the hyphen is its own.

What decides, in this order: a capital after it, the same word elsewhere in the text, the sign itself where the file
sets broken words with another hyphen than compound ones, number words and first parts that keep theirs (`pdf.toml`),
both parts as words of the text, and whether the text breaks words at all. What nothing decides is joined, and reported.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

_BROKEN = re.compile(r"([^\W\d_]+)([-\u2010\u00ad])$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_INNER = re.compile(r"[^\W\d_]([-\u2010])(?=[^\W\d_])")
_LONGEST = 100  # signs of a text that are looked at for a broken word at its end
_PART = 4  # letters that a part of a compound has at least, where nothing decides but its being a word
_SELDOM = 5  # hyphens of words at line ends, or compound words inside lines: so many tell of those at line ends
_RARE = 0.02  # of the lines end in a hyphen where no word is broken; of those of a text that breaks words, many more
_LONG = 100  # lines, of which such a share decides
_SHARE = 0.3  # of the compound words inside lines: where so few are at line ends, none of these need be broken


def breaks_word(text: str) -> re.Match[str] | None:
    """The letters before a hyphen at a text's end, and the hyphen; None where it does not end in one."""
    return _BROKEN.search(text[-_LONGEST:])


@dataclass(slots=True)
class Hyphens:
    """What became of the hyphens at line ends: words joined without theirs, words that kept it, and guesses of both."""

    joined: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)

    def __add__(self, other: Hyphens) -> Hyphens:
        return Hyphens(self.joined + other.joined, self.kept + other.kept, self.guessed + other.guessed)


@lru_cache(maxsize=1)
def _facts() -> dict[str, frozenset[str]]:
    table = tomllib.loads((files(__package__) / "hyphens.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in table.items()}


@dataclass(slots=True)
class LineEnds:
    """The lines of a text as far as they tell of its hyphens."""

    lines: Sequence[str]
    hyphens: Hyphens = field(default_factory=Hyphens)
    _words: Counter[str] = field(default_factory=Counter)
    _inner: Counter[str] = field(default_factory=Counter)
    _last: Counter[str] = field(default_factory=Counter)
    _unbroken: bool = False

    def __post_init__(self) -> None:
        goes_on = False
        for line in self.lines:
            broken = breaks_word(line)
            begun = _FIRST_WORD.match(line) if goes_on else None
            whole = line[begun.end() if begun else 0 : len(line) - (len(broken.group()) if broken else 0)]
            self._words.update(_forms(_WORDS.findall(whole)))
            self._inner.update(_INNER.findall(whole))
            if broken:
                self._last[broken.group(2)] += 1
            goes_on = broken is not None
        self._unbroken = self._breaks_none(pairwise(self.lines))

    def joined(self, text: str, following: str) -> str | None:
        """Two lines as one text where a hyphen is between them; None where none does."""
        broken, first = breaks_word(text), _FIRST_WORD.match(following)
        if broken is None or first is None:
            return None
        (head, hyphen), tail = broken.groups(), first.group()
        keeps = False if hyphen == "\u00ad" else self._decided(head, tail, hyphen)
        if keeps is None:
            keeps = self._unbroken
            self.hyphens.guessed.append(f"{head}-{tail}" if keeps else head + tail)
        if keeps:
            self.hyphens.kept.append(f"{head}-{tail}")
            return text + following
        self.hyphens.joined.append(head + tail)
        return text[:-1] + following

    def _decided(self, head: str, tail: str, hyphen: str) -> bool | None:
        """Whether a hyphen is its word's own; None where nothing decides."""
        if tail[0].isupper() and not head.isupper():
            return True
        elsewhere = self._elsewhere(head, tail)
        if elsewhere is not None:
            return elsewhere
        if (sign := self._by_sign(hyphen)) is not None:
            return sign
        return True if self._is_compound(head.lower(), tail.lower()) else None

    def _elsewhere(self, head: str, tail: str) -> bool | None:
        """How the same word is elsewhere."""
        whole, compound = self._words[(head + tail).lower()], self._words[f"{head}-{tail}".lower()]
        return None if whole == compound else compound > whole

    def _by_sign(self, hyphen: str) -> bool | None:
        """What the sign shows: programs break words with U+2010, and leave a writer's own hyphen as it is."""
        if self._inner["\u2010"] or not self._last["\u2010"]:
            return None
        return hyphen != "\u2010"

    def _is_compound(self, head: str, tail: str) -> bool:
        facts = _facts()
        if head in facts["tens"] and tail in facts["units"]:
            return True
        if head in facts["keeps_hyphen"]:
            return True
        known = self._words[tail] > 0
        if head in facts["keeps_before_word"]:
            return known
        long = min(len(head), len(tail)) >= _PART
        return long and known and self._words[head] > 0 and head not in facts["begins_words"]

    def _breaks_none(self, pairs: Iterable[tuple[str, str]]) -> bool:
        """Whether the hyphens at line ends are all their words' own, as far as the text and their number tell."""
        kept = 0
        for text, following in pairs:
            broken, first = breaks_word(text), _FIRST_WORD.match(following)
            if broken is None or first is None:
                continue
            head, hyphen = broken.groups()
            if hyphen == "\u00ad" or self._elsewhere(head, first.group()) is False:
                return False
            kept += bool(self._decided(head, first.group(), hyphen))
        last, inner = self._last.total(), self._inner.total()
        few = last <= _SHARE * inner and inner >= _SELDOM
        rare = last <= _RARE * len(self.lines) and len(self.lines) >= _LONG
        return few or rare or kept >= _SELDOM


def _forms(words: Iterable[str]) -> Iterable[str]:
    """Words in small letters, compound ones also by each two parts that a hyphen joins."""
    for word in words:
        parts = word.lower().replace("\u2010", "-").split("-")
        yield "-".join(parts)
        if len(parts) > 2:
            yield from map("-".join, pairwise(parts))
