"""ODT to text: a walker of ours over OpenDocument's `content.xml`.

What is put into the text, left out and told is as for DOCX: `diple.readers.docx`. The text as it stands is the final
one; the original is had by leaving out what was inserted and putting back what was deleted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from diple.errors import ReadError
from diple.model import Document, Notice
from diple.readers.blocks import Context, Item
from diple.readers.docx_styles import child, local
from diple.readers.naming import subject
from diple.readers.numbering import Counter
from diple.readers.odt_styles import Styles, count, value
from diple.readers.package import Package, damaged, open_package
from diple.readers.revisions import Revisions, Tracked, settled
from diple.readers.story import UNTOLD, Spacing, Story, left_out

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
        "ruby-text",
        "annotation",
        "annotation-end",
        "desc",
        "title",
    }
)


def read(content: bytes, name: str | None, *, revisions: Revisions = "accept") -> Document:
    """The document that an ODT file shows: its final text, or with `revisions` "reject" the one before the changes.

    Raises ReadError: TRACKED_CHANGES where `revisions` is "refuse" and there are some, EMPTY_INPUT, and the codes of
    `diple.readers.package`.
    """
    package = open_package(content, name)
    _refuse_encrypted(package)
    root = package.xml("content.xml")
    set_by = package.xml("styles.xml") if "styles.xml" in package else None
    body = child(child(root, "body"), "text")
    if body is None:
        raise damaged(name, "it has no text body")
    regions = dict(_regions(body))
    told = settled(_tracked(regions), revisions, name)
    walk = Walk(Styles.of(root, set_by), regions if revisions == "reject" else {})
    walk.run(body)
    walk.story.furniture += _margins(walk.styles, set_by)
    return walk.story.document("odt", name, walk.styles.language, (*told, *walk.story.notices(), *_not_read(body)))


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


def _tracked(regions: dict[str, _Element]) -> Tracked:
    kinds = [local(change) for change in regions.values()]
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
    _notes: list[tuple[str, _Element]] = field(default_factory=list)
    _lists: dict[str, Counter] = field(default_factory=dict)
    _outline: Counter = field(default_factory=Counter)

    def run(self, body: _Element) -> None:
        """The text, then its notes in the order in which they are referred to."""
        self._blocks(body, Context())
        if not self._notes:
            self.story.close()
        self._part(Context())
        for mark, note in self._notes:  # notes may refer to notes: the list grows meanwhile
            self.story.next_label = f"[{mark}]" if mark else ""
            self._blocks(note, Context(note=True))
            self._part(Context(note=True))
            self.story.next_label = ""

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
            elif value(element, "display") == "none":
                self._hide("\n".join(map(_all_text, element)))
            elif kind == "table-cell":
                self._part(context)
                self._blocks(element, context)
                self._part(context)
            else:
                self._blocks(element, context)

    def _paragraph(self, element: _Element, context: Context, numbered: Callable[[], str] | None = None) -> None:
        self._inline(element, context)
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

    def _inline(self, parent: _Element, context: Context) -> None:
        """The words of a paragraph, with what stands among them."""
        self._words(parent.text)
        for element in parent:
            kind = local(element)
            if kind == "s":
                self._say(" " * min(count(element, "c", 1), _MOST_SPACES))
            elif kind in ("tab", "line-break"):
                self._say("\t" if kind == "tab" else "\n")
            elif kind == "note":
                self._refer(element)
            elif kind == "text-box":
                self._boxes.append(element)
            elif kind in ("change", "change-start", "change-end"):
                self._change(element, context)
            elif kind == "hidden-text":
                self._hide(value(element, "string-value"))
            elif kind not in _NO_TEXT:
                self._inline(element, context)
            self._words(element.tail)

    def _words(self, text: str | None) -> None:
        """Characters of the source: a run of white space is one space, and none after another."""
        words = _SPACES.sub(" ", text or "")
        if self._after_space:
            words = words.removeprefix(" ")
        if words and not self._open:
            self.story.say(words)
            self._after_space = words.endswith(" ")

    def _say(self, text: str) -> None:
        if not self._open:
            self.story.say(text)
            self._after_space = text == "\n"

    def _hide(self, text: str) -> None:
        if text.strip() and not self._open:
            self.story.hidden.append(text)

    def _refer(self, note: _Element) -> None:
        if self._open:
            return
        citation, body = child(note, "note-citation"), child(note, "note-body")
        mark = "".join(map(str, citation.itertext())).strip() if citation is not None else ""
        if mark:
            self.story.refer(mark)
            self._after_space = False
        if body is not None:
            self._notes.append((mark, body))

    def _change(self, element: _Element, context: Context) -> None:
        """A place where a tracked change begins, ends or stands, of those to undo."""
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
                self._inline(each, context)
            else:
                self._blocks((each,), context)


def _all_text(element: _Element) -> str:
    return "".join(map(str, element.itertext()))


def _inside(element: _Element | None) -> Iterable[_Element]:
    return () if element is None else element
