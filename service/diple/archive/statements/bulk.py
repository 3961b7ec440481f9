"""Many rows in one command, as fast as each database takes them: past SQLAlchemy, which builds each command anew.

New rows go to PostgreSQL by COPY in its binary format (https://www.postgresql.org/docs/15/sql-copy.html): the server
neither parses them nor writes each to its log by itself, which halves its time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from struct import Struct
from typing import Any, TypeVar
from typing import cast as cast_type

from sqlalchemy import BigInteger, ColumnElement, Connection, String, Table, any_, cast, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import DBAPIError

AT_A_TIME = 500
"""Numbers in one command: SQLite takes some thousands at the most."""
Each = TypeVar("Each")
_OR_NOTHING = " ON CONFLICT DO NOTHING"
_OPENING = b"PGCOPY\n\xff\r\n\0" + bytes(8)  # without flags, and without a further header
_END = b"\xff\xff"
_COUNT = Struct(">h")
_SIZE = Struct(">i")
_NUMBERS = {"BIGINT": Struct(">iq"), "INTEGER": Struct(">ii")}
"""The size of a number in bytes, and the number, by the type of its column."""


def in_turn(given: Sequence[Each]) -> Iterator[Sequence[Each]]:
    """What is given in groups, the numbers of each of which go into one command."""
    return groups(given, AT_A_TIME)


def groups(given: Sequence[Each], size: int) -> Iterator[Sequence[Each]]:
    """What is given in groups of so many, the last one perhaps of fewer."""
    return (given[at : at + size] for at in range(0, len(given), size))


def among(dialect: str, column: ColumnElement[int], numbers: Sequence[int]) -> ColumnElement[bool]:
    """The condition that a number is one of many, which go to the database as one value."""
    listed = ",".join(map(str, numbers))
    if dialect == "sqlite":
        return column.in_(select(func.json_each(f"[{listed}]").table_valued("value").c.value))
    return column == any_(cast(literal(f"{{{listed}}}", String), ARRAY(BigInteger)))


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]], *, new: bool = False) -> None:
    """Inserts rows, which name all columns in the order of the table; with `new` only those that are not there."""
    if not rows:
        return
    names = [column.name for column in table.columns]
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_one(table, names) + _OR_NOTHING * new, list(rows))
    elif new:
        connection.exec_driver_sql(_all(connection, table, names) + _OR_NOTHING, _arrays(rows))
    else:
        copy_rows(connection, table.name, dict(zip(names, _kinds(connection, table, names), strict=True)), rows)


def copy_rows(connection: Connection, table: str, columns: dict[str, str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Copies rows into a table of PostgreSQL: numbers, texts, and bytes as the type of a column receives them.

    `columns` are the types by name. Raises DBAPIError, as all commands do.
    """
    import psycopg

    command = f"COPY {table} ({_listed(list(columns))}) FROM STDIN (FORMAT BINARY)"
    try:
        driver = cast_type("psycopg.Connection[Any]", connection.connection.driver_connection)
        with driver.cursor() as cursor, cursor.copy(command) as copy:
            copy.write(_written(list(columns.values()), rows))
    except psycopg.Error as error:
        raise DBAPIError(command, None, error) from error


def _written(kinds: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> bytes:
    """Rows in the binary format of COPY: each the count of its values, and each value behind its size in bytes."""
    columns = (_sized(kind, values) for kind, values in zip(kinds, zip(*rows, strict=True), strict=True))
    counted = zip(repeat(_COUNT.pack(len(kinds))), *columns, strict=False)
    return b"".join([_OPENING, *chain.from_iterable(counted), _END])


def _sized(kind: str, values: Sequence[Any]) -> Iterator[bytes]:
    """The values of one column, each behind its size."""
    if number := _NUMBERS.get(kind):
        return map(number.pack, repeat(number.size - _SIZE.size), values)
    plain = [value.encode() if isinstance(value, str) else value for value in values]
    return map(b"".join, zip(map(_SIZE.pack, map(len, plain)), plain, strict=True))


def delete_rows(connection: Connection, table: Table, rows: Sequence[tuple[int, ...]], by: str) -> None:
    """Deletes rows of numbers, which are all of their primary key.

    `by` is with what PostgreSQL begins its index of them: an expression of `{table}`, the table of the rows.
    """
    if not rows:
        return
    names = [column.name for column in table.columns]
    if connection.dialect.name == "sqlite":
        own = " AND ".join(f'"{name}" = ?' for name in names)
        connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE {own}", list(rows))
        return
    own = " AND ".join(f'{table.name}."{name}" = gone."{name}"' for name in names)
    own += f" AND {by.format(table=table.name)} = {by.format(table='gone')}"
    gone = f"unnest({', '.join(f'%s::{kind}[]' for kind in _kinds(connection, table, names))})"
    command = f"DELETE FROM {table.name} USING {gone} AS gone({_listed(names)}) WHERE {own}"
    connection.exec_driver_sql(command, _arrays(rows))


def insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Inserts those of some rows whose `id` or `name` no other row of the tenant has; their numbers by that column.

    The rows name the same columns, and are sorted by that one. Another clash, as of numbers that were copied from
    another database, is an error of the database: a row that is passed over would be taken for one that is held.
    """
    if not rows:
        return {}
    names, key = list(rows[0]), "id" if "id" in rows[0] else "name"
    ending = f' ON CONFLICT (tenant, "{key}") DO NOTHING RETURNING "{key}", number'
    values = [tuple(row.values()) for row in rows]
    if connection.dialect.name == "sqlite":
        command = _one(table, names) + ending
        found = [made for row in values for made in connection.exec_driver_sql(command, row)]
    else:
        found = list(connection.exec_driver_sql(_all(connection, table, names) + ending, _arrays(values)))
    return {made[0]: made[1] for made in found}


def _one(table: Table, names: Sequence[str]) -> str:
    """The command for one row in SQLite."""
    return f"INSERT INTO {table.name} ({_listed(names)}) VALUES ({', '.join('?' * len(names))})"


def _all(connection: Connection, table: Table, names: Sequence[str]) -> str:
    """The command for all rows in PostgreSQL, given as an array for each column."""
    arrays = ", ".join(f"%s::{kind}[]" for kind in _kinds(connection, table, names))
    return f"INSERT INTO {table.name} ({_listed(names)}) SELECT * FROM unnest({arrays})"


def _kinds(connection: Connection, table: Table, names: Sequence[str]) -> list[str]:
    """The types of columns, without lengths."""
    return [table.columns[name].type.compile(connection.dialect).partition("(")[0] for name in names]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _arrays(rows: Sequence[tuple[Any, ...]]) -> tuple[str | list[Any], ...]:
    """An array for each column; those of numbers as text, which is sent ten times as fast as a list."""
    columns = zip(*rows, strict=True)
    return tuple(f"{{{','.join(map(str, each))}}}" if isinstance(each[0], int) else list(each) for each in columns)
