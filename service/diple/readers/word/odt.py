"""ODT to text: a walker of ours over OpenDocument's `content.xml`.

What is put into the text, left out and reported is as for DOCX: `diple.readers.word.docx`. The text as it is is the
final one; the original is had by leaving out what was inserted and putting back what was deleted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from diple.errors import ReadError
from diple.model import Document, Notice
from diple.readers.document.blocks import Context, Item
from diple.readers.document.messages import left_out, subject
from diple.readers.document.numbering import Counter
from diple.readers.document.revisions import Revisions, Tracked, elsewhere, settled
from diple.readers.package import ZIP_SIGN, Package, damaged, open_package, parsed
from diple.readers.word.elements import cells_of_signatures, child, local
from diple.readers.word.odt_styles import Styles, count, value
from diple.readers.word.story import PLAIN, UNTOLD, Look, Spacing, Story

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 100
_NO_TEXT = frozenset(
    {
        "tracked-changes",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
        "forms",
        "covered-table-cell",
        "annotation",
        "annotation-end",
        "desc",
        "title",
    }
)


_COLUMNS = frozenset({"table-column", "table-columns"})

_SHAPES = frozenset(
    {"custom-shape", "line", "rect", "ellipse", "circle", "polyline", "path", "polygon", "connector", "measure"}
)


def read(content: bytes, name: str | None, *, revisions: Revisions = "accept") -> Document:
    """The document that an ODT file shows: its final text, or with `revisions` "reject" the one before the changes.

    Raises ReadError: TRACKED_CHANGES where `revisions` is "refuse" and there are some, EMPTY_INPUT, and the codes of
    `diple.readers.package`.
    """
    root, set_by = _roots(content, name)
    body = child(child(root, "body"), "text")
    if body is None:
        raise damaged(name, "it has no text body")
    regions = dict(_regions(body))
    in_margins = _tracked(_changes(child(set_by, "master-styles")))
    told = (*settled(_tracked(regions.values()), revisions, name), *elsewhere(in_margins, "page headers and footers"))
    walk = Walk(Styles.of(root, set_by), regions if revisions == "reject" else {})
    walk.run(body)
    walk.story.left.furniture += _margins(walk.styles, set_by)
    return walk.story.document("odt", name, walk.styles.language, (*told, *walk.story.notices(), *_not_read(body)))


def _roots(content: bytes, name: str | None) -> tuple[_Element, _Element | None]:
    """What holds the text, and what says how it is set: of an archive, or of one flat file (FODT), where it is one."""
    if content.startswith(ZIP_SIGN) or not content.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<"):
        package = open_package(content, name)
        _refuse_encrypted(package)
        return package.xml("content.xml"), package.xml("styles.xml") if "styles.xml" in package else None
    root = parsed(content, "office:document", name)
    if next(root.iter("{*}module"), None) is not None:
        raise ReadError(
            "MACROS", f"{subject(name)} brings macros along.", "Save it as a document without macros.", name=name
        )
    return root, root


def _refuse_encrypted(package: Package) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in package and b"encryption-data" in package.part(manifest):
        raise ReadError(
            "ENCRYPTED",
            f"{subject(package.name)} is protected by a password.",
            "Open it with the password and save it without one.",
            name=package.name,
        )


def _regions(body: _Element) -> Iterator[tuple[str, _Element]]:
    """The tracked changes of wording by their ids: for each its insertion or deletion."""
    for region in _inside(child(body, "tracked-changes")):
        for change in region:
            if local(change) in ("insertion", "deletion"):
                yield value(region, "id"), change


def _changes(root: _Element | None) -> Iterable[_Element]:
    return () if root is None else root.iter("{*}insertion", "{*}deletion")


def _tracked(changes: Iterable[_Element]) -> Tracked:
    kinds = [local(change) for change in changes]
    return Tracked(kinds.count("insertion"), kinds.count("deletion"))


def _margins(styles: Styles, set_by: _Element | None) -> Iterator[str]:
    """The texts of page headers and footers."""
    for page in _inside(child(set_by, "master-styles")):
        for margin in page:
            if local(margin).startswith(("header", "footer")):
                aside = Walk(styles)
                aside.run(margin)
                if aside.story.writer.text:
                    yield aside.story.writer.text


def _not_read(body: _Element) -> Iterator[Notice]:
    comments = sum(1 for _ in body.iter("{*}annotation"))
    yield from left_out("dropped_comments", comments, "A comment", "comments")


@dataclass(slots=True)
class Walk:
    """One walk over the text; `undone` are the tracked changes to undo, by their ids."""

    styles: Styles
    undone: dict[str, _Element] = field(default_factory=dict)
    story: Story = field(default_factory=Story)
    _open: set[str] = field(default_factory=set)
    _after_space: bool = True
    _boxes: list[_Element] = field(default_factory=list)
    _notes: list[tuple[str, _Element, bool]] = field(default_factory=list)
    _lists: dict[str, Counter] = field(default_factory=dict)
    _outline: Counter = field(default_factory=Counter)

    def run(self, body: _Element) -> None:
        """The text, then its notes in the order in which they are referred to."""
        self._blocks(body, Context())
        if not self._notes:
            self.story.close()
        self._part(Context())
        for mark, note, by_hand in self._notes:  # notes may refer to notes: the list grows meanwhile
            self.story.next_label = f"[{mark}]" if mark else ""
            self.story.own_mark = mark if by_hand else ""
            self._blocks(note, Context(note=True))
            self._part(Context(note=True))
            self.story.next_label = self.story.own_mark = ""

    def _blocks(self, parent: Iterable[_Element], context: Context) -> None:
        for element in parent:
            kind = local(element)
            if kind in ("p", "h"):
                self._paragraph(element, context)
            elif kind == "list":
                self._list(element, context, "", None)
            elif kind.startswith("change"):
                self._change(element, context)
                if kind == "change":
                    self._end(context)
            elif kind in _NO_TEXT or kind.endswith("-source"):
                continue
            elif value(element, "display") == "none" or value(element, "visibility") in ("collapse", "filter"):
                self._hide("\n".join(filter(str.strip, map(_all_text, element))))
            elif kind == "frame":
                self._frame(element)
            elif kind == "table-cell":
                self._cell(element, context)
            elif kind == "table" and (
                cells := cells_of_signatures(element, "table-row", "table-cell", _lines_of, _COLUMNS)
            ):
                for cell in cells:
                    self._cell(cell, context)
            else:
                self.story.in_contents |= kind == "index-body"
                self._blocks(element, context)
                self.story.in_contents &= kind != "index-body"

    def _cell(self, element: _Element, context: Context) -> None:
        self._part(context)
        self._blocks(element, context)
        self._part(context)

    def _paragraph(self, element: _Element, context: Context, numbered: Callable[[], str] | None = None) -> None:
        self._inline(element, context, self._look(element))
        if self._open:
            return  # its end was inserted: it runs on into the next paragraph
        label = numbered() if numbered else ""
        heading = self.styles.heading(element)
        if heading and not context.note:
            if not label and local(element) == "h" and value(element, "is-list-header") != "true":
                label = self._outline.label(self.styles.outline, heading - 1) if self.styles.outline else ""
            context = context._replace(heading=heading)
        elif self.styles.is_quote(element):
            context = context._replace(quote=True)
        self._end(context, label, self.styles.spacing(element))
        while self._boxes:
            self._part(context)
            self._blocks(self._boxes.pop(0), Context())
            self._part(context)

    def _end(self, context: Context, label: str = "", spacing: Spacing = UNTOLD) -> None:
        self.story.end(context, label, spacing)
        self._after_space = True

    def _part(self, context: Context) -> None:
        self.story.part(context)
        self._after_space = True

    def _list(self, element: _Element, context: Context, style: str, counter: Counter | None) -> None:
        """A list: its items, each with the number that the list's style gives it."""
        style = value(element, "style-name") or style
        counter = self._counter(element, style) if counter is None else counter
        depth = context.depth
        levels = self.styles.lists.get(style, {})
        for item in element:
            if local(item).startswith("change"):
                self._change(item, context)
                continue
            own = self.styles.lists.get(value(item, "style-override"), levels)
            number: Callable[[], str] | None = None
            if own and local(item) == "list-item":
                number = partial(counter.label, own, depth, count(item, "start-value", 0) or None)
            inside = context._replace(depth=depth + 1, item=Item())
            for each in item:
                kind = local(each)
                if kind == "list":
                    self._list(each, inside, style, counter)
                elif kind not in ("p", "h"):
                    self._blocks((each,), inside)
                else:
                    self._paragraph(each, inside, number)
                    number = None

    def _counter(self, element: _Element, style: str) -> Counter:
        """The numbers that a list goes on from, or new ones."""
        goes_on = value(element, "continue-list")
        if not goes_on and value(element, "continue-numbering") == "true":
            goes_on = f"style {style}"
        counter = self._lists.get(goes_on) or Counter()
        self._lists[f"style {style}"] = counter
        if identity := value(element, "id"):
            self._lists[identity] = counter
        return counter

    def _look(self, paragraph: _Element) -> Look:
        """How the words of a paragraph look: all of them are hidden where a field says so."""
        look = self.styles.look(paragraph, PLAIN)
        hides = any(value(each, "is-hidden") == "true" for each in paragraph.iter("{*}hidden-paragraph"))
        return look._replace(hidden=True) if hides else look

    def _inline(self, parent: _Element, context: Context, look: Look) -> None:
        """The words of a paragraph, with what is among them."""
        self._words(parent.text, look)
        for element in parent:
            kind = local(element)
            if kind == "s":
                self._say(" " * min(count(element, "c", 1), _MOST_SPACES), look)
            elif kind in ("tab", "line-break"):
                self._say("\t" if kind == "tab" else "\n", look)
            elif kind == "note":
                self._refer(element, look)
            elif kind in ("change", "change-start", "change-end"):
                self._change(element, context)
            elif kind == "hidden-text" and value(element, "is-hidden") != "false":
                self._hide(value(element, "string-value") or _all_text(element))
            else:
                self._inside(element, kind, context, look)
            self._words(element.tail, look)

    def _inside(self, element: _Element, kind: str, context: Context, look: Look) -> None:
        """What is among the words and may hold others: frames, glosses, spans, links and fields."""
        if kind == "text-box":
            self._boxes.append(element)
        elif kind == "frame":
            self._frame(element)
        elif kind == "ruby-text":
            if not self._open:
                self.story.left.glosses.append(_all_text(element))
        elif kind == "placeholder" or value(element, "showing-place-holder") == "true":
            if not self._open:
                self.story.left.placeholders.append(_all_text(element))
        elif kind in _SHAPES and not _all_text(element).strip():
            self._draw("drawings", element)
        elif kind not in _NO_TEXT:
            self._inline(element, context, self.styles.look(element, look) if kind in ("span", "a") else look)

    def _frame(self, frame: _Element) -> None:
        """A box of text, or something that is seen and not read."""
        kinds = {local(each): each for each in frame}
        if "text-box" in kinds:
            self._boxes.append(kinds["text-box"])
        elif "object" in kinds or "object-ole" in kinds:
            is_equation = "object" in kinds and next(kinds["object"].iter("{*}math"), None) is not None
            self._draw("equations" if is_equation else "objects", frame)
        else:
            self._draw("pictures", frame)

    def _draw(self, kind: str, element: _Element) -> None:
        if not self._open:
            described = (_all_text(each) for each in element if local(each) in ("desc", "title"))
            self.story.left.draw(kind, next(described, ""))

    def _words(self, text: str | None, look: Look) -> None:
        """Characters of the source: a run of white space is one space, and none after another."""
        words = _SPACES.sub(" ", text or "")
        if look.hidden:
            self._hide(words, look)
            return
        if self._after_space:
            words = words.removeprefix(" ")
        if words and not self._open:
            self.story.say(words, look)
            self._after_space = words.endswith(" ")

    def _say(self, text: str, look: Look) -> None:
        if not self._open:
            self.story.say(text, look)
            self._after_space = self._after_space if look.hidden else text == "\n"

    def _hide(self, text: str, look: Look = PLAIN) -> None:
        if text and not self._open:
            self.story.say(text, look._replace(hidden=True))

    def _refer(self, note: _Element, look: Look) -> None:
        if self._open or look.hidden:
            return
        citation, body = child(note, "note-citation"), child(note, "note-body")
        mark = "".join(map(str, citation.itertext())).strip() if citation is not None else ""
        if mark:
            self.story.refer(mark)
            self._after_space = False
        if body is not None:
            self._notes.append((mark, body, citation is not None and bool(value(citation, "label"))))

    def _change(self, element: _Element, context: Context) -> None:
        """A place where a tracked change begins, ends or is, of those to undo."""
        identity = value(element, "change-id")
        undone = self.undone.get(identity)
        if undone is None:
            return
        if local(element) == "change-start" and local(undone) == "insertion":
            self._open.add(identity)
        elif local(element) == "change-end":
            self._open.discard(identity)
        elif local(element) == "change" and local(undone) == "deletion" and not self._open:
            self._restore([each for each in undone if local(each) != "change-info"], context)

    def _restore(self, deleted: list[_Element], context: Context) -> None:
        """What was deleted, put back: its first paragraph ends the one that is open, its last begins the rest."""
        for at, each in enumerate(deleted):
            if at:
                self._end(context, spacing=self.styles.spacing(deleted[at - 1]))
            if local(each) in ("p", "h"):
                self._inline(each, context, self._look(each))
            else:
                self._blocks((each,), context)


def _lines_of(cell: _Element) -> str:
    """The words of a cell, a line for each paragraph."""
    return "\n".join(_all_text(each) for each in cell.iter("{*}p", "{*}h"))


def _all_text(element: _Element) -> str:
    return "".join(map(str, element.itertext()))


def _inside(element: _Element | None) -> Iterable[_Element]:
    return () if element is None else element
