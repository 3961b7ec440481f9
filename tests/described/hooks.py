"""What a description of an API cannot say, told to schemathesis: conditions on the text, and between two requests."""

from __future__ import annotations

import secrets
from typing import Any

import schemathesis

DAY = "2031-03-01"


@schemathesis.hook
def map_case(_context: object, case: Any) -> Any:
    """Each request has an idempotency key of its own; a feed has a day; a body that is wrong is asked for at once."""
    headers = case.headers or {}
    for name in [name for name in headers if name.lower() == "idempotency-key"]:
        headers[name] = secrets.token_hex(16)
    if _is_wrong(case):  # a job is taken in as it is, and its answer says what is wrong
        for name in [name for name in headers if name.lower() == "prefer"]:
            del headers[name]
    elif case.operation.path == "/series" and (case.query or {}).get("format") == "atom":
        _date(case)
    return case


def _is_wrong(case: Any) -> bool:
    """Whether the body is one that the description forbids."""
    generation = case.meta.generation if case.meta else None
    return generation is not None and generation.mode.value == "negative"


def _date(case: Any) -> None:
    """Gives the first statement of a series its day: the text alone decides whether that is needed."""
    body = case.body
    if isinstance(body, dict) and isinstance(body.get("statements"), list) and body["statements"]:
        first = body["statements"][0]
        if isinstance(first, str):
            body["statements"][0] = {"text": first, "date": DAY}
        elif isinstance(first, dict) and not first.get("date"):
            first["date"] = DAY
