"""What a request asks of the archive: its scope, and the addresses of what is asked next."""

from __future__ import annotations

import re

from flask import request, url_for

from diple.archive.statements.contract import Passage, Scope
from diple.model import Span
from diple.web.requests.language import carried

SCOPE = ("series", "party", "level", "kind", "language", "since", "until", "concept")
"""The fields of a query that narrow what is asked."""
_CONTROL = re.compile(r"[\0-\x1f\x7f]+")
_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
MOST_ASKED = 12
"""Wordings that a reader may add to a timeline."""


def given(name: str) -> str:
    """A field of the query, without characters that no text of it has."""
    return _CONTROL.sub(" ", request.args.get(name, "")).strip()


def scope(**known: str) -> Scope:
    """Which statements are asked of; `known` overrules the query."""
    return Scope(**{name: known.get(name, given(name)) for name in SCOPE})


def narrowed() -> dict[str, str]:
    """The scope of the query as a link takes it along."""
    return {name: value for name in SCOPE if (value := given(name))}


def wordings() -> list[str]:
    """The wordings that the query asks for, each once."""
    every = (part for value in request.args.getlist("what") for part in _CONTROL.sub(" ", value).split(";"))
    return list(dict.fromkeys(stripped for part in every if (stripped := part.strip())))[:MOST_ASKED]


def place() -> Span | None:
    """The place in the text that the query names: "120-131"."""
    found = _PLACE.fullmatch(given("at"))
    return Span(int(found[1]), int(found[2])) if found and int(found[1]) < int(found[2]) else None


def to(endpoint: str, **values: object) -> str:
    """The address of another page of this archive, in the language of this one."""
    return url_for(f".{endpoint}", **{**values, **carried()})


def to_passage(found: Passage) -> str:
    """The address of the words of a passage, in its statement."""
    return to_place(found.statement, found.start, found.end)


def to_place(id_: str, start: int, end: int) -> str:
    """The address of a place in a statement."""
    return to("statement", id_=id_, at=f"{start}-{end}", _anchor="found")


def to_wording(id_: str, what: str) -> str:
    """The address of the first place of a wording in a statement, where it was not looked up."""
    return to("statement", id_=id_, what=what, _anchor="found")


def to_sentence(id_: str, number: int) -> str:
    """The address of a sentence, by its number from 0 on."""
    return to("statement", id_=id_, _anchor=f"s{number + 1}")


def to_comparison(old: str, new: str) -> str:
    """The address of the comparison of two statements."""
    return to("compared", old=old, new=new)
