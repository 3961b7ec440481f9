"""Runs the steps on the connection that `migrating.migrate` gives, in its transaction."""

from __future__ import annotations

from alembic import context

from diple.archive.statements.tables import METADATA, VERSIONS

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, version_table=VERSIONS)
context.run_migrations()
