"""Numbered lines that follow one another: the items of a list, where each alone would read as a numbered heading.

A numbered heading is followed by text of its own. A line "1. The tolls of Olm" with "2. The herons of the lake" right
after it has none: it is an item, and so is the last of such a run, unless a line without a number goes on beneath it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diple.model import Block

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_HAN = "一二三四五六七八九"
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CYRILLIC = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"
_MARKS = ".、 "


def with_items(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with those headings made items that are items of a list."""
    made = list(blocks)
    for at, block in enumerate(made):
        before, after = made[at - 1] if at else None, made[at + 1] if at + 1 < len(made) else None
        if block.kind == "heading" and block.label and _is_item(text, before, block, after):
            made[at] = block._replace(kind="item", level=1)
    return made


def _is_item(text: str, before: Block | None, block: Block, after: Block | None) -> bool:
    if after and _follows(text, block, after):
        return True
    if not before or before.kind != "item" or not _follows(text, before, block):
        return False
    has_own = after is not None and after.label is None and after.kind != "heading"
    return not has_own or (_lines_between(text, before, block) == 1 and _lines_between(text, block, after) > 1)


def _lines_between(text: str, one: Block, other: Block | None) -> int:
    """How many lines further the other block begins; a blank line is one more."""
    return len(text[one.end : other.start].splitlines()) if other else 0


def _follows(text: str, one: Block, other: Block) -> bool:
    """Whether the second block bears the number after that of the first."""
    if one.label is None or other.label is None:
        return False
    first, second = (text[label.start : label.end] for label in (one.label, other.label))
    following = set(_values(second))
    return any((style, value + 1) in following for style, value in _values(first))


def _values(label: str) -> Iterator[tuple[str, int]]:
    """What a label may count as, with the way of counting: "I." is a Roman number, and a letter."""
    bare = label.strip(_MARKS)
    *above, last = bare.split(".")
    if last.isascii() and last.isdigit():
        yield ".".join(above), int(last)
    if re.fullmatch("[IVXLC]+", bare):
        values = [_ROMAN[sign] for sign in bare]
        yield "roman", sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))
    for alphabet in (_LATIN, _CYRILLIC):
        if len(bare) == 1 and bare in alphabet:
            yield alphabet, alphabet.index(bare)
    if found := re.fullmatch(f"([{_HAN}]?)(十?)([{_HAN}]?)", bare):
        tens, ten, ones = ("", *_HAN).index(found[1]), found[2], ("", *_HAN).index(found[3])
        if ten:
            yield "han", 10 * (tens or 1) + ones
        elif tens + ones and not (tens and ones):
            yield "han", tens + ones
