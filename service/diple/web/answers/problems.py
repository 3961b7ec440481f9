"""The one page on which errors become answers: problem+json (RFC 9457) for the API, a page for a reader.

A DipleError brings its code, message and remedy; here it gets a status. What nobody foresaw is logged, and
the answer shows nothing of it.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, render_template, request
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException

from diple.errors import DipleError, LexiconError
from diple.web.answers.pages import as_page
from diple.web.operations.exchange import HEADER, current, note_refused
from diple.web.requests.language import addresses

_STATUS = {
    "MALFORMED_REQUEST": 400,
    "MALFORMED_JSON": 400,
    "DUPLICATE_FIELD": 400,
    "KEY_IN_ADDRESS": 400,
    "KEY_NEEDED": 401,
    "KEY_REFUSED": 401,
    "NOT_FOUND": 404,
    "NOT_KEPT": 404,
    "LINK_UNKNOWN": 404,
    "LINK_ENDED": 410,
    "NOT_ACCEPTABLE": 406,
    "NOT_IMPLEMENTED": 501,
    "CROSS_ORIGIN": 403,
    "FORBIDDEN": 403,
    "TOO_SLOW": 408,
    "TOO_LARGE": 413,
    "TOO_MANY_WORDS": 413,
    "TOO_MANY_TEXTS": 413,
    "TOO_MANY_PACKS": 413,
    "TOO_MANY_PARTS": 413,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "UNSUPPORTED_CHARSET": 415,
    "KEPT_UNREADABLE": 410,
    "ARCHIVE_BUSY": 503,
    "ARCHIVE_UNAVAILABLE": 503,
    "TOO_MANY_STORED": 429,
    "TOO_MANY_REQUESTS": 429,
    "HEAD_TOO_LARGE": 431,
    "BUSY": 503,
    "UNKNOWN_JOB": 404,
    "UNKNOWN_STATEMENT": 404,
    "UNKNOWN_SERIES": 404,
    "ARCHIVE_NEWER": 503,
    "JOB_UNFINISHED": 409,
    "TOO_MANY_JOBS": 429,
    "OUT_OF_TIME": 503,
    "OUT_OF_MEMORY": 503,
    "INTERRUPTED": 503,
    "ARCHIVE_FULL": 507,
}
_BEFORE_ANY_THREAD = {
    "TOO_SLOW": ("The request did not come in time.", "Send it whole, and at once."),
    "MALFORMED_REQUEST": (
        "The request is not HTTP/1.1 as this service reads it.",
        "Look at its head, and at its length.",
    ),
    "HEAD_TOO_LARGE": ("The head of the request is too long.", "Leave out cookies, or ask for less at a time."),
    "BUSY": ("More requests are coming in than this service can hold.", "Try again in a moment."),
}
_RETRY_AFTER = {
    "BUSY": 5,
    "JOB_UNFINISHED": 2,
    "TOO_MANY_JOBS": 60,
    "INTERRUPTED": 1,
    "OUT_OF_TIME": 60,
    "OUT_OF_MEMORY": 60,
    "ARCHIVE_BUSY": 5,
    "ARCHIVE_UNAVAILABLE": 60,
}
"""Seconds after which a request may be worth sending again."""
_HTTP = {
    400: ("MALFORMED_REQUEST", "The request is not well formed.", "Compare it with /api/v1/openapi.json."),
    404: ("NOT_FOUND", "There is nothing at {path}.", "The paths are listed in /api/v1/openapi.json."),
    405: ("METHOD_NOT_ALLOWED", "{path} does not answer to {method}.", "Use one of: {allowed}."),
    413: (
        "TOO_LARGE",
        "The body of the request is larger than {limit} bytes.",
        "Send less, compare the files with the command line, or raise DIPLE_MAX_BYTES where the service runs.",
    ),
}
_INTERNAL = {
    "code": "INTERNAL_ERROR",
    "detail": "Something went wrong that nobody foresaw. It is in the service's log.",
    "remedy": "Try again; if it happens again, report it to those who run the service.",
}

MOST_NAMED = 12  # fields that are named in an answer, of any number that are wrong
LONGEST_NAME = 80  # characters of such a name


def register(app: Flask) -> None:
    """Answers all errors of `app`."""
    app.register_error_handler(DipleError, _diple_error)
    app.register_error_handler(ValidationError, _invalid)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unforeseen)


def _diple_error(error: DipleError) -> Response:
    if isinstance(error, LexiconError):  # the service's own packs: no fault of who asks
        return _unforeseen(error)
    return answer_to(error)


def answer_to(error: DipleError) -> Response:
    """The answer that says what was wrong."""
    problem = {"code": error.code, "detail": error.message, "remedy": error.remedy}
    response = _answer(status_of(error), problem | ({"data": error.data} if error.data else {}))
    return with_retry(response, error)


def with_retry(response: Response, error: DipleError) -> Response:
    """Says in the answer when a request may be worth sending again, where it may."""
    seconds = error.data.get("retry_after") or _RETRY_AFTER.get(error.code)
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    return response


def status_of(error: DipleError) -> int:
    """The HTTP status of an error."""
    return _STATUS.get(error.code, 422)


def _invalid(error: ValidationError) -> Response:
    fields = error.messages if isinstance(error.messages, dict) else {"_request": error.messages}
    names = sorted(_shortened(name) for name in fields)
    further = f" and {len(names) - MOST_NAMED:,} others" if len(names) > MOST_NAMED else ""
    problem = {
        "code": "INVALID_REQUEST",
        "detail": f"These parts of the request are not what they should be: {', '.join(names[:MOST_NAMED])}{further}.",
        "remedy": "`errors` says what is wrong with each; /api/v1/openapi.json says what they should be.",
        "errors": _first_of(fields),
    }
    return _answer(422, problem)


def _first_of(errors: object) -> object:
    """The first MOST_NAMED of what is wrong, and of what is wrong within each: an answer is never as long as a body."""
    if isinstance(errors, dict):
        names = sorted(errors, key=str)[:MOST_NAMED]
        return {_shortened(name): _first_of(errors[name]) for name in names}
    return errors[:MOST_NAMED] if isinstance(errors, list) else errors


def _shortened(name: object) -> str:
    text = str(name)
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:  # a redirect is no problem
        return error.get_response()  # type: ignore[return-value]
    known = _HTTP.get(status, (HTTPStatus(status).name, f"{HTTPStatus(status).phrase}.", ""))
    allowed = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
    values = {"path": request.path, "method": request.method, "allowed": allowed, "limit": _limit()}
    code, detail, remedy = (part.format(**values) if "{" in part else part for part in known)
    response = _answer(status, {"code": code, "detail": detail, "remedy": remedy})
    if allowed:
        response.headers["Allow"] = allowed
    return response


def _limit() -> str:
    return f"{request.max_content_length or 0:,}"


def _unforeseen(error: Exception) -> Response:
    from flask import current_app

    found = current()
    current_app.logger.error("unforeseen error at %s", found.route if found else "", exc_info=error)
    return _answer(500, _INTERNAL)


def refusal(code: str, request_id: str, seconds: int = 0, *, closes: bool = True) -> bytes:
    """The whole answer, with its head, to a request that is refused before any application sees it.

    It may be sent again after so many seconds; `closes` says that the connection is closed.
    """
    detail, remedy = _BEFORE_ANY_THREAD[code]
    status = HTTPStatus(_STATUS[code])
    problem = {"code": code, "detail": detail, "remedy": remedy, "request_id": request_id}
    body = _written(_whole(status, problem | ({"data": {"retry_after": seconds}} if seconds else {})))
    headers = {"Content-Type": "application/problem+json", "Content-Length": len(body), "Cache-Control": "no-store"}
    headers |= {HEADER: request_id, "Connection": "close" if closes else "keep-alive"}
    if seconds or code in _RETRY_AFTER:
        headers["Retry-After"] = seconds or _RETRY_AFTER[code]
    lines = (f"{name}: {value}" for name, value in headers.items())
    return "\r\n".join((f"HTTP/1.1 {status.value} {status.phrase}", *lines, "", "")).encode() + body


def status_before(code: str) -> int:
    """The HTTP status of a request that is refused before any application sees it."""
    return _STATUS[code]


def _whole(status: int, problem: dict[str, Any]) -> dict[str, Any]:
    kind = f"urn:diple:problem:{problem['code'].lower().replace('_', '-')}"
    return {"type": kind, "title": HTTPStatus(status).phrase, "status": status, **problem}


def _written(whole: dict[str, Any]) -> bytes:
    return json.dumps(whole, ensure_ascii=False, default=str).encode("utf-8", "backslashreplace") + b"\n"


def _answer(status: int, problem: dict[str, Any]) -> Response:
    request_id = note_refused(problem["code"])
    whole = _whole(status, problem | ({"request_id": request_id} if request_id else {}))
    if for_a_reader():
        place = None if request.method == "GET" else "/"
        page = render_template("problem.html", problem=whole, addresses=addresses(place))
        return as_page(page, status)
    return Response(_written(whole), status, mimetype="application/problem+json", headers={"Cache-Control": "no-store"})


def for_a_reader() -> bool:
    """Whether the answer goes to a page's reader: outside the API, and the client asks for HTML.

    Where JSON is what is given, HTML must be asked for rather than anything.
    """
    if request.path == "/oembed" or (request.path.startswith("/embed/") and request.path.endswith(".json")):
        return request.accept_mimetypes.best_match(["application/problem+json", "text/html"]) == "text/html"
    return not request.path.startswith("/api/") and request.accept_mimetypes.accept_html
