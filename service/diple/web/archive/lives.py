"""A series as its drawings take it: columns, lives of formulas, room of subjects, days with what is new in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from diple.archive.statements import contract
from diple.archive.statements.contract import Coverage, Held, Scope, Series, StatementArchive
from diple.lexicon import Lexicon
from diple.model import Statement
from diple.render.archive.calendar import Day
from diple.render.archive.columns import Column
from diple.render.archive.heatmap import Cell, Row
from diple.render.archive.timeline import Life, Mark, ordered, shape_of
from diple.render.language.interface import dated, say
from diple.render.language.phrases import percent
from diple.themes.rooms import Room, rooms_of, subject_name
from diple.web.archive.asking import to, to_comparison, to_place, to_sentence, to_wording

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
    series = archive.series(scope.series)
    every = archive.entries(scope)
    languages = [tag for tag, _ in Counter(each.details.language for each in every).most_common()]
    if not scope.language and len(languages) > 1:
        scope = Scope(**{**_fields(scope), "language": languages[0]})
    held = tuple(each for each in every if not scope.language or each.details.language == scope.language)
    drawn = [each for each in held if each.details.date]
    before = {step.after: step for step in archive.steps(scope.series)}
    columns = [column(each, before.get(each.id), language) for each in drawn]
    texts = {each.id: archive.get(each.id).statement for each in drawn}
    lives = lives_of(archive, scope, asked, columns, texts, language)
    days = [day(each, before.get(each.id), language) for each in drawn]
    subjects = subjects_of(columns, texts, language)
    coverage = archive.coverage(scope)
    return Seen(series, scope, coverage, held, columns, lives, unknown(asked, lives), subjects, days, languages)


def unknown(asked: Sequence[str], lives: Sequence[Life]) -> list[str]:
    """The wordings asked for that no statement of the drawing has."""
    known = {life.what for life in lives}
    return [what for what in asked if what not in known]


def _fields(scope: Scope) -> dict[str, str]:
    return {name: getattr(scope, name) for name in Scope.__slots__}


def column(held: Held, step: contract.Step | None, language: str) -> Column:
    """A statement as a column, with its comparison with the one before."""
    words = dated(language, held.details.date)
    compared, between = "", ""
    if step:
        compared = to_comparison(step.before, step.after)
        between = say(language, "What changed up to {day}", day=words)
    return Column(held.id, held.details.date, words, to("statement", id_=held.id), compared, between)


def lives_of(
    archive: StatementArchive,
    scope: Scope,
    asked: Sequence[str],
    columns: Sequence[Column],
    texts: Mapping[str, Statement],
    language: str,
) -> list[Life]:
    """The rows of a timeline: the wordings asked for first, then those that appear or disappear in the series."""
    at = {each.id: number for number, each in enumerate(columns)}
    wanted = archive.lives(scope, asked) if asked else ()
    usual = archive.lives(scope, limit=MOST_ROWS)
    mined = {each.what for each in usual if not each.is_concept}

    def rows(found: Sequence[contract.Life]) -> list[Life]:
        made = (life(each, at, columns, texts, scope, language) for each in found)
        return [each for each in made if each]

    first = rows(wanted)
    known = {each.what for each in first}
    others = [each._replace(is_mined=each.what in mined) for each in rows(usual) if each.what not in known]
    return [*first, *ordered(others)]


def life(
    found: contract.Life,
    at: Mapping[str, int],
    columns: Sequence[Column],
    texts: Mapping[str, Statement],
    scope: Scope,
    language: str,
) -> Life | None:
    """A formula as a row; None where no statement of the drawing has it."""
    cells = [cell for cell in found.cells if cell.statement in at]
    if not cells:
        return None
    name, places = name_of(found, cells, texts), [at[cell.statement] for cell in cells]
    marks = tuple(mark(found, cell, at, places, columns, name, language) for cell in cells)
    href = to("wording", what=found.what, series=scope.series)
    ladder = Lexicon.default().ladders.get(found.ladder)
    scale = ladder.higher_means if ladder else ""
    return Life(found.what, name, marks, href, found.ladder, found.rank, scale=scale)


def name_of(found: contract.Life, cells: Sequence[contract.Cell], texts: Mapping[str, Statement]) -> str:
    """What a formula is called: a concept as the first statement words it."""
    if not found.is_concept:
        return found.name
    worded = (texts[cell.statement].text[cell.start : cell.end] for cell in cells if cell.start >= 0)
    return next((" ".join(each.split()) for each in worded if each.strip()), found.name)


def mark(
    found: contract.Life,
    cell: contract.Cell,
    at: Mapping[str, int],
    places: Sequence[int],
    columns: Sequence[Column],
    name: str,
    language: str,
) -> Mark:
    """A statement that has a formula."""
    number = at[cell.statement]
    shape = shape_of(number, places, len(columns))
    known = cell.start >= 0
    href = to_place(cell.statement, cell.start, cell.end) if known else to_wording(cell.statement, found.what)
    words = [say(language, "{name}, {day}, {n} times", name=name, day=columns[number].words, n=cell.count)]
    words += [say(language, "first mention")] if shape in ("first", "only") else []
    words += [say(language, "last mention")] if shape in ("last", "only") else []
    return Mark(number, cell.count, shape, href, say(language, ", ").join(words))


def subjects_of(columns: Sequence[Column], texts: Mapping[str, Statement], language: str) -> list[Row]:
    """The subjects of the series with their room in each statement, those with most room first."""
    rooms = [rooms_of(texts[each.id]) for each in columns]
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
    """A statement in the calendar, with how much of it is new, and its comparison with the one before."""
    words = dated(language, held.details.date)
    if step is None:
        told = say(language, "{day}: nothing is before it", day=words)
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
