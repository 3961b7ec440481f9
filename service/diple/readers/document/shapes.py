"""Plain text to blocks: paragraphs, headings and list items, found by blank lines, labels and line lengths.

Pasted texts come in three shapes: paragraphs apart by blank lines, one paragraph a line, and lines wrapped at
some width. A line break is a paragraph's end where the next word would have fitted on the line.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from diple.datelines import is_line
from diple.model import Block, BlockKind, Span
from diple.readers.document.enumeration import with_items

_CLAUSE_END = tuple(":;.!?…。！？；：؛؟")
_SENTENCE_END = tuple(".!?…。！？؟")
_AFTER_END = "\"'”’»)]}」』）〕 "
_NOT_A_HEADING = tuple(".;,!?…。；，！？、؛،؟")
LONGEST_HEADING = 110
"""The most characters of a heading."""
_MOST_HEADING_WORDS = 14
_NARROWEST = 50  # no text is wrapped at fewer characters, save in scripts without spaces
_MOST_HEAD_LINES = 6  # title, parties, kind of document, place and date; a later date line is of the foot
_COLUMN = 30  # but a run of full lines may be a column that is narrower, down to this
_WIDEST = 130  # nor at more
_FEW_SIGNS = 3  # a Chinese line may end so many signs early, lest a mark begin the next
_HALF_WIDE = re.compile(r"[\x20-\x7e]")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_ROMAN_OR_NUMBER = re.compile(r"(?:[IVXLC]+|\d+(?:\.\d+)*|[A-ZА-Я])\.|[一二三四五六七八九十]+、")
_PARAGRAPH_SEPARATOR = "\u2029"


class _Line(NamedTuple):
    """A line that is not blank, without its outer blanks."""

    start: int
    end: int
    text: str


class _Layout(NamedTuple):
    """How a run of lines is set: the width at which it may be wrapped, 0 where each line is a paragraph.

    `filled` is true where most lines come near that width, so that a short one is an end. `narrow` is the width of a
    filled run as it is, which may be narrower than a text is thought to be wrapped.
    """

    width: int
    filled: bool
    narrow: int


class _Shapes(NamedTuple):
    label: re.Pattern[str]
    letter: re.Pattern[str]
    numbered_heading: re.Pattern[str]
    before_number: re.Pattern[str]
    preamble: re.Pattern[str]
    operative: re.Pattern[str]
    release: re.Pattern[str]


@lru_cache(maxsize=1)
def _shapes() -> _Shapes:
    import tomllib

    table = tomllib.loads(Path(__file__).with_name("shapes.toml").read_text(encoding="utf-8"))
    return _Shapes(
        label=re.compile("|".join(table["labels"])),
        letter=re.compile(table["letters"]),
        numbered_heading=re.compile("|".join(table["numbered_headings"])),
        before_number=re.compile(table["before_numbers"]),
        preamble=re.compile("|".join(table["preamble"])),
        operative=re.compile("|".join(table["operative"])),
        release=re.compile("|".join(table["release_lines"]), re.IGNORECASE),
    )


def text_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text, in order; together they hold every character that is not white space.

    Lines end with CR, LF, CRLF, form feed, U+2028 or U+2029. A label at the start of a block ("1.",
    "(a)", "- ") is reported in `label`. A heading's level is 1 for a line in capitals or the first of the text, else 2.
    """
    blocks: list[Block] = []
    for group in _groups(text):
        pieces = [(group[0], group[0])] if len(group) == 1 else _pieces(group)
        for first, last in pieces:
            blocks.append(_block(text, first, last, not blocks))
    return tuple(with_items(text, blocks))


def _groups(text: str) -> list[list[_Line]]:
    """Runs of lines without a blank line between them."""
    groups: list[list[_Line]] = []
    apart = True
    lines = text.splitlines(keepends=True)
    for start, line in zip(accumulate(map(len, lines), initial=0), lines, strict=False):
        bare = line.strip()
        if not bare:
            apart = apart or not _is_page_break(line, groups)
            continue
        begin = start + line.index(bare[0]) if line[0] != bare[0] else start
        kept = _Line(begin, begin + len(bare), bare)
        if apart:
            groups.append([kept])
        else:
            groups[-1].append(kept)
        apart = line[-1] == _PARAGRAPH_SEPARATOR
    return groups


def _is_page_break(line: str, groups: list[list[_Line]]) -> bool:
    """Whether a blank line is a form feed inside a running sentence."""
    return "\f" in line and bool(groups) and not _ends_with(groups[-1][-1].text, _CLAUSE_END)


def _pieces(group: list[_Line]) -> list[tuple[_Line, _Line]]:
    """A run of lines cut into blocks: the first and the last line of each."""
    layout, head = _layout(group), _head_lines(group)
    pieces: list[tuple[_Line, _Line]] = []
    first = group[0]
    heading = _is_heading_line(group, 0, layout)
    for at in range(1, len(group)):
        before, line = group[at - 1].text, group[at].text
        was_heading = heading
        heading = _is_heading_line(group, at, layout)
        if at <= head:
            begins = at == head or _parts_head(before, line)
        elif heading and was_heading:
            begins = layout.width == 0 or not _same_title(before, line)
        else:
            begins = heading or was_heading or _begins_block(first.text, before, line, layout)
        if begins:
            pieces.append((first, group[at - 1]))
            first = group[at]
    pieces.append((first, group[-1]))
    return pieces


def _head_lines(group: list[_Line]) -> int:
    """How many lines of a group are of the head of a text: up to its date line, or that it is for release at once.

    The lines before such a line are as headings are, and no line that follows one begins with a small letter.
    """
    head = 0
    for at, line in enumerate(group[:_MOST_HEAD_LINES]):
        if not _is_bare(line.text):
            break
        if _is_date_or_release(line.text) and not _goes_on(group, at):
            head = at + 1
    return head


def _goes_on(group: list[_Line], at: int) -> bool:
    """Whether a line is inside a sentence: the one before runs on, or the one after begins with a small letter."""
    runs_on = at > 0 and _runs_on(group[at - 1].text, group[at].text, max(_extent(line.text) for line in group))
    return runs_on or (at + 1 < len(group) and group[at + 1].text[0].islower())


def _runs_on(before: str, line: str, longest: int) -> bool:
    """Whether a line ends with a comma, or with a word in small letters where the next word had no room on it."""
    full = not _has_room(before, line, max(longest, _NARROWEST))
    return before[-1] in ",،，" or (full and before.rsplit(maxsplit=1)[-1].islower())


def _is_bare(line: str) -> bool:
    """Whether a line may be one of a head: short, with no mark at its end, or a date line that has one."""
    bare = _is_short(line) and not line[0].islower() and not line.endswith(_NOT_A_HEADING)
    return bare or _is_date_or_release(line)


def _is_date_or_release(line: str) -> bool:
    """Whether a line says only place and date, or when the text may be published."""
    return len(line) <= LONGEST_HEADING and (is_line(line) or _shapes().release.fullmatch(line) is not None)


def _parts_head(before: str, line: str) -> bool:
    """Whether two lines of a head are blocks of their own: a date line is; two others where the break was meant."""
    if _is_date_or_release(before) or _is_date_or_release(line):
        return True
    return not _same_title(before, line) and _has_room(before, line, _NARROWEST)


def _layout(group: list[_Line]) -> _Layout:
    lengths = [_extent(line.text) for line in group]
    longest = max(lengths)
    if longest > _WIDEST:
        return _Layout(0, False, 0)
    filled = 2 * sum([length > 0.75 * longest for length in lengths]) >= len(lengths) > 3
    width = longest if _HAN.search(group[0].text) else max(longest, _NARROWEST)
    return _Layout(width, filled, longest if filled and longest >= _COLUMN else width)


def _begins_block(first: str, before: str, line: str, layout: _Layout) -> bool:
    """Whether `line` begins a block after the line `before` of the block that began with `first`."""
    shapes = _shapes()
    ended = _ends_with(before, _CLAUSE_END) and not (line[0].isdigit() and shapes.before_number.search(before))
    label = shapes.label.match(line)
    if label and (ended or before.endswith((",", "،", "，")) or _follows(shapes.label.match(first), label)):
        return True
    preamble = before[-1] in ",،，" and shapes.preamble.match(line) is not None
    if line[0].islower() and not preamble:
        return False
    if layout.width == 0:
        return True
    follows_on = preamble or (before[-1] in ",;،，" and shapes.operative.match(line) is not None)
    if follows_on and (shapes.preamble.match(first) or shapes.operative.match(first)):
        return True  # one line of a preamble after another, or the first without a number, however long
    if ended or preamble:
        return _has_room(before, line, layout.width)
    return layout.filled and _has_room(before, line, 0.6 * layout.width)


def _follows(first: re.Match[str] | None, label: re.Match[str]) -> bool:
    """Whether a label may come after the one of the item before, which no mark ends: a number only as the next one."""
    if first is None:
        return False
    numbers = [found.group().strip("().- ") for found in (first, label)]
    return not all(map(str.isdecimal, numbers)) or int(numbers[1]) == int(numbers[0]) + 1


def _has_room(before: str, line: str, width: float) -> bool:
    """Whether the first word of `line` would have fitted on the line before: then the break was meant."""
    word = _FEW_SIGNS if _HAN.match(line) else len(line.split(None, 1)[0]) + 1
    return _extent(before) + word <= width


def _extent(line: str) -> int:
    """How long a line is in characters; beside Chinese ones, letters and figures are half as wide."""
    if not _HAN.search(line):
        return len(line)
    return len(line) - len(_HALF_WIDE.findall(line)) // 2


def _ends_with(line: str, marks: tuple[str, ...]) -> bool:
    return line.rstrip(_AFTER_END).endswith(marks) or line.endswith(marks)


def _is_heading_line(group: list[_Line], at: int, layout: _Layout) -> bool:
    """Whether one line of several is a heading beyond doubt: by its form, and by the lines around it."""
    line = group[at].text
    if len(line) > LONGEST_HEADING or line.endswith(_NOT_A_HEADING):
        return False
    if at > 0 and not _ends_with(group[at - 1].text, _CLAUSE_END) and not is_titled(group[at - 1].text):
        return False
    if at + 1 == len(group):
        return is_titled(line)
    following = group[at + 1].text
    if following[0].islower():
        return False
    if is_titled(line):
        return line.isupper() or layout.width == 0 or _has_room(line, following, layout.narrow)
    return at == 0 and _has_room(line, following, 0.5 * layout.width)


def is_titled(line: str) -> bool:
    """Whether a line has a heading's form: in capitals, "Article 5", "I. Security"."""
    if len(line) > LONGEST_HEADING or line.endswith(_NOT_A_HEADING):
        return False
    shapes = _shapes()
    if shapes.numbered_heading.match(line):
        return True
    if line.isupper() and sum(map(str.isalpha, line)) > 3:
        return True
    label = shapes.label.match(line) or shapes.letter.match(line)
    if label is None or _ROMAN_OR_NUMBER.fullmatch(label.group()) is None:
        return False
    return _is_short(line) and not line[label.end() :].lstrip()[:1].islower()


def _same_title(before: str, line: str) -> bool:
    """Whether two heading lines are one title in capitals over two lines."""
    shapes = _shapes()
    return (
        before.isupper()
        and line.isupper()
        and not shapes.numbered_heading.match(line)
        and not shapes.numbered_heading.match(before)
        and not shapes.label.match(line)
        and not shapes.letter.match(line)
    )


def ends_clause(line: str) -> bool:
    """Whether a mark at a line's end closes a sentence or a clause."""
    return _ends_with(line, _CLAUSE_END)


def opens_item(line: str) -> bool:
    """Whether a line begins with the label of an item, or as a clause of a preamble does."""
    shapes = _shapes()
    return shapes.label.match(line) is not None or shapes.preamble.match(line) is not None


def _is_short(line: str) -> bool:
    return len(line.split()) <= _MOST_HEADING_WORDS and len(line) <= LONGEST_HEADING


def _block(text: str, first: _Line, last: _Line, is_first: bool) -> Block:
    """One block with its kind, level and label."""
    start, end = first.start, last.end
    heading = end - start <= LONGEST_HEADING and _reads_as_heading(text[start:end])
    shapes = _shapes()
    match = shapes.label.match(first.text) or (shapes.letter.match(first.text) if heading else None)
    labelled = match is not None and match.end() < end - start and not _is_date_or_release(first.text)
    label = Span(start, start + match.end()) if match and labelled else None
    kind: BlockKind = "item" if label else "paragraph"
    if heading and (label is None or _heads(text, label, end)):
        return Block(start, end, "heading", 1 if is_first or text[start:end].isupper() else 2, label)
    return Block(start, end, kind, 0 if label is None else 1, label)


def _heads(text: str, label: Span, end: int) -> bool:
    """Whether a label may be that of a heading, and what it numbers begins as a heading does."""
    numbered = _ROMAN_OR_NUMBER.fullmatch(text[label.start : label.end]) is not None
    return numbered and not text[label.end : end].lstrip()[:1].islower()


def _reads_as_heading(line: str) -> bool:
    """Whether a block of its own is a heading: short, no mark at its end, not in lower case."""
    return (
        not line.endswith((*_NOT_A_HEADING, ":", "："))
        and not line[0].islower()
        and (_is_short(line) and not _ends_with(line, _SENTENCE_END))
    )
