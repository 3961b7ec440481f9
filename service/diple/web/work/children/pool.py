"""The children of a worker: each request has one for itself, for as long as it may.

A request begins in a quick place. The more it has used of a processor, the lower is its priority (`_LEVELS`). What has
used the seconds of the last level is slow: it goes on in a slow place, and the quick place has another child; where no
slow place is free, its child is stopped until one is. So what takes long waits for what takes long, and nothing is done
twice, but where stopped children would hold too much memory: then one is ended, and its request begins again. A result
never depends on it: a request that begins again gives the same bytes, and keeps under the same ids.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from socket import socket
from typing import TYPE_CHECKING, Any

from diple.errors import RequestError
from diple.web.operations import metrics
from diple.web.work.children.aside import Aside
from diple.web.work.children.child import MEGABYTE, Call, Recalled, Reply, Step, lower_priority
from diple.web.work.children.line import SMALL, Line, Turn
from diple.web.work.children.nursery import Nursery
from diple.web.work.children.remote import Asked, done
from diple.web.work.children.wire import GoneError, arrives, receive, send

if TYPE_CHECKING:
    from diple.archive.archive import Archive

_LEVELS = ((0.05, 5), (0.5, 10))
"""Seconds of a processor that a request has used, and how nice it is then; after the last ones it is slow.

300 words take 0.03, 0.15 in a child that is new; 6,000 words 0.2, and 0.4. Beside one that wants all of a processor,
nice 5 gets a third of what nice 0 gets, and nice 10 a tenth.
"""
_STALLED = 10.0  # seconds by the clock in which a quick request may wait for a disk, a database or other programs
_SLOW = 2  # slow requests at one time, of which one sender has one
_OF_A_JOB = 10  # how nice it is
_USES = 500  # requests of a child, after which it is replaced: what libraries do not give back goes with it
_MOST_IDLE = 2  # children that are kept: each holds about 40 MB after 6,000 words
_MOST_GROWTH = 32 * MEGABYTE  # of a child that is kept: 6,000 words leave 11
_SHORTEST_LOOK = 0.01
_CANCEL_EVERY = 0.5  # seconds between two questions whether a job is still wanted


@dataclass(slots=True)
class _Child:
    pid: int
    sock: socket
    nice: int
    uses: int = 0
    began: float = 0.0

    def left(self, call: Call) -> float:
        """Seconds that it still has for a call; the time for which it was stopped does not count."""
        return self.began + call.seconds - time.monotonic()

    def cpu_seconds(self) -> float:
        """Seconds of a processor that it has used; nothing where the system does not tell."""
        with suppress(OSError, OverflowError):
            return time.clock_gettime((~self.pid << 3) | 2)  # as clock_getcpuclockid(3) makes it on Linux
        return 0.0


class Pool:
    """Children for the requests of one worker, of which `quick` at one time are new. Shared by its threads.

    Requests of a cost of `waiting` (`line`) wait at most, and children that are stopped meanwhile hold `aside` bytes at
    most. `archive` is what children ask of, `recall` gives what is remembered under a name, `lost` is called when no
    more children can be had.
    """

    def __init__(
        self,
        nursery: Nursery,
        quick: int,
        waiting: int,
        aside: int,
        *,
        archive: Callable[[], Archive],
        recall: Callable[[bytes], bytes | None],
        lost: Callable[[], None],
    ) -> None:
        self._nursery = nursery
        self._line = Line(quick, _SLOW, waiting, self._count)
        self._aside = Aside(nursery, aside)
        self._archive = archive
        self._recall = recall
        self._lost = lost
        self._idle: list[_Child] = []
        self._lock = threading.Lock()
        self._count()

    def _count(self) -> None:
        metrics.queue_is(self._line.lengths()[-1])

    def answer(self, call: Call, body: bytes, sender: str) -> tuple[Reply, bytes]:
        """The reply of a child; of a new one, where the first was ended from outside.

        Raises RequestError: BUSY, OUT_OF_TIME, OUT_OF_MEMORY, and INTERRUPTED where the other was ended, too.
        """
        try:
            return self._answered(call, body, sender, self._taken)
        except RequestError as error:
            if error.code != "INTERRUPTED":
                raise
        return self._answered(call, body, sender, lambda _: self._new())

    def refused(self, sender: str, size: int) -> int:
        """Seconds after which a request is worth sending that would be refused now as BUSY; 0 where it would not."""
        return self._line.refused(sender, size)

    def _answered(self, call: Call, body: bytes, sender: str, child_of: Callable[[int], _Child]) -> tuple[Reply, bytes]:
        with self._line.turn(sender, len(body), call.seconds) as turn:
            child = child_of(len(body))
            found = self._begun(child, call, body)
            return self._slowly(child, turn, call, body) if found is None else found

    def job(
        self, call: Call, body: bytes, step: Callable[[Step], None], wanted: Callable[[], bool]
    ) -> tuple[Reply, bytes]:
        """The reply of a child with a low priority, which shows its steps and is ended when it is not wanted.

        Raises RequestError: OUT_OF_TIME, OUT_OF_MEMORY, INTERRUPTED, and CANCELLED.
        """
        child = self._new(_OF_A_JOB)
        try:
            self._send(child, call, body)
            while True:
                while not arrives(child.sock, _CANCEL_EVERY):
                    if not wanted():
                        raise RequestError("CANCELLED", "The job was cancelled.")
                    if child.left(call) <= 0:
                        raise _out_of_time(call)
                message, content = self._received(child, call)
                if isinstance(message, Reply):
                    return _checked(message), content
                if isinstance(message, Step):
                    step(message)
        finally:
            self._end(child)

    def close(self) -> None:
        """Ends all children."""
        self._nursery.close()

    def _begun(self, child: _Child, call: Call, body: bytes) -> tuple[Reply, bytes] | None:
        """The reply where it comes soon; the priority is lowered meanwhile."""
        used = child.cpu_seconds()
        self._send(child, call, body)
        for seconds, nice in _LEVELS:
            found = self._within(used + seconds, child, call)
            if found is not None:
                return found
            lower_priority(child.pid, nice)
        return None

    def _within(self, cpu_seconds: float, child: _Child, call: Call) -> tuple[Reply, bytes] | None:
        """The reply where it comes before the child has used so much of a processor in all."""
        until = min(_STALLED, call.seconds)
        while (left := cpu_seconds - child.cpu_seconds()) > 0 and time.monotonic() - child.began < until:
            if arrives(child.sock, max(left, _SHORTEST_LOOK)):
                message, content = self._received(child, call)
                if isinstance(message, Reply):
                    self._give_back(child, message)
                    return _checked(message), content
        return None

    def _slowly(self, child: _Child, turn: Turn, call: Call, body: bytes) -> tuple[Reply, bytes]:
        """The reply from a slow place: of the child that has begun, or of another that begins again."""
        if not self._line.change(turn) and not self._waits_aside(child, turn):
            child = self._new(_LEVELS[-1][1])
            self._send(child, call, body)
        return self._waited(child, call)

    def _waits_aside(self, child: _Child, turn: Turn) -> bool:
        """Waits for a slow place, the child being stopped; whether it may go on. Raises RequestError, BUSY."""
        try:
            with self._aside.stopped(child.pid) as kept:
                if not kept:
                    self._end(child)
                began = time.monotonic()
                self._line.wait(turn)
                child.began += time.monotonic() - began
        except RequestError:
            self._end(child)
            raise
        return kept

    def _waited(self, child: _Child, call: Call) -> tuple[Reply, bytes]:
        while arrives(child.sock, child.left(call)):
            message, content = self._received(child, call)
            if isinstance(message, Reply):
                self._give_back(child, message)
                return _checked(message), content
        self._end(child)
        raise _out_of_time(call)

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
            raise _interrupted() from error

    def _taken(self, size: int) -> _Child:
        """A child for a request of so many bytes: one that waits, the last one for a small request, or a new one."""
        if not self._nursery.lives():
            self._lost()  # children that are there still answer meanwhile
        with self._lock:
            while len(self._idle) > (size > SMALL):
                child = self._idle.pop()
                if not arrives(child.sock, 0):  # what is heard of one that does nothing is its end
                    return child
                self._end(child)
        return self._new()

    def _new(self, nice: int = 0) -> _Child:
        try:
            return _Child(*self._nursery.child(nice), nice)
        except GoneError as error:
            self._lost()
            raise _interrupted() from error

    def _give_back(self, child: _Child, found: Reply) -> None:
        """Keeps a child for the next request, unless it had better be replaced, or there are enough."""
        worn = child.uses >= _USES or self._nursery.growth(child.pid) > _MOST_GROWTH
        done = worn or child.nice or found.outcome == "memory"
        with self._lock:
            if not done and len(self._idle) < _MOST_IDLE:
                self._idle.append(child)
                return
        self._end(child)

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
