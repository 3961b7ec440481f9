"""DOCX to text: a walker of ours over the parts of WordprocessingML.

Of tracked changes one side is read, the final text or the original one, as asked. Numbers that Word counts (lists,
headings, notes) are put into the text as labels, for a reader of the page reads them; a reference to a note is in
brackets, "[1]", and the notes follow the text as blocks. Cells of tables come in reading order, as paragraphs.
Page headers and footers, hidden text, comments, pictures and glosses are left out and reported. Words that are struck
through stay and are reported: on a draft that may be somebody's way to delete them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diple.errors import ReadError
from diple.model import Document, Notice
from diple.readers.document.blocks import Context, Item
from diple.readers.document.messages import left_out, subject
from diple.readers.document.numbering import numeral
from diple.readers.document.revisions import Revisions, Tracked, elsewhere, settled
from diple.readers.document.symbols import sign_of
from diple.readers.package import Package, damaged, open_package
from diple.readers.word.docx_styles import Lists, Styles
from diple.readers.word.elements import attribute, cells_of_signatures, child, local
from diple.readers.word.story import PLAIN, Look, Story

if TYPE_CHECKING:
    from lxml.etree import _Element

_MACROS = "macroEnabled"
_INSERTED = frozenset({"ins", "moveTo", "cellIns"})
_DELETED = frozenset({"del", "moveFrom", "cellDel"})
_CHANGES = _INSERTED | _DELETED
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_NO_TEXT = frozenset(
    {
        "pPr",
        "rPr",
        "sectPr",
        "tblPr",
        "tblPrEx",
        "tblGrid",
        "trPr",
        "tcPr",
        "sdtPr",
        "sdtEndPr",
        "fldData",
        "instrText",
        "delInstrText",
        "footnoteRef",
        "endnoteRef",
        "commentReference",
        "annotationRef",
    }
)
_OFF = frozenset({"0", "false", "off"})
_DRAWN = frozenset({"drawing", "pict", "object"})
_NOTES = {"footnoteReference": ("footnotes", "decimal"), "endnoteReference": ("endnotes", "lowerRoman")}


def read(content: bytes, name: str | None, *, revisions: Revisions = "accept") -> Document:
    """The document that a DOCX file shows: its final text, or with `revisions` "reject" the one before the changes.

    Raises ReadError: TRACKED_CHANGES where `revisions` is "refuse" and there are some, EMPTY_INPUT, and the codes of
    `diple.readers.package`.
    """
    package = open_package(content, name)
    parts = _Parts.of(package)
    body = child(parts.main, "body")
    if body is None:
        raise damaged(name, "it has no text body")
    tracked = _tracked(parts.main, *parts.notes.values())
    told = (*settled(tracked, revisions, name), *elsewhere(_tracked(*parts.margins), "page headers and footers"))
    walk = Walk(parts, _INSERTED if revisions == "reject" else _DELETED)
    walk.run(body)
    return walk.story.document("docx", name, parts.styles.language, (*told, *walk.story.notices(), *_not_read(parts)))


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of the document that hold text, and what says how it is set."""

    main: _Element
    styles: Styles
    lists: Lists
    notes: dict[str, _Element] = field(default_factory=dict)
    margins: tuple[_Element, ...] = ()

    @staticmethod
    def of(package: Package) -> _Parts:
        main = next((path for kind, path in _targets(package, "") if kind == "officeDocument"), "word/document.xml")
        _refuse_macros(package, main)
        found: dict[str, list[str]] = {}
        for kind, path in _targets(package, main):
            if path in package:
                found.setdefault(kind, []).append(path)

        def root(kind: str) -> _Element | None:
            return package.xml(found[kind][0]) if kind in found else None

        styles = Styles.of(root("styles"))
        notes = {kind: part for kind in ("footnotes", "endnotes") if (part := root(kind)) is not None}
        margins = tuple(package.xml(path) for kind in ("header", "footer") for path in sorted(found.get(kind, ())))
        return _Parts(package.xml(main), styles, Lists.of(root("numbering"), styles), notes, margins)


def _targets(package: Package, source: str) -> Iterator[tuple[str, str]]:
    """The kinds and paths of the parts that a part points to, those inside the archive."""
    folder, slash, file = source.rpartition("/")
    relations = f"{folder}{slash}_rels/{file}.rels"
    if relations not in package:
        return
    for relation in package.xml(relations):
        target = relation.get("Target", "")
        if local(relation) == "Relationship" and relation.get("TargetMode") != "External":
            path = target[1:] if target.startswith("/") else f"{folder}{slash}{target}"
            yield relation.get("Type", "").rpartition("/")[2], path


def _refuse_macros(package: Package, main: str) -> None:
    """Raises ReadError, MACROS, for a document that says it may hold some, whatever the name of its file."""
    for declared in package.xml("[Content_Types].xml"):
        if declared.get("PartName") == f"/{main}" and _MACROS in declared.get("ContentType", ""):
            raise ReadError(
                "MACROS",
                f"{subject(package.name)} is a document with macros.",
                "Save it as a document without macros (.docx).",
                name=package.name,
            )


def _tracked(*roots: _Element) -> Tracked:
    counted = dict.fromkeys(("ins", "del", "moveFrom", "moveTo"), 0)
    for root in roots:
        for element in root.iter("{*}ins", "{*}del", "{*}moveFrom", "{*}moveTo"):
            counted[local(element)] += 1
        counted["ins"] += sum(1 for _ in root.iter("{*}cellIns"))
        counted["del"] += sum(1 for _ in root.iter("{*}cellDel"))
    return Tracked(counted["ins"], counted["del"], max(counted["moveFrom"], counted["moveTo"]))


def _not_read(parts: _Parts) -> Iterator[Notice]:
    comments = sum(1 for _ in parts.main.iter("{*}commentReference"))
    yield from left_out("dropped_comments", comments, "A comment", "comments")
    chunks = sum(1 for _ in parts.main.iter("{*}altChunk"))
    yield from left_out("dropped_parts", chunks, "A part in another format", "parts in another format")


@dataclass(slots=True)
class Walk:
    """One walk over the document, reading one side of its tracked changes; `gone` names the other side."""

    parts: _Parts
    gone: frozenset[str]
    story: Story = field(default_factory=Story)
    _boxes: list[_Element] = field(default_factory=list)
    _referred: list[tuple[str, str]] = field(default_factory=list)
    _marks: dict[tuple[str, str], str] = field(default_factory=dict)
    _by_hand: set[tuple[str, str]] = field(default_factory=set)
    _numbered: dict[str, int] = field(default_factory=dict)

    def run(self, body: _Element) -> None:
        """The text, then its notes in the order in which they are referred to."""
        self._blocks(body, Context())
        if self._referred:
            self.story.part(Context())
        else:
            self.story.close()
        notes = {(place, attribute(note, "id")): note for place, part in self.parts.notes.items() for note in part}
        for key in self._referred:  # notes may refer to notes: the list grows meanwhile
            if key in notes:
                self._note(notes[key], key)
        for margin in self.parts.margins:
            aside = Walk(self.parts, self.gone)
            aside._blocks(margin, Context())
            self.story.left.furniture += filter(None, (aside.story.writer.text, *aside.story.left.furniture))

    def _blocks(self, parent: _Element, context: Context) -> None:
        """The paragraphs inside `parent`, however deep in tables and controls."""
        for element in _children(parent):
            kind = local(element)
            if kind == "p":
                self._paragraph(element, context)
            elif kind in self.gone or kind in _NO_TEXT or self._is_gone_row(element, kind):
                continue
            elif kind == "sdt" and _is_prompt(element):
                self.story.left.placeholders.append(_text_of(element))
            elif kind == "tc":
                self._cell(element, context)
            elif kind == "tbl" and (cells := cells_of_signatures(element, "tr", "tc", _lines_of, _NO_TEXT)):
                for cell in cells:
                    self._cell(cell, context)
            else:
                self._blocks(element, context)

    def _cell(self, element: _Element, context: Context) -> None:
        self.story.part(context)
        self._blocks(element, context)
        self.story.part(context)

    def _is_gone_row(self, element: _Element, kind: str) -> bool:
        """Whether a row or cell belongs to the other side of the changes."""
        properties = child(element, f"{kind}Pr") if kind in ("tr", "tc") else None
        return properties is not None and any(local(each) in self.gone for each in properties)

    def _paragraph(self, element: _Element, context: Context) -> None:
        self._inline(element)
        properties = child(element, "pPr")
        marks = child(properties, "rPr")
        if marks is not None and any(local(each) in self.gone for each in marks):
            return  # its end belongs to the other side: it runs on into the next paragraph
        before = child(child(properties, "pPrChange"), "pPr")
        if before is not None and "ins" in self.gone:
            properties = before
        if "ins" in self.gone:
            properties = _numbered_before(properties)
        context, label = self._setting(properties, context)
        self.story.in_contents = self.parts.styles.of_paragraph(properties).of_contents
        self.story.end(context, label, self.parts.styles.spacing(properties))
        while self._boxes:
            self.story.part(context)
            self._blocks(self._boxes.pop(0), Context())
            self.story.part(context)

    def _setting(self, properties: _Element | None, context: Context) -> tuple[Context, str]:
        """What kind of block a paragraph is by its properties, and the number that Word puts before it."""
        if context.note:
            return context, ""
        style = self.parts.styles.of_paragraph(properties)
        label, depth = self.parts.lists.next_label(properties, style)
        if style.heading:
            return context._replace(heading=style.heading), label
        if label:
            return context._replace(item=Item(), depth=depth + 1), label
        return context._replace(quote=style.quote), ""

    def _inline(self, parent: _Element, look: Look = PLAIN) -> None:
        """The words of a paragraph or run."""
        for element in _children(parent):
            kind = local(element)
            if kind in ("t", "delText", "sym") or kind in _CHARACTERS:
                self.story.say(*_said(element, look))
            elif kind in _NOTES:
                if self._refer(element, *_NOTES[kind]):
                    return  # the rest of the run is the mark
            elif kind == "txbxContent":
                self._boxes.append(element)
            elif kind == "rt":
                self.story.left.glosses.append(_text_of(element))
            elif kind in _NO_TEXT or kind in self.gone:
                continue
            elif kind == "sdt" and _is_prompt(element):
                self.story.left.placeholders.append(_text_of(element))
            elif kind == "r":
                self._run(element, self.parts.styles.look(element))
            else:
                self._count(element, kind)
                self._inline(element, look)

    def _run(self, run: _Element, look: Look) -> None:
        """The words of a run; of a hidden one, nothing but its words."""
        if look.hidden:
            self.story.say(_text_of(run), look)
        else:
            self._inline(run, look)

    def _count(self, element: _Element, kind: str) -> None:
        """Counts what is seen and is no text, or is more than its letters; a watermark is reported as furniture."""
        if kind in _DRAWN and (sort := _sort(element)):
            named = next((each for each in element.iter("{*}docPr", "{*}shape")), None)
            self.story.left.draw(sort, "" if named is None else named.get("descr") or named.get("alt") or "")
        elif kind == "oMath":
            self.story.left.flattened += 1
        elif kind == "textpath":
            self.story.left.furniture.append(element.get("string") or "")

    def _refer(self, element: _Element, place: str, form: str) -> bool:
        """Refers to a note; true where the words after the reference are its mark, set by hand."""
        key = place, attribute(element, "id")
        own = attribute(element, "customMarkFollows") in ("1", "true", "on")
        by_hand = "".join(_said(each, PLAIN)[0] for each in element.itersiblings()).strip() if own else ""
        if key not in self._marks:
            self._numbered[place] = self._numbered.get(place, 0) + (not own)
            self._marks[key] = by_hand if own else numeral(form, self._numbered[place])
            self._referred.append(key)
            self._by_hand |= {key} if own else set()
        if mark := by_hand or self._marks[key]:
            self.story.refer(mark, own=bool(by_hand))
        return bool(by_hand)

    def _note(self, note: _Element, key: tuple[str, str]) -> None:
        """One note as blocks, the first with the mark as its label."""
        mark = self._marks[key]
        self.story.next_label = f"[{mark}]" if mark else ""
        self.story.own_mark = mark if key in self._by_hand else ""
        self._blocks(note, Context(note=True))
        self.story.part(Context(note=True))
        self.story.next_label = self.story.own_mark = ""


def _is_prompt(control: _Element) -> bool:
    """Whether a content control shows what is to be written there, and nobody wrote it yet."""
    shown = child(child(control, "sdtPr"), "showingPlcHdr")
    return shown is not None and attribute(shown, "val") not in _OFF


def _numbered_before(properties: _Element | None) -> _Element | None:
    """The properties of a paragraph without a number that was inserted as a tracked change."""
    numbers = child(properties, "numPr")
    if properties is None or numbers is None or child(numbers, "ins") is None:
        return properties
    before = deepcopy(properties)
    before.remove(next(each for each in before if local(each) == "numPr"))
    return before


def _sort(element: _Element) -> str:
    """What a drawing or an object is; empty for a box of text, which is read, and for a rule across the page."""
    inside = {local(each): each for each in element.iter() if each is not element}
    kind = inside["graphicData"].get("uri", "").rpartition("/")[2] if "graphicData" in inside else ""
    if local(element) == "object" or "OLEObject" in inside:
        return "objects"
    for name, sort in (("chart", "charts"), ("relIds", "diagrams"), ("pic", "pictures"), ("imagedata", "pictures")):
        if name in inside or (kind and name in (kind, kind[:3])):
            return sort
    rule = any(str(key).endswith("}hr") for each in inside.values() for key in each.attrib)
    if rule or "txbxContent" in inside or "textpath" in inside:
        return ""
    return "drawings" if inside else "pictures"


def _children(parent: _Element) -> Iterable[_Element]:
    """The elements inside; of contents given in several ways, the first."""
    if local(parent) != "AlternateContent":
        return parent
    choices = [each for each in parent if local(each) in ("Choice", "Fallback")]
    return choices[:1]


def _words(element: _Element) -> str:
    """The characters of a text element; white space at its ends counts only where it says so."""
    text = element.text or ""
    if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
        text = text.strip(" \t\r\n")
    return text.translate({9: " ", 10: " ", 13: " "})


def _said(element: _Element, look: Look) -> tuple[str, Look]:
    """The characters that an element of a run means, and their look."""
    kind = local(element)
    if kind in ("t", "delText"):
        return _words(element), look
    if kind == "sym":
        font = attribute(element, "font")
        return sign_of(attribute(element, "char"), font), look._replace(font=font)
    return _CHARACTERS.get(kind, ""), look


def _lines_of(cell: _Element) -> str:
    """The words of a cell, a line for each paragraph."""
    return "\n".join(map(_text_of, cell.iter("{*}p")))


def _text_of(element: _Element) -> str:
    return "".join(map(_words, element.iter("{*}t")))
