"""PostgreSQL looks at 3,000 rows of the words and of the fingerprints to know them, instead of 30,000.

It looks each time a table has grown by a tenth, once a minute at most. To look at a vector takes 60 microseconds, as
each is unpacked: while an archive has fewer than 30,000 statements, that was up to 0.6 ms for each new one.
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

_SAMPLED = {
    "statement_parts": ("part", "body", "vector", "pairs"),
    "statement_sentences": ("print", "statement", "sentence"),
}
_TARGET = 10  # 300 rows each


def upgrade() -> None:
    """Sets the target of each column: the largest of a table says how many of its rows are looked at."""
    if op.get_bind().dialect.name == "sqlite":
        return
    for table, columns in _SAMPLED.items():
        altered = ", ".join(f"ALTER COLUMN {column} SET STATISTICS {_TARGET}" for column in columns)
        op.execute(f"ALTER TABLE {table} {altered}")
