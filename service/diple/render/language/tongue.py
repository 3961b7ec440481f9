"""The language of a text in a written form: its direction, and what elements of HTML say of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from diple.render.language.interface import say

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_FROM_RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")


class Tongue(NamedTuple):
    """The language of a side and what its elements say of it; `spoken` is that of the page around it."""

    language: str
    spoken: str = "en"

    @property
    def attributes(self) -> Markup:
        """`lang` and `dir` where they are not the page's own, from left to right."""
        if self.language == self.spoken:
            return Markup("")
        if self.language == "und":
            return Markup(' lang="" dir="auto"')
        direction = "rtl" if self.right_to_left else "ltr"
        return Markup(' lang="{}" dir="{}"').format(self.language, direction)

    @property
    def right_to_left(self) -> bool:
        """Whether its script runs from right to left."""
        return self.language in RIGHT_TO_LEFT

    def turned(self, text: str) -> bool:
        """Whether most letters of a text run against the language's own direction: a paragraph in another tongue."""
        found = len(_FROM_RIGHT.findall(text))
        if not self.right_to_left and not found:
            return False
        others = len(_LETTER.findall(text)) - found
        return found < others if self.right_to_left else found > others

    def attributes_of(self, text: str) -> Markup:
        """`lang` and `dir` of one text of this side; one in another tongue has its own direction and no language."""
        if not self.turned(text):
            return self.attributes
        return Markup(' lang="" dir="{}"').format("ltr" if self.right_to_left else "rtl")

    def aside(self, words: str) -> Markup:
        """Words of ours inside the text: heard, not seen."""
        return _aside(self.language, self.spoken, words)


@lru_cache(maxsize=1024)
def _aside(language: str, spoken: str, words: str) -> Markup:
    lang = Markup("") if language == spoken else Markup(' lang="{}"').format(spoken)
    said = words.replace(words.strip(), say(spoken, words.strip()))
    return Markup('<span class="vh"{}>{}</span>').format(lang, said)
