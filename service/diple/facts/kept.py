"""What was found in short passages, kept: a statement is compared with several, and its passages are read again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

PASSAGES, LONGEST = 1_000, 900  # how many passages are kept as they were read, and up to how many code points
Found = TypeVar("Found")


def kept(read: Callable[[str, str], Found]) -> Callable[[str, str], Found]:
    """A reader of passages, given with their language, that remembers what it found in short ones."""
    remembered = lru_cache(maxsize=PASSAGES)(read)
    return lambda text, language: (remembered if len(text) <= LONGEST else read)(text, language)
