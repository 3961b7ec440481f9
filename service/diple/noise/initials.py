"""Initials: a capital with a full stop beside a surname or another initial belongs to a person, and is no label."""

from __future__ import annotations

import re
from functools import lru_cache

from diple.noise.pair import is_capitalised, key_at
from diple.noise.words import Words
from diple.segment.tokens import Tokens

_SHORT_TITLE = 3  # letters of a title that ends in a full stop: Mr., Hon.
_HYPHEN = "-"
# Labels of one capital at the head of a line or behind a sentence: with several of them in a text each is one.
_LETTERED = re.compile(r"(?:^\s*|(?<=[^\W\d_A-ZА-Я][.;:])\s)\(?[A-ZА-Я][.)]\s", re.MULTILINE)
_SIBLINGS = 2
_INSIDE = r"(?:[^\W\d_A-ZА-Я]|,|[A-ZА-Я]\.)[ \u00a0]{}\b"  # behind a small letter, a comma or an initial


def holds_initial(tokens: Tokens, start: int, end: int, words: Words) -> bool:
    """Whether one of the tokens is the initial of a person."""
    return any(is_initial(tokens, index, words) for index in range(start, end))


def is_initial(tokens: Tokens, index: int, words: Words) -> bool:
    """Whether a token is an initial: "J." and "C." of J. C. Hallam, Hallam J. C., J.-P. Hallam.

    At the head of a line "C. Hallam" may be a label before a sentence: there the surname must be elsewhere in the
    text as names do, or no other line may have a label of one capital.
    """
    if not _is_dotted_capital(tokens, index):
        return False
    if _is_dotted_capital(tokens, index - 2) or _after_hyphen(tokens, index):
        return True
    after = index + 3 if key_at(tokens, index + 2) == _HYPHEN else index + 2
    if _is_dotted_capital(tokens, after):
        return True
    if not is_capitalised(tokens, after):
        return False
    return _after_title(tokens, index, words) or _is_surname(tokens, after, words)


def _is_dotted_capital(tokens: Tokens, index: int) -> bool:
    """Whether a token is one capital letter with a full stop right behind it."""
    if not 0 <= index < len(tokens) - 1 or tokens.keys[index + 1] != ".":
        return False
    one_letter = tokens.ends[index] - tokens.starts[index] == 1
    return one_letter and is_capitalised(tokens, index) and tokens.ends[index] == tokens.starts[index + 1]


def _after_hyphen(tokens: Tokens, index: int) -> bool:
    return key_at(tokens, index - 1) == _HYPHEN and _is_dotted_capital(tokens, index - 3)


def _after_title(tokens: Tokens, index: int, words: Words) -> bool:
    """Whether a title is right before, with or without its full stop: "Mr. C. Hallam", "Minister C. Hallam"."""
    known = words.of("titles") | words.of("respect")
    before = key_at(tokens, index - 1)
    if before != ".":
        return before in known
    word = key_at(tokens, index - 2)
    return word in known or (1 < len(word) <= _SHORT_TITLE and is_capitalised(tokens, index - 2))


def _is_surname(tokens: Tokens, index: int, words: Words) -> bool:
    word = tokens.surface(index, index + 1)
    common = words.of("common") | words.of("articles")
    if word.lower() in common or word.lower().endswith(tuple(sorted(words.of("common_endings"))) or "\0"):
        return False
    if re.search(rf"(?<!\w){re.escape(word.lower())}\b", tokens.text):
        return False
    if re.search(_INSIDE.format(re.escape(word)), tokens.text[: tokens.starts[index] - 3]):
        return True
    if re.search(_INSIDE.format(re.escape(word)), tokens.text[tokens.ends[index] :]):
        return True
    return _labels_of_one_capital(tokens.text) < _SIBLINGS


@lru_cache(maxsize=8)
def _labels_of_one_capital(text: str) -> int:
    """How many lines of a text begin with a label of one capital."""
    return sum(1 for _ in _LETTERED.finditer(text))
