"""What a description of an API cannot say, told to schemathesis: conditions on the text, and between two requests."""

from __future__ import annotations

import json
import re
import secrets
from typing import Any
from unicodedata import category

import schemathesis

TEXT = "The Parties should meet every year."
DATED = f"1 March 2031\n\n{TEXT}"
CONCEPT = "neg.condemn"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]")
WORD = re.compile(r"[A-Za-z0-9]")
SEVERAL = ("earlier", "statements", "versions")
UNDECIDED = {
    "/comparisons": ("verdicts", "packs"),
    "/series": ("packs",),
    "/versions": ("packs", "pivot", "languages"),
}
"""What is right or wrong only beside the texts, or has a description of its own, by path."""
CONTENTS_DECIDE = ("NO_EARLIER", "WRONG_MANIFEST", "ONE_LANGUAGE", "TWO_LANGUAGES", "TOO_MANY_PACKS")
"""Codes of what no description can say: what a series holds, whether a manifest describes the files that come with it,
in which language texts are, and how much the settings of a service allow.
"""
ABOUT_VALIDITY = ("ST201", "ST202")
"""The failures of schemathesis that a request is refused, or accepted, against its description."""


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
    if case.operation.path.startswith("/archive/"):
        case.query = _fit_wording(case.operation.path, case.query or {})
    if isinstance(case.body, dict):
        _fit(case)
    return case


@schemathesis.hook
def filter_failure(_context: object, failure: Any, case: Any, response: Any) -> bool:
    """Whether a failure counts: that a description says less than the service knows is none."""
    if failure.code not in ABOUT_VALIDITY:
        return True
    return _code_of(response) not in CONTENTS_DECIDE and not _is_right_as_sent(case)


def _code_of(response: Any) -> object:
    """The code of a problem; None of another answer."""
    try:
        return json.loads(response.content).get("code")
    except (ValueError, AttributeError):
        return None


def _is_right_as_sent(case: Any) -> bool:
    """Whether what is wrong with a form is lost on its way: a form holds texts, and what is empty is not given."""
    if case.media_type != "multipart/form-data" or not _is_wrong(case):
        return False
    mutations = case.meta.phase.data.mutations
    return bool(mutations) and all(_is_lost(each, case.body) for each in mutations)


def _is_lost(mutation: Any, body: Any) -> bool:
    """Whether a field of a form is wrong as a number where a text or a list of texts is due, or as nothing."""
    if mutation.parameter_location.value != "body" or not isinstance(body, dict):
        return False
    name = mutation.schema_pointer.removeprefix("/properties/").partition("/")[0]
    is_text = mutation.keywords == ("type",) and mutation.original_value in ("string", "array")
    return is_text or (name in body and body[name] in ([], {}, ""))


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
    if undecided := UNDECIDED.get(case.operation.path):
        for name in [name for name in case.body if name in undecided or name.endswith(("_format", "_charset"))]:
            del case.body[name]
        if "old" in case.body:
            case.body.setdefault("new", TEXT)
        _fit_texts(case.body)
    if case.operation.path.startswith("/archive/"):
        _fit_statement(case.body)
    if case.media_type == "multipart/form-data":
        _fit_files(case.body)
    if (case.query or {}).get("format") == "atom" and case.body.get("statements"):
        case.body["statements"][0] = DATED


def _fit_wording(path: str, query: Any) -> Any:
    """The query with words that are some: which are is for the index to say, and for the packs which concepts there are.

    A period begins before it ends.
    """
    days = [query.get(name) for name in ("since", "until")]
    if all(isinstance(day, str) for day in days):
        query["since"], query["until"] = sorted(days)
    if path == "/archive/search":
        query["q"] = _worded(query.get("q"))
        if query.get("concept"):
            query["concept"] = CONCEPT
    if isinstance(query.get("what"), list):
        query["what"] = [_worded(each) for each in query["what"]]
    elif "what" in query:
        query["what"] = _worded(query["what"])
    return query


def _worded(wording: Any) -> Any:
    return wording if isinstance(wording, str) and WORD.search(wording) else "shall meet"


def _fit_statement(body: dict[str, Any]) -> None:
    """Which characters are a text is for the reader to say, a first day is before the last, and all files of a form
    are called alike here, which two of one upload may not be."""
    if "text" in body:
        body["text"] = _printed(body["text"])
    if "covers" in body:
        body["covers"] = sorted(body["covers"])
    if "file" in body:
        body["file"] = body["file"][:1]


def _fit_texts(body: dict[str, Any]) -> None:
    """A text shows something, which the reader decides, and is of no told format."""
    for name in ("old", "new"):
        if name in body:
            body[name] = _readable(body[name])
    for name in SEVERAL:
        if isinstance(body.get(name), list):
            body[name] = [_readable(each) for each in body[name]]
    if body.get("also"):
        _fit_texts(body["also"])


def _readable(text: Any) -> Any:
    if isinstance(text, dict):
        return {name: _readable(value) if name == "text" else value for name, value in text.items() if name != "format"}
    return TEXT if isinstance(text, str) and _shows_nothing(text) else text


def _fit_files(body: dict[str, Any]) -> None:
    """Which bytes are a text is for the reader to say: here a file has no control characters but ends of lines."""
    for name in ("old", "new", "also_old", "also_new"):
        if name in body:
            body[name] = _printed(body[name])
    for name in SEVERAL:
        if isinstance(body.get(name), list):
            body[name] = [_printed(each) for each in body[name]]


def _printed(text: Any) -> Any:
    return TEXT if isinstance(text, str) and (CONTROL.search(text) or _shows_nothing(text)) else text


def _shows_nothing(text: str) -> bool:
    return all(char.isspace() or category(char) == "Cf" for char in text)
