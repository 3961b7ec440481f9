"""Share links: each shows one kept result to whoever has it, until its time is over or it is withdrawn.

A link's token is a random id with its signature. It is compared as a whole, so that no other writing of it passes, and
one that was not signed here never reaches the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, insert, inspect, select, true

from diple.archive.archive import DAY, Archive, Kept
from diple.archive.database import LINKS, reading, writing
from diple.archive.ids import LINK_BYTES, new_id
from diple.archive.scopes import DEFAULT_TENANT
from diple.archive.secret import Secret
from diple.errors import ArchiveError

_USE = "link"
MOST = 100
"""Links to one result that hold at one time."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The row of a link: what it shows, since when and until when, in UTC."""

    id: str
    result: str
    tenant: str
    created: datetime
    expires: datetime


@dataclass(frozen=True, slots=True)
class Link(Linked):
    """A share link; `token` is what its address ends in."""

    token: str


class Rows:
    """The rows of the links in the database of an archive, which know nothing of tokens."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def add(self, result: str, days: int, tenant: str | None, key: str) -> Linked:
        """A link to a result for so many days. Raises ArchiveError: NOT_KEPT, TOO_MANY_STORED."""
        owner, until = self._archive.owner(result, tenant)
        now, id_ = self._archive.now(), new_id(LINK_BYTES)
        times = {"created": now, "expires": min(int(until.timestamp()), now + days * DAY)}
        with writing(self._archive.engine) as connection:
            connection.execute(delete(LINKS).where(LINKS.c.expires <= now))
            if connection.execute(select(func.count()).where(LINKS.c.result == result)).scalar_one() >= MOST:
                raise _too_many()
            connection.execute(insert(LINKS).values(id=id_, result=result, tenant=owner, key=key, **times))
            made = connection.execute(select(LINKS).where(LINKS.c.id == id_)).one()
        return _linked(made)

    def of(self, tenant: str | None, result: str | None = None, id_: str | None = None) -> list[Linked]:
        """Those of a tenant, of a result and of an id, where they are named, that hold; the oldest first."""
        if not self._begun:
            return []
        chosen = (LINKS.c.expires > self._archive.now()) & _of(tenant, result, id_)
        ordered = select(LINKS).where(chosen).order_by(LINKS.c.created, LINKS.c.id)
        with reading(self._archive.engine) as connection:
            return [_linked(row) for row in connection.execute(ordered)]

    def remove(self, id_: str, tenant: str | None, result: str | None) -> int:
        """Removes a link; how many there were."""
        if not self._begun:
            return 0
        with writing(self._archive.engine) as connection:
            return connection.execute(delete(LINKS).where(_of(tenant, result, id_))).rowcount

    @property
    def _begun(self) -> bool:
        if not self._archive.begun:
            return False
        with reading(self._archive.engine) as connection:
            return bool(inspect(connection).has_table(LINKS.name))


class Links:
    """The share links of an archive. Every method raises ArchiveError where the database does not answer."""

    def __init__(self, archive: Archive, secret: Secret) -> None:
        self._archive = archive
        self._secret = secret

    def make(self, result: str, days: int, tenant: str | None = DEFAULT_TENANT, key: str = "") -> Link:
        """A link to a kept result for so many days, and no longer than the result is kept.

        Raises ArchiveError: NOT_KEPT where the tenant (None: any) has no such result, TOO_MANY_STORED.
        """
        return self._link(self._archive.links.add(result, days, tenant, key))

    def shown(self, token: str) -> tuple[Link, Kept]:
        """The link of a token, and the result that it shows.

        Raises ArchiveError: LINK_UNKNOWN where no such token was given out; LINK_ENDED where its time is over, it was
        withdrawn, or its result is gone.
        """
        id_, _, signature = token.rpartition(".")
        if not self._secret.signed(_USE, id_, signature):
            raise _unknown()
        found = self._archive.links.of(None, id_=id_)
        if not found:
            raise _ended()
        try:
            return self._link(found[0]), self._archive.get(found[0].result, found[0].tenant)
        except ArchiveError as error:
            if error.code != "NOT_KEPT":
                raise
            raise _ended() from error

    def of(self, result: str, tenant: str | None) -> Sequence[Link]:
        """The links to a result that hold. Raises ArchiveError, NOT_KEPT, where the tenant has no such result."""
        self._archive.owner(result, tenant)
        return self.all(tenant, result)

    def all(self, tenant: str | None, result: str | None = None) -> Sequence[Link]:
        """The links of a tenant (None: of all) that hold, those of one result where it is named; the oldest first."""
        return [self._link(row) for row in self._archive.links.of(tenant, result)]

    def withdraw(self, id_: str, tenant: str | None, result: str | None = None) -> None:
        """Ends a link at once. Raises ArchiveError, LINK_UNKNOWN, where the tenant has none of this id."""
        if not self._archive.links.remove(id_, tenant, result):
            raise _unknown()

    def _link(self, row: Linked) -> Link:
        token = f"{row.id}.{self._secret.sign(_USE, row.id)}"
        return Link(row.id, row.result, row.tenant, row.created, row.expires, token)


def _linked(row: Row[Any]) -> Linked:
    created, expires = (datetime.fromtimestamp(at, UTC) for at in (row.created, row.expires))
    return Linked(row.id, row.result, row.tenant, created, expires)


def _of(tenant: str | None, result: str | None, id_: str | None) -> ColumnElement[bool]:
    """The links of a tenant, of a result and of an id, where they are named."""
    named = ((LINKS.c.tenant, tenant), (LINKS.c.result, result), (LINKS.c.id, id_))
    return and_(true(), *(column == wanted for column, wanted in named if wanted is not None))


def _too_many() -> ArchiveError:
    return ArchiveError(
        "TOO_MANY_STORED",
        f"This result has {MOST} share links, which is as many as it may.",
        "Withdraw some, or send one that there is.",
        limit=MOST,
    )


def _unknown() -> ArchiveError:
    return ArchiveError(
        "LINK_UNKNOWN",
        "There is no such share link.",
        "Check that the whole address was copied, or request a new one.",
    )


def _ended() -> ArchiveError:
    return ArchiveError(
        "LINK_ENDED",
        "This share link has ended: its time is over, it was withdrawn, or what it showed was deleted.",
        "Ask whoever sent it for a new one.",
    )
