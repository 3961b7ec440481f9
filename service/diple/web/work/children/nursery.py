"""The process that forks the children of a worker, and ends them.

A worker has threads, and a fork of a process with threads may inherit a lock that nobody opens again. So the worker,
while it is still alone, forks this process, which has one thread and everything loaded. It forks a child for each
socket that it is handed. When the worker ends, however it ends, the control socket ends with it: then the nursery
kills its children and is gone.
"""

from __future__ import annotations

import array
import ctypes
import os
import select
import signal
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from diple.web.work.children.wire import GoneError, arrives

Serve = Callable[[socket.socket], None]
"""What a child does with its socket, until the socket ends."""

_LOOK_EVERY = 1.0  # seconds between two looks for children that have ended
_OF_THE_SERVER = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2)
_DEFAULT = (signal.SIGCHLD, signal.SIGABRT, signal.SIGWINCH, signal.SIGALRM)
_PAGE = os.sysconf("SC_PAGE_SIZE")
_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


class Nursery:
    """The worker's side: asks for children and has them ended. May be shared by threads."""

    def __init__(self, serve: Serve, prepare: Callable[[], None], close: Sequence[socket.socket] = ()) -> None:
        """Forks the process. `prepare` runs there once; `close` are sockets that it must not hold open."""
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._lock = threading.Lock()
        self.pid = os.fork()
        if self.pid:
            theirs.close()
            return
        status = 1
        try:
            self._control.close()
            for each in close:
                each.close()
            _ignore_the_server()
            prepare()
            _Keeper(theirs, serve).run()
            status = 0
        finally:
            os._exit(status)

    def child(self, nice: int = 0) -> tuple[int, socket.socket]:
        """A new child: its process id and the socket to talk with it. Raises GoneError."""
        ours, theirs = socket.socketpair()
        with self._lock, theirs:
            pid = self._asked(b"new %d" % nice, theirs)
        if not pid:
            ours.close()
            raise GoneError
        return pid, ours

    def end(self, pid: int) -> None:
        """Kills a child, unless it has ended already. Raises GoneError."""
        self._signal(signal.SIGKILL, pid)

    def stop(self, pid: int) -> None:
        """Stops a child until it is said to go on. Raises GoneError."""
        self._signal(signal.SIGSTOP, pid)

    def go_on(self, pid: int) -> None:
        """Lets a child go on that was stopped. Raises GoneError."""
        self._signal(signal.SIGCONT, pid)

    def growth(self, pid: int) -> int:
        """Bytes that a child may write to, beyond those that it was forked with."""
        return max(0, _data_bytes(pid) - _data_bytes(self.pid))

    def _signal(self, which: signal.Signals, pid: int) -> None:
        with self._lock:
            self._asked(b"%s %d" % (which.name.encode(), pid))

    def lives(self) -> bool:
        """Whether it can fork: it says nothing of its own accord, so that what is heard is its end."""
        with self._lock:
            return not arrives(self._control, 0)

    def close(self) -> None:
        """Ends the nursery and all its children."""
        self._control.close()
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)

    def _asked(self, what: bytes, handed: socket.socket | None = None) -> int:
        try:
            if handed is None:
                self._control.sendall(what)
            else:
                socket.send_fds(self._control, [what], [handed.fileno()])
            answer = self._control.recv(32)
        except OSError as error:
            raise GoneError from error
        if not answer:
            raise GoneError
        return int(answer)


class _Keeper:
    """The nursery's own side."""

    def __init__(self, control: socket.socket, serve: Serve) -> None:
        self._control = control
        self._serve = serve
        self._children: set[int] = set()

    def run(self) -> None:
        """Until the worker is gone."""
        while True:
            heard = select.select([self._control], [], [], _LOOK_EVERY)[0]
            self._reap()
            if heard and not self._obeyed():
                break
        for pid in self._children:
            os.kill(pid, signal.SIGKILL)

    def _obeyed(self) -> bool:
        message, descriptors = _taken(self._control)
        if not message:
            return False
        what, _, number = message.partition(b" ")
        if what == b"new":
            done = self._forked(descriptors[0], int(number))
        else:
            done = self._signalled(signal.Signals[what.decode()], int(number))
        with suppress(OSError):
            self._control.sendall(b"%d" % done)
        return True

    def _forked(self, descriptor: int, nice: int) -> int:
        with socket.socket(fileno=descriptor) as sock:
            try:
                pid = os.fork()
            except OSError:
                return 0
            if pid:
                self._children.add(pid)
                return pid
            try:
                self._control.close()
                _go_on_when_the_parent_ends()
                os.nice(nice)
                self._serve(sock)
            finally:
                os._exit(0)

    def _signalled(self, which: signal.Signals, pid: int) -> int:
        if pid in self._children:
            os.kill(pid, which)
        return 1

    def _reap(self) -> None:
        """Children that have ended are known no longer: their ids may be given to others."""
        with suppress(ChildProcessError):
            while pid := os.waitpid(-1, os.WNOHANG)[0]:
                self._children.discard(pid)


def _taken(control: socket.socket) -> tuple[bytes, Sequence[int]]:
    """A message with the descriptor that comes with it; no message where the worker is gone."""
    try:
        message, descriptors, _, _ = socket.recv_fds(control, 64, 1)
    except OSError:
        return b"", array.array("i")
    return message, descriptors


def _data_bytes(pid: int) -> int:
    """What RLIMIT_DATA counts, and stacks; nothing where the system does not tell."""
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[5]) * _PAGE
    return 0


def _go_on_when_the_parent_ends() -> None:
    """A child that is stopped when its nursery is killed would be stopped for ever: nobody else knows of it."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGCONT), 0, 0, 0)


def _ignore_the_server() -> None:
    """What is sent to all processes of a terminal or a service is for the worker, which ends us when it is done."""
    signal.set_wakeup_fd(-1)
    for each in _OF_THE_SERVER:
        signal.signal(each, signal.SIG_IGN)
    for each in _DEFAULT:
        signal.signal(each, signal.SIG_DFL)
