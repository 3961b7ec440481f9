"""Markdown to text: CommonMark with tables, struck text and footnotes, read by markdown-it-py.

The text is what a reader of the rendered page reads: words without asterisks, links without their addresses. An
analyst quotes it so, and a word put in bold is not a changed word. Numbers and bullets of lists stay, as labels,
because Markdown spells them out. All else that is left out (addresses, image descriptions, tags, front matter) is
counted in the coverage and reported in a notice; marks of emphasis, headings and quotations are no characters of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from diple.model import Coverage, Document, Notice, Span
from diple.readers.document.blocks import BlockWriter, Context, Item, paragraphs
from diple.readers.document.messages import refuse_many_blocks
from diple.readers.html.events import with_stand_ins
from diple.readers.plain.reader import read_plain

if TYPE_CHECKING:
    from markdown_it.token import Token

_MAX_NESTING = 40  # of quotations, or of lists, each of which takes two
_MAX_UNMATCHED = 5000  # brackets; the parser looks for the end of each anew
_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n([\w-]+:.*\n(?:[\w-]+:.*\n|[ \t#-].*\n|\r?\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
_FIELD = re.compile(r"^(title|date|lang|language):[ \t]*[\"']?(.*?)[\"']?[ \t\r]*$", re.I | re.M)
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_NOTE = re.compile(r"( {0,3}(?:> ?){0,9})\[\^([\w.-]{1,40})\]:[ \t]*")
_NOTE_REFERENCE = re.compile(r"\[\^([\w.-]{1,40})\]")
_MAY_BE_TABLE = re.compile(r"^(?=[^\n]*-)(?=[^\n]*\|)[ \t>|:-]++$", re.M)  # the line below a table's head
_BAR = re.compile(r"(?<!\\)\|")
_LINE_END = re.compile(r"\r\n?|\n")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_TAG = re.compile(r"<[^<>]+>")
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>\Z", re.I)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")


@dataclass(slots=True)
class Walk:
    """The text kept of a Markdown source, and what was left out, by kind."""

    writer: BlockWriter = field(default_factory=BlockWriter)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    warnings: list[Notice] = field(default_factory=list)
    title: str | None = None
    notes: frozenset[str] = frozenset()
    lines: Sequence[str] = ()
    _context: Context = field(default_factory=Context)
    _outer: list[Context] = field(default_factory=list)
    _labels: list[str] = field(default_factory=list)
    _row: Token | None = None
    _columns: int = 0

    def run(self, tokens: Sequence[Token]) -> None:
        """Walks the block tokens once, in order."""
        for token in tokens:
            if token.nesting == 1:
                self._outer.append(self._context)
                self._context = self._entered(token)
            elif token.nesting == -1:
                if token.type == "tr_close":
                    self._write_excess_cells()
                self._context = self._outer.pop()
            elif token.type == "inline":
                self._write("".join(self._inline(token.children or ())))
            elif token.type in ("fence", "code_block"):
                self.leave_out("code languages", token.info.strip())
                self._write(token.content)
            elif token.type == "html_block":
                self._append_html(token.content)

    def _entered(self, token: Token) -> Context:
        context = self._context
        match token.type:
            case "heading_open":
                return context._replace(heading=int(token.tag[1]))
            case "bullet_list_open" | "ordered_list_open":
                return context._replace(depth=context.depth + 1)
            case "list_item_open":
                self._labels.append(token.info + token.markup)
                return context._replace(item=Item())
            case "blockquote_open":
                return context._replace(quote=True)
            case "table_open":
                self._columns = 0
            case "tr_open":
                self._row = token
                return context._replace(row=token)
            case "td_open" | "th_open":
                self._columns += token.type == "th_open"
                return context._replace(cell=True, data_table=True)
        return context

    def _write(self, gathered: str) -> None:
        """Writes the paragraphs of one leaf block, the first with the labels of the items it begins."""
        for text in paragraphs(gathered):
            context, label = self._context, None
            if self._labels:
                prefix = " ".join(self._labels)
                self._labels.clear()
                text, label = f"{prefix} {text}", Span(0, len(prefix))
            elif text.startswith("[") and text[1:].partition("]")[0] in self.notes:
                end = text.index("]") + 1
                context, label = context._replace(note=True), Span(0, end) if end < len(text) else None
            self.writer.write(text, context, label)
        if self._context.heading == 1 and self.title is None:
            self.title = " ".join(gathered.split()) or None

    def _write_excess_cells(self) -> None:
        """Writes the cells that a row has beyond the table's head; the parser, as the format says, drops them."""
        if self._row is None or self._row.map is None:
            return
        line = self.lines[self._row.map[0]].lstrip("> \t").rstrip()
        cells = _BAR.split(line.removeprefix("|").removesuffix("|"))
        self._context = self._context._replace(cell=True, data_table=True)
        for cell in cells[self._columns :]:
            self._write(cell)

    def _inline(self, tokens: Sequence[Token]) -> Iterator[str]:
        """The pieces of text in a run of inline tokens."""
        after_break = False
        for token in tokens:
            if after_break and token.type == "softbreak":
                continue
            after_break = token.type == "html_inline" and bool(_LINE_BREAK_TAG.match(token.content))
            match token.type:
                case "text":
                    yield _NOTE_REFERENCE.sub(r"[\1]", token.content) if "[^" in token.content else token.content
                case "code_inline" | "text_special":
                    yield token.content
                case "softbreak" | "hardbreak":
                    yield "\n"
                case "html_inline" if after_break:
                    yield "\n"
                case "html_inline":
                    self.leave_out("tags", token.content)
                case "image":
                    self.leave_out("images", f"{token.content} {token.attrs.get('src', '')}".strip())
                case "link_open" if token.markup != "autolink":
                    self.leave_out("addresses", str(token.attrs.get("href", "")))
                    self.leave_out("titles", str(token.attrs.get("title", "")))

    def _append_html(self, fragment: str) -> None:
        from diple.readers.html.reader import read_html

        for comment in _COMMENT.findall(fragment):
            self.leave_out("comments", comment)
        fragment = _COMMENT.sub("", fragment)
        for tag in _TAG.findall(fragment):
            self.leave_out("tags", tag)
        document = read_html(fragment, keep_all=True)
        if document.blocks:
            self.writer.append(document)
        self.warnings += document.warnings

    def leave_out(self, kind: str, text: str) -> None:
        """Notes a part of the source that is not text, unless it is empty."""
        if text:
            self.left_out.setdefault(kind, []).append(text)


def read_markdown(source: str, name: str | None = None) -> Document:
    """The document that a Markdown text renders to. It has no blocks where nothing but marks is in it.

    A text nested deeper than the parser goes (40 quotations or 20 lists in one another), or strewn with thousands
    of brackets that are never closed, is taken as plain text, with a `markdown_as_text` notice. Raises ReadError,
    TOO_LARGE, where its tables have more cells than are read. `title` and `date`
    come from front matter, else `title` from the first main heading.
    """
    from markdown_it import MarkdownIt

    body, fields, front_matter = _without_front_matter(source)
    body, notes = _with_plain_notes(body)
    body, stand_ins = with_stand_ins(body)
    if body.count("[") - body.count("]") > _MAX_UNMATCHED:
        return _as_plain_text(source, f"more than {_MAX_UNMATCHED:,} brackets are not closed")
    if _MAY_BE_TABLE.search(body):
        refuse_many_blocks(body.count("|"), name)
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable(["table", "strikethrough"])
    definitions: dict[str, Any] = {}
    tokens = parser.parse(body, definitions)
    if any(token.level >= _MAX_NESTING - 1 for token in tokens):
        return _as_plain_text(source, f"quotations or lists are nested more than {_MAX_NESTING} deep")
    walk = Walk(notes=notes, lines=_LINE_END.split(body))
    walk.run(tokens)
    _tell_unused(walk, definitions)
    walk.leave_out("front matter", front_matter)
    text = walk.writer.text.translate(stand_ins) if stand_ins else walk.writer.text
    kept = sum(map(len, text.split()))
    lost = sum(sum(map(len, piece.split())) for pieces in walk.left_out.values() for piece in pieces)
    return Document(
        text,
        tuple(walk.writer.blocks),
        format="markdown",
        language=fields.get("lang") or fields.get("language"),
        title=fields.get("title") or walk.title,
        date=found.group() if (found := _DATE.match(fields.get("date", ""))) else None,
        coverage=Coverage(kept, kept + lost),
        warnings=(*walk.warnings, *_notices(walk.left_out)),
    )


def _without_front_matter(source: str) -> tuple[str, dict[str, str], str]:
    """The text after a YAML head, the fields of the head that we use, and the head."""
    found = _FRONT_MATTER.match(source)
    if found is None:
        return source, {}, ""
    fields = {name.lower(): value for name, value in _FIELD.findall(found.group(1)) if value}
    for name in ("lang", "language"):
        if name in fields:
            fields[name] = fields[name].partition("-")[0].lower()
    return source[found.end() :], fields, found.group()


def _with_plain_notes(body: str) -> tuple[str, frozenset[str]]:
    """`body` with each footnote as a paragraph of its own that begins "[1] ", and the names of the notes.

    CommonMark knows no footnotes: it would take a note of one word for the address of a link and drop it.
    """
    if "[^" not in body:
        return body, frozenset()
    names = set()
    lines = []
    fenced = False
    for line in body.splitlines(keepends=True):
        fenced ^= bool(_FENCE.match(line))
        if not fenced and (found := _NOTE.match(line)):
            quote, name = found.groups()
            names.add(name)
            line = f"{quote.rstrip()}\n{quote}\\[{name}\\] {line[found.end() :]}"
        lines.append(line)
    return "".join(lines), frozenset(names)


def _tell_unused(walk: Walk, definitions: dict[str, Any]) -> None:
    """Reports the link definitions that no link uses, for they are in the source and not in the text."""
    used = set(walk.left_out.get("addresses", ()))
    named = sorted(definitions.get("references", {}).items())
    again = [(reference["label"], reference) for reference in definitions.get("duplicate_refs", ())]
    for name, reference in named + again:
        if reference["href"] not in used:
            walk.leave_out("definitions", f"{name}: {reference['href']} {reference['title']}".strip())


def _as_plain_text(source: str, reason: str) -> Document:
    notice = Notice("markdown_as_text", f"The Markdown source was taken as plain text: {reason}.", {"reason": reason})
    return read_plain(source, notice)


def _notices(left_out: dict[str, list[str]]) -> Iterator[Notice]:
    if not left_out:
        return
    listed = ", ".join(f"{kind} ({len(pieces)})" for kind, pieces in sorted(left_out.items()))
    yield Notice(
        "dropped_markup",
        f"Parts of the Markdown source that are not its text were left out: {listed}.",
        {kind: pieces[:12] for kind, pieces in sorted(left_out.items())},
    )
