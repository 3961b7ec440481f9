"""Totals by year and party, and the pairs of neighbouring words of each part in PostgreSQL."""

from __future__ import annotations

from itertools import pairwise
from zlib import crc32

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_BITS = 8192
_AT_A_TIME = 500
_LARGE = (
    "statements",
    "statement_members",
    "statement_mentions",
    "statement_parties",
    "statement_parts",
    "statement_sentences",
)


def upgrade() -> None:
    """Makes the table and the column, and fills both from what is held."""
    lengths = {"tenant": 64, "party": 200, "year": 4, "language": 16, "level": 32, "status": 32, "indexed": 16}
    op.create_table(
        "statement_totals",
        *(sa.Column(name, sa.String(length), primary_key=True) for name, length in lengths.items()),
        sa.Column("statements", sa.Integer, nullable=False),
        sa.Column("words", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    _count()
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA analysis_limit = 1000")
        op.execute("ANALYZE")
    else:
        _pairs()
        op.execute(f"ANALYZE {', '.join(_LARGE)}")


def _count() -> None:
    """Each statement once by itself, and once with each of its parties."""
    of = "substr(date, 1, 4), language, level, status, indexed"
    for party, joined in (
        ("''", ""),
        ("party", " JOIN statement_parties ON statement_parties.statement = statements.number"),
    ):
        op.execute(
            "INSERT INTO statement_totals (tenant, party, year, language, level, status, indexed, statements, words) "
            f"SELECT tenant, {party}, {of}, count(*), sum(words) FROM statements{joined} "
            f"GROUP BY tenant, {party if joined else 'tenant'}, {of}"
        )


def _pairs() -> None:
    """The column, made from the bodies a few hundred at a time; they stay in their rows, where a look costs least."""
    op.execute("DROP INDEX statement_parts_by_word")  # each row is written anew: the index is made once, at the end
    op.execute("ALTER TABLE statement_parts ADD COLUMN pairs bytea NOT NULL DEFAULT ''")
    op.execute("ALTER TABLE statement_parts ALTER COLUMN pairs SET STORAGE MAIN")
    connection, last = op.get_bind(), -1
    while rows := connection.exec_driver_sql(
        f"SELECT part, body FROM statement_parts WHERE part > {last} ORDER BY part LIMIT {_AT_A_TIME}"
    ).all():
        last = rows[-1].part
        given = [{"part": row.part, "pairs": _bits(row.body)} for row in rows]
        connection.execute(sa.text("UPDATE statement_parts SET pairs = :pairs WHERE part = :part"), given)
    op.execute("ALTER TABLE statement_parts ALTER COLUMN pairs DROP DEFAULT")
    op.execute("CREATE INDEX statement_parts_by_word ON statement_parts USING gin (vector)")


def _bits(body: str) -> bytes:
    numbers, made = [crc32(word.encode()) for word in body.split(" ")], bytearray(_BITS // 8)
    for one, other in pairwise(numbers):
        at = (31 * one ^ other) % _BITS
        made[at >> 3] |= 1 << (at & 7)
    return bytes(made)
