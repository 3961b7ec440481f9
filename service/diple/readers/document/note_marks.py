"""Marks of notes that are set by hand: raised figures after a word, alike in every format."""

from __future__ import annotations

import re

MARK = re.compile(r"\d{1,3}|[*†‡§]{1,3}|[a-z]|[ivx]{2,5}")
"""What may be the mark of a note."""
MOST_MARK = 5
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]{3,}|\d|[.,;:!?\"”»’)。，；：！？、）」』》،؛؟])\Z")


def follows_word(mark: str, before: str) -> bool:
    """Whether a raised figure refers to a note by where it is: after a word or a sign, not after a unit ("m²")."""
    return mark.isdigit() and _WORD_BEFORE.search(before) is not None
