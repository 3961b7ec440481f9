"""HTML to text: a walker of ours over the events of the page, block by block.

What a reader sees is the text. The numbers and bullets that a browser puts before the items of a list are labels in it,
as those of a word processor are, unless the item spells one out; the quotation marks of `<q>` are not. Runs of white
space become one space, except in preformatted text; no-break spaces inside a block stay. One `<br>` is a line break
inside a block, two (or one before an indent of no-break spaces) end a paragraph. A raised reference to a note is put in
brackets, "[1]", because "Council1" would read as a word.

`<ins>` and `<del>` are tracked changes: one side is read, as asked. What is struck through otherwise stays, and is
reported; glosses over the words (`<ruby>`) are left out and reported.

Navigation, page heads and feet and other furniture are left out (`diple.readers.html.furniture`) and reported in a
`dropped_furniture` notice; hidden text in `dropped_hidden`. Coverage counts the characters that are not white space.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from diple.model import Coverage, Document, Notice, Span
from diple.readers.document.blocks import BlockWriter, Context, Item, label_span, paragraphs
from diple.readers.document.messages import counted
from diple.readers.document.note_marks import MARK, MOST_MARK, follows_word
from diple.readers.document.revisions import Revisions, Tracked, settled
from diple.readers.html.events import Element, Page, html_facts, is_hidden, is_struck, parse_page, refuse_frames
from diple.readers.html.furniture import FurnitureJudge, Strictness, is_note, is_note_reference, opens_text
from diple.readers.html.lists import Numbering
from diple.readers.html.short_lines import excerpt
from diple.readers.html.signatures import cells_of_signatures

_SPACES = re.compile(r"[ \t\n\r\f]+")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?![a-zA-Z])")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_HEADING = re.compile(r"h[1-6]")
_LISTS = ("ul", "ol", "menu", "dir")
_ELSEWHERE = re.compile(r"\s*(?!about:|javascript:|data:)\S", re.I)
_MOST_EXCERPTS = 12


@dataclass(slots=True)
class Walk:
    """One walk over a page: the text kept, and what was left out."""

    page: Page
    judge: FurnitureJudge
    writer: BlockWriter = field(default_factory=BlockWriter)
    furniture: list[Element] = field(default_factory=list)
    hidden: list[Element] = field(default_factory=list)
    gone: str | None = "del"
    changes: Counter[str] = field(default_factory=Counter)
    changed_away: int = 0
    struck: list[Element] = field(default_factory=list)
    glosses: list[Element] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    brackets: int = 0
    generated: int = 0
    title: str | None = None
    _lists: list[Numbering] = field(default_factory=list)
    _inline: list[str] = field(default_factory=list)
    _links: list[Element] = field(default_factory=list)
    _context: Context = field(default_factory=Context)

    def run(self) -> None:
        """Walks every event once; elements left out are skipped whole."""
        self._walk(0, len(self.page.events))
        self._flush()

    def _walk(self, position: int, end: int) -> None:
        facts = html_facts()
        keys = ("block_tags", "code_tags", "hidden_tags", "gloss_tags")
        block_tags, code, hidden, glosses = (frozenset(facts[key]) for key in keys)
        events = self.page.events
        open_elements: list[tuple[Element, Context | None, int]] = []
        while position < end:
            event = events[position]
            if isinstance(event, str):
                self._inline.append(event if self._context.preformatted else _SPACES.sub(" ", event))
            elif event is None:
                self._close(*open_elements.pop())
            elif event.tag in code or event.tag in hidden or is_hidden(event):
                self._hide(event, event.tag in code)
                position = event.end
            elif event.tag in glosses:
                self.glosses.append(event)
                position = event.end
            elif event.tag == self.gone and event.characters:
                self._change_away(event, block_tags)
                position = event.end
            elif self.judge.is_furniture(event, self._text_begun):
                self._leave_out(event, event.tag in block_tags)
                position = event.end
            elif (event.tag == "table" or "style" in event.attributes) and self._read_signatures(event):
                position = event.end
            elif event.tag in block_tags:
                self._flush()
                open_elements.append((event, self._context, 0))
                self._enter(event)
            else:
                open_elements.append((event, None, len(self._inline)))
                if event.tag == "br":
                    self._inline.append("\n")
                elif event.links and event.tag == "a" and not is_note_reference(event):
                    self._links.append(event)
                elif event.characters:
                    self._note_change(event)
            position += 1

    def _read_signatures(self, element: Element) -> bool:
        """Reads a table or grid of signatures, party after party; whether it is one."""
        cells = cells_of_signatures(self.page.events, element)
        if cells:
            self._flush()
        for cell in cells:
            self._walk(cell.begin, cell.end + 1)
        return bool(cells)

    @property
    def _text_begun(self) -> bool:
        return bool(self.writer.blocks) or any(map(str.strip, self._inline[:8]))

    def _hide(self, element: Element, is_code: bool) -> None:
        """Notes an element that a browser does not show as text, and a frame, whose text is elsewhere."""
        if element.characters and not is_code:
            self.hidden.append(element)
        if element.tag == "iframe" and not is_hidden(element) and _ELSEWHERE.match(element.get("src")):
            self.frames.append(element.get("src").strip())

    def _change_away(self, element: Element, block_tags: frozenset[str]) -> None:
        """Passes over what is not on the side of the changes that is read."""
        self.changes[element.tag] += 1
        self.changed_away += element.characters
        inside = self.page.events[element.begin + 1 : element.end]
        if any(isinstance(event, Element) and event.tag in block_tags for event in inside):
            self._flush()

    def _note_change(self, element: Element) -> None:
        """Counts an inserted or deleted passage that is read, and one that is struck through."""
        if element.tag in ("ins", "del") and self.gone:
            self.changes[element.tag] += 1
        elif is_struck(element) and (not self.struck or self.struck[-1].end < element.begin):
            self.struck.append(element)

    def _leave_out(self, element: Element, is_block: bool) -> None:
        self.furniture.append(element)
        if is_block:
            self._flush()

    def _enter(self, element: Element) -> None:
        """Takes on the context of a block element."""
        tag, context = element.tag, self._context
        if _HEADING.fullmatch(tag):
            context = context._replace(heading=int(tag[1]))
        elif tag in _LISTS:
            context = context._replace(depth=context.depth + 1)
            self._lists.append(Numbering.of(element, len(self._lists)))
        elif tag == "li":
            label = self._lists[-1].label(element) if self._lists else ""
            context = context._replace(item=Item(label=label, outer=context.item))
        elif tag == "blockquote":
            context = context._replace(quote=True)
        elif tag == "table":
            context = context._replace(data_table=element.is_data_table, item=None, row=None)
        elif tag == "tr":
            context = context._replace(row=element)
        elif tag in ("td", "th"):
            context = context._replace(cell=True, item=None)
        elif tag in html_facts()["preformatted_tags"]:
            context = context._replace(preformatted=True)
        elif tag in ("main", "article"):
            self.judge.in_main += 1
        if is_note(element):
            context = context._replace(note=True)
        self.judge.in_text += opens_text(element)
        self._context = context

    def _close(self, element: Element, outer: Context | None, inline_start: int) -> None:
        """Ends an element: a block is written out, a raised reference to a note gets its brackets."""
        if outer is not None:
            self._flush()
            self._context = outer
            self.judge.in_text -= opens_text(element)
            if element.tag in ("main", "article"):
                self.judge.in_main -= 1
            elif element.tag in _LISTS:
                self._lists.pop()
        elif element.tag == "sup" or (element.tag == "a" and is_note_reference(element)):
            self._bracket(element, inline_start)

    def _bracket(self, element: Element, inline_start: int) -> None:
        if element.characters > MOST_MARK:
            return
        inner = "".join(self._inline[inline_start:])
        if not MARK.fullmatch(inner.strip()):
            return
        before = "".join(self._inline[max(0, inline_start - 4) : inline_start])
        linked = element.links > 0 or is_note_reference(element)
        if linked or follows_word(inner.strip(), before):
            self._inline[inline_start:] = [f"[{inner.strip()}]"]
            self.brackets += 1

    def _is_bar(self, gathered: str, links: list[Element]) -> bool:
        """Leaves out a run of links in no element of its own, as are at the head and foot of old pages."""
        if self.judge.strictness or self.judge.in_main or len(links) < 3:
            return False
        characters, linked = (sum(map(len, gathered.split())), sum(link.characters for link in links))
        if characters - linked > 2 * len(links) or linked > 60 * len(links):
            return False
        run = Element("#run", {}, links[0].begin, links[-1].end, characters, linked, len(links))
        if self.judge.is_introduced(run):
            return False
        self.furniture.append(run)
        return True

    def _flush(self) -> None:
        """Writes what has gathered since the last block began or ended."""
        if not self._inline:
            return
        gathered = "".join(self._inline)
        self._inline.clear()
        links, self._links = self._links, []
        if not gathered or gathered.isspace() or self._is_bar(gathered, links):
            return
        first = len(self.writer.blocks)
        for paragraph in paragraphs(gathered):
            self._write(paragraph)
        if self._context.heading == 1 and self.title is None and len(self.writer.blocks) > first:
            self.title = " ".join(gathered.split())

    def _write(self, paragraph: str) -> None:
        """Writes a paragraph, with the label of the item that it begins unless it spells one out."""
        label = self._context.item.take_labels() if self._context.item else ""
        if not label or label_span(paragraph):
            self.writer.write_lines(paragraph, self._context)
            return
        if self._context.note and label[-1] == ".":
            label = f"[{label[:-1]}]"
        self.writer.write(f"{label} {paragraph}", self._context, Span(0, len(label)))
        self.generated += sum(map(len, label.split()))


def read_html(
    source: str, *, keep_all: bool = False, revisions: Revisions = "accept", name: str | None = None
) -> Document:
    """The document that an HTML page or fragment shows. It has no blocks where the page shows no text.

    With `keep_all`, as for a fragment inside another text, nothing is taken for furniture, nor for a tracked change.
    Of tracked changes (`<ins>`, `<del>`) `revisions` says which side is read; `name` is for messages.
    Raises ReadError: FRAMES for a page whose text is in frames, TRACKED_CHANGES.

    `language` is what the page declares (which pages often get wrong), `title` its first main heading or else its
    `<title>`, `date` an ISO date from its metadata or its first `<time>`.
    """
    page = parse_page(source)
    refuse_frames(page, name)
    gone = None if keep_all else "ins" if revisions == "reject" else "del"
    walk = _walk(page, Strictness.KEEP_ALL if keep_all else Strictness.NAMES, gone)
    told = settled(Tracked(walk.changes["ins"], walk.changes["del"]), revisions, name)
    text = walk.writer.text
    kept = sum(map(len, text.split())) - 2 * walk.brackets - walk.generated
    return Document(
        text,
        tuple(walk.writer.blocks),
        format="html",
        language=_language(page),
        title=walk.title or page.title,
        date=_date(page),
        coverage=Coverage(kept, max(kept, page.root.characters - walk.changed_away)),
        warnings=(*told, *_notices(walk)),
    )


def _walk(page: Page, strictest: Strictness, gone: str | None) -> Walk:
    """The walk whose result to trust: where more plain text would be left out than kept, less is left out."""
    for strictness in list(Strictness)[strictest:]:
        walk = Walk(page, FurnitureJudge(page, strictness), gone=gone)
        walk.run()
        weighed = [element for element in walk.furniture if not walk.judge.is_sure(element)]
        dropped = sum(element.characters - element.linked for element in weighed)
        kept = page.root.characters - sum(element.characters for element in walk.furniture)
        if walk.writer.blocks and dropped <= kept:
            break
    return walk


def _notices(walk: Walk) -> Iterator[Notice]:
    page = walk.page
    if page.recovered:
        yield Notice(
            "truncated_by_parser",
            f"The page is broken: {counted(page.recovered, 'character')} that the parser left out"
            f" {'was' if page.recovered == 1 else 'were'} read by tags alone.",
            {"characters": page.recovered},
        )
    if page.cut:
        yield Notice(
            "cut_page", "The page ends before its end: it is cut off. What it has was read; more may be missing.", {}
        )
    for code, name, elements in (
        ("dropped_furniture", "navigation and other page furniture", walk.furniture),
        ("dropped_hidden", "text that a browser does not show", walk.hidden),
        ("dropped_glosses", "glosses over the words (ruby)", walk.glosses),
    ):
        if data := _data(page, elements):
            were = "was" if data["characters"] == 1 else "were"
            yield Notice(code, f"{counted(int(str(data['characters'])), 'character')} of {name} {were} left out.", data)
    if data := _data(page, walk.struck):
        many, one = counted(int(str(data["characters"])), "character"), data["characters"] == 1
        told = f"{many} that {'is' if one else 'are'} struck through, not as a tracked change, "
        yield Notice("struck_text", f"{told}{'was' if one else 'were'} kept.", data)
    if walk.frames:
        which = "A frame was" if len(walk.frames) == 1 else f"{len(walk.frames)} frames were"
        listed = ", ".join(map(repr, walk.frames[:_MOST_EXCERPTS]))
        yield Notice(
            "dropped_frames",
            f"{which} not read, for the text is in another file: {listed}. To read one, save it and give it alone.",
            {"count": len(walk.frames), "sources": walk.frames[:_MOST_EXCERPTS]},
        )
    if walk.brackets:
        yield Notice(
            "bracketed_references",
            f"{walk.brackets} raised references to notes were put in brackets."
            if walk.brackets > 1
            else "A raised reference to a note was put in brackets.",
            {"references": walk.brackets},
        )


def _data(page: Page, elements: list[Element]) -> dict[str, object]:
    """How much some elements hold, and how each begins; nothing where there are none."""
    if not elements:
        return {}
    characters = sum(element.characters for element in elements)
    excerpts = [excerpt(page.events, element) for element in elements[:_MOST_EXCERPTS]]
    return {"characters": characters, "places": len(elements), "excerpts": excerpts}


def _language(page: Page) -> str | None:
    """The primary language tag that the page, or else its main part, declares."""
    for element in page.heads:
        declared = element.get("lang") or element.get("xml:lang")
        if element.tag == "meta" and element.get("http-equiv").lower() == "content-language":
            declared = element.get("content")
        if found := _LANGUAGE.match(declared.strip()):
            return found.group().lower()
    return None


def _date(page: Page) -> str | None:
    """The ISO date in the page's metadata, else in its first `<time>`."""
    stated: dict[str, str] = {}
    times: list[str] = []
    for element in page.heads:
        if element.tag == "meta":
            name = element.get("name") or element.get("property") or element.get("itemprop")
            stated.setdefault(name.lower(), element.get("content").strip())
        elif element.tag == "time":
            times.append(element.get("datetime").strip())
    for value in (*(stated.get(name, "") for name in html_facts()["date_names"]), *times[:1]):
        if found := _DATE.match(value):
            return found.group()
    return None
