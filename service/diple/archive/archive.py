"""The archive itself: keep, get, delete, purge."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, Engine, delete, exists, func, insert, inspect, select

from diple.archive.beside import Shared, digest, purge_beside, remove_beside
from diple.archive.database import (
    KEPT,
    LINKS,
    OWNED,
    STORED,
    address_of,
    adopt,
    check_folder,
    engine_for,
    give_back,
    ownerless,
    reading,
    try_writing,
    writing,
)
from diple.archive.ids import new_id
from diple.archive.place import RESERVE, Place
from diple.archive.record import read, written
from diple.archive.reserve import Reserve
from diple.archive.scopes import DEFAULT_TENANT
from diple.errors import ArchiveError
from diple.result import Comparison

if TYPE_CHECKING:
    from diple.archive.links import Rows

DAY = 24 * 60 * 60
HOUR = 60 * 60
_AT_A_TIME = 500  # ids in a statement; SQLite takes 999 at least


@dataclass(frozen=True, slots=True)
class Receipt:
    """What there is to know of a kept comparison: its id, and when it was kept and will be gone, in UTC."""

    id: str
    created: datetime
    expires: datetime


@dataclass(frozen=True, slots=True)
class Kept(Receipt):
    """A kept comparison, read again."""

    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Entry(Receipt):
    """A kept comparison without its text: bytes of what is kept, and whose it is."""

    bytes: int
    tenant: str


@dataclass(frozen=True, slots=True)
class Purged:
    """How many comparisons were expired and are gone, and how many are still kept."""

    removed: int
    kept: int


class Archive:
    """Kept comparisons in a database. May be shared by threads, and by processes that each open their own.

    `clock` shows the time in seconds since 1970. Every method raises ArchiveError, ARCHIVE_UNAVAILABLE, where the
    database does not answer.
    """

    def __init__(self, place: Place, clock: Callable[[], float] = time.time) -> None:
        self._place = place
        self._clock = clock
        self._reserve = Reserve(place.folder / RESERVE) if place.url is None else None
        self._was_begun = False

    @cached_property
    def engine(self) -> Engine:
        """The way to its database, for what else is in there."""
        return engine_for(address_of(self._place))

    @cached_property
    def links(self) -> Rows:
        """The rows of the links to its results."""
        from diple.archive.links import Rows

        return Rows(self)

    @property
    def place(self) -> Place:
        """Where it is."""
        return self._place

    def now(self) -> int:
        """The time, in seconds since 1970."""
        return int(self._clock())

    def check(self) -> None:
        """Raises ArchiveError, ARCHIVE_UNAVAILABLE, where the place cannot be understood; connects to nothing."""
        address_of(self._place)

    @property
    def begun(self) -> bool:
        """Whether anything was ever kept here; where nothing was, nothing is made.

        What an earlier version kept gets its owner when a process looks first.
        """
        if self._place.untouched:
            return False
        if not self._was_begun:
            with reading(self.engine) as connection:
                is_there = bool(inspect(connection).has_table(KEPT.name))
                is_older = is_there and ownerless(connection)
            if is_older:
                self._with_reserve(self._adopt)
            self._was_begun = is_there
        return self._was_begun

    def _adopt(self) -> int:
        with writing(self.engine) as connection:
            adopt(connection)
        return 0

    def keep(
        self, comparison: Comparison, days: float, sender: str = "", tenant: str = DEFAULT_TENANT, id_: str = ""
    ) -> Receipt:
        """Keeps a comparison for so many days, under a new id of 32 characters that cannot be guessed.

        What is kept already under `id_` stays as it is: who asks once more gets the receipt once more.
        What is expired is removed first. `sender` is whom the quotas count; nobody is counted where it is empty.
        `tenant` is whose it is: nobody else can get or delete it.
        Raises ArchiveError: ARCHIVE_FULL where the limits of all are reached, TOO_MANY_STORED where those of one are.
        """
        return self.keep_record(written(comparison), days, sender, tenant, id_)

    def keep_record(
        self, record: bytes, days: float, sender: str = "", tenant: str = DEFAULT_TENANT, id_: str = ""
    ) -> Receipt:
        """The same for a comparison that was written already."""
        now = int(self._clock())
        id_, expires = id_ or new_id(), now + int(days * DAY)
        row = {"id": id_, "created": now, "expires": expires, "bytes": len(record), "record": record}
        with writing(self.engine) as connection:
            removed = _remove_expired(connection, now)
            before = connection.execute(select(KEPT.c.created, KEPT.c.expires).where(KEPT.c.id == id_)).one_or_none()
            if before:
                return Receipt(id_, _moment(before.created), _moment(before.expires))
            full = self._full(connection, len(record)) or self._too_many(connection, sender, now)
            if full is None:
                connection.execute(insert(KEPT).values(row))
                connection.execute(insert(OWNED).values(id=id_, tenant=tenant))
                if sender:
                    connection.execute(insert(STORED).values(id=id_, sender=digest(sender), at=now))
        if removed:
            self._give_back()
        if full:
            raise full
        if self._reserve:
            self._reserve.holds(len(record))
        return Receipt(id_, _moment(now), _moment(expires))

    def _full(self, connection: Connection, more: int) -> ArchiveError | None:
        limits = self._place.limits
        held, size = connection.execute(select(func.count(), func.coalesce(func.sum(KEPT.c.bytes), 0))).one()
        if held < limits.results and size + more <= limits.bytes:
            return None
        return ArchiveError(
            "ARCHIVE_FULL",
            "This service keeps as many comparisons as it may.",
            "Take this one as a file, or try again when others have expired.",
            results=limits.results,
            bytes=limits.bytes,
        )

    def _too_many(self, connection: Connection, sender: str, now: int) -> ArchiveError | None:
        """Why one sender may store no more, and when it may again."""
        if not sender:
            return None
        own, limits = STORED.c.sender == digest(sender), self._place.limits
        rate = select(func.count(), func.min(STORED.c.at)).where(own, STORED.c.at > now - HOUR)
        lately, first = connection.execute(rate).one()
        if lately >= limits.hourly:
            return _over(f"{limits.hourly:,} results in an hour", first + HOUR - now, limits.hourly)
        held = select(func.count(), func.min(KEPT.c.expires)).join(STORED, STORED.c.id == KEPT.c.id).where(own)
        count, soonest = connection.execute(held).one()
        if count >= limits.each:
            return _over(f"{limits.each:,} results at one time", soonest - now, limits.each)
        return None

    def get(self, id_: str, tenant: str | None = DEFAULT_TENANT) -> Kept:
        """The comparison of an id, where it is the tenant's; None is for operators, to whom all are open.

        Raises ArchiveError: NOT_KEPT where there is none, it is another's, or its time is over.
        """
        receipt, record = self.get_record(id_, tenant)
        return Kept(receipt.id, receipt.created, receipt.expires, read(record))

    def get_record(self, id_: str, tenant: str | None = DEFAULT_TENANT) -> tuple[Receipt, bytes]:
        """The same, as it was written."""
        chosen = select(KEPT.c.created, KEPT.c.expires, KEPT.c.record).where(self._live(id_, tenant))
        if not (_may_be(id_) and self.begun):
            raise _not_kept()
        with reading(self.engine) as connection:
            row = connection.execute(chosen).one_or_none()
        if row is None:
            raise _not_kept()
        return Receipt(id_, _moment(row.created), _moment(row.expires)), bytes(row.record)

    def owner(self, id_: str, tenant: str | None = DEFAULT_TENANT) -> tuple[str, datetime]:
        """Whose the comparison of an id is, and when it will be gone. Raises ArchiveError, NOT_KEPT."""
        if not (_may_be(id_) and self.begun):
            raise _not_kept()
        whose = select(OWNED.c.tenant, KEPT.c.expires).join(KEPT, KEPT.c.id == OWNED.c.id)
        with reading(self.engine) as connection:
            row = connection.execute(whose.where(self._live(id_, tenant))).one_or_none()
        if row is None:
            raise _not_kept()
        return row.tenant, _moment(row.expires)

    def _live(self, id_: str, tenant: str | None) -> ColumnElement[bool]:
        """What is kept under an id for a tenant, and not expired."""
        live = (KEPT.c.id == id_) & (KEPT.c.expires > int(self._clock()))
        if tenant is None:
            return live
        own = select(OWNED.c.id).where(OWNED.c.id == KEPT.c.id, OWNED.c.tenant == tenant)
        return live & exists(own.correlate(KEPT))

    def delete(self, id_: str, tenant: str | None = DEFAULT_TENANT) -> None:
        """Removes a comparison of a tenant (None: of any), and what is expired.

        On a full disk, too: what is written down before rows are removed takes the place of the reserve. Raises
        ArchiveError: NOT_KEPT where there is none, or it is another's.
        """
        if not (_may_be(id_) and self.begun):
            raise _not_kept()
        chosen = self._live(id_, tenant)
        found = self._with_reserve(lambda: self._removed(chosen))
        if found:
            self._give_back()
        with suppress(ArchiveError):
            self.purge()
        if not found:
            raise _not_kept()

    def _removed(self, chosen: ColumnElement[bool]) -> int:
        with writing(self.engine) as connection:
            return _remove(connection, chosen)

    def _with_reserve(self, do: Callable[[], int]) -> int:
        """Does it, and where the disk is full, once more without the reserve."""
        try:
            return do()
        except ArchiveError as error:
            if not (error.data.get("full") and self._reserve and self._reserve.released()):
                raise
            return do()

    def _give_back(self) -> None:
        """Gives space back where that can be done now; what cannot is given back with the next that is removed."""
        with suppress(ArchiveError):
            give_back(self.engine)
            if self._reserve and self._reserve.missing():
                with reading(self.engine) as connection:
                    self._reserve.holds(connection.execute(select(func.max(KEPT.c.bytes))).scalar() or 0)

    def purge(self) -> Purged:
        """Removes all whose time is over."""
        if not self.begun:
            return Purged(0, 0)
        now = int(self._clock())
        with reading(self.engine) as connection:
            kept = connection.execute(select(func.count()).where(KEPT.c.expires > now)).scalar_one()
            expired = connection.execute(select(KEPT.c.id).where(KEPT.c.expires <= now)).scalars().all()
        removed = 0
        for id_ in expired:  # one by one: on a full disk there is room to write down one
            removed += self._with_reserve(partial(self._removed, KEPT.c.id == id_))
            self._give_back()
        purge_beside(self.shared)
        return Purged(removed, kept)

    def entries(self) -> list[Entry]:
        """What is kept and not expired, without its text, oldest first."""
        if not self.begun:
            return []
        live = KEPT.c.expires > int(self._clock())
        columns = (KEPT.c.id, KEPT.c.created, KEPT.c.expires, KEPT.c.bytes, OWNED.c.tenant)
        chosen = select(*columns).outerjoin(OWNED, OWNED.c.id == KEPT.c.id).where(live)
        with reading(self.engine) as connection:
            rows = connection.execute(chosen.order_by(KEPT.c.created, KEPT.c.id)).all()
        return [
            Entry(row.id, _moment(row.created), _moment(row.expires), row.bytes, row.tenant or DEFAULT_TENANT)
            for row in rows
        ]

    def total(self) -> tuple[int, int]:
        """How many comparisons are in the database, and bytes of all of them."""
        if not self.begun:
            return 0, 0
        with reading(self.engine) as connection:
            count, size = connection.execute(select(func.count(), func.coalesce(func.sum(KEPT.c.bytes), 0))).one()
        return int(count), int(size)

    def check_writable(self) -> None:
        """Raises ArchiveError where nothing can be kept now; makes nothing and keeps nothing."""
        if self._place.url is None:
            check_folder(self._place.folder)
        if not self._place.untouched:
            try_writing(self.engine)

    def _untouched(self) -> bool:
        return self._place.untouched

    @property
    def shared(self) -> Shared:
        """What jobs and receipts in the same database need of it."""
        return Shared(self.engine, lambda: int(self._clock()), self._place.limits, self._give_back, self._untouched)

    def close(self) -> None:
        """Closes the connections that are held open."""
        self.engine.dispose()


def _remove(connection: Connection, chosen: ColumnElement[bool]) -> int:
    """Removes results with what belongs to them; how many they were."""
    ids = connection.execute(select(KEPT.c.id).where(chosen)).scalars().all()
    for some in _batched(ids):
        for column in (KEPT.c.id, OWNED.c.id, LINKS.c.result):
            connection.execute(delete(column.table).where(column.in_(some)))
    return len(ids)


def _batched(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids, not more at a time than a statement may name."""
    return (ids[start : start + _AT_A_TIME] for start in range(0, len(ids), _AT_A_TIME))


def _remove_expired(connection: Connection, now: int) -> int:
    removed = _remove(connection, KEPT.c.expires <= now)
    gone = STORED.c.id.not_in(select(KEPT.c.id))
    connection.execute(delete(STORED).where(STORED.c.at <= now - HOUR, gone))
    remove_beside(connection, now)
    return removed


def _over(what: str, seconds: int, limit: int) -> ArchiveError:
    return ArchiveError(
        "TOO_MANY_STORED",
        f"From one address this service keeps {what}.",
        "Take this one as a file, delete one of yours, or try again later.",
        limit=limit,
        retry_after=max(1, seconds),
    )


def _may_be(id_: str) -> bool:
    """Whether an id has the form of one; PostgreSQL refuses a NUL in a question."""
    return id_.isascii() and id_.replace("-", "").replace("_", "").isalnum()


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _not_kept() -> ArchiveError:
    return ArchiveError(
        "NOT_KEPT",
        "No comparison is kept under this address: it never was, its time is over, or it was deleted.",
        "Compare the texts again.",
    )
