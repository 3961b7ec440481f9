"""What a reader of the result should know of its bounds: a language of which little is known, a text given twice."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from diple.model import Notice, Statement

ADVICE = "what has no marker may still mean something"


@cache
def thin() -> dict[str, str]:
    """For each language that is read with less: in which way."""
    text = files("diple").joinpath("coverage.toml").read_text(encoding="utf-8")
    told: dict[str, str] = tomllib.loads(text)["thin"]
    return told


def coverage_notices(old: Statement, new: Statement) -> tuple[Notice, ...]:
    """A note for each language of a pair of which little is known, so that silence is not taken for an answer."""
    languages = dict.fromkeys((old.language, new.language))
    return tuple(
        Notice("thin_coverage", f"{thin()[language]}: {ADVICE}.", {"language": language})
        for language in languages
        if language in thin()
    )


def counted_once(earlier: Sequence[Statement]) -> tuple[list[Statement], tuple[Notice, ...]]:
    """The earlier texts, each once; a note tells how many were given again.

    What is the same in every character, under the same date, is one text: how often it is given is no evidence.
    """
    kept = list({(text.sha256, text.date): text for text in reversed(earlier)}.values())[::-1]
    again = len(earlier) - len(kept)
    if not again:
        return kept, ()
    told = "One earlier text was given twice" if again == 1 else f"{again} earlier texts were given before"
    return kept, (Notice("earlier_given_twice", f"{told}: each counts once.", {"texts": again}),)
