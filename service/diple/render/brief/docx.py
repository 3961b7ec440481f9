"""The brief as a Word document: a heading, the facts, and one table whose head recurs on each page. No dates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from diple.render.brief.content import Brief, Entry, Evidence, Section
from diple.render.brief.making import brief_of
from diple.render.language.tongue import RIGHT_TO_LEFT
from diple.render.look import PLAIN, Look
from diple.render.paper import size
from diple.render.redline.differing import Part
from diple.render.word.elements import Maker, ends_with_page, package
from diple.result import Comparison

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLES = Path(__file__).with_name("brief.styles.xml")
SUBJECT = 2440
"""The first column in twentieths of a point; the two of the texts share the rest of the sheet."""
_MARGINS = {"top": 680, "right": 850, "bottom": 680, "left": 850, "header": 400, "footer": 400, "gutter": 0}


def render(comparison: Comparison, look: Look = PLAIN) -> bytes:
    """The document's bytes; the words that differ are coloured and underlined."""
    brief = brief_of(comparison, look)
    return package(_Body(brief, look.paper).written(), (), comparison, look.language, _STYLES)


class _Body:
    """Writes the body of the document."""

    def __init__(self, brief: Brief, paper: str) -> None:
        self._brief, self._maker, self._paper = brief, Maker(), paper
        quoted = (size(paper)["w"] - _MARGINS["left"] - _MARGINS["right"] - SUBJECT) // 2
        self._widths = SUBJECT, quoted, quoted
        self._body = self._maker.make("body")

    def written(self) -> _Element:
        """All of it, from the heading to the size of the page."""
        brief = self._brief
        self._said(self._body, brief.kind, "Quiet")
        self._said(self._body, brief.heading, "Title")
        for fact in brief.facts:
            self._said(self._body, f"{fact.label}{brief.labels['colon']}{fact.said}", "Quiet")
        self._said(self._body, brief.key or brief.empty, "Key" if brief.key else "Empty")
        if brief.sections:
            self._table()
        for foot in filter(None, (brief.rest, brief.made)):
            self._said(self._body, foot, "Foot")
        ends_with_page(self._body, self._paper, _MARGINS)
        return self._body

    def _said(self, within: _Element, words: str, style: str = "") -> _Element:
        """A paragraph of these words."""
        paragraph = self._maker.make("p", within=within)
        if style:
            self._maker.make("pStyle", within=self._maker.make("pPr", within=paragraph), val=style)
        if words:
            self._run(paragraph, words)
        return paragraph

    def _run(self, paragraph: _Element, words: str, style: str = "", *, bold: bool = False, tongue: str = "") -> None:
        run = self._maker.make("r", within=paragraph)
        if style or bold or tongue:
            self._properties(run, style, bold, tongue)
        self._maker.text(run, words)

    def _properties(self, run: _Element, style: str, bold: bool, tongue: str) -> None:
        made = self._maker.make("rPr", within=run)
        if style:
            self._maker.make("rStyle", within=made, val=style)
        if bold:
            self._maker.make("b", within=made)
        if tongue in RIGHT_TO_LEFT:
            self._maker.make("rtl", within=made)
        if tongue:
            self._maker.language(made, tongue)

    def _table(self) -> None:
        make = self._maker.make
        table = make("tbl", within=self._body)
        properties = make("tblPr", within=table)
        make("tblW", within=properties, w=sum(self._widths), type="dxa")
        borders = make("tblBorders", within=properties)
        for side in ("top", "bottom", "insideH"):
            make(side, within=borders, val="single", sz=4, space=0, color="C9C4B8")
        make("tblLayout", within=properties, type="fixed")
        margins = make("tblCellMar", within=properties)
        for side, room in (("top", 20), ("left", 0), ("bottom", 20), ("right", 140)):
            make(side, within=margins, w=room, type="dxa")
        grid = make("tblGrid", within=table)
        for width in self._widths:
            make("gridCol", within=grid, w=width)
        self._head(table)
        for section in self._brief.sections:
            self._section(table, section)

    def _head(self, table: _Element) -> None:
        row = self._row(table, head=True)
        for width, words in zip(self._widths, (self._brief.labels["subject"], *self._brief.columns), strict=True):
            self._said(self._cell(row, width), words, "Quiet")

    def _row(self, table: _Element, *, head: bool = False) -> _Element:
        row = self._maker.make("tr", within=table)
        properties = self._maker.make("trPr", within=row)
        self._maker.make("cantSplit", within=properties)
        if head:
            self._maker.make("tblHeader", within=properties)
        return row

    def _cell(self, row: _Element, width: int, span: int = 1) -> _Element:
        cell = self._maker.make("tc", within=row)
        properties = self._maker.make("tcPr", within=cell)
        self._maker.make("tcW", within=properties, w=width, type="dxa")
        if span > 1:
            self._maker.make("gridSpan", within=properties, val=span)
        return cell

    def _section(self, table: _Element, section: Section) -> None:
        cell = self._cell(self._row(table), sum(self._widths), len(self._widths))
        self._said(cell, f"{section.heading} ({len(section.entries)})", "Heading2")
        for entry in section.entries:
            self._entry(table, entry)

    def _entry(self, table: _Element, entry: Entry) -> None:
        row = self._row(table)
        self._subject(self._cell(row, self._widths[0]), entry)
        for which, found in enumerate(entry.sides):
            cell = self._cell(row, self._widths[which + 1])
            for evidence in found:
                self._quote(cell, which, evidence)
            if not found:
                self._said(cell, entry.nothing[which], "Quiet")

    def _subject(self, cell: _Element, entry: Entry) -> None:
        """What an entry is on, its level and score, its kinds and doubts; then the analyst's words."""
        if not entry.again:
            self._run(self._said(cell, ""), entry.subject, bold=True)
        line = self._said(cell, "", "Quiet")
        self._run(line, entry.weight, entry.level.capitalize() if entry.loud else "")
        self._run(line, "".join(f" · {each}" for each in (*entry.kinds, *entry.doubts)))
        if entry.about:
            self._said(cell, entry.about, "Quiet")
        if entry.judged:
            self._said(cell, entry.judged)
        if entry.note:
            self._said(cell, f"{self._brief.labels['note']}{self._brief.labels['colon']}{entry.note}")

    def _quote(self, cell: _Element, which: int, evidence: Evidence) -> None:
        """A quote with the number of its paragraph, the words that differ set off."""
        tongue = self._brief.tongues[which]
        paragraph = self._said(cell, "")
        if tongue in RIGHT_TO_LEFT:
            self._maker.make("bidi", within=self._maker.make("pPr", within=paragraph))
        self._run(paragraph, f"¶ {evidence.paragraph}  ", "Place")
        for part in (Part("“"), *evidence.parts, Part("”")):
            self._run(paragraph, part.text, ("Gone", "Came")[which] if part.differs else "", tongue=tongue)
