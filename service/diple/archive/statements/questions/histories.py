"""How much room a wording has over the years, what it is beside, and who used it first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection, String, cast, func, select

from diple.archive.statements.bulk import among
from diple.archive.statements.contract import Coverage, Event, Grouping, History, Passage, Scope, Share
from diple.archive.statements.counting import counts, covered, group_of, grouped
from diple.archive.statements.indexing.mentions import number_of
from diple.archive.statements.listing import check_scope, read_full, with_day, within
from diple.archive.statements.questions.passages import first_passages
from diple.archive.statements.questions.weighing import terms_of, weighed
from diple.archive.statements.questions.wordings import Wording, settled, wording_of
from diple.archive.statements.shelf import Shelf
from diple.archive.statements.tables import MENTIONS, PARTIES, STATEMENTS
from diple.archive.statements.totals import YEAR
from diple.model import Span

NEIGHBOURS = 24
"""The latest statements whose sentences show what a wording is beside."""
BESIDE = 12
"""Concepts beside it that are named."""
USERS = 20
"""Parties that are named."""
COUNTED = 5_000
"""Statements in which a phrase is counted; where more have it, each counts for one occurrence."""


class User(NamedTuple):
    """A party, case folded, and the first passage in which it has a wording."""

    party: str
    passage: Passage


def history(shelf: Shelf, what: str, scope: Scope, by: Grouping | None) -> History:
    """The history of a wording. Raises ArchiveError: EMPTY_QUERY, UNKNOWN_SERIES."""
    wording = wording_of(shelf, what, scope.language)
    check_scope(shelf, scope)
    if not shelf.database.begun:
        return History(what, (), (), (), (), Coverage(0))
    with shelf.database.reading() as connection:
        coverage = covered(shelf, connection, scope)
        wording = settled(connection, wording, within(shelf, scope))
        users = users_of(shelf, connection, wording, scope)
        return History(
            what,
            shares(shelf, connection, wording, scope, by),
            beside(shelf, connection, wording, scope),
            tuple(user.passage for user in users),
            taken_over(shelf, connection, wording, scope, users, coverage),
            coverage,
        )


def shares(
    shelf: Shelf, connection: Connection, wording: Wording, scope: Scope, by: Grouping | None
) -> tuple[Share, ...]:
    """The room of a wording in each year, and in each group of a year."""
    holding = counted(shelf, connection, wording, scope, by)
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for total in counts(shelf, connection, scope, by):
        if total.year:
            known = sums.get((total.year, total.group), (0, 0))
            sums[total.year, total.group] = known[0] + total.statements, known[1] + total.words
    found = []
    for (year, group), (count, words) in sorted(sums.items()):
        with_it, occurrences = holding.get((year, group), (0, 0))
        found.append(Share(year, group, with_it, count, occurrences, words))
    return tuple(found)


def counted(
    shelf: Shelf, connection: Connection, wording: Wording, scope: Scope, by: Grouping | None
) -> dict[tuple[str, str], tuple[int, int]]:
    """How many statements of each year and group have a wording, and how often all of them together."""
    dated = with_day(shelf, scope)
    if wording.concept and wording.known is not None and by is None:
        return mentioned(connection, wording.concept.id, wording.known)
    if wording.concept:
        chosen = grouped(select(YEAR, group_of(by), func.count(), func.sum(MENTIONS.c.times)), by)
        chosen = chosen.join(MENTIONS, MENTIONS.c.statement == STATEMENTS.c.number)
        rows = connection.execute(
            chosen.where(MENTIONS.c.concept == number_of(wording.concept.id), *dated).group_by(YEAR, group_of(by))
        )
        return {(year, group): (count, total) for year, group, count, total in rows}
    chosen = grouped(select(STATEMENTS.c.number, YEAR, group_of(by)), by)
    found = connection.execute(chosen.where(STATEMENTS.c.date != "", *wording.among(dated))).all()
    times = wording.occurrences(connection, [row[0] for row in found]) if len(found) <= COUNTED else {}
    totals: dict[tuple[str, str], tuple[int, int]] = {}
    for number, year, group in found:
        count, total = totals.get((year, group), (0, 0))
        totals[year, group] = count + 1, total + times.get(number, 1)
    return totals


def mentioned(connection: Connection, concept: str, known: Sequence[int]) -> dict[tuple[str, str], tuple[int, int]]:
    """How many of some statements mention a concept in each year, and how often: the mentions alone know."""
    year = func.substr(MENTIONS.c.date, 1, 4)
    of = (MENTIONS.c.concept == number_of(concept), MENTIONS.c.date != "")
    own = among(connection.dialect.name, MENTIONS.c.statement, known)
    chosen = select(year, func.count(), func.sum(MENTIONS.c.times)).where(*of, own).group_by(year)
    return {(found, ""): (count, total) for found, count, total in connection.execute(chosen)}


def beside(shelf: Shelf, connection: Connection, wording: Wording, scope: Scope) -> tuple[tuple[str, int], ...]:
    """The concepts in the sentences of a wording, in the latest statements that have it."""
    latest = select(STATEMENTS.c.number).where(*wording.among(within(shelf, scope)))
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


def users_of(shelf: Shelf, connection: Connection, wording: Wording, scope: Scope) -> list[User]:
    """The parties that have a wording, the first user first, each with its first passage."""
    dated = [STATEMENTS.c.date != "", *wording.among(within(shelf, scope))]
    first = STATEMENTS.c.date + " " + STATEMENTS.c.id + " " + cast(STATEMENTS.c.number, String)
    of = select(PARTIES.c.party, func.min(first)).join(STATEMENTS, PARTIES.c.statement == STATEMENTS.c.number)
    rows = connection.execute(of.where(*dated).group_by(PARTIES.c.party)).all()
    ranked = sorted(rows, key=lambda row: (row[1].split()[0], row[0]))[:USERS]
    numbers = {party: int(known.split()[-1]) for party, known in ranked}
    passages = first_passages(shelf, connection, wording, list(numbers.values()))
    found = ((party, passages.get(number)) for party, number in numbers.items())
    return [User(party, replace(each, party=each.party or party)) for party, each in found if each]


def without_it(shelf: Shelf, connection: Connection, scope: Scope, user: User) -> int:
    """How many statements a party has before it first has the wording."""
    older = select(func.count()).select_from(STATEMENTS)
    older = older.join(PARTIES, PARTIES.c.statement == STATEMENTS.c.number)
    own = (PARTIES.c.party == user.party, STATEMENTS.c.date < user.passage.date)
    return int(connection.execute(older.where(*own, *with_day(shelf, scope))).scalar_one())


def taken_over(
    shelf: Shelf, connection: Connection, wording: Wording, scope: Scope, users: Sequence[User], coverage: Coverage
) -> tuple[Event, ...]:
    """The event that a party took a wording over from the first user, where it had spoken without it before."""
    for user in users[1:]:
        first, passage = users[0].passage, user.passage
        if passage.date == first.date or passage.statement == first.statement:
            continue
        if before := without_it(shelf, connection, scope, user):
            terms = terms_of("T1", shelf.lexicon, wording.concept)
            weight, level = weighed(terms, shelf.lexicon)
            said = (
                f"{first.party} uses {wording.name} first, on {first.date}; {passage.party} has "
                f"it from {passage.date} on, after {before} statements without it, {coverage}."
            )
            what, statement = wording.what, passage.statement
            return (Event("taken_over", what, passage.date, statement, weight, level, said, terms, first, passage),)
    return ()
