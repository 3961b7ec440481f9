"""An HTML source as a flat list of events, with each element's measure of text: what the block walker walks.

The parser is lxml's, used without a tree: libxml2 gives up trees deeper than 256 (or 2,048) elements and drops
their text with no more than a line in its error log, but its stream of events has no such depth. The events of a
page are kept in a list, so nothing here or in the walker recurses.
"""

from __future__ import annotations

import html
import re
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from diple.errors import ReadError
from diple.readers.document.messages import subject

_NO_ATTRIBUTES: Mapping[str, str] = {}
_STAND_INS = [chr(code) for code in range(0x10FF00, 0x10FFFE)]
_PARSER_REFUSES = re.compile("[\0\ud800-\udfff\ufffe\uffff]")
_DOCTYPE = re.compile(r"<!doctype\b", re.I)
_SUBSET = re.compile(r"[^\[\]<>]*\[(?:\"[^\"]*\"|'[^']*'|[^\]\"'])*\]\s*>")
_NOFRAMES = re.compile(r"</?noframes\b[^<>]*>", re.I)
_TOKEN = re.compile(r"<(/?)([a-zA-Z][\w:.-]*+)([^<>]*+)>|<[!?/][^<>]*+>")
_RICH_ATTRIBUTE = re.compile(
    r"\s(?:data-[\w-]{1,40}|aria-[\w-]{1,40}|on\w{1,40}|title|content|alt|srcdoc|value|placeholder|style)"
    r"\s?=\s?(?:\"[^\"]{0,2000}\"|'[^']{0,2000}')",
    re.I,
)
_HOME = re.compile(r"(?:https?://[^/]+)?/(?:index\.\w+)?|index\.\w+", re.I)
_HEAD_OF_PAGE = 400  # events
_HEAD_OF_SOURCE = 4096  # characters
_LONGEST_TAG = 4096
_BEGIN_OF_PAGE = re.compile(r"<(?:!doctype|html|body)\b", re.I)
_END_OF_PAGE = re.compile(r"</(?:html|body)\b", re.I)
_OPEN_TAG = re.compile(r"</?[a-zA-Z][^<>]*\Z|<\Z")
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b")
_TEXT_BESIDE_FRAMES = 200  # characters; a page with more has its text for browsers without frames
_LEAST_PAGE = 100  # characters; a `noscript` with fewer is a note on scripts
_MOST_FRAMES = 12
_ATTRIBUTE = re.compile(r"([\w:.-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")


@lru_cache(maxsize=1)
def html_facts() -> dict[str, Any]:
    """The contents of `page.toml`, read once."""
    return tomllib.loads(files(__package__).joinpath("page.toml").read_text("utf-8"))


@dataclass(slots=True, eq=False)
class Element:
    """An element and its measures. Its events are `events[begin:end + 1]`.

    `characters` counts the visible characters inside that are not white space, `linked` those of them inside links,
    `links` the links. `cells`, `rows`, `heads`, `longest` (characters of the longest cell) and `nested` measure a
    table. `items` counts the items of a list.
    """

    tag: str
    attributes: Mapping[str, str]
    begin: int = 0
    end: int = 0
    characters: int = 0
    linked: int = 0
    links: int = 0
    cells: int = 0
    rows: int = 0
    heads: int = 0
    longest: int = 0
    nested: bool = False
    items: int = 0

    def get(self, name: str) -> str:
        """An attribute's value, or an empty string."""
        return self.attributes.get(name) or ""

    @property
    def is_data_table(self) -> bool:
        """Whether a table holds data (short cells in rows, or heads) rather than the layout of a page."""
        if self.nested:
            return False
        return self.heads > 0 or (self.rows >= 2 and self.cells >= 2 * self.rows and self.longest <= 200)


Event = Element | str | None
"""The start of an element, a stretch of text, or the end of the innermost open element."""


@dataclass(slots=True)
class Page:
    """The events of a source, in order, and what is said of the page outside its visible text."""

    events: list[Event]
    root: Element
    title: str | None = None
    heads: list[Element] = field(default_factory=list)
    main_headings: list[int] = field(default_factory=list)
    recovered: int = 0
    cut: bool = False


class PageBuilder:
    """Receives a parser's events (the target interface of lxml) and measures the elements on the way."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.root = Element("#page", _NO_ATTRIBUTES)
        self.heads: list[Element] = []
        self.main_headings: list[int] = []
        self.titles: list[str] = []
        self.seen = 0  # all characters, shown or not, that the parser handed over
        self._open: list[Element] = [self.root]
        self._tables: list[Element] = []
        facts = html_facts()
        self._unseen = frozenset(facts["code_tags"]) | frozenset(facts["hidden_tags"])

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        element = Element(tag, dict(attributes) if attributes else _NO_ATTRIBUTES, len(self.events))
        self.events.append(element)
        self._open[-1].items += tag == "li"
        self._open.append(element)
        if tag in ("html", "body", "meta", "time", "main", "article"):
            self.heads.append(element)
        elif tag == "table":
            if self._tables:
                self._tables[-1].nested = True
            self._tables.append(element)
        elif tag == "h1":
            self.main_headings.append(element.begin)

    def data(self, text: str) -> None:
        """A stretch of text."""
        self.events.append(text)
        count = sum(map(len, text.split()))
        self._open[-1].characters += count
        self.seen += count
        if self._open[-1].tag == "title":
            self.titles.append(text)

    def end(self, tag: str) -> None:
        """The innermost open element ends; `tag` is its name."""
        if len(self._open) == 1:
            return
        element = self._open.pop()
        element.end = len(self.events)
        self.events.append(None)
        if element.tag == "a" and (
            "href" in element.attributes or element.attributes.keys().isdisjoint(("name", "id"))
        ):
            element.links, element.linked = 1, element.characters
        if element.tag not in self._unseen and not is_hidden(element):
            parent = self._open[-1]
            parent.characters += element.characters
            parent.linked += element.linked
            parent.links += element.links
        if element.tag == "h1" and self._leads_home(element):
            del self.main_headings[bisect_left(self.main_headings, element.begin)]
        self._measure_table(element)

    def _leads_home(self, heading: Element) -> bool:
        """Whether a heading is only a link to the site's first page: the name of the site, not of the text."""
        if not heading.characters or heading.linked < heading.characters:
            return False
        inside = self.events[heading.begin : min(heading.end, heading.begin + 40)]
        return any(isinstance(each, Element) and _HOME.fullmatch(each.get("href")) for each in inside)

    def _measure_table(self, element: Element) -> None:
        if element.tag == "table":
            self._tables.pop()
        elif self._tables and element.tag in ("td", "th", "tr"):
            table = self._tables[-1]
            table.rows += element.tag == "tr"
            table.cells += element.tag != "tr"
            table.heads += element.tag == "th"
            if element.tag != "tr":
                table.longest = max(table.longest, element.characters)

    def comment(self, text: str) -> None:
        """A comment, which is no text."""

    def close(self) -> Page:
        """The page, once the source has ended."""
        while len(self._open) > 1:
            self.end(self._open[-1].tag)
        title = " ".join("".join(self.titles).split())
        self.root.end = len(self.events)
        self._show_swallowed()
        return Page(self.events, self.root, title or None, self.heads, self.main_headings)

    def _show_swallowed(self) -> None:
        """Makes a block of a `noscript` that holds more text than all else: without it there is no page.

        Such is one that is never closed, and one that holds the page for browsers without scripts.
        """
        for element in self.events:
            if not isinstance(element, Element) or element.tag != "noscript" or is_hidden(element):
                continue
            if element.characters > max(self.root.characters, _LEAST_PAGE):
                element.tag = "div"
                self.root.characters += element.characters
                self.root.linked += element.linked
                self.root.links += element.links


def is_hidden(element: Element) -> bool:
    """Whether a browser would not show the element, by its `hidden` attribute or its own style."""
    if not element.attributes:
        return False
    if "hidden" in element.attributes and element.get("hidden").lower() != "until-found":
        return True
    style = element.get("style")
    if not style:
        return False
    style = style.lower().replace(" ", "")
    return any(hiding in style for hiding in html_facts()["hidden_styles"])


def is_struck(element: Element) -> bool:
    """Whether an element is struck through: by its tag, its own style, or as a deletion."""
    if element.tag == "del" or element.tag in html_facts()["struck_tags"]:
        return True
    return "line-through" in element.get("style").lower()


def refuse_frames(page: Page, name: str | None) -> None:
    """Raises ReadError, FRAMES, for a page that only sets frames beside each other, whose text is in other files."""
    if not any(isinstance(event, Element) and event.tag == "frameset" for event in page.events[:_HEAD_OF_PAGE]):
        return
    if page.root.characters > _TEXT_BESIDE_FRAMES:
        return
    frames = [event.get("src") for event in page.events if isinstance(event, Element) and event.tag == "frame"]
    files = [file for file in frames if file]
    listed = f" ({', '.join(map(repr, files[:_MOST_FRAMES]))})" if files else ""
    raise ReadError(
        "FRAMES",
        f"{subject(name)} is a page of frames: its text is in other files{listed}.",
        "Open the frame with the statement by itself, save it, and use that file.",
        name=name,
        frames=files[:_MOST_FRAMES],
    )


def parse_page(source: str) -> Page:
    """The events of an HTML source, whole or a fragment, well formed or not.

    Where the parser hands over clearly less text than is between the tags (a quotation mark or a comment that
    is never closed swallows what follows), the source is read again by tags alone, and `recovered` counts the
    characters thereby regained. `cut` says that the source ends before the page does.
    """
    cut = is_cut(source)
    source, stand_ins = with_stand_ins(_without_subset(source))
    if "noframes" in source or "NOFRAMES" in source:
        source = _NOFRAMES.sub("", source)
    builder = _parsed(source)
    recovered = 0
    if _lacks_text(builder, source):
        source = _RICH_ATTRIBUTE.sub("", source)  # their values may hold tags and text of their own
        if _lacks_text(builder, source):
            by_tags = _read_by_tags(source)
            recovered = max(0, by_tags.seen - builder.seen)
            builder = by_tags if recovered else builder
    page = builder.close()
    page.recovered, page.cut = recovered, cut
    if stand_ins:
        page.events = [event.translate(stand_ins) if isinstance(event, str) else event for event in page.events]
    return page


def is_cut(source: str) -> bool:
    """Whether a whole page ends before its end tag, inside a tag or in an element that every page closes."""
    if not _BEGIN_OF_PAGE.search(source, 0, _HEAD_OF_SOURCE) or _END_OF_PAGE.search(source):
        return False
    if _OPEN_TAG.search(source, max(0, len(source) - _LONGEST_TAG)):
        return True
    closed, counts = frozenset(html_facts()["closed_tags"]), Counter[str]()
    for closing, tag in _NAME.findall(_without_comments(source)):
        counts[tag.lower()] += -1 if closing else 1
    return any(counts[tag] > 0 for tag in closed)


def _without_subset(source: str) -> str:
    """`source` without the declarations inside its DOCTYPE, the end of which an HTML parser takes for text."""
    doctype = _DOCTYPE.search(source, 0, 4096)
    subset = _SUBSET.match(source, doctype.end()) if doctype else None
    return f"{source[: doctype.end()]} html>{source[subset.end() :]}" if doctype and subset else source


def with_stand_ins(source: str) -> tuple[str, dict[int, str]]:
    """`source` with a private-use character for each that a parser would replace, and the way back.

    These are NUL, lone surrogates, U+FFFE and U+FFFF.
    """
    refused = sorted(set(_PARSER_REFUSES.findall(source)))
    if not refused:
        return source, {}
    free = (char for char in _STAND_INS if char not in source)
    there = dict(zip(refused, free, strict=False))
    back = {ord(stand_in): char for char, stand_in in there.items()}
    return source.translate({ord(char): stand_in for char, stand_in in there.items()}), back


def _parsed(source: str) -> PageBuilder:
    """What lxml makes of `source`."""
    from lxml import etree

    builder = PageBuilder()
    # The target's `close` would end the page; the builder is still wanted as it is.
    target: Any = _Target(builder)
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    try:
        parser.feed(source.encode("utf-8", "surrogatepass"))
        parser.close()
    except etree.LxmlError:
        pass  # what it found so far is kept, and is compared with the source afterwards
    return builder


class _Target:
    """Hands lxml's events to a builder."""

    def __init__(self, builder: PageBuilder) -> None:
        self.start = builder.start
        self.data = builder.data
        self.end = builder.end
        self.comment = builder.comment

    def close(self) -> None:
        """Nothing to return."""


def _without_comments(source: str) -> str:
    """`source` without its comments; one that is never closed is no comment."""
    pieces = []
    position = 0
    while (start := source.find("<!--", position)) >= 0 and (end := source.find("-->", start)) >= 0:
        pieces.append(source[position:start])
        position = end + 3
    return "".join(pieces) + source[position:]


def _lacks_text(builder: PageBuilder, source: str) -> bool:
    """Whether clearly more characters are outside tags and comments than the parser handed over."""
    outside = _TOKEN.sub(" ", _without_comments(source))
    between_tags = sum(map(len, html.unescape(outside).split()))
    return builder.seen < 0.98 * between_tags - 40


def _read_by_tags(source: str) -> PageBuilder:
    """What `source` holds when every `<name …>` counts as a tag and all else as text."""
    builder = PageBuilder()
    void = frozenset(html_facts()["void_tags"])
    open_tags: list[str] = []
    counts: Counter[str] = Counter()
    for text, closing, tag, rest in _tokens(_without_comments(source)):
        if text:
            builder.data(html.unescape(text))
        if not tag:
            continue
        if not closing:
            builder.start(tag, _attributes(rest))
            if tag in void:
                builder.end(tag)
            else:
                open_tags.append(tag)
                counts[tag] += 1
        elif counts[tag]:
            while True:
                innermost = open_tags.pop()
                counts[innermost] -= 1
                builder.end(innermost)
                if innermost == tag:
                    break
    return builder


def _tokens(source: str) -> Iterator[tuple[str, str, str, str]]:
    """Text and the tag after it: the text, a slash where the tag ends an element, its name, its attributes."""
    position = 0
    last_ends = dict.fromkeys(html_facts()["code_tags"], -1)
    for found in re.finditer(rf"</({'|'.join(last_ends)})", source, re.I):
        last_ends[found.group(1).lower()] = found.start()
    for found in _TOKEN.finditer(source):
        closing, tag, rest = found.group(1) or "", (found.group(2) or "").lower(), found.group(3) or ""
        if last_ends.get(tag, len(source)) < found.start():
            tag = ""  # an element of code that is never closed would swallow the rest
        yield source[position : found.start()], closing, tag, rest
        position = found.end()
    yield source[position:], "", "", ""


def _attributes(rest: str) -> dict[str, str]:
    return {name.lower(): html.unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(rest)}
