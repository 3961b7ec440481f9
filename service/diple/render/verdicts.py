"""An analyst's verdicts as a layer of a written form: signed, beside the markers, which they never alter."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from diple.errors import OptionError
from diple.result import Comparison

CARRIED_BY = ("docx", "html", "json")
"""The forms that have a place for verdicts."""
WORDS = {"accept": "Accepted", "reject": "Rejected", None: "Note"}


class Verdict(NamedTuple):
    """What the analyst says of one marker: accept, reject, or None for a note alone, and the analyst's own words."""

    verdict: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts of one analyst on one comparison, by the ids of its markers; `date` is a day (2031-05-01)."""

    analyst: str
    date: str
    said: Mapping[str, Verdict] = field(default_factory=dict)


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
        if layer["schema"] != SCHEMA_NAME:
            raise ValidationError({"schema": [f"It is not {SCHEMA_NAME}"]})
    except (ValueError, ValidationError, RecursionError) as error:
        raise OptionError(
            "BAD_VERDICTS",
            f"The verdicts cannot be read: {error}.",
            "Give the file that the page of the comparison saves.",
        ) from error
    if found["comparison"] != comparison.id:
        raise OptionError(
            "OTHER_VERDICTS",
            f"The verdicts are on comparison {found['comparison']}; this one is {comparison.id}.",
            "Give the same texts, options and packs, by the same version of Diple, as when they were signed.",
        )
    said = {each["marker"]: Verdict(each["verdict"], each["note"]) for each in found["verdicts"]}
    strange = sorted(said.keys() - {marker.id for marker in comparison.markers})
    if strange or len(said) < len(found["verdicts"]):
        wrong = f"there is no marker {', '.join(strange)}" if strange else "a marker is judged twice"
        raise OptionError("BAD_VERDICTS", f"The verdicts cannot be read: {wrong}.", "Give one for each marker judged.")
    return Verdicts(found["analyst"], str(found["date"]), said)


def layer_of(verdicts: Verdicts, comparison: Comparison) -> dict[str, Any]:
    """The verdicts as the published form `diple.verdicts/1`, in the order of the comparison's markers."""
    from diple.schemas.verdicts import SCHEMA_NAME

    judged = [(marker.id, verdicts.said[marker.id]) for marker in comparison.markers if marker.id in verdicts.said]
    return {
        "schema": SCHEMA_NAME,
        "comparison": comparison.id,
        "analyst": verdicts.analyst,
        "date": verdicts.date,
        "verdicts": [{"marker": id_, "verdict": said.verdict, "note": said.note} for id_, said in judged],
    }
