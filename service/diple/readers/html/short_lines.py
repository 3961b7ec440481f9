"""Short lines at the edges of a page known by their words alone: paths, tools, notes on the use of a site.

None of them is a sentence of a statement: a line of tools holds nothing but the names of tools, a path begins with the
first page of the site, and what is recognised by how it begins is where hardly any text follows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from diple.datelines import is_line, line_of
from diple.lexicon.tables import languages
from diple.readers.html.events import Element, Event, html_facts

_MOST_EVENTS = 60
_SEPARATOR = r"\s*(?:[>›»→/|]|::|-\s)\s*"
_STOPS, _CLOSERS = (".", "!", "?", "。", "！", "？", "؟"), '"”»’)]'
_WIDE = re.compile(r"[\u3400-\u9fff]")
_FEWEST_WORDS, _FEWEST_WIDE = 4, 8
_NOT_MORE_LETTERS = r"(?![a-zà-ÿа-яё])"
_LONGEST_PATH = 120
_LONGEST_BYLINE = 160
_LONGEST_QUESTION = 120
_COUNT = re.compile(r"[^\W\d_][^\d:：]{0,30}[:：]\s*[\d.,\s]+")  # "Reads: 1,204"
_QUESTION_MARK = re.compile(r"[?？؟]")
_SENTENCE_END = re.compile(r"[.!?。！？؟]")
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


def leads_to_tool(link: Element) -> bool:
    """Whether a link prints or closes the page, or returns to its top, by where it leads."""
    target = link.get("href").strip().lower()
    known = _begins("tool_targets")
    return target in known or target.startswith(tuple(each for each in known if ":" in each))


def is_path(text: str) -> bool:
    """Whether a line is a path from the site's first page ("Home > Press > Statements")."""
    return len(text) <= _LONGEST_PATH and bool(_path().match(text.lower())) and not is_prose(text)


def is_note_on_use(text: str) -> bool:
    """Whether a line begins as notes on a page do: how to quote it, when and where it was published."""
    return text.lower().startswith(_begins("foot_leads"))


def is_byline(text: str) -> bool:
    """Whether a line says when and by whom a page was published, or how often it was read, and no day alone.

    Its parts may be apart by dots or strokes ("17 March 2034 · 5 min read · 1,204 views"): each says so, or is a day.
    """
    if len(text) > _LONGEST_BYLINE:
        return False
    parts = [part for part in _between_parts().split(text) if part]
    named = [part for part in parts if _names_publication(part)]
    if len(parts) == 1:
        return bool(named) and not is_prose(text) and not is_line(text)
    others = [part for part in parts if part not in named and not _COUNT.fullmatch(part)]
    return bool(named) and all(is_line(part) and not _names_place(part) for part in others)


def _names_publication(text: str) -> bool:
    """Whether a line begins or ends as one does that says when a page was published or how often it was read."""
    low = _DAY.sub("", text.lower())
    known = low.startswith(_begins("byline_leads")) or low.endswith(_begins("byline_ends"))
    return known or bool(_with_figure().search(low))


def _names_place(line: str) -> bool:
    """Whether a line of a day says where it was, as that of a statement does."""
    return any(found.place for language in languages() if (found := line_of(line, language)))


def asks_about_page(text: str) -> bool:
    """Whether a line asks what the page is worth to who reads it: "Was this page helpful? Yes No"."""
    if len(text) > _LONGEST_QUESTION or not (mark := _QUESTION_MARK.search(text)):
        return False
    question, answers = text[: mark.start()].lower(), text[mark.end() :].lower()
    named = any(word in question for word in _begins("page_words")) and any(
        word in question for word in _begins("use_words")
    )
    return named and bool(_tools("tool_phrases", "tool_sizes").fullmatch(answers) or not answers)


def speaks_of_cookies(text: str) -> bool:
    """Whether a sentence says that the site stores cookies, or asks its visitors for consent to them."""
    low = text.lower()
    if any(phrase in low for phrase in _begins("consent_phrases")):
        return True
    if not any(word in low for word in _begins("cookie_words")):
        return False
    keys = ("cookie_words", "visit_words")
    sentences = _SENTENCE_END.split(low)
    return any(all(any(word in each for word in _begins(key)) for key in keys) for each in sentences)


def is_address(text: str) -> bool:
    """Whether a line begins as the addresses of an office do."""
    return text.lower().startswith(_begins("contact_words"))


@lru_cache(maxsize=32)
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
def _between_parts() -> re.Pattern[str]:
    """A dot or stroke between two parts of a line, or the blank before one that begins as such lines do."""
    return re.compile(rf"\s*[·•|｜]\s*|\s(?=(?:{_alternatives('byline_leads')})\s*\d)", re.I)


@lru_cache(maxsize=1)
def _with_figure() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_alternatives('figure_leads')})[\s:：]*\d|\d\s*(?:{_alternatives('figure_ends')})$")


@lru_cache(maxsize=1)
def _path() -> re.Pattern[str]:
    first, lead = _alternatives("home_words"), _alternatives("path_leads")
    return re.compile(rf"\W*(?:(?:{lead})\s*[:：]?\s*[^.。]*?[>›»→/|]|(?:{first}){_SEPARATOR}\w)")
