"""How much room a wording has over the years, what it is beside, and who used it first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select

from diple.archive.statements.contract import Coverage, Event, Grouping, History, Passage, Scope, Share
from diple.archive.statements.indexing.mentions import number_of
from diple.archive.statements.listing import check_scope, covered, read_full, with_day, within
from diple.archive.statements.questions.passages import first_passages
from diple.archive.statements.questions.weighing import terms_of, weighed
from diple.archive.statements.questions.wordings import Wording, settled, wording_of
from diple.archive.statements.shelf import Shelf
from diple.archive.statements.tables import MENTIONS, PARTIES, STATEMENTS
from diple.model import Span

NEIGHBOURS = 40
"""The latest statements whose sentences show what a wording is beside."""
BESIDE = 12
"""Concepts beside it that are named."""
USERS = 20
"""Parties that are named."""
COUNTED = 5_000
"""Statements in which a phrase is counted; where more have it, each counts for one occurrence."""
_YEAR = func.substr(STATEMENTS.c.date, 1, 4)


def history(shelf: Shelf, what: str, scope: Scope, by: Grouping | None) -> History:
    """The history of a wording. Raises ArchiveError: EMPTY_QUERY, UNKNOWN_SERIES."""
    wording = wording_of(shelf, what, scope.language)
    check_scope(shelf, scope)
    if not shelf.database.begun:
        return History(what, (), (), (), (), Coverage(0))
    with shelf.database.reading() as connection:
        coverage = covered(shelf, connection, scope)
        wording = settled(connection, wording, within(shelf, scope))
        users, others = users_of(shelf, connection, wording, scope)
        return History(
            what,
            shares(shelf, connection, wording, scope, by),
            beside(shelf, connection, wording, scope),
            users,
            taken_over(shelf, wording, users, others, coverage),
            coverage,
        )


def shares(
    shelf: Shelf, connection: Connection, wording: Wording, scope: Scope, by: Grouping | None
) -> tuple[Share, ...]:
    """The room of a wording in each year, and in each group of a year."""
    dated = with_day(shelf, scope)
    holding = counted(shelf, connection, wording, dated, by)
    grouped = _grouped(select(_YEAR, _group(by), func.count(), func.sum(STATEMENTS.c.words)), by)
    rows = connection.execute(grouped.where(*dated).group_by(_YEAR, _group(by)).order_by(_YEAR, _group(by)))
    found = []
    for year, group, count, words in rows:
        with_it, occurrences = holding.get((year, group), (0, 0))
        found.append(Share(year, group, with_it, count, occurrences, words))
    return tuple(found)


def _group(by: Grouping | None) -> ColumnElement[str]:
    return {"language": STATEMENTS.c.language, "party": PARTIES.c.party}.get(by or "", literal(""))


def _grouped(chosen: Select[Any], by: Grouping | None) -> Select[Any]:
    """The question, with the parties of each statement where it is asked by party."""
    if by != "party":
        return chosen.select_from(STATEMENTS)
    return chosen.select_from(STATEMENTS).join(PARTIES, PARTIES.c.statement == STATEMENTS.c.number)


def counted(
    shelf: Shelf, connection: Connection, wording: Wording, dated: Sequence[ColumnElement[bool]], by: Grouping | None
) -> dict[tuple[str, str], tuple[int, int]]:
    """How many statements of each year and group have a wording, and how often all of them together."""
    if wording.concept:
        chosen = _grouped(select(_YEAR, _group(by), func.count(), func.sum(MENTIONS.c.times)), by)
        chosen = chosen.join(MENTIONS, MENTIONS.c.statement == STATEMENTS.c.number)
        rows = connection.execute(
            chosen.where(MENTIONS.c.concept == number_of(wording.concept.id), *dated).group_by(_YEAR, _group(by))
        )
        return {(year, group): (count, total) for year, group, count, total in rows}
    chosen = _grouped(select(STATEMENTS.c.number, _YEAR, _group(by)), by)
    found = connection.execute(chosen.where(*dated, wording.held())).all()
    times = wording.occurrences(connection, [row[0] for row in found]) if len(found) <= COUNTED else {}
    totals: dict[tuple[str, str], tuple[int, int]] = {}
    for number, year, group in found:
        count, total = totals.get((year, group), (0, 0))
        totals[year, group] = count + 1, total + times.get(number, 1)
    return totals


def beside(shelf: Shelf, connection: Connection, wording: Wording, scope: Scope) -> tuple[tuple[str, int], ...]:
    """The concepts in the sentences of a wording, in the latest statements that have it."""
    latest = select(STATEMENTS.c.number).where(*within(shelf, scope), wording.held())
    numbers = (
        connection.execute(latest.order_by(STATEMENTS.c.date.desc(), STATEMENTS.c.id).limit(NEIGHBOURS)).scalars().all()
    )
    found = Counter[str]()
    for full in read_full(shelf, connection, numbers):
        statement, places = full.statement, wording.places(full.statement)
        for span in statement.sentences:
            if any(span.start <= place.start < span.end for place in places):
                matches = shelf.lexicon.matches(statement.text, statement.language, *span)
                found.update({m.concept for m in matches if not m.clause_only and not _within(m.start, m.end, places)})
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:BESIDE])


def _within(start: int, end: int, places: Sequence[Span]) -> bool:
    return any(place.start < end and start < place.end for place in places)


def users_of(
    shelf: Shelf, connection: Connection, wording: Wording, scope: Scope
) -> tuple[tuple[Passage, ...], dict[str, int]]:
    """The first passage of each party that has a wording, and how many earlier statements of it had not."""
    dated = with_day(shelf, scope)
    of_party = PARTIES.c.statement == STATEMENTS.c.number
    firsts = (
        select(PARTIES.c.party, func.min(STATEMENTS.c.date)).join(PARTIES, of_party).where(*dated, wording.held())
    ).group_by(PARTIES.c.party)
    parties = sorted(connection.execute(firsts).all(), key=lambda row: (row[1], row[0]))[:USERS]
    passages, before = [], {}
    for party, date in parties:
        own = select(STATEMENTS.c.number).join(PARTIES, of_party).where(PARTIES.c.party == party)
        number = connection.execute(
            own.where(*dated, STATEMENTS.c.date == date, wording.held()).order_by(STATEMENTS.c.id).limit(1)
        ).scalar_one()
        for found in first_passages(shelf, connection, wording, [number]).values():
            passages.append(replace(found, party=found.party or party))
            older = select(func.count()).select_from(STATEMENTS).join(PARTIES, of_party)
            older = older.where(PARTIES.c.party == party, *dated, STATEMENTS.c.date < date)
            before[party] = connection.execute(older).scalar_one()
    return tuple(passages), before


def taken_over(
    shelf: Shelf, wording: Wording, users: Sequence[Passage], before: dict[str, int], coverage: Coverage
) -> tuple[Event, ...]:
    """The event that a party took a wording over from the first user, where it had spoken without it before."""
    first = users[0] if users else None
    parties = list(before)
    for passage, party in zip(users[1:], parties[1:], strict=False):
        if first and before[party] and passage.date > first.date and passage.statement != first.statement:
            terms = terms_of("T1", shelf.lexicon, wording.concept)
            weight, level = weighed(terms, shelf.lexicon)
            said = (
                f"{first.party or parties[0]} uses {wording.name} first, on {first.date}; {passage.party or party} has "
                f"it from {passage.date} on, after {before[party]} statements without it, {coverage}."
            )
            what, statement = wording.what, passage.statement
            return (Event("taken_over", what, passage.date, statement, weight, level, said, terms, first, passage),)
    return ()
