"""Passages: the words of a statement at a place, with the sentence there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from diple.archive.statements.contract import Full, Passage
from diple.archive.statements.listing import read_full
from diple.archive.statements.questions.wordings import Wording
from diple.archive.statements.shelf import Shelf
from diple.mark.text.absence import sentence_at as number_at
from diple.model import Span, Statement


def passage(full: Full, span: Span) -> Passage:
    """The words of a statement at a span."""
    statement = full.statement
    return Passage(
        full.id,
        full.details.date,
        span.start,
        span.end,
        statement.text[span.start : span.end],
        sentence_at(statement, span.start),
        full.details.parties[0] if len(full.details.parties) == 1 else "",
    )


def sentence_at(statement: Statement, place: int) -> str:
    """The sentence at a place, its runs of white space as one blank; "" where a text has none."""
    if not statement.sentences:
        return ""
    return " ".join(statement.text[slice(*statement.sentences[number_at(statement, place)])].split())


def first_passages(
    shelf: Shelf, connection: Connection, wording: Wording, numbers: Sequence[int]
) -> Mapping[int, Passage]:
    """Where statements first have a wording, by their numbers; those of another pack's index perhaps have it not."""
    distinct = list(dict.fromkeys(numbers))
    noted = wording.noted(connection, distinct)
    found = {}
    for number, full in zip(distinct, read_full(shelf, connection, distinct), strict=True):
        known = noted.get(number) if full.indexed else None
        places = [known.first] if known else wording.places(full.statement)
        if places:
            found[number] = passage(full, places[0])
    return found
