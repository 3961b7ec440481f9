"""Logs as lines of JSON on standard error: one for each request, and one for whatever else a server has to say.

A line holds no text of a statement: neither the message of an exception, which may quote one, nor a path or a header.
With DIPLE_DEBUG exceptions are reported in full.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from gunicorn.glogging import Logger as GunicornLogger

from diple.web.operations.exchange import Exchange, current

REQUESTS = logging.getLogger("diple.requests")
AUDIT = logging.getLogger("diple.audit")
"""Who kept, shared and deleted what: `diple.web.access.audit` writes it."""
_HOUSE = logging.getLogger("diple")
_EVENTS = {REQUESTS.name: "request", AUDIT.name: "audit"}
_AUDITED = ("key", "tenant", "did", "result", "route", "status")
_FIELDS = "fields"
_QUOTING = {
    "Invalid request from ip=": "a request is not HTTP",
    "Error handling request": "a request could not be handled",
}
"""Beginnings of gunicorn's messages that quote requests, and what is written instead."""
_MOST_FRAMES = 12


class Lines(logging.Formatter):
    """A record as one line of JSON. With `debug` exceptions are reported in full."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__()
        self._debug = debug

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": _EVENTS.get(record.name, "message"),
            "process": record.process,
        }
        told |= getattr(record, _FIELDS, None) or self._said(record)
        return json.dumps(told, default=str)

    def _said(self, record: logging.LogRecord) -> dict[str, Any]:
        found = current()
        told: dict[str, Any] = {"request_id": found.id} if found else {}
        if record.name == AUDIT.name:
            return {**told, **{name: getattr(record, name, None) for name in _AUDITED}}
        told["message"] = _unquoted(record)
        if record.exc_info and record.exc_info[1]:
            told["fault"] = fault(record.exc_info[1], self._debug)
        return told


def _unquoted(record: logging.LogRecord) -> str:
    template = str(record.msg)
    return next((said for begins, said in _QUOTING.items() if template.startswith(begins)), "") or record.getMessage()


def fault(error: BaseException, debug: bool = False) -> dict[str, Any]:
    """An exception without its message: of which type it is, and in which lines of which modules it was raised."""
    if debug:
        return {"type": type(error).__name__, "traceback": "".join(traceback.format_exception(error))}
    frames = traceback.extract_tb(error.__traceback__, -_MOST_FRAMES)
    return {"type": type(error).__name__, "at": [f"{each.filename}:{each.lineno} {each.name}" for each in frames]}


class ServerLog(GunicornLogger):  # type: ignore[misc]
    """gunicorn's own messages in the same form: `gunicorn --logger-class diple.web.operations.logs.ServerLog`."""

    def setup(self, cfg: object) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Lines())


def start(settings: Mapping[str, Any]) -> None:
    """From now on the process writes its log to standard error; a line for each request unless DIPLE_LOG is off."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(settings["DIPLE_DEBUG"]))
    _HOUSE.handlers[:] = [handler]
    AUDIT.handlers.clear()
    _HOUSE.propagate = False
    REQUESTS.setLevel(logging.INFO if settings["DIPLE_LOG"] == "json" else logging.WARNING)


def write(exchange: Exchange) -> None:
    """The line of a request."""
    if not REQUESTS.isEnabledFor(logging.INFO):
        return
    told = {
        "request_id": exchange.id,
        "method": exchange.method,
        "route": exchange.route,
        "status": exchange.status,
        "ms": round(exchange.seconds * 1000, 1),
        "received": exchange.received,
        "sent": exchange.sent,
        "refused": exchange.refused,
        "degraded": exchange.degraded or None,
        "key": exchange.key,
    }
    told = {name: value for name, value in told.items() if value is not None}
    REQUESTS.info("request", extra={_FIELDS: told})
