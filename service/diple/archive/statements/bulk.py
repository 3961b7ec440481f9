"""Many rows in one command, as fast as each database takes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Inserts rows, which name all columns in the order of the table."""
    if not rows:
        return
    names = [column.name for column in table.columns]
    listed = ", ".join(f'"{name}"' for name in names)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(names))
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({listed}) VALUES ({marks})', list(rows))
        return
    kinds = [column.type.compile(connection.dialect) for column in table.columns]
    arrays = ", ".join(f"%s::{kind.split('(')[0]}[]" for kind in kinds)
    given = tuple(map(list, zip(*rows, strict=True)))
    connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({listed}) SELECT * FROM unnest({arrays})', given)


def insert_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> int | None:
    """Inserts a row, and gives its number; None where another has its unique columns already."""
    made = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)
    command = made.values(row).on_conflict_do_nothing().returning(table.c.number)
    number: int | None = connection.execute(command).scalar_one_or_none()
    return number
