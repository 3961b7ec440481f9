"""What a pack may hold at most: limits that no honest pack meets, so that a hostile one costs little.

Forms are no regular expressions; only their gaps and the words that must be near could make a search slow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from reprlib import Repr
from typing import NamedTuple

MOST_BYTES = 1_048_576
LONGEST_FORM = 300  # characters
MOST_GAPS = 1  # in one form
MOST_GAPPED = 50  # forms with a gap in one table
MOST_NEAR = 50  # words one of which must be near a form
GAP = "…"
_SHORTLY = Repr()
_SHORTLY.maxstring = _SHORTLY.maxother = 80
_LONGEST_KEY = 160


class Excess(NamedTuple):
    """Something of which there is too much: its key in the pack, what is wrong, what to do."""

    key: str
    message: str
    remedy: str


def form_excess(key: str, form: str) -> Iterator[Excess]:
    """Whether one form is too long or has too many gaps."""
    if len(form) > LONGEST_FORM:
        yield Excess(key, f"has {len(form):,} characters", f"A form has at most {LONGEST_FORM}.")
    if form.count(GAP) > MOST_GAPS:
        yield Excess(key, f"has {form.count(GAP)} gaps", f"A form has at most {MOST_GAPS} gap (…).")


def gapped_excess(tables: Mapping[str, object]) -> Iterator[Excess]:
    """Whether all forms of some tables have too many gaps together; `tables` hold lists of forms at any key."""
    count = sum(
        GAP in form for forms in tables.values() if isinstance(forms, list) for form in forms if isinstance(form, str)
    )
    if count > MOST_GAPPED:
        yield Excess("", f"holds {count:,} forms with a gap", f"A table has at most {MOST_GAPPED} of them.")


def brief(value: object) -> str:
    """A value of a pack as a message shows it, cut where it is long or deep."""
    return _SHORTLY.repr(value)


def brief_key(key: str) -> str:
    """The way to a value of a pack as a message shows it."""
    return key if len(key) <= _LONGEST_KEY else f"{key[:_LONGEST_KEY]}…"
