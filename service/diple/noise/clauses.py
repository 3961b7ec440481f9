"""Commas around a relative clause: with them it shows more of a thing, without them which thing is meant.

"The islands, which are disputed, are closed" closes all islands, "the islands which are disputed are closed" some.
"""

from __future__ import annotations

from diple.noise.pair import Pair, key_at, sides
from diple.segment.tokens import Edit, Tokens

# How many tokens a relative clause may have between its commas, and the words before its pronoun (in which).
_LONGEST = 20
_BEFORE_PRONOUN = 1
_CLOSES = frozenset((".", ";", ":", "!", "?"))


def bounds_relative(pair: Pair, edit: Edit) -> bool:
    """Whether an edit puts or takes a comma before a relative clause, or the one behind it along with that."""
    if sorted((pair.old.keys[edit.old_start : edit.old_end], pair.new.keys[edit.new_start : edit.new_end])) != [
        [],
        [","],
    ]:
        return False
    relatives = pair.words.of("relatives")
    if any(_opens(tokens, end, relatives) for tokens, _, end in sides(pair, edit)):
        return True
    opened = [_comma_before_clause(tokens, start, relatives) for tokens, start, _ in sides(pair, edit)]
    return None not in opened and opened[0] != opened[1]


def _opens(tokens: Tokens, at: int, relatives: frozenset[str]) -> bool:
    """Whether a relative clause begins at token `at`."""
    return any(key_at(tokens, at + step) in relatives for step in range(_BEFORE_PRONOUN + 1))


def _comma_before_clause(tokens: Tokens, end: int, relatives: frozenset[str]) -> bool | None:
    """Whether the relative clause that ends before token `end` has a comma before it; None where there is no clause."""
    for at in range(end - 1, max(end - _LONGEST, 0), -1):
        if tokens.keys[at] in relatives:
            return any(key_at(tokens, at - step) == "," for step in range(1, _BEFORE_PRONOUN + 2))
        if tokens.keys[at] in _CLOSES:
            return None
    return None
