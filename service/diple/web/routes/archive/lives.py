"""A series as its drawings take it: columns, lives of formulas, room of subjects, days with what is new in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from diple.archive.statements import contract
from diple.archive.statements.contract import EXCERPT, Coverage, Held, Scope, Series, StatementArchive
from diple.lexicon import Lexicon
from diple.render.archive.calendar import Day, calendar
from diple.render.archive.columns import Column
from diple.render.archive.heatmap import Cell, Row, heatmap
from diple.render.archive.timeline import Life, Mark, Shape, ordered, shape_of, timeline
from diple.render.language.interface import dated, say
from diple.render.language.phrases import percent
from diple.themes.rooms import Room, subject_name
from diple.web.routes.archive.asking import to, to_comparison, to_place, to_sentence, to_wording
from diple.web.routes.archive.texts import Texts

MOST_ROWS = 24
"""Formulas of a timeline that nobody asked for; more are no picture."""
MOST_SUBJECTS = 16
"""Subjects of a heat map."""
LEAST_ROOM = 0.005
"""Share of a statement below which a subject has no cell: it would be written as 0 per cent."""


@dataclass(frozen=True)
class Seen:
    """A series as its page shows it. `unknown` are wordings that nothing has, `languages` those of its
    statements, the most frequent first.
    """

    series: Series
    scope: Scope
    coverage: Coverage
    held: tuple[Held, ...]
    columns: list[Column]
    lives: list[Life]
    unknown: list[str]
    subjects: list[Row]
    days: list[Day]
    languages: list[str]

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is known to be missing, in the days that are looked at."""
        return self.coverage.missing


def seen(archive: StatementArchive, scope: Scope, asked: Sequence[str], language: str) -> Seen:
    """A series in the language of the interface. Raises ArchiveError, UNKNOWN_SERIES, EMPTY_QUERY."""
    series, every = archive.series(scope.series), archive.entries(replace(scope, language=""))
    languages = _languages(every)
    if not scope.language and len(languages) > 1:
        scope = replace(scope, language=languages[0])
    held = _in_language(every, scope.language)
    drawn = [each for each in held if each.details.date]
    before = {step.after: step for step in archive.steps(scope.series)}
    columns = [column(each, before.get(each.id), language) for each in drawn]
    days = [day(each, before.get(each.id), language) for each in drawn]
    rows = Rows(columns, Texts(archive), scope, language)
    lives = lives_of(archive, asked, rows)
    subjects = subjects_of(columns, [rows.texts.rooms(each) for each in drawn], language)
    coverage = archive.coverage(scope)
    return Seen(series, scope, coverage, held, columns, lives, unknown(asked, lives), subjects, days, languages)


def drawings_of(it: Seen, language: str) -> dict[str, Callable[..., Markup]]:
    """The drawings of a series by their names; each may be asked for a least width of its columns."""
    room = say(language, "The room of each subject")
    return {
        "timeline": partial(timeline, it.columns, it.lives, language),
        "subjects": partial(heatmap, it.columns, it.subjects, room, language, "subjects"),
        "calendar": partial(calendar, it.days, it.gaps, language),
    }


def _languages(every: Sequence[Held]) -> list[str]:
    """The languages of some statements, the most frequent first."""
    return [tag for tag, _ in Counter(each.details.language for each in every).most_common()]


def _in_language(every: Sequence[Held], language: str) -> tuple[Held, ...]:
    """Those of a language; without one, all."""
    return tuple(each for each in every if language in ("", each.details.language))


def unknown(asked: Sequence[str], lives: Sequence[Life]) -> list[str]:
    """The wordings asked for that no statement of the drawing has."""
    known = {life.what for life in lives}
    return [what for what in asked if what not in known]


def column(held: Held, step: contract.Step | None, language: str) -> Column:
    """A statement as a column, with its comparison with the one before."""
    is_excerpt, words = held.details.status == EXCERPT, day_in_words(held, language)
    compared, between = "", ""
    if step:
        compared = to_comparison(step.before, step.after)
        between = say(language, "What changed up to {day}", day=words)
    return Column(held.id, held.details.date, words, to("statement", id_=held.id), compared, between, is_excerpt)


def day_in_words(held: Held, language: str) -> str:
    """The day of a statement, and whether it is only an excerpt."""
    words = dated(language, held.details.date)
    if held.details.status != EXCERPT:
        return words
    return say(language, ", ").join((words, say(language, "an excerpt, which proves no drop")))


def lives_of(archive: StatementArchive, asked: Sequence[str], rows: Rows) -> list[Life]:
    """The rows of a timeline: the wordings asked for first, then those that appear or disappear in the series.

    Wordings without a letter or digit are in no statement.
    """
    usual = archive.lives(rows.scope, limit=MOST_ROWS)
    mined = {each.what for each in usual if not each.is_concept}
    worded = [what for what in asked if any(map(str.isalnum, what))]
    first = list(rows.of(archive.lives(rows.scope, worded))) if worded else []
    known = {each.what for each in first}
    others = (each for each in rows.of(usual) if each.what not in known)
    return [*first, *ordered([each._replace(is_mined=each.what in mined) for each in others])]


class Rows:
    """Writes formulas as the rows of one timeline, in the language of the interface."""

    def __init__(self, columns: Sequence[Column], texts: Texts, scope: Scope, language: str) -> None:
        self.texts, self.scope = texts, scope
        self._columns, self._language = columns, language
        self._at = {each.id: number for number, each in enumerate(columns)}

    def of(self, found: Sequence[contract.Life]) -> Iterator[Life]:
        """The formulas that a statement of the drawing has."""
        for each in found:
            cells = [cell for cell in each.cells if cell.statement in self._at]
            if cells:
                yield self._life(each, cells)

    def _life(self, found: contract.Life, cells: Sequence[contract.Cell]) -> Life:
        name, places = name_of(found, cells, self.texts), [self._at[cell.statement] for cell in cells]
        shapes = [shape_of(at, places, self._columns) for at in places]
        marks = tuple(self._mark(found.what, name, *each) for each in zip(cells, shapes, strict=True))
        href = to("wording", what=found.what, series=self.scope.series)
        ladder = Lexicon.default().ladders.get(found.ladder)
        scale = ladder.higher_means if ladder else ""
        return Life(found.what, name, marks, href, found.ladder, found.rank, scale=scale)

    def _mark(self, what: str, name: str, cell: contract.Cell, shape: Shape) -> Mark:
        """A statement that has a formula."""
        language, at = self._language, self._at[cell.statement]
        known = cell.start >= 0
        href = to_place(cell.statement, cell.start, cell.end) if known else to_wording(cell.statement, what)
        words = [say(language, "{name}, {day}, {n} times", name=name, day=self._columns[at].words, n=cell.count)]
        words += [say(language, "first mention")] if shape in ("first", "only") else []
        words += [say(language, "last mention")] if shape in ("last", "only") else []
        return Mark(at, cell.count, shape, href, say(language, ", ").join(words))


def name_of(found: contract.Life, cells: Sequence[contract.Cell], texts: Texts) -> str:
    """What a formula is called: a concept as the first statement words it."""
    if not found.is_concept:
        return found.name
    worded = (texts[cell.statement].text[cell.start : cell.end] for cell in cells if cell.start >= 0)
    return next((" ".join(each.split()) for each in worded if each.strip()), found.name)


def subjects_of(columns: Sequence[Column], rooms: Sequence[Mapping[str, Room]], language: str) -> list[Row]:
    """The subjects of the series with their room in each statement, those with most room first."""
    total = Counter[str]()
    for each in rooms:
        total.update({key: room.share for key, room in each.items()})
    ranked = sorted(total, key=lambda key: (-total[key], key))[:MOST_SUBJECTS]
    return [row for key in ranked if (row := subject(key, rooms, columns, language)).cells]


def subject(key: str, rooms: Sequence[Mapping[str, Room]], columns: Sequence[Column], language: str) -> Row:
    """A subject as a row of the heat map."""
    name = subject_name(key, language)
    places = ((at, each[key]) for at, each in enumerate(rooms) if key in each and each[key].share >= LEAST_ROOM)
    return Row(name, tuple(room_cell(at, room, columns[at], name, language) for at, room in places))


def room_cell(at: int, room: Room, column: Column, name: str, language: str) -> Cell:
    """The room of a subject in one statement."""
    written = str(max(1, round(100 * room.share)))
    words = say(language, "{name}, {day}: {share} per cent of the words", name=name, day=column.words, share=written)
    return Cell(at, room.share, written, to_sentence(column.id, room.sentence), words)


def day(held: Held, step: contract.Step | None, language: str) -> Day:
    """A statement in the calendar, with how much of it is new, and its comparison with the one before.

    An excerpt is compared with none.
    """
    words = day_in_words(held, language)
    if step is None:
        is_excerpt = held.details.status == EXCERPT
        told = words if is_excerpt else say(language, "{day}: nothing is before it", day=words)
        return Day(held.details.date, None, to("statement", id_=held.id), told)
    share = say(language, percent(1 - step.shared))
    told = say(language, "{day}: {share} per cent of the sentences are new", day=words, share=share)
    return Day(held.details.date, 1 - step.shared, to_comparison(step.before, step.after), told)


def neighbours(archive: StatementArchive, held: Held) -> Iterator[tuple[Series, Held | None, Held | None]]:
    """Each series of a statement, with the statements before and after it in its language."""
    for name in held.series:
        row = archive.entries(Scope(series=name, language=held.details.language))
        at = next((number for number, each in enumerate(row) if each.id == held.id), 0)
        before = row[at - 1] if at and row[at - 1].details.date else None
        yield archive.series(name), before, row[at + 1] if at + 1 < len(row) else None
