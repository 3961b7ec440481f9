"""Boxes of a site around the text, known by what they are for: pictures, contents of the page, forms, press contacts.

Each is known by what it holds: a picture, links to places of the same page, a field to fill in, a telephone or address.
None of them holds a sentence of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from diple.readers.html.events import Element, Event, Page, html_facts
from diple.readers.html.short_lines import is_address, is_prose, short_text
from diple.readers.html.surroundings import is_of_office

_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LONGEST_CAPTION = 400  # characters
LONGEST_BOX = 500
_LONGEST_TITLE = 80
_MOST_EVENTS = 300
_FEWEST_PLACES = 2
_FEWEST_LINES = 2  # one may be the last of a signature
_MOST_PLAIN = 0.3  # of the contents of a page, as numbers and dots are
_LABEL = re.compile(r"[^\W\d_]+\.?\s*\d")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\W\d_]{2,}")


def is_picture(page: Page, element: Element) -> bool:
    """Whether a figure is a picture with its caption; a caption with a number ("Chart 2: …") belongs to the text."""
    if element.tag != "figure" or element.characters > _LONGEST_CAPTION or _is_large(element):
        return False
    tags = {each.tag for each in _inside(page, element)}
    if tags.isdisjoint(_words("picture_tags")) or not tags.isdisjoint(_words("text_tags")):
        return False
    return not _LABEL.match(short_text(page.events, element, _LONGEST_CAPTION))


def is_contents(page: Page, element: Element) -> bool:
    """Whether an element holds the contents of the page: links that lead to places in it, and a title at most."""
    if element.links < _FEWEST_PLACES or _is_large(element):
        return False
    links = [each for each in _inside(page, element) if each.tag == "a" and each.links]
    if not all(each.get("href").startswith("#") and len(each.get("href")) > 1 for each in links):
        return False
    plain = element.characters - element.linked
    if plain <= _MOST_PLAIN * element.characters:
        return True
    title = _title(page, element)
    return is_title_of_contents(title) and plain - sum(map(len, title.split())) <= _MOST_PLAIN * element.characters


def is_title_of_contents(title: str) -> bool:
    """Whether a line is the title of the contents of a page ("On this page")."""
    return _bare(title) in _words("contents_titles")


def is_form(page: Page, element: Element) -> bool:
    """Whether a short element is fields to fill in with their labels, or a title about a newsletter and such a form."""
    if element.characters > LONGEST_BOX or _is_large(element):
        return False
    inside = list(_inside(page, element, itself=True))
    if not any(each.tag in _words("field_tags") and each.get("type").lower() != "hidden" for each in inside):
        return False
    tags = [each.tag for each in inside]
    return element.tag == "form" or "form" in tags or is_about_newsletter(_title(page, element))


def is_about_newsletter(title: str) -> bool:
    """Whether a short line invites to subscribe to letters of the site."""
    return len(title) <= _LONGEST_TITLE and any(word in title.lower() for word in _words("newsletter_words"))


def is_contact(lines: Sequence[str], headed: bool) -> bool:
    """Whether the lines of a box are ways to an office alone, with a heading or a title such as "Press contact"."""
    reached = [_is_way(line) for line in lines]
    if len(lines) < _FEWEST_LINES or not any(reached) or any(map(is_prose, lines)):
        return False
    titled = _bare(lines[0]).startswith(tuple(_words("contact_titles")))
    return titled or all(reached[headed:])


def _is_way(line: str) -> bool:
    """Whether a line has a telephone or an address."""
    return bool(_MAIL.search(line)) or is_of_office(line) or is_address(line)


def _is_large(element: Element) -> bool:
    return element.end - element.begin > _MOST_EVENTS


def _inside(page: Page, element: Element, *, itself: bool = False) -> Iterator[Element]:
    inside: list[Event] = page.events[element.begin + (not itself) : element.end]
    return (event for event in inside if isinstance(event, Element))


def _title(page: Page, element: Element) -> str:
    """The first stretch of text of an element."""
    inside = page.events[element.begin : element.end]
    return next((" ".join(event.split()) for event in inside if isinstance(event, str) and event.strip()), "")


def _bare(text: str) -> str:
    """A title in lower case, without the signs and digits around it."""
    return _AROUND.sub("", text.lower())


@lru_cache(maxsize=16)
def _words(key: str) -> frozenset[str]:
    return frozenset(html_facts()["boxes"][key])
