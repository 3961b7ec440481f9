"""What a child does: it answers one request after another with the view of the application, within time and memory.

The worker has a child killed whose time is over, also in the middle of a long step of a C library. Should the worker
not come to it, the kernel does after `_FACTOR` times as long (nobody catches SIGALRM), for a child may be stopped
meanwhile. Memory is limited by RLIMIT_DATA, beyond what the child inherited.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from flask import Flask, Response, current_app, g, request

from diple import timing
from diple.errors import RequestError
from diple.web.storage import ARCHIVE
from diple.web.work.children.remote import Remote
from diple.web.work.children.wire import GoneError, receive, send

MEGABYTE = 1024 * 1024
RECALL = "diple.recall"
"""In the extensions of a child: what asks the worker whether it remembers a comparison."""
Carried = bool | int | float | str
"""A value of `g` that goes along to the child, or comes back."""
_CALL = "diple.call"
_FACTOR = 3
_OF_EACH_PAIR = ("diff", "mark")
_ALL_PAIRS = ("api.compare_versions", "versions.compare", "versions.sample")


@dataclass(frozen=True, slots=True)
class Call:
    """A request for a child: the plain values of its environment, those of `g`, and settings that differ for it.

    The body goes beside it. `seconds` is its time, `most_words` what a job may have where the request may become one.
    `noted` are objects of the environment in which those who run the service note what becomes of the request; they
    come back with the reply. `progress` asks for a message after each step. `remembered` are the bytes that a
    comparison may have for the worker to remember it, 0 where it remembers none.
    """

    environ: dict[str, str]
    carried: dict[str, Carried]
    seconds: float
    settings: dict[str, int] = field(default_factory=dict)
    most_words: int = 0
    noted: dict[str, Any] = field(default_factory=dict)
    progress: bool = False
    remembered: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """How it went, and the answer's head; its body goes beside it.

    `steps` are those of the comparison, in seconds; `made` is the comparison, for the worker to remember.
    """

    outcome: Literal["answered", "deferred", "memory"]
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    carried: dict[str, Carried] = field(default_factory=dict)
    noted: dict[str, Any] = field(default_factory=dict)
    steps: tuple[tuple[str, float], ...] = ()
    made: tuple[bytes, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A message before the reply: steps that are done, of how many, and the name of the last one."""

    done: int
    of: int
    name: str


@dataclass(frozen=True, slots=True)
class Recalled:
    """A message before the reply: the name of a comparison that the worker may remember, which it then answers."""

    name: bytes


class Recall:
    """What the worker remembers, as a child may ask it while it answers a call; `largest` is that of the call."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self.largest = 0

    def of(self, name: bytes) -> bytes | None:
        """A comparison, pickled by another child. Raises GoneError."""
        send(self._sock, Recalled(name))
        found, content = receive(self._sock)
        return content if found else None


class DeferredError(Exception):
    """The request is larger than is answered directly, and can be a job."""


def defer_if_possible(words: int) -> None:
    """Raises DeferredError where a text of so many words, too many for a direct answer, can be compared as a job."""
    call = current_app.extensions.get(_CALL)
    if call is not None and words <= call.most_words:
        raise DeferredError


def plain(values: dict[str, object]) -> dict[str, Carried]:
    """Of `g`, or of an environment, what can go to another process."""
    return {name: value for name, value in values.items() if isinstance(value, bool | int | float | str)}


def serve(app: Flask, sock: socket.socket) -> None:
    """Answers calls until the other side closes."""
    app.extensions[ARCHIVE], app.extensions[RECALL] = Remote(sock), Recall(sock)
    _limit_memory(int(app.config["DIPLE_MAX_MEMORY"]) * MEGABYTE)
    with suppress(GoneError):
        while True:
            call, body = receive(sock)
            signal.setitimer(signal.ITIMER_REAL, _FACTOR * call.seconds)
            reply, content = _Answering(app, call, body, sock).answer()
            signal.setitimer(signal.ITIMER_REAL, 0)
            send(sock, reply, content)


class _Answering(threading.Thread):
    """A thread of its own for a call: nobody can take back a lower priority, and here it ends with the thread."""

    def __init__(self, app: Flask, call: Call, body: bytes, sock: socket.socket) -> None:
        super().__init__(daemon=True)
        self._given = app, call, body, sock
        self._found: tuple[Reply, bytes] | BaseException = MemoryError()

    def run(self) -> None:
        try:
            self._found = _replied(*self._given)
        except BaseException as error:
            self._found = error

    def answer(self) -> tuple[Reply, bytes]:
        """The reply, when it is there. Raises what answering raised."""
        try:
            self.start()
        except RuntimeError:  # there is no memory for its stack
            return Reply("memory"), b""
        self.join()
        if isinstance(self._found, BaseException):
            raise self._found
        return self._found


def lower_priority(pid: int, nice: int) -> None:
    """Lowers the priority of the call that a child answers, and of none after it."""
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            if int(task.name) != pid:
                os.setpriority(os.PRIO_PROCESS, int(task.name), nice)


def _limit_memory(more: int) -> None:
    """Limits what may be written to, beyond what there is now; where a system knows no such limit, there is none."""
    with suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
        now = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData"))
        resource.setrlimit(resource.RLIMIT_DATA, (now + more, now + more))


def _replied(app: Flask, call: Call, body: bytes, sock: socket.socket) -> tuple[Reply, bytes]:
    app.extensions[_CALL] = call
    app.extensions[RECALL].largest = call.remembered
    before = {name: app.config[name] for name in call.settings}
    app.config.update(call.settings)
    steps: list[tuple[str, float]] = []
    counted = _Counted(sock if call.progress else None)

    def listen(step: str, seconds: float) -> None:
        steps.append((step, seconds))
        counted.took(step)

    timing.listen(listen)
    try:
        reply, content = _answered(app, call, body)
        return replace(reply, steps=tuple(steps)), content
    except MemoryError:
        return Reply("memory"), b""
    except DeferredError:
        return Reply("deferred"), b""
    finally:
        app.config.update(before)
        timing.listen(None)


class _Counted:
    """The steps of a request as they are done: to read, for each pair to diff and to mark, and to write."""

    def __init__(self, sock: socket.socket | None) -> None:
        self._sock = sock
        self._took: Counter[str] = Counter()

    def took(self, step: str) -> None:
        """A step is done."""
        self._took[step] += 1
        if self._sock and step in ("read", *_OF_EACH_PAIR):
            pairs = _pairs(request.endpoint or "", self._took["read"])
            done = 1 + sum(self._took[each] for each in _OF_EACH_PAIR)
            of = 2 + len(_OF_EACH_PAIR) * pairs
            send(self._sock, Step(min(done, of - 1), of, step))


def _pairs(endpoint: str, read: int) -> int:
    """How many pairs of the texts that were read are compared: of a series neighbours, of language versions all."""
    if endpoint == "api.compare_series":
        return max(1, read - 1)
    return max(1, read * (read - 1) // 2) if endpoint in _ALL_PAIRS else 1


def _answered(app: Flask, call: Call, body: bytes) -> tuple[Reply, bytes]:
    with app.request_context(_environ(call, body)):
        vars(g).update(call.carried)
        response = _response(app)
        content = b"" if response.status_code == 304 else response.get_data()
        headers = tuple(response.headers.items())
        made = g.pop("comparison_made", None)
        return Reply("answered", response.status_code, headers, plain(vars(g)), call.noted, made=made), content


def _response(app: Flask) -> Response:
    """What the view answers, or what its error becomes."""
    try:
        return app.make_response(Flask.dispatch_request(app))
    except (MemoryError, DeferredError, GoneError):
        raise
    except Exception as error:
        if isinstance(error, RequestError) and error.code == "TOO_MANY_WORDS":
            defer_if_possible(int(str(error.data.get("found", sys.maxsize))))
        return app.make_response(app.handle_user_exception(error))


def _environ(call: Call, body: bytes) -> dict[str, object]:
    return {
        **call.environ,
        **call.noted,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
