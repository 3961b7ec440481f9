"""The service under gunicorn, as `diple serve` starts it; it shows its address when it is ready."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from contextlib import suppress

from flask import Flask
from gunicorn.app.base import BaseApplication

from diple.errors import OptionError
from diple.web import create_app
from diple.web.access import listening
from diple.web.access.state import SETTING
from diple.web.operations import logs
from diple.web.work.children.warming import warm

_THREADS = 64  # of each process: more than requests that run or wait there, so that health is answered meanwhile
_GRACE = 30  # seconds in which requests that are being answered may end when the service stops
_ANY = socket.AI_PASSIVE
_TIMEOUT = 120  # seconds after which a process that shows no life is replaced


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with our application and settings; nothing is read from files or the command line."""

    def __init__(self, app: Flask, listeners: Sequence[socket.socket], workers: int) -> None:
        self._app = app
        self._told = [f"Diple answers at {_address(listeners[0])} (Ctrl-C ends it)"]
        self._told += [f"Metrics are at {_address(each)}metrics" for each in listeners[1:]]
        self._descriptors = [each.detach() for each in listeners]  # gunicorn takes them over, and closes them
        self._workers = workers
        super().__init__()

    def load_config(self) -> None:
        """Settings of gunicorn that differ from its defaults."""
        settings = {
            "bind": [f"fd://{each}" for each in self._descriptors],
            "workers": self._workers,
            "worker_class": "diple.web.worker.Worker",
            "threads": _THREADS,
            "preload_app": True,  # the lexicon is loaded once and shared by the workers
            "timeout": _TIMEOUT,
            "graceful_timeout": self._app.config["DIPLE_DRAIN_SECONDS"] + _GRACE,
            "limit_request_line": 0,  # the worker limits the whole head
            "logger_class": "diple.web.operations.logs.ServerLog",
            "proc_name": "diple",
            "loglevel": "warning",
            "when_ready": self._tell,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application, with its lexicon, its models of grammar and its weights loaded."""
        warm(self._app)
        return self._app

    def _tell(self, _arbiter: object) -> None:
        print(*self._told, sep="\n", flush=True)


def serve(host: str, port: int, workers: int, *, is_open: bool = False) -> None:
    """Serves until interrupted. Port 0 takes a free one. `is_open` says that all who reach it may use it.

    Raises OptionError: CANNOT_LISTEN; UNDECIDED where others can reach it and nobody said who may use it.
    """
    app = create_app(_opened() if is_open else None)  # a wrong setting is reported before any process is started
    listening.check(app, _addresses(host, port))
    listeners = [_listener(host, port)]
    if metrics := app.config["DIPLE_METRICS"]:
        listeners.append(_listener(metrics.host, metrics.port))
        app.config["DIPLE_METRICS"] = metrics._replace(port=listeners[1].getsockname()[1])
    logs.start(app.config)
    _Server(app, listeners, workers).run()


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _opened() -> dict[str, str]:
    """The setting that `--open` means. Raises OptionError, CONTRADICTION, where another is set."""
    if os.environ.get(SETTING) == "keys":
        raise OptionError(
            "CONTRADICTION",
            f"--open lets in everybody, and {SETTING}=keys nobody without a key.",
            "Leave out the one or the other.",
        )
    return {SETTING: "open"}


def _addresses(host: str, port: int) -> list[str]:
    """The addresses of a name; none where it has none, which is reported when it is listened on."""
    with suppress(OSError, OverflowError):
        return [
            str(found[4][0]) for found in socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=_ANY)
        ]
    return []


def _listener(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        known = isinstance(error, OSError) and not isinstance(error, socket.gaierror) and error.errno
        reason = os.strerror(known) if known else getattr(error, "strerror", None) or str(error)
        raise OptionError(
            "CANNOT_LISTEN",
            f"Cannot listen on {host} port {port}: {reason}.",
            "Choose another with --host and --port.",
            host=host,
            port=port,
        ) from error
