"""What jobs and receipts share with the archive whose database they are in, and how they end with their time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, Engine, delete, exists, inspect, select

from diple.archive.database import JOBS, RECEIPTS, TURNS, reading, writing
from diple.archive.place import Limits

RECEIPTS_LAST = 24 * 60 * 60
"""Seconds for which the answer under a key of idempotency is known."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A database, its clock in seconds since 1970, its limits, and what gives the space of removed rows back."""

    engine: Engine
    now: Callable[[], int]
    limits: Limits
    give_back: Callable[[], None]
    untouched: Callable[[], bool]

    def has_jobs(self) -> bool:
        """Whether the tables are there: in a database of an earlier version they come with the next that is kept."""
        if self.untouched():
            return False
        with reading(self.engine) as connection:
            return inspect(connection).has_table(JOBS.name)


def digest(name: str) -> str:
    """What the database has of who asks."""
    return sha256(name.encode("utf-8", "surrogateescape")).hexdigest()


def remove_beside(connection: Connection, now: int) -> int:
    """Removes jobs and receipts whose time is over; how many jobs."""
    connection.execute(delete(RECEIPTS).where(RECEIPTS.c.at <= now - RECEIPTS_LAST))
    gone = connection.execute(delete(JOBS).where(JOBS.c.expires <= now)).rowcount
    remove_turns(connection)
    return gone


def remove_turns(connection: Connection) -> None:
    """Removes the turns of jobs that are gone."""
    connection.execute(delete(TURNS).where(TURNS.c.id.not_in(select(JOBS.c.id))))


def purge_beside(shared: Shared) -> None:
    """The same, and writes nothing where nothing is to be removed."""
    now = shared.now()
    if not shared.has_jobs():
        return
    with reading(shared.engine) as connection:
        jobs = select(exists(select(JOBS.c.id).where(JOBS.c.expires <= now)))
        receipts = select(exists(select(RECEIPTS.c.id).where(RECEIPTS.c.at <= now - RECEIPTS_LAST)))
        over = connection.execute(jobs).scalar() or connection.execute(receipts).scalar()
    if over:
        with writing(shared.engine) as connection:
            remove_beside(connection, now)
        shared.give_back()
