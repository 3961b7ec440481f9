"""How much room a wording has over the years, what it is beside, and who used it first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection, String, cast, func, select

from diple.archive.statements.bulk import among, in_turn
from diple.archive.statements.contract import Coverage, Event, Grouping, History, Passage, Scope, Share
from diple.archive.statements.counting import counts, covered, group_of, grouped
from diple.archive.statements.indexing.mentions import number_of
from diple.archive.statements.listing import check_scope, read_full, with_day, within
from diple.archive.statements.questions.passages import first_passages
from diple.archive.statements.questions.weighing import terms_of, weighed
from diple.archive.statements.questions.wordings import (
    Holder,
    Wording,
    check_common,
    latest,
    may_have_had,
    settled,
    wording_of,
)
from diple.archive.statements.shelf import Shelf
from diple.archive.statements.tables import MENTIONS, PARTIES, STATEMENTS, TOTALS
from diple.archive.statements.totals import YEAR
from diple.model import Span, Statement

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
    """The history of a wording. Raises ArchiveError: EMPTY_QUERY, COMMON_WORDS, UNKNOWN_SERIES."""
    wording = wording_of(shelf, what, scope.language)
    check_scope(shelf, scope)
    if not shelf.database.begun:
        return History(what, (), (), (), (), Coverage(0))
    with shelf.database.reading() as connection:
        coverage = covered(shelf, connection, scope)
        check_common([wording], what, coverage.statements)
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
    if wording.known is not None:
        return summed(connection, wording, [each for each in wording.known if each.date], by)
    chosen = grouped(select(YEAR, group_of(by), func.count(), func.count()), by).where(wording.held())
    if wording.concept:
        chosen = grouped(select(YEAR, group_of(by), func.count(), func.sum(MENTIONS.c.times)), by)
        chosen = chosen.join(MENTIONS, MENTIONS.c.statement == STATEMENTS.c.number)
        chosen = chosen.where(MENTIONS.c.concept == number_of(wording.concept.id))
    rows = connection.execute(chosen.where(*with_day(shelf, scope)).group_by(YEAR, group_of(by)))
    return {(year, group): (count, total) for year, group, count, total in rows}


def summed(
    connection: Connection, wording: Wording, dated: Sequence[Holder], by: Grouping | None
) -> dict[tuple[str, str], tuple[int, int]]:
    """The same of statements that are known."""
    numbers = [each.number for each in dated]
    counts_here = not wording.concept and len(dated) <= COUNTED
    times = wording.occurrences(connection, numbers) if counts_here else {each.number: each.times for each in dated}
    groups = groups_of(connection, numbers, by)
    totals: dict[tuple[str, str], tuple[int, int]] = {}
    for each in dated:
        for group in groups.get(each.number, ()) if by else ("",):
            count, total = totals.get((each.date[:4], group), (0, 0))
            totals[each.date[:4], group] = count + 1, total + times.get(each.number, 1)
    return totals


def groups_of(connection: Connection, numbers: Sequence[int], by: Grouping | None) -> dict[int, list[str]]:
    """The language or the parties of each statement by its number; nothing where no group is asked for."""
    columns = {"language": (STATEMENTS.c.number, STATEMENTS.c.language), "party": tuple(PARTIES.c)}.get(by or "")
    found: dict[int, list[str]] = {}
    if columns:
        own = among(connection.dialect.name, columns[0], numbers)
        for number, group in connection.execute(select(*columns).where(own)):
            found.setdefault(number, []).append(group)
    return found


def beside(shelf: Shelf, connection: Connection, wording: Wording, scope: Scope) -> tuple[tuple[str, int], ...]:
    """The concepts in the sentences of a wording, in the latest statements that have it."""
    numbers = newest(shelf, connection, wording, scope)
    noted = wording.noted(connection, numbers)
    found = Counter[str]()
    for number, full in zip(numbers, read_full(shelf, connection, numbers), strict=True):
        known = noted.get(number) if full.indexed else None
        places = [known.first] if known and known.times == 1 else wording.places(full.statement)
        found.update(_beside(shelf, full.statement, places))
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:BESIDE])


def newest(shelf: Shelf, connection: Connection, wording: Wording, scope: Scope) -> Sequence[int]:
    """The numbers of the latest statements that have a wording."""
    if wording.known is not None:
        return [each.number for each in latest(wording.known)[:NEIGHBOURS]]
    held = select(STATEMENTS.c.number).where(*within(shelf, scope), wording.held())
    ordered = held.order_by(STATEMENTS.c.date.desc(), STATEMENTS.c.id)
    return connection.execute(ordered.limit(NEIGHBOURS)).scalars().all()


def _beside(shelf: Shelf, statement: Statement, places: Sequence[Span]) -> Iterator[str]:
    for span in statement.sentences:
        if any(span.start <= place.start < span.end for place in places):
            matches = shelf.lexicon.matches(statement.text, statement.language, *span)
            yield from {m.concept for m in matches if not m.clause_only and not _within(m.start, m.end, places)}


def _within(start: int, end: int, places: Sequence[Span]) -> bool:
    return any(place.start < end and start < place.end for place in places)


def users_of(shelf: Shelf, connection: Connection, wording: Wording, scope: Scope) -> list[User]:
    """The parties that have a wording, the first user first, each with its first passage."""
    if wording.known is None:
        first = first_of_all(shelf, connection, wording, scope)
    else:
        first = first_of(shelf, connection, [each for each in wording.known if each.date])
    ranked = sorted(first.items(), key=lambda each: (each[1].date, each[0]))[:USERS]
    numbers = {party: holder.number for party, holder in ranked}
    passages = first_passages(shelf, connection, wording, list(numbers.values()))
    found = ((party, passages.get(number)) for party, number in numbers.items())
    return [User(party, replace(each, party=each.party or party)) for party, each in found if each]


def first_of_all(shelf: Shelf, connection: Connection, wording: Wording, scope: Scope) -> dict[str, Holder]:
    """The first statement of each party that has a wording."""
    first = func.min(STATEMENTS.c.date + " " + STATEMENTS.c.id + " " + cast(STATEMENTS.c.number, String))
    of = select(PARTIES.c.party, first).join(STATEMENTS, PARTIES.c.statement == STATEMENTS.c.number)
    rows = connection.execute(of.where(*with_day(shelf, scope), wording.held()).group_by(PARTIES.c.party))
    found = {party: known.split() for party, known in rows}
    return {party: Holder(int(number), id_, date) for party, (date, id_, number) in found.items()}


def first_of(shelf: Shelf, connection: Connection, dated: Sequence[Holder]) -> dict[str, Holder]:
    """The first of some statements, which are in order, of each party; the later users may be missing.

    Once all parties are found, or as many as are named, the later statements are not looked at.
    """
    named = select(TOTALS.c.party).where(TOTALS.c.tenant == shelf.tenant, TOTALS.c.party != "").distinct()
    wanted = set(connection.execute(named).scalars())
    found: dict[str, Holder] = {}
    for some in in_turn(dated):
        groups = groups_of(connection, [each.number for each in some], "party")
        for each in some:
            for party in groups.get(each.number, ()):
                found.setdefault(party, each)
        days = sorted(each.date for each in found.values())
        if wanted <= found.keys() or (len(days) >= USERS and days[USERS - 1] < some[-1].date):
            break
    return found


def without_it(shelf: Shelf, connection: Connection, wording: Wording, scope: Scope, user: User) -> int:
    """How many statements a party has before it first has the wording, and could have had it there."""
    older = select(func.count()).select_from(STATEMENTS)
    older = older.join(PARTIES, PARTIES.c.statement == STATEMENTS.c.number)
    own = (PARTIES.c.party == user.party, STATEMENTS.c.date < user.passage.date, *with_day(shelf, scope))
    chosen = older.where(*own, may_have_had(shelf, wording, user.passage.statement))
    return int(connection.execute(chosen).scalar_one())


def taken_over(
    shelf: Shelf, connection: Connection, wording: Wording, scope: Scope, users: Sequence[User], coverage: Coverage
) -> tuple[Event, ...]:
    """The event that a party took a wording over from the first user, where it had spoken without it before."""
    for user in users[1:]:
        first, passage = users[0].passage, user.passage
        if passage.date == first.date or passage.statement == first.statement:
            continue
        if before := without_it(shelf, connection, wording, scope, user):
            terms = terms_of("T1", shelf.lexicon, wording.concept)
            weight, level = weighed(terms, shelf.lexicon)
            name = wording.as_worded(first).name
            said = (
                f"{first.party} uses {name} first, on {first.date}; {passage.party} has "
                f"it from {passage.date} on, after {before:,} {'statement' if before == 1 else 'statements'} "
                f"without it, {coverage}."
            )
            what, statement = wording.what, passage.statement
            return (Event("taken_over", what, passage.date, statement, weight, level, said, terms, first, passage),)
    return ()
