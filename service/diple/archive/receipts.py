"""Keys of idempotency: what was answered to a request that stored something, for who asks again with the same key.

The ids of what a request stores follow from the seed of its key. A request whose answer was lost, even with the
process that made it, gives the same ids when it is sent again, and nothing is stored twice.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, func, insert, select, update

from diple.archive.beside import RECEIPTS_LAST, Shared, digest, remove_beside
from diple.archive.database import RECEIPTS, reading, writing
from diple.archive.ids import new_id
from diple.errors import ArchiveError, RequestError

_DAILY = 24  # keys of one who asks, as a multiple of the results that it may store in an hour


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a key: the seed of its ids, and the answer, once there was one."""

    id: str
    seed: str
    answer: bytes | None


class Receipts:
    """The keys of an archive. Every method raises ArchiveError where the database does not answer."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared

    def begin(self, key: str, asker: str, asked: str) -> Known:
        """What is known of a key, which is known from now on for a day. `asked` is a digest of the whole request.

        Raises RequestError, KEY_USED, where it was another; ArchiveError, TOO_MANY_STORED.
        """
        id_, now = digest(f"{asker}\0{key}"), self._shared.now()
        row = {"id": id_, "asker": digest(asker), "at": now, "asked": asked, "seed": new_id()}
        with writing(self._shared.engine) as connection:
            remove_beside(connection, now)
            found = connection.execute(select(RECEIPTS).where(RECEIPTS.c.id == id_)).mappings().one_or_none()
            if found is None:
                self._check(int(connection.execute(_of(digest(asker))).scalar_one()))
                connection.execute(insert(RECEIPTS).values(row))
                return Known(id_, row["seed"], None)  # type: ignore[arg-type]
        if found["asked"] != asked:
            raise _used()
        return Known(id_, found["seed"], found["answer"])

    def finish(self, known: Known, answer: bytes) -> None:
        """Keeps the answer."""
        with writing(self._shared.engine) as connection:
            connection.execute(update(RECEIPTS).where(RECEIPTS.c.id == known.id).values(answer=answer))

    def held(self) -> int:
        """How many keys are known."""
        with reading(self._shared.engine) as connection:
            return int(connection.execute(select(func.count()).select_from(RECEIPTS)).scalar_one())

    def _check(self, own: int) -> None:
        most = _DAILY * self._shared.limits.hourly
        if own >= most:
            raise ArchiveError(
                "TOO_MANY_STORED",
                f"This service knows {most:,} keys of one who asks.",
                "Try again later, or without a key.",
                limit=most,
                retry_after=RECEIPTS_LAST,
            )


def _of(asker: str) -> Select[int]:
    return select(func.count()).where(RECEIPTS.c.asker == asker)


def _used() -> RequestError:
    return RequestError(
        "KEY_USED",
        "This Idempotency-Key was sent with another request already.",
        "Send a new key with each request, and the same one only with the same request.",
    )
