"""A comparison to read in a terminal: what it is, what the changes mean, and the changes in their context.

Colours only repeat what the brackets say: [-dropped-], {+added+}, [~old|new: reason~] for what does not
count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from diple.model import Marker, Notice, Selector, Statement
from diple.render.redline import Piece, Row, rows
from diple.render.wrap import Run, painted, wrapped
from diple.result import Comparison, count_words

_MOST_QUOTES = 3
_LONGEST_QUOTE = 240
_LABEL = 6
_LONGEST_TITLE = 100
_NUMBERING = "numbers count sentences: of the old text after - and where a move began, else of the new"

Line = Sequence[Run]


def render(comparison: Comparison, *, width: int = 80, color: bool = False, noise: bool = False) -> str:
    """The comparison in lines of at most `width` columns; `noise` shows what does not count, too."""
    lines = [*_head(comparison, width), *_markers(comparison, width), *_changes(comparison, width, noise)]
    return "\n".join(painted(line, color) for line in lines) + "\n"


def _labelled(label: str, text: str, width: int, style: str = "") -> list[list[Run]]:
    indent = " " * _LABEL
    return wrapped([Run(text, style)], width, indent, Run(label.ljust(_LABEL), "quiet"))


def _head(comparison: Comparison, width: int) -> Iterator[Line]:
    for side, statement in (("old", comparison.old), ("new", comparison.new)):
        yield from _labelled(side, _facts(statement), width)
    yield from _labelled("mode", f"{comparison.mode}: {comparison.mode_reason}", width)
    yield from _labelled("found", _counts(comparison), width, "strong")
    for label, notice in _notices(comparison):
        yield from _labelled("note", f"{label}{notice.message}", width, "quiet")


def _facts(statement: Statement) -> str:
    words = _number(count_words(statement.text), "word")
    known = (_title_of(statement), statement.date, statement.language, words)
    return " · ".join(fact for fact in known if fact)


def _title_of(statement: Statement) -> str:
    """The title, or else the first words."""
    if statement.title:
        return statement.title
    first = next((statement.text[block.start : block.end] for block in statement.blocks), statement.text)
    return f"“{_excerpt(first[: 10 * _LONGEST_TITLE], _LONGEST_TITLE)}”"


def _notices(comparison: Comparison) -> Iterator[tuple[str, Notice]]:
    for label, notices in (
        ("old text: ", comparison.old.warnings),
        ("new text: ", comparison.new.warnings),
        ("", comparison.degraded),
        ("", comparison.warnings),
    ):
        yield from ((label, notice) for notice in notices)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _counts(comparison: Comparison) -> str:
    summary = comparison.summary
    levels = [f"{count} {level}" for level, count in summary.markers_by_level.items()]
    said = [_number(len(comparison.markers), "marker") + (f" ({', '.join(levels)})" if levels else "")]
    said.append(f"{_number(len(comparison.counting), 'change')} that count{'s' * (len(comparison.counting) == 1)}")
    moves = sum(segment.moved for segment in comparison.segments)
    if moves:
        said.append(f"{_number(moves, 'sentence')} moved")
    if summary.noise_by_reason:
        said.append(f"{sum(summary.noise_by_reason.values()):,} that do not ({_reasons(summary.noise_by_reason)})")
    return " · ".join(said)


def _reasons(counts: dict[str, int]) -> str:
    return ", ".join(f"{_words(reason)} {count}" for reason, count in counts.items())


def _words(name: str) -> str:
    return name.replace("_", " ")


def _title(text: str) -> Iterator[Line]:
    yield []
    yield [Run(text, "strong")]


def _markers(comparison: Comparison, width: int) -> Iterator[Line]:
    if not comparison.markers:
        return
    yield from _title("MARKERS")
    numbers = [_sentence_starts(comparison, side) for side in ("old", "new")]
    for marker in comparison.markers:
        yield []
        yield from _marker(marker, width, numbers)


def _sentence_starts(comparison: Comparison, side: str) -> list[int]:
    spans = (span for segment in comparison.segments for span in getattr(segment, side))
    return sorted(span.start for span in spans)


def _marker(marker: Marker, width: int, numbers: list[list[int]]) -> Iterator[Line]:
    indent = " " * _LABEL
    head = f"{marker.level}  {marker.code} {_words(marker.name)}  "
    yield [Run(f"> {marker.score:<3} ", marker.level), Run(head, marker.level), Run(marker.id, "quiet")]
    yield from wrapped(
        [Run(f"{marker.direction}, with regard to {marker.referent}", "strong")], width, indent, Run(indent)
    )
    yield from wrapped([Run(marker.rationale)], width, indent, Run(indent))
    yield from _evidence("old", marker.old, width, numbers[0], "deleted")
    yield from _evidence("new", marker.new, width, numbers[1], "inserted")
    yield from wrapped([Run(_sum(marker), "quiet")], width, indent, Run(indent))
    if marker.contested:
        reading = marker.counter_reading or "experts disagree on this reading."
        yield from wrapped([Run(f"contested: {reading}")], width, indent, Run(indent))


def _sum(marker: Marker) -> str:
    terms = [f"{'−' if t.value < 0 else '+'} {abs(t.value)} ({t.reason})" for t in marker.terms]
    return f"{marker.score} = {' '.join(terms).removeprefix('+ ')}"


def _evidence(side: str, found: Sequence[Selector], width: int, starts: list[int], style: str) -> Iterator[Line]:
    indent = " " * _LABEL
    for selector in found[:_MOST_QUOTES]:
        place = Run(f"{indent}{side} {bisect_right(starts, selector.start)}  ", "quiet")
        yield from wrapped([Run(f"“{_excerpt(selector.exact)}”", style)], width, " " * len(place.text), place)
    if len(found) > _MOST_QUOTES:
        yield [Run(f"{indent}{side}: and {len(found) - _MOST_QUOTES} more", "quiet")]
    if not found:
        yield [Run(f"{indent}{side}: nothing", "quiet")]


def _excerpt(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """The text on one line, its middle left out where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest * 2 // 3]} … {line[-longest // 3 :]}"


def _changes(comparison: Comparison, width: int, noise: bool) -> Iterator[Line]:
    found = rows(comparison)
    if comparison.mode == "translation" and not comparison.changes:
        return
    shown = [not row.quiet or (noise and any(p.change for p in row.pieces)) for row in found]
    if not any(shown):
        yield from _nothing(comparison)
        return
    yield from _title("CHANGES")
    legend = "[-dropped-] {+added+}" + " [~old|new: why it does not count~]" * noise
    yield from wrapped([Run(f"{legend} · {_NUMBERING}", "quiet")], width)
    digits = max((len(str(n)) for row in found for n in row.old + row.new), default=1)
    for visible, group in groupby(zip(shown, found, strict=True), key=lambda pair: pair[0]):
        members = [row for _, row in group]
        yield []
        yield from (_rows(members, width, digits, noise) if visible else _fold(comparison, members, width, digits))


def _nothing(comparison: Comparison) -> Iterator[Line]:
    yield []
    hidden = " What does not count is shown with --noise." if comparison.changes else ""
    yield [Run(f"No change that counts.{hidden}")]


def _fold(comparison: Comparison, members: list[Row], width: int, digits: int) -> Iterator[Line]:
    reasons = Counter(p.change.noise for row in members for p in row.pieces if p.change and p.change.noise)
    said = f"… {_number(len(members), 'sentence')} unchanged"
    if reasons:
        said += f", but for noise: {_reasons(dict(sorted(reasons.items())))}"
    indent = " " * (digits + 5)
    yield from wrapped([Run(f"{said} …", "quiet")], width, indent, Run(indent))
    heading = _heading(comparison, members)
    if heading:
        yield []
        yield from wrapped([Run(heading, "strong")], width, indent, Run(indent))


def _heading(comparison: Comparison, members: list[Row]) -> str | None:
    """The last heading among folded sentences: what comes next stands under it."""
    spans = [span for row in members for span in row.segment.new]
    if not spans:
        return None
    start, end = spans[0].start, spans[-1].end
    inside = [b for b in comparison.new.blocks if b.kind == "heading" and start <= b.start < end]
    return comparison.new.text[inside[-1].start : inside[-1].end] if inside else None


def _rows(members: list[Row], width: int, digits: int, noise: bool) -> Iterator[Line]:
    for (moved, _), group in groupby(members, key=lambda row: _run_of_moves(row, noise)):
        run = list(group)
        if moved:
            yield from _moved(run, width, digits)
        else:
            for row in run:
                yield from _row(row, width, digits, noise)


def _run_of_moves(row: Row, noise: bool) -> tuple[bool, object]:
    """Neighbours that moved together and unchanged are told as one; the key is how far they went."""
    edited = any(p.change if noise else p.counts for p in row.pieces)
    whole = row.away or (row.segment.moved and not edited and not row.markers)
    return (True, (row.away, row.new[0] - row.old[0])) if whole and row.new else (False, None)


def _moved(run: list[Row], width: int, digits: int) -> Iterator[Line]:
    here, there = (run[0].old, run[-1].old), (run[0].new, run[-1].new)
    if not run[0].away:
        here, there = there, here
    way = "down" if run[0].down else "up"
    said = f"moved {way} to {_range(*there)}" if run[0].away else f"moved {way} from {_range(*there)}"
    text = "".join(piece.old if run[0].away else piece.new for row in run for piece in row.pieces)
    lead = _gutter("↓" if run[0].down else "↑", here[0][0], digits, bool(run[0].markers))
    what = "" if any(p.counts for row in run for p in row.pieces) else ", unchanged"
    quoted = Run(f"“{_excerpt(text)}”", "quiet" if run[0].away else "")
    yield from wrapped([Run(f"{said}{what}: ", "moved"), quoted], width, " " * len(lead.text), lead)


def _range(first: tuple[int, ...], last: tuple[int, ...]) -> str:
    return str(first[0]) if first[0] == last[-1] else f"{first[0]}–{last[-1]}"


def _gutter(sign: str, number: int, digits: int, marked: bool) -> Run:
    return Run(f"{'>' if marked else ' '} {sign} {number:>{digits}} ", "quiet")


def _row(row: Row, width: int, digits: int, noise: bool) -> Iterator[Line]:
    if row.segment.status == "reworded":
        yield from _reworded(row, width, digits)
        return
    sign = {"added": "+", "dropped": "-"}.get(row.segment.status, " ")
    numbers = row.old if row.segment.status == "dropped" else row.new or row.old
    lead = _gutter(sign, numbers[0] if numbers else 0, digits, bool(row.markers))
    indent = " " * len(lead.text)
    yield from wrapped(_redline(row.pieces, noise), width, indent, lead)
    for note in _margin(row):
        yield from wrapped([note], width, indent + "  ", Run(indent))


def _reworded(row: Row, width: int, digits: int) -> Iterator[Line]:
    """The old sentence above the new one: they share a thought, perhaps, and few words."""
    marked = bool(row.markers)
    for sign, numbers, sides in (
        ("-", row.old, [piece._replace(new="") for piece in row.pieces]),
        ("+", row.new, [piece._replace(old="") for piece in row.pieces]),
    ):
        lead = _gutter(sign, numbers[0] if numbers else 0, digits, marked)
        indent = " " * len(lead.text)
        yield from wrapped(_redline(sides, noise=False), width, indent, lead)
    for note in _margin(row):
        yield from wrapped([note], width, indent + "  ", Run(indent))


def _redline(pieces: list[Piece], noise: bool) -> Iterator[Run]:
    for piece in pieces:
        if piece.counts:
            yield from _change(piece)
        elif piece.change and noise:
            said = f"[~{piece.old}|{piece.new}: {_words(piece.change.noise or '')}~]"
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


def _margin(row: Row) -> Iterator[Run]:
    """What stands below a sentence: whether it moved, was split or reworded, and its markers."""
    if row.segment.moved:
        way = "down" if row.down else "up"
        yield Run(f"{'↓' if row.down else '↑'} moved {way} from {_range(row.old, row.old)}", "moved")
    if row.segment.status == "reworded":
        yield Run("possibly reworded: the one may answer the other", "quiet")
    if len(row.old) > 1 or len(row.new) > 1:
        yield Run(_split(row), "quiet")
    for marker in row.markers:
        said = f"{_words(marker.name)}, {marker.direction}: {marker.referent} ({marker.id})"
        yield Run(f"> {marker.score} {said}", marker.level)


def _split(row: Row) -> str:
    if len(row.old) == 1:
        return f"one sentence became {len(row.new)}"
    if len(row.new) == 1:
        return f"{len(row.old)} sentences became one"
    return f"{len(row.old)} sentences became {len(row.new)}"
