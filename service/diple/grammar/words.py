"""The words of a stretch of text, as a treebank counts them.

The tokens are those of `diple.segment`. Two kinds of token are cut once more, because grammar needs both parts: an
English word with a clitic ("States" + "'s", "do" + "n't"), and a French word with an elided one before it ("l'" +
"État"). A hyphenated word stays whole.
"""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from diple.model import Span
from diple.segment import tokenise

# Superscript signs that end a word are marks of footnotes: "treaty¹".
_NOTE_MARKS = "¹²³⁰⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜ*†‡"
_APOSTROPHES = str.maketrans("’‘ʼ‐‑", "'''--", "\u00ad\u200b\u2060\ufeff")
_CLITIC = re.compile(r"(?i)(?<=.)(?:n['’]t|['’](?:s|re|ve|ll|d|m))$")
_ELISION = re.compile(r"(?i)^((?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)['’])(?=.)")


class Piece(NamedTuple):
    """A word at `[start, end)` of the text, in code points, with the form that the models know."""

    start: int
    end: int
    form: str


MAKE_PIECE = partial(tuple.__new__, Piece)  # a third of the time of Piece(…), which is made by the thousand


def cut_words(text: str, start: int, end: int, language: str) -> list[Piece]:
    """The words of `text[start:end]` in order. Linear in the length of the stretch."""
    tokens = tokenise(text, [Span(start, end)], language)
    found: list[Piece] = []
    for first, last in zip(tokens.starts, tokens.ends, strict=True):
        surface = text[first:last]
        if surface.isalpha() and surface.isascii():  # most words: nothing is cut off and nothing is folded
            found.append(MAKE_PIECE((first, last, surface)))
            continue
        inside = _clitic_place(surface, language) if "'" in surface or "’" in surface else 0
        if inside:
            found.append(Piece(first, first + inside, _form(surface[:inside])))
            first, surface = first + inside, surface[inside:]
        found.append(Piece(first, last, _form(surface)))
    return found


def _clitic_place(surface: str, language: str) -> int:
    """Where a clitic is cut off, as an offset into the token; 0 where the token stays whole."""
    if language == "en":
        match = _CLITIC.search(surface)
        return match.start() if match else 0
    if language == "fr":
        match = _ELISION.match(surface)
        return match.end() if match else 0
    return 0


def _form(surface: str) -> str:
    """The form of a word without marks of footnotes, soft hyphens and curved apostrophes."""
    if surface.isascii() and not surface.endswith("*"):
        return surface
    plain = surface.translate(_APOSTROPHES)
    return plain.rstrip(_NOTE_MARKS) or plain or surface
