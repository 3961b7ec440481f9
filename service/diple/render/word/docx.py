"""A comparison as a Word document with tracked changes; each marker is a comment at its evidence.

Accepting every change leaves the new text, rejecting every change the old one. A paragraph mark represents a line end
between blocks, so that an empty line is an empty paragraph, a line break for one inside a block, a tab for a tab; no
paragraph has space before or after it, for where two are joined, Word keeps the properties of the last and LibreOffice
those of the first. What does not count has an author of its own, so that a reviewer can filter it. So both texts can be
read off exactly, but for two things: every line end is the same, and what XML forbids or what would turn the text
around is named (`[U+202E]`). The file holds no date, so that the same comparison gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from diple.model import Block, Span, Statement
from diple.render.language.tongue import RIGHT_TO_LEFT
from diple.render.look import PLAIN, Look
from diple.render.redline.blocks import Blocks
from diple.render.word.comments import AUTHOR, Anchor, Place, anchors, form_author, remarks_on
from diple.render.word.elements import Maker, ends_with_page, package
from diple.render.word.tracked_changes import CAME, WENT, Stroke, strokes
from diple.result import Comparison

if TYPE_CHECKING:
    from lxml.etree import _Element

_TOKEN = re.compile(r"\r\n|\r|\n|\t|[^\r\n\t]+")
_LINE_ENDS = ("\r\n", "\r", "\n")
_WRAPPED = {"inserted": "ins", "deleted": "del", "moved_from": "moveFrom", "moved_to": "moveTo"}
# A paragraph's mark comes or goes, also with a move: LibreOffice leaves a moved mark where it was.
_MARKS = {"inserted": "ins", "deleted": "del", "moved_from": "del", "moved_to": "ins"}
MARGINS = {"top": 1418, "right": 1418, "bottom": 1418, "left": 1418, "header": 709, "footer": 709, "gutter": 0}
"""In twentieths of a point: 2.5 cm."""
_STYLES = {"item": "ListItem", "quote": "Quote", "footnote": "FootnoteText", "cell": "TableCell"}


def render(comparison: Comparison, look: Look = PLAIN) -> bytes:
    """The document's bytes: every change tracked, an analyst's verdicts as comments of their own."""
    line = [part for stroke in strokes(comparison) for part in _whole_line_ends(stroke, comparison)]
    remarks = remarks_on(comparison, look, line)
    body = _Body(comparison, form_author(look.language))
    body.write(line, anchors(remarks))
    ends_with_page(body.element, look.paper, MARGINS)
    return package(body.element, remarks, comparison, look.language)


def _whole_line_ends(stroke: Stroke, comparison: Comparison) -> Iterator[Stroke]:
    """The stroke, cut where both texts keep a CR of which only one makes CR LF: then their line ends differ."""
    old, new = stroke.old, stroke.new
    if stroke.state != "kept" or old is None or new is None or not _ends_apart(comparison, old, new):
        yield stroke
        return
    yield Stroke(stroke.state, Span(old.start, old.end - 1), Span(new.start, new.end - 1), stroke.move)
    yield Stroke("deleted", Span(old.end - 1, old.end), None, stroke.move, formal=True)
    yield Stroke("inserted", None, Span(new.end - 1, new.end), stroke.move, formal=True)


def _ends_apart(comparison: Comparison, old: Span, new: Span) -> bool:
    """Whether the same wording ends in a CR that belongs to a CR LF in one text alone."""
    if old.end - old.start != new.end - new.start:
        return False
    ends = [
        statement.text[max(span.start, span.end - 1) : span.end + 1]
        for statement, span in ((comparison.old, old), (comparison.new, new))
    ]
    return ends[0][:1] == ends[1][:1] == "\r" and (ends[0] == "\r\n") != (ends[1] == "\r\n")


class _Side:
    """One statement: its text, where its blocks lie, and which way it is written."""

    def __init__(self, statement: Statement, beside: Statement) -> None:
        self.text = statement.text
        self.rtl = statement.language in RIGHT_TO_LEFT
        self.foreign = None if statement.language == beside.language else statement.language
        self.blocks = Blocks(statement)

    def breaks_line(self, place: int) -> bool:
        """Whether a line end at this place is inside a block."""
        block = self.blocks.at(place)
        return block is not None and place < block.end

    def tokens(self, span: Span) -> Iterator[tuple[str, int]]:
        """Words, tabs and line ends of a span, each with its place; CR LF is one, also where a span ends inside."""
        for found in _TOKEN.finditer(self.text, *span):
            if found[0] != "\r" or self.text[found.end() : found.end() + 1] != "\n":
                yield found[0], found.start()


class _Body:
    """Writes the body of the document from strokes."""

    def __init__(self, comparison: Comparison, form_author: str) -> None:
        self._authors = AUTHOR, form_author
        self.maker = Maker()
        self.element = self.maker.make("body")
        self._old, self._new = _Side(comparison.old, comparison.new), _Side(comparison.new, comparison.new)
        self._content: list[_Element] = []
        self._said = False
        self._place: tuple[_Side, int] = (self._new, 0)
        self._move: tuple[int, str] = (0, "")
        self._range = 0

    def write(self, line: list[Stroke], events: list[Anchor]) -> None:
        """All strokes, with the comments' ends between them; then the last paragraph."""
        waiting = events[::-1]
        passed = 0
        for stroke in line:
            self._enter(stroke)
            side = self._old if stroke.new is None else self._new
            for cut in self._cuts(waiting, passed, stroke.span):
                self._flush(waiting, passed)
                self._write(stroke, side, cut)
                passed += cut.end - cut.start
        self._flush(waiting, passed)
        self._leave()
        for event in waiting[::-1]:
            self._event(event)
        self._paragraph(None)

    def _cuts(self, waiting: list[Anchor], passed: int, span: Span) -> Iterator[Span]:
        """The span in pieces, cut where a comment begins or ends."""
        end = passed + span.end - span.start
        ahead = takewhile(lambda event: event.at < end, reversed(waiting))
        edges = [passed, *sorted({event.at for event in ahead if event.at > passed}), end]
        for left, right in pairwise(edges):
            yield Span(span.start + left - passed, span.start + right - passed)

    def _flush(self, waiting: list[Anchor], passed: int) -> None:
        while waiting and waiting[-1].at <= passed:
            self._event(waiting.pop())

    def _event(self, event: Anchor) -> None:
        if event.place is Place.START:
            self._content.append(self.maker.make("commentRangeStart", id=event.comment))
            return
        self._content.append(self.maker.make("commentRangeEnd", id=event.comment))
        run = self.maker.make("r")
        properties = self.maker.make("rPr", within=run)
        self.maker.make("rStyle", within=properties, val="CommentReference")
        self.maker.make("commentReference", within=run, id=event.comment)
        self._content.append(run)

    def _enter(self, stroke: Stroke) -> None:
        """Begins and ends the range of a move, where the stroke begins one or is no more of it."""
        side = "moveTo" if stroke.state in CAME else "moveFrom" if stroke.state in WENT else ""
        if (stroke.move, side) == self._move:
            return
        self._leave()
        if stroke.move and side:
            self._range = self.maker.number()
            name = f"move{stroke.move}"
            start = self.maker.make(f"{side}RangeStart", id=self._range, author=AUTHOR, name=name)
            self._content.append(start)
            self._move = (stroke.move, side)

    def _leave(self) -> None:
        if self._move[0]:
            self._content.append(self.maker.make(f"{self._move[1]}RangeEnd", id=self._range))
        self._move = (0, "")

    def _write(self, stroke: Stroke, side: _Side, span: Span) -> None:
        run: list[tuple[str, str]] = []
        for text, place in side.tokens(span):
            self._place = (side, place)
            ends = text in _LINE_ENDS
            if ends and not side.breaks_line(place):
                self._run(stroke, side, run)
                run = []
                self._paragraph(stroke)
            else:
                run.append(("br" if ends else "tab" if text == "\t" else "t", text))
        self._run(stroke, side, run)

    def _run(self, stroke: Stroke, side: _Side, parts: list[tuple[str, str]]) -> None:
        if not parts:
            return
        self._said = True
        run = self.maker.make("r")
        if side.foreign or side.rtl:
            properties = self.maker.make("rPr", within=run)
            if side.rtl:
                self.maker.make("rtl", within=properties)
            if side.foreign:
                self.maker.language(properties, side.foreign)
        for tag, text in parts:
            if tag == "t":
                self.maker.text(run, text, deleted=stroke.state == "deleted")
            else:
                self.maker.make(tag, within=run)
        if stroke.state in _WRAPPED:
            wrapped = self._tracked(_WRAPPED[stroke.state], stroke)
            wrapped.append(run)
            run = wrapped
        self._content.append(run)

    def _tracked(self, tag: str, stroke: Stroke, within: _Element | None = None) -> _Element:
        author = self._authors[stroke.formal]
        return self.maker.make(tag, within=within, id=self.maker.number(), author=author)

    def _paragraph(self, stroke: Stroke | None) -> None:
        """Ends the paragraph with a mark that is tracked as this stroke is; the last one of the document has None."""
        paragraph = self.maker.make("p", within=self.element)
        properties = self.maker.make("pPr")
        side, place = self._place
        block = side.blocks.at(place) if self._said else None
        style = _style(block)
        if style:
            self.maker.make("pStyle", within=properties, val=style)
        if side.rtl:
            self.maker.make("bidi", within=properties)
        if stroke and stroke.state in _MARKS:
            self._tracked(_MARKS[stroke.state], stroke, within=self.maker.make("rPr", within=properties))
        if len(properties):
            paragraph.append(properties)
        paragraph.extend(self._content)
        self._content, self._said = [], False


def _style(block: Block | None) -> str | None:
    if block is None:
        return None
    if block.kind == "heading":
        return f"Heading{min(max(block.level, 1), 6)}"
    return _STYLES.get(block.kind)
