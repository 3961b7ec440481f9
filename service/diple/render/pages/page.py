"""The diff page as plain values: rows in paragraphs, paragraphs in stretches that are open or folded, notes beside.

The templates only write down what is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from markupsafe import Markup

from diple.model import Change, Marker, Segment, Span
from diple.render.language.phrases import noise_reasons
from diple.render.language.tongue import Tongue
from diple.render.look import HIGHEST
from diple.render.markers.bearing import LOUD, paragraphs_of
from diple.render.pages.filters import Choices, Filters, choices
from diple.render.pages.note import Note, note
from diple.render.pages.strip import Stretch, Tick, heights, ticks
from diple.render.pages.wording import Stitch, new_side, old_side
from diple.render.redline import rows as redline
from diple.render.redline.differing import Differ, quotes_of
from diple.render.redline.nearest import Nearest
from diple.render.redline.side import Side
from diple.result import Comparison
from diple.rows import homes_of

LONG = 800
"""From so many rows on, a browser lays out only what is near the screen; shorter texts are laid out whole."""
NEAR = 48
"""Code points of the first words of a sentence that moved and changed."""
FOLD_FROM = 5
"""So many quiet rows in a run are folded; one more stays open on either side, as context."""


@dataclass(slots=True)
class Cell:
    """One side of a row: its wording, the language's attributes, and the block that begins with it.

    `from_right` says that its wording runs from right to left.
    """

    html: Markup
    attributes: Markup
    number: int | None = None
    kind: str = ""
    level: int = 0
    from_right: bool = False
    text: str = ""


@dataclass(slots=True)
class Row:
    """A sentence and what answers it. `kind` is the segment's status, or `away` where a moved one was.

    `elsewhere` is the id of a move's other end, `place` its paragraph, `down` whether it went towards the end; `on`
    says that the row before moved along with it, `counts` whether it has a change that counts. `opening` are the first
    words of a sentence that moved and changed: at its old place they represent all of it. `y` is its place on
    the strip.
    """

    id: str
    kind: str
    old: Cell
    new: Cell
    quiet: bool
    moved: bool = False
    elsewhere: str = ""
    place: str = ""
    down: bool = False
    shape: str = ""
    notes: list[Note] = field(default_factory=list)
    noise: str = ""
    on: bool = False
    counts: bool = False
    opening: str = ""
    y: int = 0

    @property
    def lone(self) -> str:
        """Its kind where it is gone or new and bears no notable marker: long runs of these are folded."""
        plain = self.kind in ("dropped", "added") and not self.moved
        return self.kind if plain and not any(note.marker.level in LOUD for note in self.notes) else ""

    @property
    def heading(self) -> str:
        """The wording of the heading that begins here, empty where none does, or where one has left."""
        return " ".join(self._leading.text.split()) if self.block == "heading" and self.kind != "away" else ""

    @property
    def opens(self) -> bool:
        """Whether a paragraph begins here: in the new text, or in the old where the new has nothing."""
        return self._leading.number is not None

    @property
    def from_right(self) -> bool:
        """Whether its wording runs from right to left."""
        return self._leading.from_right

    @property
    def block(self) -> str:
        """The kind of the block that begins here, empty where none does."""
        return self._leading.kind

    @property
    def _leading(self) -> Cell:
        return self.old if self.kind in ("dropped", "away") else self.new


@dataclass(slots=True)
class Part:
    """Paragraphs that follow one another, open or folded away with the count of their sentences.

    `lone` is dropped or added where they are folded for being all gone or all new.
    """

    folded: bool
    paragraphs: list[list[Row]]
    sentences: int
    noise: int
    lone: str = ""


@dataclass(slots=True)
class Page:
    """All that the page says about a comparison. `homes` are the notes beside each segment, `loose` those beside none.

    `choices` are what its list can be narrowed to, `filters` what it is narrowed to, `uncounted` the changes that do
    not count, `moves` how many sentences moved, `contents` the rows that begin with a heading, `differ` knows in which
    words its quotes differ, `nearest` the nearest wordings to what nothing answers.
    """

    comparison: Comparison
    parts: list[Part]
    notes: list[Note]
    homes: dict[str, list[Note]]
    loose: list[Note]
    strip: list[Tick]
    contents: list[Row]
    tongues: tuple[Tongue, Tongue]
    long: bool
    choices: Choices
    filters: Filters
    uncounted: list[Change]
    moves: int
    differ: Differ
    nearest: Nearest


def page(comparison: Comparison, filters: Filters | None = None, language: str = "en") -> Page:
    """The page of a comparison in a language of the interface, its list of markers narrowed by the filters."""
    sides = Side(comparison.old, language), Side(comparison.new, language)
    options = choices(comparison.markers, comparison.changes)
    asked = options.among(filters or Filters())
    differ = Differ(comparison)
    notes = [_note(at, comparison, sides, asked, differ) for at in range(len(comparison.markers))]
    home = _homes(comparison, notes)
    rows = [_row(line, sides, home.get(line.segment.id, []), differ) for line in redline.rows(comparison)]
    for before, row in pairwise(rows):
        row.on = bool(row.place) and (row.place, row.kind == "away") == (before.place, before.kind == "away")
    lengths = [_length(row) for row in rows]
    for row, y in zip(rows, heights(lengths), strict=True):
        row.y = y
    return Page(
        comparison=comparison,
        parts=list(_parts(rows, folding=comparison.mode != "translation")),
        notes=notes,
        homes=home,
        loose=home.get("", []),
        strip=ticks(Stretch(n, _kinds(row), row.id, row.heading) for n, row in zip(lengths, rows, strict=True)),
        contents=[row for row in rows if row.heading],
        tongues=(sides[0].tongue, sides[1].tongue),
        long=len(rows) >= LONG,
        choices=options,
        filters=asked,
        uncounted=[change for change in comparison.changes if change.noise],
        moves=sum(row.moved and row.kind != "away" for row in rows),
        differ=differ,
        nearest=Nearest(comparison, sides),
    )


def _note(at: int, comparison: Comparison, sides: tuple[Side, Side], filters: Filters, differ: Differ) -> Note:
    marker = comparison.markers[at]
    why = comparison.explain(marker) if comparison.lexicon or comparison.told else None
    listed = filters.lists(marker)
    quotes = quotes_of(marker, comparison, differ)
    return note(marker, *_places(marker, sides), quotes, beyond=at >= HIGHEST, why=why, listed=listed)


def _places(marker: Marker, sides: tuple[Side, Side]) -> tuple[int | None, int | None]:
    """The paragraphs of a marker in either text, None where it has no evidence."""
    old, new = paragraphs_of(marker, sides)
    return old or None, new or None


def _homes(comparison: Comparison, notes: Sequence[Note]) -> dict[str, list[Note]]:
    """The segment beside which each note is; those about no place are under the empty id."""
    homes = homes_of(comparison.segments, comparison.changes, comparison.markers)
    found: dict[str, list[Note]] = {}
    for each in notes:
        found.setdefault(homes[each.marker.id], []).append(each)
    return found


def _row(line: redline.Row, sides: tuple[Side, Side], notes: list[Note], differ: Differ) -> Row:
    segment, tongues = line.segment, (sides[0].tongue, sides[1].tongue)
    row = Row(
        id=f"{segment.id}-from" if line.away else segment.id,
        kind="away" if line.away else segment.status,
        old=_cell(sides[0], segment.old),
        new=_cell(sides[1], () if line.away else segment.new),
        quiet=line.quiet and not notes and segment.status in ("equal", "changed"),
        moved=segment.moved,
        down=line.down,
        shape=_shape(segment),
        notes=[] if line.away else notes,
        counts=any(piece.counts for piece in line.pieces),
    )
    if line.away:
        row.old.html = Stitch(segment.old, sides[0].starts).write("".join(piece.old for piece in line.pieces))
        row.opening = _opening(line) if row.counts else ""
    else:
        lost, gained = differ.inside(segment) if segment.status == "reworded" else ((), ())
        old, again = (Stitch(segment.old, sides[0].starts, lost) for _ in range(2))
        row.old.html = old_side(line.pieces, old, tongues[0])
        row.new.html = new_side(line.pieces, again, Stitch(segment.new, sides[1].starts, gained), tongues)
        row.noise = _noise(line)
    if segment.moved and segment.old and segment.new:
        row.elsewhere = segment.id if line.away else f"{segment.id}-from"
        row.place = f"¶ {_other_place(line, sides)}"
    return row


def _opening(line: redline.Row) -> str:
    whole = " ".join("".join(piece.old for piece in line.pieces).split())
    return whole if len(whole) <= NEAR else f"{whole[:NEAR].rpartition(' ')[0] or whole[:NEAR]}…"


def _other_place(line: redline.Row, sides: tuple[Side, Side]) -> int:
    if line.away:
        return _number(sides[1], line.segment.new)
    return _number(sides[0], line.segment.old)


def _number(side: Side, spans: Sequence[Span]) -> int:
    """The paragraph of the first character of the spans that belongs to one."""
    block = side.opened(spans)
    return side.paragraph(block.start if block else spans[0].start)


def _cell(side: Side, spans: Sequence[Span]) -> Cell:
    block, text = side.opened(spans), side.text(spans)
    from_right = side.tongue.right_to_left != side.tongue.turned(text)
    cell = Cell(Markup(""), side.tongue.attributes_of(text), from_right=from_right, text=text)
    if block is not None:
        cell.number, cell.kind, cell.level = side.paragraph(block.start), block.kind, block.level
    return cell


def _shape(segment: Segment) -> str:
    """What the row says where one sentence answers several."""
    old, new = len(segment.old), len(segment.new)
    if not old or not new or old == new == 1 or segment.status == "equal":
        return ""
    if old == 1:
        return f"split into {new}"
    return f"{old} merged" if new == 1 else f"{old} into {new}"


def _noise(line: redline.Row) -> str:
    return noise_reasons(piece.change.noise for piece in line.pieces if piece.change and piece.change.noise)


def _parts(rows: Sequence[Row], folding: bool) -> Iterator[Part]:
    for folded, run in _runs(rows, folding):
        noisy = sum(1 for row in run if row.noise)
        yield Part(folded, list(_paragraphs(run)), len(run), noisy, run[0].lone if folded else "")


def _runs(rows: Sequence[Row], folding: bool) -> Iterator[tuple[bool, list[Row]]]:
    """The rows in stretches: long runs of quiet, gone or new ones apart, but for a row of context on either side."""
    open_rows: list[Row] = []
    whole = list(rows)
    at = 0
    for alike, group in groupby(whole, key=lambda row: row.quiet or row.lone):
        run = list(group)
        first, last = at == 0, at + len(run) == len(whole)
        at += len(run)
        head, tail = 0 if first else 1, 0 if last else 1
        if not folding or not alike or len(run) - head - tail < FOLD_FROM or len(run) == len(whole):
            open_rows += run
            continue
        open_rows += run[:head]
        if open_rows:
            yield False, open_rows
        yield True, run[head : len(run) - tail]
        open_rows = run[len(run) - tail :]
    if open_rows:
        yield False, open_rows


def _paragraphs(rows: Iterable[Row]) -> Iterator[list[Row]]:
    paragraph: list[Row] = []
    for row in rows:
        if paragraph and row.opens:
            yield paragraph
            paragraph = []
        paragraph.append(row)
    if paragraph:
        yield paragraph


def _length(row: Row) -> int:
    """Characters of the longer side; the old place of what moved has none, its words are counted where they are."""
    return 0 if row.kind == "away" else max(len(row.old.text), len(row.new.text))


def _kinds(row: Row) -> tuple[str, ...]:
    """What the overview strip draws for a row."""
    if row.quiet or (row.kind in ("equal", "aligned") and not row.notes and not row.moved):
        return ()
    bar = "moved" if row.moved else row.kind
    return bar, *(f"dot-{each.marker.level}" for each in row.notes[:1])
