"""An analyst's verdicts and own markers as a layer of a written form: signed, and altering no marker of Diple."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from diple.errors import OptionError
from diple.model import Marker
from diple.render.own_markers import OwnMarker, own_markers_of, written
from diple.result import Comparison

CARRIED_BY = (
    *("docx", "html", "json", "markdown", "annotations", "csv-markers"),
    *("brief", "brief-html", "brief-docx", "brief-pdf"),
)
"""The forms that have a place for verdicts."""
WORDS = {"accept": "accepted", "reject": "rejected", None: "Note"}


class Verdict(NamedTuple):
    """What the analyst says of one marker: accept, reject, or None for a note alone, and the analyst's own words.

    `analyst` and `date` tell who gave it, and when, where that is another than who signed the layer.
    """

    verdict: str | None
    note: str
    analyst: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts of one analyst on one comparison, by the ids of its markers; `date` is a day (2031-05-01).

    `own` are the markers that the analyst has added, in the order in which they were made.
    """

    analyst: str
    date: str
    said: Mapping[str, Verdict] = field(default_factory=dict)
    own: tuple[OwnMarker, ...] = ()

    def signature(self, said: Verdict | OwnMarker) -> tuple[str, str]:
        """Who gave a verdict or marked a passage, and the day."""
        return said.analyst or self.analyst, said.date or self.date


def verdicts_of(written: bytes, comparison: Comparison) -> Verdicts:
    """The verdicts in a file as the page gives it: alone, or beside the comparison.

    Raises OptionError: BAD_VERDICTS where it is no such file, OTHER_VERDICTS where they are on another comparison.
    """
    from marshmallow import ValidationError

    from diple.schemas.verdicts import SCHEMA_NAME, VerdictsSchema

    try:
        told: Any = json.loads(written)
        layer: Any = told.get("verdicts") if isinstance(told, dict) and "analyst" not in told else told
        found = VerdictsSchema().load(layer if isinstance(layer, dict) else {})
        if layer.get("schema") != SCHEMA_NAME:
            raise ValidationError({"schema": [f"It is not {SCHEMA_NAME}"]})
    except (ValueError, ValidationError, RecursionError) as error:
        raise OptionError(
            "BAD_VERDICTS",
            f"The verdicts cannot be read: {error}.",
            "Give the file that the page of the comparison saves.",
        ) from error
    placed, strange = _placed(found, comparison)
    if strange and found["comparison"] == comparison.id:
        raise _unread(f"there is no marker {', '.join(strange)}")
    if strange:
        raise OptionError(
            "OTHER_VERDICTS",
            f"The verdicts are on comparison {found['comparison']} of the same texts; "
            f"this one, {comparison.id}, has no such marker as {', '.join(strange)}.",
            "Give the options and packs, and the version of Diple, with which they were signed, or take these out.",
        )
    said = {id_: _verdict(each) for id_, each in placed}
    if len(said) < len(placed):
        raise _unread("a marker is judged twice")
    own = own_markers_of(found.get("own_markers", ()), comparison)
    return Verdicts(found["analyst"], str(found["date"]), said, own)


def _unread(wrong: str) -> OptionError:
    return OptionError("BAD_VERDICTS", f"The verdicts cannot be read: {wrong}.", "Give one for each marker judged.")


def _verdict(each: Mapping[str, Any]) -> Verdict:
    return Verdict(each["verdict"], each["note"], each.get("analyst"), str(each["date"]) if "date" in each else None)


def _placed(found: Mapping[str, Any], comparison: Comparison) -> tuple[list[tuple[str, Mapping[str, Any]]], list[str]]:
    """Each verdict with the marker of this comparison that it is on, and what was judged and is not here.

    In another comparison of the same texts a marker is known by its code, its direction and its evidence; where two
    have these, neither is. Raises OptionError, OTHER_VERDICTS, where the texts are others.
    """
    own = found["comparison"] == comparison.id
    if not own and found.get("texts") != texts_of(comparison):
        raise OptionError(
            "OTHER_VERDICTS",
            f"The verdicts are on comparison {found['comparison']}; this one is {comparison.id}.",
            "Give the same texts, letter for letter; verdicts that do not say what their markers rest on need the "
            "same files, options and packs, and the same version of Diple, as when they were signed.",
        )
    keys = {marker.id: _key(evidence_of(marker)) for marker in comparison.markers}
    placed, strange = [], []
    for each in found["verdicts"]:
        here = _place(each, keys, own=own)
        if here:
            placed.append((here, each))
        else:
            strange.append(_named(each))
    return placed, strange


def _place(each: Mapping[str, Any], keys: Mapping[str, str], *, own: bool) -> str | None:
    """The marker that a verdict is on: by its id in its own comparison, else the only one that rests on the same."""
    marker = each["marker"]
    key = _key(each["evidence"]) if "evidence" in each else None
    if own and marker in keys and key in (None, keys[marker]):
        return str(marker)
    same = [id_ for id_, other in keys.items() if other == key]
    return same[0] if len(same) == 1 else None


def _key(evidence: Mapping[str, Any]) -> str:
    sides = ([(quote["start"], quote["exact"]) for quote in evidence[side]] for side in ("old", "new"))
    return json.dumps([evidence["code"], evidence["direction"], *sides])


def _named(each: Mapping[str, Any]) -> str:
    """The marker of a verdict in words: its id, and what it rests on where that is reported."""
    if "evidence" not in each:
        return str(each["marker"])
    sides = ("; ".join(quote["exact"] for quote in each["evidence"][side]) for side in ("old", "new"))
    old, new = (f"“{side[:60]}”" if side else "nothing" for side in sides)
    return f"{each['marker']} ({each['evidence']['code']}, {old} → {new})"


def texts_of(comparison: Comparison) -> dict[str, str]:
    """The digests of both texts."""
    return {"old": comparison.old.sha256, "new": comparison.new.sha256}


def evidence_of(marker: Marker) -> dict[str, Any]:
    """What a marker is known by in another comparison of the same texts."""
    old, new = ([{"start": each.start, "exact": each.exact} for each in side] for side in (marker.old, marker.new))
    return {"code": marker.code, "direction": marker.direction, "old": old, "new": new}


def layer_of(verdicts: Verdicts, comparison: Comparison) -> dict[str, Any]:
    """The verdicts as the published form `diple.verdicts/1`, in the order of the comparison's markers."""
    from diple.schemas.verdicts import SCHEMA_NAME

    own = {"own_markers": [written(each) for each in verdicts.own]} if verdicts.own else {}
    return {
        "schema": SCHEMA_NAME,
        "comparison": comparison.id,
        "analyst": verdicts.analyst,
        "date": verdicts.date,
        "texts": texts_of(comparison),
        "verdicts": [
            _written(marker, verdicts.said[marker.id]) for marker in comparison.markers if marker.id in verdicts.said
        ],
        **own,
    }


def _written(marker: Marker, said: Verdict) -> dict[str, Any]:
    other = {"analyst": said.analyst, "date": said.date} if said.analyst else {}
    return {"marker": marker.id, "verdict": said.verdict, "note": said.note, **other, "evidence": evidence_of(marker)}
