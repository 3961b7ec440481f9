"""The two sides of one aligned pair, as the noise rules look at them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from diple.model import NoiseReason
from diple.noise.words import Words
from diple.segment.tokens import Edit, Tokens

NEAR = 30
"""How many tokens around an edit a rule may look at: about a long sentence."""


class Found(NamedTuple):
    """What a rule says: these tokens differ, and for this reason it does not count."""

    edit: Edit
    reason: NoiseReason


@dataclass(slots=True)
class Pair:
    """One aligned pair with the words of its language and the names of its parties (as keys).

    `is_polite` is false where no word of the pair can belong to a courtesy.
    """

    old: Tokens
    new: Tokens
    language: str
    words: Words
    parties: frozenset[str]
    is_polite: bool


class Room(NamedTuple):
    """How many tokens that are equal on both sides lie free before and after an edit."""

    before: int
    after: int


Rule = Callable[[Pair, Edit, Room], Found | None]


def widened(edit: Edit, before: int, after: int) -> Edit:
    """The edit with `before` and `after` more equal tokens on either side of it."""
    return Edit(edit.old_start - before, edit.old_end + after, edit.new_start - before, edit.new_end + after)


def sides(pair: Pair, edit: Edit) -> tuple[tuple[Tokens, int, int], tuple[Tokens, int, int]]:
    """The tokens of either side with the edit's bounds in them."""
    return (pair.old, edit.old_start, edit.old_end), (pair.new, edit.new_start, edit.new_end)


def surface(tokens: Tokens, index: int) -> str:
    """The exact text of one token, or nothing where there is no such token."""
    return tokens.text[tokens.starts[index] : tokens.ends[index]] if 0 <= index < len(tokens) else ""


def key_at(tokens: Tokens, index: int) -> str:
    """The key of one token, or nothing where there is no such token."""
    return tokens.keys[index] if 0 <= index < len(tokens) else ""


def is_capitalised(tokens: Tokens, index: int) -> bool:
    """Whether a token begins with a capital letter (never true in scripts without case)."""
    return 0 <= index < len(tokens) and tokens.text[tokens.starts[index]].isupper()


def opens_sentence(tokens: Tokens, index: int) -> bool:
    """Whether the token is the first, or follows a mark that ends a sentence: its capital proves nothing."""
    return index <= 0 or tokens.keys[index - 1] in _ENDS


_ENDS = frozenset(".!?:\"'([")
