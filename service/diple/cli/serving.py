"""`diple serve`: the pages and the API under gunicorn."""

from __future__ import annotations

import argparse
import os
import sys

from diple.cli.codes import SAME, TROUBLE


def add_to(parser: argparse.ArgumentParser) -> None:
    """The options of `serve`."""
    parser.description = "Starts the pages and the API with gunicorn."
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, help="port to listen on, 0 for a free one (default: 8000)")
    parser.add_argument("--workers", type=_workers, default=2, help="processes that answer (default: 2)")
    parser.add_argument("--check", action="store_true", help="start nothing; print the settings and their errors")
    parser.add_argument(
        "--open",
        action="store_true",
        help="let everybody use it; on other addresses than this machine, needed without keys",
    )
    parser.set_defaults(run=_serve)


def _port(written: str) -> int:
    if not (written.isascii() and written.isdigit() and int(written) <= 65535):
        raise argparse.ArgumentTypeError(f"{written!r} is not a port from 0 to 65535")
    return int(written)


def _workers(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= 64):
        raise argparse.ArgumentTypeError(f"{written!r} is not a number of workers from 1 to 64")
    return int(written)


def _serve(arguments: argparse.Namespace) -> int:
    if arguments.check:
        return _check()
    from diple.web.server import serve

    serve(arguments.host, arguments.port, arguments.workers, is_open=arguments.open)
    return SAME


def _check() -> int:
    """Each setting with its value, and what is wrong; exit 2 where anything is."""
    from diple.render.text.wrap import safe
    from diple.web.checking import faults, values

    for line in values(os.environ):
        print(safe(line))
    found = faults(os.environ)
    for line in found:
        print(safe(f"diple: {line}"), file=sys.stderr)
    print("The service can start." if not found else f"{len(found)} wrong: the service is not to be started.")
    return TROUBLE if found else SAME
