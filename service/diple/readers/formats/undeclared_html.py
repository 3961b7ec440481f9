"""Whether a text that does not say so is HTML: by how much of it is in blocks that tags make.

A writer of plain text may mention a tag, or set a word in one; a page is built of paragraphs, cells and lines that
tags begin and end. So tags within a line (`<i>`, `<b>`, `<script>`) tell nothing, however many there are.
"""

from __future__ import annotations

import re

MOST_OF_IT = 0.5
"""The share of a text's characters that must be in blocks for the text to be HTML."""
LEAST_BREAKS = 2  # `<br>`: one alone may be a slip, or be spoken of
LOOKED_AT = 100_000  # characters

_BLOCKS = (
    "p|div|h[1-6]|table|tbody|thead|tr|td|th|ul|ol|li|dl|dt|dd|pre|blockquote|center|article|section|main|header|footer"
    "|nav"
)
# What ends without a tag of its own: at the next block, or at an empty line.
_OPEN_ENDED = frozenset(["p", "li", "dt", "dd", "tr", "td", "th"])
_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|title)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.I | re.S)
_MARK = re.compile(
    rf"(?P<tag><(?P<end>/?)(?P<name>{_BLOCKS}|br)(?:\s[^<>]*)?/?>)|<[a-z/!][^<>]*>|(?P<gap>\n[ \t\r]*\n)", re.I
)


def is_built_of_blocks(text: str) -> bool:
    """Whether most of what a text shows is in blocks that tags make, or in lines that `<br>` ends."""
    inside = outside = 0
    shown = _UNSEEN.sub("", text[:LOOKED_AT])
    breaks = len(re.findall(r"<br\b", shown, re.I))
    for length, held in _stretches(shown, by_lines=breaks >= LEAST_BREAKS):
        if held:
            inside += length
        else:
            outside += length
    return inside > 0 and inside >= MOST_OF_IT * (inside + outside)


def _stretches(shown: str, *, by_lines: bool) -> list[tuple[int, bool]]:
    """How long each stretch of text is, without white space, and whether a block holds it.

    A closed block holds all up to its end; an open-ended one that is not closed, its stretch; a break, the stretches
    on either side of it.
    """
    closed = _closed(shown)
    found: list[tuple[int, bool]] = []
    depth, opened, length, at = 0, False, 0, 0
    for number, mark in enumerate(_MARK.finditer(shown)):
        length += len("".join(shown[at : mark.start()].split()))
        at = mark.end()
        name = (mark["name"] or "").lower()
        if not name and not mark["gap"]:
            continue  # a tag within a line
        broken = name == "br" and by_lines
        if name == "br" and not broken:
            continue
        found.append((length, depth > 0 or opened or broken))
        length = 0
        if number in closed:
            depth += -1 if mark["end"] else 1
        opened = broken or (name in _OPEN_ENDED and not mark["end"])
    length += len("".join(shown[at:].split()))
    return [*found, (length, depth > 0 or opened)]


def _closed(shown: str) -> set[int]:
    """The numbers of the marks that open or end a block which has both."""
    waiting: dict[str, list[int]] = {}
    paired: set[int] = set()
    for number, mark in enumerate(_MARK.finditer(shown)):
        name = (mark["name"] or "").lower()
        if not name or name == "br":
            continue
        if not mark["end"]:
            waiting.setdefault(name, []).append(number)
        elif waiting.get(name):
            paired |= {number, waiting[name].pop()}
    return paired
