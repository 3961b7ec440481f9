"""The span of a first mention as `start` and `end`, and in PostgreSQL an index of the parts that are not the first."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Renames two columns, whose rows stay as they are, and makes the index."""
    for old, new in (("first", "start"), ("last", "end")):
        op.execute(f'ALTER TABLE statement_mentions RENAME COLUMN "{old}" TO "{new}"')
    if op.get_bind().dialect.name != "sqlite":
        op.execute("CREATE INDEX statement_parts_further ON statement_parts (part) WHERE part & 4095 > 0")
