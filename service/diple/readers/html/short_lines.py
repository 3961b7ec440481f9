"""Short lines at the edges of a page known by their words alone: paths, tools, notes on the use of a site.

None of them is a sentence of a statement: a line of tools holds nothing but the names of tools, a path begins with the
first page of the site, and what is recognised by how it begins is where hardly any text follows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from diple.datelines import is_line
from diple.readers.html.events import Element, Event, html_facts

_MOST_EVENTS = 60
_SEPARATOR = r"\s*(?:[>›»→/|]|::|-\s)\s*"
_STOPS, _CLOSERS = (".", "!", "?", "。", "！", "？", "؟"), '"”»’)]'
_WIDE = re.compile(r"[\u3400-\u9fff]")
_FEWEST_WORDS, _FEWEST_WIDE = 4, 8
_NOT_MORE_LETTERS = r"(?![a-zà-ÿа-яё])"
_LONGEST_PATH = 120
_LONGEST_BYLINE = 160
_DAY = re.compile(r"^\d{1,4}[-./年]\d{1,2}[-./月]\d{1,4}日?[\s,]*(?:\d{1,2}:\d\d(?::\d\d)?)?[\s,|·—-]*")


def short_text(events: list[Event], element: Element, longest: int = 250, most_events: int = _MOST_EVENTS) -> str:
    """The words of a short element, white space folded; empty where it is longer than `longest` characters."""
    if element.characters > longest or element.end - element.begin > most_events:
        return ""
    code = frozenset(html_facts()["code_tags"])
    inside = events[element.begin : element.end]
    if any(isinstance(event, Element) and event.tag in code for event in inside):
        return ""
    return " ".join(" ".join(event for event in inside if isinstance(event, str)).split())


def excerpt(events: list[Event], element: Element, length: int = 80, reach: int = 1000) -> str:
    """The first characters of an element's text, white space folded; at most `reach` events are looked at."""
    code = frozenset(html_facts()["code_tags"])
    pieces: list[str] = []
    collected = 0
    position = element.begin
    while position < min(element.end, element.begin + reach) and collected < length:
        event = events[position]
        if isinstance(event, Element) and event.tag in code:
            position = event.end
        elif isinstance(event, str):
            pieces.append(event)
            collected += len(event.strip())
        position += 1
    text = " ".join(" ".join(pieces).split())
    return text if len(text) <= length else text[: length - 1] + "…"


def is_prose(text: str) -> bool:
    """Whether a text is one or more whole sentences, of four words or eight Chinese characters and more."""
    if not text.rstrip().rstrip(_CLOSERS).endswith(_STOPS):
        return False
    return len(text.split()) >= _FEWEST_WORDS or len(_WIDE.findall(text)) >= _FEWEST_WIDE


def is_clause(text: str) -> bool:
    """Whether a text is a clause that goes on after it, as in a preamble, of eight words or 16 Chinese characters."""
    going_on = text.endswith((",", ";", ":", "，", "；", "：", "،", "؛"))
    return going_on and (len(text.split()) >= 2 * _FEWEST_WORDS or len(_WIDE.findall(text)) >= 2 * _FEWEST_WIDE)


def is_tools(text: str) -> bool:
    """Whether a line holds nothing but names of tools of the site ("Print version") and of its own pages."""
    text = text.lower()
    return bool(_tools("tool_phrases", "tool_sizes").fullmatch(text) and _tools("tool_phrases").search(text))


def is_download(text: str) -> bool:
    """Whether a link fetches the page as a file: "Download the statement (PDF, 120 KB)"."""
    return text.lower().startswith(_begins("download_words")) and not is_prose(text)


def is_path(text: str) -> bool:
    """Whether a line is a path from the site's first page ("Home > Press > Statements")."""
    return len(text) <= _LONGEST_PATH and bool(_path().match(text.lower())) and not is_prose(text)


def is_note_on_use(text: str) -> bool:
    """Whether a line begins as notes on a page do: how to quote it, when and where it was published."""
    return text.lower().startswith(_begins("foot_leads"))


def is_byline(text: str) -> bool:
    """Whether a line says when and by whom a page was published, or how often it was read, and no day alone."""
    if len(text) > _LONGEST_BYLINE:
        return False
    low = text.lower()
    named = _DAY.sub("", low).startswith(_begins("byline_leads")) or low.endswith(_begins("byline_ends"))
    return named and not is_prose(text) and not is_line(text)


def is_address(text: str) -> bool:
    """Whether a line begins as the addresses of an office do."""
    return text.lower().startswith(_begins("contact_words"))


@lru_cache(maxsize=8)
def _begins(key: str) -> tuple[str, ...]:
    return tuple(html_facts()["furniture"][key])


@lru_cache(maxsize=8)
def _alternatives(*keys: str) -> str:
    words = sorted({word for key in keys for word in html_facts()["furniture"][key]}, key=len, reverse=True)
    return "|".join(map(re.escape, words))


@lru_cache(maxsize=4)
def _tools(*keys: str) -> re.Pattern[str]:
    """Such names and the signs between them, or, of one group of names, one of them."""
    names = f"(?:{_alternatives(*keys)}){_NOT_MORE_LETTERS}"
    return re.compile(rf"(?>{names}|[\W\d_])++" if len(keys) > 1 else names)


@lru_cache(maxsize=1)
def _path() -> re.Pattern[str]:
    first, lead = _alternatives("home_words"), _alternatives("path_leads")
    return re.compile(rf"\W*(?:(?:{lead})\s*[:：]?\s*[^.。]*?[>›»→/|]|(?:{first}){_SEPARATOR}\w)")
