"""The service under gunicorn, as `diple serve` starts it; it tells its address when it is ready."""

from __future__ import annotations

import gc
import os
import socket
from contextlib import suppress

from flask import Flask
from gunicorn.app.base import BaseApplication

from diple.errors import OptionError
from diple.web import create_app
from diple.web.access import listening
from diple.web.access.state import SETTING

_THREADS = 4  # of each process: while one compares, the others take in bodies and answer what is asked meanwhile
_ANY = socket.AI_PASSIVE
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
        from diple.grammar.model import languages, model_of
        from diple.lexicon import Lexicon
        from diple.mark.weigh.coefficients import shipped

        Lexicon.default()
        shipped()
        for language in languages():
            model_of(language)
        gc.collect()
        gc.freeze()  # the collector passes over what stays for good, which is most of what is there
        return self._app

    def _tell(self, _arbiter: object) -> None:
        print(f"Diple answers at {self._address} (Ctrl-C ends it)", flush=True)


def serve(host: str, port: int, workers: int, *, is_open: bool = False) -> None:
    """Serves until interrupted. Port 0 takes a free one. `is_open` says that all who reach it may use it.

    Raises OptionError: CANNOT_LISTEN; UNDECIDED where others can reach it and nobody said who may use it.
    """
    app = create_app(_opened() if is_open else None)  # a wrong setting is told before any process is started
    listening.check(app, _addresses(host, port))
    _Server(app, _listener(host, port), workers).run()


def _opened() -> dict[str, str]:
    """The setting that `--open` stands for. Raises OptionError, CONTRADICTION, where another is set."""
    if os.environ.get(SETTING) == "keys":
        raise OptionError(
            "CONTRADICTION",
            f"--open lets in everybody, and {SETTING}=keys nobody without a key.",
            "Leave out the one or the other.",
        )
    return {SETTING: "open"}


def _addresses(host: str, port: int) -> list[str]:
    """The addresses that a name stands for; none where it stands for nothing, which is told when it is listened on."""
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
