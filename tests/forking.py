"""`diple serve` as it runs, forked from a process that has loaded everything: each service costs the suite a tenth.

Measured: a service that is started, asked for a page and ended takes 2.1 s of processor time in a new interpreter, of
which 1.7 s load modules, the lexicon and the templates. What is forked reads its settings and makes its application,
its listeners, its workers and their children anew. That a new interpreter serves too, others show:
tests/api/test_access_listening.py, tests/packaging.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from functools import cache

import patience

_MOST = 1 << 16  # bytes of a message
_LOOK_EVERY = 0.02
_ENDED = "The process that forks services has ended; what it wrote to standard error says why."


class Service:
    """A process that runs `diple serve`, with the members of `subprocess.Popen` that the suite uses."""

    def __init__(self, *arguments, env, stderr=None):
        ours, theirs = os.pipe()
        self.stdout = os.fdopen(ours)
        self.returncode = None
        words = json.dumps({"arguments": ["serve", *arguments], "environment": env})
        try:
            self.pid = int(_asked(words, theirs, 2 if stderr is None else stderr.fileno()))
        finally:
            os.close(theirs)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stdout.close()
        self.wait(patience.SECONDS)

    def terminate(self):
        """Asks it to end."""
        self._signal(signal.SIGTERM)

    def kill(self):
        """Ends it."""
        self._signal(signal.SIGKILL)

    def poll(self):
        """Its exit code; None while it runs."""
        if self.returncode is None:
            self.returncode = json.loads(_asked(json.dumps({"ended": self.pid})))
        return self.returncode

    def wait(self, seconds):
        """Its exit code, when it has ended."""
        until = time.monotonic() + seconds
        while self.poll() is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired("diple serve", seconds)
            time.sleep(_LOOK_EVERY)
        return self.returncode

    def _signal(self, which):
        if self.poll() is None:
            os.kill(self.pid, which)


@cache
def _loaded():
    """The process that forks, and the socket to it."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    child = subprocess.Popen([sys.executable, __file__, str(theirs.fileno())], pass_fds=[theirs.fileno()])
    theirs.close()
    atexit.register(child.wait)
    atexit.register(ours.close)
    return ours


def _asked(words, *descriptors):
    """What the process that forks answers; tests ask in turn. Raises RuntimeError where it has ended."""
    try:
        socket.send_fds(_loaded(), [words.encode()], descriptors)
        answer = _loaded().recv(_MOST)
    except OSError as error:
        raise RuntimeError(_ENDED) from error
    if not answer:
        raise RuntimeError(_ENDED)
    return answer


def _load():
    from diple.web import create_app
    from diple.web.work.children.warming import warm

    with tempfile.TemporaryDirectory() as folder:
        warm(create_app({"DIPLE_DATA": folder}))


def _fork(control, descriptors, arguments, environment):
    pid = os.fork()
    if pid:
        for each in descriptors:
            os.close(each)
        return pid
    control.close()
    for number, each in enumerate(descriptors, start=1):
        os.dup2(each, number)
        os.close(each)
    os.environ.clear()
    os.environ.update(environment)
    return _end_with(arguments)


def _end_with(arguments):
    """Runs the command line, and ends as an interpreter does, but frees no memory: that takes 80 ms of a processor."""
    from diple.cli import main

    code = 1
    try:
        code = main(arguments)
    except SystemExit as ended:
        code = ended.code or 0
    except BaseException:
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()  # the folders of figures and of sample series go with the process that made them
        sys.stdout.flush()
        os._exit(code)


def _ended(pid):
    found, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


def _run(descriptor):
    with socket.socket(fileno=descriptor) as control:
        _load()
        while True:
            words, descriptors, _, _ = socket.recv_fds(control, _MOST, 2)
            if not words:
                return
            asked = json.loads(words)
            done = _ended(asked["ended"]) if "ended" in asked else _fork(control, descriptors, **asked)
            control.send(json.dumps(done).encode())


if __name__ == "__main__":
    _run(int(sys.argv[1]))
