"""Which way a marker bears: gone, softer, firmer, new, or other; how many bear each way, and the news of each text.

One that bears no way is called what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

from diple.model import Direction, Marker, Selector, Span
from diple.render.language.interface import say, title
from diple.render.markers.naming import MOVED, heading, label
from diple.render.redline.differing import ELLIPSIS, Part, one_line
from diple.render.redline.side import Side
from diple.result import LEVELS

Bearing = Literal["gone", "softer", "firmer", "new", "other"]
Otherwise = Literal["softer and firmer", "reworded", "words gone", "words new", ""]
BEARINGS: tuple[Bearing, ...] = ("gone", "softer", "firmer", "new", "other")
TOWARD: dict[Direction, Bearing] = {"softened": "softer", "strengthened": "firmer"}
LOUD = LEVELS[:3]
"""The levels that are counted as something to look at: notable and above."""
SHORT = 64
"""Wordings of up to so many characters are shown with the words around them, since they may be no clause."""
AROUND = 36
"""Characters of these words on either side."""
PLAIN = "G3"
"""The kind of wording that no other kind describes, whose name says no more than that it changed."""
_GONE, _NEW = "gone: ", "new: "
_WITHIN = "” in “"
_ARROW, _QUOTE, _MARKS = " → ", "“", "“”"
_APART = " … "
_TRAILING = " ,;:…"


def bearing(marker: Marker, *, weak: bool = False) -> Bearing:
    """Gone or new where one text alone has evidence, else the direction; other where it has none.

    `weak` says that the wordings of both texts are hardly linked: then neither is softer or firmer than the other.
    """
    if bool(marker.old) != bool(marker.new):
        return "gone" if marker.old else "new"
    if weak:
        return "other"
    return TOWARD.get(direction_of(marker), "other")


def direction_of(marker: Marker) -> Direction:
    """The direction of a marker; of one that has none itself, that on which its further kinds agree."""
    if marker.direction in MOVED:
        return marker.direction
    others = {kind.direction for kind in marker.also if kind.direction != "neutral"}
    return others.pop() if len(others) == 1 else marker.direction


def otherwise(marker: Marker) -> Otherwise:
    """What a marker is that bears no way, as a phrase of the interface; "" where the name of its kind says it."""
    if {kind.direction for kind in marker.kinds} >= set(MOVED):
        return "softer and firmer"
    if marker.code != PLAIN:
        return ""
    news = news_of(marker)
    if news.old or news.new:
        return "reworded" if news.old and news.new else "words gone" if news.old else "words new"
    return "reworded"


def sense(marker: Marker, language: str, *, weak: bool = False) -> str:
    """What a row calls a marker: which way it bears, or else what it is ("reworded", "names on the list")."""
    way = bearing(marker, weak=weak)
    said: str = way
    if way == "other":
        said = "reworded" if weak and bearing(marker) != "other" else otherwise(marker)
    if said:
        return say(language, said)
    named = title(language, marker.code, heading(marker))
    return named[:1].lower() + named[1:]


class News(NamedTuple):
    """The wordings of a marker's label in parts, empty where a text has none; `whole` is a label without wordings."""

    old: tuple[Part, ...] = ()
    new: tuple[Part, ...] = ()
    whole: str = ""


def news_of(marker: Marker) -> News:
    """The two sides of a marker's label; words that are quoted in their phrase are set off from it."""
    said = label(marker)
    old, arrow, new = said.partition(_ARROW)
    if arrow:
        return News(_quoted(old), _quoted(new))
    whole = _whole_phrase(marker)
    if whole:
        is_old = said.startswith(_GONE) or not marker.new
        return News(old=whole) if is_old else News(new=whole)
    sort, quote, _ = said.partition(_QUOTE)
    wording = _quoted(said[len(sort) :])
    if quote and (sort == _GONE or (marker.old and not marker.new)):
        return News(old=wording)
    if quote and (sort == _NEW or (marker.new and not marker.old)):
        return News(new=wording)
    return News(whole=said)


def _quoted(wording: str) -> tuple[Part, ...]:
    return (Part(wording.strip(_MARKS)),)


def _whole_phrase(marker: Marker) -> tuple[Part, ...]:
    """The phrase in which a label quotes words of one text, these set off: "gone: “x” in “the x of y”"."""
    start = marker.label.find(_WITHIN) + len(_WITHIN)
    if start < len(_WITHIN) or _ARROW in marker.label:
        return ()
    at, parts = start, []
    for span in marker.set_off:
        parts += [Part(marker.label[at : span.start]), Part(marker.label[span.start : span.end], True)]
        at = span.end
    parts.append(Part(marker.label[at:].removesuffix(_MARKS[1])))
    return tuple(part for part in parts if part.text)


def in_context(news: News, marker: Marker, sides: tuple[Side, Side]) -> News:
    """The news with few words given together with those around them, and set off from these."""
    old, new = (_around(*each) for each in zip((news.old, news.new), (marker.old, marker.new), sides, strict=True))
    return News(old, new, news.whole)


def _around(said: tuple[Part, ...], evidence: Sequence[Selector], side: Side) -> tuple[Part, ...]:
    """A short wording with the words before and after it in its sentence, behind the label of that."""
    words = said[0].text if len(said) == 1 else ""
    for each in evidence if 0 < len(words) <= SHORT else ():
        for sentence in side.sentences(each.start, each.end):
            start, end = side.behind_label(sentence)
            before, around = (one_line(side.text([Span(start, stop)])) for stop in (each.start, end))
            at = around.find(words, max(0, len(before) - len(words)))
            if at >= 0:
                return _cut(around, at, at + len(words))
    return said


def _cut(sentence: str, start: int, end: int) -> tuple[Part, ...]:
    """A stretch of a sentence, set off, with a few words on either side."""
    before, after = sentence[:start].lstrip(), sentence[end:].rstrip()
    parts = Part(_end_of(before)), Part(sentence[start:end], True), Part(_beginning_of(after))
    return tuple(part for part in parts if part.text)


def _end_of(before: str) -> str:
    """The last words before a wording, from a whole word on where there are blanks."""
    if len(before) <= AROUND:
        return before
    last = before[-AROUND:]
    return ELLIPSIS + (last.partition(" ")[2] or last)


def _beginning_of(after: str) -> str:
    """The first words after a wording, up to a whole word where there are blanks."""
    if len(after) <= AROUND:
        return after
    first = after[:AROUND]
    return (first.rpartition(" ")[0] or first).rstrip(_TRAILING) + ELLIPSIS


def paragraphs_of(marker: Marker, sides: tuple[Side, Side]) -> tuple[int, int]:
    """The paragraphs of the wordings in a marker's label, else those in which its evidence begins; 0 without."""
    news = news_of(marker)
    return _paragraph(marker.old, news.old, sides[0]), _paragraph(marker.new, news.new, sides[1])


def _paragraph(evidence: Sequence[Selector], said: Sequence[Part], side: Side) -> int:
    words = next((part.text for part in sorted(said, key=lambda part: not part.differs)), "")
    words = max(words.split(_APART), key=len)
    starts = [each.start + each.exact.find(words) for each in evidence if words in each.exact]
    return side.paragraph((starts or [evidence[0].start])[0]) if evidence else 0


class Count(NamedTuple):
    """How many markers bear one way, and where their part of the picture begins and how wide it is, in per cent."""

    bearing: Bearing
    found: int
    start: float
    width: float


def counts(bearings: Iterable[Bearing]) -> list[Count]:
    """How many markers bear each way, in the order of `BEARINGS`; ways without a marker are left out."""
    found = Counter(bearings)
    ways = [way for way in BEARINGS if found[way]]
    starts = accumulate((found[way] for way in ways), initial=0)
    whole = found.total() or 1
    return [
        Count(way, found[way], round(100 * start / whole, 2), round(100 * found[way] / whole, 2))
        for way, start in zip(ways, starts, strict=False)
    ]
