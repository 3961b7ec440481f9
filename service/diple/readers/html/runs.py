"""A page cut into runs: stretches of text between the borders of blocks and line breaks, each of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from diple.datelines import is_line
from diple.readers.html.boxes import is_picture
from diple.readers.html.events import Element, Page, html_facts, is_hidden
from diple.readers.html.short_lines import asks_about_page, is_byline, is_prose
from diple.readers.html.surroundings import is_about_site

_STOP = re.compile(r"[.!?。！？؟…;；:：،,]['\"”»’)\]]*\s*$|[.!?。！？؟] ")
_WIDE = re.compile(r"[\u3040-\u9fff]")
_WEIGHT_OF_WIDE = 3  # a Chinese character says about as much as three letters
_LEAST_SENTENCE = 34
_MOST_LINKED = 0.6  # of a sentence
_LEAST_LINKED = 0.3  # of a line of links, as a path is
_LONGEST_TEASER = 250
_LEAST_TITLE = 6
_MOST_BETWEEN = 1
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Kind(Enum):
    """What a run of a page is."""

    SENTENCE = "sentence"
    TEASER = "teaser"
    LINKS = "links"
    LINE = "line"


@dataclass(slots=True)
class Run:
    """A stretch of text between two borders of blocks: where its first event is, and the block that holds it."""

    begin: int
    text: str
    linked: int = 0
    heading: bool = False
    holder: int = -1
    kind: Kind = Kind.LINE

    @property
    def weight(self) -> int:
        """Its characters that are no blanks, Chinese ones by what they say."""
        return sum(map(len, self.text.split())) + (_WEIGHT_OF_WIDE - 1) * len(_WIDE.findall(self.text))


def runs_of(page: Page, holders: dict[int, int]) -> Iterator[Run]:
    """The runs of a page, each of its kind, without what is hidden and captions of pictures.

    Notes in `holders` the block around each block.
    """
    blocks = frozenset(html_facts()["block_tags"]) | {"br"}
    unseen = frozenset(html_facts()["code_tags"]) | frozenset(html_facts()["hidden_tags"])
    gathered = _Gathered()
    at = 0
    while at < len(page.events):
        event = page.events[at]
        if isinstance(event, str):
            gathered.add(event, at)
        elif event is not None and (event.tag in unseen or is_hidden(event) or is_picture(page, event)):
            at = event.end
        else:
            element = event or gathered.opened[-1]
            if element.tag in blocks and gathered.pieces:
                yield gathered.run()
            if event is not None:
                if element.tag in blocks:
                    holders[event.begin] = gathered.blocks[-1]
                gathered.open(event, element.tag in blocks)
            else:
                gathered.close(element.tag in blocks)
        at += 1
    if gathered.pieces:
        yield gathered.run()


@dataclass(slots=True)
class _Gathered:
    """What has gathered of a run, and the elements that are open."""

    pieces: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    opened: list[Element] = field(default_factory=list)
    blocks: list[int] = field(default_factory=lambda: [-1])
    begin: int = 0
    links: int = 0
    headings: int = 0

    def add(self, text: str, at: int) -> None:
        """Adds a stretch of text; a run does not begin with blanks."""
        if not self.pieces:
            if not text.strip():
                return
            self.begin = at
        self.pieces.append(text)
        if not self.links:
            self.plain.append(text)

    def open(self, element: Element, is_block: bool) -> None:
        """An element begins."""
        self.opened.append(element)
        self._count(element, 1)
        if is_block:
            self.blocks.append(element.begin)

    def close(self, is_block: bool) -> None:
        """The innermost open element ends."""
        self._count(self.opened.pop(), -1)
        if is_block:
            self.blocks.pop()

    def _count(self, element: Element, step: int) -> None:
        to_itself = self.headings and element.get("href").startswith("#")
        self.links += step * (element.tag == "a" and bool(element.links) and not to_itself)
        self.headings += step * (element.tag in HEADINGS)

    def run(self) -> Run:
        """The run that has gathered, of its kind."""
        text, plain = ("".join(pieces).split() for pieces in (self.pieces, self.plain))
        run = Run(self.begin, " ".join(text), 0, bool(self.headings), self.blocks[-1])
        characters = sum(map(len, text))
        run.linked = characters - sum(map(len, plain))
        run.kind = _kind(run, characters, sum(map(str.isalpha, "".join(plain))))
        self.pieces.clear()
        self.plain.clear()
        return run


def _kind(run: Run, characters: int, letters: int) -> Kind:
    """What a run is, of whose letters so many are outside links. A longer line with a date or number is no links."""
    if run.linked and letters <= max(3, 0.2 * characters):
        return Kind.LINKS
    is_sentence = is_prose(run.text) or (run.weight >= _LEAST_SENTENCE and _STOP.search(run.text))
    if is_sentence and run.linked <= _MOST_LINKED * characters:
        return Kind.LINE if _is_about_page(run.text) else Kind.SENTENCE
    leads = run.linked > _LEAST_LINKED * characters and not any(map(str.isdigit, run.text))
    return Kind.LINKS if leads else Kind.LINE


def _is_about_page(text: str) -> bool:
    """Whether a sentence, or a line that ends as one does, is about the page or the site, or a day alone."""
    return is_about_site(text) or is_byline(text) or asks_about_page(text) or is_line(text)


def tell_teasers(runs: list[Run]) -> None:
    """Makes teasers of the sentences under titles that are links, where two such pairs follow each other."""
    previous: Run | None = None
    since_link: int | None = None
    for run in runs:
        if run.kind is Kind.LINKS:
            since_link = 0 if len(run.text) + len(_WIDE.findall(run.text)) // 2 >= _LEAST_TITLE else None
        elif run.kind is Kind.SENTENCE:
            led = since_link is not None and since_link <= _MOST_BETWEEN and run.weight <= _LONGEST_TEASER
            if led and previous:
                previous.kind = run.kind = Kind.TEASER
            previous = run if led else None
            since_link = None
        elif run.heading:
            since_link = None
        elif since_link is not None:
            since_link += 1
