"""The fingerprints of each statement in one row, no index of them, and in SQLite a table for those that came last."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from struct import pack

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_AT_A_TIME = 500


def upgrade() -> None:
    """Makes the tables, fills the one by statement from the rows there, and drops the index that it replaces."""
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "statement_prints",
        sa.Column("statement", number, primary_key=True, autoincrement=False),
        sa.Column("prints", sa.LargeBinary, nullable=False),
    )
    _fill()
    op.drop_index("statement_sentences_by_statement", "statement_sentences")
    if op.get_bind().dialect.name == "sqlite":
        names = ("print", "statement", "sentence")
        keys = (sa.Column(name, sa.BigInteger, primary_key=True, autoincrement=False) for name in names)
        op.create_table("statement_sentences_recent", *keys, sqlite_with_rowid=False)


def _fill() -> None:
    """A row for each statement, some hundred at a time; it is empty where a statement has no fingerprint."""
    connection = op.get_bind()
    numbers = connection.exec_driver_sql("SELECT number FROM statements ORDER BY number").scalars().all()
    for at in range(0, len(numbers), _AT_A_TIME):
        some = numbers[at : at + _AT_A_TIME]
        rows = connection.exec_driver_sql(
            "SELECT statement, print, sentence FROM statement_sentences "
            f"WHERE statement BETWEEN {some[0]} AND {some[-1]} ORDER BY statement, print, sentence"
        )
        made = {each: b"".join(pack(">qi", *row[1:]) for row in own) for each, own in groupby(rows, itemgetter(0))}
        given = [{"statement": number, "prints": made.get(number, b"")} for number in some]
        connection.execute(sa.text("INSERT INTO statement_prints VALUES (:statement, :prints)"), given)
