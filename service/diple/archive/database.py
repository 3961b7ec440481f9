"""The database of the archive: its one table, and how SQLite and PostgreSQL are held to what the archive promises."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    LargeBinary,
    MetaData,
    String,
    Table,
    create_engine,
    insert,
    inspect,
    literal,
    select,
)
from sqlalchemy import text as sql
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from diple.archive.place import FILE, Place
from diple.archive.scopes import DEFAULT_TENANT
from diple.archive.sqlite import make_private, prepared
from diple.errors import ArchiveError

KEPT = Table(
    "kept",
    MetaData(),
    Column("id", String(64), primary_key=True),
    Column("created", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False, index=True),
    Column("bytes", BigInteger, nullable=False),
    Column("record", LargeBinary, nullable=False),
)
"""Times are seconds since 1970, `bytes` is the length of `record`."""
STORED = Table(
    "stored",
    KEPT.metadata,
    Column("id", String(64), primary_key=True),
    Column("sender", String(64), nullable=False, index=True),
    Column("at", BigInteger, nullable=False),
)
"""Who stored what and when: one row for each result that is kept, or was stored less than an hour ago. The sender is a
digest. It is a table of its own, so that the database of an earlier version needs no change."""

JOBS = Table(
    "jobs",
    KEPT.metadata,
    Column("id", String(64), primary_key=True),
    Column("asker", String(64), nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False, index=True),
    Column("lease", BigInteger, nullable=False),
    Column("tries", BigInteger, nullable=False),
    Column("done", BigInteger, nullable=False),
    Column("of", BigInteger, nullable=False),
    Column("step", String(32), nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("request", LargeBinary),
    Column("status", BigInteger),
    Column("answer", LargeBinary),
    Column("hook", String(2048)),
    Column("hook_at", BigInteger),
    Column("hook_tries", BigInteger, nullable=False),
)
"""Requests that are answered later: `request` until it is, `answer` from then on. `lease` is until when the process
that runs it must have given sign of life, `tries` how often it was begun. `hook` is whom to tell, and when next."""
TURNS = Table(
    "turns",
    KEPT.metadata,
    Column("id", String(64), primary_key=True),
    Column("turn", BigInteger, nullable=False),
)
"""In which order jobs were taken in: `created` is a second, in which there may be many. It is a table of its own, so
that the database of an earlier version needs no change."""
RECEIPTS = Table(
    "receipts",
    KEPT.metadata,
    Column("id", String(64), primary_key=True),
    Column("asker", String(64), nullable=False, index=True),
    Column("at", BigInteger, nullable=False, index=True),
    Column("asked", String(64), nullable=False),
    Column("seed", String(64), nullable=False),
    Column("answer", LargeBinary),
)
"""Keys of idempotency: `id` is a digest of the key and who uses it, `asked` one of the request; `seed` is what the ids
of its results follow from, `answer` what was answered. No text is in it."""
OWNED = Table(
    "owned",
    KEPT.metadata,
    Column("id", String(64), primary_key=True),
    Column("tenant", String(64), nullable=False),
)
"""Whose each kept result is. It is a table of its own, so that asking for a result of another tenant ends in the same
small table as asking for one that is not there, and never comes near its record."""
KEYS = Table(
    "access_keys",
    KEPT.metadata,
    Column("id", String(16), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("secret", String(16), nullable=False),
    Column("tenant", String(64), nullable=False),
    Column("scopes", String(64), nullable=False),
    Column("label", String(200), nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("expires", BigInteger),
    Column("used", BigInteger),
    Column("revoked", BigInteger),
)
"""The keys of the service: `digest` is that of a key, `secret` names the secret with which it was made."""
LINKS = Table(
    "links",
    KEPT.metadata,
    Column("id", String(32), primary_key=True),
    Column("result", String(64), nullable=False, index=True),
    Column("tenant", String(64), nullable=False),
    Column("key", String(16), nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
)
"""Share links that hold: the row of one that was withdrawn, or whose result is gone, is gone too."""

# Seconds that one process waits for another: together less than the five in which a request is answered.
_WAIT_TO_READ = 1
_WAIT_TO_WRITE = 3
_OWNERLESS = select(KEPT.c.id, literal(DEFAULT_TENANT)).where(KEPT.c.id.not_in(select(OWNED.c.id)))
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_LOCK_TIMEOUT = "55P03"
_INCREMENTAL = 2
# What is deleted is written over with zeros, its pages are given back, and no journal outlives a transaction.
_PRAGMAS: dict[str, str | int] = {
    "auto_vacuum": _INCREMENTAL,
    "journal_mode": "DELETE",
    "secure_delete": "ON",
    "synchronous": "FULL",
}
_WRITES = "diple_writes"
_AT_ONCE = "at once"
_LOCK = 0x6469706C65  # any number that no other program takes for its own
_POSTGRESQL = "postgresql+psycopg"


def address_of(place: Place) -> URL:
    """The database's address. Raises ArchiveError, ARCHIVE_UNAVAILABLE, where it cannot be understood."""
    if place.url is None:
        return URL.create("sqlite", database=str(place.folder / FILE))
    try:
        url = make_url(place.url)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise unavailable("DIPLE_DATABASE_URL names no database that Diple can reach") from error
    return url.set(drivername=_POSTGRESQL) if url.drivername in ("postgresql", "postgres") else url


def engine_for(url: URL) -> Engine:
    """A way to the database; it is not gone yet. A folder and a file for SQLite are made, for their owner alone."""
    try:
        if url.get_backend_name() != "sqlite":
            return create_engine(url, pool_pre_ping=True, pool_timeout=_WAIT_TO_WRITE)
        if url.database:
            make_private(url.database)
        engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": _WAIT_TO_READ})
    except ImportError as error:
        raise unavailable(f"The driver for {url.drivername} is not installed") from error
    except OSError as error:
        raise unavailable(f"The data directory cannot be written: {error.strerror}") from error
    return prepared(engine, _PRAGMAS, _WRITES, _waits)


def _waits(writes: object) -> float | None:
    """Seconds that a transaction waits which will write, or begins to `_AT_ONCE`."""
    if not writes:
        return None
    return 0 if writes == _AT_ONCE else _WAIT_TO_WRITE


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that reads. Raises ArchiveError, ARCHIVE_UNAVAILABLE."""
    with told(), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes, one at a time in all processes. Raises ArchiveError, ARCHIVE_UNAVAILABLE."""
    with told(), engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(sql(f"SET LOCAL lock_timeout = '{_WAIT_TO_WRITE}s'"))
            connection.execute(sql("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        present = set(inspect(connection).get_table_names())
        if not KEPT.metadata.tables.keys() <= present:
            KEPT.metadata.create_all(connection)
        yield connection


def ownerless(connection: Connection) -> bool:
    """Whether there are results of a version that knew no tenants."""
    if not inspect(connection).has_table(OWNED.name):
        return True
    return connection.execute(_OWNERLESS.limit(1)).first() is not None


def adopt(connection: Connection) -> None:
    """Gives the results that have no owner to the default tenant."""
    connection.execute(insert(OWNED).from_select(("id", "tenant"), _OWNERLESS))


def try_writing(engine: Engine) -> None:
    """Begins to write, writes nothing and waits for nobody. Raises ArchiveError: ARCHIVE_UNAVAILABLE, ARCHIVE_BUSY."""
    with told(), engine.connect().execution_options(**{_WRITES: _AT_ONCE}) as connection:
        connection.begin().rollback()


def check_folder(folder: Path) -> None:
    """Raises ArchiveError, ARCHIVE_UNAVAILABLE, where nothing can be written into a folder, or it cannot be made."""
    whole = folder.absolute()
    nearest = next(each for each in (whole, *whole.parents) if each.exists())
    if not (nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)):
        raise unavailable(f"The data directory {folder} cannot be written")


def give_back(engine: Engine) -> None:
    """Gives the space of deleted rows back: to the file system in SQLite, to the next rows in PostgreSQL."""
    if engine.dialect.name == "sqlite":
        with told(), engine.connect() as connection:
            _free_all_pages(cast("sqlite3.Connection", connection.connection.driver_connection))
    elif engine.dialect.name == "postgresql":
        with told(), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM kept, jobs")


def _free_all_pages(connection: sqlite3.Connection) -> None:
    """Truncates the file by all its free pages, in a transaction of its own.

    The pragma frees one page at each step of the statement. `execute` of Python 3.11 takes the first step only;
    `executescript` takes all steps on each Python.
    """
    connection.executescript("PRAGMA incremental_vacuum")


@contextmanager
def told(what: str = "kept comparisons", file: Path | None = None) -> Iterator[None]:
    """Turns errors of a database into ArchiveError, ARCHIVE_UNAVAILABLE or ARCHIVE_BUSY; they name what it holds."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = getattr(error, "orig", None) or error
        if getattr(cause, "sqlite_errorcode", 0) & 0xFF in _BUSY or getattr(cause, "sqlstate", None) == _LOCK_TIMEOUT:
            raise _busy(what) from error
        if getattr(cause, "sqlite_errorcode", 0) & 0xFF in _FULL:
            raise unavailable(f"The disk of {what} is full, or cannot be written", full=True) from error
        reason = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
        if getattr(cause, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
            raise _damaged(what, file, reason) from error
        raise unavailable(f"The database of {what} does not answer: {reason}") from error


def _damaged(what: str, file: Path | None, reason: str) -> ArchiveError:
    return ArchiveError(
        "ARCHIVE_UNAVAILABLE",
        f"The file {file or FILE} with the {what} is damaged, or no file of Diple: {reason}.",
        "Put a copy from before into its place, or move it away: then a new one is made.",
    )


def _busy(what: str) -> ArchiveError:
    return ArchiveError(
        "ARCHIVE_BUSY",
        f"Another process writes the {what}, and takes longer than a request may wait.",
        "Try again in a moment.",
    )


def unavailable(what: str, **why: bool) -> ArchiveError:
    """The error that nothing can be kept or read, and why; `full` where the disk has no room."""
    return ArchiveError(
        "ARCHIVE_UNAVAILABLE",
        f"{what}.",
        "Set DIPLE_DATA to a folder that can be written, or DIPLE_DATABASE_URL to a database; "
        "comparing works without it.",
        **why,
    )
