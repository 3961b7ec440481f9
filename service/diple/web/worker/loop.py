"""A worker of gunicorn in which no thread waits for a sender, and none longer than it may for a reader.

gunicorn's own threaded worker gives each connection a thread from its first byte: as many half heads or half bodies as
there are threads stop it. Here the loop that accepts connections also takes requests in, without blocking, and a
thread gets a request that is whole. What does not come in time is answered 408 by the loop and closed.
Measured in docs/deployment.md beside the other kinds of workers.
"""

from __future__ import annotations

import errno
import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from types import FrameType

from gunicorn.arbiter import Arbiter
from gunicorn.http.errors import (
    ConfigurationProblem,
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    ParseException,
)
from gunicorn.workers.gthread import TConn, ThreadWorker

from diple.errors import DipleError
from diple.web.access import listening
from diple.web.answers.problems import refusal, status_before
from diple.web.operations import logs, metrics, readiness
from diple.web.operations.exchange import Exchange, new_id
from diple.web.work.attaching import attached
from diple.web.work.dispatch import pool_of
from diple.web.work.memory.refused import REFUSED, digest_of_head
from diple.web.worker.arrival import Arrival, Bounds

_PIECE = 256 * 1024  # bytes taken at once
_MOST_HELD = 16  # largest bodies of direct requests that a process takes in at once; with the default 128 MB
_MOST_JOBS_HELD = 4  # largest bodies of jobs; with the default as much
_LOOK_EVERY = 0.25  # seconds between two looks for what is late
_LINGER = 2.0  # seconds for which an answered sender may be silent before the connection is closed
_LINGER_IN_ALL = 10.0  # seconds in which it may send on: who is cut off would not read the answer
_MOST_FORGOTTEN = 8  # largest bodies that may come meanwhile
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_OURS = (ConfigurationProblem, InvalidResponseHeader, InvalidResponseHeaderName)  # no fault of who sends


class _Connection(TConn):  # type: ignore[misc]
    """A connection that never blocks the loop when it is closed."""

    def __init__(self, worker: Worker, sock: socket.socket, client: object, server: object) -> None:
        super().__init__(worker.cfg, sock, client, server)
        self._worker = worker
        self.reader = _Reader(sock)

    def init(self) -> None:
        """The parser, made in the loop: there is nothing to wait for."""
        if not self.initialized:
            super().init()
            self.parser.unreader.sock = self.reader

    def close(self, graceful: bool = False) -> None:
        """Ends the connection; `graceful` lets the other side read what was sent."""
        if graceful:
            self._worker.linger(self.sock)
        else:
            super().close()


@dataclass(slots=True)
class _Leave:
    """A connection that was answered and not yet closed by the other side: since when, and what came meanwhile."""

    began: float
    latest: float
    forgotten: int = 0

    def deadline(self) -> float:
        return min(self.began + _LINGER_IN_ALL, self.latest + _LINGER)


class _Reader:
    """What a thread may still read from a connection, until a moment in all and not from pause to pause."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self.until = 0.0

    def recv(self, size: int) -> bytes:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)
        return self._sock.recv(size)


class Worker(ThreadWorker):  # type: ignore[misc]
    """gthread, with requests taken in by the loop: `gunicorn --worker-class diple.web.worker.Worker`."""

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self.cfg.set("forwarder_headers", "")  # or who sends SCRIPT_NAME says which part of its path is ours
        self._arriving: dict[_Connection, Arrival] = {}
        self._leaving: dict[socket.socket, _Leave] = {}
        self._held = 0
        self._next_look = 0.0
        self._stops_at: float | None = None

    @cached_property
    def _bounds(self) -> Bounds:
        told = self.wsgi.config
        body = max(told["DIPLE_MAX_BYTES"], told["DIPLE_MAX_JOB_BYTES"])
        return Bounds(told["DIPLE_MAX_SILENCE"], told["DIPLE_MAX_RECEIVING"], body)

    @cached_property
    def _most_held(self) -> int:
        return max(_MOST_HELD * int(self.wsgi.config["DIPLE_MAX_BYTES"]), _MOST_JOBS_HELD * self._bounds.body)

    def run(self) -> None:
        """The loop, with children beside it for what takes a processor; without them the worker is replaced."""
        with attached(self.wsgi, self.sockets, self._lose):
            super().run()

    def _lose(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Is not ready from now on, and listens for a while: who sends it requests shall learn of the one first."""
        drains = self.booted and self.wsgi.config["DIPLE_DRAIN_SECONDS"]
        if not drains or self._stops_at is not None:
            super().handle_exit(sig, frame)
            return
        readiness.stop(self.wsgi)
        self._stops_at = time.monotonic() + drains
        self.method_queue.defer(lambda: None)

    def load_wsgi(self) -> None:
        """The application; none where others could reach it, and nobody said who may use it: then the server ends."""
        super().load_wsgi()
        try:
            listening.check(self.wsgi, (_host(sock.getsockname()) for sock in self.sockets))
        except DipleError as error:
            self.log.error(str(error))
            sys.exit(Arbiter.APP_LOAD_ERROR)

    def accept(self, listener: socket.socket) -> None:
        """Takes a connection, and begins to take in what comes on it."""
        if self.cfg.is_ssl:
            super().accept(listener)
            return
        try:
            sock, client = listener.accept()
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        self._await(_Connection(self, sock, client, listener.getsockname()))

    def on_client_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        """A connection that was kept open brings another request."""
        if not isinstance(conn, _Connection):
            super().on_client_socket_readable(conn, client)
            return
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._await(conn)

    def finish_request(self, conn: TConn, fs: Future[object]) -> None:
        """After an answer: what came of a next request is no reason to give it a thread."""
        again = isinstance(conn, _Connection) and not fs.cancelled() and not fs.exception() and fs.result() is True
        if again and (begun := conn.parser.unreader.take_buffered()):
            self._await(conn, begun)
        else:
            super().finish_request(conn, fs)

    def handle_request(self, req: object, conn: TConn) -> bool:
        """A reader who takes too long is gone for us, which is no error of the service."""
        try:
            return bool(super().handle_request(req, conn))
        except TimeoutError as error:
            raise BrokenPipeError(errno.EPIPE, "the answer was not taken in time") from error

    def handle_error(self, req: object, client: socket.socket, addr: object, exc: Exception) -> None:
        """What the server cannot parse is a problem like any other; its own page quotes what was sent."""
        if not isinstance(exc, ParseException) or isinstance(exc, _OURS):
            super().handle_error(req, client, addr, exc)
            return
        with suppress(OSError):
            client.sendall(_refused("HEAD_TOO_LARGE" if isinstance(exc, LimitRequestHeaders) else "MALFORMED_REQUEST"))

    def murder_pending(self) -> None:
        """Called by the loop, at least each second: ends what is late."""
        super().murder_pending()
        now = time.monotonic()
        if self._stops_at is not None and now >= self._stops_at:
            self.alive = False
        if now < self._next_look:
            return
        self._next_look = now + _LOOK_EVERY
        for conn, arrival in list(self._arriving.items()):
            if now >= arrival.deadline() or (not self.alive and now >= arrival.began + _LINGER):
                self._refuse(conn, "TOO_SLOW")
        for sock in [sock for sock, leave in self._leaving.items() if now >= leave.deadline()]:
            self._part(sock)

    def linger(self, sock: socket.socket) -> None:
        """Sends no more, and closes when the other side does, or after a while: an answer at once cut off is lost."""
        try:
            sock.setblocking(False)
            sock.shutdown(socket.SHUT_WR)
        except OSError:
            sock.close()
            return
        self._leaving[sock] = _Leave(time.monotonic(), time.monotonic())
        self._watch(sock, self._forget)

    def _watch(self, sock: socket.socket, do: Callable[[socket.socket], None]) -> None:
        self.poller.register(sock, selectors.EVENT_READ, do)

    def _forget(self, sock: socket.socket) -> None:
        more = _received(sock)
        if more is None:
            return
        leave = self._leaving[sock]
        leave.latest, leave.forgotten = time.monotonic(), leave.forgotten + len(more)
        if not more or leave.forgotten > _MOST_FORGOTTEN * self._bounds.body:
            self._part(sock)

    def _part(self, sock: socket.socket) -> None:
        del self._leaving[sock]
        self.poller.unregister(sock)
        sock.close()

    def _await(self, conn: _Connection, begun: bytes = b"", skip: int = 0) -> None:
        conn.sock.setblocking(False)
        now = time.monotonic()
        self._arriving[conn] = Arrival(self._bounds, now, now, skip)
        self._watch(conn.sock, partial(self._receive, conn))
        if begun:
            self._take(conn, begun)

    def _receive(self, conn: _Connection, sock: socket.socket) -> None:
        more = _received(sock)
        if more is not None:
            self._take(conn, more)

    def _take(self, conn: _Connection, more: bytes) -> None:
        """Bytes came; none is the end of what the other side sends."""
        arrival = self._arriving[conn]
        before, begun = arrival.received, bool(arrival.head)
        arrival.take(more, time.monotonic())
        self._held += arrival.received - before
        if arrival.head_is_too_long():
            self._refuse(conn, "HEAD_TOO_LARGE")
        elif arrival.head and not begun and (seconds := self._refused_again(conn, arrival)):
            self._refuse(conn, "BUSY", arrival.rest(), seconds)
        elif arrival.whole() or (not more and arrival.head):
            self._hand_over(conn)
        elif not more:
            self._drop(conn)
        elif self._held > self._most_held:
            self._refuse(conn, "BUSY")
        elif arrival.continues():
            with suppress(OSError):
                conn.sock.send(_CONTINUE)

    def _hand_over(self, conn: _Connection) -> None:
        """Gives a request to a thread, which reads no longer from the connection than its sender may take."""
        arrival = self._leave(conn)
        conn.init()
        conn.data_ready = True
        conn.reader.until = time.monotonic() + _LINGER
        conn.parser.unreader.unread(bytes(arrival.content))
        self.enqueue_req(conn)

    def _refused_again(self, conn: _Connection, arrival: Arrival) -> int:
        """Seconds after which a request is worth sending that was refused before, and would be now; or else 0."""
        pool, refused = pool_of(self.wsgi), self.wsgi.extensions.get(REFUSED)
        if pool is None or refused is None:
            return 0
        asked = refused.find(digest_of_head(_host(conn.client), bytes(arrival.content[: arrival.head])))
        return pool.refused(asked.sender, asked.size) if asked else 0

    def _refuse(self, conn: _Connection, code: str, rest: int | None = None, seconds: int = 0) -> None:
        """Refuses a request, and closes the connection, unless the `rest` of its body is known that is to come."""
        if (arrival := self._leave(conn)).content:
            with suppress(OSError):
                conn.sock.send(_refused(code, arrival.received, seconds, closes=rest is None))
        if rest is not None:
            self._await(conn, skip=rest)
            return
        self.nr_conns -= 1
        self.linger(conn.sock)

    def _drop(self, conn: _Connection) -> None:
        self._leave(conn)
        self.nr_conns -= 1
        conn.close()

    def _leave(self, conn: _Connection) -> Arrival:
        arrival = self._arriving.pop(conn)
        self._held -= arrival.received
        self.poller.unregister(conn.sock)
        return arrival


def _refused(code: str, received: int = 0, seconds: int = 0, *, closes: bool = True) -> bytes:
    """The answer to a request that no application sees, which is logged and counted."""
    request_id = new_id()
    logs.write(Exchange(request_id, status=status_before(code), received=received, refused=code))
    metrics.refused_unseen(code)
    return refusal(code, request_id, seconds, closes=closes)


def _host(address: object) -> str:
    """The host of a socket's address, or the path of one of the file system."""
    return str(address[0] if isinstance(address, tuple) else f"/{address!r}")


def _received(sock: socket.socket) -> bytes | None:
    """What came, nothing at its end, and None where nothing came after all."""
    try:
        return sock.recv(_PIECE)
    except (BlockingIOError, InterruptedError):
        return None
    except OSError:
        return b""
