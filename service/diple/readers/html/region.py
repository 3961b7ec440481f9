"""Where on a page its text is: the block of the main heading and of the sentences that belong to it.

A page is cut into runs, each a stretch between the borders of blocks or line breaks. A run is a sentence, links alone, or a
short line. A teaser is a title that is a link with a sentence under it, beside another such pair. The region is the
smallest element around the main heading that holds nearly all sentences that are no teasers. Outside of it, and in it
before the heading and after the last sentence, what has links and no sentence of its own is furniture.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate

from diple.readers.html.boxes import is_about_site
from diple.readers.html.edges import is_prose
from diple.readers.html.events import Element, Page, html_facts, is_hidden

_STOP = re.compile(r"[.!?。！？؟…;；:：،,]['\"”»’)\]]*\s*$|[.!?。！？؟] ")
_WIDE = re.compile(r"[\u3040-\u9fff]")
_WEIGHT_OF_WIDE = 3  # a Chinese character says about as much as three letters
_LEAST_SENTENCE = 34
_MOST_LINKED = 0.6
_LONGEST_TEASER = 250
_LEAST_TITLE = 6
_MOST_BETWEEN = 1
_SHARE = 0.85
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FLOWING = ("p", "ul", "ol", "dl", *_HEADINGS)
_LONGEST_HEADING = 300
_LEAST_OF_TITLE = 0.4


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


@dataclass(slots=True)
class Region:
    """The region of a page; `begin` and `end` are those of its element, `heading` is the event of its main heading.

    `last` is the event of the last sentence of the text. Without sentences there is none, and `found` is false.
    """

    page: Page
    found: bool = False
    begin: int = 0
    end: int = 0
    heading: int = -1
    last: int = 0
    first: int = 0
    _flow: int = -1
    _parts_teasers: bool = True
    _holders: dict[int, int] = field(default_factory=dict)
    _begins: list[int] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._runs = list(_runs(self.page, self._holders))
        _tell_teasers(self._runs)
        self._begins = [run.begin for run in self._runs]
        self._find()

    def _find(self) -> None:
        sentences = [run for run in self._runs if run.kind is Kind.SENTENCE]
        if not sentences:
            return
        totals = [0, *accumulate(run.weight for run in sentences)]
        places = [run.begin for run in sentences]

        def held(element: Element) -> int:
            return totals[bisect_left(places, element.end)] - totals[bisect_left(places, element.begin)]

        heading = self._main_heading(sentences[0].begin)
        around = [element for element in _around(self.page, heading if heading >= 0 else sentences[0].begin)]
        whole = next((each for each in around if held(each) >= _SHARE * totals[-1]), self.page.root)
        if whole.tag in _FLOWING:
            whole = next((each for each in around if each.begin < whole.begin and each.tag not in _FLOWING), whole)
        self.found, self.begin, self.end, self.heading = True, whole.begin, whole.end, heading
        teasers = sum(run.weight for run in self._runs if run.kind is Kind.TEASER)
        self._parts_teasers = heading >= 0 and len(sentences) > 1 or teasers <= totals[-1]
        held_runs = [run for run in sentences if whole.begin <= run.begin <= whole.end]
        self.first, self.last = held_runs[0].begin, held_runs[-1].begin
        holder = self.page.events[held_runs[-1].holder] if held_runs[-1].holder >= 0 else None
        flows = isinstance(holder, Element) and holder.tag in _FLOWING
        self._flow = self._holders.get(held_runs[-1].holder, -1) if flows else held_runs[-1].holder

    def _main_heading(self, first_sentence: int) -> int:
        """The event of the main heading: an `h1`, or else what the page's title names; -1 where there is none."""
        if self.page.main_headings:
            before = [place for place in self.page.main_headings if place <= first_sentence]
            return before[-1] if before else self.page.main_headings[0]
        title = "".join((self.page.title or "").lower().split())
        longest, found = _LEAST_OF_TITLE * len(title), -1
        for run in self._runs:
            said = "".join(run.text.lower().split())
            if len(said) > longest and len(said) <= _LONGEST_HEADING and said in title and not run.linked:
                longest, found = len(said), run.begin
        return found

    def inside(self, element: Element) -> list[Run]:
        """The runs of an element."""
        return self._runs[bisect_left(self._begins, element.begin) : bisect_right(self._begins, element.end)]

    def is_apart(self, element: Element) -> bool:
        """Whether an element is outside the region, or in it before the heading or after the last sentence."""
        if not self.found:
            return False
        if element.end <= self.begin or element.begin >= self.end or element.end <= self.heading:
            return True
        return element.begin > self.last and not self._goes_on(element)

    def _goes_on(self, element: Element) -> bool:
        """Whether a paragraph or list follows the last sentence in the same block: it may be text."""
        return element.tag in _FLOWING and self._holders.get(element.begin, -1) == self._flow

    def is_beside(self, element: Element) -> bool:
        """Whether an element is before the first sentence of the text, or after its last."""
        return self.found and (element.end <= self.first or element.begin > self.last)

    def surrounds(self, element: Element) -> bool:
        """Whether an element that is apart is links, with their titles, dates and teasers, and no sentence."""
        runs = self.inside(element)
        kinds = [run.kind for run in runs]
        if Kind.SENTENCE in kinds:
            return False
        if kinds.count(Kind.TEASER) > 1:
            return self._parts_teasers
        if element.end <= self.begin and self.heading >= 0:
            return Kind.TEASER not in kinds and not any(map(_bears_date, runs))
        return Kind.LINKS in kinds and Kind.TEASER not in kinds


def _bears_date(run: Run) -> bool:
    return not run.linked and any(map(str.isdigit, run.text))


def _runs(page: Page, holders: dict[int, int]) -> Iterator[Run]:
    """The runs of a page, each of its kind, without what is hidden; notes in `holders` the block around each block."""
    blocks = frozenset(html_facts()["block_tags"]) | {"br"}
    unseen = frozenset(html_facts()["code_tags"]) | frozenset(html_facts()["hidden_tags"])
    gathered = _Gathered()
    at = 0
    while at < len(page.events):
        event = page.events[at]
        if isinstance(event, str):
            gathered.add(event, at)
        elif event is not None and (event.tag in unseen or is_hidden(event)):
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
        self.links += step * (element.tag == "a" and bool(element.links))
        self.headings += step * (element.tag in _HEADINGS)

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
    """What a run is, of whose letters so many are outside links."""
    if run.linked and letters <= max(3, 0.2 * characters):
        return Kind.LINKS
    if run.linked > _MOST_LINKED * characters:
        return Kind.LINE
    if is_prose(run.text) or (run.weight >= _LEAST_SENTENCE and _STOP.search(run.text)):
        return Kind.LINE if is_about_site(run.text) else Kind.SENTENCE
    return Kind.LINE


def _tell_teasers(runs: list[Run]) -> None:
    """Makes teasers of the sentences under titles that are links, where two such pairs follow each other."""
    previous: Run | None = None
    since_link: int | None = None
    for run in runs:
        if run.kind is Kind.LINKS:
            since_link = 0 if len(run.text) >= _LEAST_TITLE else None
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


def _around(page: Page, place: int) -> Iterator[Element]:
    """The elements that hold an event, from the innermost out; the event itself, where it is one, is none."""
    depth = 0
    for at in range(place - 1, -1, -1):
        event = page.events[at]
        if event is None:
            depth += 1
        elif isinstance(event, Element):
            if depth:
                depth -= 1
            else:
                yield event
