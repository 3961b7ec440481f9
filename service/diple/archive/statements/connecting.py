"""The database of statements: a file of its own in SQLite, or the database that DIPLE_DATABASE_URL names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy import text as sql
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool, QueuePool

from diple.archive.database import address_of, engine_for, told, unavailable
from diple.archive.place import Place
from diple.archive.sqlite import connected_to_read, is_read_only, make_private, prepared
from diple.archive.statements import migrating
from diple.archive.statements.tables import HEAD
from diple.archive.statements.trouble import read_only

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

FILE = "statements.sqlite3"
_WHAT = "statements"
# Seconds that a reader waits; a writer waits longer, for a batch of another importer takes up to a second.
_WAIT_TO_READ = 2
_WAIT_TO_WRITE = 10
# What PostgreSQL may take to sort new words before they go into their index: with 4 MB they went in several turns.
_TO_SORT = "64MB"
_WRITES = "diple_statements_write"
_LOCK = 0x6469706C66  # any number that no other program takes for its own
_SETTINGS = (
    *(("enable_seqscan", "off"), ("random_page_cost", "1.1"), ("jit", "off")),
    ("max_parallel_workers_per_gather", "0"),  # they took twice the processor time of a question that they shared
    ("client_connection_check_interval", "1s"),
)
# Readers and one writer beside one another, and each transaction on the disk before it is answered. A connection
# keeps 64 MB of pages: the default, 2 MB, halves the speed of imports. 32 MB are written before they go from the log
# into the file: what several batches change, as the latest fingerprints, then goes once.
_PRAGMAS: dict[str, str | int] = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "temp_store": "MEMORY",
    "cache_size": -64 * 1024,
    "wal_autocheckpoint": 8192,
}
_PRAGMAS_TO_READ = {name: _PRAGMAS[name] for name in ("temp_store", "cache_size")}


def file_of(place: Place) -> Path | None:
    """The file of SQLite; None where another database holds the statements. Raises ArchiveError."""
    url = address_of(place)
    if url.get_backend_name() != "sqlite":
        return None
    return place.folder / FILE if place.url is None else Path(url.database or "").with_name(FILE)


class Database:
    """The way to the statements. Nothing is made or connected to before something is asked or written."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._file = file_of(place)
        self._url = address_of(place)
        self._engine: Engine | None = None
        self._ready = False
        self._only_reads = False
        self._lock = Lock()

    @property
    def engine(self) -> Engine:
        """The engine of SQLAlchemy. Raises ArchiveError, ARCHIVE_UNAVAILABLE."""
        with self._lock:
            if self._file and self._only_reads and not self.read_only:
                self._engine = None  # since it was opened, somebody has allowed to write it
            if self._engine is None:
                self._only_reads = self.read_only
                self._engine = _of_file(self._file, self._only_reads) if self._file else _server(self._url)
            return self._engine

    @property
    def dialect(self) -> str:
        """The kind of database: sqlite or postgresql."""
        return "sqlite" if self._file else self._url.get_backend_name()

    @property
    def read_only(self) -> bool:
        """Whether it is a file that may only be read. PostgreSQL itself says what may be written."""
        return bool(self._file and is_read_only(self._file))

    @property
    def begun(self) -> bool:
        """Whether there are tables of statements; asking makes none. Raises ArchiveError, ARCHIVE_NEWER.

        Those of an earlier version are brought forward.
        """
        if self._ready:
            return True
        if self._file and not self._file.exists():
            return False
        with told(_WHAT, self._file), self.engine.connect() as connection:
            found = migrating.version(connection)
        if found and found != HEAD:
            with self.writing():
                pass
        self._ready = bool(found)
        return self._ready

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that reads; only where the archive was begun. Raises ArchiveError.

        All that it reads is of one moment: a statement that another process removes is there to its end.
        """
        options = {} if self._file else {"isolation_level": "REPEATABLE READ"}
        with told(_WHAT, self._file), self.engine.connect().execution_options(**options) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: in SQLite one at a time, in PostgreSQL several. Raises ArchiveError."""
        if self._file and self.read_only:
            raise read_only(str(self._file))
        with told(_WHAT, self._file), self.engine.connect().execution_options(**{_WRITES: True}) as connection:
            with connection.begin():
                self._prepare(connection)
                yield connection
            self._ready = True

    def _prepare(self, connection: Connection) -> None:
        """Waits no longer than a writer may, and makes the tables where they are not there."""
        if not self._file:
            settings = (("lock_timeout", f"{int(1000 * _WAIT_TO_WRITE)}ms"), ("work_mem", _TO_SORT))
            local = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in settings)
            connection.execute(sql(f"SELECT {local}"))
        if self._ready:
            return
        if not self._file:
            connection.execute(sql("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        migrating.migrate(connection)

    def close(self) -> None:
        """Closes all connections."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
            self._engine = None


def _server(url: URL) -> Engine:
    engine = engine_for(url)
    if url.get_backend_name() == "postgresql":
        event.listen(engine, "connect", _plan)
    return engine


def _plan(connection: DBAPIConnection, _record: object) -> None:
    """Has PostgreSQL look into indexes: it takes the row of a vector for its pointer, and reads all vectors instead.

    With 7,264 statements a search for two words took 840 ms so, and 3 ms by the index. Rows of a
    series are looked up one by one, which costs little on a disk without moving parts. No query is worth compiling.
    A server from version 14 on ends the query of a process that was ended, instead of working on for nobody.
    """
    cursor = connection.cursor()
    for name, value in _SETTINGS:
        cursor.execute("SELECT set_config(name, %s, false) FROM pg_settings WHERE name = %s", (value, name))
    connection.commit()
    cursor.close()


def _of_file(file: Path, only_reads: bool) -> Engine:
    return _to_read(file) if only_reads else _sqlite(file)


def _to_read(file: Path) -> Engine:
    """A way to a file that may only be read. Each question connects anew: it may have been written meanwhile."""
    engine = create_engine("sqlite://", creator=lambda: connected_to_read(file), poolclass=NullPool)
    return prepared(engine, _PRAGMAS_TO_READ, _WRITES, _waits)


def _sqlite(file: Path) -> Engine:
    try:
        make_private(str(file))
    except OSError as error:
        raise unavailable(f"The file {file} cannot be written: {error.strerror}") from error
    url = URL.create("sqlite", database=os.fspath(file))
    shared = {"timeout": _WAIT_TO_READ, "check_same_thread": False}
    engine = create_engine(url, poolclass=QueuePool, connect_args=shared)
    return prepared(engine, _PRAGMAS, _WRITES, _waits)


def _waits(writes: object) -> float:
    return _WAIT_TO_WRITE if writes else _WAIT_TO_READ
