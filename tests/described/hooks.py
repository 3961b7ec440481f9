"""What a description of an API cannot say, told to schemathesis: conditions on the text, and between two requests."""

from __future__ import annotations

import re
import secrets
from typing import Any

import schemathesis

TEXT = "The Parties should meet every year."
DATED = f"1 March 2031\n\n{TEXT}"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]")
UNDECIDED = ("verdicts", "packs")


@schemathesis.hook
def map_case(_context: object, case: Any) -> Any:
    """Changes what is sent where the description alone cannot say what goes with what."""
    headers = case.headers or {}
    _without(headers, "diple-webhook")  # they are off by default, and nobody outside shall be called
    if _is_wrong(case):
        if headers.get("Prefer") == "respond-async":  # a job is taken in as it is; its answer says what is wrong
            _without(headers, "prefer")
        return case
    if "Idempotency-Key" in headers:  # a key goes with one request
        headers["Idempotency-Key"] = secrets.token_hex(16)
    if isinstance(case.body, dict):
        _fit(case)
    return case


def _without(headers: Any, unwanted: str) -> None:
    for name in [name for name in headers if name.lower() == unwanted]:
        del headers[name]


def _is_wrong(case: Any) -> bool:
    """Whether the request is one that the description forbids."""
    generation = case.meta.generation if case.meta else None
    return generation is not None and generation.mode.value == "negative"


def _fit(case: Any) -> None:
    """What only the texts can decide: each text is of no told format and encoding, a pair is two, a feed has a day.

    Verdicts are on the result, which is not known yet; packs have a description of their own.
    """
    if case.operation.path in ("/comparisons", "/series"):
        for name in [name for name in case.body if name in UNDECIDED or name.endswith(("_format", "_charset"))]:
            del case.body[name]
        if "old" in case.body:
            case.body.setdefault("new", TEXT)
        for text in _texts(case.body):
            text.pop("format", None)
    if case.media_type == "multipart/form-data":
        _fit_files(case.body)
    if (case.query or {}).get("format") == "atom" and case.body.get("statements"):
        case.body["statements"][0] = DATED


def _fit_files(body: dict[str, Any]) -> None:
    """Which bytes are a text is for the reader to say: here a file has no control characters but ends of lines."""
    for name in ("old", "new"):
        if name in body:
            body[name] = _printed(body[name])
    for name in ("earlier", "statements"):
        if isinstance(body.get(name), list):
            body[name] = [_printed(each) for each in body[name]]


def _printed(text: Any) -> Any:
    return TEXT if isinstance(text, str) and CONTROL.search(text) else text


def _texts(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The texts of a request that are objects."""
    named = [body.get("old"), body.get("new"), *(body.get("earlier") or ()), *(body.get("statements") or ())]
    return [each for each in named if isinstance(each, dict)]
