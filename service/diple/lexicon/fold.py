"""A text as the matcher reads it: lower case and plain typography, with the way back to the original offsets.

All folds but one replace a character by one character, so offsets stay; only letters without width and
decomposed accents shorten the text, and then it is kept where each character was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from diple.composing import composed

# Chained replacements and not str.translate, which is twenty times slower on a text that is not ASCII.
_TYPOGRAPHY = (
    ("\u2018", "'"), ("\u2019", "'"), ("\u201a", "'"), ("\u201b", "'"), ("\u2032", "'"), ("\u02bc", "'"),
    ("\u201c", '"'), ("\u201d", '"'), ("\u201e", '"'), ("\u00ab", '"'), ("\u00bb", '"'), ("\u2033", '"'),
    ("\u2010", "-"), ("\u2011", "-"), ("\u2012", "-"), ("\u2013", "-"), ("\u2014", "-"), ("\u2212", "-"),
    ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\u2007", " "), ("\u3000", " "),
)  # fmt: skip
WIDTHLESS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters without width: the soft hyphen, zero-width blanks and joiners, marks of direction."""
_WIDTHLESS = re.compile(f"[{WIDTHLESS}]")
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", re.DOTALL)


class Folded(NamedTuple):
    """The folded `text`. Character `i` was at `[starts[i], ends[i])`, or at `i` where they are None."""

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text for one of the folded text."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str, letters: tuple[tuple[str, str], ...] = ()) -> Folded:
    """Fold `text`; `letters` are pairs of single characters that the packs hold for the same letter."""
    if text.isascii():
        return Folded(text.lower())
    folded = _composed(_without_widthless(text))
    text = folded.text
    for found, plain in _TYPOGRAPHY:
        text = text.replace(found, plain)
    text = text.replace("\u0130", "I").lower()
    for found, plain in letters:
        text = text.replace(found, plain)
    return Folded(text, folded.starts, folded.ends)


def fold_all(phrases: Iterable[str], letters: tuple[tuple[str, str], ...] = ()) -> list[str]:
    """Fold many phrases at once; none of them may hold a line break."""
    joined = fold("\n".join(phrases), letters).text
    return joined.split("\n") if joined else []


def _without_widthless(text: str) -> Folded:
    if not _WIDTHLESS.search(text):
        return Folded(text)
    kept = [i for i, character in enumerate(text) if not _WIDTHLESS.match(character)]
    return Folded("".join([text[i] for i in kept]), kept, [i + 1 for i in kept])


def _composed(folded: Folded) -> Folded:
    """Letters with their combining accents as one character, where there is such a character."""
    if unicodedata.is_normalized("NFC", folded.text):
        return folded
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _CLUSTER.finditer(folded.text):
        part = composed("NFC", found.group())
        start, end = folded.span(found.start(), found.end())
        parts.append(part)
        starts += [start] * len(part)
        ends += [end] * len(part)
    return Folded("".join(parts), starts, ends)
