"""The service under gunicorn, as `diple serve` starts it; it tells its address when it is ready."""

from __future__ import annotations

import os
import socket

from flask import Flask
from gunicorn.app.base import BaseApplication

from diple.errors import OptionError
from diple.web import create_app
from diple.web.work.warming import warm

_THREADS = 40  # of each process: more than requests that run or wait there, so that health is answered meanwhile
_TIMEOUT = 120  # seconds after which a process that shows no life is replaced


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with our application and settings; nothing is read from files or the command line."""

    def __init__(self, app: Flask, listener: socket.socket, workers: int) -> None:
        self._app = app
        host, port = listener.getsockname()[:2]
        self._address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        self._descriptor = listener.detach()  # gunicorn takes it over, and closes it
        self._workers = workers
        super().__init__()

    def load_config(self) -> None:
        """Settings of gunicorn that differ from its defaults."""
        settings = {
            "bind": f"fd://{self._descriptor}",
            "workers": self._workers,
            "worker_class": "diple.web.worker.Worker",
            "threads": _THREADS,
            "preload_app": True,  # the lexicon is loaded once and shared by the workers
            "timeout": _TIMEOUT,
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
        print(f"Diple answers at {self._address} (Ctrl-C ends it)", flush=True)


def serve(host: str, port: int, workers: int) -> None:
    """Serves until interrupted. Port 0 takes a free one. Raises OptionError, code CANNOT_LISTEN."""
    app = create_app()  # a wrong setting is told before any process is started
    _Server(app, _listener(host, port), workers).run()


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
