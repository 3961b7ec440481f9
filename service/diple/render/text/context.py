"""The changes of a comparison in their context, line by line: what surrounds them is folded away."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from diple.render.language.phrases import LONGEST_QUOTE, counted, excerpt, in_words, number
from diple.render.markers.naming import headline
from diple.render.redline.rows import Piece, Row, rows
from diple.render.text.wrap import Line, Run, title, wrapped
from diple.result import Comparison

_NUMBERING = "numbers count sentences: of the old text after - and where a move began, else of the new"

_REMINDER = 100  # characters of a sentence that is quoted in full elsewhere


@dataclass(frozen=True, slots=True)
class _View:
    """How the rows are laid out: columns, digits of the largest sentence number, what is shown."""

    width: int
    digits: int
    noise: bool
    markers: frozenset[str]
    headings: list[tuple[int, str]]

    @property
    def indent(self) -> str:
        """As wide as a gutter."""
        return " " * (self.digits + 5)

    def gutter(self, sign: str, number: int, marked: bool) -> Run:
        """What is left of a sentence: the diple where a marker speaks of it, its sign, its number."""
        return Run(f"{'>' if marked else ' '} {sign} {number:>{self.digits}} ", "quiet")

    def margin(self, note: Run) -> list[list[Run]]:
        """A note below or between sentences."""
        return wrapped([note], self.width, self.indent + "  ", Run(self.indent))


def changes(comparison: Comparison, width: int, noise: bool, markers: frozenset[str]) -> Iterator[Line]:
    """The lines that show what changed, `width` columns wide, with the notes of some markers.

    With `noise`, also what does not count.
    """
    found = rows(comparison)
    digits = max((len(str(n)) for row in found for n in row.old + row.new), default=1)
    view = _View(width, digits, noise, markers, _headings(comparison))
    if comparison.mode == "translation":
        yield from _versions(found, view)
        return
    shown = [not row.quiet or (noise and any(p.change for p in row.pieces)) for row in found]
    if not any(shown):
        yield from _nothing(comparison)
        return
    yield from title("CHANGES")
    legend = "[-dropped-] {+added+}" + " [~old|new: why it does not count~]" * noise
    yield from wrapped([Run(f"{legend} · {_NUMBERING}", "quiet")], width)
    for visible, group in groupby(zip(shown, found, strict=True), key=lambda pair: pair[0]):
        members = [row for _, row in group]
        yield []
        yield from (_rows(members, view) if visible else _fold(members, view))


def _versions(found: list[Row], view: _View) -> Iterator[Line]:
    """Two language versions, each sentence above the one that renders it."""
    yield from title("VERSIONS")
    legend = "each sentence above what seems to render it; - and + where nothing does. An alignment, not a diff"
    yield from wrapped([Run(legend, "quiet")], view.width)
    for row in found:
        yield []
        if row.away:
            yield from _moved([row], view)
            continue
        old, new = ("".join(parts) for parts in zip(*((p.old, p.new) for p in row.pieces), strict=True))
        for sign, numbers, text in (("-", row.old, old), ("+", row.new, new)):
            if numbers:
                lead = view.gutter(" " if row.old and row.new else sign, numbers[0], bool(row.markers))
                yield from wrapped([Run(text)], view.width, view.indent, lead)
        if row.segment.moved:
            yield from view.margin(_moved_from(row))


def _nothing(comparison: Comparison) -> Iterator[Line]:
    yield []
    if comparison.old.text == comparison.new.text:
        yield [Run("The two texts are equal, character by character.")]
        return
    hidden = " What does not count is shown with --noise." if comparison.changes else ""
    yield [Run(f"No change that counts.{hidden}")]


def _fold(members: list[Row], view: _View) -> Iterator[Line]:
    reasons = Counter(p.change.noise for row in members for p in row.pieces if p.change and p.change.noise)
    said = f"… {number(len(members), 'sentence')} unchanged"
    if reasons:
        said += f", but for noise: {counted(dict(sorted(reasons.items())))}"
    yield from view.margin(Run(f"{said} …", "quiet"))
    heading = _last_heading(members, view.headings)
    if heading:
        yield []
        yield from view.margin(Run(heading, "strong"))


def _headings(comparison: Comparison) -> list[tuple[int, str]]:
    """The headings of the new text, each with the place where it starts."""
    text = comparison.new.text
    return [(b.start, text[b.start : b.end]) for b in comparison.new.blocks if b.kind == "heading"]


def _last_heading(members: list[Row], headings: list[tuple[int, str]]) -> str | None:
    """The last heading among folded sentences: what comes next is under it."""
    spans = [span for row in members for span in row.segment.new]
    if not spans:
        return None
    before = bisect_left(headings, (spans[-1].end, ""))
    found = headings[before - 1] if before else None
    return found[1] if found and found[0] >= spans[0].start else None


def _rows(members: list[Row], view: _View) -> Iterator[Line]:
    for (moved, _), group in groupby(members, key=lambda row: _run_of_moves(row, view.noise)):
        run = list(group)
        if moved:
            yield from _moved(run, view)
        else:
            for row in run:
                yield from _row(row, view)


def _run_of_moves(row: Row, noise: bool) -> tuple[bool, object]:
    """Neighbours that moved together and unchanged are reported as one; the key is how far they went."""
    edited = any(p.change if noise else p.counts for p in row.pieces)
    whole = row.away or (row.segment.moved and not edited and not row.markers)
    return (True, (row.away, row.new[0] - row.old[0])) if whole and row.new else (False, None)


def _moved(run: list[Row], view: _View) -> Iterator[Line]:
    here, there = (run[0].old, run[-1].old), (run[0].new, run[-1].new)
    if not run[0].away:
        here, there = there, here
    way = "down" if run[0].down else "up"
    said = f"moved {way} {'to' if run[0].away else 'from'} {_range(*there)}"
    longest = LONGEST_QUOTE
    if run[0].segment.status == "reworded":
        said, longest = f"possibly reworded further {way}, at {_range(*there)}", _REMINDER
    text = "".join(piece.old if run[0].away else piece.new for row in run for piece in row.pieces)
    lead = view.gutter("↓" if run[0].down else "↑", here[0][0], bool(run[0].markers))
    changed = run[0].segment.status == "aligned" or any(p.counts for row in run for p in row.pieces)
    what = "" if changed else ", unchanged"
    quoted = Run(f"“{excerpt(text, longest)}”", "quiet" if run[0].away else "")
    yield from wrapped([Run(f"{said}{what}: ", "moved"), quoted], view.width, view.indent, lead)


def _range(first: tuple[int, ...], last: tuple[int, ...]) -> str:
    return str(first[0]) if first[0] == last[-1] else f"{first[0]}–{last[-1]}"


def _row(row: Row, view: _View) -> Iterator[Line]:
    if row.segment.status == "reworded":
        yield from _reworded(row, view)
    else:
        sign = {"added": "+", "dropped": "-"}.get(row.segment.status, " ")
        numbers = row.new or row.old
        lead = view.gutter(sign, numbers[0], bool(row.markers))
        yield from wrapped(_redline(row.pieces, view.noise), view.width, view.indent, lead)
    for note in _notes(row, view):
        yield from view.margin(note)


def _reworded(row: Row, view: _View) -> Iterator[Line]:
    """The old sentence above the new one: they share a thought, perhaps, and few words."""
    old = [piece._replace(new="") for piece in row.pieces if piece.change]
    new = [piece._replace(old="") for piece in row.pieces if piece.change]
    for sign, numbers, side in (("-", row.old, old), ("+", row.new, new)):
        lead = view.gutter(sign, numbers[0], bool(row.markers))
        yield from wrapped(_redline(side, noise=False), view.width, view.indent, lead)


def _redline(pieces: list[Piece], noise: bool) -> Iterator[Run]:
    for piece in pieces:
        if piece.counts:
            yield from _change(piece)
        elif piece.change and noise:
            said = f"[~{piece.old}|{piece.new}: {in_words(piece.change.noise or '')}~]"
            yield Run(said, "quiet")
        else:
            yield Run(piece.new)


def _change(piece: Piece) -> Iterator[Run]:
    """Dropped and added wording in brackets, white space at their ends left outside."""
    for text, style, opening, closing in (
        (piece.old, "deleted", "[-", "-]"),
        (piece.new, "inserted", "{+", "+}"),
    ):
        if text.strip():
            body = text.strip()
            before, after = text[: text.index(body)], text[text.index(body) + len(body) :]
            yield Run(before)
            yield Run(f"{opening}{body}{closing}", style)
            yield Run(after)


def _notes(row: Row, view: _View) -> Iterator[Run]:
    """What is below a sentence: whether it moved, was split or reworded, and its markers."""
    if row.segment.moved and row.segment.status != "reworded":
        yield _moved_from(row)
    if row.segment.status == "reworded":
        place = f", from {_range(row.old, row.old)}" if row.segment.moved else ""
        yield Run(f"possibly reworded{place}", "quiet")
    if len(row.old) > 1 or len(row.new) > 1:
        yield Run(_split(row), "quiet")
    for marker in row.markers:
        if marker.id not in view.markers:
            continue
        said = f"{headline(marker)} ({marker.id})"
        yield Run(f"> {marker.score} {said}", marker.level)


def _moved_from(row: Row) -> Run:
    """Which way a sentence moved, and from where."""
    way = "down" if row.down else "up"
    return Run(f"{'↓' if row.down else '↑'} moved {way} from {_range(row.old, row.old)}", "moved")


def _split(row: Row) -> str:
    if len(row.old) == 1:
        return f"one sentence became {len(row.new)}"
    if len(row.new) == 1:
        return f"{len(row.old)} sentences became one"
    return f"{len(row.old)} sentences became {len(row.new)}"
