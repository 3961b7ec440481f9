"""What the database knows of its own rows, by which it chooses how to answer a question."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import func, select

from diple.archive.statements.shelf import Shelf
from diple.archive.statements.tables import METADATA, TOTALS
from diple.archive.statements.wordsearch import MANY
from diple.errors import ArchiveError

_ROWS = 1_000
"""Rows that SQLite looks at in an index: so it looks for a second at 100,000 statements."""
_SETTLE = "SELECT gin_clean_pending_list('statement_parts_by_word')"


def note_growth(shelf: Shelf, added: int) -> None:
    """Has the database look at its rows where statements that were added have doubled the archive."""
    if not added:
        return
    with shelf.database.reading() as connection:
        own = select(func.sum(TOTALS.c.statements)).where(TOTALS.c.tenant == shelf.tenant, TOTALS.c.party == "")
        held = int(connection.execute(own).scalar_one() or 0)
    if held.bit_length() > (held - added).bit_length():
        with suppress(ArchiveError):  # all is kept; another process looks, or the next import does
            look(shelf)


def note_end(shelf: Shelf, added: int) -> None:
    """Has PostgreSQL put the words that wait into their index at the end of a large import."""
    if added >= MANY and shelf.database.dialect != "sqlite":
        with suppress(ArchiveError), shelf.database.writing() as connection:
            connection.exec_driver_sql(_SETTLE)


def look(shelf: Shelf) -> None:
    """Has the database look at its rows. In PostgreSQL what waits to be put into the index of words is put there.

    SQLite looks at the tables of the archive alone: FTS5 has rows of its own, and statistics of few rows would make
    SQLite read all of them for each range.
    """
    with shelf.database.writing() as connection:
        if shelf.database.dialect == "sqlite":
            connection.exec_driver_sql(f"PRAGMA analysis_limit = {_ROWS}")
            for name in METADATA.tables:
                connection.exec_driver_sql(f"ANALYZE {name}")
        else:
            connection.exec_driver_sql(f"ANALYZE {', '.join(METADATA.tables)}")
            connection.exec_driver_sql(_SETTLE)
