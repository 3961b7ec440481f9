"""How all of this is joined to the application, and to each worker of the server that runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from socket import socket

from flask import Flask

from diple.web import keeping
from diple.web.work import dispatch, idempotency, jobs, webhooks
from diple.web.work.child import serve
from diple.web.work.nursery import Nursery
from diple.web.work.pool import Pool
from diple.web.work.runner import Runner, Teller
from diple.web.work.warming import warm

SETTINGS = (webhooks.SECRET, webhooks.NETWORKS)
"""The settings that are no numbers."""
_TO_STOP = 5.0  # seconds in which a job is given back when the service stops


def register(app: Flask, settings: Mapping[str, object]) -> None:
    """Sends the views of `app` that compute to children, once a worker has any. Raises OptionError, INVALID_SETTING."""
    webhooks.configure(app, *(settings.get(name) for name in SETTINGS))
    jobs.register(app)
    idempotency.register(app)
    app.dispatch_request = partial(dispatch.dispatch, app)  # type: ignore[method-assign]


@contextmanager
def attached(app: Flask, listeners: Sequence[socket], lost: Callable[[], None]) -> Iterator[None]:
    """Gives `app` children, and a thread that runs jobs, while a worker runs, which must have no thread yet.

    `listeners` are its sockets, `lost` is called when no more children can be had.
    """
    nursery = Nursery(partial(serve, app), partial(warm, app), listeners)
    pool = Pool(
        nursery, app.config["DIPLE_CHILDREN"], app.config["DIPLE_MAX_WAITING"], partial(keeping.archive_of, app), lost
    )
    teller = Teller(app)
    runner = Runner(app, pool, teller.wake)
    app.extensions |= {dispatch.POOL: pool, jobs.RUNNER: runner}
    threads = [runner, *([teller] if app.config[webhooks.SECRET] else [])]
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
