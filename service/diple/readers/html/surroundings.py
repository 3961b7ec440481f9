"""What is beside an element of a page shows what it is: titles of boxes, lines that introduce a list, neighbours.

A list of links after a line that ends in a colon, or between two sentences, is text; the same list after "Related news"
is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from diple.readers.html.events import Element, Page, html_facts
from diple.readers.html.short_lines import is_download, is_prose, is_tools, leads_to_tool, short_text

_TITLES = ("h2", "h3", "h4", "h5", "h6", "p", "div", "strong", "b")
_LISTS = ("ul", "ol", "div", "dl", "table", "section", "p")
_SECTIONS = ("section", "div", "aside")
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_COLON = (":", "：")
_WIDE = re.compile(r"[\u3400-\u9fff]")
_FEWEST_WIDE = 5
_FEWEST_WORDS = 4
_STOP = re.compile(r"[.!?。！？؟]")
_LONGEST_FORM = 300  # characters
_LOOKED_AT = 40  # events
_LONGEST_TITLE = 60
_LONGEST_INTRODUCTION = 4000
_LONGEST_SWITCH = 160
_LONGEST_NEIGHBOURS = 400
_DAY = re.compile(r"(?:3[01]|[12]\d|0?[1-9])")
_MONTH = re.compile(r"(?:[^\W\d]{3,12}\.?,? )?\d{4} ")
_OF_CALENDAR = re.compile(r"\d{1,2}|[^\W\d]{1,3}\.?|[«»<>‹›←→|]")
_MOST_EVENTS = 400
_DAYS_OF_MONTH = 28
_TELEPHONE = re.compile(r"[^\w]*\+?[\d(][\d() -]{4,}")


@lru_cache(maxsize=16)
def _words(key: str) -> frozenset[str]:
    return frozenset(html_facts()["furniture"][key])


def _bare(text: str) -> str:
    """A title in lower case, without the signs and digits around it."""
    return _AROUND.sub("", text.lower())


@dataclass(slots=True)
class Surroundings:
    """What is before and after the elements of a page, inside the element that holds them."""

    page: Page
    _ends: dict[int, Element] = field(default_factory=dict)

    def _before(self, element: Element) -> Element | str:
        """The nearest element or stretch of text before; an empty text where there is none."""
        at = element.begin - 1
        while at >= 0:
            event = self.page.events[at]
            if isinstance(event, Element):
                return ""
            if event is None:
                ended = self._ended(at)
                if ended.characters:
                    return ended
                at = ended.begin
            elif event.strip():
                return event
            at -= 1
        return ""

    def _after(self, element: Element) -> Element | str:
        at = element.end + 1
        while at < len(self.page.events):
            event = self.page.events[at]
            if event is None:
                return ""
            if isinstance(event, Element):
                if event.characters:
                    return event
                at = event.end
            elif event.strip():
                return event
            at += 1
        return ""

    def _text(self, found: Element | str, longest: int = _LONGEST_INTRODUCTION) -> str:
        return " ".join(found.split()) if isinstance(found, str) else short_text(self.page.events, found, longest)

    def is_introduced(self, element: Element) -> bool:
        """Whether a line ending in a colon leads to an element's links, or sentences are on either side of it."""
        before = self._text(self._before(element))
        if _leads_on(before) or _leads_on(self._own_lead(element)):
            return True
        told = is_prose(before) or (len(before.split()) >= _FEWEST_WORDS and any(colon in before for colon in _COLON))
        return told and is_prose(self._text(self._after(element)))

    def _own_lead(self, element: Element) -> str:
        """The words before the first link of an element."""
        words: list[str] = []
        for event in self.page.events[element.begin : min(element.end, element.begin + _LOOKED_AT)]:
            if isinstance(event, str):
                words.append(event)
            elif isinstance(event, Element) and event.links and event.tag == "a":
                break
        return " ".join(" ".join(words).split())

    def is_titled_box(self, element: Element) -> bool:
        """Whether an element is a box of links or comments with its title, or the title of one, or what it heads."""
        if element.tag in _TITLES and not element.links and element.characters <= _LONGEST_TITLE:
            title = _bare(self._text(element, _LONGEST_TITLE))
            following = self._after(element) if title in _beside_titles() else ""
            if isinstance(following, Element):
                return self._is_headed(title, following)
        if element.tag in _LISTS:
            before = self._before(element)
            title = _bare(self._text(before, _LONGEST_TITLE))
            if title in _beside_titles() and self._is_headed(title, element):
                return not isinstance(before, Element) or before.tag in _TITLES
        return element.tag in _SECTIONS and self._opens_with_title(element)

    def _is_headed(self, title: str, element: Element) -> bool:
        """Whether an element is such as the title says: links and dates, or comments of readers."""
        if title in _words("comment_titles"):
            is_form = element.tag == "form" and element.characters <= _LONGEST_FORM
            return is_of_readers(element) or (is_form and not is_prose(self._text(element)))
        if is_prose(self._text(element)):
            return False
        plain = element.characters - element.linked
        return element.tag in _LISTS and element.links > 0 and plain <= 36 + 24 * element.links

    def _opens_with_title(self, element: Element) -> bool:
        """Whether a section begins with a heading that is the title of a box, and holds links or comments."""
        for at in range(element.begin + 1, min(element.end, element.begin + 12)):
            event = self.page.events[at]
            if isinstance(event, Element) and event.tag in _TITLES[:5]:
                title = _bare(self._text(event, _LONGEST_TITLE))
                if title in _words("comment_titles"):
                    following = self._after(event)
                    return isinstance(following, Element) and self._is_headed(title, following)
                return title in _words("teaser_titles") and element.links > 0
            if isinstance(event, str) and event.strip():
                return False
        return False

    def has_no_neighbour(self, element: Element) -> bool:
        """Whether an element is all that is in the one that holds it, as a cell in its row."""
        return self._before(element) == "" and self._after(element) == ""

    def has_no_words_beside(self, element: Element) -> bool:
        """Whether no words are directly before or after an element: other elements are, or nothing."""
        return not any(isinstance(beside, str) and beside for beside in (self._before(element), self._after(element)))

    def heads(self, element: Element) -> Element | None:
        """The element directly after a title, which it heads; nothing after what is no title."""
        if element.tag not in _TITLES or element.links or element.characters > _LONGEST_TITLE:
            return None
        following = self._after(element)
        return following if isinstance(following, Element) else None

    def stands_alone(self, element: Element) -> bool:
        """Whether an element of a line has the line for itself, or with links to other tools of the site."""
        blocks = _block_tags()
        for at, step in ((element.begin - 1, -1), (element.end + 1, 1)):
            while 0 <= at < len(self.page.events):
                event = self.page.events[at]
                if isinstance(event, str) and not event.strip():
                    at += step
                    continue
                if isinstance(event, str):
                    return False
                beside = event or self._ended(at)
                if beside.tag == "br" or beside.tag in blocks:
                    break
                if beside.links and self.serves_page(beside):
                    at = beside.end + 1 if step > 0 else beside.begin - 1
                    continue
                return False
        return True

    def serves_page(self, link: Element, *, by_target: bool = True) -> bool:
        """Whether a link is the name of a tool, fetches the page as a file, or leads to where tools do."""
        text = short_text(self.page.events, link)
        return bool(text) and (is_tools(text) or is_download(text) or (by_target and leads_to_tool(link)))

    def _ended(self, at: int) -> Element:
        """The element whose end the event at this place is."""
        if not self._ends:
            self._ends = {each.end: each for each in self.page.events if isinstance(each, Element)}
        return self._ends[at]


def _leads_on(text: str) -> bool:
    """Whether words end in a colon, and are neither those before links about a site nor the title of a box."""
    if not text.endswith(_COLON):
        return False
    told = len(text.split()) > 1 or len(_WIDE.findall(text)) >= _FEWEST_WIDE
    return told and not is_tools(text) and _bare(text) not in _words("lead_words") | _all_titles()


def is_of_readers(element: Element) -> bool:
    """Whether an element is, by its class or id, where readers comment."""
    names = (*element.get("class").split(), element.get("id"))
    named = any(re.sub(r"[-_]", "", name).lower() in _words("comment_names") for name in names)
    return named and element.tag not in ("p", "span")


def is_language_switch(page: Page, element: Element) -> bool:
    """Whether an element holds nothing but the names of two languages and more, each in itself, with a link."""
    if not element.links or element.characters > _LONGEST_SWITCH:
        return False
    text = short_text(page.events, element, _LONGEST_SWITCH).lower()
    names = _language_names()
    return bool(text) and bool(names.fullmatch(text)) and len(_one_language().findall(text)) > 1


def leads_to_neighbours(page: Page, element: Element) -> bool:
    """Whether an element is links alone, each to the page before or after ("Previous: …", "Next: …")."""
    if not 0 < element.links <= 3 or element.characters - element.linked > 3 * element.links:
        return False
    if element.characters > _LONGEST_NEIGHBOURS or element.end - element.begin > 60:
        return False
    inside = (event for event in page.events[element.begin : element.end] if isinstance(event, Element))
    names = [short_text(page.events, link).lower() for link in inside if link.tag == "a" and link.links]
    return bool(names) and all(_neighbour().match(name) for name in names)


def is_calendar(page: Page, element: Element, named: bool) -> bool:
    """Whether a table or what holds it is a sheet of a calendar: days, short names of weekdays, a month at most."""
    if element.tag not in ("table", "div", "td", "section") or element.characters > 250:
        return False
    if element.end - element.begin > _MOST_EVENTS:
        return False
    inside = page.events[element.begin : element.end]
    words = _MONTH.sub("", " ".join(" ".join(event for event in inside if isinstance(event, str)).split()), 1).split()
    days = sum(bool(_DAY.fullmatch(word)) for word in words)
    return days > (1 if named else _DAYS_OF_MONTH - 1) and all(map(_OF_CALENDAR.fullmatch, words))


def is_of_office(text: str) -> bool:
    """Whether a line has the telephone of an office: a word for it, and a number."""
    low = text.lower()
    starts = (found.end() for word in _words("telephone_words") for found in re.finditer(rf"\b{re.escape(word)}", low))
    return not is_prose(text) and any(_TELEPHONE.match(low, start) for start in starts)


def names_office(text: str) -> bool:
    """Whether a line begins as the name of a ministry or embassy does, and is no sentence."""
    return text.lower().startswith(tuple(_words("office_words"))) and not is_prose(text)


def reserves_rights(text: str) -> bool:
    """Whether a short line reserves the rights of a site; a sentence that says more than that is none."""
    phrases = [phrase for phrase in _words("legal_phrases") if phrase in text.lower()]
    if not phrases or not is_prose(text):
        return bool(phrases)
    said = next(each for each in _STOP.split(text.lower()) if phrases[0] in each)
    return len(said.replace(phrases[0], "").split()) < _FEWEST_WORDS + 1


def is_about_site(text: str) -> bool:
    """Whether sentences are about the site and its use, not about states: by a phrase of the data."""
    low = text.lower()
    return any(phrase in low for phrase in _words("site_phrases"))


@lru_cache(maxsize=1)
def _beside_titles() -> frozenset[str]:
    return _words("teaser_titles") | _words("comment_titles")


@lru_cache(maxsize=1)
def _all_titles() -> frozenset[str]:
    return _beside_titles() | _words("box_titles")


@lru_cache(maxsize=1)
def _block_tags() -> frozenset[str]:
    return frozenset(html_facts()["block_tags"])


@lru_cache(maxsize=1)
def _one_language() -> re.Pattern[str]:
    names = sorted(_words("language_names"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?![^\W\d_])|[\u4e00-\u9fff]{{2,4}}(?:文|语)")


@lru_cache(maxsize=1)
def _language_names() -> re.Pattern[str]:
    return re.compile(rf"(?>(?:{_one_language().pattern})|[\W\d_])+")


@lru_cache(maxsize=1)
def _neighbour() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_words("neighbour_words"), key=len, reverse=True)))
    return re.compile(rf"\W*(?:{words})\s*(?:[:：»›→>]|$)")
