"""Chinese edits widened to whole words: characters are diffed, words are read.

关系 changed to 关切 is found as 系 to 切. Where the character beside an edit makes a known word with the edit's own
first or last character, it is taken in, unless it makes one with its other neighbour.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from diple.lexicon.tables import lines
from diple.segment.tokens import Edit


@cache
def words() -> frozenset[str]:
    """Known words of two characters."""
    return frozenset(word for line in lines("zh", "words.txt") for word in line.split())


def whole_words(found: Sequence[Edit], old: Sequence[str], new: Sequence[str]) -> list[Edit]:
    """The edits widened to whole words, those that meet made one; applying them still gives `new` from `old`."""
    widened: list[Edit] = []
    for edit in found:
        behind = widened[-1].old_end if widened else 0
        start = edit.old_start > behind and _cuts_before(edit, old, new)
        end = _cuts_behind(edit, old, new)
        edit = Edit(edit.old_start - start, edit.old_end + end, edit.new_start - start, edit.new_end + end)
        if widened and edit.old_start <= widened[-1].old_end:
            before = widened.pop()
            edit = Edit(before.old_start, max(edit.old_end, before.old_end), before.new_start, edit.new_end)
        widened.append(edit)
    return widened


def _cuts_before(edit: Edit, old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the equal character before the edit belongs to a word that the edit cuts."""
    if edit.old_start == 0 or edit.new_start == 0:
        return False
    character = old[edit.old_start - 1]
    heads = [side[start] for side, start, end in _sides(edit, old, new) if start < end]
    cut = any(character + head in words() for head in heads)
    return cut and not (edit.old_start > 1 and old[edit.old_start - 2] + character in words())


def _cuts_behind(edit: Edit, old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the equal character behind the edit belongs to a word that the edit cuts."""
    if edit.old_end >= len(old) or edit.new_end >= len(new):
        return False
    character = old[edit.old_end]
    tails = [side[end - 1] for side, start, end in _sides(edit, old, new) if start < end]
    cut = any(tail + character in words() for tail in tails)
    return cut and not (edit.old_end + 1 < len(old) and character + old[edit.old_end + 1] in words())


def _sides(
    edit: Edit, old: Sequence[str], new: Sequence[str]
) -> tuple[tuple[Sequence[str], int, int], tuple[Sequence[str], int, int]]:
    return (old, edit.old_start, edit.old_end), (new, edit.new_start, edit.new_end)
