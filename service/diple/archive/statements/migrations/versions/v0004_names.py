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
        _compress()


def _compress() -> None:
    """Has the server compress what is kept from now on by LZ4, where it can: pglz takes several times as long."""
    has = "SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"
    if op.get_bind().exec_driver_sql(has).scalar():
        for table, names in (("statement_parts", ("body", "vector")), ("statement_texts", ("reading", "text"))):
            for name in names:
                op.execute(f"ALTER TABLE {table} ALTER COLUMN {name} SET COMPRESSION lz4")
