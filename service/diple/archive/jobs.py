"""Requests that are answered later: each is kept until a process has answered it, and its answer for a stated time.

A process that runs a job gives sign of life. When it does not, because it was killed, another begins the job again, a
few times at most. `tries` is the number of the attempt: what an earlier one still has to say is not heard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    inspect,
    or_,
    select,
    update,
)

from diple.archive.beside import Shared, digest, remove_beside, remove_turns
from diple.archive.database import JOBS, KEPT, TURNS, reading, writing
from diple.errors import ArchiveError

HOUR = 60 * 60
MOST_TRIES = 3
"""Attempts of a job whose process was killed each time."""
_MOST_CALLS = 5
_BETWEEN_CALLS = (5, 30, 180, 900)  # seconds after each call of a hook that failed
_UNDER_WAY = ("waiting", "running")
_ABOUT = [column for column in JOBS.c if column.name not in ("request", "answer")]


@dataclass(frozen=True, slots=True)
class Job:
    """What is known of a job without its texts: `state` is waiting, running, done or failed.

    `done` of `of` steps are done, `step` is the one under way; `status` is that of the answer, once there is one.
    """

    id: str
    asker: str
    state: str
    created: datetime
    expires: datetime
    tries: int
    done: int
    of: int
    step: str
    status: int | None

    @property
    def finished(self) -> bool:
        """Whether there is an answer."""
        return self.state not in _UNDER_WAY


@dataclass(frozen=True, slots=True)
class JobLimits:
    """How many jobs there are at one time, how many of one who asks, and for how many hours an answer is kept.

    `silence` is for how many seconds the process that runs a job may give no sign of life.
    """

    jobs: int = 100
    each: int = 20
    hours: int = 24
    silence: int = 30


class Jobs:
    """The jobs of an archive. Every method raises ArchiveError where the database does not answer."""

    def __init__(self, shared: Shared, limits: JobLimits | None = None) -> None:
        self._shared = shared
        self._limits = limits or JobLimits()

    def submit(self, id_: str, request: bytes, asker: str, hook: str | None = None) -> Job:
        """Takes a request in, to be answered; what was taken in under this id already is not taken in again.

        Raises ArchiveError: TOO_MANY_JOBS, ARCHIVE_FULL.
        """
        now = self._shared.now()
        row = {"id": id_, "asker": digest(asker), "state": "waiting", "created": now, "lease": 0, "tries": 0, "done": 0}
        row |= {"expires": now + self._limits.hours * HOUR, "of": 0, "step": "", "bytes": len(request)}
        row |= {"request": request, "hook": hook, "hook_tries": 0}
        with writing(self._shared.engine) as connection:
            remove_beside(connection, now)
            if not connection.execute(select(exists().where(JOBS.c.id == id_))).scalar():
                for told in self._reasons_against(connection, len(request), digest(asker)):
                    raise told
                connection.execute(insert(JOBS).values(row))
                connection.execute(insert(TURNS).values(id=id_, turn=_last_turn(connection) + 1))
        return self.get(id_)

    def _reasons_against(self, connection: Connection, more: int, asker: str) -> Sequence[ArchiveError]:
        jobs, held = connection.execute(select(func.count(), func.coalesce(func.sum(JOBS.c.bytes), 0))).one()
        own = connection.execute(select(func.count()).where(JOBS.c.asker == asker)).scalar_one()
        kept = connection.execute(select(func.coalesce(func.sum(KEPT.c.bytes), 0))).scalar_one()
        if own >= self._limits.each or jobs >= self._limits.jobs:
            return (_too_many(min(self._limits.each, self._limits.jobs)),)
        return (_full(),) if held + kept + more > self._shared.limits.bytes else ()

    def get(self, id_: str) -> Job:
        """The job of an id. Raises ArchiveError, UNKNOWN_JOB."""
        found = self._row(id_, *_ABOUT)
        return _job(found)

    def answer(self, id_: str) -> tuple[int, bytes]:
        """The status and the answer. Raises ArchiveError: UNKNOWN_JOB, JOB_UNFINISHED."""
        found = self._row(id_, JOBS.c.status, JOBS.c.answer)
        if found["status"] is None:
            raise ArchiveError("JOB_UNFINISHED", "There is no answer yet.", "Request the job itself until it is done.")
        return int(found["status"]), bytes(found["answer"])

    def listed(self, asker: str) -> list[Job]:
        """The jobs of one who asks, oldest first."""
        if not self._shared.has_jobs():
            return []
        own = and_(JOBS.c.asker == digest(asker), self._live())
        with reading(self._shared.engine) as connection:
            rows = connection.execute(_in_turn(connection, select(*_ABOUT).where(own))).mappings()
            return [_job(row) for row in rows]

    def delete(self, id_: str) -> None:
        """Removes a job and its texts; one under way ends. Raises ArchiveError, UNKNOWN_JOB."""
        self._row(id_, JOBS.c.id)
        with writing(self._shared.engine) as connection:
            connection.execute(delete(JOBS).where(JOBS.c.id == id_))
            remove_turns(connection)
        self._shared.give_back()

    def claim(self) -> tuple[Job, bytes] | None:
        """The next job to run, with its request: the oldest that waits, or whose process is gone."""
        if not self._outstanding():
            return None
        now = self._shared.now()
        with writing(self._shared.engine) as connection:
            chosen = _in_turn(connection, select(*_ABOUT, JOBS.c.request).where(self._to_run()))
            row = connection.execute(chosen.limit(1)).mappings().one_or_none()
            if row is None:
                return None
            begun = {"state": "running", "lease": now + self._limits.silence, "tries": row["tries"] + 1}
            connection.execute(update(JOBS).where(JOBS.c.id == row["id"]).values(begun))
        return _job({**row, **begun}), bytes(row["request"])

    def _outstanding(self) -> bool:
        if not self._shared.has_jobs():
            return False
        with reading(self._shared.engine) as connection:
            return bool(connection.execute(select(exists().where(self._to_run()))).scalar())

    def _to_run(self) -> ColumnElement[bool]:
        left = and_(JOBS.c.state == "running", JOBS.c.lease <= self._shared.now())
        return and_(self._live(), or_(JOBS.c.state == "waiting", left))

    def is_gone(self, job: Job) -> bool:
        """Whether the job was deleted, or its time is over: no attempt at it is asked for any more."""
        with reading(self._shared.engine) as connection:
            return not connection.execute(select(exists().where(JOBS.c.id == job.id))).scalar()

    def wanted(self, job: Job) -> bool:
        """Whether this attempt is still asked for; reads only."""
        with reading(self._shared.engine) as connection:
            return bool(connection.execute(select(exists().where(_attempt(job)))).scalar())

    def alive(self, job: Job, done: int, of: int, step: str) -> bool:
        """Gives sign of life, and shows how far it is; whether this attempt is still asked for."""
        told = {"lease": self._shared.now() + self._limits.silence, "done": done, "of": of, "step": step}
        return self._updated(job, told)

    def finish(self, job: Job, status: int, answer: bytes) -> bool:
        """Keeps the answer, and the request no longer; whether this attempt was still asked for."""
        now = self._shared.now()
        told: dict[str, object] = {
            "state": "done" if status < 400 else "failed",
            "status": status,
            "answer": answer,
            "request": None,
        }
        told |= {"bytes": len(answer), "expires": now + self._limits.hours * HOUR, "step": "", "done": JOBS.c.of}
        found = self._updated(job, {**told, "hook_at": now})
        self._shared.give_back()
        return found

    def release(self, job: Job, *, counted: bool) -> None:
        """Gives a job back, to be begun again. The attempt is `counted` unless it ended because the service stops."""
        self._updated(job, {"state": "waiting", "lease": 0, "tries": job.tries - (not counted)})

    def _updated(self, job: Job, values: dict[str, object]) -> bool:
        with writing(self._shared.engine) as connection:
            return bool(connection.execute(update(JOBS).where(_attempt(job)).values(values)).rowcount)

    def hooks_due(self) -> list[tuple[Job, str, int]]:
        """Finished jobs whose end is to be reported now, with the address and the number of the call."""
        if not self._shared.has_jobs():
            return []
        due = and_(self._live(), JOBS.c.hook.is_not(None), JOBS.c.hook_at <= self._shared.now())
        with reading(self._shared.engine) as connection:
            rows = connection.execute(select(*_ABOUT).where(due).order_by(JOBS.c.hook_at)).mappings().all()
        return [(_job(row), row["hook"], row["hook_tries"] + 1) for row in rows]

    def takes_hook(self, job: Job, call: int) -> bool:
        """Takes a call upon this process, before it is made: none is made twice at one time. Sets the next, if any."""
        wait = _BETWEEN_CALLS[call - 1] if call < _MOST_CALLS else None
        due = None if wait is None else self._shared.now() + wait
        mine = and_(JOBS.c.id == job.id, JOBS.c.hook_tries == call - 1, JOBS.c.hook_at.is_not(None))
        with writing(self._shared.engine) as connection:
            taken = update(JOBS).where(mine).values(hook_tries=call, hook_at=due)
            return bool(connection.execute(taken).rowcount)

    def told(self, job: Job) -> None:
        """The hook has taken the word: it is not called again."""
        with writing(self._shared.engine) as connection:
            connection.execute(update(JOBS).where(JOBS.c.id == job.id).values(hook_at=None))

    def _live(self) -> ColumnElement[bool]:
        return JOBS.c.expires > self._shared.now()

    def _row(self, id_: str, *columns: ColumnElement[object]) -> RowMapping:
        known = id_.isascii() and id_.replace("-", "").replace("_", "").isalnum() and self._shared.has_jobs()
        if known:
            with reading(self._shared.engine) as connection:
                chosen = select(*columns).where(JOBS.c.id == id_, self._live())
                if (row := connection.execute(chosen).mappings().one_or_none()) is not None:
                    return row
        raise no_job()


def _last_turn(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(TURNS.c.turn), 0))).scalar_one())


def _in_turn(connection: Connection, chosen: Select[Any]) -> Select[Any]:
    """Jobs in the order in which they were taken in, also within one second; in an older database by the second."""
    if not inspect(connection).has_table(TURNS.name):
        return chosen.order_by(JOBS.c.created, JOBS.c.id)
    joined = chosen.select_from(JOBS.outerjoin(TURNS, TURNS.c.id == JOBS.c.id))
    return joined.order_by(JOBS.c.created, TURNS.c.turn, JOBS.c.id)


def no_job() -> ArchiveError:
    """The error that there is no such job."""
    return ArchiveError(
        "UNKNOWN_JOB",
        "There is no such job: it never existed, it expired, or it was deleted.",
        "Send the request again.",
    )


def _attempt(job: Job) -> ColumnElement[bool]:
    return and_(JOBS.c.id == job.id, JOBS.c.state == "running", JOBS.c.tries == job.tries)


def _job(row: RowMapping | dict[str, object]) -> Job:
    values = {name: row[name] for name in ("id", "asker", "state", "tries", "done", "of", "step", "status")}
    created, expires = (datetime.fromtimestamp(int(str(row[name])), UTC) for name in ("created", "expires"))
    return Job(**values, created=created, expires=expires)  # type: ignore[arg-type]


def _too_many(limit: int) -> ArchiveError:
    return ArchiveError(
        "TOO_MANY_JOBS",
        "There are as many jobs as this service takes.",
        "Delete one of yours, or try again when others are done.",
        limit=limit,
    )


def _full() -> ArchiveError:
    return ArchiveError("ARCHIVE_FULL", "This service keeps as much as it may.", "Try again when others have expired.")
