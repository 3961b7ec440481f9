"""The columns of a page: where white runs down between lines that begin in one place, and what runs over it.

A gutter is the white before a place where many lines begin. A line that is in it, as a heading over all columns
does, ends the columns above; below they begin anew. What is cut so is cut again, until no gutter is left.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from diple.readers.pdf.pieces import Piece, rows_of

__all__ = ["Region", "gutters", "regions"]

_WHITE = 0.7  # ems of white before a column, at least
_ALIGNED = 2.0  # points
_FEWEST = 4  # lines on both sides of a gutter that is not known from elsewhere
_EXACTLY = 0.75  # points
_MOSTLY = 0.6  # of the lines after a gutter begin right there; others are set in
_MANY = 10  # lines beside a gutter, or
_SHARE = 0.4  # of all lines of what is cut, are no chance
_FILLED = 0.35  # of a column that its words fill, as cells and labels do not
_LEADING = 1.5  # ems at most from one line of running text to the next
_GO_ON = 0.2  # of the lines of running text begin with a small letter, at least
_NARROW = 7  # ems: no column is narrower
_NARROWEST = 0.15  # of the width of what is cut
_STARTS = 40  # places where many lines begin, of which one may be that of a column
_HANGING = 4.5  # ems: so far left of the lines of a column the labels of its list and its headings may begin
_BEFORE = 2  # places where such begin that are tried for each where lines begin
_ABOVE = 3  # lines at the right above two columns, as a date, or at one side below them, as a foot
_FAR = 2.2  # times the leading: a line set apart so far from those of both columns belongs to neither
_APART = 1.3  # times the leading: a heading is so far from the text, and
_LEVEL = 1.2  # times at most is the difference between the first lines of both columns below it
_OPEN = 3.2  # times the leading: white over a column that leaves room for a heading

_LABEL = re.compile(
    r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[ivxlcdm]{1,6}|[IVXLCDM]{1,6})[.):\]、．）]+|[•◦▪●○■□‣⁃·–—-]|[①-⑳]"
)

Row = list[Piece]


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page that is read through before the next: its pieces, its slot, and whether it crosses columns.

    `left` is where its slot begins, in points; regions with the same `left` share the edges of their lines.
    """

    pieces: list[Piece]
    left: float
    wide: bool = False


@dataclass(frozen=True, slots=True)
class _Gutter:
    """Where the column after a gutter begins, and the weight of what speaks for it."""

    x: float
    weight: float = 0.0


def gutters(pieces: Iterable[Piece]) -> list[float]:
    """Where the second and further columns of a page begin, in points; none where it has one column."""
    rows = rows_of(pieces)
    return sorted({round(region.left, 1) for region in regions_of(rows, ())} - {_left(rows)}) if rows else []


def regions(pieces: Iterable[Piece], known: Sequence[float] = ()) -> list[Region]:
    """The parts of a page in the order of reading, columns from left to right.

    `known` are the gutters of other pages: with them, a few lines on both sides are enough.
    """
    return regions_of(rows_of(pieces), known)


def regions_of(rows: list[Row], known: Sequence[float]) -> list[Region]:
    """The same, of rows."""
    if not rows:
        return []
    right = max(piece.right for row in rows for piece in row)
    return list(_cut(rows, _left(rows), right, known, wide=False))


def _left(rows: Sequence[Row]) -> float:
    return round(min(row[0].x for row in rows), 1)


def _cut(rows: list[Row], left: float, right: float, known: Sequence[float], *, wide: bool) -> Iterator[Region]:
    gutter = _gutter(rows, left, right, known)
    if gutter is None:
        yield Region([piece for row in rows for piece in row], left, wide)
        return
    for band, columns in _bands(rows, gutter.x):
        if columns:
            yield from _cut(_before(band, gutter.x), left, gutter.x, known, wide=False)
            yield from _cut(_after(band, gutter.x), gutter.x, right, known, wide=False)
        else:
            others = [place for place in known if abs(place - gutter.x) > _ALIGNED]
            yield from _cut(band, left, right, others, wide=True)


def _gutter(rows: list[Row], left: float, right: float, known: Sequence[float]) -> _Gutter | None:
    """The gutter for which most speaks; None where there is none."""
    found = []
    for start in _with_hanging(rows, _starts(rows, left, right)):
        bands = [(len(band), _weight(band, start, left, right)) for band in _free(rows, start)]
        held = [length for length, weight in bands if weight]
        if held and (max(held) >= _MANY or sum(held) >= _SHARE * len(rows)):
            weight = sum(weight for _, weight in bands)
            found.append(_Gutter(start, weight))
    if found:
        return max(found, key=lambda gutter: (gutter.weight, -gutter.x))
    met = next((place for place in known if left < place < right and _is_met(rows, place, left, right)), None)
    begun = _begun(rows, left, right) if met is None else met
    return None if begun is None else _Gutter(begun)


def _begun(rows: list[Row], left: float, right: float) -> float | None:
    """Where a second column begins that has a few lines at its top alone, beside one of running text to its foot."""
    margin = _NARROWEST * (right - left)
    starts = {
        row[at].x
        for row in rows[:_MANY]
        for at in range(len(row))
        if not at or row[at].x - row[at - 1].right >= row[at].white(_WHITE)
    }
    within = sorted(start for start in starts if left + margin < start < right - margin)
    return next((place for place in within if _is_begun(rows, place, left)), None)


def _is_begun(rows: list[Row], place: float, left: float) -> bool:
    """Whether white runs down the page before a place, and what is right of it is the beginning of a column.

    Columns are equally wide, and begin at one height. Heads over them and feet below them may cross the white.
    """
    crossing = [_crosses(row, place) for row in rows]
    heads = next((at for at, crosses in enumerate(crossing) if not crosses), len(rows))
    feet = next((at for at, crosses in enumerate(reversed(crossing)) if not crosses), 0)
    within = rows[heads : len(rows) - feet]
    if max(heads, feet) > _ABOVE or sum(crossing) > heads + feet:
        return False
    before, after = _before(within, place), _after(within, place)
    if len(before) < _MANY or not 0 < 2 * len(after) <= len(before):
        return False
    size = before[0][0].size
    width = max(row[-1].right for row in before) - left
    return (
        abs(before[0][0].y - after[0][0].y) <= size
        and place - left - width >= size
        and max(row[-1].right for row in after) <= place + width + size
        and _MOSTLY * len(after) <= _aligned(after, place)
        and _is_text(before, left, place)
    )


def _starts(rows: list[Row], left: float, right: float) -> list[float]:
    """Places where lines begin after white, far enough from both edges, the most frequent ones."""
    edge = _NARROWEST * (right - left)
    starts: Counter[float] = Counter()
    for row in rows:
        for at, piece in enumerate(row):
            free = at == 0 or piece.x - row[at - 1].right >= piece.white(_WHITE)
            if free and left + edge < piece.x < right - edge:
                starts[round(piece.x)] += 1
    frequent = sorted(starts, key=lambda start: (-starts[start], start))[:_STARTS]
    return sorted(start for start in frequent if starts[start] + starts[start - 1] + starts[start + 1] >= _FEWEST)


def _with_hanging(rows: list[Row], starts: list[float]) -> list[float]:
    """Places where lines begin, and those left of them where a label or heading that belongs to such lines does.

    A list's label hangs before its lines; a heading over a list begins there and runs on over the place of its lines.
    """
    hanging: dict[float, Counter[float]] = {start: Counter() for start in starts}
    for row in rows:
        for begin, end in _stretches(row):
            size, after = row[begin].size, bisect_right(starts, row[begin].x + _EXACTLY)
            for start in starts[after:]:
                if start - row[begin].x > _HANGING * size:
                    break
                if row[end - 1].right > start or _is_label_before(row, begin, end, start):
                    hanging[start][row[begin].x] += 1
    found = set(starts)
    for places in hanging.values():
        found.update(sorted(places)[:1], sorted(places, key=lambda place: (-places[place], place))[:_BEFORE])
    return sorted(found)


def _stretches(row: Row) -> Iterator[tuple[int, int]]:
    """Where in a row stretches between white begin and end."""
    begin = 0
    for at in range(1, len(row)):
        if row[at].x - row[at - 1].right >= row[at].white(_WHITE):
            yield begin, at
            begin = at
    yield begin, len(row)


def _is_label_before(row: Row, begin: int, end: int, start: float) -> bool:
    """Whether a stretch is a label, and what follows begins at a place."""
    follows = end < len(row) and abs(row[end].x - start) <= _ALIGNED
    return follows and _LABEL.fullmatch("".join(piece.text for piece in row[begin:end]).strip()) is not None


def _free(rows: list[Row], place: float) -> Iterator[list[Row]]:
    """The runs of rows that leave the white before a place free."""
    band: list[Row] = []
    for row in rows:
        if _crosses(row, place):
            if band:
                yield band
            band = []
        else:
            band.append(row)
    if band:
        yield band


def _crosses(row: Row, place: float) -> bool:
    return any(piece.x < place - _ALIGNED and piece.right > place - piece.white(_WHITE) for piece in row)


def _before(rows: list[Row], place: float) -> list[Row]:
    sides = ([piece for piece in row if piece.x < place - _ALIGNED] for row in rows)
    return [side for side in sides if side]


def _after(rows: list[Row], place: float) -> list[Row]:
    sides = ([piece for piece in row if piece.x >= place - _ALIGNED] for row in rows)
    return [side for side in sides if side]


def _weight(band: list[Row], place: float, left: float, right: float) -> float:
    """What speaks for columns in a run of rows: how many, times the white; 0 where these are no columns."""
    before, after = _before(band, place), _after(band, place)
    if min(len(before), len(after)) < _FEWEST or _MOSTLY * len(after) > _aligned(after, place):
        return 0.0
    if not (_is_text(before, left, place) and _is_text(after, place, right)):
        return 0.0
    size = median(piece.size for row in band for piece in row)
    white = _usual_start(after, place) - max(row[-1].right for row in before)
    return len(band) * min(white, 2 * size)


def _aligned(rows: list[Row], place: float) -> int:
    """How many rows begin at a place, or where those do that a label at the place, or one within a list, belongs to."""
    usual = _usual_start(rows, place)
    begun = [(row[0].x, _text_start(row), usual + _HANGING * row[0].size) for row in rows]
    often = Counter(round(start) for _, start, _ in begun)
    return sum(
        min(abs(first - place), abs(start - usual)) <= _EXACTLY
        or (usual < start < furthest and often[round(start)] >= _FEWEST)
        for first, start, furthest in begun
    )


def _usual_start(rows: Sequence[Row], place: float) -> float:
    """Where most rows begin, labels aside, at a place or a little right of it."""
    starts = Counter(
        round(start, 1) for row in rows if 0 <= (start := _text_start(row)) - place + _ALIGNED < _HANGING * row[0].size
    )
    return max(starts, key=lambda start: (starts[start], -start), default=place)


def _text_start(row: Row) -> float:
    """Where a row begins after its label."""
    label = len(row) > 1 and row[1].x - row[0].x < _HANGING * row[0].size and _LABEL.fullmatch(row[0].text.strip())
    return row[1].x if label else row[0].x


def _is_text(rows: list[Row], left: float, right: float) -> bool:
    """Whether one side of a gutter is set in running text: wide enough, filled, and sentences go on from line to line.

    Cells of a table leave most of their column white, and seldom begin with a small letter.
    """
    size = median(piece.size for row in rows for piece in row)
    usual = _usual_start(rows, left)
    own = [row for row in rows if min(abs(row[0].x - left), abs(row[0].x - usual)) <= _EXACTLY] or rows
    step = min(_step(own), _LEADING * size)
    height = step + sum(min(above[0].y - below[0].y, _FAR * _LEADING * size) for above, below in pairwise(rows))
    ink = sum(piece.width for row in rows for piece in row) * step
    if right - left < _NARROW * size or ink < _FILLED * (right - left) * height:
        return False
    begun = [row[0].text.strip()[:1] for row in own]
    cased = [letter for letter in begun if letter.upper() != letter.lower()]
    return 2 * len(cased) < len(begun) or sum(map(str.islower, cased)) >= _GO_ON * len(begun)


def _step(rows: Sequence[Row]) -> float:
    """The usual distance between two rows, in points."""
    return median([above[0].y - below[0].y for above, below in pairwise(rows)] or [rows[0][0].size])


def _is_met(rows: list[Row], place: float, left: float, right: float) -> bool:
    """Whether a gutter of other pages is one of these rows: lines on both sides, the later ones begin at its place."""
    if min(place - left, right - place) < _NARROW * median(piece.size for row in rows for piece in row):
        return False
    for band in _free(rows, place):
        before, after = _before(band, place), _after(band, place)
        if before and after and 2 * _aligned(after, place) >= len(after):
            return True
    return False


def _bands(rows: list[Row], place: float) -> Iterator[tuple[list[Row], bool]]:
    """Rows from top to bottom, in runs that are in columns and runs that cross them."""
    wide: list[Row] = []
    for at, free in _runs(rows, place):
        if not free:
            wide += at
            continue
        for part, columns in _parted(at, place):
            if columns:
                if wide:
                    yield wide, False
                wide = []
                yield part, True
            else:
                wide += part
    if wide:
        yield wide, False


def _runs(rows: list[Row], place: float) -> Iterator[tuple[list[Row], bool]]:
    run: list[Row] = []
    for row in rows:
        if _crosses(row, place):
            if run:
                yield run, True
            run = []
            yield [row], False
        else:
            run.append(row)
    if run:
        yield run, True


def _parted(band: list[Row], place: float) -> Iterator[tuple[list[Row], bool]]:
    """A run of rows that leaves a gutter free, and what in it belongs to neither column: dates, headings, feet."""
    begin, end = _dates(band, place), len(band) - _feet(band, place)
    heads = [at for at in _heads(band, place) if begin < at < end - 1]
    if begin:
        yield band[:begin], False
    start = begin
    for head in heads:
        yield band[start:head], _are_columns(band[start:head], place)
        yield [band[head]], False
        start = head + 1
    if start < end:
        yield band[start:end], _are_columns(band[start:end], place)
    if end < len(band):
        yield band[end:], False


def _are_columns(band: list[Row], place: float) -> bool:
    after = _after(band, place)
    return bool(after and _before(band, place)) and 3 * _aligned(after, place) >= len(after)


def _dates(band: list[Row], place: float) -> int:
    """How many rows at the top end with one at the right edge alone, as a date under a heading is."""
    count = 0
    starts = Counter(round(piece.x) for row in band for piece in row)
    for at, row in enumerate(band[: _ABOVE + 1]):
        both = _before([row], place) and _after([row], place)
        if both or (row[0].x > place + _ALIGNED and starts[round(row[0].x)] >= _FEWEST):
            break
        if row[0].x > place + 3 * row[0].size:
            count = at + 1
    return count


def _feet(band: list[Row], place: float) -> int:
    """How many rows at the bottom are on one side alone, far below those of both columns."""
    leading = _leading(band, place)
    for count in range(1, min(_ABOVE, len(band) - 1) + 1):
        last = band[-count:]
        one_side = not (_before(last, place) and _after(last, place))
        if one_side and band[-count - 1][0].y - last[0][0].y > _FAR * leading:
            return count
    return 0


def _heads(band: list[Row], place: float) -> list[int]:
    """Rows that are short headings over both columns: these end well above them, and begin anew well below them.

    A line that ends where the lines of its column do is none.
    """
    leading = _leading(band, place)
    edge = max((row[-1].right for row in _before(band, place)), default=place)
    above, below = _last_seen(band, place), _last_seen(band[::-1], place)[::-1]
    return [
        at
        for at, row in enumerate(band)
        if row[-1].x < place - _ALIGNED
        and row[-1].right < edge - _ALIGNED
        and _is_head(row[0].y, above[at], below[at], leading)
    ]


def _last_seen(band: list[Row], place: float) -> list[tuple[float | None, float | None]]:
    """For each row, the heights of the last rows before it on the left and on the right of a gutter."""
    left: float | None = None
    right: float | None = None
    seen = []
    for row in band:
        seen.append((left, right))
        left = row[0].y if row[0].x < place - _ALIGNED else left
        right = row[0].y if row[-1].x >= place - _ALIGNED else right
    return seen


def _is_head(
    y: float, above: tuple[float | None, float | None], below: tuple[float | None, float | None], leading: float
) -> bool:
    (left_end, right_end), (left, right) = above, below
    if left_end is None or right_end is None or left is None or right is None:
        return False
    room = min(left_end - y, y - left) > _APART * leading and right_end - right > _OPEN * leading
    return room and abs(left - right) < _LEVEL * leading


def _leading(band: list[Row], place: float) -> float:
    """The distance between two lines of one column, in points."""
    size = median(piece.size for row in band for piece in row)
    return max(size, min(_own_step(side) for side in (_before(band, place), _after(band, place)) if side))


def _own_step(rows: list[Row]) -> float:
    """The usual distance between the rows that begin where most do, as those of one column among others do."""
    starts = Counter(round(row[0].x) for row in rows)
    most = max(starts, key=lambda start: (starts[start], -start))
    return _step([row for row in rows if abs(row[0].x - most) <= _ALIGNED])
