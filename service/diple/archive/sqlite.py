"""What holds for each database in SQLite: its file is private, and who will write waits before reading.

A file that may only be read is read as it is. SQLite would make files beside it to read one in WAL mode, which it may
not, or which its owner could not open afterwards.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, event

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection


def make_private(file: str) -> None:
    """Makes an empty file and its folder, for their owner alone, where there is none. Raises OSError."""
    folder = os.path.dirname(os.path.abspath(file))  # noqa: PTH100, PTH120 (what SQLite itself makes of the name)
    os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))


def is_read_only(file: Path) -> bool:
    """Whether a file is there and nothing can be written into it, or no file be made beside it."""
    return file.exists() and not (_may_write(file) and _may_write(file.absolute().parent))


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def connected_to_read(file: Path) -> sqlite3.Connection:
    """A connection that only reads a file. What a process that writes has in its log is read with it.

    Raises sqlite3.OperationalError where there is such a log and it cannot be read.
    """
    beside = [Path(f"{file}{ending}") for ending in ("-wal", "-shm")]
    is_written = any(each.exists() and each.stat().st_size for each in beside)
    address = f"{file.absolute().as_uri()}?{'mode=ro' if is_written else 'immutable=1'}"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def prepared(
    engine: Engine, pragmas: Mapping[str, str | int], writes: str, waits: Callable[[object], float | None]
) -> Engine:
    """An engine whose connections keep `pragmas`, and whose transactions begin as what they are for.

    A transaction that will write has the option `writes`. `waits` gives from the option's value the seconds that a
    statement waits for another transaction; None leaves them as they are.
    """

    def connected(connection: DBAPIConnection, _record: object) -> None:
        _set(connection, pragmas)

    def begun(connection: Connection) -> None:
        purpose = connection.get_execution_options().get(writes)
        seconds = waits(purpose)
        if seconds is not None:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(1000 * seconds)}")
        # Who will write waits here: two who read first and then write would refuse one another.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if purpose else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


def _set(connection: DBAPIConnection, pragmas: Mapping[str, str | int]) -> None:
    """Sets what a connection keeps. `auto_vacuum` is set only where it differs: to set it is to write."""
    connection.isolation_level = None  # SQLAlchemy says when a transaction begins, not the driver
    cursor = connection.cursor()
    for name, value in pragmas.items():
        if name != "auto_vacuum" or cursor.execute(f"PRAGMA {name}").fetchone() != (value,):
            cursor.execute(f"PRAGMA {name} = {value}")
    cursor.close()
