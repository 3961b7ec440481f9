"""The keys of the service: made, found by what a request brings, listed, revoked.

A key is `diple_ID_RANDOM`, 256 random bits behind a name. Only its keyed digest is held, so that whoever reads the
database has no key, and whoever writes into it without the secret can make none. A digest that is slow on purpose,
as for passwords, protects what people choose; nobody can try out 256 random bits.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, inspect, select, update

from diple.archive.archive import DAY, HOUR, Archive
from diple.archive.database import KEYS, reading, writing
from diple.archive.scopes import DEFAULT_TENANT, HOW_TENANTS, SCOPES, TENANT
from diple.archive.secret import Secret
from diple.errors import ArchiveError, OptionError

LONGEST_LABEL = 100
IN_USE = "in use"
_WRITTEN = re.compile(r"diple_([0-9a-f]{12})_[0-9a-f]{64}")
_USE = "key"
_NONE = "0" * 43  # what is compared where there is no such key, which takes as long


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of a key; not the key itself. Times are in UTC, `used` to the hour."""

    id: str
    tenant: str
    scopes: tuple[str, ...]
    label: str
    created: datetime
    expires: datetime | None
    used: datetime | None
    revoked: datetime | None
    state: str
    """in use, expired, revoked, or of another secret"""


class Keys:
    """The keys in the database of an archive. Every method raises ArchiveError where it does not answer."""

    def __init__(self, archive: Archive, secret: Secret) -> None:
        self._archive = archive
        self._secret = secret
        self._was_begun = False

    def exist(self) -> bool:
        """Whether a key was ever made here, also one that is no longer in use."""
        return self._row() is not None

    @property
    def _begun(self) -> bool:
        if not self._was_begun and not self._archive.place.untouched:
            with reading(self._archive.engine) as connection:
                self._was_begun = bool(inspect(connection).has_table(KEYS.name))
        return self._was_begun

    def _row(self, *chosen: ColumnElement[bool]) -> Row[Any] | None:
        """The first row that is chosen."""
        if not self._begun:
            return None
        with reading(self._archive.engine) as connection:
            return connection.execute(select(KEYS).where(*chosen).limit(1)).first()

    def make(
        self,
        scopes: Iterable[str],
        tenant: str = DEFAULT_TENANT,
        label: str = "",
        days: int | None = None,
    ) -> tuple[Key, str]:
        """A new key, and its own characters, which are held nowhere.

        Raises OptionError, INVALID_KEY, where a scope is none, or a tenant or label cannot be one.
        """
        chosen = _checked(tuple(scopes), tenant, label)
        now = self._archive.now()
        id_ = secrets.token_hex(6)
        written = f"diple_{id_}_{secrets.token_hex(32)}"
        row = {"id": id_, "tenant": tenant, "scopes": " ".join(chosen), "label": label, "created": now}
        row |= {"expires": None if days is None else now + days * DAY}
        row |= {"digest": self._secret.sign(_USE, written), "secret": self._secret.name()}
        with writing(self._archive.engine) as connection:
            connection.execute(insert(KEYS).values(row))
            made = connection.execute(select(KEYS).where(KEYS.c.id == id_)).one()
        return self._key(made), written

    def find(self, written: str) -> Key | None:
        """The key of these characters, where it is in use."""
        match = _WRITTEN.fullmatch(written)
        row = self._row(KEYS.c.id == match[1]) if match else None
        is_own = self._secret.signed(_USE, written, row.digest if row else _NONE)
        return self._in_use(row) if is_own else None

    def named(self, id_: str) -> Key | None:
        """The key of an id, where it is in use."""
        return self._in_use(self._row(KEYS.c.id == id_))

    def _in_use(self, row: Row[Any] | None) -> Key | None:
        found = None if row is None else self._key(row)
        return found if found and found.state == IN_USE else None

    def touch(self, key: Key) -> None:
        """Notes that a key was used, once an hour; it is no matter where that cannot be written."""
        now = self._archive.now()
        if key.used and now - key.used.timestamp() < HOUR:
            return
        with suppress(ArchiveError), writing(self._archive.engine) as connection:
            connection.execute(update(KEYS).where(KEYS.c.id == key.id).values(used=now - now % HOUR))

    def all(self) -> Sequence[Key]:
        """All keys, the oldest first."""
        if not self._begun:
            return []
        with reading(self._archive.engine) as connection:
            return [self._key(row) for row in connection.execute(select(KEYS).order_by(KEYS.c.created, KEYS.c.id))]

    def revoke(self, id_: str) -> Key:
        """Ends the use of a key at once. Raises OptionError, NO_SUCH_KEY."""
        unrevoked = (KEYS.c.id == id_) & KEYS.c.revoked.is_(None)
        if self._row(KEYS.c.id == id_) is not None:
            with writing(self._archive.engine) as connection:
                connection.execute(update(KEYS).where(unrevoked).values(revoked=self._archive.now()))
        row = self._row(KEYS.c.id == id_)
        if row is None:
            raise OptionError("NO_SUCH_KEY", f"There is no key {id_!r}.", "`diple keys list` has their ids.")
        return self._key(row)

    def _key(self, row: Row[Any]) -> Key:
        return Key(
            id=row.id,
            tenant=row.tenant,
            scopes=tuple(row.scopes.split()),
            label=row.label,
            created=datetime.fromtimestamp(row.created, UTC),
            expires=_moment(row.expires),
            used=_moment(row.used),
            revoked=_moment(row.revoked),
            state=self._state(row),
        )

    def _state(self, row: Row[Any]) -> str:
        if row.revoked is not None:
            return "revoked"
        if row.expires is not None and row.expires <= self._archive.now():
            return "expired"
        return IN_USE if row.secret == self._secret.name() else "of another secret"


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _checked(scopes: tuple[str, ...], tenant: str, label: str) -> tuple[str, ...]:
    """The scopes in their usual order. Raises OptionError, INVALID_KEY."""
    strange = [scope for scope in scopes if scope not in SCOPES]
    if strange or not scopes:
        raise _invalid(f"{strange[0]!r} is no scope." if strange else "A key needs a scope.", f"Scopes: {_LISTED}.")
    if not TENANT.fullmatch(tenant):
        raise _invalid(f"{tenant!r} is no name of a tenant.", HOW_TENANTS)
    if len(label) > LONGEST_LABEL or not label.isprintable():
        raise _invalid("The label is too long, or not one line.", f"Use {LONGEST_LABEL} characters at most.")
    return tuple(scope for scope in SCOPES if scope in scopes)


_LISTED = ", ".join(SCOPES)


def _invalid(what: str, remedy: str) -> OptionError:
    return OptionError("INVALID_KEY", what, remedy)
