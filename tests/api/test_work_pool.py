"""The children of a worker under more work than they can do: what has begun is done once, and a child is used again."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest

import patience
from diple.errors import RequestError
from diple.web.work.children import pool as pools
from diple.web.work.children.aside import Aside
from diple.web.work.children.child import Call, Reply, lower_priority
from diple.web.work.children.nursery import Nursery
from diple.web.work.children.pool import Pool
from diple.web.work.children.wire import GoneError, receive, send

_COUNT = 8
_BURN = 0.1  # seconds of a processor of each request: five times as much as it may use in a quick place
CALL = Call({}, {}, float(patience.SECONDS))


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(pools, "_LEVELS", ((_BURN / 5, 10),))


def burning(begun):
    """A child that uses a processor for each request; each that it begins is a byte in a pipe."""

    def serve(sock):
        with suppress(GoneError):
            while True:
                _, body = receive(sock)
                os.write(begun, b".")
                until = time.process_time() + _BURN
                while time.process_time() < until:
                    pass
                send(sock, Reply("answered", 200), body)

    return serve


@contextmanager
def pool_of(serve, waiting, aside):
    """A pool with one quick place."""
    nursery = Nursery(serve, lambda: None)
    pool = Pool(nursery, 1, waiting, aside, archive=None, recall=None, lost=lambda: None)
    try:
        yield pool
    finally:
        pool.close()


def answered(aside, waiting=_COUNT):
    """How many of some requests at once were answered, how many refused, and how many were begun."""
    reads, writes = os.pipe()

    def ask(at):
        try:
            return pool.answer(CALL, b"%d" % at, f"sender {at}")[1] == b"%d" % at
        except RequestError as error:
            return error.code

    with pool_of(burning(writes), waiting, aside) as pool, ThreadPoolExecutor(_COUNT) as threads:
        found = list(threads.map(ask, range(_COUNT)))
    os.close(writes)
    with os.fdopen(reads, "rb") as pipe:
        return found.count(True), found.count("BUSY"), len(pipe.read())


def test_nothing_that_has_begun_is_begun_again_or_refused():
    assert answered(aside=1 << 30) == (_COUNT, 0, _COUNT)


def test_what_is_refused_has_not_begun():
    done, refused, begun = answered(aside=1 << 30, waiting=1)
    assert refused > 0
    assert (done, begun) == (_COUNT - refused, _COUNT - refused)


def test_children_that_would_hold_too_much_are_ended_and_their_requests_begin_again():
    done, refused, begun = answered(aside=-1)
    assert (done, refused) == (_COUNT, 0)
    assert _COUNT < begun <= 2 * _COUNT


def test_the_last_child_that_waits_is_kept_for_a_small_request():
    """A new child takes twice as long: who sends little does not pay for who sends much."""

    def serve(sock):
        with suppress(GoneError):
            while True:
                receive(sock)
                send(sock, Reply("answered", 200), b"%d" % os.getpid())

    def child_of(size):
        return pool.answer(CALL, b" " * size, "sender")[1]

    with pool_of(serve, 1, 0) as pool:
        small = child_of(10)
        large = child_of(100_000)
        assert large != small
        assert child_of(10) in (small, large)


def state(pid):
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


@pytest.fixture
def nursery():
    found = Nursery(burning(os.open(os.devnull, os.O_WRONLY)), lambda: None)
    yield found
    found.close()


def test_a_child_that_is_set_aside_stops_and_goes_on(nursery):
    pid, sock = nursery.child()
    with sock, Aside(nursery, 1 << 30).stopped(pid) as kept:
        assert kept
        assert patience.until(lambda: state(pid) == "T")
        send(sock, CALL, b"x")
    assert patience.until(lambda: state(pid) != "T")


def test_stopped_children_hold_so_much_together():
    def serve(sock):
        with suppress(GoneError):
            held = [bytes(receive(sock)[1]) for _ in range(2)]
            send(sock, len(held))

    nursery = Nursery(serve, lambda: None)
    (first, one), (second, other) = nursery.child(), nursery.child()
    for sock in (one, other):
        send(sock, "holds", bytes(1 << 25))
    patience.until(lambda: min(nursery.growth(first), nursery.growth(second)) >= 1 << 25)
    aside = Aside(nursery, nursery.growth(first) + (1 << 24))
    with one, other:
        with aside.stopped(first) as kept, aside.stopped(second) as also:
            assert (kept, also) == (True, False)
        with aside.stopped(first) as kept:
            assert kept
    nursery.close()


def test_a_stopped_child_goes_on_where_its_nursery_is_killed(nursery):
    """Nobody else knows of it: it would be stopped for ever. Running, it finds that nobody asks any more."""
    pid, sock = nursery.child()
    send(sock, CALL, b"x")
    receive(sock)
    nursery.stop(pid)
    patience.until(lambda: state(pid) == "T")
    os.kill(nursery.pid, signal.SIGKILL)
    patience.until(lambda: state(pid) != "T")
    sock.close()


def test_the_priority_is_lowered_as_a_request_takes_longer(monkeypatch):
    """Which of them it has when it ends is how nice its thread is that answers."""
    monkeypatch.setattr(pools, "_LEVELS", ((_BURN / 5, 3), (100 * _BURN, 6)))

    def serve(sock):
        def answer():
            while os.getpriority(os.PRIO_PROCESS, 0) == usual:
                pass
            send(sock, Reply("answered", 200), b"%d" % os.getpriority(os.PRIO_PROCESS, 0))

        usual = os.getpriority(os.PRIO_PROCESS, 0)
        with suppress(GoneError):
            receive(sock)
            thread = Thread(target=answer)
            thread.start()
            thread.join()

    with pool_of(serve, 1, 0) as pool:
        assert pool.answer(CALL, b"x", "sender")[1] == b"3"


def test_a_lower_priority_is_that_of_one_call(monkeypatch, tmp_path):
    """A child answers each call in a thread of its own: who is not root can raise no priority again."""
    from flask import Flask

    from diple.web.work.children import child

    def replied(app, call, body, sock):
        os.write(writes, b".")
        while body and not gate.exists():
            pass
        return Reply("answered", os.getpriority(os.PRIO_PROCESS, 0)), body

    reads, writes = os.pipe()
    gate = tmp_path / "gate"
    monkeypatch.setattr(child, "_replied", replied)
    app = Flask("small")
    app.config["DIPLE_MAX_MEMORY"] = 100
    nursery = Nursery(lambda sock: child.serve(app, sock), lambda: None)
    pid, sock = nursery.child()
    with sock:
        send(sock, CALL, b"waits")
        os.read(reads, 1)
        lower_priority(pid, 7)
        gate.touch()
        lower = receive(sock)[0].status
        send(sock, CALL, b"")
        usual = receive(sock)[0].status
    nursery.close()
    assert (lower, usual) == (7, os.getpriority(os.PRIO_PROCESS, 0))
