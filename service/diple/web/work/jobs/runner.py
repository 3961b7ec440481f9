"""The thread of a worker that runs jobs, one at a time, each in a child; and the one that reports their ends."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Flask

from diple.errors import AccessError, ArchiveError, DipleError, RequestError
from diple.web import storage
from diple.web.access import audit, state
from diple.web.access.callers import NOBODY, OPEN, of
from diple.web.work import envelope, seeds
from diple.web.work.children.child import Call, Step
from diple.web.work.children.pool import Pool
from diple.web.work.jobs import webhooks
from diple.web.work.jobs.deferral import jobs_of

if TYPE_CHECKING:
    from diple.archive.jobs import Job

_NOT_NOW = 503  # what the archive answers that is busy, or cannot be written for the moment
_LOOK_EVERY = 5.0  # seconds between two looks for jobs whose process is gone
_SIGN_EVERY = 5.0  # seconds between two signs of life
_TELL_EVERY = 0.5  # seconds between two steps that are written down


class Looking(threading.Thread):
    """Does something again and again while there is something to do, and looks from time to time whether there is."""

    def __init__(self, app: Flask, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self._app = app
        self._woken = threading.Event()
        self.stopping = threading.Event()

    def run(self) -> None:
        """Until it is stopped."""
        while not self.stopping.is_set():
            self._woken.clear()
            if not self._tried():
                self._woken.wait(_LOOK_EVERY)

    def _tried(self) -> bool:
        if storage.untouched(self._app):
            return False
        try:
            return self.one()
        except ArchiveError as error:
            self._app.logger.error("%s cannot reach the archive: %s", self.name, error)
        except Exception:
            self._app.logger.exception("unforeseen error of %s", self.name)
        return False

    def one(self) -> bool:
        """Does one piece of work; whether there was any."""
        raise NotImplementedError

    def wake(self) -> None:
        """Says that there is work."""
        self._woken.set()

    def stop(self) -> None:
        """Ends it when what it does is done, or given back."""
        self.stopping.set()
        self._woken.set()


@dataclass(slots=True)
class _Sign:
    """When signs of life and steps were written down last."""

    at: float = 0.0
    step: Step = Step(0, 0, "")  # noqa: RUF009 (frozen)


class Runner(Looking):
    """Runs jobs."""

    def __init__(self, app: Flask, pool: Pool, done: Callable[[], None]) -> None:
        super().__init__(app, "the runner of jobs")
        self._pool = pool
        self._done = done

    def one(self) -> bool:
        """Runs the next job."""
        from diple.archive.jobs import MOST_TRIES

        claimed = jobs_of(self._app).claim()
        if claimed is None:
            return False
        job, request = claimed
        self._finish(job, request) if job.tries <= MOST_TRIES else self._fail(job, request, _given_up(MOST_TRIES))
        self._done()
        return True

    def _finish(self, job: Job, request: bytes) -> None:
        from diple.archive.jobs import MOST_TRIES

        try:
            self._check_key(envelope.opened(request)[0]["carried"])
            status, answer = self._answered(job, request)
        except AccessError as error:
            self._fail(job, request, error)
            return
        except RequestError as error:
            if error.code in ("CANCELLED", "INTERRUPTED"):
                jobs_of(self._app).release(job, counted=not self.stopping.is_set())
            else:
                self._fail(job, request, error)
            return
        if status == _NOT_NOW and job.tries < MOST_TRIES:
            jobs_of(self._app).release(job, counted=True)
        elif not jobs_of(self._app).finish(job, status, answer) and jobs_of(self._app).is_gone(job):
            self._undo(request)  # cancelled in the moment between; what another process works on is left alone

    def _check_key(self, carried: dict[str, object]) -> None:
        """Raises AccessError, KEY_REFUSED, where the key that asked was revoked since, or its time is over."""
        who = of(carried)
        if who in (OPEN, NOBODY):
            return
        with self._app.app_context():
            if state.keys().named(who.key) is None:
                raise AccessError("KEY_REFUSED", "The key that asked for this job is no longer in use.")

    def _undo(self, request: bytes) -> None:
        """Deletes what was stored for a job whose answer does not say so: nobody would have its address."""
        carried, archive = envelope.opened(request)[0]["carried"], storage.archive_of(self._app)
        for id_ in seeds.ids(str(carried["seed"])):
            try:
                archive.delete(id_, of(carried).tenant)
            except ArchiveError as error:
                if error.code != "NOT_KEPT":
                    raise
                return

    def _answered(self, job: Job, request: bytes) -> tuple[int, bytes]:
        head, body = envelope.opened(request)
        settings, sign = self._app.config, _Sign()
        most, words = settings["DIPLE_MAX_JOB_BYTES"], settings["DIPLE_MAX_JOB_WORDS"]
        wider = {"DIPLE_MAX_BYTES": most, "MAX_CONTENT_LENGTH": most, "MAX_FORM_MEMORY_SIZE": most}
        seconds = float(settings["DIPLE_MAX_JOB_SECONDS"])
        call = Call(head["environ"], head["carried"], seconds, {**wider, "DIPLE_MAX_WORDS": words}, progress=True)
        told = self._pool.job(call, body, lambda step: self._tell(job, sign, step), lambda: self._wanted(job, sign))
        audit.write(
            told[0].carried, f"{head['environ']['REQUEST_METHOD']} {head['environ']['PATH_INFO']}", told[0].status
        )
        return told[0].status, envelope.answer(told[0].status, told[0].headers, told[1])

    def _tell(self, job: Job, sign: _Sign, step: Step) -> None:
        is_longer, sign.step = step.of != sign.step.of, step
        if is_longer or time.monotonic() - sign.at >= _TELL_EVERY:
            self._sign(job, sign)

    def _wanted(self, job: Job, sign: _Sign) -> bool:
        if self.stopping.is_set():
            return False
        if time.monotonic() - sign.at >= _SIGN_EVERY:
            return self._sign(job, sign)
        return jobs_of(self._app).wanted(job)

    def _sign(self, job: Job, sign: _Sign) -> bool:
        sign.at = time.monotonic()
        return jobs_of(self._app).alive(job, sign.step.done, sign.step.of, sign.step.name)

    def _fail(self, job: Job, request: bytes, error: DipleError) -> None:
        """Answers with the error, as it would have been answered at once."""
        head, _ = envelope.opened(request)
        with self._app.request_context(head["environ"]):
            response = self._app.make_response(self._app.handle_user_exception(error))
        answer = envelope.answer(response.status_code, list(response.headers), response.get_data())
        if jobs_of(self._app).finish(job, response.status_code, answer):
            self._undo(request)  # a process that was killed may have stored, and not said so


class Teller(Looking):
    """Tells the hooks of jobs that are done."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app, "the teller of jobs")

    def one(self) -> bool:
        """Calls each hook that is due."""
        jobs = jobs_of(self._app)
        due = jobs.hooks_due()
        for job, hook, call in due:
            if jobs.takes_hook(job, call) and webhooks.called(self._app, hook, job):
                jobs.told(job)
        return bool(due)


def _given_up(tries: int) -> RequestError:
    return RequestError(
        "INTERRUPTED",
        f"The process that worked on the job was ended, {tries} times.",
        "Compare the files with the command line.",
    )
