"""Running heads, feet and page numbers, distinguished from the text by where they are and how they recur."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise, takewhile
from statistics import median

from diple.datelines import is_line
from diple.readers.pdf.hyphens import breaks_word
from diple.readers.pdf.lines import leading
from diple.readers.pdf.paragraphs import body_size
from diple.readers.pdf.pieces import Line

_EDGE_LINES = 3
_SET_APART = 1.25  # of the leading: a running head is farther than that from the text
_SAME_PLACE = 8.0  # points
_OFTEN = 0.3  # of the pages, on so many a line must recur to be a running one
_PLACE_OFTEN = 0.6  # of the pages; where so many have a line set apart in one place, two of one wording are enough
_STOPS = (".", "!", "?", ";", ":", ",", "。", "；", "，")
_NUMBER = re.compile(r"\d+")
_SAME_HEIGHT = 1.5  # points, of lines that are known by their place alone
_LONGEST_HEAD = 120  # characters
_SMALL = 0.92  # times the size of the text: below that, the type of notes
_LARGER = 1.12  # the same: above that, the type of headings
_FULL = 0.9  # of the width of the text
_OUTSIDE = 3.0  # points beyond the edges of the text
_ASIDE = 0.15  # of the width of the text, from its middle to that of a head at one side
_FAR = 1.9  # of the leading: so far from the text are heads that nothing but their sides tell
_NOTE = re.compile(r"\[?(?:\d{1,3}|[*†‡])[\].)]?\s?[^\W\d]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_COVERED = 0.4  # of a page, on so much of which pictures are its text may be on them
_FEW_CHARACTERS = 200  # on such a page that may be stamps, feet and page numbers alone
_FEWEST_CHARACTERS = 60  # the same, where there is no other page to compare


def running_lines(pages: Sequence[Sequence[Line]]) -> set[tuple[int, int]]:
    """The running heads, feet and page numbers, as (page, place in the page's lines).

    They are at the top or bottom of a page, set apart from the text, and recur in the same place on another page;
    a number in them is the same or counts with the pages. Heads of chapters may recur on few pages, if nearly all pages
    have a line in their place. Of the only page, a lone number and lines in small type far from the text count too.
    Where every page has a line of its own in one place, a head may be once, if it parts a sentence or the heads of left
    and right pages mirror.
    """
    usual = leading([line for page in pages for line in page])
    found: set[tuple[int, int]] = set()
    for sign in (1, -1):
        ordered = [_from_edge(page, sign) for page in pages]
        alike: dict[str, list[Line]] = defaultdict(list)
        for page, places in zip(pages, ordered, strict=True):
            for at in places[:_EDGE_LINES]:
                alike[_wording(page[at])].append(page[at])
        kept_place = _place_of_heads(
            [[page[at] for at in places] for page, places in zip(pages, ordered, strict=True)], usual
        )
        for number, page in enumerate(pages):
            depth = _running_depth([page[at] for at in ordered[number]], alike, len(pages), usual, kept_place)
            found |= {(number, at) for at in ordered[number][:depth]}
    found |= _heads_by_place(pages, found, usual)
    if len(pages) == 1:
        found |= {(0, at) for at in _in_small_type(pages[0], usual)}
    return found - {place for number, page in enumerate(pages) for place in _text_after_all(number, page, found)}


def _text_after_all(number: int, page: Sequence[Line], found: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """What stays of a page on which everything recurs: all but the line at each edge."""
    if len(page) < 2 or any((number, at) not in found for at in range(len(page))):
        return set()
    ordered = _from_edge(page, 1)
    return {(number, at) for at in ordered[1:-1]}


def _from_edge(page: Sequence[Line], sign: int) -> list[int]:
    """The places of a page's lines, from its top down (sign 1) or its foot up (-1)."""
    return sorted(range(len(page)), key=lambda at: -sign * page[at].y)


def _place_of_heads(pages: Sequence[Sequence[Line]], usual: float) -> float | None:
    """Where at this edge nearly all pages have a line set apart, in points; None where there is no such place."""
    places = [page[0].y for page in pages if len(page) > 1 and abs(page[0].y - page[1].y) > _SET_APART * usual]
    if len(places) < 3:
        return None
    middle = median(places)
    kept = sum(abs(place - middle) <= _SAME_PLACE for place in places)
    return middle if kept >= _PLACE_OFTEN * len(pages) else None


def _running_depth(
    lines: list[Line], alike: dict[str, list[Line]], pages: int, usual: float, place: float | None
) -> int:
    """How many lines from an edge on are running ones: those that recur, down to one set apart from the text."""
    depth = 0
    for count in range(1, min(_EDGE_LINES, len(lines) - 1) + 1):
        line = lines[count - 1]
        in_place = count == 1 and place is not None and abs(line.y - place) <= _SAME_PLACE
        if not _recurs(line, alike[_wording(line)], pages, 0 if in_place else _OFTEN):
            break
        if abs(line.y - lines[count].y) > _SET_APART * usual:
            depth = count
    return depth


def _heads_by_place(pages: Sequence[Sequence[Line]], found: set[tuple[int, int]], usual: float) -> set[tuple[int, int]]:
    """Heads and feet known by their place alone: all pages have a line there, short and parted from the text."""
    edges = []
    for sign in (1, -1):
        outer = [(number, _from_edge(page, sign)[0]) for number, page in enumerate(pages) if page]
        if len(outer) == len(pages) > 1 and _stand_alone(pages, outer, sign, usual):
            edges.append(outer)
    body = _without(pages, found.union(*edges))
    if not edges or not all(body):
        return set()
    parts = any(map(_goes_on_in, body, body[1:]))
    return {
        place
        for outer in edges
        if (parts and not _is_text(_without(pages, found.union(*edges) - set(outer)), pages, outer))
        or _mirror(pages, outer, body, usual)
        for place in outer
    }


def _in_small_type(page: Sequence[Line], usual: float) -> set[int]:
    """The lines at the edges of the only page that are smaller than its text and far from it, and say no more."""
    size = body_size(page)
    found: set[int] = set()
    for sign in (1, -1):
        ordered = _from_edge(page, sign)
        outer = list(takewhile(lambda at: page[at].size < _SMALL * size, ordered))
        if not outer or len(outer) > _EDGE_LINES or len(outer) == len(ordered):
            continue
        within = page[ordered[len(outer)]]
        if abs(page[outer[-1]].y - within.y) > _FAR * usual and not any(_says_more(page[at]) for at in outer):
            found.update(outer)
    return found


def _says_more(line: Line) -> bool:
    """Whether a line at an edge may be text: a sentence, a note, a day."""
    return line.text.rstrip().endswith(_STOPS) or _NOTE.match(line.text) is not None or is_line(line.text)


def _without(pages: Sequence[Sequence[Line]], places: set[tuple[int, int]]) -> list[list[Line]]:
    return [[line for at, line in enumerate(page) if (number, at) not in places] for number, page in enumerate(pages)]


def _is_text(kept: Sequence[Sequence[Line]], pages: Sequence[Sequence[Line]], outer: Sequence[tuple[int, int]]) -> bool:
    """Whether lines at an edge are the text's own: with them a sentence goes on too, or they fill its width."""
    for (number, at), text in zip(outer, kept, strict=True):
        width = max(line.right for line in text) - min(line.x for line in text)
        line = pages[number][at]
        if _HAN.search(line.text) and line.right - line.x > _FULL * width:
            return True
    return any(_goes_on_in(page, following, han=False) for page, following in pairwise(kept))


def _stand_alone(pages: Sequence[Sequence[Line]], outer: Sequence[tuple[int, int]], sign: int, usual: float) -> bool:
    """Whether the lines at one edge of all pages are short, no sentences, at one height, and apart from the text."""
    lines = [pages[number][at] for number, at in outer]
    if max(line.y for line in lines) - min(line.y for line in lines) > _SAME_HEIGHT:
        return False
    inner = [page[_from_edge(page, sign)[1]] if len(page) > 1 else None for page in pages]
    return all(
        within is not None
        and abs(line.y - within.y) > _SET_APART * max(usual, line.size)
        and len(line.text) <= _LONGEST_HEAD
        and not line.text.rstrip().endswith(_STOPS)
        and _NOTE.match(line.text) is None
        for line, within in zip(lines, inner, strict=True)
    )


def _goes_on_in(page: Sequence[Line], following: Sequence[Line], *, han: bool = True) -> bool:
    """Whether a sentence goes on from the last line of a page's text to the first of the next page."""
    size = median(line.size for line in page)
    last = next((line.text for line in reversed(page) if line.size > _SMALL * size), "")
    first = following[0].text
    if breaks_word(last) and first[:1].islower():
        return True
    ends = last.rstrip("\"'”’»)]").endswith((*_STOPS, "…"))
    unspaced = han and _HAN.match(last[-1:]) is not None and _HAN.match(first) is not None
    return not ends and (first[:1].islower() or unspaced)


def _mirror(
    pages: Sequence[Sequence[Line]], outer: Sequence[tuple[int, int]], body: Sequence[Sequence[Line]], usual: float
) -> bool:
    """Whether the lines at one edge are left and right by turns, far from the text, and are no larger or outside."""
    sides = []
    for (number, at), text in zip(outer, body, strict=True):
        line, size = pages[number][at], median(line.size for line in text)
        left, right = min(line.x for line in text), max(line.right for line in text)
        aside = (line.x + line.right - left - right) / (2 * (right - left or 1))
        gap = min(abs(line.y - other.y) for other in text)
        outside = line.x < left - _OUTSIDE or line.right > right + _OUTSIDE
        if line.bold or abs(aside) < _ASIDE or gap < _FAR * usual or (line.size > _LARGER * size and not outside):
            return False
        sides.append(aside > 0)
    return all(one != other for one, other in pairwise(sides))


def pictures_with_furniture(pages: Sequence[Sequence[Line]], covered: Sequence[float]) -> set[int]:
    """The pages that are pictures with no text but stamps, feet and page numbers; `covered` is the share of pictures.

    Such text is short, and recurs on another page in the same place, but for numbers.
    """
    places: dict[str, list[Line]] = defaultdict(list)
    for page in pages:
        for line in page:
            places[_wording(line)].append(line)
    return {
        number
        for number, (page, share) in enumerate(zip(pages, covered, strict=True))
        if page and share >= _COVERED and _is_furniture(page, places, len(pages))
    }


def _is_furniture(page: Sequence[Line], places: dict[str, list[Line]], pages: int) -> bool:
    characters = sum(line.characters for line in page)
    if pages == 1:
        return characters <= _FEWEST_CHARACTERS
    return characters <= _FEW_CHARACTERS and all(
        not any(map(str.isalpha, line.text))
        or any(other.page != line.page and abs(other.y - line.y) <= _SAME_PLACE for other in places[_wording(line)])
        for line in page
    )


def _recurs(line: Line, others: list[Line], pages: int, often: float) -> bool:
    if pages == 1:
        return line.text.strip("-–— ") == "1"
    if sum(other.page == line.page and abs(other.y - line.y) <= _SAME_PLACE for other in others) > 1:
        return False  # what is twice at one height begins two columns; a title may say what the head above it does
    alike = {
        other.page
        for other in others
        if other.page == line.page or (abs(other.y - line.y) <= _SAME_PLACE and _counts_with(line, other))
    }
    if line.text.rstrip().endswith(_STOPS) and _NUMBER.sub("", line.text).strip(" .-–—"):
        return pages > 2 and len(alike) == pages  # a sentence may open two pages; one that opens all is a head
    return len(alike) >= max(2, pages * often)


def _wording(line: Line) -> str:
    """What heads of left and right pages have in common: their words without order, numbers aside."""
    return " ".join(sorted(_NUMBER.sub("0", line.text).split()))


def _counts_with(line: Line, other: Line) -> bool:
    """Whether the numbers in two lines of one wording are the same, or count with the pages, in whatever order."""
    apart = other.page - line.page
    here, there = (sorted(int(number[:18]) for number in _NUMBER.findall(each.text)) for each in (line, other))
    return all(after - before in (0, apart) for before, after in zip(here, there, strict=True))
