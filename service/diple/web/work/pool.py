"""The children of a worker: each request has one for itself, for as long as it may.

A request begins in a quick place. What has used `_PATIENCE` seconds of a processor there is slow: it goes on with a
lower priority in a slow place, and the quick place has a new child; where no slow place is free, its child is ended
and it begins again when one is. So what takes long waits for what takes long. A result never depends on it: a request
that begins again gives the same bytes, and keeps under the same ids.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from socket import socket
from typing import TYPE_CHECKING, Any

from diple.errors import RequestError
from diple.web.operations import metrics
from diple.web.work.child import Call, Recalled, Reply, Step
from diple.web.work.line import Line
from diple.web.work.nursery import Nursery
from diple.web.work.remote import Asked, done
from diple.web.work.wire import GoneError, arrives, receive, send

if TYPE_CHECKING:
    from diple.archive.archive import Archive

_PATIENCE = 0.25  # seconds of a processor: 6,000 words take a fifth of it, or half on a machine that does much else
_STALLED = 2.0  # seconds by the clock in which a quick request may wait for a disk or a database
_SLOW = 2  # slow requests at one time
_SLOW_WAITING = 8
_NICER = 10  # a slow child gets a tenth of a processor beside a quick one that wants all of it
_USES = 500  # requests of a child, after which it is replaced: what libraries do not give back goes with it
_GRACE = 5.0  # seconds after its time in which the kernel should have ended a child
_SHORTEST_LOOK = 0.01
_CANCEL_EVERY = 0.5  # seconds between two questions whether a job is still wanted


@dataclass(slots=True)
class _Child:
    pid: int
    sock: socket
    uses: int = 0
    began: float = 0.0

    def cpu_seconds(self) -> float:
        """Seconds of a processor that it has used; nothing where the system does not tell."""
        with suppress(OSError, OverflowError):
            return time.clock_gettime((~self.pid << 3) | 2)  # as clock_getcpuclockid(3) makes it on Linux
        return 0.0


class Pool:
    """Children for the requests of one worker, of which `quick` at one time are new. Shared by its threads.

    `archive` is what children ask of, `recall` gives what is remembered under a name, `lost` is called when no more
    children can be had.
    """

    def __init__(
        self,
        nursery: Nursery,
        quick: int,
        waiting: int,
        *,
        archive: Callable[[], Archive],
        recall: Callable[[bytes], bytes | None],
        lost: Callable[[], None],
    ) -> None:
        self._nursery = nursery
        self._quick = Line(quick, max(1, quick - 1), waiting, self._count)
        self._slow = Line(_SLOW, _SLOW, _SLOW_WAITING, self._count)
        self._archive = archive
        self._recall = recall
        self._lost = lost
        self._idle: list[_Child] = []
        self._lock = threading.Lock()
        self._count()

    def _count(self) -> None:
        metrics.queue_is(sum(waiting for _, waiting in self.lengths().values()))

    def answer(self, call: Call, body: bytes, sender: str) -> tuple[Reply, bytes]:
        """The reply of a child; of another, where the first was ended from outside.

        Raises RequestError: BUSY, OUT_OF_TIME, OUT_OF_MEMORY, and INTERRUPTED where the other was ended, too.
        """
        try:
            return self._answered(call, body, sender)
        except RequestError as error:
            if error.code != "INTERRUPTED":
                raise
        return self._answered(call, body, sender)

    def _answered(self, call: Call, body: bytes, sender: str) -> tuple[Reply, bytes]:
        with self._quick.place(sender, call.seconds):
            child = self._taken()
            found = self._begun(child, call, body)
            goes_on = found is None and self._slow.at_once(sender)
            if found is None and not goes_on:
                self._end(child)
        if found is None and goes_on:
            try:
                return self._slowly(child, call)
            finally:
                self._slow.leave(sender)
        return found or self._again(call, body, sender)

    def job(
        self, call: Call, body: bytes, step: Callable[[Step], None], wanted: Callable[[], bool]
    ) -> tuple[Reply, bytes]:
        """The reply of a child with a low priority, which shows its steps and is ended when it is not wanted.

        Raises RequestError: OUT_OF_TIME, OUT_OF_MEMORY, INTERRUPTED, and CANCELLED.
        """
        child = self._new(_NICER)
        try:
            self._send(child, call, body)
            while True:
                while not arrives(child.sock, _CANCEL_EVERY):
                    if not wanted():
                        raise RequestError("CANCELLED", "The job was cancelled.")
                message, content = self._received(child, call)
                if isinstance(message, Reply):
                    return _checked(message), content
                if isinstance(message, Step):
                    step(message)
        finally:
            self._end(child)

    def lengths(self) -> dict[str, tuple[int, int]]:
        """How many requests run, and how many wait, by the kind of place."""
        return {"quick": self._quick.lengths(), "slow": self._slow.lengths()}

    def close(self) -> None:
        """Ends all children."""
        self._nursery.close()

    def _begun(self, child: _Child, call: Call, body: bytes) -> tuple[Reply, bytes] | None:
        """The reply where it comes soon."""
        used = child.cpu_seconds()
        self._send(child, call, body)
        while (left := _PATIENCE - (child.cpu_seconds() - used)) > 0 and time.monotonic() - child.began < _STALLED:
            if arrives(child.sock, max(left, _SHORTEST_LOOK)):
                message, content = self._received(child, call)
                if isinstance(message, Reply):
                    self._give_back(child, message)
                    return _checked(message), content
        return None

    def _slowly(self, child: _Child, call: Call) -> tuple[Reply, bytes]:
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, child.pid, _NICER)
        return self._waited(child, call)

    def _again(self, call: Call, body: bytes, sender: str) -> tuple[Reply, bytes]:
        with self._slow.place(sender, call.seconds):
            child = self._new(_NICER)
            self._send(child, call, body)
            return self._waited(child, call)

    def _waited(self, child: _Child, call: Call) -> tuple[Reply, bytes]:
        try:
            while arrives(child.sock, child.began + call.seconds + _GRACE - time.monotonic()):
                message, content = self._received(child, call)
                if isinstance(message, Reply):
                    return _checked(message), content
            raise _out_of_time(call)
        finally:
            self._end(child)

    def _send(self, child: _Child, call: Call, body: bytes) -> None:
        child.uses += 1
        child.began = time.monotonic()
        try:
            send(child.sock, call, body)
        except GoneError as error:
            self._end(child)
            raise _interrupted() from error

    def _received(self, child: _Child, call: Call) -> tuple[Any, bytes]:
        """The next message of a child; what it asks of the archive, or of what is remembered, is answered."""
        try:
            message, content = receive(child.sock)
            if isinstance(message, Asked):
                send(child.sock, done(message, self._archive()))
            elif isinstance(message, Recalled):
                known = self._recall(message.name)
                send(child.sock, known is not None, known or b"")
            return message, content
        except GoneError as error:
            self._end(child)
            late = time.monotonic() - child.began >= call.seconds
            raise (_out_of_time(call) if late else _interrupted()) from error

    def _taken(self) -> _Child:
        if not self._nursery.lives():
            self._lost()  # children that are there still answer meanwhile
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if not arrives(child.sock, 0):  # what is heard of one that does nothing is its end
                    return child
                self._end(child)
        return self._new(0)

    def _new(self, nice: int) -> _Child:
        try:
            return _Child(*self._nursery.child(nice))
        except GoneError as error:
            self._lost()
            raise _interrupted() from error

    def _give_back(self, child: _Child, found: Reply) -> None:
        if child.uses >= _USES or found.outcome == "memory":
            self._end(child)
            return
        with self._lock:
            self._idle.append(child)

    def _end(self, child: _Child) -> None:
        child.sock.close()
        with suppress(GoneError):
            self._nursery.end(child.pid)


def _checked(found: Reply) -> Reply:
    if found.outcome == "memory":
        raise RequestError(
            "OUT_OF_MEMORY",
            "The request needs more memory than one may have here.",
            "Send less at a time, compare the files with the command line, or raise DIPLE_MAX_MEMORY.",
        )
    return found


def _out_of_time(call: Call) -> RequestError:
    return RequestError(
        "OUT_OF_TIME",
        f"The request took more than {call.seconds:g} seconds, and was ended.",
        "Try again when less is going on, send less at a time, or ask for a job: Prefer: respond-async.",
        limit=call.seconds,
    )


def _interrupted() -> RequestError:
    return RequestError("INTERRUPTED", "The process that worked on the request was ended.", "Send it again.")
