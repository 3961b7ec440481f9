"""Whether what is known of a statement or a series, or what a question is asked of, can be so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from diple.archive.statements.contract import LEVELS, STATUSES, Details, Scope, Series
from diple.archive.statements.trouble import wrong
from diple.segment.language import LANGUAGE_NAMES

_DAY = re.compile(r"[1-9]\d{3}(?:-\d\d(?:-\d\d)?)?")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


def checked(details: Details) -> Details:
    """The details. Raises ArchiveError, WRONG_DETAILS."""
    check_day(details.date)
    _check_one_of("level", details.level, LEVELS)
    _check_one_of("status", details.status, STATUSES)
    _check_one_of("language", details.language, tuple(LANGUAGE_NAMES))
    return details


def checked_series(series: Series) -> Series:
    """The series. Raises ArchiveError, WRONG_DETAILS."""
    check_name(series.name)
    _check_one_of("level", series.level, LEVELS)
    for day in (*series.covers, *series.gaps):
        check_day(day)
    first, last = series.covers
    if first and last and first_day(first) > first_day(last):
        raise wrong(
            f"A series cannot cover {first} to {last}.", "Name the first day before the last.", series=series.name
        )
    return series


def check_question(scope: Scope) -> None:
    """Raises ArchiveError, WRONG_DETAILS, where nothing could ever be in a scope."""
    check_day(scope.since)
    check_day(scope.until)
    if scope.until and scope.since[: len(scope.until)] > scope.until:
        raise wrong(
            f"No day is since {scope.since} and until {scope.until}.",
            "Give an earlier day for since, or a later one for until.",
            since=scope.since,
            until=scope.until,
        )
    _check_one_of("level", scope.level, LEVELS)
    _check_one_of("language", scope.language, tuple(LANGUAGE_NAMES))


def check_name(name: str) -> None:
    """Raises ArchiveError, WRONG_DETAILS, where a name cannot be that of a series."""
    if not _NAME.fullmatch(name):
        raise wrong(
            f"{name!r} cannot be the name of a series.",
            "Use up to 100 small letters a to z, digits, points and hyphens: north-south.",
            series=name,
        )


def check_day(day: str) -> None:
    """Raises ArchiveError, WRONG_DETAILS, where something is no day, month or year; "" is none."""
    if day:
        first_day(day)


def first_day(day: str) -> date:
    """The day, or the first of a month or year. Raises ArchiveError, WRONG_DETAILS."""
    try:
        if not _DAY.fullmatch(day):
            raise ValueError
        return date.fromisoformat(day + "-01-01"[len(day) - len("2031") :])
    except ValueError:
        raise wrong(
            f"{day!r} is no day.", "Write it as 2031-05-01, or 2031-05 or 2031 if no more is known.", date=day
        ) from None


def _check_one_of(name: str, value: str, known: Sequence[str]) -> None:
    if value and value not in known:
        raise wrong(f"{value!r} is no {name}.", f"Use one of {', '.join(known)}.", **{name: value})
