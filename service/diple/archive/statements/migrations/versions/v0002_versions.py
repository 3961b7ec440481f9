"""Language versions are found by an index."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the index."""
    op.create_index("statements_by_version", "statements", ["tenant", "version_of"])
