"""Statements as rows of the database, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from diple.archive.statements.contract import PLAIN, Details, Full, Held, Incoming
from diple.model import Block, BlockKind, Coverage, Notice, Span, Statement
from diple.result import count_words

if TYPE_CHECKING:
    from sqlalchemy import Row

    AnyRow = Row[*tuple[Any, ...]]

DIGITS = 16
"""Hexadecimal digits of the digest that make an id."""
LIGHT = ("number", "id", "sha256", "parties", *PLAIN, "words", "imported", "indexed")
"""The columns of a statement without its text."""


def id_of(digest: str) -> str:
    """The id of the statement whose bytes have a digest."""
    return digest[:DIGITS]


def row_of(incoming: Incoming, tenant: str, now: int, version: str) -> dict[str, Any]:
    """A statement as the row that is kept."""
    statement = incoming.statement
    return {
        "tenant": tenant,
        "id": id_of(incoming.sha256),
        "sha256": incoming.sha256,
        "text_sha256": statement.sha256,
        "words": count_words(statement.text),
        "imported": now,
        "indexed": version,
        **columns_of(incoming.details),
    }


def columns_of(details: Details) -> dict[str, str]:
    """What is known of a statement, as columns."""
    parties = json.dumps([storable(party) for party in details.parties], ensure_ascii=False)
    return {name: storable(getattr(details, name)) for name in PLAIN} | {"parties": parties}


def storable(text: str) -> str:
    """A text as each database can hold it: without NUL and lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def party_key(party: str) -> str:
    """A party as it is looked for."""
    return " ".join(storable(party).casefold().split())[:200]


def written(statement: Statement) -> bytes:
    """How a text was read, as JSON: only what `read_again` cannot find elsewhere."""
    coverage = statement.coverage and [statement.coverage.kept, statement.coverage.found]
    found = {
        "language": statement.language,
        "format": statement.format,
        "encoding": statement.encoding,
        "coverage": coverage,
        "warnings": [[notice.code, notice.message, notice.data] for notice in statement.warnings],
        "blocks": statement.blocks,
        "sentences": statement.sentences,
    }
    return json.dumps(found, ensure_ascii=True, separators=(",", ":")).encode()


def details_of(row: AnyRow) -> Details:
    """What is known of the statement of a row."""
    return Details(parties=tuple(json.loads(row.parties)), **{name: getattr(row, name) for name in PLAIN})


def held(row: AnyRow, series: Sequence[str], version: str) -> Held:
    """The statement of a row without its text."""
    imported = datetime.fromtimestamp(row.imported, UTC)
    return Held(row.id, row.sha256, details_of(row), row.words, imported, tuple(series), indexed=row.indexed == version)


def full(row: AnyRow, series: Sequence[str], version: str) -> Full:
    """The statement of a row with its text."""
    light = held(row, series, version)
    return Full(
        *(light.id, light.sha256, light.details, light.words, light.imported, light.series, light.indexed),
        statement=read_again(row),
    )


def read_again(row: AnyRow) -> Statement:
    """The statement as it was read, with what is known of it now."""
    text = bytes(row.text).decode("utf-8", "surrogatepass")
    return reading_of(json.loads(row.reading), text, details_of(row))


def reading_of(found: dict[str, Any], text: str, details: Details) -> Statement:
    """A statement from how its text was read, with what is known of it. Raises KeyError, TypeError, ValueError."""
    return Statement(
        text=text,
        language=found["language"],
        blocks=tuple(_block(*each) for each in found["blocks"]),
        sentences=tuple(Span(*each) for each in found["sentences"]),
        title=details.title or None,
        date=details.date or None,
        parties=details.parties,
        level=details.level or None,
        status=details.status or None,
        source=details.source or None,
        format=found["format"],
        encoding=found["encoding"],
        coverage=Coverage(*found["coverage"]) if found["coverage"] else None,
        warnings=tuple(Notice(*each) for each in found["warnings"]),
    )


def _block(start: int, end: int, kind: BlockKind, level: int, label: list[int] | None) -> Block:
    return Block(start, end, kind, level, Span(*label) if label else None)
