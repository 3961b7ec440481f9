"""Where on a page its text is: the block of the sentences, and the main heading before it.

A page is cut into runs (`runs`). The region is the smallest element that holds most sentences which are no
teasers: titles that are links, with a sentence under each. Outside of the region, and in it before the main heading and
after the last sentence, what has links and no sentence of its own is furniture.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from diple.readers.html.events import Element, Page
from diple.readers.html.runs import HEADINGS, Kind, Run, runs_of, tell_teasers
from diple.readers.html.short_lines import short_text
from diple.readers.html.surroundings import names_office

_LONGEST_NAME = 20
_SHARE = 0.6  # of the sentences of a page, by their weight, that its region holds
_FLOWING = ("p", "ul", "ol", "dl", *HEADINGS)
_LONGEST_HEADING = 300
_MOST_LINES_OF_HEADING = 4
_LONGEST_SECTION = 60
_LEAST_OF_TITLE = 0.4
_NOWHERE = -1


@dataclass(slots=True)
class Region:
    """The region of a page; `begin` and `end` are those of its element, `heading` is the event of its main heading.

    `first` and `last` are the events of its first and last sentence. Without sentences there is none: `found` is false.
    """

    page: Page
    found: bool = False
    begin: int = 0
    end: int = 0
    heading: int = _NOWHERE
    first: int = 0
    last: int = 0
    _title: int = _NOWHERE
    _flow: int = _NOWHERE
    _trusts_teasers: bool = True
    _holders: dict[int, int] = field(default_factory=dict)
    _begins: list[int] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)
    _counts: dict[Kind, list[int]] = field(default_factory=dict)
    _dates: list[int] = field(default_factory=list)
    _links: frozenset[str] | None = None

    @staticmethod
    def of(page: Page) -> Region:
        """The region of a page, found."""
        region = Region(page)
        region._look()
        return region

    def _look(self) -> None:
        self._runs = list(runs_of(self.page, self._holders))
        tell_teasers(self._runs)
        self._begins = [run.begin for run in self._runs]
        self._counts = {kind: [0, *accumulate(run.kind is kind for run in self._runs)] for kind in Kind}
        self._dates = [0, *accumulate(map(_bears_date, self._runs))]
        sentences = [run for run in self._runs if run.kind is Kind.SENTENCE]
        if sentences:
            self.heading = self._main_heading(sentences[0].begin)
            self._title = self.heading if self.heading != _NOWHERE else self._last_line(sentences[0].begin)
            self._find([run for run in sentences if not self._is_of_heading(run)] or sentences)
            weights = {kind: sum(run.weight for run in self._runs if run.kind is kind) for kind in Kind}
            several = self.heading != _NOWHERE and len(sentences) > 1
            self._trusts_teasers = several or weights[Kind.TEASER] <= weights[Kind.SENTENCE]

    def _is_of_heading(self, run: Run) -> bool:
        """Whether a run is the first of the main heading; it may end as a sentence does."""
        heading = self.page.events[self.heading] if self.heading != _NOWHERE else None
        last = heading.end if isinstance(heading, Element) else self.heading
        return self.heading <= run.begin <= last

    def _find(self, sentences: Sequence[Run]) -> None:
        """Finds the element that holds most sentences; a paragraph alone is none, but what holds it is."""
        totals = [0, *accumulate(run.weight for run in sentences)]
        places = [run.begin for run in sentences]

        def is_whole(element: Element) -> bool:
            held = totals[bisect_left(places, element.end)] - totals[bisect_left(places, element.begin)]
            return held >= _SHARE * totals[-1] and element.tag not in _FLOWING

        around = _around(self.page, places[0])
        whole = next(filter(is_whole, around), self.page.root)
        inside = [run for run in sentences if whole.begin <= run.begin <= whole.end]
        self.found, self.begin, self.end = True, whole.begin, whole.end
        self.first, self.last = inside[0].begin, inside[-1].begin
        self._flow = self._flow_of(inside[-1].holder)

    def _flow_of(self, holder: int) -> int:
        """The block in which a run flows: the one around its paragraph, or the one that holds it as it is."""
        element = self.page.events[holder] if holder != _NOWHERE else None
        flows = isinstance(element, Element) and element.tag in _FLOWING
        return self._holders.get(holder, _NOWHERE) if flows else holder

    def _main_heading(self, first_sentence: int) -> int:
        """The event of the main heading: an `h1`, or else what the title of the page names; nowhere without one.

        The office at the end of that title is the heading where no other line is.
        """
        if self.page.main_headings:
            above = [place for place in self.page.main_headings if place <= first_sentence]
            return above[-1] if above else self.page.main_headings[0]
        title = "".join((self.page.title or "").lower().split())
        said = [(self._said_of_title(at, title), at) for at in range(bisect_right(self._begins, first_sentence))]
        offices = [each for each in said if title.endswith(each[0]) and names_office(self._runs[each[1]].text)]
        rest = len(title) - max((len(office) for office, _ in offices), default=0)
        for lines, whole in (([each for each in said if each not in offices], rest), (offices, len(title))):
            longest, at = max(((len(line), -at) for line, at in lines), default=(0, 0))
            if longest > _LEAST_OF_TITLE * whole:
                return self._runs[-at].begin
        return _NOWHERE

    def _said_of_title(self, at: int, title: str) -> str:
        """What a run and those after it, as the lines of a heading are, say of the title of the page without breaks."""
        said = ""
        for run in self._runs[at : at + _MOST_LINES_OF_HEADING]:
            more = said + "".join(run.text.lower().split())
            if run.linked or len(more) > _LONGEST_HEADING or more not in title:
                break
            said = more
        return said

    def _last_line(self, place: int) -> int:
        """The last line without links and figures before an event: the title of a page that names none."""
        before = self._runs[: bisect_left(self._begins, place)]
        lines = (run.begin for run in reversed(before) if not run.linked and not _bears_date(run))
        return next(lines, _NOWHERE)

    def _between(self, begin: int, end: int) -> tuple[int, int]:
        return bisect_left(self._begins, begin), bisect_right(self._begins, end)

    def _count(self, kind: Kind, begin: int, end: int) -> int:
        """How many runs of a kind are between two events."""
        first, after = self._between(begin, end)
        return self._counts[kind][max(first, after)] - self._counts[kind][first]

    def is_apart(self, element: Element) -> bool:
        """Whether an element is outside the region, or in it before the heading or after the last sentence."""
        if not self.found:
            return False
        if element.end <= self.begin or element.begin >= self.end or element.end <= self.heading:
            return True
        return element.begin > self.last and not (element.tag in _FLOWING and self._is_in_flow(element))

    def is_outside(self, element: Element) -> bool:
        """Whether an element is before or after the region."""
        return self.found and (element.end <= self.begin or element.begin >= self.end)

    def holds_sentence(self, element: Element) -> bool:
        """Whether a sentence of the text, or a teaser, is in an element."""
        return any(self._count(kind, element.begin, element.end) for kind in (Kind.SENTENCE, Kind.TEASER))

    def lines_of(self, element: Element) -> list[str]:
        """The runs in an element."""
        first, after = self._between(element.begin, element.end)
        return [run.text for run in self._runs[first:after]]

    def names_section(self, element: Element) -> bool:
        """Whether an element before the main heading is a line that a link has, too: the name of a section."""
        if not element.end <= self.heading <= self.first or element.links or element.characters > _LONGEST_SECTION:
            return False
        lines = self.lines_of(element)
        return len(lines) == 1 and lines[0] in self._names_of_links()

    def _names_of_links(self) -> frozenset[str]:
        """What the short links of the page say."""
        if self._links is None:
            links = (each for each in self.page.events if isinstance(each, Element) and each.tag == "a" and each.links)
            texts = (short_text(self.page.events, link, _LONGEST_SECTION) for link in links)
            self._links = frozenset(filter(None, texts))
        return self._links

    def _is_in_flow(self, element: Element) -> bool:
        """Whether an element is beside the last sentence, in the block that holds it: it may be text."""
        return self._holders.get(element.begin, _NOWHERE) == self._flow

    def is_after(self, element: Element) -> bool:
        """Whether an element is after the last sentence of the text."""
        return self.found and element.begin > self.last

    def is_beside(self, element: Element) -> bool:
        """Whether an element is before the first sentence of the text, or after its last."""
        return self.found and (element.end <= self.first or element.begin > self.last)

    def surrounds(self, element: Element) -> bool:
        """Whether an element that is apart is links, with their titles, dates and teasers, and no sentence."""
        if element.begin <= self._title <= element.end or self._count(Kind.SENTENCE, element.begin, element.end):
            return False
        if teasers := self._count(Kind.TEASER, element.begin, element.end):
            return teasers > 1
        return bool(self._count(Kind.LINKS, element.begin, element.end)) or self._is_above_menu(element)

    def _is_above_menu(self, element: Element) -> bool:
        """Whether an element is lines without a date before the region, and links are between it and the heading."""
        if self.heading == _NOWHERE or element.end > self.begin:
            return False
        first, after = self._between(element.begin, element.end)
        dated = self._dates[max(first, after)] - self._dates[first]
        return not dated and self._count(Kind.LINKS, element.end, self.heading) > 0

    def spares(self, element: Element) -> bool:
        """Whether an element that is apart, and no sentence, may be text: titles with a sentence each, or names.

        Such titles are beside the last sentence in its block, or outweigh the sentences; such names are short links
        under a heading, as signatories are, after the last sentence.
        """
        if self._count(Kind.TEASER, element.begin, element.end):
            return self._is_in_flow(element) or not self._trusts_teasers
        return self.last < element.begin < self.end and self._lists_names(element)

    def _lists_names(self, element: Element) -> bool:
        """Whether an element is short links alone, which a heading is before."""
        at, after = self._between(element.begin, element.end)
        while at < after and self._runs[at].kind is not Kind.LINKS:
            at += 1
        headed = 0 < at < after and self._runs[at - 1].heading and not self._runs[at - 1].linked
        return headed and element.linked <= _LONGEST_NAME * element.links and all(map(_is_name, self._runs[at:after]))


def _is_name(run: Run) -> bool:
    return run.kind is Kind.LINKS and not any(map(str.isdigit, run.text))


def _bears_date(run: Run) -> bool:
    return not run.linked and any(map(str.isdigit, run.text))


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
