"""Lines of printed pages to paragraphs: where one ends, and where the next begins.

A paragraph ends where the next line is farther off than the leading, is indented, set in another size, begins
with a list label, or would have had room on the line before. Hyphens at line ends are judged in `hyphens`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import pairwise

from diple.datelines import is_bare_line, is_line
from diple.readers.document.blocks import label_span
from diple.readers.pdf.hyphens import LineEnds, breaks_word
from diple.readers.pdf.lines import leading
from diple.readers.pdf.page_marks import run_in_heading
from diple.readers.pdf.pieces import Line

SENTENCE_END = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*(?:\[\w{1,3}\])*$")
_CLAUSE_END = re.compile(r"(?:[.;:,!?…。；：，！？]|\b(?:and|or|и|или|et|ou|y|o))[\"'”’»)\]]*(?:\[\w{1,3}\])*$")
_UNSPACED = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_LATIN = re.compile(r"[0-9A-Za-z%]")
_BESIDE = re.compile(r"[\u3400-\u9fff] ?[0-9A-Za-z%]|[0-9A-Za-z%] ?[\u3400-\u9fff]")
_RULE = re.compile(r"[-‐–—_=*~ ]{2,}")  # a line that parts what is above it from what is below
_QUOTES = "“”‘’"
_QUOTED = 5  # signs at a line's end or beginning that are looked at for quotation marks
_LONGEST_HEADING = 160  # characters
_LARGER = 1.12  # times the size of the text: a heading's type
_FEW_SIGNS = 3  # a line of an unspaced script may end so many signs early, lest a mark begin the next
_FEW = 5  # lines that tell no leading of their own
_SAME_MIDDLE = 3.0  # points, of centred lines
_AT_EDGE = 1.5  # points from the right edge, at which a line set to the right ends
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SHIFT = 6  # ems: where a line begins farther off than that, a centred or right-set line begins or ends


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text, or a row of a table with its `cells`.

    `heading` is 1 for the largest type of a heading, 2 for others, 0 for running text.
    """

    text: str
    heading: int = 0
    note: bool = False
    cells: tuple[str, ...] = ()


@dataclass(slots=True)
class Reflow:
    """The lines of a document in order, as paragraphs."""

    lines: Sequence[Line]
    ends: LineEnds = field(default_factory=lambda: LineEnds(()))
    _usual: float = 14.0
    _leadings: dict[float, float] = field(default_factory=dict)
    _size: float = 11.0
    _indented: bool = False
    _spaced: bool = False

    def __post_init__(self) -> None:
        self.lines = _with_usual_left(self.lines)
        self._usual = leading(self.lines)
        self._leadings = _leadings(self.lines)
        self._size = body_size(self.lines)
        self.ends = LineEnds([text for line in self.lines for text in _texts(line)])
        beside = [found for line in self.lines for found in _BESIDE.findall(line.text)]
        self._spaced = 2 * sum(" " in found for found in beside) > len(beside)
        pairs = list(pairwise(self.lines))
        self._indented = sum(_is_indented(before, line) for before, line in pairs) >= 2

    def paragraphs(self, *, note: bool = False) -> Iterator[Paragraph]:
        """The paragraphs of the lines."""
        run: list[Line] = []
        for line in self.lines:
            if run and self._begins(run, line):
                yield from self._paragraphs(run, note)
                run = []
            run.append(line)
        if run:
            yield from self._paragraphs(run, note)

    def _paragraphs(self, run: list[Line], note: bool) -> Iterator[Paragraph]:
        """A run of lines as a paragraph, the heading on its first line cut off."""
        made = self._paragraph(run, note)
        start = 0 if note or made.cells or made.heading else run_in_heading(made.text)
        if start:
            yield Paragraph(made.text[:start].rstrip(), 2)
        yield replace(made, text=made.text[start:])

    def _begins(self, run: list[Line], line: Line) -> bool:
        """Whether a paragraph begins with `line`, after the lines of `run`."""
        before = run[-1]
        if (
            before.cells
            or line.cells
            or before.whole
            or line.whole
            or _RULE.fullmatch(before.text)
            or _RULE.fullmatch(line.text)
        ):
            return True
        if breaks_word(before.text):
            return False
        if abs(line.size - before.size) > 0.08 * before.size or (line.bold != before.bold and _is_turn(before, line)):
            return True
        label = label_span(line.text) is not None
        if label and (_CLAUSE_END.search(before.text) or self._has_room(before, line)):
            return True
        if (before.page, before.column) != (line.page, line.column):
            return self._begins_after_break(before, line)
        step, usual = before.y - line.y, self._leadings.get(round(line.size, 1), self._usual)
        if step <= 1.3 * usual and _is_rest_at_right(before, line):
            return False
        if _is_day(run, line):
            return True
        if step > max(1.3 * usual, 1.5 * line.size) or abs(line.x - before.x) > _SHIFT * line.size:
            return not (self._is_set_as_heading(before, line) and step <= 1.5 * line.size)
        if self._is_set_as_heading(before, line):
            return False
        if step > 1.3 * usual or (_is_indented(before, line) and not _hangs(run)):
            return True
        if self._indented and len(run) == 1 and _is_indented(line, line) and abs(line.x - before.x) < 1:
            return _CLAUSE_END.search(before.text) is not None
        ends = SENTENCE_END.search(before.text) is not None or (_is_far_short(before) and not line.text[:1].islower())
        return ends and self._has_room(before, line)

    def _is_set_as_heading(self, before: Line, line: Line) -> bool:
        """Whether two lines are of one heading: no sentence ends between, both in larger type or bold and going on."""
        if SENTENCE_END.search(before.text):
            return False
        return min(before.size, line.size) > _LARGER * self._size or (
            before.bold and line.bold and line.text[:1].islower() and _is_centred_below(before, line)
        )

    def _begins_after_break(self, before: Line, line: Line) -> bool:
        """The same question over the end of a column or a page, where no distance decides."""
        if before.wide and line.page == before.page and abs(line.x - before.x) > _SHIFT * line.size:
            return True
        if not SENTENCE_END.search(before.text):
            listed = (":", ";", ",") if self._indented and _is_indented(line, line) else (":", ";")
            return before.text.endswith(listed) and line.text[:1].isupper()
        return not self._indented or _is_indented(line, line) or self._has_room(before, line)

    def _has_room(self, before: Line, line: Line) -> bool:
        """Whether the first word of `line` would have had room at the end of the line before."""
        characters = max(1, len(line.text))
        word = _FEW_SIGNS if _UNSPACED.match(line.text) else len(line.text.split(" ", 1)[0]) + 1
        return before.right + word * (line.right - line.x) / characters < before.edge - 0.3 * before.size

    def _paragraph(self, run: list[Line], note: bool) -> Paragraph:
        text = reduce(self._below if run[0].whole else self._joined, [text for line in run for text in _texts(line)])
        cells = tuple(reduce(self._joined, cell.split("\n")) for cell in run[0].cells)
        is_plain = note or cells or run[0].whole
        return Paragraph(text, 0 if is_plain else self._heading(run, text), note, cells)

    def _heading(self, run: list[Line], text: str) -> int:
        if len(text) > _LONGEST_HEADING or text.endswith((".", ";", ",", ":")):
            return 0
        if run[0].size > _LARGER * self._size:
            largest = max(line.size for line in self.lines)
            return 1 if run[0].size > 0.98 * largest else 2
        return 2 if run[0].bold and text[:1].isupper() and not all(line.bold for line in self.lines) else 0

    def _joined(self, text: str, following: str) -> str:
        """Two lines as one text, the hyphen between them judged."""
        made = self.ends.joined(text, following)
        if made is not None:
            return made
        dashed = text.endswith(("-", "\u2010", "/", "\u2014")) and not text[:-1].endswith(" ")
        return text + following if dashed or self._is_unspaced(text, following) else f"{text} {following}"

    def _below(self, text: str, following: str) -> str:
        """Two lines one below the other, but for a word that is broken between them."""
        return self._joined(text, following) if breaks_word(text) else f"{text}\n{following}"

    def _is_unspaced(self, text: str, following: str) -> bool:
        """Whether no blank is between two lines: in Chinese and Japanese, where no such text has one inside."""
        last, first = text[-_QUOTED:].rstrip(_QUOTES)[-1:], following[:_QUOTED].lstrip(_QUOTES)[:1]
        chinese = (_UNSPACED.match(last) is not None) + (_UNSPACED.match(first) is not None)
        figure = _LATIN.match(last) or _LATIN.match(first)
        return chinese == 2 or (chinese == 1 and bool(figure) and not self._spaced)


def body_size(lines: Sequence[Line]) -> float:
    """The size of type in which most of the text is set, in points."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += line.characters
    return max(sizes, key=lambda size: (sizes[size], size), default=11.0)


def _with_usual_left(lines: Sequence[Line]) -> list[Line]:
    """Lines with the left edge at which most of their column begin, where headings hang left of them."""
    starts: dict[float, Counter[int]] = {}
    for line in lines:
        starts.setdefault(line.left, Counter())[round(line.x)] += 1
    usual = {}
    for left, counted in starts.items():
        start, count = counted.most_common(1)[0]
        usual[left] = start if 2 * count > counted.total() else left
    return [replace(line, left=max(line.left, min(line.x, usual[line.left]))) for line in lines]


def _leadings(lines: Sequence[Line]) -> dict[float, float]:
    """The usual leading of each size of type that is in several lines, in points; no less than the size."""
    groups: dict[float, list[Line]] = {}
    for line in lines:
        groups.setdefault(round(line.size, 1), []).append(line)
    return {size: max(size, leading(group)) for size, group in groups.items() if len(group) > _FEW}


def _texts(line: Line) -> list[str]:
    """The texts of a line, in which words may be broken: its own, or those of the lines of its cells."""
    return [text for cell in line.cells for text in cell.split("\n")] or line.text.split("\n")


def _is_centred_below(before: Line, line: Line) -> bool:
    """Whether two lines have one middle."""
    return abs(before.x + before.right - line.x - line.right) <= 2 * _SAME_MIDDLE


def _is_rest_at_right(before: Line, line: Line) -> bool:
    """Whether a line is the rest of the one before, both set to the right: it begins small or completes its day."""
    at_right = _ends_at_edge(before) and _ends_at_edge(line) and line.x - line.left > _SHIFT * line.size
    if not at_right or line.x <= before.x or _CLAUSE_END.search(before.text):
        return False
    if line.text[:1].islower():
        return True
    if not any(map(str.isdecimal, before.text)) or is_line(before.text):
        return False
    is_year = _YEAR.fullmatch(line.text.strip()) is not None and not _YEAR.search(before.text)
    return is_year or is_line(f"{before.text} {line.text}")


def _ends_at_edge(line: Line) -> bool:
    return line.edge - line.right <= _AT_EDGE


def _is_day(run: Sequence[Line], line: Line) -> bool:
    """Whether a run of lines says when and where, right of where the next line begins, or the next line is set in."""
    aside = min(before.x for before in run) - line.x >= line.size or _is_indented(line, line)
    return aside and not line.text[:1].islower() and is_bare_line(" ".join(before.text for before in run))


def _is_turn(before: Line, line: Line) -> bool:
    """Whether bold type begins or ends with a paragraph, not inside a sentence."""
    return line.text[:1].isupper() or line.text[:1].isdigit() or SENTENCE_END.search(before.text) is not None


def _is_indented(before: Line, line: Line) -> bool:
    """Whether a line is set in by one to five ems, after a line that is not; centred lines are not indented."""
    offset = line.x - line.left
    further = before is line or line.x - before.x >= 0.8 * line.size
    if not 0.8 * line.size < offset < 5 * line.size or not further:
        return False
    return line.right > line.edge - 0.25 * (line.edge - line.left) or offset < 3 * line.size


def _hangs(run: list[Line]) -> bool:
    """Whether a run is a list item whose further lines are set in."""
    return len(run) == 1 and label_span(run[0].text) is not None


def _is_far_short(line: Line) -> bool:
    """Whether a line ends long before the edge, as the last of a heading does."""
    return line.right < line.edge - 0.3 * (line.edge - line.left)
