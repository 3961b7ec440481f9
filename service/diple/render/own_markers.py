"""An analyst's own markers: passages of both texts that a reader has marked, beside those that Diple has found.

They rest on the texts alone, so that they hold in every comparison of the same texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from diple.errors import OptionError
from diple.model import Direction, Level, Selector, Statement
from diple.result import Comparison

SIGN = "◆"
"""What is before an own marker in every written form; Diple's own markers have another sign."""
_AROUND = 32  # code points of the text that are kept before and after a quote


class OwnMarker(NamedTuple):
    """A passage that a reader marked.

    `kind` is a code of the taxonomy ("M1") or the reader's own words. At least one of `old` and `new` has a quote.
    `analyst` and `date` tell who marked it, and when, where that is another than who signed the layer.
    """

    id: str
    kind: str
    direction: Direction
    level: Level
    note: str
    old: tuple[Selector, ...] = ()
    new: tuple[Selector, ...] = ()
    analyst: str | None = None
    date: str | None = None


def own_markers_of(found: Sequence[Mapping[str, Any]], comparison: Comparison) -> tuple[OwnMarker, ...]:
    """The own markers of a layer on the texts of a comparison, in its order.

    Raises OptionError, BAD_VERDICTS, where two have one id, or a quote is not in its text at its place.
    """
    twice = [id_ for id_, count in Counter(each["id"] for each in found).items() if count > 1]
    if twice:
        raise _unread(f"two own markers are {twice[0]}")
    return tuple(_own(each, comparison) for each in found)


def _own(each: Mapping[str, Any], comparison: Comparison) -> OwnMarker:
    old, new = (
        tuple(_selector(quote, statement, each["id"]) for quote in each[side])
        for side, statement in (("old", comparison.old), ("new", comparison.new))
    )
    return OwnMarker(
        id=each["id"],
        kind=each["kind"].strip(),
        direction=cast(Direction, each["direction"]),
        level=cast(Level, each["level"]),
        note=each["note"],
        old=old,
        new=new,
        analyst=each.get("analyst"),
        date=str(each["date"]) if "date" in each else None,
    )


def _selector(quote: Mapping[str, Any], statement: Statement, id_: str) -> Selector:
    start, end = quote["start"], quote["start"] + len(quote["exact"])
    text = statement.text
    if text[start:end] != quote["exact"]:
        raise _unread(f"own marker {id_} quotes “{quote['exact'][:60]}”, which is not in the text at {start}")
    return Selector(start, end, quote["exact"], text[max(0, start - _AROUND) : start], text[end : end + _AROUND])


def _unread(wrong: str) -> OptionError:
    return OptionError("BAD_VERDICTS", f"The verdicts cannot be read: {wrong}.", "Mark the passage again.")


def written(own: OwnMarker) -> dict[str, Any]:
    """An own marker in the published form."""
    other = {"analyst": own.analyst, "date": own.date} if own.analyst else {}
    old, new = ([{"start": each.start, "exact": each.exact} for each in side] for side in (own.old, own.new))
    said = {"id": own.id, "kind": own.kind, "direction": own.direction, "level": own.level, "note": own.note}
    return {**said, **other, "old": old, "new": new}
