"""What on a page is furniture: navigation, page heads and feet, sharing bars. In doubt, an element is text.

Three kinds of evidence, from strong to weak: what an element says it is (tag, role), what its class or id is
called, and how much of its text is links. None of them condemns an element that holds a good part of the page's
text outside links. Whatever is left out is reported by the reader.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from diple.readers.html.boxes import (
    LONGEST_BOX,
    is_about_newsletter,
    is_contact,
    is_contents,
    is_form,
    is_picture,
    is_title_of_contents,
)
from diple.readers.html.events import Element, Page, html_facts
from diple.readers.html.region import Region
from diple.readers.html.short_lines import (
    asks_about_page,
    excerpt,
    is_address,
    is_byline,
    is_clause,
    is_download,
    is_note_on_use,
    is_path,
    is_prose,
    is_tools,
    short_text,
    speaks_of_cookies,
)
from diple.readers.html.surroundings import (
    Surroundings,
    is_about_site,
    is_calendar,
    is_language_switch,
    is_of_office,
    is_of_readers,
    leads_to_neighbours,
    names_office,
    reserves_rights,
)

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")
_NOTE_ID = re.compile(r"_?(?:ftn|edn|fn|footnote|endnote|cite_note|note)[-_:]?\d+$", re.I)
_NOTE_TARGET = re.compile(r"#_?(?:ftn|edn|fn|footnote|endnote|cite_note|note)[-_:]?\d+$", re.I)
_WAY_BACK = re.compile(r"#_?(?:ftn|edn|fn|footnote|endnote|cite_|note)[-_:]?(?:ref|back)", re.I)


_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LOOKED_AT = 400
_LONGEST_PROSE = 20_000
_SHARE_OF_LINKS = 0.4
_LONGEST_TAIL = 400  # characters that may follow the last line about a page, in its foot
_SHARE_OF_TAIL = 0.1
_SHARE_OF_BOX = 0.3  # of the text of a page outside links
_LONGEST_OFFICE = 80
_LONGEST_CONSENT = 1_500
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")


class Strictness(IntEnum):
    """How much evidence is asked of furniture."""

    NAMES = 0  # tags, roles, names and links all count
    ROLES = 1  # only what an element says it is
    KEEP_ALL = 2  # nothing is furniture


@lru_cache(maxsize=64)
def _facts(group: str, key: str) -> frozenset[str]:
    return frozenset(html_facts()[group][key])


@lru_cache(maxsize=1)
def _sharing() -> re.Pattern[str]:
    """The beginning of a link that shares or prints the page, its last word whole where words are spaced."""
    return re.compile(f"(?:{'|'.join(map(re.escape, sorted(_facts('furniture', 'sharing_words'))))})(?![a-zа-яё])")


@lru_cache(maxsize=1)
def _claim_of_copyright() -> re.Pattern[str]:
    """A sign of copyright, or a word for it with a year or the sign after it: "Copyright 2034", "(c) 2034"."""
    signs, words = ("|".join(map(re.escape, sorted(_facts("furniture", f"legal_{key}")))) for key in ("signs", "words"))
    return re.compile(rf"{signs}|(?:(?:{words})[\s:,]*)+(?:{signs}|(?:19|20)\d\d(?!\d))", re.I)


@lru_cache(maxsize=4096)
def name_words(names: str) -> frozenset[str]:
    """The lower-case words of a class or id: "main-navBar" gives main, nav, bar and mainnavbar."""
    whole = {part.lower() for name in names.split() for part in (name, re.sub(r"[-_]", "", name))}
    parts = {word.lower() for word in _WORD.findall(_CAMEL.sub(" ", names))}
    return frozenset(whole | parts)


def _names(element: Element) -> frozenset[str]:
    return name_words(f"{element.get('class')} {element.get('id')}")


def _whole_names(element: Element) -> frozenset[str]:
    """Each class and the id as a whole, in lower case, without hyphens and underscores."""
    names = (*element.get("class").split(), element.get("id"))
    return frozenset(re.sub(r"[-_]", "", name).lower() for name in names)


def opens_text(element: Element) -> bool:
    """Whether an element says that it holds the text itself."""
    if element.tag in ("main", "article"):
        return True
    if not element.attributes:
        return False
    said = element.get("role").lower() == "main" or element.get("itemprop").lower() == "articlebody"
    return said or not _whole_names(element).isdisjoint(_facts("furniture", "text_names"))


def is_note(element: Element) -> bool:
    """Whether an element is a footnote or holds footnotes."""
    if not element.attributes:
        return False
    words = name_words(f"{element.get('class')} {element.get('role')} {element.get('epub:type')} {element.get('id')}")
    return not words.isdisjoint(_facts("notes", "words")) or bool(_NOTE_ID.match(element.get("id")))


def is_note_reference(element: Element) -> bool:
    """Whether a link leads to a footnote, or back from one to its place in the text."""
    target = element.get("href")
    if not target.startswith("#"):
        return False
    if _NOTE_TARGET.search(target) or _WAY_BACK.search(target):
        return True
    words = name_words(f"{element.get('class')} {element.get('role')} {element.get('epub:type')} {element.get('id')}")
    return not words.isdisjoint(_facts("notes", "reference_words"))


def _is_kept_whole(element: Element) -> bool:
    """Whether an element is a note or a table of figures, no part of which is furniture for its links."""
    return element.is_data_table or is_note(element)


@dataclass(slots=True)
class FurnitureJudge:
    """Judges the elements of one page, met in document order.

    `in_main` counts the open elements that are its main part by their tag, `in_text` those that say they hold the text;
    `following` is how many characters are after each event.
    """

    page: Page
    strictness: Strictness = Strictness.NAMES
    in_main: int = 0
    in_text: int = 0
    following: list[int] = field(default_factory=list)
    surroundings: Surroundings = field(init=False)
    region: Region = field(init=False)
    _introduced_until: int = 0
    _spared_until: int = 0
    _notes: list[int] | None = None
    _consent: bool | None = None
    _around: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.surroundings = Surroundings(self.page)
        self.region = Region.of(self.page) if self.strictness == Strictness.NAMES else Region(self.page)

    @property
    def _plain(self) -> int:
        return max(1, self.page.root.characters - self.page.root.linked)

    def is_furniture(self, element: Element, text_begun: bool) -> bool:
        """Whether `element` is furniture; `text_begun` says that text of the page is before it."""
        if self.strictness == Strictness.KEEP_ALL or not element.characters:
            return False
        plain = element.characters - element.linked
        share = plain / self._plain
        if share <= 0.5 and self._says_so(element, plain):
            return not is_note(element)
        if self.strictness == Strictness.ROLES:
            return False
        if element.tag == "a" and self._skips_ahead(element, text_begun):
            return True
        if self.asks_for_consent(element) or self._speaks_of_cookies(element):
            return True
        if self._surrounds_text(element) or is_picture(self.page, element) or self._is_of_site(element, share):
            self._around.add(element.begin)
            return True
        named = element.tag in _facts("furniture", "containers") and not self._furniture_names(element).isdisjoint(
            _facts("furniture", "words")
        )
        if named and share <= 0.3 and not is_note(element):
            return not self._is_prose(element)
        if share <= 0.3 and not self._holds_heading(element) and self._is_box(element, text_begun):
            return True
        if (self._is_dense(element) and not self.is_introduced(element)) or self._is_sharing_bar(element):
            return True
        if self._is_edge(element, text_begun):
            return True
        if element.tag not in _facts("furniture", "containers") or self._holds_heading(element):
            return False
        if not text_begun and self._is_site_head(element, plain):
            return True
        if share > 0.5:
            return False
        short = self._is_legal_line(element) or self._is_led(element) or self._is_foot(element, plain)
        return short or self._is_link_box(element)

    def is_sure(self, element: Element) -> bool:
        """Whether what was left out weighs nothing: a banner about cookies, or what is around the text."""
        return element.begin in self._around or self.asks_for_consent(element) or self._speaks_of_cookies(element)

    def _surrounds_text(self, element: Element) -> bool:
        """Whether an element is links and short lines around the text (`region`), and none that the text leads to."""
        if element.begin < self._spared_until or not self.region.is_apart(element):
            return False
        if _is_kept_whole(element):
            self._spared_until = element.end
            return False
        if element.tag not in _facts("furniture", "around") or self._holds_heading(element):
            return False
        if not self.region.surrounds(element) or self._holds_notes(element) or self.is_introduced(element):
            return False
        if self.region.spares(element):
            self._spared_until = element.end
            return False
        return True

    def _holds_notes(self, element: Element) -> bool:
        """Whether notes, references to them or tables of figures are in an element."""
        if self._notes is None:
            elements = (event for event in self.page.events if isinstance(event, Element))
            self._notes = [each.begin for each in elements if _is_kept_whole(each) or is_note_reference(each)]
        return bisect_left(self._notes, element.end) > bisect_left(self._notes, element.begin)

    def _is_prose(self, element: Element) -> bool:
        """Whether an element holds whole sentences alone, few links and no titles: text, whatever its name.

        Outside the text, sentences about the site are furniture. So is what is longer than is looked at.
        """
        inside = self.page.events[element.begin : min(element.end, element.begin + _LOOKED_AT)]
        titled = any(isinstance(event, Element) and event.tag in _TITLES for event in inside)
        if titled or element.linked > _SHARE_OF_LINKS * element.characters:
            return False
        text = short_text(self.page.events, element, _LONGEST_PROSE, _LOOKED_AT)
        if not is_prose(text) and not is_clause(text):
            return False
        return bool(self.in_text or not is_about_site(text))

    def is_introduced(self, element: Element) -> bool:
        """Whether a list of links is text by what is before and after it, or is part of such a list.

        None is that is before the main heading of the page.
        """
        if self.page.main_headings and element.begin < self.page.main_headings[0]:
            return False
        if element.begin < self._introduced_until:
            return True
        if self.surroundings.is_introduced(element):
            self._introduced_until = element.end
            return True
        return False

    def _is_box(self, element: Element, text_begun: bool) -> bool:
        """Whether an element is a box by what it holds or by its title, or a line about the site (`surroundings`)."""
        if element.tag == "span" and self._is_tool_beside_text(element):
            return True
        if element.tag == "a":
            is_tool = self.surroundings.serves_page(element, by_target=self.region.is_after(element))
            return is_tool and self.surroundings.stands_alone(element)
        if element.tag not in _facts("furniture", "boxes"):
            return False
        if is_language_switch(self.page, element) and not self.is_introduced(element):
            return True
        if leads_to_neighbours(self.page, element):
            return True
        if is_calendar(self.page, element, "calendar" in self._furniture_names(element)):
            return True
        if element.tag in ("td", "table") and self._is_office(element, text_begun):
            return True
        return text_begun and (is_of_readers(element) or self.surroundings.is_titled_box(element))

    def _is_of_site(self, element: Element, share: float) -> bool:
        """Whether an element beside the text is a line about the page, the name of a section, or a box for visitors."""
        if share > _SHARE_OF_BOX or not self.region.is_beside(element) or self._holds_heading(element):
            return False
        if element.tag in _facts("furniture", "edges") and self._is_about_page(element):
            return True
        if element.tag not in _facts("furniture", "boxes"):
            return False
        return self.region.names_section(element) or self._serves_visitors(element)

    def _is_about_page(self, element: Element) -> bool:
        """Whether an element is a byline, or a question on the page after the text."""
        text = short_text(self.page.events, element)
        return is_byline(text) or (self.region.is_after(element) and asks_about_page(text))

    def _serves_visitors(self, element: Element) -> bool:
        """Whether an element beside the text is contents of the page, a form or a press contact, or a title of one."""
        if self.region.holds_sentence(element) or self._holds_notes(element):
            return False
        if element.end <= self.region.first and is_contents(self.page, element):
            return True
        if element.characters > LONGEST_BOX:
            return False
        if is_form(self.page, element) or self._heads_box(element):
            return True
        boxed = element.tag in _facts("furniture", "contact_boxes") and self.region.is_outside(element)
        return boxed and is_contact(self.region.lines_of(element), self._is_headed(element))

    def _is_headed(self, element: Element) -> bool:
        """Whether a heading is in an element."""
        inside = self.page.events[element.begin : element.end]
        return any(isinstance(event, Element) and event.tag in _TITLES for event in inside)

    def _heads_box(self, element: Element) -> bool:
        """Whether an element is the title of contents of the page or of a form for letters, which follow it."""
        headed = self.surroundings.heads(element)
        if not headed:
            return False
        title = short_text(self.page.events, element)
        if is_title_of_contents(title) and headed.end <= self.region.first:
            return is_contents(self.page, headed)
        return is_about_newsletter(title) and is_form(self.page, headed)

    def _is_tool_beside_text(self, element: Element) -> bool:
        """Whether an element of a line is the name of a tool, before the text or after it, apart from words."""
        if not self.region.is_beside(element) or not is_tools(short_text(self.page.events, element)):
            return False
        return self.surroundings.has_no_words_beside(element)

    def _is_office(self, element: Element, text_begun: bool) -> bool:
        """Whether a cell of the page's layout is its head, an office beside its arms, or its foot with a telephone."""
        text = short_text(self.page.events, element)
        if not text or element.is_data_table:
            return False
        if text_begun:
            return self._ends_page(element) and is_of_office(text) and self.surroundings.has_no_neighbour(element)
        inside = self.page.events[element.begin : element.end]
        pictured = any(isinstance(event, Element) and event.tag == "img" for event in inside)
        return pictured and len(text) <= _LONGEST_OFFICE and names_office(text)

    def _is_edge(self, element: Element, text_begun: bool) -> bool:
        """Whether an element is a short line about the page or site by its words (`diple.readers.html.short_lines`)."""
        if element.tag not in _facts("furniture", "edges") or self._holds_heading(element):
            return False
        text = short_text(self.page.events, element)
        if not text:
            return False
        if is_tools(text) or (not text_begun and is_path(text)):
            return True
        if not text_begun or not self._ends_page(element):
            return False
        named = not _whole_names(element).isdisjoint(_facts("furniture", "foot_names"))
        return is_note_on_use(text) or (named and is_address(text))

    def _ends_page(self, element: Element) -> bool:
        """Whether hardly any text follows an element."""
        if not self.following:
            total = 0
            for event in reversed(self.page.events):
                total += sum(map(len, event.split())) if isinstance(event, str) else 0
                self.following.append(total)
            self.following.reverse()
        after = self.following[element.end] if element.end < len(self.following) else 0
        return after <= max(_LONGEST_TAIL, _SHARE_OF_TAIL * self._plain)

    def _says_so(self, element: Element, plain: int) -> bool:
        """Whether tag or role name furniture. Prose in a head or foot, as preambles and signatures are, is text."""
        role = element.get("role").lower()
        if element.tag in _facts("furniture", "tags") or role in _facts("furniture", "roles"):
            return True
        if not self._is_poor_in_prose(element, plain):
            return False
        if element.tag in _facts("furniture", "foot_tags") or role in _facts("furniture", "foot_roles"):
            return True
        if element.tag in _facts("furniture", "head_tags") or role in _facts("furniture", "head_roles"):
            return not self.in_main and self._main_heading_elsewhere(element)
        return False

    def _is_poor_in_prose(self, element: Element, plain: int) -> bool:
        """Whether little of an element is text outside links: in the main part, less than half of it."""
        if self.in_main:
            return plain < 0.5 * element.characters
        return plain <= 250 or plain < 0.5 * element.characters

    def _main_heading_elsewhere(self, element: Element) -> bool:
        """Whether `element` holds no main heading, or another is outside it."""
        headings = self.page.main_headings
        inside = bisect_left(headings, element.end) - bisect_left(headings, element.begin)
        return not inside or inside < len(headings)

    @staticmethod
    def _furniture_names(element: Element) -> frozenset[str]:
        return _names(element) if element.attributes else frozenset()

    @staticmethod
    def _skips_ahead(element: Element, text_begun: bool) -> bool:
        """Whether a link at the head of a page only jumps over its head ("Skip to content")."""
        return (
            not text_begun
            and element.characters <= 40
            and element.get("href").startswith("#")
            and len(element.get("href")) > 1
            and not is_note_reference(element)
        )

    def _is_dense(self, element: Element) -> bool:
        """Whether an element outside the main part is a run of links: three or more, short, with little between."""
        if self.in_main or element.links < 3 or element.tag not in _facts("furniture", "dense_containers"):
            return False
        plain = element.characters - element.linked
        short = element.linked <= 60 * element.links
        return short and (plain <= 0.2 * element.characters or plain <= 2 * element.links)

    def asks_for_consent(self, element: Element) -> bool:
        """Whether an element is a banner about cookies, however long: it may hold more text than the statement."""
        if not element.attributes or self.in_main or element.tag not in _facts("furniture", "containers"):
            return False
        if _names(element).isdisjoint(_facts("furniture", "consent_words")) or self._holds_heading(element):
            return False
        if self._is_prose(element):
            return False
        return element.characters < 0.9 * self.page.root.characters and not self._holds_main(element)

    def _speaks_of_cookies(self, element: Element) -> bool:
        """Whether an element apart from the text says that the site uses cookies, whatever it is called."""
        if self._consent is None:
            strings = (event for event in self.page.events if isinstance(event, str))
            self._consent = any(map(speaks_of_cookies, strings))
        if not self._consent or element.tag not in _facts("furniture", "around") or not self.region.is_apart(element):
            return False
        if self._holds_heading(element) or self._holds_notes(element):
            return False
        return speaks_of_cookies(short_text(self.page.events, element, _LONGEST_CONSENT, _LOOKED_AT))

    def _holds_main(self, element: Element) -> bool:
        return any(
            head.tag in ("main", "article", "body") and element.begin <= head.begin < element.end
            for head in self.page.heads
        )

    def _holds_heading(self, element: Element) -> bool:
        """Whether an element holds a main heading of the page."""
        headings = self.page.main_headings
        return bisect_left(headings, element.end) > bisect_left(headings, element.begin)

    def _is_site_head(self, element: Element, plain: int) -> bool:
        """Whether an element before the text is, by its name or its picture behind, the head that all pages have."""
        if self.in_main or element.characters > 250 or element.end - element.begin > 200 or self._holds_main(element):
            return False
        if element.tag in ("td", "table") and "background" in element.attributes:
            return plain <= 80
        if _whole_names(element).isdisjoint(_facts("furniture", "head_names")):
            return False
        inside = self.page.events[element.begin : element.end]
        titles = [event for event in inside if isinstance(event, Element) and event.tag in _TITLES]
        return all(title.linked == title.characters for title in titles)

    def _is_sharing_bar(self, element: Element) -> bool:
        """Whether an element is a short list of links alone, most of which share, print or fetch the page."""
        if not 2 <= element.links <= 12 or element.characters - element.linked > 2 * element.links:
            return False
        if element.linked > 40 * element.links or element.tag not in _facts("furniture", "dense_containers"):
            return False
        inside = (event for event in self.page.events[element.begin : element.end] if isinstance(event, Element))
        names = [excerpt(self.page.events, link).lower() for link in inside if link.links == 1 and link.tag == "a"]
        return 2 * sum(bool(_sharing().match(name)) or is_download(name) for name in names) > len(names)

    def _is_foot(self, element: Element, plain: int) -> bool:
        """Whether an element is by its whole name the foot that all pages have: links, and little beside them."""
        named = not _whole_names(element).isdisjoint(_facts("furniture", "foot_names"))
        return named and not self.in_main and element.links >= 2 and plain <= 80

    def _is_legal_line(self, element: Element) -> bool:
        """Whether an element is a short line that begins with a claim of copyright, or has one beside a link."""
        if element.characters > 250:
            return False
        begin = excerpt(self.page.events, element, 250, reach=40)
        if claim := _claim_of_copyright().search(begin):
            return claim.start() == 0 or element.links > 0
        if begin.partition(" ")[0].lower() in _facts("furniture", "legal_leads") and not is_prose(begin):
            return self.region.is_beside(element)
        return element.characters <= 120 and reserves_rights(begin)

    def _is_led(self, element: Element) -> bool:
        """Whether an element is a short line of links after words about the site alone ("You are here:")."""
        if not element.links or element.characters > 150 or element.characters - element.linked > 80:
            return False
        return self._before_links(element) in _facts("furniture", "lead_words")

    def _is_link_box(self, element: Element) -> bool:
        """Whether an element is a box of links under a title such as "Related", with dates at most between them."""
        plain = element.characters - element.linked
        if not element.links or plain > 36 + 12 * element.links:
            return False
        return self._before_links(element) in _facts("furniture", "box_titles")

    def _before_links(self, element: Element) -> str:
        """The words before the first link of an element, in lower case, without the signs and digits around them."""
        words: list[str] = []
        for event in self.page.events[element.begin : min(element.end, element.begin + 40)]:
            if isinstance(event, str):
                words.append(event)
            elif isinstance(event, Element) and event.links and event.tag == "a":
                break
        return _AROUND.sub("", " ".join(" ".join(words).split()).lower())
