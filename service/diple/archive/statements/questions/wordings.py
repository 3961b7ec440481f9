"""What a question asks for: a concept of the packs, or a phrase in whichever languages its script allows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, select

from diple.archive.statements.bulk import among
from diple.archive.statements.contract import Passage
from diple.archive.statements.indexing.mentions import number_of
from diple.archive.statements.indexing.words import WORDS, of_dissent, tongue_of
from diple.archive.statements.listing import concept_in
from diple.archive.statements.shelf import Shelf
from diple.archive.statements.tables import MENTIONS, STATEMENTS
from diple.archive.statements.trouble import common_words, empty_query, wrong
from diple.archive.statements.wordsearch import parts_of, read_through
from diple.composing import composed
from diple.lexicon import Concept
from diple.mark.sentence.dissent import dissents
from diple.model import Span, Statement
from diple.segment.language import LANGUAGE_NAMES, may_be_in

MOST_COMMON = 5_000
"""Statements of which it is asked whether they have a phrase of common words alone: each is read."""
MOST_WORDS = 300
"""Words of a phrase."""
MOST_PIECES = 50
"""Words and phrases of a query."""
FEW = 20_000
"""Statements that are handed from one part of a question to the next; where more have a wording, each part looks for
them again."""
_ID = re.compile(r"(?=.{3,60}$)[a-z0-9]+(?:\.[a-z0-9_]+)+")
_NEAR = 0.85
"""The ratio of `difflib` from which a wording is taken for a misspelt id."""


class Holder(NamedTuple):
    """A statement that has a wording, and how often it mentions a concept; of a phrase that is not counted yet."""

    number: int
    id: str
    date: str
    times: int = 1


class Noted(NamedTuple):
    """How often a statement mentions a concept, and where first: as it was indexed."""

    times: int
    first: Span


_HOLDER = (STATEMENTS.c.number, STATEMENTS.c.id, STATEMENTS.c.date)
_BY_DAY = attrgetter("date", "id")


@dataclass
class Wording:
    """A concept, or a phrase as rows of index words by language."""

    what: str
    shelf: Shelf
    concept: Concept | None
    rows: dict[str, tuple[str, ...]]
    known: tuple[Holder, ...] | None = None
    dissent: bool = False
    worded: str = ""

    @property
    def name(self) -> str:
        """How a sentence names it: a phrase, or a concept as a text words it, with its id."""
        return f"“{self.worded}” ({self.what})" if self.concept and self.worded else f"“{self.what}”"

    def as_worded(self, passage: Passage | None) -> Wording:
        """The same, named as a passage words it."""
        return replace(self, worded=" ".join(passage.quote.split())) if passage else self

    @property
    def _dialect(self) -> str:
        return self.shelf.database.dialect

    @cached_property
    def phrases(self) -> list[tuple[str, ...]]:
        """The rows of words, each once; where dissent counts, as its words, too."""
        own = dict.fromkeys(self.rows.values())
        return [*own, *(tuple(of_dissent(row)) for row in own)] if self.dissent else list(own)

    @cached_property
    def is_common(self) -> bool:
        """Whether nearly all statements of one of its languages have all its words: "of the"."""
        return any(tongue_of(tag).stop.issuperset(row) for tag, row in self.rows.items())

    def held(self) -> ColumnElement[bool]:
        """The condition that a statement has the wording."""
        if self.known is not None:
            return among(self._dialect, STATEMENTS.c.number, [each.number for each in self.known])
        if self.concept:
            by_concept = select(MENTIONS.c.statement).where(MENTIONS.c.concept == number_of(self.concept.id))
            return STATEMENTS.c.number.in_(by_concept)
        if self.is_common:
            return read_through(self._dialect, STATEMENTS.c.number, self.phrases)
        return STATEMENTS.c.number.in_(self.shelf.words.holding(self.phrases))

    def can_be_in(self, language: str) -> bool:
        """Whether a language has forms of the concept; a phrase can be in any."""
        return not self.concept or bool(self.shelf.lexicon.forms(self.concept.id, language))

    def noted(self, connection: Connection, numbers: Sequence[int]) -> dict[int, Noted]:
        """What the index says of a concept in statements, by their numbers; nothing of a phrase."""
        if not self.concept:
            return {}
        columns = (MENTIONS.c.statement, MENTIONS.c.times, MENTIONS.c.start, MENTIONS.c.end)
        own = (MENTIONS.c.concept == number_of(self.concept.id), among(self._dialect, MENTIONS.c.statement, numbers))
        rows = connection.execute(select(*columns).where(*own))
        return {number: Noted(times, Span(start, end)) for number, times, start, end in rows}

    def occurrences(self, connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
        """How often each statement has the phrase, by its number."""
        wanted = [" ".join(phrase) for phrase in self.phrases]
        bodies = parts_of(connection, numbers)
        return {number: sum(times_in(body, row) for row in wanted) for number, body in bodies.items()}

    def places(self, statement: Statement) -> list[Span]:
        """Where a text has the wording; not in sentences of dissent, unless these count."""
        apart = () if self.dissent else dissents(statement)
        found = self._places(statement)
        return (
            [span for span in found if not any(start <= span.start < end for start, end in apart)] if apart else found
        )

    def _places(self, statement: Statement) -> list[Span]:
        if self.concept:
            matches = self.shelf.lexicon.matches(statement.text, statement.language)
            return [Span(m.start, m.end) for m in matches if m.concept == self.concept.id and not m.clause_only]
        row = self.rows.get(statement.language)
        rows = [row] if row else list(dict.fromkeys(self.rows.values()))
        tongue = tongue_of(statement.language)
        return [
            Span(start + found.start, start + found.end)
            for start, end in statement.sentences
            for each in rows
            for found in tongue.places(statement.text[start:end], each)
        ]


def times_in(body: str, row: str) -> int:
    """How often index words are in a row in a body. A word beside itself has a blank in common with it: 人人."""
    if " " not in row and f" {row} {row} " in body:
        return body.split(" ").count(row)
    return body.count(f" {row} ")


def check_size(count: int, most: int, what: str) -> None:
    """Raises ArchiveError, WRONG_DETAILS, where a query has so many of something that the planning takes minutes."""
    if count > most:
        raise wrong(f"The query has {count:,} {what}, and {most:,} are looked for at most.", "Ask for fewer.")


def check_common(wanted: Sequence[Wording], what: str, statements: int) -> None:
    """Raises ArchiveError, COMMON_WORDS, where too many statements would have to be read for some wordings."""
    if statements > MOST_COMMON and all(each.is_common for each in wanted):
        raise common_words(what, statements, MOST_COMMON)


def settled(connection: Connection, wording: Wording, conditions: Sequence[ColumnElement[bool]]) -> Wording:
    """The wording with the statements that have it, where they are few: they are looked for once."""
    if not wording.concept:
        return replace(wording, known=few(connection, [*conditions, wording.held()]))
    mentioned = select(*_HOLDER, MENTIONS.c.times).join(MENTIONS, MENTIONS.c.statement == STATEMENTS.c.number)
    mentioned = mentioned.where(*conditions, MENTIONS.c.concept == number_of(wording.concept.id))
    return replace(wording, known=_few(connection, mentioned))


def few(connection: Connection, conditions: Sequence[ColumnElement[bool]]) -> tuple[Holder, ...] | None:
    """The statements that meet conditions, in order of their days and ids, where they are few; else None."""
    return _few(connection, select(*_HOLDER).where(*conditions))


def _few(connection: Connection, chosen: Select[Any]) -> tuple[Holder, ...] | None:
    found = connection.execute(chosen.limit(FEW + 1)).all()
    return tuple(sorted((Holder(*row) for row in found), key=_BY_DAY)) if len(found) <= FEW else None


def may_have_had(shelf: Shelf, wording: Wording, id_: str) -> ColumnElement[bool]:
    """The condition that a statement shows by its silence that it lacks a wording which the statement of an id has.

    It is no excerpt, and in a language with forms of the concept; of a phrase in the language of that statement.
    """
    whole = STATEMENTS.c.status != "excerpt"
    if wording.concept:
        return and_(whole, STATEMENTS.c.language.in_(sorted(filter(wording.can_be_in, LANGUAGE_NAMES))))
    held = STATEMENTS.alias()
    language = select(held.c.language).where(held.c.tenant == shelf.tenant, held.c.id == id_)
    return and_(whole, STATEMENTS.c.language == language.scalar_subquery())


def latest(known: Sequence[Holder]) -> list[Holder]:
    """Statements by their days, the latest first, those of one day by their ids."""
    return sorted(sorted(known, key=attrgetter("id")), key=attrgetter("date"), reverse=True)


def wording_of(shelf: Shelf, what: str, language: str = "") -> Wording:
    """The concept with this id, or else the phrase. Raises ArchiveError: EMPTY_QUERY where a phrase has no word,
    UNKNOWN_CONCEPT where it can only be the id of a concept that no pack has.
    """
    known = shelf.lexicon.concepts
    concept = concept_in(shelf.lexicon, what) if what in known or is_meant_as_id(what, known) else None
    rows = {} if concept else rows_of(what, language)
    if not concept and not rows:
        raise empty_query()
    return Wording(what, shelf, concept, rows)


def is_meant_as_id(what: str, known: Iterable[str]) -> bool:
    """Whether a wording can only be the id of a concept: it is built like one, and has a low line or nearly is one.

    "un.org" is built like an id, and may be in a text; "rel.aliance" may not.
    """
    return bool(_ID.fullmatch(what)) and ("_" in what or bool(get_close_matches(what, list(known), 1, _NEAR)))


def rows_of(phrase: str, language: str = "") -> dict[str, tuple[str, ...]]:
    """The index words of a phrase in a language, or in each that is written in its script; empty without a word."""
    phrase = composed("NFC", phrase)
    if not WORDS.search(phrase):
        return {}
    check_size(len(WORDS.findall(phrase)), MOST_WORDS, "words in a phrase")
    tags = (language,) if language else tuple(tag for tag in LANGUAGE_NAMES if may_be_in(phrase, tag))
    return {tag: tuple(tongue_of(tag).sequence(phrase)) for tag in tags}
