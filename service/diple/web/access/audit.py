"""A line for what each key keeps, shares and deletes: who, what, at which route, which result, with which status.

No text is in it, and nothing that a request says but the id of a result. The logger is `diple.audit`; each value is
also an attribute of the record. Where keys are off there are no lines: an id is all that one needs there to read it.
"""

from __future__ import annotations

import logging
import re
import sys

from flask import Flask, Response, g, request

from diple.web.access.callers import NOBODY, OPEN, caller

LOGGER = logging.getLogger("diple.audit")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_UNNAMED = "-"
_LINE = "key=%(key)s tenant=%(tenant)s did=%(did)s result=%(result)s route=%(route)s status=%(status)d"


def register(app: Flask) -> None:
    """Writes the lines of `app`, to standard error where nobody else takes them."""
    app.after_request(_written)
    LOGGER.setLevel(logging.INFO)
    if not LOGGER.hasHandlers():
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))
        LOGGER.addHandler(handler)


def note(did: str, result: str = _UNNAMED) -> None:
    """Notes what the request does, and to which result. It is plain text in `g`, as for `callers`."""
    named = result if _ID.fullmatch(result) else _UNNAMED
    g.audited = f"{g.get('audited', '')}{did.replace(' ', '-')} {named}\n"


def name(result: str) -> None:
    """Names the result of what was noted last, once it has an id."""
    g.audited = g.audited.removesuffix(f"{_UNNAMED}\n") + f"{result}\n"


def _written(response: Response) -> Response:
    who = caller()
    if who not in (OPEN, NOBODY):
        route = f"{request.method} {request.url_rule}"
        for line in str(g.get("audited", "")).splitlines():
            did, result = line.split(" ")
            told = {"key": who.key, "tenant": who.tenant, "did": did, "result": result}
            told |= {"route": route, "status": response.status_code}  # type: ignore[dict-item]
            LOGGER.info(_LINE, told, extra=told)
    return response
