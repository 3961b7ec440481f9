"""Terms held at arm's length: in quotation marks, called "so-called", or said to be another party's."""

from __future__ import annotations

import re

from diple.mark.sentence.frames import Side
from diple.mark.text.parties import NAME, name_key, not_names, words_of
from diple.mark.text.recurrence import part_of
from diple.model import Span

OPENING_MARKS, CLOSING_MARKS = '"“«„‘「『', '"”»“’」』'
QUOTED = re.compile(r"(?<!\w)(?:'(?=\w)|[\"“«„‘])(?P<words>[^'\"“”«»„‘’]{3,60})(?:'(?!\w)|[\"”»“’])")
SINGLE = re.compile(r"'(?!s\b)[^']+'$")  # straight single quotation marks
BRINGS_IN = 60  # code points before a quoted term in which its owner is named
NEAR = 3  # code points between a quotation mark and a phrase that it encloses
# The participle behind a term, with whose deed it is: "established by Dravona", "объявленную Келландом".
BEHIND = re.compile(rf"\s*,?\s*[a-zа-яё]{{4,}}\s+(?:[a-z]{{2,3}}\s+){{0,2}}(?P<name>{NAME})")


def is_distanced(side: Side, span: Span, owners: tuple[str, ...]) -> bool:
    """Whether a phrase is held at arm's length, and nothing in its sentence approves of it."""
    sentence = side.span_at(span.start)
    if says(side, sentence, "distance") or says(side, sentence, "approving"):
        return says(side, sentence, "distance")
    return is_quoted(side, span, sentence) or any(is_possessor(name, side, span) for name in owners)


def says(side: Side, span: Span, name: str) -> bool:
    """Whether a stretch has one of the words of a list."""
    said = side.text[span.start : span.end].lower()
    return any(word in said for word in words_of(side.words.language, name))


def is_quoted(side: Side, span: Span, sentence: Span) -> bool:
    """Whether quotation marks enclose a phrase."""
    before = side.text[max(sentence.start, span.start - NEAR) : span.start]
    after = side.text[span.end : min(sentence.end, span.end + NEAR)]
    enclosed = any(mark in before for mark in OPENING_MARKS) and any(mark in after for mark in CLOSING_MARKS)
    return enclosed or bool(SINGLE.match(side.text, max(sentence.start, span.start - 1), span.end + 1))


def is_possessor(name: str, side: Side, span: Span) -> bool:
    """Whether a phrase is said to be its owner's: "Ostmark's", or the owner right beside it."""
    around = part_of(
        side, Span(max(side.start, span.start - len(name) - NEAR), min(side.end, span.end + len(name) + 2 * NEAR))
    )
    return name_key(name) in around.text[around.start : around.end].lower().replace(side.quote(*span).lower(), "")


def owner_of_quoted(side: Side, start: int, end: int) -> str | None:
    """The party whose word a quoted term is said to be: behind it, or in the words that bring it in."""
    return owner_behind(side, start, end) or owner_before(side, start)


def owner_before(side: Side, at: int) -> str | None:
    """The party in the words that bring in a quoted term as its own: "what Talvia calls"."""
    before = side.text[max(side.start, at - BRINGS_IN) : at]
    before = re.split(r"[;:.]\s|,\s(?!which)", before)[-1]
    if not any(word in before.lower() for word in words_of(side.words.language, "brings_in")):
        return None
    barred = not_names(side.words.language)
    names = [name for name in re.findall(NAME, before) if not any(word.lower() in barred for word in name.split())]
    return names[-1] if names else None


def owner_behind(side: Side, start: int, end: int) -> str | None:
    """The party behind a term held at arm's length: "the so-called 'corridor' established by Dravona"."""
    before = side.text[max(side.start, start - BRINGS_IN) : start].lower()
    if not any(word in before for word in words_of(side.words.language, "distance")):
        return None
    match = BEHIND.match(side.text, end, side.end)
    name = match.group("name") if match else ""
    return None if name.lower() in not_names(side.words.language) else name or None
