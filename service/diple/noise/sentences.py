"""Courtesy, protocol and calendar: clauses that say nothing else, and sentences that are made of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from diple.datelines import are_lines, line_of, without_hour
from diple.model import NoiseReason
from diple.noise.numbering import is_label
from diple.noise.pair import NEAR, Found, Pair, Room, sides
from diple.noise.words import Words, words_of
from diple.normalise import fold_text
from diple.segment.tokens import Edit, Tokens

REACH = 600
"""Code points on either side of an edit in which a clause of courtesy may be: `NEAR` words have fewer."""
_WORD = re.compile(r"\w+")
_TO_BLANKS = str.maketrans(dict.fromkeys("!\"'(),-./:;?[]«»“”„’—–…؟،؛¡¿", " "))
_FAMILIES: tuple[tuple[str, NoiseReason, bool], ...] = (
    ("courtesy", "courtesy", True),
    ("signature", "courtesy", True),
    ("calendar", "rolling_date", False),
)
"""Patterns by name, the reason they give, and whether a sentence without a partner may be noise: the next
meeting may not, for no meeting being announced is news."""


def sentence_noise(old_text: str | None, new_text: str | None, language: str) -> NoiseReason | None:
    """Why a sentence that is alone, or a pair of sentences, does not count; None where it counts.

    Only a sentence that is courtesy, a signature, a date line or the calendar from end to end is noise. In
    a pair the rank of a visit and the like must be the same.
    """
    words = words_of(language)
    texts = [text for text in (old_text, new_text) if text]
    if not texts:
        return None
    if not any(map(str.isalnum, "".join(texts))):
        return "typography"
    if all(is_label(text) for text in texts):
        return "renumbering"
    if _is_date_line(texts, language):
        return "rolling_date"
    for family, reason, alone in _FAMILIES:
        if (alone or len(texts) == 2) and all(_is_nothing_else(text, family, words) for text in texts):
            return reason if len(texts) == 1 or _ranks(texts[0], words) == _ranks(texts[1], words) else None
    return None


def _is_date_line(texts: list[str], language: str) -> bool:
    """Whether each text says only when and where it was made; of two, what follows the date must be the same."""
    return (
        all(are_lines(text, language) for text in texts) and len({_after_date(text, language) for text in texts}) == 1
    )


def _after_date(text: str, language: str) -> str:
    """The words that follow the date of a line: "in two originals"; the hour is none of them."""
    text = without_hour(text)
    found = line_of(text, language)
    return " ".join(_WORD.findall(text[found.tail :])) if found else ""


def _may_be_polite(text: str, words: Words) -> bool:
    """Whether a word that courtesies are made of is in a sentence."""
    folded = text.casefold() if text.isascii() else fold_text(text)
    found = folded if words.of("hanzi_dates") else folded.translate(_TO_BLANKS).split()
    return not words.of("polite").isdisjoint(found)


def speaks_politely(old: Tokens, new: Tokens, words: Words) -> bool:
    """Whether a word that courtesies are made of is in the pair."""
    polite = words.of("polite")
    return not (polite.isdisjoint(old.keys) and polite.isdisjoint(new.keys))


def courtesy(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """An edit that lies in a clause of courtesy on both sides, or that puts or takes such a clause."""
    ranks = [_ranks(tokens.surface(start, end), pair.words) for tokens, start, end in sides(pair, edit)]
    if ranks[0] != ranks[1]:
        return None
    for tokens, start, end in sides(pair, edit):
        if start < end and not _within_courtesy(tokens, start, end, pair.words):
            return None
    return Found(edit, "courtesy")


def warmth_swapped(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """The words of warmth in another order: "warm and friendly", "friendly and warm"."""
    may_stand = pair.words.of("warmth") | pair.words.of("joints") | {","}
    keys = pair.old.keys[edit.old_start : edit.old_end]
    return Found(edit, "courtesy") if may_stand.issuperset(keys) else None


def _within_courtesy(tokens: Tokens, start: int, end: int, words: Words) -> bool:
    """Whether the tokens are in a clause of courtesy, but for joints: "thanked … for the hospitality and"."""
    first, last = near(tokens, start, end)
    text, origin = tokens.surface(first, last), tokens.starts[first]
    left, right = tokens.starts[start] - origin, tokens.ends[end - 1] - origin
    spans = _spans(text, "courtesy", words)
    touches = any(opens < right and left < closes for opens, closes in spans)
    return touches and not _uncovered(text, spans, words, left, right)


def near(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """The first token around some of them, and the one behind the last.

    Neighbouring tokens may be of sentences that are far from one another in the text: these are left out.
    """
    first = bisect_left(tokens.starts, tokens.starts[start] - REACH, max(0, start - NEAR), start)
    last = bisect_right(tokens.ends, tokens.ends[end - 1] + REACH, end, min(len(tokens), end + NEAR))
    return first, last


def _is_nothing_else(text: str, family: str, words: Words) -> bool:
    if family == "courtesy" and not (_may_be_polite(text, words) and _opens(text, family, words)):
        return False
    spans = _spans(text, family, words)
    return bool(spans) and not _uncovered(text, spans, words, 0, len(text))


def _opens(text: str, family: str, words: Words) -> bool:
    """Whether the first word that is no mere joint is in a clause of the family: most sentences fail here."""
    joints, articles = words.of("joints"), words.of("articles")
    patterns = words.patterns(family)
    for word in _WORD.finditer(text):
        if any(pattern.match(text, word.start()) for pattern in patterns):
            return True
        if (folded := word.group().casefold()) not in joints and folded not in articles:
            return False
    return False


def _uncovered(text: str, spans: Sequence[tuple[int, int]], words: Words, start: int, end: int) -> str:
    """The words of `text[start:end]` that lie outside the clauses of a family and are no mere joints."""
    joints = words.of("joints") | words.of("articles")
    at, rest = start, ""
    for first, last in spans:
        rest += text[at : max(at, min(first, end))]
        at = max(at, min(last, end))
    rest += text[at:end]
    return " ".join(word for word in _WORD.findall(rest) if word.casefold() not in joints)


def _spans(text: str, family: str, words: Words) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for pattern in words.patterns(family):
        if pattern.pattern.startswith("^"):
            found = pattern.match(text)
            spans += [found.span()] if found else []
        else:
            spans += [found.span() for found in pattern.finditer(text)]
    return sorted(spans)


def _ranks(text: str, words: Words) -> list[str]:
    """Words that count even in a courtesy: the rank of a visit, a refusal."""
    ranks = words.patterns("ranks")
    return sorted(found.group().casefold() for pattern in ranks for found in pattern.finditer(text))
