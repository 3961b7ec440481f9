"""How all of this is joined to the application, and to each worker of the server that runs it."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from socket import socket
from typing import cast

from flask import Flask

from diple.web import storage
from diple.web.work import dispatch, idempotency
from diple.web.work.children.child import MEGABYTE, serve
from diple.web.work.children.nursery import Nursery
from diple.web.work.children.pool import Pool
from diple.web.work.children.warming import warm
from diple.web.work.jobs import deferral, webhooks
from diple.web.work.jobs.runner import Runner, Teller
from diple.web.work.memory import refused, remembering
from diple.web.work.memory.entries import Forgetter, Memory

SETTINGS = (webhooks.SECRET, webhooks.NETWORKS)
"""The settings that are no numbers."""
_REMEMBERED = ("DIPLE_REMEMBER_SECONDS", "DIPLE_REMEMBER_MOST", "DIPLE_REMEMBER_BYTES")
_TO_STOP = 5.0  # seconds in which a job is given back when the service stops


def register(app: Flask, settings: Mapping[str, object]) -> None:
    """Sends the views of `app` that compute to children, once a worker has any. Raises OptionError, INVALID_SETTING."""
    webhooks.configure(app, *(settings.get(name) for name in SETTINGS))
    deferral.register(app)
    idempotency.register(app)
    app.dispatch_request = partial(dispatch.dispatch, app)  # type: ignore[method-assign]


@contextmanager
def attached(app: Flask, listeners: Sequence[socket], lost: Callable[[], None]) -> Iterator[None]:
    """Gives `app` children, and a thread that runs jobs, while a worker runs, which must have no thread yet.

    It leaves no core file where a fault ends it: texts are in its memory.
    `listeners` are its sockets, `lost` is called when no more children can be had.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    nursery = Nursery(partial(serve, app), partial(warm, app), listeners)
    memory = Memory(*(app.config[name] for name in _REMEMBERED))
    pool = Pool(
        nursery,
        app.config["DIPLE_CHILDREN"],
        app.config["DIPLE_MAX_WAITING"],
        app.config["DIPLE_MAX_MEMORY"] * MEGABYTE,
        archive=partial(storage.archive_of, app),
        recall=lambda name: cast(bytes | None, memory.get(name, "comparison")),
        lost=lost,
    )
    teller, forgetter = Teller(app), Forgetter(app, memory)
    runner = Runner(app, pool, teller.wake)
    app.extensions |= {dispatch.POOL: pool, deferral.RUNNER: runner, refused.REFUSED: refused.Refused()}
    threads: list[Runner | Teller | Forgetter] = [runner, *([teller] if app.config[webhooks.SECRET] else [])]
    if app.config["DIPLE_REMEMBER_SECONDS"]:
        app.extensions[remembering.MEMORY] = memory
        threads.append(forgetter)
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for thread in threads:
            thread.stop()
        for thread in threads:
            thread.join(_TO_STOP)
        pool.close()
