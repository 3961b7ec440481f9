"""Whether what is known of a statement or a series can be so."""

from __future__ import annotations

import re
from datetime import date

from diple.archive.statements.contract import LEVELS, STATUSES, Details, Series
from diple.archive.statements.trouble import wrong

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


def checked(details: Details) -> Details:
    """The details. Raises ArchiveError, WRONG_DETAILS."""
    check_day(details.date)
    if details.level and details.level not in LEVELS:
        raise wrong(f"The level {details.level!r} is none.", f"Use one of {', '.join(LEVELS)}.", level=details.level)
    if details.status and details.status not in STATUSES:
        raise wrong(
            f"The status {details.status!r} is none.", f"Use one of {', '.join(STATUSES)}.", status=details.status
        )
    return details


def checked_series(series: Series) -> Series:
    """The series. Raises ArchiveError, WRONG_DETAILS."""
    check_name(series.name)
    for day in (*series.covers, *series.gaps):
        check_day(day)
    return series


def check_name(name: str) -> None:
    """Raises ArchiveError, WRONG_DETAILS, where a name cannot be that of a series."""
    if not _NAME.fullmatch(name):
        raise wrong(
            f"{name!r} cannot be the name of a series.",
            "Use up to 100 small letters a to z, digits, points and hyphens: north-south.",
            series=name,
        )


def check_day(day: str) -> None:
    """Raises ArchiveError, WRONG_DETAILS, where something is no day, month or year."""
    if not day:
        return
    try:
        if not _DAY.fullmatch(day):
            raise ValueError
        date.fromisoformat(f"{day}-01-01"[:10] if len(day) == 4 else f"{day}-01"[:10])
    except ValueError:
        raise wrong(
            f"{day!r} is no day.", "Write it as 2031-05-01, or 2031-05 or 2031 where no more is known.", date=day
        ) from None
