"""Bringing the tables of a database forward, in one transaction that its caller began."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect
from sqlalchemy import text as sql

from diple.archive.statements.tables import HEAD, VERSIONS
from diple.errors import ArchiveError

FOLDER = Path(__file__).parent / "migrations"


def version(connection: Connection) -> str:
    """The migration that a database has; "" where it has no tables of statements."""
    if not inspect(connection).has_table(VERSIONS):
        return ""
    return str(connection.execute(sql(f"SELECT version_num FROM {VERSIONS}")).scalar() or "")


def check(found: str) -> None:
    """Raises ArchiveError, ARCHIVE_NEWER, where a later version of Diple made the tables."""
    if found > HEAD:
        raise ArchiveError(
            "ARCHIVE_NEWER",
            f"The archive of statements has tables of a later version of Diple ({found}; this one knows {HEAD}).",
            "Use that version, or a copy of the archive from before.",
            version=found,
        )


def migrate(connection: Connection, to: str = HEAD) -> None:
    """Makes the tables, or brings those of an earlier version forward. Raises ArchiveError, ARCHIVE_NEWER."""
    found = version(connection)
    check(found)
    if found == to:
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
