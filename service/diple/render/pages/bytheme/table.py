"""The table of themes as plain values: a row each theme, counts above it, and below what is in no theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from diple.model import Marker, Span, Statement, Theme
from diple.render.language.phrases import middle_left_out
from diple.render.markers.bearing import LOUD, Count, News, bearing, counts, in_context, news_of, paragraphs_of, sense
from diple.render.pages.bytheme.flow import Flow, flow_of
from diple.render.pages.bytheme.passages import Passages, Reader
from diple.render.pages.note import Note
from diple.render.pages.page import Page
from diple.render.redline.differing import ELLIPSIS, Part, one_line
from diple.render.redline.nearest import Hint
from diple.render.redline.side import Side
from diple.result import Comparison, count_words

SORTS = {"weight": "weight", "new": "place in the new text", "old": "place in the old text"}
"""How the rows can be sorted, and what that is called."""
MOST_EVENTS = 1  # markers that a row shows beside its weightiest one: with two, three rows fill a screen
MOST_PLACES = 4  # runs of paragraphs that a row names
MOST_TERMS = 8  # terms of either text above the table: two lines of a screen
LONGEST_BESIDE = 120  # characters of a passage that a row shows of the text of which its news has no wording


class Room(NamedTuple):
    """The words of a theme in one text, and the width of their bar in per cent of the longest bar of the table."""

    words: int
    width: float


class Event(NamedTuple):
    """A marker as a row shows it: which way it bears, its wordings, and the paragraphs in which these are.

    A paragraph is 0 where a text has no evidence; without a marker the bearing is empty. `sense` is the bearing in
    words, or what a marker is that bears no way. Where the news has a wording of one text alone, that of the other
    begins its passage there, and is `opening`; `loose` says that the two are linked as possibly reworded. `nearest` is
    the nearest wording of the other text to evidence which nothing answers, and `beside` how it begins.
    """

    bearing: str = ""
    sense: str = ""
    news: News = News()
    at: tuple[int, int] = (0, 0)
    opening: tuple[bool, bool] = (False, False)
    loose: bool = False
    nearest: Hint | None = None
    beside: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One theme.

    `level` is that of its weightiest marker, empty without one, and `first` what the row shows of it; `also` are the
    next ones that are notable or above, as far as there is room. `more` further markers are notable or above, `minor`
    ones below. `places` are the paragraphs of either text, those of what the row shows among them, `rank` is its place
    in each of `SORTS`. `quoted` are the sentences of the first marker where that is notable or above, `passages` the
    others.
    """

    theme: Theme
    level: str
    first: Event
    also: tuple[Event, ...]
    more: int
    minor: int
    places: tuple[str, str]
    rooms: tuple[Room, Room]
    quoted: Passages
    passages: Passages
    notes: tuple[Note, ...]
    rank: dict[str, int]

    @property
    def bearing(self) -> str:
        """Which way its weightiest marker bears."""
        return self.first.bearing

    @property
    def free(self) -> tuple[int, int]:
        """How many sentences are gone and how many new of which no marker is notable or above."""
        return _summed([self.quoted.free, self.passages.free])


@dataclass(frozen=True, slots=True)
class Rest:
    """What is in no theme: words of either text, sentences and markers."""

    words: tuple[int, int]
    passages: Passages
    notes: tuple[Note, ...]


class Term(NamedTuple):
    """A term that one text alone has, and the theme that it is of."""

    words: str
    theme: str


@dataclass(frozen=True, slots=True)
class Table:
    """All that the first screen of a succession says.

    `counts` are of the markers that are notable or above, which are in `touched` themes, `minor` are the others;
    `others` says what those are that bear no way, and how many, the most first. `free` is how many sentences are gone
    and how many are new of which no marker is notable or above. `went`
    and `came` are the most telling term of each theme that one text alone has, of longer themes first.
    """

    lines: tuple[Line, ...]
    sort: str
    counts: list[Count]
    others: list[tuple[str, int]]
    free: tuple[int, int]
    touched: int
    minor: int
    flow: Flow
    rest: Rest
    went: list[Term]
    came: list[Term]

    @property
    def loud(self) -> int:
        """How many markers are notable or above."""
        return sum(count.found for count in self.counts)


def table_of(comparison: Comparison, page: Page, language: str, sort: str = "") -> Table | None:
    """The table of a comparison whose page is given; None where it has no themes."""
    if not comparison.themes:
        return None
    notes = {note.marker.id: note for note in page.notes}
    sides = Side(comparison.old, language), Side(comparison.new, language)
    reader = Reader(comparison, sides, page.differ, page.nearest)
    order = sort if sort in SORTS else "weight"
    ranks = _ranks(comparison.themes)
    longest = max(max(theme.words_old, theme.words_new) for theme in comparison.themes)
    lines = [_line(theme, notes, sides, reader, longest, ranks) for theme in comparison.themes]
    loud = [marker for marker in comparison.markers if marker.level in LOUD]
    weak = {marker.id for marker in loud if reader.linking.is_weak(marker)}
    ways = [(bearing(each, weak=each.id in weak), sense(each, language, weak=each.id in weak)) for each in loud]
    rest = _rest(comparison, notes, reader)
    return Table(
        lines=tuple(sorted(lines, key=lambda line: line.rank[order])),
        sort=order,
        counts=counts(way for way, _ in ways),
        others=Counter(words for way, words in ways if way == "other").most_common(),
        free=_summed([*(line.free for line in lines), rest.passages.free]),
        touched=sum(line.level in LOUD for line in lines),
        minor=len(comparison.markers) - len(loud),
        flow=flow_of(comparison.themes, rest.words),
        rest=rest,
        went=_terms((theme.words_old, theme.went, theme.id) for theme in comparison.themes),
        came=_terms((theme.words_new, theme.came, theme.id) for theme in comparison.themes),
    )


def _summed(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    old, new = zip(*pairs, strict=True)
    return sum(old), sum(new)


def _terms(themes: Iterable[tuple[int, Sequence[str], str]]) -> list[Term]:
    """The first term of each theme that has one, given as words, terms and id."""
    longest = sorted((each for each in themes if each[1]), key=lambda each: -each[0])
    return [Term(terms[0], name) for _, terms, name in longest[:MOST_TERMS]]


def _ranks(themes: Sequence[Theme]) -> dict[str, dict[str, int]]:
    """The place of each theme in each order; what a text does not have comes last there."""
    orders = {
        "weight": list(themes),
        "new": sorted(themes, key=lambda theme: (not theme.new, theme.new[:1], theme.old[:1])),
        "old": sorted(themes, key=lambda theme: (not theme.old, theme.old[:1], theme.new[:1])),
    }
    return {theme.id: {name: order.index(theme) for name, order in orders.items()} for theme in themes}


def _line(
    theme: Theme,
    notes: dict[str, Note],
    sides: tuple[Side, Side],
    reader: Reader,
    longest: int,
    ranks: dict[str, dict[str, int]],
) -> Line:
    mine = tuple(notes[name] for name in theme.markers)
    loud = [note.marker for note in mine[1:] if note.marker.level in LOUD]
    first = _event(mine[0].marker, sides, reader) if mine else Event()
    also = tuple(_event(marker, sides, reader, beside=False) for marker in loud[:MOST_EVENTS])
    quoted, others = reader.of_theme(theme, mine[0].marker if mine and mine[0].marker.level in LOUD else None)
    return Line(
        theme=theme,
        level=mine[0].marker.level if mine else "",
        first=first,
        also=also,
        more=len(loud[MOST_EVENTS:]),
        minor=max(0, len(mine) - 1 - len(loud)),
        places=(
            places(theme.old, sides[0], [event.at[0] for event in (first, *also)]),
            places(theme.new, sides[1], [event.at[1] for event in (first, *also)]),
        ),
        rooms=(_room(theme.words_old, longest), _room(theme.words_new, longest)),
        quoted=quoted,
        passages=others,
        notes=mine,
        rank=ranks[theme.id],
    )


def _event(marker: Marker, sides: tuple[Side, Side], reader: Reader, *, beside: bool = True) -> Event:
    news = in_context(news_of(marker), marker, sides)
    at = paragraphs_of(marker, sides)
    opening = not news.old, not news.new
    if beside and not news.whole:
        news, at = _with_answers(marker, news, at, sides, reader)
    elif not beside:
        news = News(_short(news.old), _short(news.new), news.whole)
    nearest, weak = reader.nearest.of_marker(marker), reader.linking.is_weak(marker)
    return Event(
        bearing=bearing(marker, weak=weak),
        sense=sense(marker, sides[0].spoken, weak=weak),
        news=news,
        at=at,
        opening=opening,
        loose=reader.linking.is_loose(marker),
        nearest=nearest,
        beside=_beginning(nearest.words if nearest else ""),
    )


def _short(words: Iterable[Part]) -> tuple[Part, ...]:
    """The words of a further change, of long ones the first and the last."""
    return tuple(part._replace(text=middle_left_out(part.text, LONGEST_BESIDE)) for part in words)


def _with_answers(
    marker: Marker, news: News, at: tuple[int, int], sides: tuple[Side, Side], reader: Reader
) -> tuple[News, tuple[int, int]]:
    """The news with how the sentence begins that answers it where only one text has a wording, and the paragraphs."""
    old = None if news.old else reader.answering(0, marker.old, _told(news.new))
    new = None if news.new else reader.answering(1, marker.new, _told(news.old))
    said = News(news.old or _beginning(old.exact if old else ""), news.new or _beginning(new.exact if new else ""))
    return said, (
        sides[0].paragraph(old.start) if old else at[0],
        sides[1].paragraph(new.start) if new else at[1],
    )


def _told(parts: Iterable[Part]) -> str:
    return "".join(part.text for part in parts)


def _beginning(passage: str) -> tuple[Part, ...]:
    words = one_line(passage).strip()
    if len(words) > LONGEST_BESIDE:
        words = words[:LONGEST_BESIDE].rpartition(" ")[0] + ELLIPSIS
    return (Part(words),) if words else ()


def _room(words: int, longest: int) -> Room:
    return Room(words, round(100 * words / (longest or 1), 1))


def places(spans: Iterable[Span], side: Side, quoted: Collection[int] = ()) -> str:
    """The numbers of the paragraphs of some spans, runs as one: "6–9, 14"; of many runs the quoted, then the first."""
    numbers = sorted({side.paragraph(span.start) for span in spans} | {number for number in quoted if number})
    breaks = [at for at, (one, next_) in enumerate(pairwise(numbers), 1) if next_ != one + 1]
    runs = [numbers[start:end] for start, end in pairwise([0, *breaks, len(numbers)])] if numbers else []
    chosen = sorted(runs, key=lambda run: set(run).isdisjoint(quoted))[:MOST_PLACES]
    told = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in sorted(chosen)]
    return ", ".join(told) + " …" * (len(runs) > MOST_PLACES)


def _rest(comparison: Comparison, notes: dict[str, Note], reader: Reader) -> Rest:
    """The sentences that no theme has, and the markers of no theme."""
    themes = comparison.themes
    old = _outside(comparison.old, (span for theme in themes for span in theme.old))
    new = _outside(comparison.new, (span for theme in themes for span in theme.new))
    held = {name for theme in themes for name in theme.markers}
    words = _words(comparison.old, old), _words(comparison.new, new)
    loose = tuple(notes[marker.id] for marker in _without(comparison.markers, held))
    return Rest(words, reader.of_spans(old, new), loose)


def _without(markers: Iterable[Marker], held: set[str]) -> list[Marker]:
    return [marker for marker in markers if marker.id not in held]


def _outside(statement: Statement, spans: Iterable[Span]) -> list[Span]:
    """The sentences that are not among some spans, which may begin after a list label."""
    ends = {span.end for span in spans}
    return [span for span in statement.sentences if span.end not in ends]


def _words(statement: Statement, spans: Iterable[Span]) -> int:
    return sum(count_words(statement.text[start:end]) for start, end in spans)
