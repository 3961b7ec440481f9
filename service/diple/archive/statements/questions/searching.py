"""Full-text search: all words of a query, those in double quotes as neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from diple.archive.statements.contract import Coverage, Found, Full, Passage, Scope
from diple.archive.statements.counting import covered
from diple.archive.statements.listing import check_scope, read_full, within
from diple.archive.statements.questions.passages import passage
from diple.archive.statements.questions.wordings import (
    MOST_PIECES,
    Wording,
    check_common,
    check_size,
    rows_of,
    wording_of,
)
from diple.archive.statements.shelf import Shelf
from diple.archive.statements.tables import STATEMENTS
from diple.archive.statements.trouble import empty_query
from diple.model import Span

_PIECES = re.compile(r'["“”«»]([^"“”«»]*)["“”«»]|(\S+)')


def search(shelf: Shelf, query: str, scope: Scope, limit: int, offset: int) -> Found:
    """What a query finds. Raises ArchiveError: EMPTY_QUERY, COMMON_WORDS, UNKNOWN_SERIES."""
    wanted = pieces(shelf, query, scope.language)
    if not wanted and not scope.concept:
        raise empty_query()
    check_scope(shelf, scope)
    if scope.concept:
        wanted.append(wording_of(shelf, scope.concept))
    if not shelf.database.begun:
        return Found(query, (), 0, Coverage(0))
    with shelf.database.reading() as connection:
        return _found(shelf, connection, query, wanted, scope, limit, offset)


def pieces(shelf: Shelf, query: str, language: str) -> list[Wording]:
    """The phrases and words of a query; a word of several index words, as in Chinese, is a phrase."""
    texts = list(dict.fromkeys(quoted or alone for quoted, alone in _PIECES.findall(query)))
    check_size(len(texts), MOST_PIECES, "different words and phrases")
    rows = [(text, rows_of(text, language)) for text in texts]
    return [Wording(text, shelf, None, found, dissent=True) for text, found in rows if found]


def _found(
    shelf: Shelf, connection: Connection, query: str, wanted: list[Wording], scope: Scope, limit: int, offset: int
) -> Found:
    coverage = covered(shelf, connection, scope)
    check_common(wanted, query, coverage.statements)
    conditions = [*within(shelf, scope), *held_all(shelf, wanted)]
    numbers, total = newest(connection, conditions, limit, offset)
    passages = tuple(shown(full, wanted) for full in read_full(shelf, connection, numbers))
    return Found(query, passages, total, coverage)


def newest(
    connection: Connection, conditions: Sequence[ColumnElement[bool]], limit: int, offset: int
) -> tuple[list[int], int]:
    """Some of the statements that meet conditions, the latest first, and how many do: they are looked for once."""
    found = select(STATEMENTS.c.number, func.count().over()).where(*conditions)
    found = found.order_by(STATEMENTS.c.date.desc(), STATEMENTS.c.id)
    rows = connection.execute(found.limit(limit).offset(offset)).all()
    if rows:
        return [number for number, _ in rows], rows[0][1]
    total = select(func.count()).select_from(STATEMENTS).where(*conditions)
    return [], connection.execute(total).scalar_one()


def held_all(shelf: Shelf, wanted: Sequence[Wording]) -> Iterator[ColumnElement[bool]]:
    """The conditions that a statement has all wordings: the concepts, and all phrases together.

    Phrases of common words have one each: beside others the index has them, alone the statements are read.
    """
    if all(each.is_common for each in wanted):
        yield from (each.held() for each in wanted)
        return
    yield from (each.held() for each in wanted if each.concept)
    if phrases := [each.phrases for each in wanted if not each.concept]:
        yield shelf.words.held(STATEMENTS.c.number, *phrases)


def shown(full: Full, wanted: list[Wording]) -> Passage:
    """The first place of the longest wording that is found there; the opening where none is found any more."""
    for wording in sorted(wanted, key=lambda each: -len(each.what)):
        if places := wording.places(full.statement):
            return passage(full, places[0])
    return passage(full, full.statement.sentences[0] if full.statement.sentences else Span(0, 0))
