"""What holds for each database in SQLite: its file is private, and who will write waits before reading."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import Connection

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection


def make_private(file: str) -> None:
    """Makes an empty file and its folder, for their owner alone, where there is none. Raises OSError."""
    folder = os.path.dirname(os.path.abspath(file))  # noqa: PTH100, PTH120 (what SQLite itself makes of the name)
    os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))


def set_up(connection: DBAPIConnection, pragmas: Iterable[tuple[str, str | int]]) -> None:
    """Sets what a connection keeps. `auto_vacuum` is set only where it differs: to set it is to write."""
    connection.isolation_level = None  # SQLAlchemy says when a transaction begins, not the driver
    cursor = connection.cursor()
    for name, value in pragmas:
        if name != "auto_vacuum" or cursor.execute(f"PRAGMA {name}").fetchone() != (value,):
            cursor.execute(f"PRAGMA {name} = {value}")
    cursor.close()


def begin(connection: Connection, *, writes: object) -> None:
    """Begins a transaction. Who will write waits here: two who read first and then write would refuse one another."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def wait(connection: Connection, seconds: float) -> None:
    """For how long a statement waits for a transaction that writes."""
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(1000 * seconds)}")
