"""What a reader of the result should know of its bounds: a language of which little is known, a text given twice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from diple.model import Notice, Statement

ADVICE = "what has no marker may still mean something"


# By which factor a whole text may be longer or shorter than a rendering is, before parts are taken to be missing.
BEYOND_LANGUAGES = 1.5
FEW_CHARACTERS = 300  # of the longer text: a sentence may be rendered at almost any length


@cache
def _tables() -> dict[str, Any]:
    import tomllib

    return tomllib.loads(Path(__file__).with_name("coverage.toml").read_text(encoding="utf-8"))


def thin() -> dict[str, str]:
    """For each language that is read with less: in which way."""
    told: dict[str, str] = _tables()["thin"]
    return told


def expected_ratio(old: str, new: str) -> float | None:
    """How much longer a rendering in `new` is than its source in `old`, in characters; None for unknown languages."""
    lengths: dict[str, int] = _tables()["lengths"]
    return lengths[new] / lengths[old] if old in lengths and new in lengths else None


def unlike_lengths(old: Statement, new: Statement) -> tuple[Notice, ...]:
    """A note where two language versions differ in length by more than languages do: one may be a part of the other."""
    expected = expected_ratio(old.language, new.language)
    sizes = [len("".join(text.text.split())) for text in (old, new)]
    if expected is None or max(sizes) < FEW_CHARACTERS:
        return ()
    times = sizes[1] / (sizes[0] or 1) / expected
    if 1 / BEYOND_LANGUAGES <= times <= BEYOND_LANGUAGES:
        return ()
    shorter, longer = ("new", "old") if times < 1 else ("old", "new")
    share = round(100 * min(times, 1 / times))
    return (
        Notice(
            "unlike_lengths",
            f"The {shorter} text has about {share} % of the length that a rendering of the {longer} text would have: "
            "it may be a part or a summary, and what nothing renders is left without an answer.",
            {"shorter": shorter, "percent": share},
        ),
    )


def coverage_notices(old: Statement, new: Statement) -> tuple[Notice, ...]:
    """A note for each language of a pair of which little is known, so that silence is not taken for an answer."""
    languages = dict.fromkeys((old.language, new.language))
    return tuple(
        Notice("thin_coverage", f"{thin()[language]}: {ADVICE}.", {"language": language})
        for language in languages
        if language in thin()
    )


def counted_once(earlier: Sequence[Statement]) -> tuple[list[Statement], tuple[Notice, ...]]:
    """The earlier texts, each once; a note shows how many were given again.

    What is the same in every character, under the same date, is one text: how often it is given is no evidence.
    """
    kept = list({(text.sha256, text.date): text for text in reversed(earlier)}.values())[::-1]
    again = len(earlier) - len(kept)
    if not again:
        return kept, ()
    told = "One earlier text was given twice" if again == 1 else f"{again} earlier texts were given before"
    return kept, (Notice("earlier_given_twice", f"{told}: each counts once.", {"texts": again}),)
