"""A line for what each key keeps, shares and deletes: who, what, at which route, which result, with which status.

No text is in it, and nothing that a request says but the id of a result. The logger is `diple.audit`; in the logs of
the service a line is one of JSON. Where keys are off there are no lines: an id is all that one needs there to read it.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping

from flask import Flask, Response, g, request

from diple.web.access.callers import NOBODY, OPEN, of
from diple.web.operations.exchange import current, route_of

LOGGER = logging.getLogger("diple.audit")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_UNNAMED = "-"
_LINE = "key=%(key)s tenant=%(tenant)s did=%(did)s result=%(result)s route=%(route)s status=%(status)d"


def register(app: Flask) -> None:
    """Writes the lines of `app`, to standard error where nobody else takes them."""
    app.after_request(_written)
    LOGGER.setLevel(logging.INFO)


def note(did: str, result: str = _UNNAMED) -> None:
    """Notes what the request does, and to which result. It is plain text in `g`, as for `callers`."""
    named = result if _ID.fullmatch(result) else _UNNAMED
    g.audited = f"{g.get('audited', '')}{did.replace(' ', '-')} {named}\n"


def name(result: str) -> None:
    """Names the result of what was noted last, once it has an id."""
    g.audited = g.audited.removesuffix(f"{_UNNAMED}\n") + f"{result}\n"


def _written(response: Response) -> Response:
    write(vars(g), f"{request.method} {route_of(str(request.url_rule))}", response.status_code)
    return response


def write(noted: Mapping[str, object], route: str, status: int) -> None:
    """The lines of a request of which `noted` was in `g`, at a route without arguments, answered with a status."""
    who = of(noted)
    if who in (OPEN, NOBODY):
        return
    for line in str(noted.get("audited", "")).splitlines():
        did, result = line.split(" ")
        _say({"key": who.key, "tenant": who.tenant, "did": did, "result": result, "route": route, "status": status})


def _say(told: dict[str, object]) -> None:
    if not LOGGER.hasHandlers():
        LOGGER.addHandler(logging.StreamHandler(sys.stderr))
    found = current()
    about = {"event": "audit", **({"request_id": found.id} if found else {}), **told}
    LOGGER.info(_LINE, told, extra={"fields": about})
