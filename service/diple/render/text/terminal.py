"""A comparison to read in a terminal: what it is, what the changes mean, and the changes in their context.

Colours only repeat what the brackets say: [-dropped-], {+added+}, [~old|new: reason~] for what does not
count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from diple.model import Marker, Notice, Selector, Statement
from diple.render.language.interface import call
from diple.render.language.phrases import AROUND, counted, excerpt, number, words_after, words_before
from diple.render.look import HIGHEST, PLAIN, Look
from diple.render.markers.naming import further, headline, label_parts, rationale, short_sum
from diple.render.redline.differing import Quoted, one_line, quotes_of, shortened
from diple.render.redline.nearest import Hint, Nearest
from diple.render.redline.side import Side
from diple.render.text.context import changes
from diple.render.text.wrap import Line, Run, news, painted, title, wrapped
from diple.result import Comparison, count_words

_MOST_QUOTES = 3
_LABEL = 6
_LONGEST_TITLE = 100
_MOST_BEGINNINGS = 8
_LONGEST_BEGINNING = 60
_SHORT = 60  # characters up to which a quote is shown with the words around it
_BRACKETS = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}")}


def render(comparison: Comparison, look: Look = PLAIN) -> str:
    """The comparison in lines of at most `look.width` columns, all markers or the highest, as `look` says."""
    shown = comparison.markers if look.all else comparison.markers[:HIGHEST]
    context = changes(comparison, look.width, look.noise, frozenset(marker.id for marker in shown))
    lines = [*_head(comparison, look.width), *_markers(comparison, shown, look.width), *context]
    return "\n".join(painted(line, look.color) for line in lines) + "\n"


def _labelled(label: str, text: str, width: int, style: str = "") -> list[list[Run]]:
    indent = " " * _LABEL
    return wrapped([Run(text, style)], width, indent, Run(label.ljust(_LABEL), "quiet"))


def _head(comparison: Comparison, width: int) -> Iterator[Line]:
    for side, statement in (("old", comparison.old), ("new", comparison.new)):
        yield from _labelled(side, _facts(statement), width)
    yield from _labelled("mode", f"{call('en', comparison.mode)}: {comparison.mode_reason}", width)
    yield from _labelled("found", _counts(comparison), width, "strong")
    for notice in (*comparison.degraded, *comparison.warnings):
        yield from _labelled("note", notice.message, width, "quiet")
        if words := _words_of(notice):
            yield from _labelled("", words, width, "quiet")


def _words_of(notice: Notice) -> str:
    """The first words of each piece that a notice speaks of, such as what was left out; empty where it has none."""
    begins = notice.data.get("excerpts")
    if not isinstance(begins, list) or not begins:
        return ""
    shown = [f"“{excerpt(str(each), _LONGEST_BEGINNING)}”" for each in begins[:_MOST_BEGINNINGS]]
    more = int(str(notice.data.get("places", len(begins)))) - len(shown)
    return " · ".join([*shown, *([f"and {more:,} more"] if more > 0 else [])])


def _facts(statement: Statement) -> str:
    words = number(count_words(statement.text), "word")
    known = (_title_of(statement), statement.date, statement.language, words)
    return " · ".join(fact for fact in known if fact)


def _title_of(statement: Statement) -> str:
    """The title, or else the first words."""
    if statement.title:
        return statement.title
    first = next((statement.text[block.start : block.end] for block in statement.blocks), statement.text)
    return f"“{excerpt(first[: 10 * _LONGEST_TITLE], _LONGEST_TITLE)}”"


def _counts(comparison: Comparison) -> str:
    summary = comparison.summary
    levels = [f"{count} {level}" for level, count in summary.markers_by_level.items()]
    said = [number(len(comparison.markers), "marker") + (f" ({', '.join(levels)})" if levels else "")]
    if comparison.mode == "translation":
        return " · ".join([*said, _alignment(comparison)])
    said.append(f"{number(len(comparison.counting), 'change')} that count{'s' * (len(comparison.counting) == 1)}")
    moves = sum(s.moved and s.status != "reworded" for s in comparison.segments)
    if moves:
        said.append(f"{number(moves, 'sentence')} moved")
    if summary.noise_by_reason:
        said.append(f"{sum(summary.noise_by_reason.values()):,} that do not ({counted(summary.noise_by_reason)})")
    return " · ".join(said)


def _alignment(comparison: Comparison) -> str:
    alone = sum(segment.status == "unaligned" for segment in comparison.segments)
    aligned = number(len(comparison.segments) - alone, "sentence")
    moved = sum(segment.moved for segment in comparison.segments)
    elsewhere = f", {moved} of them in another place" if moved else ""
    return f"{aligned} aligned{elsewhere}, {alone or 'none'} without a rendering"


def _markers(comparison: Comparison, shown: Sequence[Marker], width: int) -> Iterator[Line]:
    if not shown:
        return
    yield from title("MARKERS")
    numbers = [_sentence_starts(comparison, side) for side in ("old", "new")]
    nearest = Nearest(comparison, (Side(comparison.old, "en"), Side(comparison.new, "en")))
    for marker in shown:
        yield []
        yield from _marker(marker, comparison, width, numbers)
        yield from _near(nearest.of_marker(marker), "new" if marker.old else "old", numbers, width)
    more = len(comparison.markers) - len(shown)
    if more:
        yield []
        yield from wrapped(
            [Run(f"and {number(more, 'marker')} more, of a score up to {_next(comparison, shown)}: --all")], width
        )


def _next(comparison: Comparison, shown: Sequence[Marker]) -> int:
    """The score of the first marker that is not shown."""
    return comparison.markers[len(shown)].score


def _sentence_starts(comparison: Comparison, side: str) -> list[int]:
    spans = (span for segment in comparison.segments for span in getattr(segment, side))
    return sorted(span.start for span in spans)


def _marker(marker: Marker, comparison: Comparison, width: int, numbers: list[list[int]]) -> Iterator[Line]:
    """The news in one line, the kind with what it bears on, both quotes, why, and who disagrees."""
    indent = " " * _LABEL
    score = Run(f"> {marker.score:<3} ", marker.level)
    level, name = Run(f"{marker.level}  ", marker.level), Run(f"  {marker.id}", "quiet")
    head = [level, *news(label_parts(marker)), name]
    yield from wrapped(head, width, indent, score)
    yield from wrapped([Run(f"{marker.code}  {headline(marker)}", "strong")], width, indent, Run(indent))
    for side, quotes, starts, style in zip(
        ("old", "new"), quotes_of(marker, comparison), numbers, ("deleted", "inserted"), strict=True
    ):
        yield from _evidence(side, quotes, width, starts, style)
    for said in _said(marker):
        yield from wrapped([Run(said)], width, indent, Run(indent))
    yield from wrapped([Run(short_sum(marker), "quiet")], width, indent, Run(indent))


def _said(marker: Marker) -> Iterator[str]:
    """Why, the further kinds, whom it favours, and the other reading."""
    yield rationale(marker)
    yield from (f"also: {kind}" for kind in further(marker))
    if marker.favours:
        yield f"favours {marker.favours}"
    if marker.contested:
        yield f"contested: {marker.counter_reading or 'those who read such texts disagree on this.'}"


def _evidence(side: str, found: Sequence[Quoted], width: int, starts: list[int], style: str) -> Iterator[Line]:
    indent = " " * _LABEL
    for quote in found[:_MOST_QUOTES]:
        place = Run(f"{indent}{side} {bisect_right(starts, quote.selector.start)}  ", "quiet")
        yield from wrapped(_quoted(quote, starts, style), width, " " * len(place.text), place)
    if len(found) > _MOST_QUOTES:
        yield [Run(f"{indent}{side}: and {len(found) - _MOST_QUOTES} more", "quiet")]
    if not found:
        yield [Run(f"{indent}{side}: nothing", "quiet")]


def _near(hint: Hint | None, side: str, numbers: list[list[int]], width: int) -> Iterator[Line]:
    """The nearest wording to what nothing answers, and how sure it is."""
    if hint:
        indent = " " * _LABEL
        place = bisect_right(numbers[side == "new"], hint.span.start)
        said = Run(f"{indent}nearest wording, {hint.told}: {side} {place}  ", "quiet")
        yield from wrapped([Run(f"“{hint.short}”")], width, indent, said)


def _in_its_sentence(selector: Selector, starts: list[int]) -> Selector:
    """The quote with no more around it than its own sentence has."""
    after = bisect_right(starts, selector.start)
    first = starts[after - 1] if after else 0
    last = bisect_right(starts, selector.end - 1)
    room = starts[last] - selector.end if last < len(starts) else AROUND
    prefix, suffix = selector.prefix[max(0, len(selector.prefix) - (selector.start - first)) :], selector.suffix[:room]
    return replace(
        selector,
        prefix=prefix if len(prefix) == AROUND else prefix.lstrip(),
        suffix=suffix if len(suffix) == AROUND else suffix.rstrip(),
    )


def _quoted(quote: Quoted, starts: list[int], style: str) -> Iterator[Run]:
    """The quote, the words that differ set off; a short one with the words around it."""
    selector = _in_its_sentence(quote.selector, starts)
    short = len(selector.exact) <= _SHORT
    before, after = (words_before(selector.prefix), words_after(selector.suffix)) if short else ("", "")
    yield Run(f"“{one_line(before)}", "quiet")
    opening, closing = _BRACKETS[style] if quote.set_off else ("", "")
    for part in shortened(quote):
        if part.differs:
            words = part.text.strip()
            inner, tail = part.text.partition(words)[::2]
            yield from (Run(inner), Run(f"{opening}{words}{closing}", style), Run(tail))
        else:
            yield Run(part.text)
    yield Run(f"{one_line(after)}”", "quiet")
