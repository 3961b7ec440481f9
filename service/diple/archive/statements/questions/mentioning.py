"""First and last mention of a wording, its drops and its restorations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, func, literal, select

from diple.archive.statements.contract import Coverage, Event, EventKind, Mentions, Passage, Scope
from diple.archive.statements.counting import covered
from diple.archive.statements.listing import LATEST, check_scope, with_day, within
from diple.archive.statements.questions.passages import first_passages
from diple.archive.statements.questions.weighing import Named, terms_of, weighed
from diple.archive.statements.questions.wordings import Wording, check_common, may_have_had, settled, wording_of
from diple.archive.statements.shelf import Shelf
from diple.archive.statements.tables import STATEMENTS
from diple.mark.text.series import LONG_STANDING

if TYPE_CHECKING:
    from diple.archive.statements.rows import AnyRow

MOST = 5_000
"""Statements in a row of which drops and restorations are looked for: more are no series that anybody reads."""
PARTS = (4, 7, 10)
"""Characters of a year, a month and a day."""
LEAST_ROW = 2
"""Statements in a row that have a wording, from which its absence is a drop."""
_COLUMNS = tuple(STATEMENTS.c[name] for name in ("number", "id", "date", "status", "version_of", "language"))


class Occasion(NamedTuple):
    """One occasion of a row: a statement in all its language versions, and which of them have the wording."""

    date: str
    id: str
    holding: tuple[int, ...]
    is_excerpt: bool


@dataclass(frozen=True)
class Line:
    """The occasions in a row of which a wording may be said, oldest first, and the languages that these are in.

    An English phrase is in no Russian text: only statements in a language in which it is found, or in which a concept
    has forms, show by their silence that it is new or gone. `others` counts those in other languages.
    """

    occasions: tuple[Occasion, ...] = ()
    languages: frozenset[str] = frozenset()
    others: int = 0


@dataclass(frozen=True)
class Turn:
    """A place where a wording was dropped or is back: the last occasion that had it, and the one that differs."""

    kind: EventKind
    before: Occasion
    at: Occasion
    row: int
    gap: int


def mentions(shelf: Shelf, what: str, scope: Scope) -> Mentions:
    """What the archive knows of a wording. Raises ArchiveError: EMPTY_QUERY, COMMON_WORDS, UNKNOWN_SERIES."""
    wording = wording_of(shelf, what, scope.language)
    check_scope(shelf, scope)
    if not shelf.database.begun:
        return Mentions(what, (), None, None, 0, 0, Coverage(0))
    with shelf.database.reading() as connection:
        return _mentions(shelf, connection, wording, scope)


def _mentions(shelf: Shelf, connection: Connection, wording: Wording, scope: Scope) -> Mentions:
    coverage = covered(shelf, connection, scope)
    check_common([wording], wording.what, coverage.statements)
    wording = settled(connection, wording, within(shelf, scope))
    count, first, last = ends(shelf, connection, wording, scope)
    row = line(shelf, connection, wording, scope) if count and coverage.statements <= MOST else Line()
    if row.others:
        coverage = covered(shelf, connection, scope, row.languages)
    telling = in_order(row.occasions)
    unordered = sum(not occasion.is_excerpt for occasion in row.occasions if occasion not in telling)
    coverage = replace(coverage, unordered=unordered)
    chosen = heaviest(turns(telling))
    wanted = [number for number in (first, last) if number is not None]
    wanted += [occasion.holding[0] for turn in chosen for occasion in (turn.before, turn.at) if occasion.holding]
    passages = first_passages(shelf, connection, wording, wanted)
    opening = passages.get(first) if first is not None else None
    wording = wording.as_worded(opening)
    is_new = opening is not None and is_preceded(shelf, connection, wording, scope, row.occasions, opening)
    events = [
        *((first_event(shelf, wording, opening, coverage),) if opening and is_new else ()),
        *(turn_event(shelf, wording, turn, passages, coverage) for turn in chosen),
    ]
    events.sort(key=lambda event: (-event.weight, event.kind))
    closing = passages.get(last) if last is not None else None
    return Mentions(wording.what, tuple(events), opening, closing, count, age(telling), coverage)


def ends(shelf: Shelf, connection: Connection, wording: Wording, scope: Scope) -> tuple[int, int | None, int | None]:
    """How many statements have a wording, and the numbers of the first and the last that has a day."""
    held = [*within(shelf, scope), wording.held()]
    if wording.known is not None:
        days = [each.number for each in wording.known if each.date]
        return len(wording.known), *((days[0], days[-1]) if days else (None, None))
    count = connection.execute(select(func.count()).select_from(STATEMENTS).where(*held)).scalar_one()
    dated = select(STATEMENTS.c.number).where(*held, STATEMENTS.c.date != "").limit(1)
    order = (STATEMENTS.c.date, STATEMENTS.c.id)
    first = connection.execute(dated.order_by(*order)).scalar_one_or_none()
    last = connection.execute(dated.order_by(*(column.desc() for column in order))).scalar_one_or_none()
    return count, first, last


def line(shelf: Shelf, connection: Connection, wording: Wording, scope: Scope) -> Line:
    """The occasions of a scope that have a day."""
    dated = with_day(shelf, scope)
    rows = connection.execute(select(*_COLUMNS).where(*dated).order_by(STATEMENTS.c.date, STATEMENTS.c.id)).all()
    if wording.known is None:
        having = set(connection.execute(select(STATEMENTS.c.number).where(*dated, wording.held())).scalars())
    else:
        having = {each.number for each in wording.known}
    found = {row.language for row in rows if row.number in having}
    spoken = frozenset(filter(wording.can_be_in, {row.language for row in rows}) if wording.concept else ()) | found
    told = [row for row in rows if row.language in spoken]
    return Line(tuple(_occasion(versions, having) for versions in by_occasion(told)), spoken, len(rows) - len(told))


def by_occasion(rows: Sequence[AnyRow]) -> Iterator[list[AnyRow]]:
    """Statements in a row, the language versions of one together."""
    ordered = sorted(rows, key=lambda row: (row.date, row.version_of or row.id, row.id))
    for _, versions in groupby(ordered, key=lambda row: (row.date, row.version_of or row.id)):
        yield list(versions)


def _occasion(versions: Sequence[AnyRow], having: set[int]) -> Occasion:
    holding = tuple(row.number for row in versions if row.number in having)
    excerpt = all(row.status == "excerpt" for row in versions)
    return Occasion(versions[0].date, versions[0].id, holding, excerpt)


def in_order(row: Sequence[Occasion]) -> dict[Occasion, None]:
    """The occasions of a row that have a wording, and those that show by their silence that it was not there.

    An excerpt shows nothing, nor does an occasion of which it is not known whether it is before or after one that has
    the wording: of the same day, or of a month or year without a known day.
    """
    days = {occasion.date for occasion in row if occasion.holding}
    parts = {day[:size] for day in days for size in PARTS}
    silent = (each for each in row if not (each.holding or each.is_excerpt or is_beside(each, days, parts)))
    telling = {*silent, *(each for each in row if each.holding)}
    return dict.fromkeys(each for each in row if each in telling)


def is_beside(occasion: Occasion, days: Set[str], parts: Set[str]) -> bool:
    """Whether an occasion is in one of some days, or one of them in it; `parts` are the years, months and days."""
    return occasion.date in parts or any(occasion.date[:size] in days for size in PARTS)


def turns(row: Iterable[Occasion]) -> Iterator[Turn]:
    """Each drop that lasts to the end, and each restoration, of occasions in order."""
    runs = [(bool(key), list(run)) for key, run in groupby(row, key=lambda occasion: bool(occasion.holding))]
    for at in range(1, len(runs)):
        held, run = runs[at]
        before = runs[at - 1][1]
        if not held and len(before) >= LEAST_ROW and at == len(runs) - 1:
            yield Turn("dropped", before[-1], run[0], len(before), len(run))
        if held and at >= LEAST_ROW:
            yield Turn("restored", runs[at - 2][1][-1], run[0], len(runs[at - 2][1]), len(before))


def heaviest(found: Iterator[Turn]) -> list[Turn]:
    """One turn of each kind: of several restorations that after the longest gap, the latest of such."""
    chosen: dict[EventKind, Turn] = {}
    for turn in found:
        known = chosen.get(turn.kind)
        if known is None or turn.gap >= known.gap:
            chosen[turn.kind] = turn
    return list(chosen.values())


def age(row: Iterable[Occasion]) -> int:
    """Occasions in a row that have the wording, up to the last one."""
    return sum(1 for _ in takewhile(lambda occasion: occasion.holding, reversed(list(row))))


def is_preceded(
    shelf: Shelf, connection: Connection, wording: Wording, scope: Scope, row: Sequence[Occasion], first: Passage
) -> bool:
    """Whether a statement that is surely older than the first mention could have had it, and has it not.

    The oldest statement proves nothing, nor does an excerpt, nor one of which only the year is known that may be later.
    """
    if row:
        return any(each.date + LATEST < first.date and not each.is_excerpt for each in row)
    older = (STATEMENTS.c.date < first.date, literal(first.date).not_like(STATEMENTS.c.date + "%"))
    own = (*with_day(shelf, scope), *older, may_have_had(shelf, wording, first.statement))
    found = select(STATEMENTS.c.number).where(*own).limit(1)
    return connection.execute(found).scalar_one_or_none() is not None


def first_event(shelf: Shelf, wording: Wording, first: Passage, coverage: Coverage) -> Event:
    """The first mention, where something older is held."""
    said = f"{wording.name} is first mentioned on {first.date}, {coverage}."
    why = f"no earlier statement has it, {coverage}"
    terms = terms_of("F2", shelf.lexicon, wording.concept, [("first_mention", why)])
    weight, level = weighed(terms, shelf.lexicon)
    return Event("first_mention", wording.what, first.date, first.statement, weight, level, said, terms, new=first)


def turn_event(
    shelf: Shelf, wording: Wording, turn: Turn, passages: Mapping[int, Passage], coverage: Coverage
) -> Event:
    """A drop or a restoration, with its quotes."""
    more: list[Named] = []
    if turn.kind == "dropped" and turn.row >= LONG_STANDING:
        more.append(("stood_in_three_texts", f"it was in {turn.row} statements in a row"))
    terms = terms_of("F1" if turn.kind == "dropped" else "F4", shelf.lexicon, wording.concept, more)
    weight, level = weighed(terms, shelf.lexicon)
    old = passages.get(turn.before.holding[0])
    new = passages.get(turn.at.holding[0]) if turn.at.holding else None
    said = _said(wording, turn, coverage)
    return Event(turn.kind, wording.what, turn.at.date, turn.at.id, weight, level, said, terms, old, new)


def _said(wording: Wording, turn: Turn, coverage: Coverage) -> str:
    if turn.kind == "dropped":
        since = f"{turn.gap} statements in a row do not have it" if turn.gap > 1 else "one statement does not have it"
        return (
            f"{wording.name} is dropped on {turn.at.date}, after {turn.row} statements in a row up to "
            f"{turn.before.date}: {since}, {coverage}."
        )
    between = f"{turn.gap} statements in between do" if turn.gap > 1 else "one statement in between does"
    last = f"it was last mentioned on {turn.before.date}, and {between} not have it"
    return f"{wording.name} is back on {turn.at.date}: {last}, {coverage}."
